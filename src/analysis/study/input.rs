//! What is studied of a term, and what follows from it without a test.

use super::{
    StudyError,
    bands::{RESAMPLES, ResampledCurves, Resamples},
    curves::AbnormalChanges,
    detectable::Detectable,
    effect::Changes,
    outcomes::{Offsets, sums},
};
use crate::analysis::{
    events::{Extent, clusters},
    null::{BlockTest, Placement, Scores, calendar_class},
};
use jiff::civil::Date;
use std::convert::identity;

/// What is studied. The slices up to `record_dates` go by record number.
#[derive(Clone, Copy, Debug)]
pub struct StudyInput<'a> {
    /// Standardised changes.
    pub z: &'a [Option<f64>],
    /// Changes, 100 × ln of the ratio.
    pub change_log_pct: &'a [Option<f64>],
    /// Changes, in rubles; `None` for a basket of currencies.
    pub change_rubles: Option<&'a [Option<f64>]>,
    /// Volatilities known before each record, in per cent.
    pub sigma_pct: &'a [Option<f64>],
    /// Dates of the records.
    pub record_dates: &'a [Date],
    /// Days on which the records were set.
    pub set_dates: &'a [Date],
    /// Numbers of the tested records, ascending.
    pub tested: &'a [u32],
    /// Rate of the last tested record in rubles per unit; `None` for a basket.
    pub last_rate: Option<f64>,
    /// Events by position among the tested records, ascending.
    pub events: &'a [u32],
    /// Whether the time of day is known for most of the events.
    pub is_time_known: bool,
    /// Records shown before and after an event.
    pub k: u32,
    /// The window tested.
    pub window: Offsets,
    /// Draws.
    pub permutations: usize,
    /// What draws and resamples follow from.
    pub seed: u64,
}

impl StudyInput<'_> {
    pub(super) fn changes(&self) -> Changes<'_> {
        Changes {
            log_pct: self.change_log_pct,
            rubles: self.change_rubles,
            tested: self.tested,
        }
    }

    /// Numbers of the records of the events.
    pub(super) fn event_records(&self) -> Vec<u32> {
        self.events
            .iter()
            .map(|event| self.tested[*event as usize])
            .collect()
    }

    /// Of each tested record.
    pub(super) fn calendar_classes(&self) -> Vec<usize> {
        self.tested
            .iter()
            .map(|record| calendar_class(self.set_dates[*record as usize]))
            .collect()
    }

    pub(super) fn extent(&self, events: &[u32]) -> Extent {
        let reach = u32::try_from(self.window.last - self.window.first).unwrap_or(0);
        Extent::new(events, self.record_dates, reach)
    }

    /// The curves of the bands, and of how many clusters.
    pub(super) fn resampled(
        &self,
        events: &[u32],
        abnormal: &AbnormalChanges,
    ) -> (Option<ResampledCurves>, usize) {
        // Curves of two events overlap where k records after the one meet k before the other.
        let sizes: Vec<usize> = clusters(events, 2 * self.k).iter().map(Vec::len).collect();
        let paths: Vec<&[f64]> = self
            .events
            .iter()
            .map(|event| abnormal.around(*event as usize))
            .collect();
        let resamples = Resamples {
            clusters: sizes.len(),
            seed: self.seed,
            count: RESAMPLES,
        };

        let curves = ResampledCurves::new(&paths, &sizes, &resamples);
        (curves, sizes.len())
    }

    pub(super) fn detectable(
        &self,
        test: &BlockTest,
        outcomes: &[f64],
        scores: &Scores,
        questions: usize,
    ) -> Result<Option<Detectable>, StudyError> {
        let placement = Placement::new(self.tested.len(), self.events);
        let sigma_pct = sums(self.sigma_pct, self.tested, Offsets::around(0), identity)?;

        Ok(Detectable::new(
            test,
            outcomes,
            scores,
            &placement,
            &sigma_pct,
            self.last_rate,
            questions,
        ))
    }
}

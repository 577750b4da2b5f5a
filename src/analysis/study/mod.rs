//! The study of one term: how the rate moved around its events, and whether that is more than chance
//! (correlate-spec.md §6.1, §6.5).
//!
//! Records are meant by number in the series, events by position among the tested records. All tests and the null band
//! look at the same draws, each made once. Figures that do not exist are None, never 0.

mod bands;
mod curves;
mod detectable;
mod null_band;
mod outcomes;
mod verdict;
mod windows;

pub use bands::{Bands, RESAMPLES, Resamples, cluster_bands};
pub use curves::{AbnormalChanges, Curve, Effect};
pub use detectable::{DEVIATIONS_80, Detectable};
pub use null_band::NullBand;
pub use outcomes::{Offsets, PerWindow, outcomes, sums};
pub use verdict::{Direction, Evidence, Judgement, LEAST_RECORDS, Verdict};
pub use windows::window_tests;

use crate::analysis::{
    events::{Extent, clusters},
    null::{ALPHA, BlockTest, Draws, Placement, Scores, TooFewDraws},
    sample::strongest,
};
use jiff::civil::Date;
use std::convert::identity;

/// The largest number of events that are listed one by one.
pub const TOP_EVENTS: usize = 10;

/// Why a term cannot be studied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StudyError {
    /// A tested record lacks a figure that its window needs; such records are not to be tested (§4.9).
    #[error("record {record} is tested, and there is no figure at offset {offset} of it")]
    Missing {
        /// Number of the record.
        record: u32,
        /// Where the figure is missing.
        offset: i32,
    },
    /// No p could be as small as the level.
    #[error(transparent)]
    TooFewDraws(#[from] TooFewDraws),
}

/// What is studied. The slices up to `record_dates` go by record number.
#[derive(Clone, Copy, Debug)]
pub struct StudyInput<'a> {
    /// Standardised changes.
    pub z: &'a [Option<f64>],
    /// Changes, in per cent.
    pub change_pct: &'a [Option<f64>],
    /// Changes, in rubles; `None` for a basket of currencies.
    pub change_rubles: Option<&'a [Option<f64>]>,
    /// Volatilities known before each record, in per cent.
    pub sigma_pct: &'a [Option<f64>],
    /// Dates of the records.
    pub record_dates: &'a [Date],
    /// Numbers of the tested records, ascending.
    pub tested: &'a [u32],
    /// Rate of the last tested record in rubles per unit; `None` for a basket.
    pub last_rate: Option<f64>,
    /// Events by position among the tested records, ascending.
    pub events: &'a [u32],
    /// Records shown before and after an event.
    pub k: u32,
    /// The window tested.
    pub window: Offsets,
    /// Draws.
    pub permutations: usize,
    /// What draws and resamples follow from.
    pub seed: u64,
}

/// What a study found.
#[derive(Clone, Debug, PartialEq)]
pub struct EventStudy {
    /// Tested records.
    pub n: usize,
    /// Events, months, clusters.
    pub extent: Extent,
    /// Number of clusters of events with overlapping curves.
    pub n_band_clusters: usize,
    /// Places of the curves.
    pub offsets: Offsets,
    /// None without events.
    pub curve: Option<Curve>,
    /// None with fewer than eight band clusters.
    pub bands: Option<Bands>,
    /// None without events.
    pub null_band: Option<NullBand>,
    /// None without events.
    pub effect: Option<Effect>,
    /// The main test's T/τ. `None` if no draw differs from 0.
    pub t_star: Option<f64>,
    /// T over its deviation if records were independent.
    pub t_iid: Option<f64>,
    /// Of each test; `None` if there was too little for a test, because a p would then mislead.
    pub p_values: Option<PerWindow<f64>>,
    /// 95 % interval of the Monte-Carlo error of the main test's p.
    pub p_interval: Option<(f64, f64)>,
    /// None without events.
    pub detectable: Option<Detectable>,
    /// The verdict.
    pub judgement: Judgement,
    /// The events with the largest outcomes in size, at most ten, by position among the tested records.
    pub top_events: Vec<u32>,
}

/// Studies one term.
///
/// # Errors
/// [`StudyError`] when there are too few draws, or a tested record lacks a figure.
///
/// # Panics
/// If an event is not among the tested records, or a tested record has no date.
pub fn event_study(input: &StudyInput) -> Result<EventStudy, StudyError> {
    let draws = Draws {
        n: input.tested.len(),
        seed: input.seed,
        count: input.permutations,
    };
    let outcomes = outcomes(input.z, input.tested, input.window, input.k)?;
    let abnormal = AbnormalChanges::new(input.change_pct, input.tested, input.k)?;
    let scores = outcomes.map(|outcomes| Scores::new(outcomes));
    let (tests, null_band) = window_tests(&scores, input.events, &abnormal, &draws, ALPHA)?;

    let events: Vec<u32> = input
        .events
        .iter()
        .map(|event| input.tested[*event as usize])
        .collect();
    let extent = input.extent(&events);
    let effect = Effect::new(
        input.change_pct,
        input.change_rubles,
        &events,
        input.window,
        abnormal.mean_pct(),
    )?;
    let judgement = Judgement::new(&Evidence {
        n: input.tested.len(),
        extent,
        p: tests.main.p,
        p_pre: tests.pre.map(|test| test.p),
        p_strict: tests.strict.p,
        t: tests.main.t,
        effect_pct: effect.map(|effect| effect.pct),
    });

    let is_tested = !judgement.verdict.is_untested();
    let (bands, n_band_clusters) = input.bands(&events, &abnormal);

    Ok(EventStudy {
        n: input.tested.len(),
        extent,
        n_band_clusters,
        offsets: Offsets::around(input.k),
        curve: abnormal.curve(input.events.iter().map(|event| *event as usize)),
        bands,
        null_band,
        effect,
        t_star: tests.main.t_star,
        t_iid: tests.main.t_iid,

        p_values: is_tested.then(|| tests.map(|test| test.p)),
        p_interval: is_tested.then_some(tests.main.p_interval),
        detectable: input.detectable(&tests.main, &outcomes.main, &scores.main)?,
        judgement,
        top_events: strongest(input.events, TOP_EVENTS, |event| outcomes.main[event].abs()),
    })
}

impl StudyInput<'_> {
    fn extent(&self, events: &[u32]) -> Extent {
        let reach = u32::try_from(self.window.last - self.window.first).unwrap_or(0);
        Extent::new(events, self.record_dates, reach)
    }

    /// The bands, and of how many clusters.
    fn bands(&self, events: &[u32], abnormal: &AbnormalChanges) -> (Option<Bands>, usize) {
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

        (cluster_bands(&paths, &sizes, &resamples), sizes.len())
    }

    fn detectable(
        &self,
        test: &BlockTest,
        outcomes: &[f64],
        scores: &Scores,
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
        ))
    }
}

#[cfg(test)]
mod tests;

//! How far the rate moved over a few records around the events, for people: simple per cent and kopecks.
//!
//! A change is abnormal by as much as it differs from the mean of the same change over all tested records. What is tested
//! are the outcomes.

use super::{
    StudyError,
    outcomes::{Offsets, sums},
};
use crate::analysis::{sample::mean, simple_percent};
use std::convert::identity;

/// Changes that are no more than what rounding leaves of a rise and the same fall, in per cent.
const NO_CHANGE_PCT: f64 = 1e-12;

/// Kopecks of a ruble.
const KOPECKS: f64 = 100.0;

/// The changes of all records, by record number, and the records that are tested.
#[derive(Clone, Copy, Debug)]
pub struct Changes<'a> {
    /// 100 × ln of the ratio to the record before.
    pub log_pct: &'a [Option<f64>],
    /// Rubles; `None` for a basket of currencies.
    pub rubles: Option<&'a [Option<f64>]>,
    pub tested: &'a [u32],
}

impl Changes<'_> {
    /// Simple changes over the window from records with these numbers, in per cent.
    ///
    /// # Errors
    /// [`StudyError::Missing`] when a change needed does not exist.
    pub fn simple_pct(self, records: &[u32], window: Offsets) -> Result<Vec<f64>, StudyError> {
        let logs = sums(self.log_pct, records, window, identity)?;
        Ok(logs.into_iter().map(simple_percent).collect())
    }
}

/// The change over a window, mean over the events.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Abnormal, in simple per cent.
    pub pct: f64,
    /// Abnormal, 100 × ln of the ratio.
    pub log_pct: f64,
    /// As it was, in kopecks. None without rubles, as with a basket of currencies.
    pub kop: Option<f64>,
    /// Share of events with a rise; no change counts half.
    pub share_up: f64,
    /// Events.
    pub events: usize,
    /// Events with a rise of the rate.
    pub rises: usize,
    /// Events with a fall.
    pub falls: usize,
}

impl Effect {
    /// Of events on records with these numbers; None without events or where the window has no place.
    ///
    /// # Errors
    /// [`StudyError::Missing`] when a change needed does not exist.
    pub fn new(
        changes: Changes<'_>,
        events: &[u32],
        window: Offsets,
    ) -> Result<Option<Self>, StudyError> {
        if events.is_empty() || window.is_empty() {
            return Ok(None);
        }

        let simple = changes.simple_pct(events, window)?;
        let usual = mean(&changes.simple_pct(changes.tested, window)?);
        let logs = sums(changes.log_pct, events, window, identity)?;
        let one_record = sums(
            changes.log_pct,
            changes.tested,
            Offsets::around(0),
            identity,
        )?;
        let rubles = changes
            .rubles
            .map(|rubles| sums(rubles, events, window, identity))
            .transpose()?;

        let moved = |is_moved: fn(f64) -> bool| {
            let of_events = logs.iter().filter(|change| is_moved(**change));
            of_events.count()
        };
        let rises = moved(|change| change >= NO_CHANGE_PCT);
        let falls = moved(|change| change <= -NO_CHANGE_PCT);
        let unchanged = events.len() - rises - falls;

        Ok(Some(Self {
            pct: mean(&simple) - usual,
            log_pct: mean(&logs) - mean(&one_record) * window.len() as f64,
            kop: rubles.map(|rubles| KOPECKS * mean(&rubles)),
            share_up: (rises as f64 + unchanged as f64 / 2.0) / events.len() as f64,
            events: events.len(),
            rises,
            falls,
        }))
    }
}

/// How large the moves of a record were, whichever way, mean over the events and the records of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SizeOfMoves {
    /// In simple per cent.
    pub pct: f64,
    /// What was usual at the time of the events: by the volatility known before each record.
    pub usual_pct: f64,
}

impl SizeOfMoves {
    /// Of events on records with these numbers, by standardised changes and volatilities by record number; None without
    /// events.
    ///
    /// # Errors
    /// [`StudyError::Missing`] when a figure needed does not exist.
    pub fn new(
        changes: Changes<'_>,
        z: &[Option<f64>],
        sigma_pct: &[Option<f64>],
        events: &[u32],
        window: Offsets,
    ) -> Result<Option<Self>, StudyError> {
        if events.is_empty() || window.is_empty() {
            return Ok(None);
        }

        let records = window.len() as f64;
        let sizes = sums(changes.log_pct, events, window, |change| {
            simple_percent(change).abs()
        })?;
        // How many σ a move has on average.
        let usual = mean(&sums(z, changes.tested, Offsets::around(0), f64::abs)?);
        let usual = sums(sigma_pct, events, window, |sigma| {
            simple_percent(sigma * usual)
        })?;

        Ok(Some(Self {
            pct: mean(&sizes) / records,
            usual_pct: mean(&usual) / records,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOGS: [Option<f64>; 5] = [None, Some(0.1), Some(0.2), Some(-0.2), Some(0.3)];
    const TWO: Offsets = Offsets { first: 0, last: 1 };

    fn effect(log_pct: &[Option<f64>], events: &[u32]) -> Option<Effect> {
        let changes = Changes {
            log_pct,
            rubles: None,
            tested: &[1, 2, 3],
        };
        Effect::new(changes, events, TWO).unwrap()
    }

    #[test]
    fn a_rise_and_the_same_fall_count_half() {
        let check = |events: &[u32], share: f64, counts: (usize, usize)| {
            let found = effect(&LOGS, events).unwrap();
            assert!((found.share_up - share).abs() < 1e-12, "{events:?}");
            assert_eq!((found.rises, found.falls), counts);
        };
        check(&[2], 0.5, (0, 0));
        check(&[1], 1.0, (1, 0));
        check(&[1, 2], 0.75, (1, 0));
    }

    #[test]
    fn without_events_or_rubles_figures_do_not_exist() {
        assert_eq!(effect(&LOGS, &[]), None);
        assert_eq!(effect(&LOGS, &[1]).unwrap().kop, None);
    }

    /// The rate doubles and halves: a mean of nothing in logs, of a quarter in per cent, as the records that are tested
    /// have it too.
    #[test]
    fn people_see_simple_per_cent() {
        let double = 100.0 * 2.0_f64.ln();
        let logs = [double, 0.0, -double, 0.0, 0.0].map(Some);
        let found = effect(&logs, &[1]).unwrap();
        let usual = (-50.0 - 50.0 + 0.0) / 3.0;
        assert!((found.pct - (-50.0 - usual)).abs() < 1e-9, "{found:?}");
        assert!(
            (found.log_pct - (-double + double / 3.0 * 2.0)).abs() < 1e-9,
            "{found:?}"
        );
        let all = effect(&logs, &[1, 2, 3]).unwrap();
        assert!(all.pct.abs() < 1e-12);
    }

    #[test]
    fn a_size_is_measured_by_what_was_usual_at_its_time() {
        let z = [0.5, -0.5, 2.0, -2.0, 1.0].map(Some);
        let sigma = [1.0, 1.0, 2.0, 2.0, 1.0].map(Some);
        let logs: Vec<Option<f64>> = z
            .iter()
            .zip(sigma)
            .map(|(z, sigma)| z.zip(sigma).map(|(z, sigma)| z * sigma))
            .collect();
        let changes = Changes {
            log_pct: &logs,
            rubles: None,
            tested: &[0, 1, 2, 3],
        };
        let size = |events: &[u32]| {
            SizeOfMoves::new(changes, &z, &sigma, events, Offsets::around(0))
                .unwrap()
                .unwrap()
        };
        // Usual moves are 1.25 σ.
        let large = size(&[2, 3]);
        assert!((large.pct - 4.0).abs() < 0.01 && (large.usual_pct - 2.5).abs() < 0.05);
        let small = size(&[0, 1]);
        assert!((small.pct - 0.5).abs() < 0.01 && (small.usual_pct - 1.25).abs() < 0.05);
    }
}

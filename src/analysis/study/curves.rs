//! The mean change around the events, by record and summed up, and the effect over the window (correlate-spec.md §6.1).
//!
//! In per cent and rubles, for people; what is tested are the outcomes. A change is abnormal by as much as it differs
//! from the mean over the tested records (MacKinlay 1997: the constant-mean model).

use super::{
    StudyError,
    outcomes::{Offsets, sums},
};
use crate::analysis::sample::{add_to, mean};
use std::convert::identity;

/// Rises that are no more than what rounding leaves of a rise and the same fall, in per cent.
const NO_CHANGE_PCT: f64 = 1e-12;

/// Kopecks of a ruble.
const KOPECKS: f64 = 100.0;

/// Abnormal changes around every tested record.
#[derive(Clone, Debug)]
pub struct AbnormalChanges {
    mean_pct: f64,
    width: usize,
    /// Row by row: a tested record, from k records before it to k after it.
    rows: Vec<f64>,
}

impl AbnormalChanges {
    /// From changes in per cent by record number.
    ///
    /// # Errors
    /// [`StudyError::Missing`] when one needed does not exist.
    pub fn new(change_pct: &[Option<f64>], tested: &[u32], k: u32) -> Result<Self, StudyError> {
        let own = sums(change_pct, tested, Offsets::around(0), identity)?;
        let mean_pct = mean(&own);
        let around = Offsets::around(k);
        let mut rows = Vec::with_capacity(tested.len() * around.len());
        for record in tested {
            for change in around.values(change_pct, *record) {
                rows.push(change? - mean_pct);
            }
        }

        Ok(Self {
            mean_pct,
            width: around.len(),
            rows,
        })
    }

    /// Mean change of the tested records, in per cent.
    pub fn mean_pct(&self) -> f64 {
        self.mean_pct
    }

    /// The changes around the tested record at a position.
    pub fn around(&self, position: usize) -> &[f64] {
        &self.rows[position * self.width..][..self.width]
    }

    /// The mean at these positions; `None` if there are no positions.
    pub fn curve(&self, positions: impl Iterator<Item = usize>) -> Option<Curve> {
        let mut aar = vec![0.0; self.width];
        let mut count = 0usize;
        for position in positions {
            count += 1;
            add_to(&mut aar, self.around(position));
        }

        if count == 0 {
            return None;
        }

        for sum in &mut aar {
            *sum /= count as f64;
        }

        Some(Curve {
            caar: cumulated(&aar),
            aar,
        })
    }
}

/// The mean abnormal change around events, in per cent, from k records before to k after.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// By record.
    pub aar: Vec<f64>,
    /// Summed up from the first on.
    pub caar: Vec<f64>,
}

/// Each value plus all before it.
pub fn cumulated(values: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    values
        .iter()
        .map(|value| {
            sum += value;
            sum
        })
        .collect()
}

/// The change over the window, mean over the events.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Abnormal, in per cent.
    pub pct: f64,
    /// As it was, in kopecks. None without rubles, as with a basket of currencies.
    pub kop: Option<f64>,
    /// Share of events with a rise; no change counts half.
    pub share_up: f64,
}

impl Effect {
    /// Of events on records with these numbers, from changes in per cent and rubles by record number; None without
    /// events. `mean_pct` is [`AbnormalChanges::mean_pct`].
    ///
    /// # Errors
    /// [`StudyError::Missing`] when a change needed does not exist.
    pub fn new(
        change_pct: &[Option<f64>],
        change_rubles: Option<&[Option<f64>]>,
        events: &[u32],
        window: Offsets,
        mean_pct: f64,
    ) -> Result<Option<Self>, StudyError> {
        if events.is_empty() {
            return Ok(None);
        }

        let changes = sums(change_pct, events, window, identity)?;
        let rubles = change_rubles
            .map(|rubles| sums(rubles, events, window, identity))
            .transpose()?;
        let rises: Vec<f64> = changes.iter().copied().map(rise).collect();

        Ok(Some(Self {
            pct: mean(&changes) - mean_pct * window.len() as f64,
            kop: rubles.map(|rubles| KOPECKS * mean(&rubles)),
            share_up: mean(&rises),
        }))
    }
}

/// 1 for a rise, 0 for a fall, a half for no change.
fn rise(change: f64) -> f64 {
    if change.abs() < NO_CHANGE_PCT {
        0.5
    } else {
        f64::from(u8::from(change > 0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGES: [Option<f64>; 5] = [None, Some(0.1), Some(0.2), Some(-0.2), Some(0.3)];

    #[test]
    fn a_rise_and_the_same_fall_count_half() {
        let window = Offsets { first: 0, last: 1 };
        let share = |events: &[u32]| {
            Effect::new(&CHANGES, None, events, window, 0.0)
                .unwrap()
                .unwrap()
                .share_up
        };
        let check = |events: &[u32], expected: f64| {
            assert!((share(events) - expected).abs() < 1e-12, "{events:?}");
        };
        check(&[2], 0.5);
        check(&[1], 1.0);
        check(&[1, 2], 0.75);
    }

    #[test]
    fn without_events_or_rubles_figures_do_not_exist() {
        let effect =
            |events: &[u32]| Effect::new(&CHANGES, None, events, Offsets::around(0), 0.0).unwrap();
        assert_eq!(effect(&[]), None);
        assert_eq!(effect(&[1]).unwrap().kop, None);
        let abnormal = AbnormalChanges::new(&CHANGES, &[2, 3], 1).unwrap();
        assert_eq!(abnormal.curve(std::iter::empty()), None);
    }

    /// All records together are ordinary: their mean is 0 at the record itself.
    #[test]
    fn changes_are_abnormal_beside_those_of_the_tested() {
        let abnormal = AbnormalChanges::new(&CHANGES, &[2, 3], 1).unwrap();
        assert!(abnormal.curve(0..2).unwrap().aar[1].abs() < 1e-12);
        assert!(
            AbnormalChanges::new(&CHANGES, &[1], 1).is_err(),
            "the record before it has no change"
        );
    }
}

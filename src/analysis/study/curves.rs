//! The mean change around the events, by record and summed up (correlate-spec.md §6.1): 100 × ln of ratios.
//!
//! What is tested are the outcomes. A change is abnormal by as much as it differs from the mean over the tested records
//! (MacKinlay 1997: the constant-mean model).

use super::{
    StudyError,
    outcomes::{Offsets, sums},
};
use crate::analysis::sample::{add_to, mean};
use std::convert::identity;

/// Abnormal changes around every tested record.
#[derive(Clone, Debug)]
pub struct AbnormalChanges {
    width: usize,
    /// Row by row: a tested record, from k records before it to k after it.
    rows: Vec<f64>,
}

impl AbnormalChanges {
    /// From changes, 100 × ln of the ratio, by record number.
    ///
    /// # Errors
    /// [`StudyError::Missing`] when one needed does not exist.
    pub fn new(log_pct: &[Option<f64>], tested: &[u32], k: u32) -> Result<Self, StudyError> {
        let own = sums(log_pct, tested, Offsets::around(0), identity)?;
        let mean_pct = mean(&own);
        let around = Offsets::around(k);
        let mut rows = Vec::with_capacity(tested.len() * around.len());
        for record in tested {
            for change in around.values(log_pct, *record) {
                rows.push(change? - mean_pct);
            }
        }

        Ok(Self {
            width: around.len(),
            rows,
        })
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

/// Counts a summed-up curve from k records before the news to k after it from the record before the news.
pub(super) fn since_before(curve: &mut [f64]) {
    let before = (curve.len() / 2).checked_sub(1);
    let base = before.map_or(0.0, |before| curve[before]);
    for value in curve {
        *value -= base;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGES: [Option<f64>; 5] = [None, Some(0.1), Some(0.2), Some(-0.2), Some(0.3)];

    #[test]
    fn without_events_there_is_no_curve() {
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

    #[test]
    fn the_record_before_the_news_is_zero_on_request() {
        let check = |mut curve: Vec<f64>, expected: &[f64]| {
            since_before(&mut curve);
            assert_eq!(curve, expected);
        };
        check(vec![1.0, 3.0, 2.0, 5.0, 4.0], &[-2.0, 0.0, -1.0, 2.0, 1.0]);
        // Nothing is shown before the news.
        check(vec![4.0], &[4.0]);
    }
}

//! Where the tested records are in time, so that no pair of them bridges a hole.
//!
//! Records that are not tested, and days without coverage, part the tested ones into runs. A lag is a number of records
//! of the rate: a pair counts at a lag if its records are that far apart, in one run or not.

use std::ops::Range;

/// The place of each tested record among all records; a hole in coverage is a step longer than any lag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places(Vec<usize>);

impl Places {
    /// From the numbers of the tested records, ascending, and whether each record of the series is joined with the one
    /// before it. No pair up to `max_lag` apart reaches over a record that is not.
    ///
    /// # Panics
    /// When a record has no flag.
    pub fn new(tested: &[u32], joined: &[bool], max_lag: usize) -> Self {
        let mut next = 0;
        let mut holes = 0;
        let places = tested.iter().map(|record| {
            let record = *record as usize;
            holes += joined[next..=record]
                .iter()
                .filter(|joined| !**joined)
                .count();
            next = record + 1;
            record + holes * max_lag
        });

        Self(places.collect())
    }

    /// One after the other, without a hole.
    pub fn unbroken(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// Number of tested records.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The positions of tested records that follow one another without a hole.
    pub fn runs(&self) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        let mut start = 0;
        for end in 1..=self.len() {
            if self
                .0
                .get(end)
                .is_none_or(|place| *place > self.0[end - 1] + 1)
            {
                runs.push(start..end);
                start = end;
            }
        }

        runs
    }

    /// The values of tested records by place from the first one on, 0 between them: what is 0 adds nothing to a sum of
    /// products.
    pub fn spread(&self, values: &[f64]) -> Vec<f64> {
        let (Some(first), Some(last)) = (self.0.first(), self.0.last()) else {
            return Vec::new();
        };

        let mut spread = vec![0.0; last - first + 1];
        for (place, value) in self.0.iter().zip(values) {
            spread[place - first] = *value;
        }

        spread
    }

    /// Pairs of tested records at each lag from 0 to `max_lag`.
    pub fn pairs(&self, max_lag: usize) -> Vec<usize> {
        let is_tested = self.spread(&vec![1.0; self.len()]);
        (0..=max_lag)
            .map(|lag| {
                let later = is_tested.get(lag..).unwrap_or_default();
                let both = is_tested.iter().zip(later);
                both.filter(|(a, b)| **a > 0.0 && **b > 0.0).count()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(records: usize, holes: &[usize]) -> Vec<bool> {
        (0..records)
            .map(|record| !holes.contains(&record))
            .collect()
    }

    #[test]
    fn pairs_are_as_far_apart_as_their_lag() {
        // Tested are 3..6 and 9..11: the pair 5, 9 is four records apart, not one.
        let places = Places::new(&[3, 4, 5, 9, 10], &joined(20, &[]), 6);
        assert_eq!(places.runs(), [0..3, 3..5]);
        assert_eq!(places.pairs(7), [5, 3, 1, 0, 1, 2, 2, 1]);
        assert_eq!(Places::unbroken(5).pairs(2), [5, 4, 3]);
    }

    #[test]
    fn no_pair_reaches_over_days_without_coverage() {
        let places = Places::new(&[3, 4, 5, 6], &joined(20, &[0, 5]), 6);
        assert_eq!(places.runs(), [0..2, 2..4]);
        assert_eq!(places.pairs(6), [4, 2, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn values_are_spread_with_nothing_between() {
        let places = Places::new(&[2, 3, 6], &joined(9, &[]), 2);
        assert_eq!(places.spread(&[1.0, 2.0, 3.0]), [1.0, 2.0, 0.0, 0.0, 3.0]);
        assert!(
            Places::unbroken(0).spread(&[]).is_empty() && Places::unbroken(0).runs().is_empty()
        );
    }
}

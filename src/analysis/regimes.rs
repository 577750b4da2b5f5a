//! Stretches of records over which a rate moved in one way: where the mean or the variance of its changes differs
//! (correlate-spec.md §6.3).
//!
//! The best segmentation of all under a penalty for each segment: Killick, Fearnhead, Eckley 2012 (PELT), with the
//! prunings only that cannot lose it. The cost is a trait, so that the tests can check the search against another
//! implementation, which has the cost of a change of mean alone.

use super::{
    moves::{Moves, simple_percent},
    sample::{mean, median},
};
use crate::model::Span;
use jiff::civil::Date;
use std::ops::Range;

/// Fewest records of a regime: a month.
pub const FEWEST_RECORDS_OF_REGIME: usize = 20;

/// Variances below this are not distinguished, in square per cent: the floor of the volatility squared.
const LEAST_VARIANCE: f64 = 1e-4;

/// Times ln n, for each segment: twice what its two parameters are worth by twice BIC, since changes have heavier tails
/// than the normal distribution of the cost. At 4 independent changes with the tails of the ruble's were cut in two and
/// more; at 8 they are one.
const PENALTY_FACTOR: f64 = 8.0;

/// Records over which the changes have one mean and one variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regime {
    /// Date of the first record.
    pub first: Date,
    /// Date of the last record.
    pub last: Date,
    /// Number of records.
    pub records: usize,
    /// Mean change, 100 × ln of the ratio.
    pub mean_pct: f64,
    /// Standard deviation of the changes, dividing by their number, 100 × ln of the ratio.
    pub sd_pct: f64,
    /// Median size of a change, up or down, simple per cent.
    pub median_pct: f64,
}

/// The regimes of the records in `period` that have a change, earliest first, by the normal cost, the penalty of
/// [`regime_penalty`] and at least 20 records each. Fewer than 40 records are one regime. The records on both sides
/// of a hole in coverage are treated as adjacent.
pub fn regimes(moves: &Moves, period: Span) -> Vec<Regime> {
    let (dates, changes): (Vec<Date>, Vec<f64>) = moves
        .records()
        .iter()
        .filter(|record| period.contains(record.record_date))
        .filter_map(|record| Some((record.record_date, record.change_log_pct?)))
        .unzip();
    let cost = NormalCost::new(&changes);
    let penalty = regime_penalty(changes.len());

    segments(&cost, penalty, FEWEST_RECORDS_OF_REGIME)
        .into_iter()
        .map(|range| Regime {
            first: dates[range.start],
            last: dates[range.end - 1],
            records: range.len(),
            mean_pct: cost.0.mean(range.start, range.end),
            sd_pct: cost.0.variance(range.start, range.end).sqrt(),
            median_pct: median_size(&changes[range]),
        })
        .collect()
}

fn median_size(changes: &[f64]) -> f64 {
    let sizes: Vec<f64> = changes
        .iter()
        .map(|change| simple_percent(*change).abs())
        .collect();
    median(&sizes).unwrap_or(0.0)
}

/// What each regime of `records` records has to be worth: 8·ln n, in the units of −2 log L.
pub fn regime_penalty(records: usize) -> f64 {
    PENALTY_FACTOR * (records as f64).ln()
}

/// What it costs to call records one segment.
pub trait SegmentCost {
    /// Number of records.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cost of the records `from..to`, which are not empty.
    fn of(&self, from: usize, to: usize) -> f64;

    /// Whether cutting a segment never costs more than leaving it whole, of parts of at least `fewest` records:
    /// only then a start that is behind can be given up for good.
    fn cutting_never_costs(&self, fewest: usize) -> bool;
}

/// m·ln(max(variance, 10⁻⁴)): −2 log L of a normal distribution with free mean and variance, up to constants.
#[derive(Clone, Debug)]
pub struct NormalCost(Sums);

impl NormalCost {
    /// The cost over these changes in per cent.
    pub fn new(changes: &[f64]) -> Self {
        Self(Sums::new(changes))
    }
}

impl SegmentCost for NormalCost {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn of(&self, from: usize, to: usize) -> f64 {
        (to - from) as f64 * self.0.variance(from, to).max(LEAST_VARIANCE).ln()
    }

    /// Not where the floor bites: half a still stretch and half a slightly moving one can cost more than both as
    /// one. It never bites when no `fewest` records in a row have a variance below twice the floor, since m
    /// records hold at least m / 2 in such rows.
    fn cutting_never_costs(&self, fewest: usize) -> bool {
        (fewest..=self.len()).all(|to| self.0.variance(to - fewest, to) >= 2.0 * LEAST_VARIANCE)
    }
}

/// Sums of the first values and of their squares, about the mean of all so that little is lost in differences.
#[derive(Clone, Debug)]
struct Sums {
    centre: f64,
    sums: Vec<(f64, f64)>,
}

impl Sums {
    fn new(values: &[f64]) -> Self {
        let centre = mean(values);
        let mut sum = 0.0;
        let mut squares = 0.0;
        let mut sums = vec![(0.0, 0.0)];
        for value in values {
            sum += value - centre;
            squares += (value - centre).powi(2);
            sums.push((sum, squares));
        }

        Self { centre, sums }
    }

    const fn len(&self) -> usize {
        self.sums.len() - 1
    }

    fn mean(&self, from: usize, to: usize) -> f64 {
        self.centre + (self.sums[to].0 - self.sums[from].0) / (to - from) as f64
    }

    /// Dividing by the number of values.
    fn variance(&self, from: usize, to: usize) -> f64 {
        let count = (to - from) as f64;
        let (sum_before, squares_before) = self.sums[from];
        let (sum, squares) = self.sums[to];
        let mean = (sum - sum_before) / count;

        ((squares - squares_before) / count - mean.powi(2)).max(0.0)
    }
}

/// The segments, of at least `fewest` records each, with the least sum of costs and penalties; one segment if there
/// are too few records for two. Of equal sums the one with the earliest last cut.
pub fn segments(cost: &impl SegmentCost, penalty: f64, fewest: usize) -> Vec<Range<usize>> {
    let n = cost.len();
    let fewest = fewest.max(1);
    if n < 2 * fewest {
        let whole = std::iter::once(0..n);
        return whole.filter(|whole| !whole.is_empty()).collect();
    }

    let prunes = cost.cutting_never_costs(fewest);
    // Of the first `to` records: the least sum, and where the last segment of it starts.
    let mut best: Vec<(f64, usize)> = vec![(f64::INFINITY, 0); n + 1];
    best[0].0 = 0.0;
    let mut starts = Vec::new();
    for to in fewest..=n {
        if best[to - fewest].0.is_finite() {
            starts.push(to - fewest);
        }
        for start in &starts {
            let sum = best[*start].0 + cost.of(*start, to) + penalty;
            if sum < best[to].0 {
                best[to] = (sum, *start);
            }
        }

        if prunes {
            // A cut at `to` can be made from `to + fewest` on; until then the starts behind it are needed. So
            // the cut compared with is `fewest` − 1 records back: it can be made at every end from the next on.
            let cut = to + 1 - fewest;
            starts.retain(|start| {
                *start + fewest > cut || best[*start].0 + cost.of(*start, cut) <= best[cut].0
            });
        }
    }

    cuts_back_from_end(&best)
}

fn cuts_back_from_end(best: &[(f64, usize)]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut to = best.len() - 1;
    while to > 0 {
        let start = best[to].1;
        found.push(start..to);
        to = start;
    }

    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use statrs::distribution::{ContinuousCDF as _, StudentsT};

    fn check(values: &[f64], fewest: usize, expected: &[usize]) {
        let ends =
            |found: Vec<Range<usize>>| found.iter().map(|range| range.end).collect::<Vec<_>>();
        let penalty = regime_penalty(values.len());
        assert_eq!(
            ends(segments(&NormalCost::new(values), penalty, fewest)),
            expected
        );
    }

    #[test]
    fn a_change_of_variance_is_found() {
        let wave = |size: f64, many: usize| {
            (0..many).map(move |at| if at % 2 == 0 { size } else { -size })
        };
        let values: Vec<f64> = wave(0.5, 60)
            .chain(wave(2.0, 40))
            .chain(wave(0.0, 50))
            .collect();
        check(&values, 20, &[60, 100, 150]);
    }

    /// Independent values by the inverse of their distribution, the same on every machine.
    fn independent(n: usize, inverse: impl Fn(f64) -> f64) -> Vec<f64> {
        let mut state = 5_u64;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) as f64 + 0.5) / f64::from(1_u32 << 31)
        };
        (0..n).map(|_| inverse(next())).collect()
    }

    #[test]
    fn heavy_tails_alone_are_one_regime() {
        let student4 = StudentsT::new(0.0, 1.0, 4.0).unwrap();
        let values = independent(2_409, |share| student4.inverse_cdf(share));
        check(&values, 20, &[2_409]);
    }

    /// The cuts of such a series date nothing: its parameters never change.
    #[test]
    fn clustering_alone_makes_several_regimes() {
        let student5 = StudentsT::new(0.0, 1.0, 5.0).unwrap();
        let mut variance = 1.0_f64;
        let values: Vec<f64> = independent(2_409, |share| {
            student5.inverse_cdf(share) / (5.0_f64 / 3.0).sqrt()
        })
        .into_iter()
        .map(|shock| {
            let change = variance.sqrt() * shock;
            variance = 0.02 + 0.10 * change * change + 0.88 * variance;
            change
        })
        .collect();
        let found = segments(&NormalCost::new(&values), regime_penalty(values.len()), 20);
        assert!(found.len() > 1, "{found:?}");
    }

    #[test]
    fn few_records_are_one_regime() {
        check(&[0.0; 39], 20, &[39]);
        check(&[1.0], 20, &[1]);
        check(&[], 20, &[]);
        check(&[0.0; 300], 20, &[300]);
    }

    /// The least sum over all segmentations.
    fn least(cost: &impl SegmentCost, penalty: f64, fewest: usize) -> f64 {
        if cost.len() < 2 * fewest {
            return cost.of(0, cost.len()) + penalty;
        }
        let mut best = vec![0.0];
        for to in 1..=cost.len() {
            let starts = (0..to).filter(|start| to - start >= fewest);
            let sums = starts.map(|start| best[start] + cost.of(start, to) + penalty);
            best.push(sums.fold(f64::INFINITY, f64::min));
        }
        best[cost.len()]
    }

    fn sum(cost: &impl SegmentCost, penalty: f64, found: &[Range<usize>]) -> f64 {
        found
            .iter()
            .map(|range| cost.of(range.start, range.end) + penalty)
            .sum()
    }

    /// With the floor biting, giving up starts for good loses the best segmentation of these.
    #[test]
    fn nothing_is_pruned_where_the_floor_bites() {
        let values = [
            0.015_7, 0.019_8, 0.0, 0.0, -0.015_5, 0.0, 0.0, -0.008_8, 0.0, 0.0, 0.0, 0.0,
        ];
        let cost = NormalCost::new(&values);
        assert!(!cost.cutting_never_costs(2));
        let found = segments(&cost, 0.1, 2);
        assert!((sum(&cost, 0.1, &found) - least(&cost, 0.1, 2)).abs() < 1e-9);
    }

    /// The sum of squared distances from the mean.
    struct SquaresCost(Sums);

    impl SegmentCost for SquaresCost {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn of(&self, from: usize, to: usize) -> f64 {
            (to - from) as f64 * self.0.variance(from, to)
        }

        fn cutting_never_costs(&self, _fewest: usize) -> bool {
            true
        }
    }

    /// Stretches of one size of change each, from still to lively.
    fn stretches() -> impl Strategy<Value = Vec<f64>> {
        let size = prop_oneof![Just(0.0), Just(0.011), Just(0.02), Just(0.05), Just(2.0)];
        let stretch = (size, prop::collection::vec(-1.0..1.0, 1..20));
        prop::collection::vec(stretch, 1..7).prop_map(|all| {
            all.into_iter()
                .flat_map(|(size, of)| of.into_iter().map(move |x| size * x))
                .collect()
        })
    }

    proptest! {
        /// Pruned or not, still stretches or not: no segmentation is better.
        #[test]
        fn nothing_is_better(values in stretches(), fewest in 2usize..7, penalty in 0.1..12.0) {
            let normal = NormalCost::new(&values);
            let found = segments(&normal, penalty, fewest);
            prop_assert!((sum(&normal, penalty, &found) - least(&normal, penalty, fewest)).abs() < 1e-6);
            let squares = SquaresCost(Sums::new(&values));
            let found = segments(&squares, penalty, fewest);
            prop_assert!((sum(&squares, penalty, &found) - least(&squares, penalty, fewest)).abs() < 1e-6);
            prop_assert!(found.len() == 1 || found.iter().all(|range| range.len() >= fewest));
        }
    }
}

//! Correlations of two series at every lag (correlate-spec.md §6.4).

use super::places::Places;
use crate::analysis::sample::mean;

/// Sums that run side by side: a processor adds several at once only where the order of additions is given so.
const LANES: usize = 8;

/// Σ aᵢ·bᵢ, in an order of additions that depends on the length alone.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let (a, a_rest) = a.as_chunks::<LANES>();
    let (b, b_rest) = b.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }

    let rest: f64 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f64>() + rest
}

/// The series with mean 0 and variance 1 (divided by n); none if it does not vary.
pub(super) fn standardised(series: &[f64]) -> Option<Vec<f64>> {
    let mean = mean(series);
    let deviations: Vec<f64> = series.iter().map(|value| value - mean).collect();
    let sd = (dot(&deviations, &deviations) / series.len() as f64).sqrt();

    // Rounding of a constant leaves a deviation in proportion to its size.
    let size = series.iter().map(|value| value.abs()).fold(0.0, f64::max);
    let varies = sd.is_finite() && sd > 1e-12 * size;

    varies.then(|| deviations.iter().map(|deviation| deviation / sd).collect())
}

/// The pairs at each lag, and what their sums of products are divided by.
pub(super) struct Lags {
    max_lag: usize,
    /// Pairs at each lag from 0 on.
    pub pairs: Vec<usize>,
    divisors: Vec<f64>,
}

impl Lags {
    /// Without a hole there are n − l pairs, and a sum is divided by n, which is the definition of the reference values.
    /// With fewer pairs it is divided by as much less.
    pub fn new(places: &Places, max_lag: usize) -> Self {
        let n = places.len();
        let pairs = places.pairs(max_lag);
        let divisors = pairs
            .iter()
            .zip(0..)
            .map(|(pairs, lag)| (*pairs as f64) * n as f64 / (n.saturating_sub(lag)).max(1) as f64);

        Self {
            max_lag,
            divisors: divisors.collect(),
            pairs,
        }
    }

    /// Correlations of aₜ with bₜ₊ₗ for lags l from −`max_lag` to `max_lag`, above 0 where `a` leads; 0 at a lag without a
    /// pair. Both are [`standardised`] and spread by [`Places::spread`].
    pub fn correlations(&self, a: &[f64], b: &[f64]) -> Vec<f64> {
        let b_leads = (1..=self.max_lag).rev().map(|lag| self.of(lag, b, a));
        let a_leads = (0..=self.max_lag).map(|lag| self.of(lag, a, b));

        b_leads.chain(a_leads).collect()
    }

    /// The correlation of a series with one that follows it `lag` records later.
    fn of(&self, lag: usize, leads: &[f64], follows: &[f64]) -> f64 {
        if self.pairs[lag] == 0 {
            return 0.0;
        }

        dot(&leads[..leads.len() - lag], &follows[lag..]) / self.divisors[lag]
    }
}

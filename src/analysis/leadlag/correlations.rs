//! Correlations of two series at every lag (correlate-spec.md §6.4).

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

/// Correlations of aₜ with bₜ₊ₗ for lags l from −`max_lag` to `max_lag`, above 0 where `a` leads. Both are
/// [`standardised`], of one length, and longer than `max_lag`.
pub(super) fn correlations(a: &[f64], b: &[f64], max_lag: usize) -> Vec<f64> {
    let n = a.len();
    let b_leads = (1..=max_lag).rev().map(|lag| dot(&a[lag..], &b[..n - lag]));
    let a_leads = (0..=max_lag).map(|lag| dot(&a[..n - lag], &b[lag..]));

    b_leads.chain(a_leads).map(|sum| sum / n as f64).collect()
}

//! The classical tests of event studies: cross-section t, Boehmer–Musumeci–Poulsen (the same t of standardised
//! changes), Corrado's ranks, the generalised sign (correlate-spec.md §5; MacKinlay 1997).

use crate::analysis::{null::average_ranks, sample::mean};
use statrs::function::beta::beta_reg;

/// Whether values have a mean other than 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TTest {
    /// Mean.
    pub mean: f64,
    /// Mean over its standard error.
    pub t: f64,
    /// Two-sided p of Student's distribution.
    pub p: f64,
}

/// The t-test of values at events; none of fewer than two values, or where they are all the same.
pub fn t_test(values: &[f64]) -> Option<TTest> {
    if values.len() < 2 {
        return None;
    }

    let n = values.len() as f64;
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    let t = mean / (squares / (n - 1.0) / n).sqrt();

    t.is_finite().then(|| TTest {
        mean,
        t,
        p: student_p(t, n - 1.0),
    })
}

/// Two-sided p of Student's distribution.
pub(super) fn student_p(t: f64, degrees: f64) -> f64 {
    beta_reg(degrees / 2.0, 0.5, degrees / (degrees + t * t))
}

/// Corrado's rank statistic, standard normal: the mean at the places of rank/(n + 1) − ½ of all values, over its
/// standard deviation of population/√(number of places). None without places, or where all values are the same.
///
/// # Panics
/// When a place is outside.
pub fn corrado_rank(values: &[f64], places: &[usize]) -> Option<f64> {
    let n = values.len() as f64;
    let ranks: Vec<f64> = average_ranks(values)
        .iter()
        .map(|rank| rank / (n + 1.0) - 0.5)
        .collect();
    let squares: f64 = ranks.iter().map(|rank| rank * rank).sum();
    let deviation = (squares / n).sqrt();

    let count = places.len() as f64;
    let at_places = places.iter().map(|place| ranks[*place]).sum::<f64>() / count;
    let z = at_places / (deviation / count.sqrt());

    z.is_finite().then_some(z)
}

/// Whether more values at events are above 0 than elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GeneralisedSign {
    /// Share of all values that are above 0.
    pub expected_share: f64,
    /// Standard normal.
    pub z: f64,
}

/// The generalised sign test; none without places, or where the values have one sign.
///
/// # Panics
/// When a place is outside.
pub fn generalised_sign(values: &[f64], places: &[usize]) -> Option<GeneralisedSign> {
    let positive = values.iter().filter(|value| **value > 0.0).count();
    let expected_share = positive as f64 / values.len() as f64;
    let above = places.iter().filter(|place| values[**place] > 0.0).count() as f64;
    let n = places.len() as f64;
    let z = (above - n * expected_share) / (n * expected_share * (1.0 - expected_share)).sqrt();

    z.is_finite()
        .then_some(GeneralisedSign { expected_share, z })
}

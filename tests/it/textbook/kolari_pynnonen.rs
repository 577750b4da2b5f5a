//! The t of Boehmer, Musumeci and Poulsen for several series on one date, corrected for their moving together
//! (Kolari and Pynnönen 2010; correlate-spec.md §5).
//!
//! The dollar and the euro move together against the ruble: taken as independent, two series look like twice the
//! evidence.

use ruble_rates::analysis::classical::{pearson, t_test};
use ruble_rates::analysis::sample::mean;

/// The t of several series, as if independent and corrected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KolariPynnonen {
    /// Mean correlation of two series before the event.
    pub mean_correlation: f64,
    /// t as if they were independent.
    pub bmp_t: f64,
    /// t corrected.
    pub t: f64,
}

/// The corrected t. `estimation` has the changes of each series before the event, all of one length; `event` its
/// standardised change at the event. None of fewer than two series, of a series that does not vary, or where the mean
/// correlation is too far below 0.
pub fn kolari_pynnonen(estimation: &[Vec<f64>], event: &[f64]) -> Option<KolariPynnonen> {
    let bmp_t = t_test(event)?.t;
    let pairs =
        || (1..estimation.len()).flat_map(|later| (0..later).map(move |earlier| (earlier, later)));
    let correlations: Option<Vec<f64>> = pairs()
        .map(|(a, b)| Some(pearson(&estimation[a], &estimation[b])?.coefficient))
        .collect();
    let correlations = correlations.filter(|found| !found.is_empty())?;
    let mean_correlation = mean(&correlations);
    let t = bmp_t
        * ((1.0 - mean_correlation) / (1.0 + (event.len() as f64 - 1.0) * mean_correlation)).sqrt();
    t.is_finite().then_some(KolariPynnonen {
        mean_correlation,
        bmp_t,
        t,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_that_are_one_give_no_evidence_of_two() {
        let one = vec![1.0, -2.0, 0.5, 0.7];
        let found = kolari_pynnonen(&[one.clone(), one.clone()], &[1.0, 1.1]).unwrap();
        assert!(found.bmp_t > 10.0 && found.t.abs() < 1e-6, "{found:?}");
        assert_eq!(kolari_pynnonen(&[one], &[1.0]), None);
    }
}

//! Corrections for many tests: false discovery rate, family-wise by Holm and Westfall–Young.
//!
//! Pure functions of p-values or of a matrix of draws, in the order given. Sources: Benjamini–Hochberg 1995,
//! Benjamini–Yekutieli 2001, Holm 1979, Westfall–Young 1993 (correlate-spec.md §6.2; multiple_testing.json, max_t.json).

use crate::analysis::{null::monte_carlo_p, sample};

/// Which false discovery rate q-values speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FalseDiscovery {
    /// Needs tests that do not depend on one another negatively.
    #[default]
    BenjaminiHochberg,
    /// Holds under any dependence; stricter by ln m or so.
    BenjaminiYekutieli,
}

impl FalseDiscovery {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BenjaminiHochberg => "bh",
            Self::BenjaminiYekutieli => "by",
        }
    }

    /// q-values of p-values.
    pub fn adjusted(self, p: &[f64]) -> Vec<f64> {
        match self {
            Self::BenjaminiHochberg => benjamini_hochberg(p),
            Self::BenjaminiYekutieli => benjamini_yekutieli(p),
        }
    }
}

/// Step-up q-values: min over the p-values not smaller of p·m/rank, at most 1.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    stepped_up(p, p.len() as f64)
}

/// The same times 1 + 1/2 + … + 1/m.
pub fn benjamini_yekutieli(p: &[f64]) -> Vec<f64> {
    let penalty: f64 = (1..=p.len()).map(|rank| 1.0 / rank as f64).sum();
    stepped_up(p, p.len() as f64 * penalty)
}

fn stepped_up(p: &[f64], factor: f64) -> Vec<f64> {
    let mut adjusted = vec![0.0; p.len()];
    let mut least = 1.0_f64;
    for (rank, at) in ascending(p).into_iter().enumerate().rev() {
        least = least.min(p[at] * factor / (rank + 1) as f64);
        adjusted[at] = least;
    }

    adjusted
}

/// Step-down: max over the p-values not larger of p·(m − rank + 1), at most 1.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut adjusted = vec![0.0; p.len()];
    let mut largest = 0.0_f64;
    for (rank, at) in ascending(p).into_iter().enumerate() {
        largest = largest.max(p[at] * (p.len() - rank) as f64).min(1.0);
        adjusted[at] = largest;
    }

    adjusted
}

fn ascending(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    order
}

/// A statistic is family-wise significant at `alpha` when it is larger than this, the largest of the maxima that too few
/// others reach; none with so few draws that no statistic could be.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of the draws is a small positive number"
)]
pub fn threshold(maxima: &[f64], alpha: f64) -> Option<f64> {
    // α has been rounded to a float: 5 % of 2,000 are to be 100, not 99.
    let most = (alpha * (maxima.len() + 1) as f64 + 1e-9).floor() as usize;
    if most == 0 {
        return None;
    }

    let sorted = sample::ascending(maxima.to_vec());
    let at = sorted.len().checked_sub(most)?;
    sorted.get(at).copied()
}

/// Family-wise p of each statistic: (1 + #{b : largest |statistic| of draw b ≥ |statistic|})/(B + 1), from the largest
/// of each draw.
pub fn single_step(observed: &[f64], maxima: &[f64]) -> Vec<f64> {
    let sorted = sample::ascending(maxima.to_vec());

    observed
        .iter()
        .map(|statistic| {
            let below = sorted.partition_point(|max| *max < statistic.abs());
            monte_carlo_p(sorted.len() - below, sorted.len())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::null::ALPHA;

    #[test]
    fn what_exceeds_the_threshold_is_significant_and_nothing_else() {
        for draws in [19, 20, 39, 99, 399, 1999] {
            // Places by a number without a common divisor, so that they are not in order.
            let maxima: Vec<f64> = (0..draws).map(|at| f64::from(at * 7 % draws)).collect();
            let threshold = threshold(&maxima, ALPHA).unwrap();
            let p = single_step(&[threshold, threshold + 0.5], &maxima);
            assert!(p[0] > ALPHA && p[1] <= ALPHA, "{draws}: {threshold}, {p:?}");
        }
        assert_eq!(threshold(&[1.0; 18], ALPHA), None);
        assert_eq!(threshold(&[], ALPHA), None);
    }
}

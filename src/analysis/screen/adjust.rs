//! Corrections for many tests: false discovery rate, family-wise by Holm, Bonferroni and Westfall–Young.
//!
//! Pure functions of p-values or of a matrix of draws, in the order given. Sources: Benjamini–Hochberg 1995,
//! Benjamini–Yekutieli 2001, Holm 1979, Westfall–Young 1993 (correlate-spec.md §6.2; multiple_testing.json, max_t.json).

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

/// p·m, at most 1.
pub fn bonferroni(p: &[f64]) -> Vec<f64> {
    p.iter()
        .map(|one| (one * p.len() as f64).min(1.0))
        .collect()
}

fn ascending(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    order
}

/// Family-wise p of each statistic: (1 + #{b : largest |statistic| of draw b ≥ |statistic|})/(B + 1), from the largest
/// of each draw.
pub fn single_step(observed: &[f64], maxima: &[f64]) -> Vec<f64> {
    let mut sorted = maxima.to_vec();
    sorted.sort_by(f64::total_cmp);
    let reaching =
        |statistic: &f64| sorted.len() - sorted.partition_point(|max| *max < statistic.abs());
    observed
        .iter()
        .map(|statistic| share(reaching(statistic), sorted.len()))
        .collect()
}

/// Free step-down: the terms are taken from the largest |statistic|; each is compared with the largest of those not yet
/// taken, and no p is smaller than one before. `drawn[term][b]` are the statistics of the draws.
pub fn step_down(observed: &[f64], drawn: &[Vec<f64>]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..observed.len()).collect();
    order.sort_by(|a, b| observed[*b].abs().total_cmp(&observed[*a].abs()));
    let draws = drawn.first().map_or(0, Vec::len);
    let mut maxima = vec![0.0_f64; draws];
    let mut p = vec![0.0; observed.len()];
    for at in order.iter().rev() {
        maxima
            .iter_mut()
            .zip(&drawn[*at])
            .for_each(|(max, value)| *max = max.max(value.abs()));
        p[*at] = share(
            maxima
                .iter()
                .filter(|max| **max >= observed[*at].abs())
                .count(),
            draws,
        );
    }
    let mut largest = 0.0_f64;
    for at in order {
        largest = largest.max(p[at]);
        p[at] = largest;
    }
    p
}

/// p of so many draws that reach what was observed: never 0 (Phipson–Smyth 2010).
pub(super) fn share(reaching: usize, draws: usize) -> f64 {
    (1 + reaching) as f64 / (1 + draws) as f64
}

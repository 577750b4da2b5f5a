//! Family-wise corrections that the screen does not use: Bonferroni's, and the step-down form of Westfall and Young's
//! max-T (1993).

use ruble_rates::analysis::null::monte_carlo_p;

/// p·m, at most 1.
pub fn bonferroni(p: &[f64]) -> Vec<f64> {
    p.iter()
        .map(|one| (one * p.len() as f64).min(1.0))
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
        p[*at] = monte_carlo_p(
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

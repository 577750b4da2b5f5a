//! Pearson's, Spearman's and Kendall's correlation with p-values of the textbooks, which take values for independent
//! (as scipy has them).

use super::{event::student_p, normal_p};
use crate::analysis::{
    null::average_ranks,
    sample::{ascending, mean},
};

/// A correlation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// From −1 to 1.
    pub coefficient: f64,
    /// Two-sided p.
    pub p: f64,
}

/// Pearson's, p by Student's distribution; none of fewer than three pairs or where one series does not vary.
///
/// # Panics
/// When the lengths differ.
pub fn pearson(x: &[f64], y: &[f64]) -> Option<Correlation> {
    assert_eq!(x.len(), y.len(), "pairs of values");
    if x.len() < 3 {
        return None;
    }

    let mean_x = mean(x);
    let mean_y = mean(y);
    let [mut xx, mut xy, mut yy] = [0.0; 3];
    for (x, y) in x.iter().zip(y) {
        let x = x - mean_x;
        let y = y - mean_y;
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }

    // Rounding may leave a little more than 1.
    let coefficient = (xy / (xx.sqrt() * yy.sqrt())).clamp(-1.0, 1.0);
    let degrees = x.len() as f64 - 2.0;
    let t = coefficient * (degrees / (1.0 - coefficient * coefficient)).sqrt();

    coefficient.is_finite().then(|| Correlation {
        coefficient,
        p: student_p(t, degrees),
    })
}

/// Spearman's: Pearson's of the ranks, of equal values their mean.
///
/// # Panics
/// When the lengths differ.
pub fn spearman(x: &[f64], y: &[f64]) -> Option<Correlation> {
    pearson(&average_ranks(x), &average_ranks(y))
}

/// Kendall's τ-b, p by the normal distribution with the variance for ties; none of fewer than three pairs or where one
/// series does not vary.
///
/// # Panics
/// When the lengths differ.
pub fn kendall(x: &[f64], y: &[f64]) -> Option<Correlation> {
    assert_eq!(x.len(), y.len(), "pairs of values");
    if x.len() < 3 {
        return None;
    }

    let n = x.len() as f64;
    let pairs = n * (n - 1.0) / 2.0;
    let [of_x, of_y] = [x, y].map(Ties::of);
    let score = concordant_less_discordant(x, y);
    let coefficient = score / (pairs - of_x.pairs).sqrt() / (pairs - of_y.pairs).sqrt();
    let variance = (2.0 * pairs * (2.0 * n + 5.0) - of_x.fives - of_y.fives) / 18.0
        + of_x.pairs * of_y.pairs / pairs
        + of_x.triples * of_y.triples / (18.0 * pairs * (n - 2.0));

    coefficient.is_finite().then(|| Correlation {
        coefficient: coefficient.clamp(-1.0, 1.0),
        p: normal_p(score / variance.sqrt()),
    })
}

/// All pairs are gone through: 8,000 records take 30 ms, and only who asks for all tests waits for them.
fn concordant_less_discordant(x: &[f64], y: &[f64]) -> f64 {
    let mut score = 0;
    for at in 1..x.len() {
        for before in 0..at {
            score += order(x[at], x[before]) * order(y[at], y[before]);
        }
    }

    score as f64
}

fn order(a: f64, b: f64) -> i64 {
    i64::from(a > b) - i64::from(a < b)
}

/// Sums over groups of t equal values.
struct Ties {
    /// Σ t(t−1)/2.
    pairs: f64,
    /// Σ t(t−1)(t−2).
    triples: f64,
    /// Σ t(t−1)(2t+5).
    fives: f64,
}

impl Ties {
    fn of(values: &[f64]) -> Self {
        let sorted = ascending(values.to_vec());
        let mut found = Self {
            pairs: 0.0,
            triples: 0.0,
            fives: 0.0,
        };
        // Not by `==`, which clippy refuses for floats; the values are sorted, so only equal neighbours tie.
        for equal in sorted.chunk_by(|a, b| a >= b) {
            let t = equal.len() as f64;
            found.pairs += t * (t - 1.0) / 2.0;
            found.triples += t * (t - 1.0) * (t - 2.0);
            found.fives += t * (t - 1.0) * (2.0 * t + 5.0);
        }

        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(x: &[f64], y: &[f64], expected: [f64; 3]) {
        let found =
            [pearson(x, y), spearman(x, y), kendall(x, y)].map(|one| one.unwrap().coefficient);
        assert!(
            found
                .iter()
                .zip(expected)
                .all(|(found, expected)| (found - expected).abs() < 1e-12),
            "{found:?}"
        );
    }

    #[test]
    fn perfect_and_none() {
        let x = [1.0, 2.0, 3.0, 4.0];
        check(&x, &x, [1.0; 3]);
        check(&x, &x.map(|value| -2.0 * value), [-1.0; 3]);
        check(&[1.0, 2.0, 1.0, 2.0], &[1.0, 1.0, 2.0, 2.0], [0.0; 3]);
        assert!(pearson(&x, &x).unwrap().p < 1e-12, "a perfect one has p 0");
    }

    #[test]
    fn what_does_not_vary_has_none() {
        let flat = [0.0; 4];
        let x = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(
            [pearson(&x, &flat), spearman(&flat, &x), kendall(&x, &flat)],
            [None; 3]
        );
        assert_eq!(
            [pearson(&x[..2], &x[..2]), kendall(&x[..2], &x[..2])],
            [None; 2]
        );
    }

    /// Each neighbour pair swapped: 60 concordant and 6 discordant pairs, variance 12·11·29/18.
    #[test]
    fn kendall_s_p_is_of_the_normal_distribution() {
        let x: Vec<f64> = (1..=12).map(f64::from).collect();
        let y: Vec<f64> = (1..=12)
            .map(|at| f64::from(if at % 2 == 0 { at - 1 } else { at + 1 }))
            .collect();
        let found = kendall(&x, &y).unwrap();
        let z = 54.0 / (12.0f64 * 11.0 * 29.0 / 18.0).sqrt();
        assert!(
            (found.coefficient - 54.0 / 66.0).abs() < 1e-12
                && (found.p - normal_p(z)).abs() < 1e-15
        );
    }
}

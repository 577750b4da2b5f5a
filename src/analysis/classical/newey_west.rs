//! Least squares on a constant and one series, with errors that allow for values which swell and last (Newey and
//! West 1987): Bartlett's weights, no correction for small samples, p by the normal distribution.

use super::normal_p;
use crate::analysis::sample::mean;

/// A coefficient with its error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficient {
    /// The coefficient.
    pub estimate: f64,
    /// Its standard error.
    pub error: f64,
    /// Estimate over error.
    pub t: f64,
    /// Two-sided p.
    pub p: f64,
}

/// y on a constant and x.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regression {
    /// The constant.
    pub constant: Coefficient,
    /// The coefficient of x.
    pub slope: Coefficient,
}

/// ⌊4·(n/100)^(2/9)⌋ lags, the usual choice (Newey and West 1994).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small number, not below 0"
)]
pub(super) fn usual_lags(n: usize) -> usize {
    (4.0 * (n as f64 / 100.0).powf(2.0 / 9.0)) as usize
}

/// The regression of `y` on a constant and `x` with errors over `lags` lags. None of fewer than three pairs, where `x`
/// does not vary or `y` fits without rest.
///
/// # Panics
/// When the lengths differ.
pub fn newey_west(x: &[f64], y: &[f64], lags: usize) -> Option<Regression> {
    assert_eq!(x.len(), y.len(), "pairs of values");
    if x.len() < 3 {
        return None;
    }

    let n = x.len() as f64;
    let mean_x = mean(x);
    let mean_y = mean(y);
    let x: Vec<f64> = x.iter().map(|value| value - mean_x).collect();
    let xx: f64 = x.iter().map(|value| value * value).sum();
    let slope = x.iter().zip(y).map(|(x, y)| x * (y - mean_y)).sum::<f64>() / xx;

    // About the mean of x the constant is the mean of y, and the two columns are at right angles.
    let scores: Vec<[f64; 2]> = x
        .iter()
        .zip(y)
        .map(|(x, y)| {
            let rest = y - mean_y - slope * x;
            [rest, x * rest]
        })
        .collect();
    let [[of_mean, mixed], [_, of_slope]] = long_run(&scores, lags);
    let of_mean = of_mean / (n * n);
    let mixed = mixed / (n * xx);
    let of_slope = of_slope / (xx * xx);
    let variance = of_mean - 2.0 * mean_x * mixed + mean_x * mean_x * of_slope;

    Some(Regression {
        constant: coefficient(mean_y - slope * mean_x, variance)?,
        slope: coefficient(slope, of_slope)?,
    })
}

fn coefficient(estimate: f64, variance: f64) -> Option<Coefficient> {
    let error = variance.sqrt();
    let t = estimate / error;

    t.is_finite().then(|| Coefficient {
        estimate,
        error,
        t,
        p: normal_p(t),
    })
}

/// Σ sₜsₜ′ and the products of neighbours up to `lags` apart, weighing less the farther.
fn long_run(scores: &[[f64; 2]], lags: usize) -> [[f64; 2]; 2] {
    let mut sum = [[0.0; 2]; 2];
    for lag in 0..=lags.min(scores.len() - 1) {
        // Bartlett's weights keep the variance from falling below 0.
        let weight = 1.0 - lag as f64 / (lags + 1) as f64;
        for (later, earlier) in scores[lag..].iter().zip(scores) {
            for (row, col) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                // A pair of neighbours counts in both orders, a value with itself once.
                let both = later[row] * earlier[col] + earlier[row] * later[col];
                sum[row][col] += weight * if lag == 0 { both / 2.0 } else { both };
            }
        }
    }

    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_lags_errors_are_white_s() {
        let (x, y) = ([0.0, 1.0, 0.0, 1.0], [1.0, 3.0, 2.0, 6.0]);
        let found = newey_west(&x, &y, 0).unwrap();
        assert!(
            (found.slope.estimate - 3.0).abs() < 1e-12
                && (found.constant.estimate - 1.5).abs() < 1e-12
        );
        // Of each half the mean of squared rests over its size: ¼/2 and 2¼/2.
        assert!(
            (found.constant.error.powi(2) - 0.125).abs() < 1e-12,
            "{found:?}"
        );
        assert!(
            (found.slope.error.powi(2) - 1.25).abs() < 1e-12,
            "{found:?}"
        );
    }

    #[test]
    fn what_cannot_be_fitted_is_none() {
        assert_eq!(newey_west(&[1.0; 5], &[1.0, 2.0, 3.0, 1.0, 2.0], 1), None);
        assert_eq!(newey_west(&[0.0, 1.0, 0.0], &[0.0; 3], 1), None);
        assert_eq!(newey_west(&[0.0, 1.0], &[0.0, 1.0], 1), None);
    }

    #[test]
    fn lags_grow_slowly() {
        assert_eq!([0, 1, 100, 300, 8_000].map(usual_lags), [0, 1, 4, 5, 10]);
    }
}

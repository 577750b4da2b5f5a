//! p-values out of counted draws (correlate-spec.md §5, §9): the observed placing counts as one more draw, so that
//! no p is ever 0 (Phipson and Smyth 2010).

use statrs::distribution::{Beta, ContinuousCDF};

/// The level of every test that gives a verdict.
pub const ALPHA: f64 = 0.05;

/// Whether a p is small enough when it is one of so many tests (Bonferroni's correction).
pub fn passes_corrected(p: f64, tests: u32) -> bool {
    p <= ALPHA / f64::from(tests.max(1))
}

/// Share of intervals of the Monte-Carlo error that hold the p of all draws.
const CONFIDENCE: f64 = 0.95;

/// Halvings of [0, 1] after which nothing is left between two numbers.
const HALVINGS: usize = 64;

/// So few draws that no p could be as small as the level asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{count} draws can give no p as small as asked; at least {least} are needed")]
pub struct TooFewDraws {
    /// Draws asked for.
    pub count: usize,
    /// The least that will do.
    pub least: usize,
}

/// Refuses B < 1/α − 1.
///
/// # Errors
/// [`TooFewDraws`] then.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "1/alpha is positive and small"
)]
pub fn enough_draws(count: usize, alpha: f64) -> Result<(), TooFewDraws> {
    // α has been rounded to a float: 1/0.05 is to be 20, not 21.
    let least = (1.0 / alpha - 1.0 - 1e-9).ceil().max(0.0) as usize;
    if count < least {
        Err(TooFewDraws { count, least })
    } else {
        Ok(())
    }
}

/// p = (1 + b)/(B + 1) for b exceedances in B draws.
pub fn monte_carlo_p(exceedances: usize, draws: usize) -> f64 {
    (1 + exceedances) as f64 / (1 + draws) as f64
}

/// The 95 % Clopper–Pearson interval of a share of which `hits` of `trials` were seen.
pub fn clopper_pearson(hits: usize, trials: usize) -> (f64, f64) {
    share_interval(hits, trials, CONFIDENCE)
}

/// The same with another confidence than 95 %.
pub fn share_interval(hits: usize, trials: usize, confidence: f64) -> (f64, f64) {
    let tail = (1.0 - confidence) / 2.0;
    let misses = trials.saturating_sub(hits);
    let low = match hits {
        0 => 0.0,
        _ => beta_quantile(hits as f64, (misses + 1) as f64, tail),
    };
    let high = match misses {
        0 => 1.0,
        _ => beta_quantile((hits + 1) as f64, misses as f64, 1.0 - tail),
    };

    (low, high)
}

/// Where the distribution function of Beta(a, b) reaches `share`, by halving: it has no iteration that can stop
/// early or run away, and is asked for a handful of times.
fn beta_quantile(a: f64, b: f64, share: f64) -> f64 {
    let Ok(beta) = Beta::new(a, b) else {
        return f64::NAN;
    };

    let mut low = 0.0f64;
    let mut high = 1.0f64;
    for _ in 0..HALVINGS {
        let middle = low.midpoint(high);
        // Halving cannot stop early or run away, and it is asked for a handful of times.
        if beta.cdf(middle) < share {
            low = middle;
        } else {
            high = middle;
        }
    }

    low.midpoint(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p_is_never_0_and_at_most_1() {
        assert!(monte_carlo_p(0, 1_999) > 0.0);
        assert!((monte_carlo_p(1_999, 1_999) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn too_few_draws_are_refused() {
        assert_eq!(
            enough_draws(18, 0.05),
            Err(TooFewDraws {
                count: 18,
                least: 19
            })
        );
        assert_eq!(enough_draws(19, 0.05), Ok(()));
        assert!(enough_draws(998, 0.001).is_err());
        assert_eq!(enough_draws(999, 0.001), Ok(()));
    }

    #[test]
    fn more_confidence_is_a_wider_interval() {
        // Where the tails of the binomial distribution sum to 0.05 %.
        let (low, high) = share_interval(20, 400, 0.999);
        assert!((low - 0.021_417_5).abs() < 1e-6, "{low}");
        assert!((high - 0.096_143_7).abs() < 1e-6, "{high}");
    }

    #[test]
    fn an_interval_holds_its_share_to_the_ends() {
        for (hits, trials) in [
            (0, 10),
            (1, 1_000_000),
            (500_000, 1_000_000),
            (10, 10),
            (0, 0),
        ] {
            let (low, high) = clopper_pearson(hits, trials);
            let share = hits as f64 / trials.max(1) as f64;
            assert!(
                (0.0..=share).contains(&low) && (share..=1.0).contains(&high),
                "{hits} of {trials}"
            );
        }
    }
}

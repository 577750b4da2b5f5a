//! The effect that would have been seen with probability 80 %, had it been there (correlate-spec.md §6.1): what makes
//! "nothing found" a result.

use crate::analysis::{
    null::{ALPHA, BlockTest, Placement, Scores},
    sample::{mean, standard_deviation},
    simple_percent,
};
use statrs::distribution::{ContinuousCDF, Normal};

/// Deviations between no effect and one seen at 5 % with probability 80 %: 1.96 + 0.84.
pub const DEVIATIONS_80: f64 = 2.80;

/// The same where the p has to pass as the smallest of several by Holm's method.
fn deviations_80_of(questions: usize) -> f64 {
    let threshold = |alpha: f64| Normal::standard().inverse_cdf(1.0 - alpha / 2.0);
    DEVIATIONS_80 + threshold(ALPHA / questions as f64) - threshold(ALPHA)
}

/// The least effect seen with probability 80 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detectable {
    /// In standardised changes, summed over the window.
    pub sigma: f64,
    /// In simple per cent, at the mean volatility of the tested records. None without volatilities.
    pub pct: Option<f64>,
    /// In kopecks, at the rate of the last tested record. None without a rate, as with a basket.
    pub kop: Option<f64>,
    /// What it was worked out from.
    pub basis: Basis,
}

/// What the least effect is worked out from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Basis {
    /// Standard deviation of the scores.
    pub sd_scores: f64,
    /// Standard deviation of the outcomes.
    pub sd_outcomes: f64,
    /// τ over its value if records were independent.
    pub tau_hat: f64,
    /// Mean volatility of the tested records, in per cent: the effect it is compared with is a mean too. None without
    /// volatilities.
    pub mean_sigma_pct: Option<f64>,
}

impl Detectable {
    /// Of the main test, the p of which is corrected for `questions`. `sigma_pct` are the volatilities of the tested
    /// records, `rate_rubles` the rate of the last one per unit. `None` if scores or draws do not differ, or if all records are events or none is.
    pub fn new(
        test: &BlockTest,
        outcomes: &[f64],
        scores: &Scores,
        placement: &Placement,
        sigma_pct: &[f64],
        rate_rubles: Option<f64>,
        questions: usize,
    ) -> Option<Self> {
        let n_events = placement.n_events() as f64;
        let spread = n_events * (1.0 - n_events / outcomes.len() as f64);
        let sd_scores = standard_deviation(&scores.u);
        let sd_outcomes = standard_deviation(outcomes);
        let per_deviation = test.tau * sd_outcomes / (spread * sd_scores);
        let sigma = deviations_80_of(questions) * per_deviation;

        if !(spread > 0.0 && sigma > 0.0 && sigma.is_finite()) {
            return None;
        }

        let mean_sigma_pct = (!sigma_pct.is_empty()).then(|| mean(sigma_pct));
        let pct = mean_sigma_pct.map(|mean| simple_percent(sigma * mean));

        Some(Self {
            sigma,
            pct,
            // Per cent of rubles are kopecks.
            kop: pct.zip(rate_rubles).map(|(pct, rate)| pct * rate),
            basis: Basis {
                sd_scores,
                sd_outcomes,
                tau_hat: test.tau / (sd_scores * spread.sqrt()),
                mean_sigma_pct,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_is_asked_the_more_it_takes() {
        assert!((deviations_80_of(1) - 2.80).abs() < 1e-12);
        // 2.39 and 0.84: the quantiles of 1 − 0.05/6 and of 0.8.
        assert!((deviations_80_of(3) - 3.235).abs() < 0.005);
    }
}

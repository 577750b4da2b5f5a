//! The effect that would have been seen with probability 80 %, had it been there (correlate-spec.md §6.1): what makes
//! "nothing found" a result.

use crate::analysis::{
    null::{BlockTest, Placement, Scores},
    sample::{median, standard_deviation},
};

/// Deviations between no effect and one seen at 5 % with probability 80 %: 1.96 + 0.84.
pub const DEVIATIONS_80: f64 = 2.80;

/// The least effect seen with probability 80 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detectable {
    /// In standardised changes, summed over the window.
    pub sigma: f64,
    /// In per cent, at the middling volatility of the tested records. None without volatilities.
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
    /// Middling volatility of the tested records, in per cent. None without volatilities.
    pub median_sigma_pct: Option<f64>,
}

impl Detectable {
    /// Of the main test. `sigma_pct` are the volatilities of the tested records, `rate_rubles` the rate of the last
    /// one per unit. `None` if scores or draws do not differ, or if all records are events or none is.
    pub fn new(
        test: &BlockTest,
        outcomes: &[f64],
        scores: &Scores,
        placement: &Placement,
        sigma_pct: &[f64],
        rate_rubles: Option<f64>,
    ) -> Option<Self> {
        let n_events = placement.n_events() as f64;
        let spread = n_events * (1.0 - n_events / outcomes.len() as f64);
        let sd_scores = standard_deviation(&scores.u);
        let sd_outcomes = standard_deviation(outcomes);
        let sigma = DEVIATIONS_80 * test.tau * sd_outcomes / (spread * sd_scores);

        if !(spread > 0.0 && sigma > 0.0 && sigma.is_finite()) {
            return None;
        }

        let median_sigma_pct = median(sigma_pct);
        let pct = median_sigma_pct.map(|median| sigma * median);

        Some(Self {
            sigma,
            pct,
            // Per cent of rubles are kopecks.
            kop: pct.zip(rate_rubles).map(|(pct, rate)| pct * rate),
            basis: Basis {
                sd_scores,
                sd_outcomes,
                tau_hat: test.tau / (sd_scores * spread.sqrt()),
                median_sigma_pct,
            },
        })
    }
}

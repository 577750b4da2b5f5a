//! Which comes first, unusual news or unusual moves: correlations at every lag, and whether the past of the one helps
//! to explain the other (correlate-spec.md §6.4).
//!
//! Lags count places in the sequence of tested records. Every p-value and the band come from draws that rearrange one
//! of the series by blocks ([`Draws`]), so that a slow swell of both makes no finding; 1/√n would.

mod correlations;
mod granger;
mod news;

pub use granger::{GrangerTest, granger_lags, granger_test};
pub use news::{move_scores, scores_within_classes, share_of_term, volume};

use crate::analysis::{
    null::{Draws, monte_carlo_p},
    sample::{ascending, quantile, values_at},
};
use correlations::{correlations, standardised};
use rayon::prelude::*;

/// A lag is named only if the p-value of the largest correlation is at most this.
pub const LEVEL: f64 = 0.05;

/// Quantiles of the draws that bound the null band.
pub const BAND: [f64; 2] = [0.025, 0.975];

/// Above this share of lags outside the band the two series merely swell together.
pub const FLAT_SHARE: f64 = 0.7;

/// Lags, from the most that moves lead to the most that headlines lead.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadLag {
    /// Tested records.
    pub n: usize,
    /// The largest lag; arrays go from its negative to it. Above 0 headlines lead.
    pub max_lag: usize,
    /// Correlations.
    pub ccf: Vec<f64>,
    /// Lower bound of what draws give.
    pub null_lo: Vec<f64>,
    /// Upper bound of what draws give.
    pub null_hi: Vec<f64>,
    /// p of each lag alone.
    pub p_lag: Vec<f64>,
    /// p of the largest correlation of all lags.
    pub p_max: f64,
    /// Its lag, if `p_max` is at most [`LEVEL`].
    pub best_lag: Option<isize>,
    /// Whether more than [`FLAT_SHARE`] of the lags are outside the band.
    pub is_flat: bool,
    /// Whether past news explains moves; `None` if the series are too short or their lags are collinear.
    pub news_to_rate: Option<Granger>,
    /// Whether past moves explain news.
    pub rate_to_news: Option<Granger>,
}

/// One direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Granger {
    /// Lags of both series, by BIC.
    pub lags: usize,
    /// F of the lags of the explaining series.
    pub f: f64,
    /// p by rearranging the series to be explained.
    pub p: f64,
}

/// Scores of news and of the size of moves at the tested records, earliest first, against each other. `None` if
/// `max_lag` is not below the number of records or one of the two series does not vary.
///
/// # Panics
/// When the lengths of `news`, `moves` and the draws differ.
pub fn lead_lag(news: &[f64], moves: &[f64], max_lag: usize, draws: &Draws) -> Option<LeadLag> {
    assert!(
        news.len() == moves.len() && draws.n == news.len(),
        "a value for each tested record"
    );
    if max_lag >= news.len() {
        return None;
    }

    let news = standardised(news)?;
    let moves = standardised(moves)?;
    let null = Null {
        news: &news,
        moves: &moves,
        max_lag,
        lags: [granger_lags(&moves, &news), granger_lags(&news, &moves)],
    };
    let observed = null.figures(&news, &moves);
    let drawn: Vec<Figures> = (0..draws.count)
        .into_par_iter()
        .map(|number| null.drawn(&draws.draw(number)))
        .collect();

    let places = 0..observed.ccf.len();
    let [null_lo, null_hi] = BAND.map(|share| band(&drawn, places.len(), share));
    let outside = places
        .clone()
        .filter(|at| observed.ccf[*at] < null_lo[*at] || observed.ccf[*at] > null_hi[*at])
        .count();
    let (largest_at, largest) = observed.largest();
    let p_max = p_value(largest, &drawn, |one| one.largest().1);

    Some(LeadLag {
        n: news.len(),
        max_lag,
        p_lag: places
            .map(|at| p_value(observed.ccf[at].abs(), &drawn, |one| one.ccf[at].abs()))
            .collect(),
        p_max,
        best_lag: largest_at
            .checked_signed_diff(max_lag)
            .filter(|_| p_max <= LEVEL),
        is_flat: outside as f64 > FLAT_SHARE * observed.ccf.len() as f64,
        news_to_rate: null.granger(0, &observed, &drawn),
        rate_to_news: null.granger(1, &observed, &drawn),
        null_lo,
        null_hi,
        ccf: observed.ccf,
    })
}

/// What is computed of the series and of every draw.
struct Figures {
    ccf: Vec<f64>,
    f: [Option<f64>; 2],
}

impl Figures {
    /// The place and size of the largest correlation; of equals the first.
    fn largest(&self) -> (usize, f64) {
        let mut largest = (0, -1.0);
        for (at, rho) in self.ccf.iter().enumerate() {
            if rho.abs() > largest.1 {
                largest = (at, rho.abs());
            }
        }

        largest
    }
}

struct Null<'a> {
    news: &'a [f64],
    moves: &'a [f64],
    max_lag: usize,
    lags: [Option<usize>; 2],
}

impl Null<'_> {
    /// In each figure the series to be explained is the one rearranged: the moves, and for the other direction of
    /// Granger's test the news.
    fn figures(&self, news: &[f64], moves: &[f64]) -> Figures {
        Figures {
            ccf: correlations(self.news, moves, self.max_lag),
            f: [
                granger_f(moves, self.news, self.lags[0]),
                granger_f(news, self.moves, self.lags[1]),
            ],
        }
    }

    fn drawn(&self, draw: &[u32]) -> Figures {
        let [news, moves] = [self.news, self.moves].map(|series| values_at(series, draw));
        self.figures(&news, &moves)
    }

    /// One direction: 0 for news to rate, 1 for the other.
    fn granger(&self, which: usize, observed: &Figures, drawn: &[Figures]) -> Option<Granger> {
        let f = observed.f[which]?;
        Some(Granger {
            lags: self.lags[which]?,
            f,
            // A draw without an F is counted against the finding.
            p: p_value(f, drawn, |one| one.f[which].unwrap_or(f64::INFINITY)),
        })
    }
}

fn granger_f(effect: &[f64], cause: &[f64], lags: Option<usize>) -> Option<f64> {
    Some(granger_test(effect, cause, lags?)?.f)
}

/// Sums in another order differ by less.
const EQUAL: f64 = 1e-9;

/// (1 + draws at least as large)/(1 + draws).
fn p_value(observed: f64, drawn: &[Figures], of: impl Fn(&Figures) -> f64) -> f64 {
    let as_large = drawn
        .iter()
        .filter(|one| of(one) >= observed - EQUAL)
        .count();

    monte_carlo_p(as_large, drawn.len())
}

/// The linear quantile `share` of the draws at each lag; of no draws not a number.
fn band(drawn: &[Figures], lags: usize, share: f64) -> Vec<f64> {
    (0..lags)
        .map(|at| {
            let values = ascending(drawn.iter().map(|one| one.ccf[at]).collect());
            quantile(&values, share).unwrap_or(f64::NAN)
        })
        .collect()
}

#[cfg(test)]
mod tests;

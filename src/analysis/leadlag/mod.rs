//! Which comes first, unusual news or unusual moves: correlations at every lag, and whether the past of the one helps
//! to explain the other (correlate-spec.md §6.4).
//!
//! Lags count records of the rate, and pairs are of tested records that are as far apart ([`Places`]). Every p-value and
//! the band come from draws that rearrange one of the series by blocks ([`Draws`]), so that a slow swell of both makes no
//! finding; 1/√n would.

mod correlations;
mod granger;
mod news;
mod places;

pub use granger::{GrangerTest, granger_lags, granger_test};
pub use news::{move_scores, scores_within_classes, share_of_term, volume};
pub use places::Places;

use crate::analysis::{
    null::{Draws, monte_carlo_p},
    sample::{ascending, quantile, values_at},
};
use correlations::{Lags, standardised};
use rayon::prelude::*;
use std::ops::Range;

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
    /// Pairs of these at each lag; fewer than `n` less the lag where there are holes between them.
    pub pairs: Vec<usize>,
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
    /// Its size.
    pub largest: f64,
    /// What the largest of all lags is below in 95 % of draws.
    pub null_max: f64,
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
/// When the lengths of `news`, `moves`, `places` and the draws differ.
pub fn lead_lag(
    news: &[f64],
    moves: &[f64],
    places: &Places,
    max_lag: usize,
    draws: &Draws,
) -> Option<LeadLag> {
    assert!(
        news.len() == moves.len() && draws.n == news.len() && places.len() == news.len(),
        "a value and a place for each tested record"
    );
    if max_lag >= news.len() {
        return None;
    }

    let news = standardised(news)?;
    let moves = standardised(moves)?;
    let runs = places.runs();
    let null = Null {
        news: &news,
        news_by_place: places.spread(&news),
        moves: &moves,
        places,
        pairs: Lags::new(places, max_lag),
        granger_lags: [
            granger_lags(&moves, &news, &runs),
            granger_lags(&news, &moves, &runs),
        ],
        runs,
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
    let largest_drawn = ascending(drawn.iter().map(|one| one.largest().1).collect());

    Some(LeadLag {
        n: news.len(),
        pairs: lags_both_ways(&null.pairs.pairs),
        max_lag,
        p_lag: places
            .map(|at| p_value(observed.ccf[at].abs(), &drawn, |one| one.ccf[at].abs()))
            .collect(),
        p_max,
        largest,
        null_max: quantile(&largest_drawn, 1.0 - LEVEL).unwrap_or(f64::NAN),
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

/// Figures of lags from 0 on, for lags from the negative of the last to the last.
fn lags_both_ways(figures: &[usize]) -> Vec<usize> {
    let negative = figures.iter().skip(1).rev();
    negative.chain(figures).copied().collect()
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
    news_by_place: Vec<f64>,
    moves: &'a [f64],
    places: &'a Places,
    pairs: Lags,
    /// Of each direction.
    granger_lags: [Option<usize>; 2],
    runs: Vec<Range<usize>>,
}

impl Null<'_> {
    /// In each figure the series to be explained is the one rearranged: the moves, and for the other direction of
    /// Granger's test the news.
    fn figures(&self, news: &[f64], moves: &[f64]) -> Figures {
        Figures {
            ccf: self
                .pairs
                .correlations(&self.news_by_place, &self.places.spread(moves)),
            f: [
                self.granger_f(moves, self.news, 0),
                self.granger_f(news, self.moves, 1),
            ],
        }
    }

    fn granger_f(&self, effect: &[f64], cause: &[f64], which: usize) -> Option<f64> {
        let lags = self.granger_lags[which]?;
        Some(granger_test(effect, cause, &self.runs, lags)?.f)
    }

    fn drawn(&self, draw: &[u32]) -> Figures {
        let [news, moves] = [self.news, self.moves].map(|series| values_at(series, draw));
        self.figures(&news, &moves)
    }

    /// One direction: 0 for news to rate, 1 for the other.
    fn granger(&self, which: usize, observed: &Figures, drawn: &[Figures]) -> Option<Granger> {
        let f = observed.f[which]?;
        Some(Granger {
            lags: self.granger_lags[which]?,
            f,
            // A draw without an F is counted against the finding.
            p: p_value(f, drawn, |one| one.f[which].unwrap_or(f64::INFINITY)),
        })
    }
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

//! The five tests of a term and its null band in one pass over the draws, each of which is made once
//! (correlate-spec.md §6.1: with the same draws, each on scores of its own).

use super::curves::{AbnormalChanges, Curve};
use super::null_band::{NullBand, drawn_curve};
use super::outcomes::PerWindow;
use crate::analysis::null::{
    BlockTest, DrawSource, Placement, Scores, Statistic, TooFewDraws, enough_draws,
};
use rayon::prelude::*;

/// Tests the scores of the five windows at level `alpha`.
///
/// # Errors
/// [`TooFewDraws`] when no p could be as small as `alpha`.
pub fn window_tests<D: DrawSource + ?Sized>(
    scores: &PerWindow<Scores>,
    placement: &Placement,
    draws: &D,
    alpha: f64,
) -> Result<PerWindow<BlockTest>, TooFewDraws> {
    tests_of_term(scores, placement, draws, alpha, |_| ()).map(|(tests, _)| tests)
}

/// The same, with the null band of the events at these positions of the tested records; None without events.
///
/// # Errors
/// [`TooFewDraws`] when no p could be as small as `alpha`.
pub fn window_tests_with_band<D: DrawSource + ?Sized>(
    scores: &PerWindow<Scores>,
    events: &[u32],
    abnormal: &AbnormalChanges,
    draws: &D,
    alpha: f64,
) -> Result<(PerWindow<BlockTest>, Option<NullBand>), TooFewDraws> {
    let placement = Placement::new(scores.main.len(), events);
    let drawn_curve = |draw: &[u32]| drawn_curve(abnormal, events, draw);
    let (tests, curves) = tests_of_term(scores, &placement, draws, alpha, drawn_curve)?;
    let curves: Option<Vec<Curve>> = curves.into_iter().collect();
    Ok((tests, curves.map(NullBand::new)))
}

/// The tests, and what else is made of each draw.
fn tests_of_term<D: DrawSource + ?Sized, T: Send>(
    scores: &PerWindow<Scores>,
    placement: &Placement,
    draws: &D,
    alpha: f64,
    also: impl Fn(&[u32]) -> T + Sync,
) -> Result<(PerWindow<BlockTest>, Vec<T>), TooFewDraws> {
    enough_draws(draws.count(), alpha)?;
    let statistics = scores.map(|scores| Statistic::new(scores, placement));
    let of_draw = |number| {
        let draw = draws.indices(number);
        let totals: Vec<i64> = statistics
            .iter()
            .map(|statistic| statistic.drawn(&draw))
            .collect();
        (totals, also(&draw))
    };
    let (drawn, others): (Vec<Vec<i64>>, Vec<T>) =
        (0..draws.count()).into_par_iter().map(of_draw).unzip();
    let mut windows = 0..;
    let tests = statistics.map(|statistic| {
        let at = windows.next().unwrap_or(0);
        statistic.judged(&drawn.iter().map(|totals| totals[at]).collect::<Vec<_>>())
    });
    Ok((tests, others))
}

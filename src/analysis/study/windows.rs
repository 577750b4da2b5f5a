//! The five tests of a term and its null band in one pass over the draws, each of which is made once
//! (correlate-spec.md §6.1: with the same draws, each on scores of its own).

use super::{
    curves::{AbnormalChanges, Curve},
    null_band::{NullBand, curve_at_draw},
    outcomes::PerWindow,
};
use crate::analysis::null::{
    BlockTest, DrawSource, Placement, Scores, Statistic, TooFewDraws, enough_draws,
};
use rayon::prelude::*;

/// Tests the scores of the five windows at level `alpha`, and draws the null band of the events at these positions among
/// the tested records; no band without events.
///
/// # Errors
/// [`TooFewDraws`] when no p could be as small as `alpha`.
pub fn window_tests(
    scores: &PerWindow<Scores>,
    events: &[u32],
    abnormal: &AbnormalChanges,
    draws: &dyn DrawSource,
    alpha: f64,
) -> Result<(PerWindow<BlockTest>, Option<NullBand>), TooFewDraws> {
    enough_draws(draws.count(), alpha)?;
    let placement = Placement::new(scores.main.len(), events);
    let statistics = scores.map(|scores| Statistic::new(scores, &placement));

    // One pass, in which each draw is made once for all sums over it.
    let (drawn, curves): (Vec<Vec<i64>>, Vec<Option<Curve>>) = (0..draws.count())
        .into_par_iter()
        .map(|number| {
            let draw = draws.indices(number);
            let totals = statistics.iter().map(|statistic| statistic.drawn(&draw));
            (totals.collect(), curve_at_draw(abnormal, events, &draw))
        })
        .unzip();

    let mut windows = 0..;
    let tests = statistics.map(|statistic| {
        let window = windows.next().unwrap_or(0);
        let totals: Vec<i64> = drawn.iter().map(|totals| totals[window]).collect();
        statistic.judged(&totals)
    });
    let curves: Option<Vec<Curve>> = curves.into_iter().collect();

    Ok((tests, curves.map(NullBand::new)))
}

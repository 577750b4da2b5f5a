//! The tests of a term and its null band in one pass over the draws, each of which is made once
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

/// What the draws say of the events of a term.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyTests {
    pub windows: PerWindow<BlockTest>,
    /// The same of scores without what the day of the month explains.
    pub beyond_calendar: PerWindow<BlockTest>,
    /// None without events.
    pub null_band: Option<NullBand>,
}

/// Tests the scores of the windows and those without the calendar at level `alpha`, and draws the null band of the events
/// at these positions among the tested records.
///
/// # Errors
/// [`TooFewDraws`] when no p could be as small as `alpha`.
pub fn window_tests(
    scores: &PerWindow<Scores>,
    beyond_calendar: &PerWindow<Scores>,
    events: &[u32],
    abnormal: &AbnormalChanges,
    draws: &dyn DrawSource,
    alpha: f64,
) -> Result<StudyTests, TooFewDraws> {
    enough_draws(draws.count(), alpha)?;
    let placement = Placement::new(scores.main.len(), events);
    let windows = scores.map(|scores| Statistic::new(scores, &placement));
    let beyond = beyond_calendar.map(|scores| Statistic::new(scores, &placement));

    // One pass, in which each draw is made once for all sums over it.
    let (drawn, curves): (Vec<Vec<i64>>, Vec<Option<Curve>>) = (0..draws.count())
        .into_par_iter()
        .map(|number| {
            let draw = draws.indices(number);
            let statistics = windows.iter().chain(beyond.iter());
            let totals = statistics.map(|statistic| statistic.drawn(&draw));
            (totals.collect(), curve_at_draw(abnormal, events, &draw))
        })
        .unzip();

    let mut places = 0..;
    let mut judged = |statistic: &Statistic<'_>| {
        let place = places.next().unwrap_or(0);
        let totals: Vec<i64> = drawn.iter().map(|totals| totals[place]).collect();
        statistic.judged(&totals)
    };
    let windows = windows.map(&mut judged);
    let beyond_calendar = beyond.map(&mut judged);
    let curves: Option<Vec<Curve>> = curves.into_iter().collect();

    Ok(StudyTests {
        windows,
        beyond_calendar,
        null_band: curves.map(NullBand::new),
    })
}

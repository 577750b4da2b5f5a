//! The study of one term: how the rate moved around its events, and whether that is more than chance
//! (correlate-spec.md §6.1, §6.5).
//!
//! Records are meant by number in the series, events by position among the tested records. All tests and the null band
//! look at the same draws, each made once. Figures that do not exist are None, never 0.

mod bands;
mod calendar_share;
mod curves;
mod detectable;
mod effect;
mod grounds;
mod input;
mod null_band;
mod outcomes;
mod questions;
mod steadiness;
mod verdict;
mod windows;

pub use bands::{Bands, RESAMPLES, Resamples, cluster_bands};
pub use calendar_share::CalendarShare;
pub use curves::{AbnormalChanges, Curve};
pub use detectable::{DEVIATIONS_80, Detectable};
pub use effect::{Changes, Effect, SizeOfMoves};
pub use grounds::Grounds;
pub use input::StudyInput;
pub use null_band::NullBand;
pub use outcomes::{Offsets, PerWindow, outcomes, sums};
pub use questions::{Answer, PerQuestion, Question};
pub use steadiness::{Halves, Part, Split, turbulent_spans};
pub use verdict::{Direction, Evidence, Judgement, LEAST_RECORDS, Verdict};
pub use windows::{StudyTests, window_tests};

use crate::analysis::{
    events::Extent,
    null::{ALPHA, Draws, Scores, TooFewDraws, without_calendar},
    sample::strongest,
};
use bands::ResampledCurves;
use curves::since_before;
use questions::answers;

/// The largest number of events that are listed one by one.
pub const TOP_EVENTS: usize = 10;

/// Why a term cannot be studied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StudyError {
    /// A tested record lacks a figure that its window needs; such records are not to be tested (§4.9).
    #[error("record {record} is tested, and there is no figure at offset {offset} of it")]
    Missing {
        /// Number of the record.
        record: u32,
        /// Where the figure is missing.
        offset: i32,
    },
    /// No p could be as small as the level.
    #[error(transparent)]
    TooFewDraws(#[from] TooFewDraws),
}

/// What a study found.
#[derive(Clone, Debug, PartialEq)]
pub struct EventStudy {
    /// Tested records.
    pub n: usize,
    /// Events, months, clusters.
    pub extent: Extent,
    /// Number of clusters of events with overlapping curves.
    pub n_band_clusters: usize,
    /// Places of the curves.
    pub offsets: Offsets,
    /// None without events.
    pub curve: Option<Curve>,
    /// None with fewer than eight band clusters.
    pub bands: Option<Bands>,
    /// The curve counted from the record before the news, for pictures; None without events.
    pub since_before: Option<CurveSinceBefore>,
    /// None without events.
    pub null_band: Option<NullBand>,
    /// None without events.
    pub effect: Option<Effect>,
    /// The main test's T/τ. `None` if no draw differs from 0.
    pub t_star: Option<f64>,
    /// T over its deviation if records were independent.
    pub t_iid: Option<f64>,
    /// Of each test; `None` if there was too little for a test, because a p would then mislead.
    pub p_values: Option<PerWindow<f64>>,
    /// 95 % interval of the Monte-Carlo error of the main test's p.
    pub p_interval: Option<(f64, f64)>,
    /// None without events.
    pub detectable: Option<Detectable>,
    /// The verdict.
    pub judgement: Judgement,
    /// What the verdict rests on besides.
    pub grounds: Grounds,
    /// The events with the largest moves, of those that the verdict is about, at most ten, by position among the tested
    /// records.
    pub top_events: Vec<u32>,
}

/// The mean cumulated abnormal change around the events, 100 × ln of the ratio; the record before the news is 0.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveSinceBefore {
    pub curve: Vec<f64>,
    /// None with fewer than eight band clusters.
    pub bands: Option<Bands>,
}

/// Studies one term.
///
/// # Errors
/// [`StudyError`] when there are too few draws, or a tested record lacks a figure.
///
/// # Panics
/// If an event is not among the tested records, or a tested record has no date.
pub fn event_study(input: &StudyInput) -> Result<EventStudy, StudyError> {
    let draws = Draws {
        n: input.tested.len(),
        seed: input.seed,
        count: input.permutations,
    };
    let outcomes = outcomes(input.z, input.tested, input.window, input.k)?;
    let abnormal = AbnormalChanges::new(input.change_log_pct, input.tested, input.k)?;
    let scores = outcomes.map(|outcomes| Scores::new(outcomes));
    let classes = input.calendar_classes();
    let beyond_calendar = scores.map(|scores| without_calendar(scores, &classes));

    // The smallest p must pass when it is multiplied by the number of questions.
    let questions = PerQuestion::of_windows(&scores).iter().count();
    let tests = window_tests(
        &scores,
        &beyond_calendar,
        input.events,
        &abnormal,
        &draws,
        ALPHA / questions as f64,
    )?;

    let events = input.event_records();
    let effect = Effect::new(input.changes(), &events, input.window)?;
    let windows = tests.windows;
    let beyond = tests.beyond_calendar;
    let beyond_questions = PerQuestion::of_windows(&beyond);
    let evidence = Evidence {
        n: input.tested.len(),
        extent: input.extent(&events),
        asked: answers(&PerQuestion::of_windows(&windows)).corrected(),
        beyond_calendar: beyond_questions.map(|test| (*test).into()),
        before: windows.pre.as_ref().map(Answer::from),
        before_beyond_calendar: beyond.pre.as_ref().map(Answer::from),
        strict: (&windows.strict).into(),
        is_time_known: input.is_time_known,
        effect_pct: effect.map(|effect| effect.pct),
    };
    let judgement = Judgement::new(&evidence);
    let is_tested = !judgement.verdict.is_untested();
    let (resampled, n_band_clusters) = input.resampled(&events, &abnormal);
    let curve = abnormal.curve(input.events.iter().map(|event| *event as usize));

    let moves = match judgement.question {
        Some(Question::Later) => outcomes.post.as_ref(),
        _ => None,
    };
    let moves = moves.unwrap_or(&outcomes.main);

    Ok(EventStudy {
        n: input.tested.len(),
        extent: evidence.extent,
        n_band_clusters,
        offsets: Offsets::around(input.k),
        bands: resampled.as_ref().map(ResampledCurves::bands),
        since_before: curve.as_ref().map(|curve| since(curve, resampled)),
        curve,
        null_band: tests.null_band,
        effect,
        t_star: windows.main.t_star,
        t_iid: windows.main.t_iid,

        p_values: is_tested.then(|| windows.map(|test| test.p)),
        p_interval: is_tested.then_some(windows.main.p_interval),
        detectable: input.detectable(&windows.main, &outcomes.main, &scores.main, questions)?,
        judgement,
        grounds: Grounds {
            p_holm: is_tested.then(|| evidence.asked.map(|answer| answer.p)),
            p_calendar: is_tested.then(|| beyond_questions.map(|test| test.p)),
            p_calendar_before: beyond.pre.map(|test| test.p).filter(|_| is_tested),
            ..Grounds::without_p(input, &windows, &events, &classes)?
        },
        top_events: strongest(input.events, TOP_EVENTS, |event| moves[event].abs()),
    })
}

fn since(curve: &Curve, resampled: Option<ResampledCurves>) -> CurveSinceBefore {
    let mut caar = curve.caar.clone();
    since_before(&mut caar);
    CurveSinceBefore {
        curve: caar,
        bands: resampled.map(|curves| curves.since_before().bands()),
    }
}

#[cfg(test)]
mod tests;

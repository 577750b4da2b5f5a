//! What a verdict on a term rests on besides the test of its window, and what its sentence has figures of.

use super::{
    StudyError, StudyInput,
    calendar_share::CalendarShare,
    effect::{Effect, SizeOfMoves},
    outcomes::{Offsets, PerWindow},
    questions::PerQuestion,
    steadiness::Halves,
    verdict::Direction,
};
use crate::analysis::null::BlockTest;

/// What a verdict rests on besides the test of the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Grounds {
    /// The p of the three questions by Holm's method; `None` if there was too little for a test.
    pub p_holm: Option<PerQuestion<f64>>,
    /// Their p without what the day of the month explains, not corrected; `None` likewise.
    pub p_calendar: Option<PerQuestion<f64>>,
    /// The same of the records before the news; `None` if the window leaves no such records too.
    pub p_calendar_before: Option<f64>,
    /// How the rate moved over the records before the news: from the first shown to the one before it.
    pub before: Option<Effect>,
    /// Its direction by the test.
    pub before_direction: Option<Direction>,
    /// How it moved after the window, up to the last record shown.
    pub later: Option<Effect>,
    /// Its direction by the test.
    pub later_direction: Option<Direction>,
    /// The records after the window; empty if there are none.
    pub later_window: Offsets,
    /// How large the moves in the window were.
    pub size: Option<SizeOfMoves>,
    /// Whether moves in the window were smaller than usual, by their test.
    pub is_calm: bool,
    /// The days of the month.
    pub calendar: CalendarShare,
    /// The effect by halves of the time looked at; None without records.
    pub halves: Option<Halves>,
}

impl Grounds {
    /// All but the p. `events` are numbers of records, `classes` those of the tested records by day of the month.
    ///
    /// # Errors
    /// [`StudyError::Missing`] when a figure needed does not exist.
    pub(super) fn without_p(
        input: &StudyInput<'_>,
        windows: &PerWindow<BlockTest>,
        events: &[u32],
        classes: &[usize],
    ) -> Result<Self, StudyError> {
        let changes = input.changes();
        let window = input.window;
        let shown = Offsets::around(input.k);
        let before = Offsets { last: -1, ..shown };
        let later_window = Offsets {
            first: window.last + 1,
            ..shown
        };

        Ok(Self {
            p_holm: None,
            p_calendar: None,
            p_calendar_before: None,
            before: Effect::new(changes, events, before)?,
            before_direction: direction(windows.pre),
            later: Effect::new(changes, events, later_window)?,
            later_direction: direction(windows.post),
            later_window,
            size: SizeOfMoves::new(changes, input.z, input.sigma_pct, events, window)?,
            is_calm: windows.vol.t < 0.0,
            calendar: CalendarShare::new(changes, classes, input.events, window, later_window)?,
            halves: input.halves()?,
        })
    }
}

fn direction(test: Option<BlockTest>) -> Option<Direction> {
    Direction::of(test?.t)
}

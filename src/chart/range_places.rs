//! Where the ranges of periods stand: in the middle of their periods or, where those of several lines would cover
//! each other, side by side.

use super::layout::{Panel, Shows};
use super::overlay::Range;
use super::spec::Spec;
use crate::model::Every;

/// Periods narrower than this, in pixels, have no room for a tick.
const TICKS_FROM_PERIOD_PX: f64 = 5.0;

/// How the ranges of a panel stand in their periods; all in pixels.
pub(super) struct Slots {
    /// Width of a bar.
    pub(super) wide: f64,
    /// From the middle of a bar to the end of its tick; none where bars are too close together.
    pub(super) tick: Option<f64>,
    /// From one line's bar to the next one's; zero where they share the middle.
    step: f64,
    lines: Vec<usize>,
}

impl Panel {
    /// Pixels of the period of a bar: a day or, of ranges, a whole week, month, quarter or year.
    pub(super) fn period_px(&self, spec: &Spec) -> f64 {
        let days = match spec.view.shape.every() {
            None | Some(Every::Record | Every::Day) => 1.0,
            Some(Every::Week) => 7.0,
            Some(Every::Month) => 30.0,
            Some(Every::Quarter) => 91.0,
            Some(Every::Year) => 365.0,
        };
        (days * self.day_px()).min(self.frame.width())
    }

    /// How the ranges of this panel stand, with type of `base` pixels.
    pub(super) fn slots(&self, spec: &Spec, base: f64) -> Slots {
        let lines = match &self.shows {
            Shows::Rates(lines) => lines.clone(),
            Shows::Changes(_) | Shows::KeyRate => Vec::new(),
        };
        let period = self.period_px(spec);
        let each = 0.9 * period / lines.len().max(1) as f64;
        let are_beside =
            lines.len() > 1 && each >= TICKS_FROM_PERIOD_PX && cover_each_other(spec, &lines);
        let room = if are_beside { each } else { period };
        if room < TICKS_FROM_PERIOD_PX {
            return Slots {
                wide: 1.0,
                tick: None,
                step: 0.0,
                lines,
            };
        }
        let wide = (0.42 * room).floor().clamp(2.0, (1.1 * base).floor());
        let tick = (0.36 * room).min(0.85 * base).max(0.5 * wide + 1.0);
        let step = if are_beside {
            each.min(2.0 * tick + 0.2 * base)
        } else {
            0.0
        };
        Slots {
            wide,
            tick: Some(tick),
            step,
            lines,
        }
    }

    /// The middle of the bar of `range`, which stays inside the panel.
    pub(super) fn range_x(&self, slots: &Slots, line: usize, range: &Range) -> f64 {
        let place = slots
            .lines
            .iter()
            .position(|one| *one == line)
            .unwrap_or_default() as f64;
        let shift = (place - (slots.lines.len() as f64 - 1.0) / 2.0) * slots.step;
        self.inside(
            self.x(range.middle()) + shift,
            2.0 * slots.tick.unwrap_or_default(),
        )
    }

    /// The place nearest to `x` where a bar `wide` pixels wide is whole inside the panel.
    pub(super) fn inside(&self, x: f64, wide: f64) -> f64 {
        x.min(self.frame.right - wide / 2.0)
            .max(self.frame.left + wide / 2.0)
    }
}

/// Whether in some period the ranges of two lines share figures.
fn cover_each_other(spec: &Spec, lines: &[usize]) -> bool {
    let all: Vec<Vec<Range>> = lines
        .iter()
        .map(|line| {
            let measure = spec.lines[*line].measure;
            let drawn = |range: &Range| Range {
                low: measure.of(range.low),
                high: measure.of(range.high),
                ..*range
            };
            spec.lines[*line].ranges().map(drawn).collect()
        })
        .collect();
    let meets = |one: &Range, others: &[Range]| {
        let at = others.partition_point(|other| other.to < one.from);
        others.get(at).is_some_and(|other| {
            other.from <= one.to && other.low <= one.high && one.low <= other.high
        })
    };
    all.iter().enumerate().any(|(at, ranges)| {
        all[at + 1..]
            .iter()
            .any(|others| ranges.iter().any(|range| meets(range, others)))
    })
}

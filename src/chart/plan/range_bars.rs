//! Where the ranges of periods are drawn: in the middle of their periods or, if the ranges of several lines would cover
//! each other and there is room, side by side.

use super::panel::{Panel, Shows};
use crate::{
    chart::data::{Line, Range, Spec},
    model::Every,
};

/// Periods narrower than this, in pixels, have no room for a tick.
const TICKS_FROM_PERIOD_PX: f64 = 5.0;

/// How the ranges of a panel are placed in their periods; all in pixels.
pub struct RangeBars {
    /// Width of a bar.
    pub wide: f64,
    /// From the middle of a bar to the end of its tick; `None` if bars are too close together.
    pub tick: Option<f64>,
    /// From one line's bar to the next one's; zero if they share the middle.
    step: f64,
    lines: Vec<usize>,
}

impl RangeBars {
    /// The placement of the ranges of `panel`, with type of `base` pixels.
    pub fn new(panel: &Panel, spec: &Spec, base: f64) -> Self {
        let lines = match &panel.shows {
            Shows::Rates(lines) => lines.clone(),
            Shows::Changes(_) | Shows::KeyRate => Vec::new(),
        };
        let period = period_px(panel, spec);
        let each = 0.9 * period / lines.len().max(1) as f64;
        let are_beside =
            lines.len() > 1 && each >= TICKS_FROM_PERIOD_PX && cover_each_other(spec, &lines);
        let room = if are_beside { each } else { period };

        if room < TICKS_FROM_PERIOD_PX {
            return Self {
                wide: 1.0,
                tick: None,
                step: 0.0,
                lines,
            };
        }

        let wide = (0.42 * room).floor().clamp(2.0, (1.1 * base).floor());
        // A tick reaches beyond its bar, or it could not be seen.
        let tick = (0.36 * room).min(0.85 * base).max(0.5 * wide + 1.0);

        let step = if are_beside {
            each.min(2.0 * tick + 0.2 * base)
        } else {
            0.0
        };
        Self {
            wide,
            tick: Some(tick),
            step,
            lines,
        }
    }

    /// The middle of the bar of `range`, which stays inside the panel.
    pub fn x(&self, panel: &Panel, line: usize, range: &Range) -> f64 {
        let place = self.lines.iter().position(|one| *one == line);
        let from_middle = place.unwrap_or_default() as f64 - (self.lines.len() as f64 - 1.0) / 2.0;
        let x = panel.x(range.middle()) + from_middle * self.step;

        panel.inside(x, 2.0 * self.tick.unwrap_or_default())
    }
}

/// Pixels of the period of a bar: a day or, of ranges, a whole week, month, quarter or year.
pub fn period_px(panel: &Panel, spec: &Spec) -> f64 {
    let days = match spec.view.shape.every() {
        None | Some(Every::Record | Every::Day) => 1.0,
        Some(Every::Week) => 7.0,
        Some(Every::Month) => 30.0,
        Some(Every::Quarter) => 91.0,
        Some(Every::Year) => 365.0,
    };

    (days * panel.day_px()).min(panel.frame.width())
}

/// Whether in some period the ranges of two lines share values.
fn cover_each_other(spec: &Spec, lines: &[usize]) -> bool {
    let drawn: Vec<_> = lines
        .iter()
        .map(|line| drawn_ranges(&spec.lines[*line]))
        .collect();

    drawn.iter().enumerate().any(|(index, ranges)| {
        drawn[index + 1..]
            .iter()
            .any(|others| ranges.iter().any(|range| is_covered(range, others)))
    })
}

/// The ranges as the axis counts.
fn drawn_ranges(line: &Line) -> Vec<Range> {
    line.ranges()
        .map(|range| Range {
            low: line.measure.of(range.low),
            high: line.measure.of(range.high),
            ..*range
        })
        .collect()
}

fn is_covered(range: &Range, others: &[Range]) -> bool {
    // Ranges are in order and do not overlap, so only the first that does not end before can meet.
    let index = others.partition_point(|other| other.to < range.from);
    others.get(index).is_some_and(|other| range.meets(other))
}

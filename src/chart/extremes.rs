//! The lowest and the highest figure of each line, with its date, where a label has room: beside no other label
//! and on no line.

use super::dates::{midnight, noon};
use super::font::{ASCENT, DESCENT, Weight, width};
use super::labels::{Align, Frame, Ink, Label};
use super::layout::{Panel, Shows, Type};
use super::range_places::Slots;
use super::spec::{Extreme, Spec};
use super::words;

/// More lines in a panel leave no room for marks that can be told apart.
const MOST_LINES: usize = 4;

/// How far a label may rise above its panel, by the size of the type.
pub(super) const RISE: f64 = 0.5;

/// A figure with a dot, because a label tells of it.
pub(super) struct MarkedExtreme {
    pub(super) line: usize,
    /// In pixels.
    pub(super) place: (f64, f64),
}

impl Panel {
    /// Adds to `labels` those of the extremes that have room, and remembers their places.
    pub(super) fn mark_extremes(&mut self, spec: &Spec, kind: Type, labels: &mut Vec<Label>) {
        let Shows::Rates(lines) = self.shows.clone() else {
            return;
        };
        if lines.len() > MOST_LINES {
            return;
        }
        let outlines = self.outlines(spec, &lines);
        let slots = self.slots(spec, kind.base);
        for at in lines {
            let line = &spec.lines[at];
            let [lowest, highest] = line.extremes;
            for (extreme, is_highest) in [(highest, true), (lowest, false)] {
                // The last figure is labelled at the end of the line, and the subtitle names the day on which all are
                // zero or 100.
                let is_start = spec.view.values.is_relative() && extreme.value == line.base;
                if lowest.value == highest.value || extreme.value == line.last.value || is_start {
                    continue;
                }
                let Some(place) = self.place_of(spec, at, &slots, &extreme) else {
                    continue;
                };
                let text = words::extreme(line, &extreme, spec.span, spec.lang);
                let is_free = |label: &Label| {
                    let frame = label.frame();
                    let gap = 0.3 * label.size;
                    labels
                        .iter()
                        .all(|other| is_apart(&frame, &other.frame(), gap))
                        && self.has_room(&frame, kind)
                        && outlines
                            .iter()
                            .all(|(_, outline)| !outline.meets(&frame, 2.0))
                        && !outlines.iter().any(|(other, outline)| {
                            *other != at && outline.meets(&way(&frame, place), 0.0)
                        })
                        && self
                            .extremes
                            .iter()
                            .all(|other| !holds(&frame, other.place, gap))
                };
                let found = self
                    .candidates(&text, at, place, is_highest, kind)
                    .into_iter()
                    .find(is_free);
                if let Some(label) = found {
                    labels.push(label);
                    self.extremes.push(MarkedExtreme { line: at, place });
                }
            }
        }
    }

    /// Where the line has its extreme; nowhere when the ranges drawn do not reach it.
    fn place_of(
        &self,
        spec: &Spec,
        at: usize,
        slots: &Slots,
        extreme: &Extreme,
    ) -> Option<(f64, f64)> {
        let (line, rate) = (&spec.lines[at], extreme.value.to_f64());
        let mut ranges = line.ranges().peekable();
        let x = if ranges.peek().is_some() {
            let own = ranges.find(|range| (range.from..=range.to).contains(&extreme.day))?;
            (own.low..=own.high)
                .contains(&rate)
                .then(|| self.range_x(slots, at, own))?
        } else if self.is_stepped() {
            self.x(noon(extreme.day))
        } else {
            self.x(midnight(extreme.day))
        };
        Some((x, self.y(line.measure.of(rate))))
    }

    /// Labels for an extreme at `place`, the best first: over a highest or under a lowest figure, then aside.
    fn candidates(
        &self,
        text: &str,
        line: usize,
        place: (f64, f64),
        is_highest: bool,
        kind: Type,
    ) -> Vec<Label> {
        let (size, (x, y)) = (kind.axis, place);
        let wide = width(text, size, Weight::Regular);
        let at = |x: f64, baseline: f64, align| Label {
            text: text.to_owned(),
            x,
            baseline,
            align,
            size,
            weight: Weight::Regular,
            ink: Ink::Line(line),
        };
        let off = |distance: f64| {
            if is_highest {
                y - distance - size * DESCENT
            } else {
                y + distance + size * ASCENT
            }
        };
        let beside = y + 0.36 * size;
        let (near, far) = (0.45 * kind.base, 1.1 * kind.base);
        let most = self.frame.right - wide / 2.0;
        let least = (self.frame.left + wide / 2.0 + 0.2 * size).min(most);
        vec![
            at(x.clamp(least, most), off(near), Align::Middle),
            at(x + near, off(0.0), Align::Left),
            at(x - near, off(0.0), Align::Right),
            at(x + 1.3 * near, beside, Align::Left),
            at(x - 1.3 * near, beside, Align::Right),
            at(x.clamp(least, most), off(far), Align::Middle),
        ]
    }

    /// Inside the panel, a little above it at most, or below where no dates are.
    fn has_room(&self, label: &Frame, kind: Type) -> bool {
        let below = if self.is_lowest {
            -1.0
        } else {
            0.5 * kind.base
        };
        label.left >= self.frame.left
            && label.right <= self.frame.right
            && label.top >= self.frame.top - RISE * kind.base
            && label.bottom <= self.frame.bottom + below
    }

    /// What the lines of the panel cover.
    fn outlines(&self, spec: &Spec, lines: &[usize]) -> Vec<(usize, Outline)> {
        let mut found = Vec::new();
        for (at, line) in lines.iter().map(|line| (*line, &spec.lines[*line])) {
            let mut outline = Outline::new(self.frame);
            let mut mean = Outline::new(self.frame);
            for run in &line.runs {
                let place = |(half_day, rate)| (self.x(half_day), self.y(line.measure.of(rate)));
                if run.ranges.is_empty() {
                    let points: Vec<_> = run
                        .points
                        .iter()
                        .map(|point| (point.day, point.value))
                        .collect();
                    outline.add_path(self.path(&points, run.to).into_iter().map(place));
                }
                mean.add_path(self.path(&run.mean, run.to).into_iter().map(place));
                for range in &run.ranges {
                    let (left, right) = (midnight(range.from), midnight(range.to + 1));
                    for rate in [range.low, range.high] {
                        outline.add_path([place((left, rate)), place((right, rate))].into_iter());
                    }
                }
            }
            found.extend([(at, outline), (at, mean)]);
        }
        found
    }
}

/// Of each pixel column the highest and lowest place that a line covers.
struct Outline {
    left: f64,
    columns: Vec<(f64, f64)>,
}

impl Outline {
    fn new(frame: Frame) -> Self {
        let columns = vec![(f64::INFINITY, f64::NEG_INFINITY); column(frame.width()) + 1];
        Self {
            left: frame.left,
            columns,
        }
    }

    fn add_path(&mut self, path: impl Iterator<Item = (f64, f64)>) {
        let mut before: Option<(f64, f64)> = None;
        for to in path {
            let from = before.unwrap_or(to);
            let (first, last) = (column(from.0 - self.left), column(to.0 - self.left));
            for at in first..=last.min(self.columns.len() - 1) {
                let edges = [at as f64, at as f64 + 1.0].map(|x| between(from, to, x + self.left));
                let (top, bottom) = &mut self.columns[at];
                for y in edges {
                    (*top, *bottom) = (top.min(y), bottom.max(y));
                }
            }
            before = Some(to);
        }
    }

    /// Whether it comes nearer than `gap` to `frame`.
    fn meets(&self, frame: &Frame, gap: f64) -> bool {
        let (first, last) = (
            column(frame.left - gap - self.left),
            column(frame.right + gap - self.left),
        );
        let own = self
            .columns
            .get(first..=last.min(self.columns.len() - 1))
            .unwrap_or_default();
        own.iter()
            .any(|(top, bottom)| *bottom >= frame.top - gap && *top <= frame.bottom + gap)
    }
}

/// Height at `x` of the straight line between two places, at the nearer one outside of them.
fn between(from: (f64, f64), to: (f64, f64), x: f64) -> f64 {
    if to.0 <= from.0 {
        return to.1;
    }
    let part = ((x - from.0) / (to.0 - from.0)).clamp(0.0, 1.0);
    from.1 + part * (to.1 - from.1)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates at the left edge"
)]
fn column(x: f64) -> usize {
    x.floor() as usize
}

fn is_apart(one: &Frame, other: &Frame, gap: f64) -> bool {
    one.right + gap <= other.left
        || other.right + gap <= one.left
        || one.bottom + gap <= other.top
        || other.bottom + gap <= one.top
}

/// What lies between a label and its place, less the dot there: another line in it would part them.
fn way(label: &Frame, (x, y): (f64, f64)) -> Frame {
    const DOT_PX: f64 = 2.0;
    let (near_x, near_y) = (
        x.clamp(label.left, label.right),
        y.clamp(label.top, label.bottom),
    );
    let (dx, dy) = (near_x - x, near_y - y);
    let part = (DOT_PX / dx.hypot(dy).max(DOT_PX)).min(1.0);
    let (from_x, from_y) = (x + dx * part, y + dy * part);
    Frame {
        left: from_x.min(near_x),
        top: from_y.min(near_y),
        right: from_x.max(near_x),
        bottom: from_y.max(near_y),
    }
}

fn holds(frame: &Frame, (x, y): (f64, f64), gap: f64) -> bool {
    (frame.left - gap..=frame.right + gap).contains(&x)
        && (frame.top - gap..=frame.bottom + gap).contains(&y)
}

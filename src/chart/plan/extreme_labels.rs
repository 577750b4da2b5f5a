//! The lowest and the highest value of each line, with its date, if a label has room: near no other label and on no
//! line.

use super::{
    labels::{Align, Frame, Ink, Label, Point},
    line_outline::LineOutline,
    panel::{MarkedExtreme, Panel, Shows},
    range_bars::RangeBars,
    type_sizes::TypeSizes,
};
use crate::chart::{
    data::{Extreme, Spec, midnight, noon},
    words::{self, ASCENT, DESCENT, HALF_HEIGHT, Measure, Weight},
};

/// With more lines in a panel, the marks of their extremes could not be distinguished.
const MOST_LINES: usize = 4;

/// A label near lines and bars keeps off them in every viewer, also where a picture is planned for one.
const MEASURE: Measure = Measure::Widest;

/// How far a label may rise above its panel, by the size of the type.
pub const RISE: f64 = 0.5;

/// Adds to `labels` those extremes of a panel that have room off the frames `taken`, and remembers their places.
pub fn label_extremes(
    panel: &mut Panel,
    spec: &Spec,
    taken: &[Frame],
    sizes: TypeSizes,
    labels: &mut Vec<Label>,
) {
    let lines = match &panel.shows {
        Shows::Rates(lines) if lines.len() <= MOST_LINES => lines.clone(),
        _ => return,
    };

    let outlines = LineOutline::all_of(panel, spec, &lines);
    let bars = RangeBars::new(panel, spec, sizes.base);
    for line in lines {
        let drawn = &spec.lines[line];
        for (extreme, is_highest) in drawn.labelled_extremes(spec.view.values.is_relative()) {
            let Some(place) = place_of(panel, spec, line, &bars, &extreme) else {
                continue;
            };
            let text = words::extreme(drawn, &extreme, spec.span, spec.lang);
            let marked = MarkedExtreme { line, place };

            let candidates = candidates(panel, &text, &marked, is_highest, sizes);

            let free = candidates.into_iter().find(|label| {
                let frame = label.frame(MEASURE);
                has_room(panel, &frame, sizes)
                    && is_off_labels(panel, &frame, labels, 0.3 * label.size)
                    && taken.iter().all(|one| frame.is_apart(one, sizes.halo()))
                    && is_off_lines(&frame, &marked, &outlines)
            });

            if let Some(label) = free {
                // The next extremes keep off this label too.
                labels.push(label);
                panel.extremes.push(marked);
            }
        }
    }
}

/// Where the line has its extreme; `None` when the ranges drawn do not reach it.
fn place_of(
    panel: &Panel,
    spec: &Spec,
    line: usize,
    bars: &RangeBars,
    extreme: &Extreme,
) -> Option<Point> {
    let drawn = &spec.lines[line];
    let rate = extreme.value.to_f64();
    let mut ranges = drawn.ranges().peekable();
    let x = if ranges.peek().is_some() {
        let own = ranges.find(|range| (range.from..=range.to).contains(&extreme.day))?;
        // A record of before the period is in force in it, but not in its range.
        if rate < own.low || rate > own.high {
            return None;
        }
        bars.x(panel, line, own)
    } else if panel.is_stepped() {
        panel.x(noon(extreme.day))
    } else {
        panel.x(midnight(extreme.day))
    };

    Some((x, panel.y(drawn.measure.of(rate))))
}

/// Labels for an extreme, the best first: over a highest or under a lowest value, then aside.
fn candidates(
    panel: &Panel,
    text: &str,
    marked: &MarkedExtreme,
    is_highest: bool,
    sizes: TypeSizes,
) -> [Label; 6] {
    let (x, y) = marked.place;
    let middle = middle_inside(panel, x, text, sizes);
    let near = 0.45 * sizes.base;
    // A label off its place by a distance, or at the same height.
    let places = [
        (middle, Some(near), Align::Middle),
        (x + near, Some(0.0), Align::Left),
        (x - near, Some(0.0), Align::Right),
        (x + 1.3 * near, None, Align::Left),
        (x - 1.3 * near, None, Align::Right),
        (middle, Some(1.1 * sizes.base), Align::Middle),
    ];

    let ink = Ink::Line(marked.line);
    places.map(|(x, distance, align)| {
        let baseline = y + baseline_off(distance, is_highest, sizes.axis);
        Label::new(text.to_owned(), x, baseline, sizes.axis, ink).aligned(align)
    })
}

/// From a place to the baseline of its label.
fn baseline_off(distance: Option<f64>, is_highest: bool, size: f64) -> f64 {
    match distance {
        None => HALF_HEIGHT * size,
        Some(distance) if is_highest => -distance - size * DESCENT,
        Some(distance) => distance + size * ASCENT,
    }
}

/// The place nearest to `x` where a centred text is whole inside the panel, a little off its axis.
fn middle_inside(panel: &Panel, x: f64, text: &str, sizes: TypeSizes) -> f64 {
    let size = sizes.axis;
    let half = MEASURE.width(text, size, Weight::Regular) / 2.0;
    let most = panel.frame.right - half;
    let least = (panel.frame.left + half + 0.2 * size).min(most);

    x.clamp(least, most)
}

/// Inside the panel, a little above it at most, or below if no dates are there.
fn has_room(panel: &Panel, label: &Frame, sizes: TypeSizes) -> bool {
    let frame = &panel.frame;
    let below = if panel.is_lowest {
        -1.0
    } else {
        0.5 * sizes.base
    };

    label.left >= frame.left
        && label.right <= frame.right
        && label.top >= frame.top - RISE * sizes.base
        && label.bottom <= frame.bottom + below
}

/// Whether no other label and no dot of another extreme is near.
fn is_off_labels(panel: &Panel, frame: &Frame, labels: &[Label], gap: f64) -> bool {
    labels
        .iter()
        .all(|other| frame.is_apart(&other.frame(MEASURE), gap))
        && !panel
            .extremes
            .iter()
            .any(|other| frame.holds(other.place, gap))
}

/// Whether no line runs through the label, and no other line between it and its place.
fn is_off_lines(frame: &Frame, marked: &MarkedExtreme, outlines: &[LineOutline]) -> bool {
    let between = between(frame, marked.place);
    outlines.iter().all(|outline| {
        let parts_them = outline.line != marked.line && outline.meets(&between, 0.0);
        !outline.meets(frame, 2.0) && !parts_them
    })
}

/// The way from the dot at a place to its label: another line in it would part them.
fn between(label: &Frame, (x, y): Point) -> Frame {
    const DOT_PX: f64 = 2.0;
    let near_x = x.clamp(label.left, label.right);
    let near_y = y.clamp(label.top, label.bottom);
    let distance = (near_x - x).hypot(near_y - y);
    // A label that is nearer than the dot is wide has nothing between.
    let part = (DOT_PX / distance.max(DOT_PX)).min(1.0);
    let from_x = x + (near_x - x) * part;
    let from_y = y + (near_y - y) * part;

    Frame {
        left: from_x.min(near_x),
        top: from_y.min(near_y),
        right: from_x.max(near_x),
        bottom: from_y.max(near_y),
    }
}

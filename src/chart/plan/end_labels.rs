//! Labels at the ends of lines: how they are written, alike in all panels, and where they are placed.

use super::{
    labels::{Ends, Ink, Label, Point, spread},
    panel::{Leader, Panel, Shows},
    panel_arrangement::Arrangement,
    type_sizes::TypeSizes,
};
use crate::chart::{
    data::{Line, Sign, Spec, decimal_text, last_key_rate, longest, midnight, per_cent},
    words::{
        ASCENT, DESCENT, HALF_HEIGHT, Measure, Weight, labelled_last, last_change,
        under_last_figure,
    },
};

/// Space between a line's end and its label, by `base`.
pub const LABEL_GAP: f64 = 0.75;

/// From one line under the first to the next, by their size.
const LEADING: f64 = 1.25;

/// A label wider than this part of its column leaves too little for the line.
const MOST_PART: f64 = 0.3;

/// How labels at the ends of lines are written: alike in all panels.
pub struct EndStyle {
    /// Of each line.
    texts: Vec<EndText>,
    /// Size of the first line of type, and of the others.
    first: f64,
    second: f64,
    /// Of the largest label.
    pub width: f64,
    height: f64,
}

/// The last value of a line, and what is written under it.
struct EndText {
    value: String,
    others: Vec<String>,
}

impl EndText {
    const fn only(value: String) -> Self {
        Self {
            value,
            others: Vec::new(),
        }
    }

    fn width(&self, first: f64, second: f64, measure: Measure) -> f64 {
        let value = measure.width(&self.value, first, Weight::Bold);
        let others = self.others.iter();
        others
            .map(|other| measure.width(other, second, Weight::Regular))
            .fold(value, f64::max)
    }
}

impl EndStyle {
    /// The change under the value if that has room, else after it, else not at all; then ever smaller.
    pub fn choose(
        spec: &Spec,
        arrangement: &Arrangement,
        room: f64,
        pitch: f64,
        sizes: TypeSizes,
    ) -> Self {
        let most = arrangement.groups.iter().map(Vec::len).max().unwrap_or(1) as f64;
        let size = 1.05 * sizes.base;
        let measure = sizes.measure;
        let below = Self::with_texts(spec, (size, 0.92 * sizes.base), measure, |line| EndText {
            value: labelled_last(line),
            others: under_last_figure(line, spec),
        });
        // Only an average can make a label much wider than its value.
        let has_mean = spec.view.shape.mean().is_some();
        if below.height * most <= room && (!has_mean || below.width <= MOST_PART * pitch) {
            return below;
        }

        let beside = Self::with_texts(spec, (size, 0.0), measure, |line| match last_change(line) {
            Some(change) => EndText::only(format!("{} {change}", labelled_last(line))),
            None => EndText::only(labelled_last(line)),
        });
        if beside.height * most <= room && beside.width <= MOST_PART * pitch {
            return beside;
        }

        let fitting = size * (room / (beside.height * most)).min(1.0);
        Self::with_texts(spec, (fitting, 0.0), measure, |line| {
            EndText::only(labelled_last(line))
        })
    }

    fn with_texts(
        spec: &Spec,
        (first, second): (f64, f64),
        measure: Measure,
        text: impl Fn(&Line) -> EndText,
    ) -> Self {
        let texts: Vec<_> = spec.lines.iter().map(text).collect();
        let lines = texts.iter().map(|text| text.others.len()).max();
        let under = lines.unwrap_or_default() as f64 * second * LEADING;

        Self {
            first,
            second,
            width: longest(texts.iter().map(|text| text.width(first, second, measure))),
            height: first * (ASCENT + DESCENT) + under,
            texts,
        }
    }
}

/// Labels at the ends of the lines of `panel`, and leaders to those that had to move; `between` is the space between
/// panels.
pub fn end_labels(
    panel: &mut Panel,
    spec: &Spec,
    style: &EndStyle,
    between: f64,
    sizes: TypeSizes,
) -> Vec<Label> {
    let lines = match &panel.shows {
        Shows::KeyRate => return key_rate_label(panel, spec, sizes).into_iter().collect(),
        Shows::Changes(_) => return Vec::new(),
        Shows::Rates(lines) => lines.clone(),
    };

    // The middle of the first line of type should be at the height of the line's end.
    let above = style.first * (ASCENT - HALF_HEIGHT);
    let ends: Vec<_> = lines
        .iter()
        .map(|line| end_of_line(panel, &spec.lines[*line]))
        .collect();
    let wishes: Vec<_> = ends.iter().map(|(_, y)| y - above).collect();
    let (top, bottom) = room_for_labels(panel, between, sizes);
    let tops = spread(&wishes, style.height, top, bottom);
    let x = panel.frame.right + LABEL_GAP * sizes.base;
    let mut labels = Vec::new();

    for (index, top) in tops.into_iter().enumerate() {
        let line = lines[index];
        let end = ends[index];
        labels.extend(labels_of_line(style, line, x, top));

        // A label at the height of its line needs no leader.
        let has_moved = (top - wishes[index]).abs() > 0.45 * style.first;
        if has_moved || panel.frame.right - end.0 > sizes.base {
            let leader = leader(panel, line, end, (x, top + above), sizes);
            panel.leaders.push(leader);
        }
    }
    labels
}

fn end_of_line(panel: &Panel, line: &Line) -> Point {
    let (day, value) = line.end();
    // The rate of a day holds to its last midnight.
    (panel.x(midnight(day + 1)), panel.y(value))
}

/// Height that labels may use: half the space between panels, and little of that above the dates.
fn room_for_labels(panel: &Panel, between: f64, sizes: TypeSizes) -> Ends {
    let half = 0.5 * between;
    let most_under = if panel.is_lowest {
        0.65 * sizes.axis
    } else {
        f64::INFINITY
    };

    (
        panel.frame.top - half.min(0.7 * sizes.base),
        panel.frame.bottom + half.min(most_under),
    )
}

/// From the end of a line level out of the frame, then to its label.
fn leader(panel: &Panel, line: usize, end: Point, label: Point, sizes: TypeSizes) -> Leader {
    let gap = LABEL_GAP * sizes.base;
    let outside = (panel.frame.right + 0.2 * gap, end.1);
    let before_label = (label.0 - 0.25 * gap, label.1);

    Leader {
        line,
        corners: vec![end, outside, before_label],
    }
}

fn labels_of_line(style: &EndStyle, line: usize, x: f64, top: f64) -> Vec<Label> {
    let text = &style.texts[line];
    let ink = Ink::Line(line);
    let baseline = top + style.first * ASCENT;
    let value = Label::new(text.value.clone(), x, baseline, style.first, ink).bold();

    let mut under = baseline + style.first * DESCENT + style.second * 0.9;
    let mut labels = Vec::new();
    for other in &text.others {
        labels.push(Label::new(other.clone(), x, under, style.second, ink));
        under += style.second * LEADING;
    }
    labels.push(value);
    labels
}

/// At the end of the key rate, if it is known to the end.
fn key_rate_label(panel: &Panel, spec: &Spec, sizes: TypeSizes) -> Option<Label> {
    let percent = last_key_rate(spec.span)?;
    let text = per_cent(&decimal_text(percent, 2, Sign::Negative));
    let x = panel.frame.right + LABEL_GAP * sizes.base;
    let baseline = panel.y(percent.to_f64()) + HALF_HEIGHT * sizes.axis;

    Some(Label::new(text, x, baseline, sizes.axis, Ink::Text).bold())
}

//! Labels at the ends of lines: how they are written, alike in all panels, and where they stand.

use super::labels::{Ink, Label, spread};
use super::panel::{Leader, Panel, Shows};
use super::panel_arrangement::Arrangement;
use super::type_sizes::TypeSizes;
use crate::chart::data::{Sign, Spec, decimal_text, last_key_rate, longest, midnight};
use crate::chart::words::typeface::{ASCENT, DESCENT, HALF_HEIGHT, Weight, width};
use crate::chart::words::{labelled_last, last_change, under_last_figure};

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
        let below = spec.lines.iter().map(|line| EndText {
            value: labelled_last(line),
            others: under_last_figure(line, spec),
        });
        let below = Self::new(below.collect(), size, 0.92 * sizes.base);
        let has_mean = spec.view.shape.mean().is_some();
        if below.height * most <= room && (!has_mean || below.width <= MOST_PART * pitch) {
            return below;
        }

        let beside = spec.lines.iter().map(|line| match last_change(line) {
            Some(change) => EndText::only(format!("{} {change}", labelled_last(line))),
            None => EndText::only(labelled_last(line)),
        });
        let beside = Self::new(beside.collect(), size, 0.0);
        if beside.height * most <= room && beside.width <= MOST_PART * pitch {
            return beside;
        }

        let alone = spec
            .lines
            .iter()
            .map(|line| EndText::only(labelled_last(line)));
        let fitting = size * (room / (beside.height * most)).min(1.0);
        Self::new(alone.collect(), fitting, 0.0)
    }

    fn new(texts: Vec<EndText>, first: f64, second: f64) -> Self {
        let lines = texts.iter().map(|text| text.others.len()).max();
        let widths = texts.iter().flat_map(|text| {
            let value = width(&text.value, first, Weight::Bold);
            let others = text.others.iter();
            others
                .map(|other| width(other, second, Weight::Regular))
                .chain([value])
        });

        Self {
            first,
            second,
            width: longest(widths),
            height: first * (ASCENT + DESCENT)
                + lines.unwrap_or_default() as f64 * second * LEADING,
            texts,
        }
    }
}

/// Labels at the ends of the lines of `panel`, and leaders to those that had to move. They may use half the space
/// `between` panels, and little of that above the dates.
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

    // The middle of the first line of type stands at the height of the line's end.
    let above = style.first * (ASCENT - HALF_HEIGHT);
    let ends = lines.iter().map(|line| spec.lines[*line].end());
    let ends: Vec<_> = ends
        .map(|(day, value)| (panel.x(midnight(day + 1)), panel.y(value)))
        .collect();
    let wishes: Vec<_> = ends.iter().map(|(_, y)| y - above).collect();
    let most_under = if panel.is_lowest {
        0.65 * sizes.axis
    } else {
        f64::INFINITY
    };
    let frame = panel.frame;
    let tops = spread(
        &wishes,
        style.height,
        frame.top - (0.5 * between).min(0.7 * sizes.base),
        frame.bottom + (0.5 * between).min(most_under),
    );

    let gap = LABEL_GAP * sizes.base;
    let x = frame.right + gap;
    let mut labels = Vec::new();
    for (index, top) in tops.into_iter().enumerate() {
        let (line, end) = (lines[index], ends[index]);
        labels.extend(labels_of_line(style, line, x, top));
        let has_moved = (top - wishes[index]).abs() > 0.45 * style.first;
        if has_moved || frame.right - end.0 > sizes.base {
            panel.leaders.push(Leader {
                line,
                corners: vec![
                    end,
                    (frame.right + 0.2 * gap, end.1),
                    (x - 0.25 * gap, top + above),
                ],
            });
        }
    }
    labels
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
    let text = format!("{} %", decimal_text(percent, 2, Sign::Negative));
    let x = panel.frame.right + LABEL_GAP * sizes.base;
    let baseline = panel.y(percent.to_f64()) + HALF_HEIGHT * sizes.axis;

    Some(Label::new(text, x, baseline, sizes.axis, Ink::Text).bold())
}

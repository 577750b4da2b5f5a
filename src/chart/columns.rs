//! What decides about widths: the scales of the panels of an arrangement, and how its end labels are written.

use super::axis::ValueAxis;
use super::font::{ASCENT, DESCENT, Weight, width};
use super::key_rate;
use super::layout::{Shows, Type};
use super::panels::{Arrangement, Heights};
use super::spec::{Line, Spec, extent};
use super::view::{Scale, Values};
use super::words;

/// Space between two columns, by `base`.
pub(super) const GUTTER: f64 = 1.5;

/// Space between a line's end and its label, by `base`.
pub(super) const LABEL_GAP: f64 = 0.75;

/// An arrangement with what decides about widths.
pub(super) struct Columns {
    pub(super) arrangement: Arrangement,
    pub(super) heights: Heights,
    pub(super) shown: Vec<Shows>,
    pub(super) axes: Vec<ValueAxis>,
    pub(super) ends: EndStyle,
    /// From one column to the next.
    pub(super) pitch: f64,
    /// Edges of the lines in the first column.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) is_last_resort: bool,
}

impl Columns {
    pub(super) fn new(
        spec: &Spec,
        arrangement: Arrangement,
        heights: Heights,
        room: f64,
        kind: Type,
    ) -> Self {
        let shown = arrangement.shown();
        let height = |shows: &Shows| {
            if shows.is_rates() {
                heights.row
            } else {
                heights.strip
            }
        };
        let axis = |shows| value_axis(spec, &arrangement, shows, height(shows), kind);
        let axes: Vec<_> = shown.iter().map(axis).collect();
        let pitch = (room + GUTTER * kind.base) / arrangement.columns as f64;
        let ends = EndStyle::choose(spec, &arrangement, heights.row, pitch, kind);
        let figures = shown.iter().zip(&axes).flat_map(|(shows, axis)| {
            axis.ticks()
                .into_iter()
                .map(|tick| width(&figure(axis, shows, tick), kind.axis, Weight::Regular))
        });
        let left = kind.margin + figures.fold(0.0, f64::max) + 0.6 * kind.base;
        let right = kind.margin + pitch - GUTTER * kind.base - ends.width - LABEL_GAP * kind.base;
        let is_last_resort = arrangement.groups.len() == 1;
        Self {
            arrangement,
            heights,
            shown,
            axes,
            ends,
            pitch,
            left,
            right,
            is_last_resort,
        }
    }

    pub(super) fn is_wide_enough(&self, kind: Type) -> bool {
        self.is_last_resort || self.right - self.left >= 6.0 * kind.base
    }
}

impl Arrangement {
    fn shown(&self) -> Vec<Shows> {
        let rates = self.groups.iter().cloned().map(Shows::Rates);
        let key_rate = self.has_key_rate.then_some(Shows::KeyRate);
        rates
            .chain((0..self.strips).map(Shows::Changes))
            .chain(key_rate)
            .collect()
    }
}

fn value_axis(
    spec: &Spec,
    arrangement: &Arrangement,
    shows: &Shows,
    height: f64,
    kind: Type,
) -> ValueAxis {
    let wanted = (1..8)
        .take_while(|count| f64::from(*count) * 4.2 * kind.base <= height)
        .count();
    match shows {
        Shows::Rates(lines) => {
            let extents = lines.iter().map(|line| spec.lines[*line].drawn_extent());
            let extent = extent(extents.flat_map(|(low, high)| [low, high]));
            match spec.view.values {
                Values::Percent => ValueAxis::of_percent(extent, wanted),
                Values::Rates(Scale::Linear) | Values::Index(Scale::Linear) => {
                    ValueAxis::of_rates(extent, wanted)
                }
                Values::Rates(Scale::Logarithmic) | Values::Index(Scale::Logarithmic) => {
                    ValueAxis::of_ratios(extent, wanted)
                }
            }
        }
        // Bars of lines that share a scale share theirs, as far as they are drawn.
        Shows::Changes(line) => {
            let home = arrangement.groups.iter().find(|group| group.contains(line));
            let drawn = home
                .into_iter()
                .flatten()
                .filter(|line| **line < arrangement.strips);
            let extents = drawn.map(|line| spec.lines[*line].change_extent());
            ValueAxis::of_changes(extent(extents.flat_map(|(low, high)| [low, high])))
        }
        Shows::KeyRate => ValueAxis::of_rates(key_rate::extent_in(spec.span), wanted.min(3)),
    }
}

/// The text of a figure of an axis.
pub(super) fn figure(axis: &ValueAxis, shows: &Shows, tick: f64) -> String {
    match shows {
        Shows::Rates(_) | Shows::KeyRate => axis.text(tick),
        Shows::Changes(_) => axis.signed_text(tick),
    }
}

/// How labels at the ends of lines are written: alike in all panels.
pub(super) struct EndStyle {
    /// Height of a label, of its first line, of each of the others (zero without them).
    pub(super) height: f64,
    pub(super) first: f64,
    pub(super) second: f64,
    /// Of each line the figure, and what stands under it.
    pub(super) texts: Vec<(String, Vec<String>)>,
    pub(super) width: f64,
}

impl EndStyle {
    /// The change under the value where that has room, else after it, else not at all; then ever smaller.
    fn choose(spec: &Spec, arrangement: &Arrangement, room: f64, pitch: f64, kind: Type) -> Self {
        let most = arrangement.groups.iter().map(Vec::len).max().unwrap_or(1) as f64;
        let value = |line: &Line| format!("{} {}", line.label(), words::last_figure(line));
        let style = |texts: Vec<(String, Vec<String>)>, first: f64, second: f64| {
            let wide = |(one, others): &(String, Vec<String>)| {
                let others = others
                    .iter()
                    .map(|text| width(text, second, Weight::Regular));
                others.fold(width(one, first, Weight::Bold), f64::max)
            };
            let width = texts.iter().map(wide).fold(0.0, f64::max);
            let lines = texts
                .iter()
                .map(|(_, others)| others.len())
                .max()
                .unwrap_or_default() as f64;
            Self {
                height: first * (ASCENT + DESCENT) + lines * second * 1.25,
                first,
                second,
                texts,
                width,
            }
        };
        let size = 1.05 * kind.base;
        let below = spec
            .lines
            .iter()
            .map(|line| (value(line), words::under_last_figure(line, spec)));
        let beside = spec.lines.iter().map(|line| {
            let change = words::last_change(line).unwrap_or_default();
            (
                format!("{} {change}", value(line)).trim_end().to_owned(),
                Vec::new(),
            )
        });
        let alone = spec.lines.iter().map(|line| (value(line), Vec::new()));
        let below = style(below.collect(), size, 0.92 * kind.base);
        if below.height * most <= room
            && (spec.view.shape.mean().is_none() || below.width <= 0.3 * pitch)
        {
            return below;
        }
        let beside = style(beside.collect(), size, 0.0);
        if beside.height * most <= room && beside.width <= 0.3 * pitch {
            return beside;
        }
        let fits = size * (room / (style(Vec::new(), size, 0.0).height * most)).min(1.0);
        style(alone.collect(), fits, 0.0)
    }
}

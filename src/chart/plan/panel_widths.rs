//! What decides about widths: the scales of the panels of an arrangement, and how its end labels are written.

use super::{
    end_labels::{EndStyle, LABEL_GAP},
    labels::Frame,
    panel::{Panel, Shows},
    panel_arrangement::{Arrangement, Heights},
    type_sizes::TypeSizes,
};
use crate::chart::{
    data::{Spec, Values, joint_extent, key_rate_extent, longest},
    scale::ValueAxis,
    words::Weight,
};
use std::ops::RangeInclusive;

/// Space between two columns, by `base`.
pub const GUTTER: f64 = 1.5;

/// The narrowest panel, by `base`.
const LEAST_WIDTH: f64 = 6.0;

/// An arrangement with what decides about widths.
pub struct PanelWidths {
    pub arrangement: Arrangement,
    pub heights: Heights,
    /// What each panel shows, and on which scale.
    pub shown: Vec<(Shows, ValueAxis)>,
    pub ends: EndStyle,
    /// From one column to the next.
    pitch: f64,
    /// Edges of the lines in the first column.
    left: f64,
    right: f64,
}

impl PanelWidths {
    pub fn new(
        spec: &Spec,
        arrangement: Arrangement,
        heights: Heights,
        room: f64,
        sizes: TypeSizes,
    ) -> Self {
        let mut shown = Vec::new();
        for shows in arrangement.shown() {
            let height = if shows.is_rates() {
                heights.row
            } else {
                heights.strip
            };
            let axis = value_axis(spec, &arrangement, &shows, height, sizes);
            shown.push((shows, axis));
        }

        // Lines get the width that the numbers on their left and the labels on their right leave.
        let gutter = GUTTER * sizes.base;
        let pitch = (room + gutter) / arrangement.columns as f64;
        let ends = EndStyle::choose(spec, &arrangement, heights.row, pitch, sizes);
        Self {
            left: sizes.margin + widest_tick(&shown, sizes) + 0.6 * sizes.base,
            right: sizes.margin + pitch - gutter - ends.width - LABEL_GAP * sizes.base,
            arrangement,
            heights,
            shown,
            ends,
            pitch,
        }
    }

    /// The frames of the panels, from `top` on.
    pub fn frames(&self, top: f64) -> Vec<Frame> {
        self.arrangement
            .frames(&self.heights, top, (self.left, self.right), self.pitch)
    }

    /// Left and right edge of the column of a panel, with its labels.
    pub fn column_room(&self, panel: &Panel, sizes: TypeSizes) -> RangeInclusive<f64> {
        let column = ((panel.frame.left - self.left) / self.pitch).round();
        let left = sizes.margin + column * self.pitch;

        left..=left + self.pitch - GUTTER * sizes.base
    }

    /// All lines in one panel are drawn whatever they look like.
    pub fn is_wide_enough(&self, sizes: TypeSizes) -> bool {
        self.arrangement.groups.len() == 1 || self.right - self.left >= LEAST_WIDTH * sizes.base
    }
}

fn value_axis(
    spec: &Spec,
    arrangement: &Arrangement,
    shows: &Shows,
    height: f64,
    sizes: TypeSizes,
) -> ValueAxis {
    let wanted = (1..8)
        .take_while(|count| f64::from(*count) * 4.2 * sizes.base <= height)
        .count();

    match shows {
        Shows::Rates(lines) => rates_axis(spec, lines, wanted),
        Shows::Changes(line) => {
            // Bars of lines that share a scale share theirs, as far as they are drawn.
            let home = arrangement.groups.iter().find(|group| group.contains(line));
            let drawn = home.into_iter().flatten();
            let extents = drawn
                .filter(|line| **line < arrangement.strips)
                .map(|line| spec.lines[*line].change_extent());
            ValueAxis::of_changes(joint_extent(extents))
        }
        // The key rate has little room, and few steps.
        Shows::KeyRate => ValueAxis::of_rates(key_rate_extent(spec.span), wanted.min(3)),
    }
}

fn rates_axis(spec: &Spec, lines: &[usize], wanted: usize) -> ValueAxis {
    let extents = lines.iter().map(|line| spec.lines[*line].drawn_extent());
    let extent = joint_extent(extents);
    match spec.view.values {
        Values::Percent => ValueAxis::of_percent(extent, wanted),
        values if values.is_logarithmic() => ValueAxis::of_ratios(extent, wanted),
        Values::Rates(_) | Values::Index(_) => ValueAxis::of_rates(extent, wanted),
    }
}

fn widest_tick(shown: &[(Shows, ValueAxis)], sizes: TypeSizes) -> f64 {
    longest(shown.iter().flat_map(|(shows, axis)| {
        axis.ticks().into_iter().map(|tick| {
            sizes
                .measure
                .width(&shows.tick_text(axis, tick), sizes.axis, Weight::Regular)
        })
    }))
}

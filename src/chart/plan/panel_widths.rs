//! What decides about widths: the scales of the panels of an arrangement, and how its end labels are written.

use super::end_labels::{EndStyle, LABEL_GAP};
use super::panel::Shows;
use super::panel_arrangement::{Arrangement, Heights};
use super::type_sizes::TypeSizes;
use crate::chart::data::{Scale, Spec, Values, extent, key_rate_extent, longest};
use crate::chart::scale::ValueAxis;
use crate::chart::words::typeface::{Weight, width};

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
    pub pitch: f64,
    /// Edges of the lines in the first column.
    pub left: f64,
    pub right: f64,
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

        let gutter = GUTTER * sizes.base;
        let pitch = (room + gutter) / arrangement.columns as f64;
        let ends = EndStyle::choose(spec, &arrangement, heights.row, pitch, sizes);
        let ticks = shown.iter().flat_map(|(shows, axis)| {
            let texts = axis
                .ticks()
                .into_iter()
                .map(|tick| shows.tick_text(axis, tick));
            texts.map(|text| width(&text, sizes.axis, Weight::Regular))
        });
        Self {
            left: sizes.margin + longest(ticks) + 0.6 * sizes.base,
            right: sizes.margin + pitch - gutter - ends.width - LABEL_GAP * sizes.base,
            arrangement,
            heights,
            shown,
            ends,
            pitch,
        }
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
        Shows::Rates(lines) => {
            let extents = lines.iter().map(|line| spec.lines[*line].drawn_extent());
            let extent = extent(extents.flat_map(<[f64; 2]>::from));
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
        Shows::Changes(line) => {
            // Bars of lines that share a scale share theirs, as far as they are drawn.
            let home = arrangement.groups.iter().find(|group| group.contains(line));
            let extents = home
                .into_iter()
                .flatten()
                .filter(|line| **line < arrangement.strips)
                .map(|line| spec.lines[*line].change_extent());
            ValueAxis::of_changes(extent(extents.flat_map(<[f64; 2]>::from)))
        }
        Shows::KeyRate => ValueAxis::of_rates(key_rate_extent(spec.span), wanted.min(3)),
    }
}

//! The panels of a picture with their labels: numbers, headings, dates, ends of lines.

use super::{
    end_labels::end_labels,
    labels::{Align, Ends, Frame, Ink, Label},
    panel::{Panel, Shows},
    panel_arrangement::arrangements,
    panel_widths::PanelWidths,
    type_sizes::TypeSizes,
};
use crate::chart::{
    data::Spec,
    scale::DateAxis,
    words::{HALF_HEIGHT, Weight, change_heading, key_rate_heading, panel_heading},
};

/// The panels between `top` and `bottom` of a picture `width` pixels wide; their labels are added to `labels`.
pub fn plan_panels(
    spec: &Spec,
    sizes: TypeSizes,
    width: f64,
    (top, bottom): Ends,
    has_key_rate: bool,
    labels: &mut Vec<Label>,
) -> Vec<Panel> {
    let room = width - 2.0 * sizes.margin;
    let tries = arrangements(spec, has_key_rate, bottom - top, sizes.base);
    let mut widths = tries
        .into_iter()
        .map(|(arrangement, heights)| PanelWidths::new(spec, arrangement, heights, room, sizes));
    let Some(widths) = widths.find(|widths| widths.is_wide_enough(sizes)) else {
        return Vec::new();
    };

    let mut panels = empty_panels(spec, &widths, top, sizes);
    let headings = widths.arrangement.headings;
    let between = widths.heights.between(headings);

    for panel in &mut panels {
        labels.extend(tick_labels(panel, sizes));
        labels.extend(heading(panel, spec, headings, sizes));
        if panel.is_lowest {
            labels.extend(date_labels(panel, &widths, sizes));
        }
        labels.extend(end_labels(panel, spec, &widths.ends, between, sizes));
    }
    panels
}

/// Panels with scales, before anything is written.
fn empty_panels(spec: &Spec, widths: &PanelWidths, top: f64, sizes: TypeSizes) -> Vec<Panel> {
    let frames = widths.frames(top);
    // All panels show the same days on the same width.
    let dates = DateAxis::new(
        spec.span,
        spec.lang,
        frames[0].width(),
        sizes.axis,
        sizes.measure,
    );
    let shown = widths.shown.iter().cloned();

    shown
        .zip(&frames)
        .map(|((shows, values), frame)| Panel {
            ticks: values.ticks_apart(frame.height(), 1.2 * sizes.axis),
            frame: *frame,
            shows,
            values,
            dates: dates.clone(),
            is_lowest: is_lowest(frame, &frames),
            leaders: Vec::new(),
            extremes: Vec::new(),
        })
        .collect()
}

/// Whether there is no other panel below this one.
fn is_lowest(frame: &Frame, frames: &[Frame]) -> bool {
    !frames
        .iter()
        .any(|other| (other.left - frame.left).abs() < 1.0 && other.top > frame.top)
}

/// Numbers left of the frame.
fn tick_labels(panel: &Panel, sizes: TypeSizes) -> impl Iterator<Item = Label> {
    panel.ticks.iter().map(move |tick| {
        let text = panel.shows.tick_text(&panel.values, *tick);
        let x = panel.frame.left - 0.6 * sizes.base;
        let baseline = panel.y(*tick) + HALF_HEIGHT * sizes.axis;
        Label::new(text, x, baseline, sizes.axis, Ink::Muted).aligned(Align::Right)
    })
}

fn heading(panel: &Panel, spec: &Spec, of_rates: bool, sizes: TypeSizes) -> Option<Label> {
    let (variants, weight) = match &panel.shows {
        Shows::Changes(line) => (change_heading(&spec.lines[*line], spec), Weight::Regular),
        Shows::KeyRate => (key_rate_heading(spec.span, spec.lang), Weight::Regular),
        // The title names the only panel of rates.
        Shows::Rates(_) if !of_rates => return None,
        Shows::Rates(lines) => (panel_heading(spec, lines), Weight::Bold),
    };
    let ink = match &panel.shows {
        Shows::Rates(lines) if lines.len() == 1 => Ink::Line(lines[0]),
        _ => Ink::Muted,
    };

    let (text, size) = sizes
        .measure
        .fitting(&variants, sizes.axis, weight, panel.frame.width());
    let baseline = panel.frame.top - 0.5 * sizes.axis;
    let label = Label::new(text, panel.frame.left, baseline, size, ink);
    (!label.text.is_empty()).then_some(label.weighted(weight))
}

/// Dates under the frame, without those that would leave the column.
fn date_labels(
    panel: &Panel,
    widths: &PanelWidths,
    sizes: TypeSizes,
) -> impl Iterator<Item = Label> {
    let room = widths.column_room(panel, sizes);
    let labels = panel.dates.ticks().iter().map(move |tick| {
        let ink = match tick.weight {
            Weight::Bold => Ink::Text,
            Weight::Regular => Ink::Muted,
        };
        let x = panel.x(tick.half_day);
        let baseline = panel.frame.bottom + 1.5 * sizes.axis;
        let label = Label::new(tick.text.clone(), x, baseline, sizes.axis, ink);
        label.aligned(Align::Middle).weighted(tick.weight)
    });

    labels.filter(move |label| {
        let frame = label.frame(sizes.measure);
        room.contains(&frame.left) && room.contains(&frame.right)
    })
}

//! The panels of a picture with their labels: numbers, headings, dates, ends of lines.

use super::end_labels::end_labels;
use super::labels::{Align, Frame, Ink, Label};
use super::panel::{Panel, Shows};
use super::panel_arrangement::arrangements;
use super::panel_widths::{GUTTER, PanelWidths};
use super::type_sizes::TypeSizes;
use crate::chart::data::Spec;
use crate::chart::scale::DateAxis;
use crate::chart::words::typeface::{HALF_HEIGHT, Weight, fitting};
use crate::chart::words::{change_heading, key_rate_heading, panel_heading};

/// The panels between `top` and `bottom` of a picture `width` pixels wide; their labels are added to `labels`.
pub fn plan_panels(
    spec: &Spec,
    sizes: TypeSizes,
    width: f64,
    (top, bottom): (f64, f64),
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

    let PanelWidths {
        arrangement,
        heights,
        shown,
        ends,
        pitch,
        left,
        right,
    } = widths;
    let frames = arrangement.frames(&heights, top, (left, right), pitch);
    let dates = DateAxis::new(spec.span, spec.lang, frames[0].width(), sizes.axis);
    let between = heights.between(arrangement.headings);
    let mut panels = Vec::new();
    for ((shows, values), frame) in shown.into_iter().zip(&frames) {
        let mut panel = Panel {
            ticks: values.ticks_apart(frame.height(), 1.2 * sizes.axis),
            frame: *frame,
            shows,
            values,
            dates: dates.clone(),
            is_lowest: is_lowest(frame, &frames),
            leaders: Vec::new(),
            extremes: Vec::new(),
        };
        labels.extend(tick_labels(&panel, sizes));
        labels.extend(heading(&panel, spec, arrangement.headings, sizes));
        if panel.is_lowest {
            let column = ((frame.left - left) / pitch).round();
            let column_left = sizes.margin + column * pitch;
            let room = column_left..=column_left + pitch - GUTTER * sizes.base;
            labels.extend(date_labels(&panel, sizes).filter(|label| {
                let frame = label.frame();
                room.contains(&frame.left) && room.contains(&frame.right)
            }));
        }
        labels.extend(end_labels(&mut panel, spec, &ends, between, sizes));
        panels.push(panel);
    }
    panels
}

/// Whether no other panel stands below this one.
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
    let mut weight = Weight::Regular;
    let mut ink = Ink::Muted;
    let variants = match &panel.shows {
        Shows::Changes(line) => change_heading(&spec.lines[*line], spec),
        Shows::KeyRate => key_rate_heading(spec.span, spec.lang),
        Shows::Rates(_) if !of_rates => return None,
        Shows::Rates(lines) => {
            weight = Weight::Bold;
            if let [line] = lines[..] {
                ink = Ink::Line(line);
            }
            panel_heading(spec, lines)
        }
    };

    let (text, size) = fitting(&variants, sizes.axis, weight, panel.frame.width());
    let baseline = panel.frame.top - 0.5 * sizes.axis;
    let label = Label::new(text, panel.frame.left, baseline, size, ink).weighted(weight);
    (!label.text.is_empty()).then_some(label)
}

/// Dates under the frame.
fn date_labels(panel: &Panel, sizes: TypeSizes) -> impl Iterator<Item = Label> {
    panel.dates.ticks().iter().map(move |tick| {
        let ink = match tick.weight {
            Weight::Bold => Ink::Text,
            Weight::Regular => Ink::Muted,
        };
        let baseline = panel.frame.bottom + 1.5 * sizes.axis;
        Label::new(
            tick.text.clone(),
            panel.x(tick.half_day),
            baseline,
            sizes.axis,
            ink,
        )
        .aligned(Align::Middle)
        .weighted(tick.weight)
    })
}

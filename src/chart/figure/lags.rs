//! Correlations by lag as bars up and down from zero, over the band in which they lie by chance.

use super::LagBars;
use super::drawing::{Drawing, Edges};
use super::foot::{Field, Spare, heading, row_of_words, wanted};
use super::names::{DASH, Name, Names, Sample};
use super::sheet::Sheet;
use super::words;
use crate::chart::axis::ValueAxis;
use crate::chart::font::{ASCENT, DESCENT, Weight, width};
use crate::chart::labels::{Align, Frame, Ink, Label};
use crate::chart::spec::extent;
use crate::chart::theme::Palette;
use plotters::style::RGBColor;

/// How much of its ink the band of chance has.
const NULL_PART: f64 = 0.16;
/// How much of the ink there is in a bar that stays within it.
const WITHIN_PART: f64 = 0.5;
/// Room over the bars for the words at the best one, in parts of the height of all.
const ROOM_FOR_BEST: f64 = 0.14;
/// The lowest frame, in parts of the type of axes.
const LEAST_FRAME: f64 = 7.0;
/// The ink of the best lag, by its place among the inks.
pub(super) const BEST_INK: usize = 1;

/// Puts `bars` on `sheet`.
pub(super) fn plan(bars: &LagBars, sheet: &mut Sheet) {
    let axis = sheet.kind.axis;
    let names = Names::new(vec![null_name(sheet)], sheet);
    let ticks = 1.8 * axis;
    let mut spare = Spare(sheet.bottom - sheet.top - ticks - LEAST_FRAME * axis);
    let under = spare.take(1.5 * axis);
    let over = spare.take(1.7 * axis);
    let key = spare.take(names.height_below(axis) + 0.4 * axis);
    let (top, bottom) = (sheet.top + over, sheet.bottom - ticks - under - key);

    let values = ValueAxis::about_zero(extent_of(bars), wanted(bottom - top, 4.0 * axis));
    let beside = names.width_beside().max(0.5 * sheet.kind.base);
    let field = Field::new(sheet, (top, bottom), beside, values, bars.lags);
    field.add_grid(sheet);
    add_null(bars, sheet, &field);
    add_bars(bars, sheet, &field);
    field.add_zero(sheet);
    field.add_foot(sheet);
    add_best(bars, sheet, &field);

    let room = (field.frame.left, field.frame.right);
    if over > 0.0 {
        let room = (field.frame.left, sheet.right);
        let label = heading(
            sheet,
            &words::lags_heading(sheet.lang),
            room,
            sheet.top + ASCENT * axis,
        );
        sheet.drawing.labels.push(label);
    }
    if under > 0.0 {
        let ([first, last], middle) = (words::leaders(sheet.lang), words::lags(sheet.lang));
        let row = row_of_words(
            sheet,
            [&first, &middle, &last],
            room,
            bottom + ticks + 1.1 * axis,
        );
        sheet.drawing.labels.extend(row);
    }
    if key > 0.0 {
        names.add_below(sheet, bottom + ticks + under + 0.4 * axis);
    }
    let end = bars.null.last().map_or(0.0, |(_, high)| *high);
    names.add_beside(
        sheet,
        field.frame,
        &[(field.frame.right, field.y(end * 0.7))],
    );
}

fn null_name(sheet: &Sheet) -> Name {
    let sample = Sample::Band {
        colour: sheet.palette.muted,
        part: NULL_PART,
        edge: Some(sheet.palette.axis),
    };
    Name {
        texts: words::null_of_lags(sheet.lang),
        weight: Weight::Regular,
        ink: Ink::Muted,
        sample,
    }
}

/// The band of chance: a step for each lag.
fn add_null(bars: &LagBars, sheet: &mut Sheet, field: &Field) {
    let (half, hair, base) = (field.slot() / 2.0, sheet.hair(), sheet.kind.base);
    let steps = |of: fn(&(f64, f64)) -> f64| {
        let places = (bars.lags.0..=bars.lags.1).zip(bars.null.iter().map(of));
        let step = |(lag, value): (i32, f64)| {
            let (x, y) = (field.x(lag), field.y(value));
            [(x - half, y), (x + half, y)]
        };
        places.flat_map(step).collect::<Vec<_>>()
    };
    let edges = Edges {
        upper: steps(|band| band.1),
        lower: steps(|band| band.0),
    };
    sheet.drawing.band(&edges, sheet.palette.muted, NULL_PART);
    for edge in [&edges.upper, &edges.lower] {
        sheet
            .drawing
            .dashes(edge, sheet.palette.axis, hair, DASH * base);
    }
}

/// Bars of whole pixels: pale within the band, full beyond it, in another ink the best one.
fn add_bars(bars: &LagBars, sheet: &mut Sheet, field: &Field) {
    let wide = (0.56 * field.slot())
        .floor()
        .clamp(1.0, (2.5 * sheet.kind.base).floor());
    let zero = field.y(0.0);
    let all = (bars.lags.0..=bars.lags.1)
        .zip(&bars.correlations)
        .zip(&bars.null);
    for ((lag, value), (low, high)) in all {
        let left = (field.x(lag) - wide / 2.0).round();
        let (top, bottom) = (field.y(value.max(0.0)), field.y(value.min(0.0)));
        let colour = match bars.best_lag {
            Some(best) if best == lag => sheet.palette.ink(BEST_INK),
            _ if (*low..=*high).contains(value) => pale(sheet.palette),
            _ => sheet.palette.ink(0),
        };
        // Even a correlation of nothing is seen to be there.
        let bottom = bottom.max(zero).max(top + sheet.hair());
        sheet.drawing.fill(
            Frame {
                left,
                top,
                right: left + wide,
                bottom,
            },
            colour,
            1.0,
        );
    }
}

/// An ink of which the ground shows through, as one colour: bars lie on a band that must not.
fn pale(palette: &Palette) -> RGBColor {
    let (ink, ground) = (palette.ink(0), palette.ground);
    let mixed = |ink: u8, ground: u8| {
        let part = f64::from(ink) * WITHIN_PART + f64::from(ground) * (1.0 - WITHIN_PART);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between two channels"
        )]
        let channel = part.round() as u8;
        channel
    };
    RGBColor(
        mixed(ink.0, ground.0),
        mixed(ink.1, ground.1),
        mixed(ink.2, ground.2),
    )
}

/// Who leads and by how much, at the end of the best bar, within the frame.
fn add_best(bars: &LagBars, sheet: &mut Sheet, field: &Field) {
    let lags = bars.lags.0..=bars.lags.1;
    let Some((lag, value)) = lags
        .zip(&bars.correlations)
        .find(|(lag, _)| Some(*lag) == bars.best_lag)
    else {
        return;
    };
    let (axis, frame) = (sheet.kind.axis, field.frame);
    let wide = |text: &String| width(text, axis, Weight::Bold);
    let texts = words::best_lag(lag, *value, sheet.lang);
    let Some(text) = texts.into_iter().find(|text| wide(text) <= frame.width()) else {
        return;
    };
    let half = wide(&text) / 2.0;
    let x = field.x(lag).clamp(frame.left + half, frame.right - half);
    let (above, below) = (
        field.y(*value) - 0.4 * axis,
        field.y(*value) + (0.3 + ASCENT) * axis,
    );
    let baseline = if *value < 0.0 { below } else { above };
    let baseline = baseline.clamp(frame.top + ASCENT * axis, frame.bottom - DESCENT * axis);
    let label = sheet.small(text, x, baseline, Align::Middle, Ink::Line(BEST_INK));
    add_ground(&mut sheet.drawing, &label, sheet.palette.ground);
    sheet.drawing.labels.push(Label {
        weight: Weight::Bold,
        ..label
    });
}

/// The ground behind a label, so that a bar beside the best one does not strike it out.
fn add_ground(drawing: &mut Drawing, label: &Label, ground: RGBColor) {
    let Frame {
        left,
        top,
        right,
        bottom,
    } = Label {
        weight: Weight::Bold,
        ..label.clone()
    }
    .frame();
    drawing.fill(
        Frame {
            left: left - 2.0,
            top,
            right: right + 2.0,
            bottom,
        },
        ground,
        0.85,
    );
}

/// Lowest and highest figure, with room for the words at the best lag.
fn extent_of(bars: &LagBars) -> (f64, f64) {
    let ends = bars.null.iter().flat_map(|(low, high)| [*low, *high]);
    let (low, high) = extent(bars.correlations.iter().copied().chain(ends).chain([0.0]));
    let places = (bars.lags.0..=bars.lags.1).zip(&bars.correlations);
    let best = places
        .into_iter()
        .find(|(lag, _)| Some(*lag) == bars.best_lag);
    let room = ROOM_FOR_BEST * (high - low);
    match best {
        Some((_, value)) if *value < 0.0 => (low - room, high),
        Some(_) => (low, high + room),
        None => (low, high),
    }
}

//! Correlations by lag as bars up and down from zero, over the band in which they are expected by chance.

use super::{
    band_names::{BandName, BandNames, Sample},
    content::LagBars,
    drawing::Edges,
    event_study::add_chance,
    field::{Field, WordRows, wanted, write_row},
    sheet::Sheet,
    words,
};
use crate::chart::{
    data::{Extent, extent},
    draw::{Palette, mixed},
    plan::{Align, Frame, Ink, Label, Point},
    scale::ValueAxis,
    words::{ASCENT, DESCENT, Weight},
};
use plotters::style::RGBColor;

/// How much of its ink the band of chance has.
const NULL_PART: f64 = 0.16;
/// How much of the ink there is in a bar that stays within it.
const WITHIN_PART: f64 = 0.5;
/// Room over the bars for the words at the best one, in parts of the height of all.
const ROOM_FOR_BEST: f64 = 0.14;
/// The ink of the best lag, by its place among the inks.
const BEST_INK: usize = 1;

/// Puts `bars` on `sheet`.
pub fn plan(bars: &LagBars, sheet: &mut Sheet) {
    let axis = sheet.sizes.axis;
    let names = BandNames::new(vec![chance_name(sheet)], sheet);
    let mut spare = WordRows::spare(sheet);
    // Here the words under the field matter most: they name who leads.
    let rows = WordRows {
        under: spare.take(1.5 * axis),
        over: spare.take(1.7 * axis),
        key: spare.take(WordRows::key_height(&names, axis)),
    };

    let top = sheet.top + rows.over;
    let bottom = rows.field_bottom(sheet);
    let values = ValueAxis::about_zero(bars.extent(), wanted(bottom - top, 4.0 * axis));
    let field = Field::new(sheet, (top, bottom), &names, values, bars.lags);
    add_content(bars, sheet, &field);

    rows.write_over(sheet, &field, &words::lags_heading(sheet.lang));
    if let Some(baseline) = rows.baseline_under(sheet, &field) {
        let [first, last] = words::leaders(sheet.lang);
        let middle = words::lags(sheet.lang);
        write_row(sheet, [&first, &middle, &last], field.sides(), baseline);
    }
    let end = bars.null.last().map_or(0.0, |(_, high)| *high);
    let place = (field.frame.right, field.y(end * 0.7));
    rows.write_names(sheet, &field, &names, &[place]);
}

/// From back to front.
fn add_content(bars: &LagBars, sheet: &mut Sheet, field: &Field) {
    field.add_grid(sheet);
    add_chance(sheet, &chance_edges(bars, field), NULL_PART);
    add_bars(bars, sheet, field);
    field.add_zero(sheet);
    field.add_foot(sheet);
    add_best(bars, sheet, field);
}

fn chance_name(sheet: &Sheet) -> BandName {
    BandName {
        texts: words::null_of_lags(sheet.lang),
        weight: Weight::Regular,
        ink: Ink::Muted,
        sample: Sample::of_chance(sheet, NULL_PART),
    }
}

/// The edges of the band of chance: a step for each lag.
fn chance_edges(bars: &LagBars, field: &Field) -> Edges {
    Edges {
        upper: step_corners(field, bars.null.iter().map(|band| band.1)),
        lower: step_corners(field, bars.null.iter().map(|band| band.0)),
    }
}

fn step_corners(field: &Field, values: impl Iterator<Item = f64>) -> Vec<Point> {
    let half = field.slot() / 2.0;
    field
        .points(values)
        .into_iter()
        .flat_map(|(x, y)| [(x - half, y), (x + half, y)])
        .collect()
}

/// Bars of whole pixels: pale within the band, full beyond it, in another ink the best one.
fn add_bars(bars: &LagBars, sheet: &mut Sheet, field: &Field) {
    let most = (2.5 * sheet.sizes.base).floor();
    let wide = (0.56 * field.slot()).floor().clamp(1.0, most);
    let zero = field.y(0.0);

    for ((lag, value), chance) in bars.by_lag().zip(&bars.null) {
        let left = (field.x(lag) - wide / 2.0).round();
        let top = field.y(value.max(0.0));
        // Even a correlation of nothing is seen to be there.
        let bottom = field.y(value.min(0.0)).max(zero).max(top + sheet.hair());

        let frame = Frame {
            left,
            top,
            right: left + wide,
            bottom,
        };

        let is_best = bars.best_lag == Some(lag);
        let colour = bar_colour(sheet.palette, value, *chance, is_best);
        sheet.drawing.fill(frame, colour, 1.0);
    }
}

fn bar_colour(palette: &Palette, value: f64, (low, high): Extent, is_best: bool) -> RGBColor {
    let ink = palette.ink(0);
    if is_best {
        palette.ink(BEST_INK)
    } else if (low..=high).contains(&value) {
        // The bar is drawn over the band, which must not show through.
        mixed(ink, palette.ground, WITHIN_PART)
    } else {
        ink
    }
}

/// Who leads and by how much, at the end of the best bar, within the frame.
fn add_best(bars: &LagBars, sheet: &mut Sheet, field: &Field) {
    let Some((lag, value)) = bars.best() else {
        return;
    };
    let axis = sheet.sizes.axis;
    let frame = field.frame;
    let texts = words::best_lag(lag, value, sheet.lang).into_iter();
    let measure = sheet.sizes.measure;
    let mut measured = texts.map(|text| (measure.width(&text, axis, Weight::Bold) / 2.0, text));
    let Some((half, text)) = measured.find(|(half, _)| 2.0 * half <= frame.width()) else {
        return;
    };

    let x = field.x(lag).clamp(frame.left + half, frame.right - half);
    let from_end = if value < 0.0 { 0.3 + ASCENT } else { -0.4 };
    let baseline = (field.y(value) + from_end * axis)
        .clamp(frame.top + ASCENT * axis, frame.bottom - DESCENT * axis);
    let label = sheet.small(text, x, baseline, Align::Middle, Ink::Line(BEST_INK));
    write_on_ground(sheet, label.bold());
}

/// Writes a label with the ground behind it, so that a bar at the side of the best one does not strike it out.
fn write_on_ground(sheet: &mut Sheet, label: Label) {
    let mut behind = label.frame(sheet.sizes.measure);
    behind.left -= 2.0;
    behind.right += 2.0;

    sheet.drawing.fill(behind, sheet.palette.ground, 0.85);
    sheet.write(label);
}

impl LagBars {
    fn by_lag(&self) -> impl Iterator<Item = (i32, f64)> {
        (self.lags.0..=self.lags.1).zip(self.correlations.iter().copied())
    }

    fn best(&self) -> Option<(i32, f64)> {
        self.by_lag().find(|(lag, _)| Some(*lag) == self.best_lag)
    }

    /// Lowest and highest value, with room for the words at the best lag.
    fn extent(&self) -> Extent {
        let ends = self.null.iter().flat_map(|(low, high)| [*low, *high]);
        let values = self.correlations.iter().copied().chain(ends);
        let (low, high) = extent(values.chain([0.0]));

        let room = ROOM_FOR_BEST * (high - low);
        match self.best() {
            Some((_, value)) if value < 0.0 => (low - room, high),
            Some(_) => (low, high + room),
            None => (low, high),
        }
    }
}

//! The mean course of a rate about its news: curve, bands, the window that is tested.
//!
//! What a band is stands beside its end. The grey one, where curves lie by chance, has dashed edges, so that it differs
//! from the curve's own bands on paper too.

use super::EventStudyFigure;
use super::drawing::{Edges, Point, Shape};
use super::foot::{Field, Spare, heading, wanted};
use super::names::{DASH, Name, Names, Sample};
use super::sheet::Sheet;
use super::words;
use crate::chart::axis::ValueAxis;
use crate::chart::font::{ASCENT, Weight, fitting};
use crate::chart::labels::{Align, Frame, Ink, Label};
use crate::chart::spec::extent;

/// How much of the ink there is in each band.
const POINTWISE_PART: f64 = 0.18;
const WHOLE_PART: f64 = 0.10;
const NULL_PART: f64 = 0.10;
/// The lowest frame, in parts of the type of axes: what else asks for height yields to it.
const LEAST_FRAME: f64 = 7.0;

/// The ink of the window, by its place among the inks, and how much of it there is.
const WINDOW_INK: usize = 5;
const WINDOW_PART: f64 = 0.08;

/// Puts `study` on `sheet`.
pub(super) fn plan(study: &EventStudyFigure, sheet: &mut Sheet) {
    let (base, axis) = (sheet.kind.base, sheet.kind.axis);
    let parts = parts(study);
    let names = Names::new(
        parts.iter().map(|part| part.name(study, sheet)).collect(),
        sheet,
    );
    let ticks = 1.8 * axis;
    let mut spare = Spare(sheet.bottom - sheet.top - ticks - LEAST_FRAME * axis);
    let over = spare.take(1.7 * axis);
    let under = spare.take(1.5 * axis);
    let key = spare.take(names.height_below(axis) + 0.4 * axis);
    let of_window = if sheet.bottom - sheet.top >= 20.0 * axis {
        spare.take(1.5 * axis)
    } else {
        0.0
    };
    let (top, bottom) = (
        sheet.top + over + of_window,
        sheet.bottom - ticks - under - key,
    );

    let values = ValueAxis::of_percent(extent_pct(study), wanted(bottom - top, 4.0 * axis));
    let beside = names.width_beside().max(0.5 * base);
    let field = Field::new(sheet, (top, bottom), beside, values, study.offsets);
    add_window(study, sheet, &field, of_window > 0.0);
    field.add_grid(sheet);
    add_bands(study, sheet, &field);
    field.add_zero(sheet);
    let news = (field.frame.top, field.frame.bottom);
    sheet
        .drawing
        .upright(field.x(0), news, sheet.palette.axis, sheet.hair());
    add_curve(study, sheet, &field);
    field.add_foot(sheet);

    if over > 0.0 {
        let room = (field.frame.left, sheet.right);
        let label = heading(
            sheet,
            &words::curve_heading(sheet.lang),
            room,
            sheet.top + ASCENT * axis,
        );
        sheet.drawing.labels.push(label);
    }
    if under > 0.0 {
        let offsets = words::offsets(sheet.lang);
        let room = field.frame.width();
        let (text, size) = fitting(&offsets, axis, Weight::Regular, room);
        let x = f64::midpoint(field.frame.left, field.frame.right);
        let label = sheet.small(
            text,
            x,
            bottom + ticks + 1.1 * axis,
            Align::Middle,
            Ink::Muted,
        );
        sheet.drawing.labels.push(Label { size, ..label });
    }
    if key > 0.0 {
        names.add_below(sheet, bottom + ticks + under + 0.4 * axis);
    }
    let places: Vec<_> = parts.iter().map(|part| part.place(study, &field)).collect();
    names.add_beside(sheet, field.frame, &places);
}

/// What is named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Curve,
    Pointwise,
    Whole,
    Null,
}

/// What there is of it, the most telling first.
fn parts(study: &EventStudyFigure) -> Vec<Part> {
    let has = |part: &Part| match part {
        Part::Curve => true,
        Part::Pointwise => study.pointwise_pct.is_some(),
        Part::Whole => study.whole_pct.is_some(),
        Part::Null => study.null_pct.is_some(),
    };
    [Part::Curve, Part::Null, Part::Whole, Part::Pointwise]
        .into_iter()
        .filter(has)
        .collect()
}

impl Part {
    fn name(self, study: &EventStudyFigure, sheet: &Sheet) -> Name {
        let (ink, lang) = (sheet.palette.ink(0), sheet.lang);
        let band = |part| Sample::Band {
            colour: ink,
            part,
            edge: None,
        };
        let (texts, sample) = match self {
            Self::Curve => (
                vec![words::mean_at_end(last(&study.caar_pct), lang)],
                Sample::Line(ink),
            ),
            Self::Pointwise => (words::pointwise(lang), band(POINTWISE_PART + WHOLE_PART)),
            Self::Whole => (words::whole(lang), band(WHOLE_PART)),
            Self::Null => (words::null(lang), null_sample(sheet)),
        };
        let (weight, ink) = match self {
            Self::Curve => (Weight::Bold, Ink::Line(0)),
            Self::Pointwise | Self::Whole => (Weight::Regular, Ink::Line(0)),
            Self::Null => (Weight::Regular, Ink::Muted),
        };
        Name {
            texts,
            weight,
            ink,
            sample,
        }
    }

    /// Where it ends: a band where none but itself lies.
    fn place(self, study: &EventStudyFigure, field: &Field) -> Point {
        let end =
            |band: &Option<Vec<(f64, f64)>>| band.as_ref().map_or((0.0, 0.0), |band| last(band));
        let curve = last(&study.caar_pct);
        let (pointwise, whole, null) = (
            end(&study.pointwise_pct),
            end(&study.whole_pct),
            end(&study.null_pct),
        );
        let value = match self {
            Self::Curve => curve,
            // The two bands of the curve on one side of it, the other side is that of chance.
            Self::Pointwise if curve >= 0.0 => f64::midpoint(curve, pointwise.1),
            Self::Pointwise => f64::midpoint(curve, pointwise.0),
            Self::Whole if curve >= 0.0 => f64::midpoint(pointwise.1.max(curve), whole.1),
            Self::Whole => f64::midpoint(pointwise.0.min(curve), whole.0),
            Self::Null if curve >= 0.0 => null.0 * 0.9,
            Self::Null => null.1 * 0.9,
        };
        (field.x(study.offsets.1), field.y(value))
    }
}

fn null_sample(sheet: &Sheet) -> Sample {
    Sample::Band {
        colour: sheet.palette.muted,
        part: NULL_PART,
        edge: Some(sheet.palette.axis),
    }
}

/// The window that is tested: a strip behind everything, and its words over it.
fn add_window(study: &EventStudyFigure, sheet: &mut Sheet, field: &Field, has_words: bool) {
    let (first, last) = study.offsets;
    let (from, to) = (
        study.window.0.clamp(first, last),
        study.window.1.clamp(first, last),
    );
    let half = field.slot() / 2.0;
    let (left, right) = (
        (field.x(from.min(to)) - half).round(),
        (field.x(to.max(from)) + half).round(),
    );
    let ink = sheet.palette.ink(WINDOW_INK);
    sheet.drawing.fill(
        Frame {
            left,
            right,
            ..field.frame
        },
        ink,
        WINDOW_PART,
    );
    let thick = (0.15 * sheet.kind.base).round().max(1.0);
    sheet
        .drawing
        .level(field.frame.top, (left, right), ink, thick);
    if !has_words {
        return;
    }
    let axis = sheet.kind.axis;
    let middle = f64::midpoint(left, right);
    let room = 2.0 * (middle - field.frame.left).min(sheet.right - middle);
    let (text, size) = fitting(
        &words::window(study.window, sheet.lang),
        axis,
        Weight::Regular,
        room,
    );
    let label = sheet.small(
        text,
        middle,
        field.frame.top - 0.5 * axis,
        Align::Middle,
        Ink::Line(WINDOW_INK),
    );
    sheet.drawing.labels.push(Label { size, ..label });
}

/// Bands behind the curve: that of chance first, the narrow one last.
fn add_bands(study: &EventStudyFigure, sheet: &mut Sheet, field: &Field) {
    let (ink, hair, base) = (sheet.palette.ink(0), sheet.hair(), sheet.kind.base);
    let edges = |band: &[(f64, f64)]| Edges {
        upper: field.points(band.iter().map(|(_, high)| *high)),
        lower: field.points(band.iter().map(|(low, _)| *low)),
    };
    if let Some(band) = &study.null_pct {
        let edges = edges(band);
        sheet.drawing.band(&edges, sheet.palette.muted, NULL_PART);
        for edge in [&edges.upper, &edges.lower] {
            sheet
                .drawing
                .dashes(edge, sheet.palette.axis, hair, DASH * base);
        }
    }
    for (band, part) in [
        (&study.whole_pct, WHOLE_PART),
        (&study.pointwise_pct, POINTWISE_PART),
    ] {
        if let Some(band) = band {
            sheet.drawing.band(&edges(band), ink, part);
        }
    }
}

/// The curve with a dot at each record.
fn add_curve(study: &EventStudyFigure, sheet: &mut Sheet, field: &Field) {
    let (base, ink) = (sheet.kind.base, sheet.palette.ink(0));
    let points = field.points(study.caar_pct.iter().copied());
    let radius = (0.24 * base).max(2.0).min(0.3 * field.slot());
    for at in points.iter().filter(|_| radius >= 1.5) {
        sheet.drawing.shapes.push(Shape::Dot {
            at: *at,
            radius,
            colour: ink,
        });
    }
    sheet.drawing.stroke(points, ink, (0.13 * base).max(1.0));
}

/// Lowest and highest figure of all that is drawn.
fn extent_pct(study: &EventStudyFigure) -> (f64, f64) {
    let bands = [&study.pointwise_pct, &study.whole_pct, &study.null_pct];
    let ends = bands
        .into_iter()
        .flatten()
        .flatten()
        .flat_map(|(low, high)| [*low, *high]);
    extent(study.caar_pct.iter().copied().chain(ends))
}

fn last<T: Copy + Default>(figures: &[T]) -> T {
    figures.last().copied().unwrap_or_default()
}

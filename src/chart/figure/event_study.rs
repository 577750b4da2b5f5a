//! The mean course of a rate about its news: curve, bands, the window that is tested.
//!
//! The name of a band is at its end or, in a narrow figure, below the field. The grey band, in which curves are
//! expected by chance, has dashed edges, so that it differs from the curve's own bands on paper too.

use super::{
    band_names::{BandName, BandNames, Sample},
    content::EventStudyFigure,
    drawing::{Edges, Shape},
    field::{Field, WordRows, wanted},
    sheet::Sheet,
    words,
};
use crate::chart::{
    data::{Extent, extent},
    plan::{Align, Frame, Ink, Point},
    scale::ValueAxis,
    words::Weight,
};

/// How much of the ink there is in each band.
const POINTWISE_PART: f64 = 0.18;
const WHOLE_PART: f64 = 0.10;
const NULL_PART: f64 = 0.10;

/// The ink of the window, by its place among the inks, and how much of it there is.
const WINDOW_INK: usize = 5;
const WINDOW_PART: f64 = 0.08;

/// Puts `study` on `sheet`.
pub fn plan(study: &EventStudyFigure, sheet: &mut Sheet) {
    let axis = sheet.sizes.axis;
    let parts = Part::all_of(study);
    let names = parts.iter().map(|part| part.name(study, sheet));
    let names = BandNames::new(names.collect(), sheet);
    let mut spare = WordRows::spare(sheet);
    let rows = WordRows {
        over: spare.take(1.7 * axis),
        under: spare.take(1.5 * axis),
        key: spare.take(WordRows::key_height(&names, axis)),
    };
    // In a low picture the words of the window would squeeze the curve.
    let of_window = if sheet.height() >= 20.0 * axis {
        spare.take(1.5 * axis)
    } else {
        0.0
    };

    let top = sheet.top + rows.over + of_window;
    let bottom = rows.field_bottom(sheet);
    let values = ValueAxis::of_percent(extent_pct(study), wanted(bottom - top, 4.0 * axis));
    let field = Field::new(sheet, (top, bottom), &names, values, study.offsets);
    add_content(study, sheet, &field, of_window > 0.0);

    rows.write_over(sheet, &field, &words::curve_heading(sheet.lang));
    if let Some(baseline) = rows.baseline_under(sheet, &field) {
        sheet.write_centred(&words::offsets(sheet.lang), field.sides(), baseline);
    }
    let places: Vec<_> = parts.iter().map(|part| part.place(study, &field)).collect();
    rows.write_names(sheet, &field, &names, &places);
}

/// From back to front.
fn add_content(study: &EventStudyFigure, sheet: &mut Sheet, field: &Field, names_window: bool) {
    add_window(study, sheet, field, names_window);
    field.add_grid(sheet);
    add_bands(study, sheet, field);
    field.add_zero(sheet);

    let news = (field.frame.top, field.frame.bottom);
    sheet.draw_upright(field.x(0), news, sheet.palette.axis);
    add_curve(study, sheet, field);
    field.add_foot(sheet);
}

/// What is named.
#[derive(Clone, Copy)]
enum Part {
    Curve,
    Pointwise,
    Whole,
    Null,
}

impl Part {
    /// The parts of a study, the most telling first.
    fn all_of(study: &EventStudyFigure) -> Vec<Self> {
        [
            Some(Self::Curve),
            study.null_pct.as_ref().map(|_| Self::Null),
            study.whole_pct.as_ref().map(|_| Self::Whole),
            study.pointwise_pct.as_ref().map(|_| Self::Pointwise),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn name(self, study: &EventStudyFigure, sheet: &Sheet) -> BandName {
        let texts = match self {
            Self::Curve => vec![words::mean_at_end(last(&study.caar_pct), sheet.lang)],
            Self::Pointwise => words::pointwise(sheet.lang),
            Self::Whole => words::whole(sheet.lang),
            Self::Null => words::null(sheet.lang),
        };

        BandName {
            texts,
            weight: match self {
                Self::Curve => Weight::Bold,
                _ => Weight::Regular,
            },
            ink: match self {
                Self::Null => Ink::Muted,
                _ => Ink::Line(0),
            },
            sample: self.sample(sheet),
        }
    }

    fn sample(self, sheet: &Sheet) -> Sample {
        let colour = sheet.palette.ink(0);
        match self {
            Self::Curve => Sample::Line(colour),
            Self::Null => Sample::of_chance(sheet, NULL_PART),
            // The narrow band is drawn over the wide one.
            Self::Pointwise => Sample::without_edge(colour, POINTWISE_PART + WHOLE_PART),
            Self::Whole => Sample::without_edge(colour, WHOLE_PART),
        }
    }

    /// Where it ends: a band where no other covers it.
    fn place(self, study: &EventStudyFigure, field: &Field) -> Point {
        let curve = last(&study.caar_pct);
        let pointwise = last_of_band(study.pointwise_pct.as_ref());
        let whole = last_of_band(study.whole_pct.as_ref());
        let null = last_of_band(study.null_pct.as_ref());
        let is_up = curve >= 0.0;
        let value = match self {
            Self::Curve => curve,
            // The two bands of the curve on one side of it, the other side is that of chance.
            Self::Pointwise if is_up => f64::midpoint(curve, pointwise.1),
            Self::Pointwise => f64::midpoint(curve, pointwise.0),
            Self::Whole if is_up => f64::midpoint(pointwise.1.max(curve), whole.1),
            Self::Whole => f64::midpoint(pointwise.0.min(curve), whole.0),
            Self::Null if is_up => null.0 * 0.9,
            Self::Null => null.1 * 0.9,
        };

        (field.x(study.offsets.1), field.y(value))
    }
}

/// The window that is tested: a strip behind everything, and its words over it.
fn add_window(study: &EventStudyFigure, sheet: &mut Sheet, field: &Field, has_words: bool) {
    let (first, last) = study.offsets;
    let (from, to) = study.window;
    // A window that reaches beyond the offsets is drawn as far as they go.
    let [from, to] = [from, to].map(|offset| offset.clamp(first, last));
    let half = field.slot() / 2.0;
    let frame = Frame {
        left: (field.x(from.min(to)) - half).round(),
        right: (field.x(to.max(from)) + half).round(),
        ..field.frame
    };

    let ink = sheet.palette.ink(WINDOW_INK);
    sheet.drawing.fill(frame, ink, WINDOW_PART);
    let thick = (0.15 * sheet.sizes.base).round().max(1.0);
    let ends = (frame.left, frame.right);
    sheet.drawing.level(frame.top, ends, ink, thick);

    if has_words {
        write_window(study, sheet, field, f64::midpoint(frame.left, frame.right));
    }
}

/// Words over the window, centred at `x`.
fn write_window(study: &EventStudyFigure, sheet: &mut Sheet, field: &Field, x: f64) {
    // Centred words must not leave the sheet on either side.
    let room = 2.0 * (x - field.frame.left).min(sheet.right - x);
    let variants = words::window(study.window, study.effect_pct, sheet.lang);
    let baseline = field.frame.top - 0.5 * sheet.sizes.axis;
    let ink = Ink::Line(WINDOW_INK);

    sheet.write_fitting(&variants, room, x, baseline, Align::Middle, ink);
}

/// Bands behind the curve: that of chance first, the narrow one last.
fn add_bands(study: &EventStudyFigure, sheet: &mut Sheet, field: &Field) {
    if let Some(band) = &study.null_pct {
        add_chance(sheet, &edges(field, band), NULL_PART);
    }

    let own = [
        (&study.whole_pct, WHOLE_PART),
        (&study.pointwise_pct, POINTWISE_PART),
    ];
    let ink = sheet.palette.ink(0);
    for (band, part) in own {
        if let Some(band) = band {
            sheet.drawing.band(&edges(field, band), ink, part);
        }
    }
}

fn edges(field: &Field, band: &[Extent]) -> Edges {
    Edges {
        upper: field.points(band.iter().map(|ends| ends.1)),
        lower: field.points(band.iter().map(|ends| ends.0)),
    }
}

/// The band in which values are expected by chance.
pub fn add_chance(sheet: &mut Sheet, edges: &Edges, part: f64) {
    sheet.drawing.band(edges, sheet.palette.muted, part);
    sheet.draw_dashes(&edges.upper, sheet.palette.axis);
    sheet.draw_dashes(&edges.lower, sheet.palette.axis);
}

/// The curve with a dot at each record.
fn add_curve(study: &EventStudyFigure, sheet: &mut Sheet, field: &Field) {
    let base = sheet.sizes.base;
    let colour = sheet.palette.ink(0);
    let points = field.points(study.caar_pct.iter().copied());
    let radius = (0.24 * base).max(2.0).min(0.3 * field.slot());
    // Smaller dots would only make the curve look thick.
    if radius >= 1.5 {
        let dots = points.iter().map(|place| Shape::Dot {
            place: *place,
            radius,
            colour,
        });
        sheet.drawing.shapes.extend(dots);
    }

    sheet.drawing.stroke(points, colour, (0.13 * base).max(1.0));
}

/// Lowest and highest value of all that is drawn.
fn extent_pct(study: &EventStudyFigure) -> Extent {
    let ends = study.bands_pct().flatten();
    extent(
        ends.flat_map(|(low, high)| [low, high])
            .chain(&study.caar_pct)
            .copied(),
    )
}

fn last<T: Copy + Default>(values: &[T]) -> T {
    values.last().copied().unwrap_or_default()
}

fn last_of_band(band: Option<&Vec<Extent>>) -> Extent {
    band.map_or((0.0, 0.0), |band| last(band))
}

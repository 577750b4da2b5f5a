//! Shapes and labels with their places, and how they are drawn through plotters.
//!
//! Shapes are drawn in their order, labels over them.

use super::Figure;
use crate::chart::draw::{crisp, draw_label, ink_colour, pair, stroke, units};
use crate::chart::labels::{Frame, Label};
use crate::chart::path;
use crate::chart::svg::{self, SvgBackend};
use crate::chart::theme::Palette;
use crate::error::{Error, Result};
use crate::model::Lang;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::element::{Circle, PathElement, Polygon};
use plotters::prelude::IntoDrawingArea;
use plotters::style::{Color, RGBColor};
use std::convert::Infallible;

/// A place in pixels from the upper left.
pub(super) type Point = (f64, f64);

/// A picture before it is drawn.
#[derive(Default)]
pub(super) struct Drawing {
    pub(super) shapes: Vec<Shape>,
    pub(super) labels: Vec<Label>,
}

/// What is not text.
pub(super) enum Shape {
    /// An area; `part` of the ink lies on it, the rest is what is behind.
    Area {
        corners: Vec<Point>,
        colour: RGBColor,
        part: f64,
    },
    /// A line `width` wide.
    Stroke {
        corners: Vec<Point>,
        colour: RGBColor,
        width: f64,
    },
    /// A filled circle.
    Dot {
        at: Point,
        radius: f64,
        colour: RGBColor,
    },
}

impl Drawing {
    /// A filled rectangle.
    pub(super) fn fill(&mut self, frame: Frame, colour: RGBColor, part: f64) {
        let Frame {
            left,
            top,
            right,
            bottom,
        } = frame;
        let corners = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        self.shapes.push(Shape::Area {
            corners,
            colour,
            part,
        });
    }

    /// A band between the lows and the highs at their places.
    pub(super) fn band(&mut self, edges: &Edges, colour: RGBColor, part: f64) {
        if edges.upper.len() < 2 {
            return;
        }
        let corners = edges
            .upper
            .iter()
            .chain(edges.lower.iter().rev())
            .copied()
            .collect();
        self.shapes.push(Shape::Area {
            corners,
            colour,
            part,
        });
    }

    pub(super) fn stroke(&mut self, corners: Vec<Point>, colour: RGBColor, width: f64) {
        self.shapes.push(Shape::Stroke {
            corners,
            colour,
            width,
        });
    }

    /// A line across that covers whole pixels.
    pub(super) fn level(
        &mut self,
        y: f64,
        (left, right): (f64, f64),
        colour: RGBColor,
        width: f64,
    ) {
        let y = crisp(y, width);
        self.stroke(vec![(left, y), (right, y)], colour, width);
    }

    /// A line down that covers whole pixels.
    pub(super) fn upright(
        &mut self,
        x: f64,
        (top, bottom): (f64, f64),
        colour: RGBColor,
        width: f64,
    ) {
        let x = crisp(x, width);
        self.stroke(vec![(x, top), (x, bottom)], colour, width);
    }

    /// A broken line: dashes of `dash` pixels with as much between them.
    pub(super) fn dashes(&mut self, corners: &[Point], colour: RGBColor, width: f64, dash: f64) {
        for [from, to] in path::dashes(corners, dash, dash) {
            self.stroke(vec![from, to], colour, width);
        }
    }
}

/// The two edges of a band, from the left.
pub(super) struct Edges {
    pub(super) upper: Vec<Point>,
    pub(super) lower: Vec<Point>,
}

/// The document of `drawing`.
pub(super) fn svg(figure: &Figure, drawing: &Drawing) -> Result<String> {
    let lang = match figure.lang {
        Lang::Ru => "ru",
        Lang::En => "en",
    };
    let description = [&figure.caption.verdict, &figure.caption.note]
        .map(|text| text.trim())
        .join(" ");
    let mut out = svg::begin(figure.size, lang, &figure.caption.title, description.trim());
    draw(figure, drawing, SvgBackend::new(&mut out, figure.size)).map_err(|fault| Error::Draw {
        cause: fault.to_string(),
    })?;
    svg::end(&mut out);
    Ok(out)
}

type Drawn = std::result::Result<(), DrawingAreaErrorKind<Infallible>>;

fn draw(figure: &Figure, drawing: &Drawing, backend: SvgBackend<'_>) -> Drawn {
    let palette = Palette::of(figure.theme);
    let root = backend.into_drawing_area();
    root.fill(&palette.ground)?;
    for shape in &drawing.shapes {
        match shape {
            Shape::Area {
                corners,
                colour,
                part,
            } => {
                let corners: Vec<_> = corners.iter().copied().map(pair).collect();
                root.draw(&Polygon::new(corners, colour.mix(*part).filled()))?;
            }
            Shape::Stroke {
                corners,
                colour,
                width,
            } => {
                let corners: Vec<_> = corners.iter().copied().map(pair).collect();
                root.draw(&PathElement::new(corners, stroke(*colour, *width)))?;
            }
            Shape::Dot { at, radius, colour } => {
                root.draw(&Circle::new(pair(*at), units(*radius), colour.filled()))?;
            }
        }
    }
    for label in &drawing.labels {
        draw_label(&root, label, ink_colour(palette, label.ink))?;
    }
    root.present()
}

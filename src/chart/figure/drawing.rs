//! Shapes and labels with their places, and how they are drawn.
//!
//! Shapes are drawn in their order, labels over them.

use super::content::Figure;
use crate::{
    chart::{
        draw::{Drawn, Palette, Pen, Renderer, SvgBackend, begin_svg, crisp, end_svg},
        plan::{Ends, Frame, Label, Point, dashes},
    },
    error::{Error, Result},
};
use plotters::style::RGBColor;

/// A picture before it is drawn.
#[derive(Default)]
pub struct Drawing {
    pub shapes: Vec<Shape>,
    pub labels: Vec<Label>,
}

/// Everything but text.
pub enum Shape {
    /// A filled area with the opacity `part`, from 0 to 1.
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
        place: Point,
        radius: f64,
        colour: RGBColor,
    },
}

/// The two edges of a band, from the left.
pub struct Edges {
    pub upper: Vec<Point>,
    pub lower: Vec<Point>,
}

impl Drawing {
    pub fn area(&mut self, corners: Vec<Point>, colour: RGBColor, part: f64) {
        self.shapes.push(Shape::Area {
            corners,
            colour,
            part,
        });
    }

    /// A filled rectangle.
    pub fn fill(
        &mut self,
        Frame {
            left,
            top,
            right,
            bottom,
        }: Frame,
        colour: RGBColor,
        part: f64,
    ) {
        self.area(
            vec![(left, top), (right, top), (right, bottom), (left, bottom)],
            colour,
            part,
        );
    }

    /// A band between the lows and the highs at their places.
    pub fn band(&mut self, edges: &Edges, colour: RGBColor, part: f64) {
        // A band of one place has no area.
        if edges.upper.len() < 2 {
            return;
        }

        let around = edges.upper.iter().chain(edges.lower.iter().rev());
        self.area(around.copied().collect(), colour, part);
    }

    pub fn stroke(&mut self, corners: Vec<Point>, colour: RGBColor, width: f64) {
        self.shapes.push(Shape::Stroke {
            corners,
            colour,
            width,
        });
    }

    /// A line across that covers whole pixels.
    pub fn level(&mut self, y: f64, (left, right): Ends, colour: RGBColor, width: f64) {
        let y = crisp(y, width);
        self.stroke(vec![(left, y), (right, y)], colour, width);
    }

    /// A line down that covers whole pixels.
    pub fn upright(&mut self, x: f64, (top, bottom): Ends, colour: RGBColor, width: f64) {
        let x = crisp(x, width);
        self.stroke(vec![(x, top), (x, bottom)], colour, width);
    }

    /// A broken line: dashes of `dash` pixels with as much between them.
    pub fn dashes(&mut self, corners: &[Point], colour: RGBColor, width: f64, dash: f64) {
        for piece in dashes(corners, dash, dash) {
            self.stroke(piece.to_vec(), colour, width);
        }
    }
}

/// The document of `drawing`.
pub fn svg(figure: &Figure, drawing: &Drawing, renderer: Renderer) -> Result<String> {
    let caption = &figure.caption;
    let description = format!("{} {}", caption.verdict.trim(), caption.note.trim());
    let size = figure.style.size();
    let mut out = begin_svg(size, figure.lang, &caption.title, description.trim());
    let backend = SvgBackend::new(&mut out, size).for_renderer(renderer);
    let pen = Pen::new(backend, Palette::of(figure.style.theme));
    draw(&pen, drawing).map_err(Error::draw)?;

    // The pen holds the document until it is put down.
    drop(pen);
    end_svg(&mut out);
    Ok(out)
}

fn draw(pen: &Pen, drawing: &Drawing) -> Drawn {
    pen.draw_ground()?;
    for shape in &drawing.shapes {
        match shape {
            Shape::Area {
                corners,
                colour,
                part,
            } => pen.draw_area(corners, *colour, *part)?,
            Shape::Stroke {
                corners,
                colour,
                width,
            } => pen.draw_path(corners, *colour, *width)?,
            Shape::Dot {
                place,
                radius,
                colour,
            } => pen.draw_dot(*place, *radius, *colour)?,
        }
    }

    for label in &drawing.labels {
        pen.draw_label(label)?;
    }
    pen.finish()
}

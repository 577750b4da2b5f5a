//! What a plan is drawn with: plotters' drawing area over our SVG backend, and its elements in pixels.
//!
//! plotters knows only whole coordinates, so pixels become units of a grid here and nowhere else.

use super::{
    palette::Palette,
    svg::{GRID, SvgBackend},
};
use crate::chart::{
    plan::{Align, Ends, Frame, Ink, Label, Point},
    words::{FAMILY, Weight},
};
use plotters::{
    coord::Shift,
    drawing::{DrawingArea, DrawingAreaErrorKind},
    element::{Circle, PathElement, Polygon, Rectangle},
    prelude::IntoDrawingArea,
    style::{
        Color, FontDesc, FontFamily, FontStyle, RGBColor, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};
use std::convert::Infallible;

pub type Drawn = Result<(), DrawingAreaErrorKind<Infallible>>;

/// Draws shapes and labels at places in pixels.
pub struct Pen<'a> {
    pub palette: &'static Palette,
    area: DrawingArea<SvgBackend<'a>, Shift>,
}

impl<'a> Pen<'a> {
    pub fn new(backend: SvgBackend<'a>, palette: &'static Palette) -> Self {
        Self {
            palette,
            area: backend.into_drawing_area(),
        }
    }

    /// Covers everything.
    pub fn draw_ground(&self) -> Drawn {
        self.area.fill(&self.palette.ground)
    }

    /// Ends the drawing.
    pub fn finish(&self) -> Drawn {
        self.area.present()
    }

    pub fn draw_path(&self, corners: &[Point], colour: RGBColor, width: f64) -> Drawn {
        self.draw_grid_path(on_grid(corners), colour, width)
    }

    fn draw_grid_path(&self, corners: Vec<(i32, i32)>, colour: RGBColor, width: f64) -> Drawn {
        let style = colour.stroke_width(units(width).unsigned_abs());
        self.area.draw(&PathElement::new(corners, style))
    }

    /// A line across that covers whole pixels.
    pub fn draw_level(&self, y: f64, ends: Ends, colour: RGBColor, width: f64) -> Drawn {
        let y = crisp(y, width);
        self.draw_path(&[(ends.0, y), (ends.1, y)], colour, width)
    }

    /// A line down that covers whole pixels.
    pub fn draw_upright(&self, x: f64, ends: Ends, colour: RGBColor, width: f64) -> Drawn {
        let x = crisp(x, width);
        self.draw_path(&[(x, ends.0), (x, ends.1)], colour, width)
    }

    /// Upright bars of whole pixels, by their middle and their ends; if several share a pixel, one over all of them.
    pub fn draw_bars(
        &self,
        bars: impl Iterator<Item = (f64, [f64; 2])>,
        width: f64,
        colour: RGBColor,
    ) -> Drawn {
        let mut open: Option<(i32, i32, i32)> = None;
        let draw =
            |(x, top, bottom)| self.draw_grid_path(vec![(x, bottom), (x, top)], colour, width);
        for (x, [one, other]) in bars {
            let x = units(crisp(x, width));
            let top = units(one.min(other));
            let bottom = units(one.max(other));

            open = match open {
                // Decades have many bars a pixel, which would be drawn over each other.
                Some((before, upper, lower)) if before == x => {
                    Some((x, upper.min(top), lower.max(bottom)))
                }
                before => {
                    before.map_or(Ok(()), draw)?;
                    Some((x, top, bottom))
                }
            };
        }

        open.map_or(Ok(()), draw)
    }

    /// A filled area with the opacity `part`, from 0 to 1.
    pub fn draw_area(&self, corners: &[Point], colour: RGBColor, part: f64) -> Drawn {
        let style = colour.mix(part).filled();
        self.area.draw(&Polygon::new(on_grid(corners), style))
    }

    pub fn fill(&self, frame: Frame, colour: RGBColor) -> Drawn {
        let corners = [(frame.left, frame.top), (frame.right, frame.bottom)].map(to_grid);
        self.area.draw(&Rectangle::new(corners, colour.filled()))
    }

    pub fn draw_dot(&self, place: Point, radius: f64, colour: RGBColor) -> Drawn {
        let dot = Circle::new(to_grid(place), units(radius), colour.filled());
        self.area.draw(&dot)
    }

    pub fn draw_label(&self, label: &Label) -> Drawn {
        let style = match label.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let anchor = match label.align {
            Align::Left => HPos::Left,
            Align::Middle => HPos::Center,
            Align::Right => HPos::Right,
        };

        // The backend takes a place for the baseline, so what plotters thinks of heights does not matter.
        let font = FontDesc::new(FontFamily::Name(FAMILY), label.size, style);
        let colour = self.colour(label.ink);
        let style = TextStyle::from(font)
            .color(&colour)
            .pos(Pos::new(anchor, VPos::Bottom));

        let place = to_grid((label.x, label.baseline));
        self.area.draw_text(&label.text, &style, place)
    }

    /// The colour of an ink in the theme.
    pub const fn colour(&self, ink: Ink) -> RGBColor {
        match ink {
            Ink::Text => self.palette.text,
            Ink::Muted => self.palette.muted,
            Ink::Ground => self.palette.ground,
            Ink::Line(line) => self.palette.ink(line),
        }
    }
}

/// The middle of a line `width` wide that covers whole pixels.
pub fn crisp(place: f64, width: f64) -> f64 {
    if width.round() % 2.0 == 0.0 {
        place.round()
    } else {
        place.floor() + 0.5
    }
}

fn on_grid(places: &[Point]) -> Vec<(i32, i32)> {
    places.iter().copied().map(to_grid).collect()
}

fn to_grid((x, y): Point) -> (i32, i32) {
    (units(x), units(y))
}

/// Pixels as units of the grid.
#[expect(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, and pictures are 3840 pixels wide at most"
)]
fn units(pixels: f64) -> i32 {
    (pixels * f64::from(GRID)).round() as i32
}

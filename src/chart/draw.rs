//! A plan drawn through plotters: grid, bars, lines, ends, labels, in this order.

use super::axis::ValueAxis;
use super::dates::DateAxis;
use super::font::{FAMILY, Weight};
use super::labels::{Align, Ink, Label};
use super::layout::{Leader, Panel, Plan, Shows};
use super::path::dashes;
use super::spec::Spec;
use super::svg::{GRID, SvgBackend};
use super::theme::Palette;
use super::view::Shape;
use crate::error::{Error, Result};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement};
use plotters::prelude::IntoDrawingArea;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

pub(super) type Canvas<'a> = DrawingArea<SvgBackend<'a>, Shift>;
pub(super) type Scales<'a> = DrawingArea<SvgBackend<'a>, Cartesian2d<DateAxis, ValueAxis>>;

/// What of a plan is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    /// Everything.
    Whole,
    /// The ground, and the labels that stay when a page shows other days.
    Staying,
    /// The panels with all that belongs to their days.
    Moving,
}

/// Draws `plan` of `spec` into `backend`.
pub(super) fn draw(spec: &Spec, plan: &Plan, layer: Layer, backend: SvgBackend<'_>) -> Result<()> {
    let pen = Pen {
        spec,
        plan,
        palette: Palette::of(spec.theme),
        root: backend.into_drawing_area(),
    };
    pen.draw_layer(layer).map_err(|fault| Error::Draw {
        cause: fault.to_string(),
    })
}

pub(super) struct Pen<'a> {
    pub(super) spec: &'a Spec,
    pub(super) plan: &'a Plan,
    pub(super) palette: &'static Palette,
    pub(super) root: Canvas<'a>,
}

pub(super) type Drawn = std::result::Result<(), DrawingAreaErrorKind<std::convert::Infallible>>;

impl<'a> Pen<'a> {
    fn draw_layer(&self, layer: Layer) -> Drawn {
        if layer != Layer::Moving {
            self.root.fill(&self.palette.ground)?;
        }
        if layer != Layer::Staying {
            self.draw_panels()?;
        }
        for label in &self.plan.labels {
            let is_here = match layer {
                Layer::Whole => true,
                Layer::Staying => self.plan.is_staying(label),
                Layer::Moving => !self.plan.is_staying(label),
            };
            if is_here {
                self.draw_label(label)?;
            }
        }
        self.root.present()
    }

    fn draw_panels(&self) -> Drawn {
        self.draw_bands()?;
        for panel in &self.plan.panels {
            self.draw_grid(panel)?;
        }
        self.draw_stems()?;
        for panel in &self.plan.panels {
            self.draw_foot(panel)?;
            let scales = self.scales(panel);
            match &panel.shows {
                Shows::Changes(line) => self.draw_bars(panel, &scales, *line)?,
                Shows::KeyRate => self.draw_key_rate(panel)?,
                Shows::Rates(lines) => self.draw_rates(panel, &scales, lines)?,
            }
        }
        self.draw_flags()
    }

    /// Bands behind lines or ranges, and what stands at their ends; the first line lies on top.
    fn draw_rates(&self, panel: &Panel, scales: &Scales<'_>, lines: &[usize]) -> Drawn {
        for line in lines.iter().rev() {
            self.draw_volatility(panel, scales, *line)?;
        }
        self.draw_start(panel)?;
        let counts = lines
            .iter()
            .map(|line| self.spec.lines[*line].points().count());
        let is_dense = counts.max().unwrap_or_default() as f64 > panel.frame.width();
        for line in lines.iter().rev() {
            match self.spec.view.shape {
                Shape::Lines { .. } => self.draw_line(panel, scales, *line, is_dense)?,
                Shape::Ranges(_) => self.draw_ranges(panel, *line)?,
            }
        }
        self.draw_ends(panel, lines)?;
        self.draw_extremes(panel)
    }

    /// The panel's part of the canvas with its two scales.
    fn scales(&self, panel: &Panel) -> Scales<'a> {
        let frame = panel.frame;
        let place = (units(frame.left), units(frame.top));
        let area = self
            .root
            .clone()
            .shrink(place, (units(frame.width()), units(frame.height())));
        let (x, y) = area.get_pixel_range();
        area.apply_coord_spec(Cartesian2d::new(
            panel.dates.clone(),
            panel.values.clone(),
            (x, y.end..y.start),
        ))
    }

    /// Hairlines at the figures, and at the turns of years.
    fn draw_grid(&self, panel: &Panel) -> Drawn {
        let (frame, hair) = (panel.frame, self.hair());
        let style = stroke(self.palette.grid, hair);
        for tick in &panel.ticks {
            let y = crisp(panel.y(*tick), hair);
            self.draw_path(&[(frame.left, y), (frame.right, y)], style)?;
        }
        for tick in panel
            .dates
            .ticks()
            .iter()
            .filter(|tick| tick.is_turn_of_year())
        {
            let x = crisp(panel.x(tick.at), hair);
            self.draw_path(&[(x, frame.top), (x, frame.bottom)], style)?;
        }
        Ok(())
    }

    /// The zero line of bars; the foot of the lowest panel with its ticks.
    fn draw_foot(&self, panel: &Panel) -> Drawn {
        let (frame, hair) = (panel.frame, self.hair());
        let style = stroke(self.palette.axis, hair);
        if panel.shows.is_changes() {
            let zero = crisp(panel.y(0.0), hair);
            self.draw_path(&[(frame.left, zero), (frame.right, zero)], style)?;
        }
        if !panel.is_lowest {
            return Ok(());
        }
        let foot = crisp(frame.bottom, hair);
        self.draw_path(&[(frame.left, foot), (frame.right, foot)], style)?;
        for tick in panel.dates.ticks() {
            let x = crisp(panel.x(tick.at), hair);
            self.draw_path(
                &[(x, foot), (x, foot + (0.32 * self.plan.base).round())],
                style,
            )?;
        }
        Ok(())
    }

    fn draw_line(&self, panel: &Panel, scales: &Scales<'_>, line: usize, is_dense: bool) -> Drawn {
        let ink = self.palette.ink(line);
        let width = if is_dense { 0.085 } else { 0.13 };
        for run in &self.spec.lines[line].runs {
            self.draw_mean(panel, scales, line, run)?;
            let rates: Vec<_> = run
                .points
                .iter()
                .map(|point| (point.day, point.value))
                .collect();
            let style = stroke(ink, (width * self.plan.base).max(1.0));
            self.root.draw(&PathElement::new(
                self.corners(panel, scales, line, &rates, run.to),
                style,
            ))?;
        }
        Ok(())
    }

    /// A dot where a line ends, and the thin line from there to a label that stands elsewhere.
    fn draw_ends(&self, panel: &Panel, lines: &[usize]) -> Drawn {
        for leader in &panel.leaders {
            self.draw_leader(panel, leader)?;
        }
        for line in lines
            .iter()
            .rev()
            .filter(|_| self.spec.view.shape.every().is_none())
        {
            let (day, value) = self.spec.lines[*line].end();
            let place = pair((panel.x(super::dates::midnight(day + 1)), panel.y(value)));
            let radius = units((0.22 * self.plan.base).max(1.8));
            self.root.draw(&Circle::new(
                place,
                radius,
                self.palette.ink(*line).filled(),
            ))?;
        }
        Ok(())
    }

    /// To the label of a line that ends far from it the way is dotted: a whole line would look like more rates.
    fn draw_leader(&self, panel: &Panel, leader: &Leader) -> Drawn {
        let base = self.plan.base;
        let style = stroke(self.palette.ink(leader.line), self.hair());
        let is_far = leader
            .corners
            .first()
            .is_some_and(|end| panel.frame.right - end.0 > 2.0 * base);
        if !is_far {
            return self.draw_path(&leader.corners, style);
        }
        for piece in dashes(
            &leader.corners,
            (0.1 * base).max(1.0),
            (0.45 * base).max(4.0),
        ) {
            self.draw_path(&piece, style)?;
        }
        Ok(())
    }

    /// Changes as bars up and down from zero.
    fn draw_bars(&self, panel: &Panel, scales: &Scales<'_>, line: usize) -> Drawn {
        let width = (0.62 * panel.period_px(self.spec))
            .floor()
            .clamp(1.0, (1.5 * self.plan.base).floor());
        let zero = panel.y(0.0);
        let bar = |(at, change): (i32, f64)| {
            let (_, y) = scales.map_coordinate(&(at, change));
            (
                panel.inside(panel.x(at), width),
                (f64::from(y) / f64::from(GRID), zero),
            )
        };
        self.draw_uprights(
            self.spec.lines[line].bars().map(bar),
            width,
            self.palette.ink(line),
        )
    }

    fn draw_label(&self, label: &Label) -> Drawn {
        draw_label(&self.root, label, self.colour(label.ink))
    }

    pub(super) fn colour(&self, ink: Ink) -> RGBColor {
        ink_colour(self.palette, ink)
    }

    pub(super) fn draw_path(&self, corners: &[(f64, f64)], style: ShapeStyle) -> Drawn {
        self.root.draw(&PathElement::new(
            corners.iter().copied().map(pair).collect::<Vec<_>>(),
            style,
        ))
    }

    /// Width of the thinnest line: one pixel, more in large pictures.
    pub(super) fn hair(&self) -> f64 {
        (self.plan.base / 16.0).round().max(1.0)
    }
}

/// Writes a label where it stands.
pub(super) fn draw_label(canvas: &Canvas<'_>, label: &Label, colour: RGBColor) -> Drawn {
    let style = match label.weight {
        Weight::Regular => FontStyle::Normal,
        Weight::Bold => FontStyle::Bold,
    };
    let anchor = match label.align {
        Align::Left => HPos::Left,
        Align::Middle => HPos::Center,
        Align::Right => HPos::Right,
    };
    let font = FontDesc::new(FontFamily::Name(FAMILY), label.size, style);
    let style = TextStyle::from(font)
        .color(&colour)
        .pos(Pos::new(anchor, VPos::Bottom));
    canvas.draw_text(&label.text, &style, pair((label.x, label.baseline)))
}

/// The colour of an ink in a theme.
pub(super) const fn ink_colour(palette: &Palette, ink: Ink) -> RGBColor {
    match ink {
        Ink::Text => palette.text,
        Ink::Muted => palette.muted,
        Ink::Ground => palette.ground,
        Ink::Line(line) => palette.ink(line),
    }
}

pub(super) fn stroke(colour: RGBColor, width_px: f64) -> ShapeStyle {
    ShapeStyle {
        color: colour.to_rgba(),
        filled: false,
        stroke_width: units(width_px).unsigned_abs(),
    }
}

/// The middle of a line `width` wide that covers whole pixels.
pub(super) fn crisp(place: f64, width: f64) -> f64 {
    if width.round() % 2.0 == 0.0 {
        place.round()
    } else {
        place.floor() + 0.5
    }
}

pub(super) fn pair((x, y): (f64, f64)) -> (i32, i32) {
    (units(x), units(y))
}

/// Pixels as units of the grid.
#[expect(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, and pictures are 3840 pixels wide at most"
)]
pub(super) fn units(pixels: f64) -> i32 {
    (pixels * f64::from(GRID)).round() as i32
}

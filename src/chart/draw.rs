//! A plan drawn through plotters: grid, bars, lines, ends, labels, in this order.

use super::axis::ValueAxis;
use super::dates::{DateAxis, noon};
use super::font::{FAMILY, Weight};
use super::labels::{Align, Ink, Label};
use super::layout::{Panel, Plan, Shows};
use super::reduce::reduced;
use super::spec::{Line, Run, Spec};
use super::svg::{GRID, SvgBackend};
use super::theme::Palette;
use crate::error::{Error, Result};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement};
use plotters::prelude::IntoDrawingArea;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

type Canvas<'a> = DrawingArea<SvgBackend<'a>, Shift>;
type Scales<'a> = DrawingArea<SvgBackend<'a>, Cartesian2d<DateAxis, ValueAxis>>;

/// From so many pixels a day on, a rate is drawn as what it is, a step that lasts until the next record. Closer
/// together steps look like noise, and a straight line from record to record reads better.
const STEPS_FROM_DAY_PX: f64 = 9.0;

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
    let pen = Pen { spec, plan, palette: Palette::of(spec.theme), root: backend.into_drawing_area() };
    pen.draw_layer(layer).map_err(|fault| Error::Draw { cause: fault.to_string() })
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
                Shows::Rates(lines) => {
                    // The first line lies on top.
                    for line in lines.iter().rev() {
                        self.draw_line(panel, &scales, *line)?;
                    }
                    self.draw_ends(panel, lines)?;
                }
            }
        }
        self.draw_flags()
    }

    /// The panel's part of the canvas with its two scales.
    fn scales(&self, panel: &Panel) -> Scales<'a> {
        let frame = panel.frame;
        let place = (units(frame.left), units(frame.top));
        let area = self.root.clone().shrink(place, (units(frame.width()), units(frame.height())));
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
        for tick in panel.dates.ticks().iter().filter(|tick| tick.is_turn_of_year()) {
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
            self.draw_path(&[(x, foot), (x, foot + (0.32 * self.plan.base).round())], style)?;
        }
        Ok(())
    }

    fn draw_line(&self, panel: &Panel, scales: &Scales<'_>, line: usize) -> Drawn {
        let day_px = panel.frame.width() / panel.dates.days();
        let ink = self.palette.ink(line);
        for run in &self.spec.lines[line].runs {
            let points = if day_px >= STEPS_FROM_DAY_PX { steps(run) } else { straight(run) };
            let few = reduced(&points, |half_day| column(panel.x(half_day)));
            let width = if points.len() as f64 > panel.frame.width() { 0.085 } else { 0.13 };
            let style = stroke(ink, (width * self.plan.base).max(1.0));
            scales.draw(&PathElement::new(few, style))?;
        }
        Ok(())
    }

    /// A dot where a line ends, and the thin line from there to a label that stands elsewhere.
    fn draw_ends(&self, panel: &Panel, lines: &[usize]) -> Drawn {
        for leader in &panel.leaders {
            self.draw_path(&leader.corners, stroke(self.palette.ink(leader.line), self.hair()))?;
        }
        for line in lines.iter().rev() {
            let (day, value) = self.spec.lines[*line].end();
            let place = pair((panel.x(super::dates::midnight(day + 1)), panel.y(value)));
            let radius = units((0.22 * self.plan.base).max(1.8));
            self.root.draw(&Circle::new(place, radius, self.palette.ink(*line).filled()))?;
        }
        Ok(())
    }

    /// Daily changes as bars of whole pixels; where several days share a pixel, one bar over all their changes.
    fn draw_bars(&self, panel: &Panel, scales: &Scales<'_>, line: usize) -> Drawn {
        let day_px = panel.frame.width() / panel.dates.days();
        let width = (0.62 * day_px).floor().clamp(1.0, (1.5 * self.plan.base).floor());
        let style = stroke(self.palette.ink(line), width);
        let mut open: Option<(i32, i32, i32)> = None;
        let zero = panel.y(0.0);
        let bar = |(x, top, bottom): (i32, i32, i32)| {
            self.root.draw(&PathElement::new(vec![(x, bottom), (x, top)], style))
        };
        for (day, change) in changes(&self.spec.lines[line]) {
            let (x, y) = scales.map_coordinate(&(noon(day), change));
            let x = units(crisp(f64::from(x) / f64::from(GRID), width));
            let (top, bottom) = (y.min(units(zero)), y.max(units(zero)));
            open = match open {
                Some((before, upper, lower)) if before == x => Some((x, upper.min(top), lower.max(bottom))),
                other => {
                    other.map_or(Ok(()), bar)?;
                    Some((x, top, bottom))
                }
            };
        }
        open.map_or(Ok(()), bar)
    }

    fn draw_label(&self, label: &Label) -> Drawn {
        let colour = self.colour(label.ink);
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
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(anchor, VPos::Bottom));
        self.root.draw_text(&label.text, &style, pair((label.x, label.baseline)))
    }

    pub(super) fn colour(&self, ink: Ink) -> RGBColor {
        match ink {
            Ink::Text => self.palette.text,
            Ink::Muted => self.palette.muted,
            Ink::Ground => self.palette.ground,
            Ink::Line(line) => self.palette.ink(line),
        }
    }

    pub(super) fn draw_path(&self, corners: &[(f64, f64)], style: ShapeStyle) -> Drawn {
        self.root.draw(&PathElement::new(corners.iter().copied().map(pair).collect::<Vec<_>>(), style))
    }

    /// Width of the thinnest line: one pixel, more in large pictures.
    pub(super) fn hair(&self) -> f64 {
        (self.plan.base / 16.0).round().max(1.0)
    }
}

/// A rate holds until the next one; the last one to the end of the run's last day.
pub(super) fn steps(run: &Run) -> Vec<(i32, f64)> {
    let ends = run.points.iter().skip(1).map(|point| point.day).chain([run.to + 1]);
    let midnight = super::dates::midnight;
    run.points
        .iter()
        .zip(ends)
        .flat_map(|(p, end)| [(midnight(p.day), p.value), (midnight(end), p.value)])
        .collect()
}

/// From record to record, and level to the end of the run's last day. Over holidays the line stays level too, and
/// moves on the day before the next record: a slope of ten days would tell of days on which nothing moved.
pub(super) fn straight(run: &Run) -> Vec<(i32, f64)> {
    const LONG_DAYS: i32 = 5;
    let midnight = super::dates::midnight;
    let ends = run.points.iter().skip(1).map(|point| point.day).chain([run.to + 2]);
    let mut points = Vec::with_capacity(run.points.len() + 16);
    for (point, end) in run.points.iter().zip(ends) {
        points.push((midnight(point.day), point.value));
        if end - point.day >= LONG_DAYS || end > run.to {
            points.push((midnight(end - 1), point.value));
        }
    }
    points
}

fn changes(line: &Line) -> impl Iterator<Item = (i32, f64)> {
    line.points().filter_map(|point| Some((point.day, point.change?)))
}

pub(super) fn stroke(colour: RGBColor, width_px: f64) -> ShapeStyle {
    ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: units(width_px).unsigned_abs() }
}

/// The middle of a line `width` wide that covers whole pixels.
pub(super) fn crisp(place: f64, width: f64) -> f64 {
    if width.round() % 2.0 == 0.0 { place.round() } else { place.floor() + 0.5 }
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

#[expect(clippy::cast_possible_truncation, reason = "as above")]
fn column(x: f64) -> i64 {
    x.floor() as i64
}

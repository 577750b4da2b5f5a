//! What the views add to a drawing: bands, averages, ranges of periods, marks of extremes, the line of the start.

use super::draw::{Drawn, Pen, Scales, crisp, stroke, units};
use super::layout::Panel;
use super::overlay::Range;
use super::reduce::reduced;
use super::spec::Run;
use super::view::Values;
use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::{Color, RGBColor};

/// How much of the ink there is in the area of a band.
const BAND_ALPHA: f64 = 0.15;

/// How much of the ink there is in the bar of a range; its tick has all.
const RANGE_PART: f64 = 0.45;

/// A bar: its middle, and its ends.
pub(super) type Upright = (f64, (f64, f64));

impl Pen<'_> {
    /// The level of the first day, from which everything is counted.
    pub(super) fn draw_start(&self, panel: &Panel) -> Drawn {
        let start = match self.spec.view.values {
            Values::Rates(_) => return Ok(()),
            Values::Percent => 0.0,
            Values::Index(_) => 100.0,
        };
        let (frame, hair) = (panel.frame, self.hair());
        let y = crisp(panel.y(start), hair);
        self.draw_path(
            &[(frame.left, y), (frame.right, y)],
            stroke(self.palette.axis, hair),
        )
    }

    /// The volatility band of a line, behind all lines.
    pub(super) fn draw_volatility(&self, panel: &Panel, scales: &Scales<'_>, line: usize) -> Drawn {
        let style = self.palette.ink(line).mix(BAND_ALPHA).filled();
        for run in &self.spec.lines[line].runs {
            let edge = |of: fn(&super::overlay::Expected) -> f64| {
                let points: Vec<_> = run.band.iter().map(|one| (one.day, of(one))).collect();
                self.corners(panel, scales, line, &points, run.to)
            };
            let (mut outline, lower) = (edge(|one| one.high), edge(|one| one.low));
            outline.extend(lower.into_iter().rev());
            if outline.len() > 2 {
                self.root.draw(&Polygon::new(outline, style))?;
            }
        }
        Ok(())
    }

    /// The moving average: the line's ink, half its width.
    pub(super) fn draw_mean(
        &self,
        panel: &Panel,
        scales: &Scales<'_>,
        line: usize,
        run: &Run,
    ) -> Drawn {
        if run.mean.is_empty() {
            return Ok(());
        }
        let corners = self.corners(panel, scales, line, &run.mean, run.to);
        let style = stroke(self.palette.ink(line), (0.055 * self.plan.base).max(0.6));
        self.root.draw(&PathElement::new(corners, style))
    }

    /// The line through rates of the line at `line`, thinned out, on the grid of the backend.
    pub(super) fn corners(
        &self,
        panel: &Panel,
        scales: &Scales<'_>,
        line: usize,
        rates: &[(i32, f64)],
        to: i32,
    ) -> Vec<(i32, i32)> {
        let measure = self.spec.lines[line].measure;
        let few = reduced(&panel.path(rates, to), |half_day| column(panel.x(half_day)));
        few.into_iter()
            .map(|(half_day, rate)| scales.map_coordinate(&(half_day, measure.of(rate))))
            .collect()
    }

    /// Of each period a bar from its lowest to its highest rate, and a tick at the last. Where there is no room for
    /// ticks, bars reach to the last rate of the period before, so that they are one line.
    pub(super) fn draw_ranges(&self, panel: &Panel, line: usize) -> Drawn {
        let (ink, measure) = (self.palette.ink(line), self.spec.lines[line].measure);
        let slots = panel.slots(self.spec, self.plan.base);
        let ranges = || self.spec.lines[line].ranges();
        let y = |rate| panel.y(measure.of(rate));
        let Some(reach) = slots.tick else {
            let stem = |range: &Range| {
                let before = range.before.unwrap_or(range.last);
                let (high, low) = (y(range.high.max(before)), y(range.low.min(before)));
                let least = (0.5 * (self.hair() - (low - high))).max(0.0);
                (
                    panel.range_x(&slots, line, range),
                    (high - least, low + least),
                )
            };
            return self.draw_uprights(ranges().map(stem), self.hair(), ink);
        };
        let stem = |range: &Range| {
            (
                panel.range_x(&slots, line, range),
                (y(range.high), y(range.low)),
            )
        };
        self.draw_uprights(ranges().map(stem), slots.wide, self.mixed(ink))?;
        let thick = (0.13 * self.plan.base).round().max(1.0);
        for range in ranges() {
            let (x, y) = (
                panel.range_x(&slots, line, range),
                crisp(y(range.last), thick),
            );
            self.draw_path(&[(x - reach, y), (x + reach, y)], stroke(ink, thick))?;
        }
        Ok(())
    }

    /// Bars of whole pixels; where several share a pixel, one over all of them.
    pub(super) fn draw_uprights(
        &self,
        stems: impl Iterator<Item = Upright>,
        width: f64,
        colour: RGBColor,
    ) -> Drawn {
        let style = stroke(colour, width);
        let mut open: Option<(i32, i32, i32)> = None;
        let bar = |(x, top, bottom): (i32, i32, i32)| {
            self.root
                .draw(&PathElement::new(vec![(x, bottom), (x, top)], style))
        };
        for (x, (one, other)) in stems {
            let x = units(crisp(x, width));
            let (top, bottom) = (units(one.min(other)), units(one.max(other)));
            open = match open {
                Some((before, upper, lower)) if before == x => {
                    Some((x, upper.min(top), lower.max(bottom)))
                }
                other => {
                    other.map_or(Ok(()), bar)?;
                    Some((x, top, bottom))
                }
            };
        }
        open.map_or(Ok(()), bar)
    }

    /// Dots where labels tell of the lowest and highest figures.
    pub(super) fn draw_extremes(&self, panel: &Panel) -> Drawn {
        for marked in &panel.extremes {
            let (x, y) = marked.place;
            let radius = units((0.2 * self.plan.base).max(1.6));
            let inner =
                units((0.2 * self.plan.base).max(1.6) - self.hair().max(0.08 * self.plan.base));
            let ink = self.palette.ink(marked.line).filled();
            self.root
                .draw(&Circle::new((units(x), units(y)), radius, ink))?;
            self.root.draw(&Circle::new(
                (units(x), units(y)),
                inner,
                self.palette.ground.filled(),
            ))?;
        }
        Ok(())
    }

    fn mixed(&self, ink: RGBColor) -> RGBColor {
        let ground = self.palette.ground;
        let mix =
            |a: u8, b: u8| channel(f64::from(a) * RANGE_PART + f64::from(b) * (1.0 - RANGE_PART));
        RGBColor(
            mix(ink.0, ground.0),
            mix(ink.1, ground.1),
            mix(ink.2, ground.2),
        )
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between two channels"
)]
fn channel(value: f64) -> u8 {
    value.round() as u8
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, and pictures are 3840 pixels wide at most"
)]
fn column(x: f64) -> i64 {
    x.floor() as i64
}

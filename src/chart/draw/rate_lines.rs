//! The lines of a panel of rates: bands, averages, ranges of periods, ends, extremes, the line of the start.

use super::{
    palette::{Stroke, mixed},
    pen::{Drawn, Pen},
};
use crate::chart::{
    data::{
        Expected, Line, Range, RateAt, Run, Shape, Spec, Values, longest, midnight, reduced, whole,
    },
    plan::{Leader, Panel, Plan, Point, RangeBars, dashes},
};
use plotters::style::RGBColor;

/// How much of the ink there is in the area of a band.
const BAND_ALPHA: f64 = 0.15;

/// How much of the ink there is in the bar of a range; its tick has all.
const RANGE_PART: f64 = 0.45;

/// A panel of rates, and all that its drawing needs.
pub struct RatePanel<'a, 'b> {
    pub pen: &'a Pen<'b>,
    pub spec: &'a Spec,
    pub plan: &'a Plan,
    pub panel: &'a Panel,
    /// By their places in the specification.
    pub lines: &'a [usize],
}

impl RatePanel<'_, '_> {
    /// Bands behind lines or ranges, and what is at their ends.
    pub fn draw(&self) -> Drawn {
        // The first line is drawn last, on top of the others.
        for line in self.lines.iter().rev() {
            self.draw_volatility(*line)?;
        }
        self.draw_start()?;

        let width = self.line_width();
        for line in self.lines.iter().rev() {
            match self.spec.view.shape {
                Shape::Lines { .. } => self.draw_line(*line, width)?,
                Shape::Ranges(_) => self.draw_ranges(*line)?,
            }
        }

        self.draw_ends()?;
        self.draw_extremes()
    }

    fn line(&self, line: usize) -> &Line {
        &self.spec.lines[line]
    }

    fn ink(&self, line: usize) -> RGBColor {
        self.pen.palette.ink(line)
    }

    /// The volatility band of a line, behind all lines.
    fn draw_volatility(&self, line: usize) -> Drawn {
        for run in &self.line(line).runs {
            let lower = self.band_edge(line, run, |one| one.low);
            let mut outline = self.band_edge(line, run, |one| one.high);
            outline.extend(lower.into_iter().rev());
            // A single record has no area.
            if outline.len() > 2 {
                self.pen.draw_area(&outline, self.ink(line), BAND_ALPHA)?;
            }
        }

        Ok(())
    }

    fn band_edge(&self, line: usize, run: &Run, of: fn(&Expected) -> f64) -> Vec<Point> {
        let rates: Vec<_> = run.band.iter().map(|one| (one.day, of(one))).collect();
        self.corners(line, &rates, run.to)
    }

    /// The level of the first day, from which everything is counted.
    fn draw_start(&self) -> Drawn {
        let start = match self.spec.view.values {
            Values::Rates(_) => return Ok(()),
            Values::Percent => 0.0,
            Values::Index(_) => 100.0,
        };

        let y = self.panel.y(start);
        let hair = self.plan.sizes.hair();
        for part in self.plan.level_parts(y, self.panel.frame.sides()) {
            self.pen.draw_level(y, part, self.pen.palette.axis, hair)?;
        }
        Ok(())
    }

    /// Lines with more records than pixels are thinner, or they would be blots.
    fn line_width(&self) -> f64 {
        let counts = self
            .lines
            .iter()
            .map(|line| self.line(*line).points().count());
        let is_dense = longest(counts.map(|count| count as f64)) > self.panel.frame.width();
        let width = if is_dense { 0.085 } else { 0.13 };

        (width * self.plan.sizes.base).max(1.0)
    }

    fn draw_line(&self, line: usize, width: f64) -> Drawn {
        let ink = self.ink(line);
        for run in &self.line(line).runs {
            // The moving average has the line's ink and half its width.
            if !run.mean.is_empty() {
                let mean = self.corners(line, &run.mean, run.to);
                let width = (0.055 * self.plan.sizes.base).max(0.6);
                self.pen.draw_path(&mean, ink, width)?;
            }
            let rates = self.corners(line, &run.rates(), run.to);
            self.draw_rates(line, &rates, width)?;
        }

        Ok(())
    }

    /// A whole line or, of those beyond the last ink, a broken one.
    fn draw_rates(&self, line: usize, corners: &[Point], width: f64) -> Drawn {
        let ink = self.ink(line);
        let base = self.plan.sizes.base;
        let dash = match Stroke::of(line) {
            Stroke::Whole => return self.pen.draw_path(corners, ink, width),
            Stroke::Dashed => 0.5 * base,
            Stroke::Dotted => 0.12 * base,
        };

        for piece in dashes(corners, dash, 0.35 * base) {
            self.pen.draw_path(&piece, ink, width)?;
        }
        Ok(())
    }

    /// The line through rates, thinned out to what a pixel can show.
    fn corners(&self, line: usize, rates: &[RateAt], to: i32) -> Vec<Point> {
        let path = self.panel.path(rates, to);
        let few = reduced(&path, |half_day| whole(self.panel.x(half_day)));

        few.into_iter()
            .map(|(half_day, rate)| (self.panel.x(half_day), self.y(line, rate)))
            .collect()
    }

    fn y(&self, line: usize, rate: f64) -> f64 {
        self.panel.y(self.line(line).measure.of(rate))
    }

    /// Of each period a bar from its lowest to its highest rate, and a tick at the last.
    fn draw_ranges(&self, line: usize) -> Drawn {
        let bars = RangeBars::new(self.panel, self.spec, self.plan.sizes.base);
        let ranges = self.line(line).ranges();
        let ink = self.ink(line);
        let Some(reach) = bars.tick else {
            // Without room for ticks, bars reach to the last rate of the period before, so that they are one line.
            let hair = self.plan.sizes.hair();
            let stems =
                ranges.map(|range| (bars.x(self.panel, line, range), self.joined(line, range)));
            return self.pen.draw_bars(stems, hair, ink);
        };

        let stems = ranges.map(|range| {
            let ends = [range.high, range.low].map(|rate| self.y(line, rate));
            (bars.x(self.panel, line, range), ends)
        });

        let pale = mixed(ink, self.pen.palette.ground, RANGE_PART);
        self.pen.draw_bars(stems, bars.wide, pale)?;

        let thick = (0.13 * self.plan.sizes.base).round().max(1.0);
        for range in self.line(line).ranges() {
            let x = bars.x(self.panel, line, range);
            let last = self.y(line, range.last);
            self.pen
                .draw_level(last, (x - reach, x + reach), ink, thick)?;
        }
        Ok(())
    }

    /// Ends of a bar that reaches to the last rate of the period before.
    fn joined(&self, line: usize, range: &Range) -> [f64; 2] {
        let before = range.before.unwrap_or(range.last);
        let high = self.y(line, range.high.max(before));
        let low = self.y(line, range.low.min(before));
        // Even a period without movement is a hair high.
        let lacking = (0.5 * (self.plan.sizes.hair() - (low - high))).max(0.0);

        [high - lacking, low + lacking]
    }

    /// The thin lines from ends of lines to labels that are not next to them and, unless ranges are drawn, a dot at
    /// each end.
    fn draw_ends(&self) -> Drawn {
        for leader in &self.panel.leaders {
            self.draw_leader(leader)?;
        }
        // The bar of a range has its own mark of the last rate.
        if self.spec.view.shape.every().is_some() {
            return Ok(());
        }

        let radius = (0.22 * self.plan.sizes.base).max(1.8);
        for line in self.lines.iter().rev() {
            let (day, value) = self.line(*line).end();
            let place = (self.panel.x(midnight(day + 1)), self.panel.y(value));
            self.pen.draw_dot(place, radius, self.ink(*line))?;
        }
        Ok(())
    }

    /// To the label of a line that ends far from it the way is dotted: a whole line would look like more rates.
    fn draw_leader(&self, leader: &Leader) -> Drawn {
        let base = self.plan.sizes.base;
        let hair = self.plan.sizes.hair();
        let ink = self.ink(leader.line);
        let end = leader.corners.first();
        if end.is_none_or(|end| self.panel.frame.right - end.0 <= 2.0 * base) {
            return self.pen.draw_path(&leader.corners, ink, hair);
        }

        for piece in dashes(
            &leader.corners,
            (0.1 * base).max(1.0),
            (0.45 * base).max(4.0),
        ) {
            self.pen.draw_path(&piece, ink, hair)?;
        }
        Ok(())
    }

    /// Rings at the lowest and highest values that have labels.
    fn draw_extremes(&self) -> Drawn {
        let base = self.plan.sizes.base;
        let radius = (0.2 * base).max(1.6);
        let inner = radius - self.plan.sizes.hair().max(0.08 * base);
        for marked in &self.panel.extremes {
            self.pen
                .draw_dot(marked.place, radius, self.ink(marked.line))?;
            self.pen
                .draw_dot(marked.place, inner, self.pen.palette.ground)?;
        }

        Ok(())
    }
}

//! The lines of a panel of rates: bands, averages, ranges of periods, ends, extremes, the line of the start.

use super::palette::mixed;
use super::pen::{Drawn, Pen};
use crate::chart::data::{Expected, Line, Shape, Spec, Values, midnight, reduced};
use crate::chart::plan::{Leader, Panel, Plan, RangeBars, dashes};
use plotters::style::RGBColor;

/// How much of the ink there is in the area of a band.
const BAND_ALPHA: f64 = 0.15;

/// How much of the ink there is in the bar of a range; its tick has all.
const RANGE_PART: f64 = 0.45;

/// Bands behind lines or ranges, and what is at their ends; the first line lies on top.
pub fn draw_rates(
    pen: &Pen<'_>,
    spec: &Spec,
    plan: &Plan,
    panel: &Panel,
    lines: &[usize],
) -> Drawn {
    for line in lines.iter().rev() {
        draw_volatility(pen, panel, &spec.lines[*line], pen.palette.ink(*line))?;
    }
    draw_start(pen, spec, plan, panel)?;

    let counts = lines.iter().map(|line| spec.lines[*line].points().count());
    let is_dense = counts.max().unwrap_or_default() as f64 > panel.frame.width();
    for line in lines.iter().rev() {
        let drawn = &spec.lines[*line];
        match spec.view.shape {
            Shape::Lines { .. } => {
                let ink = pen.palette.ink(*line);
                draw_line(pen, panel, drawn, ink, plan.sizes.base, is_dense)?;
            }
            Shape::Ranges(_) => draw_ranges(pen, spec, plan, panel, *line)?,
        }
    }
    draw_ends(pen, spec, plan, panel, lines)?;
    draw_extremes(pen, plan, panel)
}

/// The volatility band of a line, behind all lines.
fn draw_volatility(pen: &Pen<'_>, panel: &Panel, line: &Line, ink: RGBColor) -> Drawn {
    for run in &line.runs {
        let edge = |of: fn(&Expected) -> f64| {
            let rates: Vec<_> = run.band.iter().map(|one| (one.day, of(one))).collect();
            corners(panel, line, &rates, run.to)
        };
        let lower = edge(|one| one.low);
        let mut outline = edge(|one| one.high);
        outline.extend(lower.into_iter().rev());
        if outline.len() > 2 {
            pen.draw_area(&outline, ink, BAND_ALPHA)?;
        }
    }

    Ok(())
}

/// The level of the first day, from which everything is counted.
fn draw_start(pen: &Pen<'_>, spec: &Spec, plan: &Plan, panel: &Panel) -> Drawn {
    let start = match spec.view.values {
        Values::Rates(_) => return Ok(()),
        Values::Percent => 0.0,
        Values::Index(_) => 100.0,
    };

    let ends = (panel.frame.left, panel.frame.right);
    pen.draw_level(panel.y(start), ends, pen.palette.axis, plan.sizes.hair())
}

fn draw_line(
    pen: &Pen<'_>,
    panel: &Panel,
    line: &Line,
    ink: RGBColor,
    base: f64,
    is_dense: bool,
) -> Drawn {
    let width = if is_dense { 0.085 } else { 0.13 };
    for run in &line.runs {
        // The moving average has the line's ink and half its width.
        if !run.mean.is_empty() {
            let mean = corners(panel, line, &run.mean, run.to);
            pen.draw_path(&mean, ink, (0.055 * base).max(0.6))?;
        }
        let rates = corners(panel, line, &run.rates(), run.to);
        pen.draw_path(&rates, ink, (width * base).max(1.0))?;
    }

    Ok(())
}

/// The line through rates, thinned out to what a pixel can show.
fn corners(panel: &Panel, line: &Line, rates: &[(i32, f64)], to: i32) -> Vec<(f64, f64)> {
    let path = panel.path(rates, to);

    reduced(&path, |half_day| column(panel.x(half_day)))
        .into_iter()
        .map(|(half_day, rate)| (panel.x(half_day), panel.y(line.measure.of(rate))))
        .collect()
}

/// Of each period a bar from its lowest to its highest rate, and a tick at the last. Without room for
/// ticks, bars reach to the last rate of the period before, so that they are one line.
fn draw_ranges(pen: &Pen<'_>, spec: &Spec, plan: &Plan, panel: &Panel, line: usize) -> Drawn {
    let ink = pen.palette.ink(line);
    let drawn = &spec.lines[line];
    let bars = RangeBars::new(panel, spec, plan.sizes.base);
    let y = |rate| panel.y(drawn.measure.of(rate));
    let Some(reach) = bars.tick else {
        let hair = plan.sizes.hair();
        let stems = drawn.ranges().map(|range| {
            let before = range.before.unwrap_or(range.last);
            let high = y(range.high.max(before));
            let low = y(range.low.min(before));
            // Even a period without movement is a hair high.
            let lacking = (0.5 * (hair - (low - high))).max(0.0);
            let x = bars.x(panel, line, range);
            (x, [high - lacking, low + lacking])
        });
        return pen.draw_bars(stems, hair, ink);
    };

    let stems = drawn.ranges().map(|range| {
        let x = bars.x(panel, line, range);
        (x, [y(range.high), y(range.low)])
    });
    let pale = mixed(ink, pen.palette.ground, RANGE_PART);
    pen.draw_bars(stems, bars.wide, pale)?;
    let thick = (0.13 * plan.sizes.base).round().max(1.0);
    for range in drawn.ranges() {
        let x = bars.x(panel, line, range);
        pen.draw_level(y(range.last), (x - reach, x + reach), ink, thick)?;
    }
    Ok(())
}

/// A dot where a line ends, and the thin line from there to a label that stands elsewhere.
fn draw_ends(pen: &Pen<'_>, spec: &Spec, plan: &Plan, panel: &Panel, lines: &[usize]) -> Drawn {
    for leader in &panel.leaders {
        draw_leader(pen, plan, panel, leader)?;
    }
    if spec.view.shape.every().is_some() {
        return Ok(());
    }

    let radius = (0.22 * plan.sizes.base).max(1.8);
    for line in lines.iter().rev() {
        let (day, value) = spec.lines[*line].end();
        let place = (panel.x(midnight(day + 1)), panel.y(value));
        pen.draw_dot(place, radius, pen.palette.ink(*line))?;
    }
    Ok(())
}

/// To the label of a line that ends far from it the way is dotted: a whole line would look like more rates.
fn draw_leader(pen: &Pen<'_>, plan: &Plan, panel: &Panel, leader: &Leader) -> Drawn {
    let base = plan.sizes.base;
    let hair = plan.sizes.hair();
    let ink = pen.palette.ink(leader.line);
    let end = leader.corners.first();
    if end.is_none_or(|end| panel.frame.right - end.0 <= 2.0 * base) {
        return pen.draw_path(&leader.corners, ink, hair);
    }

    let dash = (0.1 * base).max(1.0);
    let gap = (0.45 * base).max(4.0);
    for piece in dashes(&leader.corners, dash, gap) {
        pen.draw_path(&piece, ink, hair)?;
    }
    Ok(())
}

/// Rings at the lowest and highest values that have labels.
fn draw_extremes(pen: &Pen<'_>, plan: &Plan, panel: &Panel) -> Drawn {
    let base = plan.sizes.base;
    let radius = (0.2 * base).max(1.6);
    let inner = radius - plan.sizes.hair().max(0.08 * base);
    for marked in &panel.extremes {
        pen.draw_dot(marked.place, radius, pen.palette.ink(marked.line))?;
        pen.draw_dot(marked.place, inner, pen.palette.ground)?;
    }

    Ok(())
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, and pictures are 3840 pixels wide at most"
)]
fn column(x: f64) -> i64 {
    x.floor() as i64
}

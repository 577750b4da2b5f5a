//! A plan drawn: grid, bars, lines, ends, labels, in this order.

use super::{
    marks::{draw_bands, draw_flags, draw_stems},
    palette::Palette,
    pen::{Drawn, Pen, crisp},
    rate_lines::RatePanel,
    svg::SvgBackend,
};
use crate::{
    chart::{
        data::{Spec, known_key_rate},
        plan::{Panel, Plan, Shows, period_px},
    },
    error::{Error, Result},
};

/// What of a plan is drawn.
#[derive(Clone, Copy, PartialEq)]
pub enum Layer {
    /// Everything.
    Whole,
    /// The ground, and the labels that stay when a page shows other days.
    Staying,
    /// The panels with all that belongs to their days.
    Moving,
}

/// Draws `plan` of `spec` into `backend`.
pub fn draw_plan(spec: &Spec, plan: &Plan, layer: Layer, backend: SvgBackend) -> Result<()> {
    let pen = Pen::new(backend, Palette::of(spec.style.theme));
    draw_layer(&pen, spec, plan, layer).map_err(Error::draw)
}

fn draw_layer(pen: &Pen, spec: &Spec, plan: &Plan, layer: Layer) -> Drawn {
    if layer != Layer::Moving {
        pen.draw_ground()?;
    }
    if layer != Layer::Staying {
        draw_panels(pen, spec, plan)?;
    }

    for label in &plan.labels {
        let is_here = match layer {
            Layer::Whole => true,
            Layer::Staying => plan.is_staying(label),
            Layer::Moving => !plan.is_staying(label),
        };
        if is_here {
            pen.draw_label(label)?;
        }
    }

    pen.finish()
}

fn draw_panels(pen: &Pen, spec: &Spec, plan: &Plan) -> Drawn {
    // Bands are behind the grid and stems over it, but no mark is over a line.
    draw_bands(pen, plan)?;
    for panel in &plan.panels {
        draw_grid(pen, plan, panel)?;
    }
    draw_stems(pen, plan)?;

    for panel in &plan.panels {
        draw_foot(pen, plan, panel)?;
        match &panel.shows {
            Shows::Changes(line) => draw_changes(pen, spec, plan, panel, *line)?,
            Shows::KeyRate => draw_key_rate(pen, spec, plan, panel)?,
            Shows::Rates(lines) => RatePanel {
                pen,
                spec,
                plan,
                panel,
                lines,
            }
            .draw()?,
        }
    }

    draw_flags(pen, plan)
}

/// Hairlines at the numbers, and at the turns of years; none strikes out a label.
fn draw_grid(pen: &Pen, plan: &Plan, panel: &Panel) -> Drawn {
    let hair = plan.sizes.hair();
    let colour = pen.palette.grid;
    for tick in &panel.ticks {
        let y = panel.y(*tick);
        for part in plan.level_parts(y, panel.frame.sides()) {
            pen.draw_level(y, part, colour, hair)?;
        }
    }

    let ticks = panel.dates.ticks().iter();
    for tick in ticks.filter(|tick| tick.is_turn_of_year()) {
        let x = panel.x(tick.half_day);
        for part in plan.upright_parts(x, (panel.frame.top, panel.frame.bottom)) {
            pen.draw_upright(x, part, colour, hair)?;
        }
    }
    Ok(())
}

/// The zero line of bars; the foot of the lowest panel with its ticks.
fn draw_foot(pen: &Pen, plan: &Plan, panel: &Panel) -> Drawn {
    let hair = plan.sizes.hair();
    let colour = pen.palette.axis;
    let sides = panel.frame.sides();
    if panel.shows.is_changes() {
        pen.draw_level(panel.y(0.0), sides, colour, hair)?;
    }
    if !panel.is_lowest {
        return Ok(());
    }

    // Ticks begin on the foot as it is drawn, or there would be a gap.
    let foot = crisp(panel.frame.bottom, hair);
    let end = foot + (0.32 * plan.sizes.base).round();

    pen.draw_level(foot, sides, colour, hair)?;
    for tick in panel.dates.ticks() {
        pen.draw_upright(panel.x(tick.half_day), (foot, end), colour, hair)?;
    }
    Ok(())
}

/// Changes as bars up and down from zero.
fn draw_changes(pen: &Pen, spec: &Spec, plan: &Plan, panel: &Panel, line: usize) -> Drawn {
    let most = (1.5 * plan.sizes.base).floor();
    // Narrower than their days, so that bars stay apart.
    let width = (0.62 * period_px(panel, spec)).floor().clamp(1.0, most);
    let zero = panel.y(0.0);
    let bars = spec.lines[line].bars().map(|(half_day, change)| {
        let x = panel.inside(panel.x(half_day), width);
        (x, [panel.y(change), zero])
    });

    pen.draw_bars(bars, width, pen.palette.ink(line))
}

/// A line of steps over the days on which the rate is known.
fn draw_key_rate(pen: &Pen, spec: &Spec, plan: &Plan, panel: &Panel) -> Drawn {
    let Some(known) = known_key_rate(spec.span) else {
        return Ok(());
    };

    let corners = known.corners().into_iter();
    let corners: Vec<_> = corners
        .map(|(half_day, percent)| (panel.x(half_day), panel.y(percent)))
        .collect();
    let width = (0.11 * plan.sizes.base).max(1.0);
    pen.draw_path(&corners, pen.palette.text, width)
}

//! Marks drawn: bands below everything, lines down over the grid, flags and ticks on top.

use super::pen::{Drawn, Pen, crisp};
use crate::chart::plan::{Plan, Upright};

pub fn draw_bands(pen: &Pen, plan: &Plan) -> Drawn {
    for (frame, ink) in &plan.marks.bands {
        pen.fill(*frame, pen.palette.tint(pen.colour(*ink)))?;
    }

    Ok(())
}

/// Stems of flags in one stroke, changes of the method dashed.
pub fn draw_stems(pen: &Pen, plan: &Plan) -> Drawn {
    let hair = plan.sizes.hair();
    for Upright { x, top, bottom } in &plan.marks.stems {
        pen.draw_upright(*x, (*top, *bottom), pen.palette.stem(), hair)?;
    }

    let dash = (0.3 * plan.sizes.base).round().max(2.0);
    for Upright { x, top, bottom } in &plan.marks.methods {
        let mut from = *top;
        while from < *bottom {
            let to = (from + dash).min(*bottom);
            pen.draw_upright(*x, (from, to), pen.palette.axis, hair)?;
            from += 2.0 * dash;
        }
    }
    Ok(())
}

/// The boxes of flags, and ticks on days with the term.
pub fn draw_flags(pen: &Pen, plan: &Plan) -> Drawn {
    let hair = plan.sizes.hair();
    for ends in &plan.marks.brackets {
        let ends = ends.map(|(x, y)| (x, crisp(y, hair)));
        pen.draw_path(&ends, pen.palette.stem(), hair)?;
    }
    for (frame, ink) in &plan.marks.flags {
        pen.fill(*frame, pen.colour(*ink))?;
    }

    let width = (0.1 * plan.sizes.base).round().max(1.0);
    for Upright { x, top, bottom } in &plan.marks.ticks {
        pen.draw_upright(*x, (*top, *bottom), pen.palette.text, width)?;
    }
    Ok(())
}

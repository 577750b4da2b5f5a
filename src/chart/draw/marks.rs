//! Marks drawn: bands below everything, lines down and bars of headlines over the grid, flags on top.

use super::{
    palette::mixed,
    pen::{Drawn, Pen, crisp},
};
use crate::chart::plan::{Plan, Upright};

/// How much of the ink there is in the area of a period: one on another is darker.
const BAND_ALPHA: f64 = 0.1;
/// How much of it there is at its ends.
const EDGE_PART: f64 = 0.5;

/// Periods as areas of which the ground shows through, with a thin line at each end.
pub fn draw_bands(pen: &Pen, plan: &Plan) -> Drawn {
    for (frame, ink) in &plan.marks.bands {
        let (left, right) = frame.sides();
        let corners = [
            (left, frame.top),
            (right, frame.top),
            (right, frame.bottom),
            (left, frame.bottom),
        ];
        pen.draw_area(&corners, pen.colour(*ink), BAND_ALPHA)?;
    }

    let hair = plan.sizes.hair();
    for (Upright { x, top, bottom }, ink) in &plan.marks.edges {
        let pale = mixed(pen.colour(*ink), pen.palette.ground, EDGE_PART);
        pen.draw_upright(*x, (*top, *bottom), pale, hair)?;
    }
    Ok(())
}

/// Stems of flags in one stroke, changes of the method dashed, bars on days with the term.
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

    let width = (0.12 * plan.sizes.base).round().max(1.0);
    for Upright { x, top, bottom } in &plan.marks.ticks {
        pen.draw_upright(*x, (*top, *bottom), pen.palette.text, width)?;
    }
    Ok(())
}

/// The boxes of flags.
pub fn draw_flags(pen: &Pen, plan: &Plan) -> Drawn {
    let hair = plan.sizes.hair();
    for ends in &plan.marks.brackets {
        let ends = ends.map(|(x, y)| (x, crisp(y, hair)));
        pen.draw_path(&ends, pen.palette.stem(), hair)?;
    }
    for (frame, ink) in &plan.marks.flags {
        pen.fill(*frame, pen.colour(*ink))?;
    }
    Ok(())
}

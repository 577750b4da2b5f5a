//! A value axis that lies: the effects of a ranking.

use super::sheet::Sheet;
use crate::chart::axis::ValueAxis;
use crate::chart::draw::crisp;
use crate::chart::font::{Weight, width};
use crate::chart::labels::{Align, Ink};
use crate::chart::panel::thinned;

/// Values from `left` to `right`.
pub(super) struct Across {
    pub(super) left: f64,
    pub(super) right: f64,
    values: ValueAxis,
    ticks: Vec<(f64, String)>,
}

impl Across {
    /// An axis for effects of this extent, in per cent, with as many figures as have room.
    pub(super) fn of_percent(sheet: &Sheet, extent: (f64, f64), (left, right): (f64, f64)) -> Self {
        let axis = sheet.kind.axis;
        let values = ValueAxis::of_percent(extent, super::foot::wanted(right - left, 5.0 * axis));
        let wide = |tick: &f64| width(&values.text(*tick), axis, Weight::Regular);
        let all = values.ticks();
        let widest = all.iter().map(wide).fold(0.0, f64::max);
        let apart = all
            .windows(2)
            .map(|pair| (values.part(pair[1]) - values.part(pair[0])) * (right - left));
        let ticks = thinned(
            &all,
            apart.fold(f64::INFINITY, f64::min),
            widest + 0.6 * axis,
        );
        let ticks = ticks
            .into_iter()
            .map(|tick| (tick, values.text(tick)))
            .collect();
        Self {
            left,
            right,
            values,
            ticks,
        }
    }

    pub(super) fn x(&self, value: f64) -> f64 {
        self.left + self.values.part(value) * (self.right - self.left)
    }

    /// Lines of the grid from `top` to `bottom`, that of zero darker.
    pub(super) fn add_grid(&self, sheet: &mut Sheet, ends: (f64, f64)) {
        let (hair, palette) = (sheet.hair(), sheet.palette);
        for (tick, _) in &self.ticks {
            let colour = if *tick == 0.0 {
                palette.axis
            } else {
                palette.grid
            };
            sheet.drawing.upright(self.x(*tick), ends, colour, hair);
        }
    }

    /// The foot at `bottom` with its figures; those that would leave `room` are left out.
    pub(super) fn add_foot(&self, sheet: &mut Sheet, bottom: f64, room: (f64, f64)) {
        let (base, axis, hair) = (sheet.kind.base, sheet.kind.axis, sheet.hair());
        let y = crisp(bottom, hair);
        sheet
            .drawing
            .level(y, (self.left, self.right), sheet.palette.axis, hair);
        for (tick, text) in &self.ticks {
            let x = self.x(*tick);
            sheet
                .drawing
                .upright(x, (y, y + (0.32 * base).round()), sheet.palette.axis, hair);
            let label = sheet.small(
                text.clone(),
                x,
                bottom + 1.5 * axis,
                Align::Middle,
                Ink::Muted,
            );
            let frame = label.frame();
            if frame.left >= room.0 && frame.right <= room.1 {
                sheet.drawing.labels.push(label);
            }
        }
    }
}

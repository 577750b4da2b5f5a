//! A horizontal value axis: the effects of a ranking.

use super::{field::wanted, sheet::Sheet};
use crate::chart::{
    data::{Extent, longest},
    draw::crisp,
    plan::{Align, Ends, Ink, TypeSizes},
    scale::ValueAxis,
};

/// Values from `left` to `right`.
pub struct EffectAxis {
    pub left: f64,
    pub right: f64,
    values: ValueAxis,
    ticks: Vec<(f64, String)>,
}

impl EffectAxis {
    /// An axis for effects of this extent, in per cent, with as many numbers as have room.
    pub fn of_percent(sheet: &Sheet, extent: Extent, (left, right): Ends) -> Self {
        let axis = sheet.sizes.axis;
        let values = ValueAxis::of_percent(extent, wanted(right - left, 5.0 * axis));
        let all = values.ticks().into_iter();
        // Numbers along the axis are as far apart as the widest needs.
        let lettering = sheet.regular(axis);
        let widest = longest(all.map(|tick| lettering.width(&values.text(tick))));
        let ticks = values
            .ticks_apart(right - left, widest + 0.6 * axis)
            .into_iter();

        Self {
            left,
            right,
            ticks: ticks.map(|tick| (tick, values.text(tick))).collect(),
            values,
        }
    }

    pub fn x(&self, value: f64) -> f64 {
        self.left + self.values.part(value) * (self.right - self.left)
    }

    /// Lines of the grid from top to bottom, that of zero darker.
    pub fn add_grid(&self, sheet: &mut Sheet, ends: Ends) {
        for (tick, _) in &self.ticks {
            let colour = if *tick == 0.0 {
                sheet.palette.axis
            } else {
                sheet.palette.grid
            };
            sheet.draw_upright(self.x(*tick), ends, colour);
        }
    }

    /// The foot at `bottom` with its numbers; those that would leave `room` are left out.
    pub fn add_foot(&self, sheet: &mut Sheet, bottom: f64, room: Ends) {
        let TypeSizes { base, axis, .. } = sheet.sizes;
        let colour = sheet.palette.axis;
        let y = crisp(bottom, sheet.hair());
        sheet.draw_level(y, (self.left, self.right), colour);

        for (tick, text) in &self.ticks {
            let x = self.x(*tick);
            let foot = y + (0.32 * base).round();
            sheet.draw_upright(x, (y, foot), colour);

            let baseline = bottom + 1.5 * axis;
            let label = sheet.small(text.clone(), x, baseline, Align::Middle, Ink::Muted);
            let frame = label.frame(sheet.sizes.measure);
            if frame.left >= room.0 && frame.right <= room.1 {
                sheet.write(label);
            }
        }
    }
}

//! The columns that all panels of a chart of text share.

use super::{
    end_texts::EndTexts,
    text_page::{TextColour, TextLook},
};
use crate::chart::{
    data::{Spec, whole},
    scale::DateAxis,
};

/// Columns of the numbers, the lines, and the labels at their ends.
pub struct Sheet {
    pub columns: usize,
    /// Columns before the lines: numbers, a blank, the axis; zero if these have no room.
    pub left: usize,
    /// Columns of the lines.
    pub plot: usize,
    pub ends: EndTexts,
    pub dates: DateAxis,
    pub look: TextLook,
}

impl Sheet {
    /// `ticks` is the width of the widest number; lines in company share a panel.
    pub fn new(
        spec: &Spec,
        columns: usize,
        ticks: usize,
        has_company: bool,
        look: TextLook,
    ) -> Self {
        let least = (columns / 2).clamp(1, 24);
        let axis = ticks + 2;
        let left = if axis + least <= columns { axis } else { 0 };

        // Without colour, lines of one panel are distinguished by their dots.
        let has_samples = has_company && look.colour == TextColour::Plain;
        let ends = EndTexts::tries(spec, has_samples)
            .into_iter()
            .find(|ends| left + least + ends.width <= columns)
            .unwrap_or_default();

        let plot = columns - left - ends.width;
        Self {
            columns,
            left,
            plot,
            ends,
            dates: DateAxis::of_columns(spec.span, spec.lang, plot),
            look,
        }
    }

    /// The column of a half day, counted from the first column of the lines.
    pub fn column(&self, half_day: i32) -> usize {
        part_of(self.dates.part(half_day), self.plot)
    }
}

/// The place among `count`, from 0, of a part between 0 and 1.
pub fn part_of(part: f64, count: usize) -> usize {
    whole(part * count as f64).min(count.saturating_sub(1))
}

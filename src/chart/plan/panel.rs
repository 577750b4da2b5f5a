//! A panel: a frame with two scales, and the one mapping from values and days to places in pixels.

use super::{
    labels::{Align, Frame, Label, Point},
    line_path::{steps, straight},
};
use crate::chart::{
    data::RateAt,
    scale::{DateAxis, ValueAxis},
};

/// A frame with its scales and what it shows.
pub struct Panel {
    pub frame: Frame,
    pub shows: Shows,
    pub values: ValueAxis,
    pub dates: DateAxis,
    /// Values with a number and a line of the grid.
    pub ticks: Vec<f64>,
    /// Whether the dates are written under it.
    pub is_lowest: bool,
    /// From the end of a line to its label, if these are not side by side.
    pub leaders: Vec<Leader>,
    pub extremes: Vec<MarkedExtreme>,
}

/// What a panel shows, by place of the lines in the specification.
#[derive(Clone)]
pub enum Shows {
    /// In a panel as high as there is room for.
    Rates(Vec<usize>),
    /// In a strip below.
    Changes(usize),
    /// In a strip below.
    KeyRate,
}

/// A thin line to a label, in pixels.
pub struct Leader {
    pub line: usize,
    pub corners: Vec<Point>,
}

/// The lowest or highest value of a line, drawn with a dot because it has a label.
pub struct MarkedExtreme {
    pub line: usize,
    /// In pixels.
    pub place: Point,
}

/// From this many pixels a day on, a rate is drawn as what it is, a step that lasts until the next record. Closer
/// together steps look like noise, and a straight line from record to record reads better.
const STEPS_FROM_DAY_PX: f64 = 9.0;

impl Shows {
    pub const fn is_changes(&self) -> bool {
        matches!(self, Self::Changes(_))
    }

    pub const fn is_rates(&self) -> bool {
        matches!(self, Self::Rates(_))
    }

    /// The number at a tick of its axis; changes have signs.
    pub fn tick_text(&self, axis: &ValueAxis, tick: f64) -> String {
        if self.is_changes() {
            axis.signed_text(tick)
        } else {
            axis.text(tick)
        }
    }
}

impl Panel {
    /// Height of a value in pixels.
    pub fn y(&self, value: f64) -> f64 {
        self.frame.bottom - self.values.part(value) * self.frame.height()
    }

    /// Place of a half day in pixels.
    pub fn x(&self, half_day: i32) -> f64 {
        self.frame.left + self.dates.part(half_day) * self.frame.width()
    }

    /// Pixels of a day.
    pub fn day_px(&self) -> f64 {
        self.frame.width() / self.dates.days()
    }

    /// Whether rates are drawn as steps.
    pub fn is_stepped(&self) -> bool {
        self.day_px() >= STEPS_FROM_DAY_PX
    }

    /// Corners, by half days, of the line through rates that hold from their days on, the last one to the end
    /// of the day `to`.
    pub fn path(&self, rates: &[RateAt], to: i32) -> Vec<RateAt> {
        if self.is_stepped() {
            steps(rates, to)
        } else {
            straight(rates, to)
        }
    }

    /// The place nearest to `x` where a bar `wide` pixels wide is whole inside the panel.
    pub fn inside(&self, x: f64, wide: f64) -> f64 {
        // In a panel narrower than the bar, the left edge wins.
        x.min(self.frame.right - wide / 2.0)
            .max(self.frame.left + wide / 2.0)
    }

    /// Whether a label is the one over this panel.
    pub fn is_heading(&self, label: &Label) -> bool {
        let above = self.frame.top - label.baseline;
        (label.x - self.frame.left).abs() < 0.01
            && label.align == Align::Left
            && (0.0..2.0 * label.size).contains(&above)
    }
}

//! A line or a bar that runs down through the panels.

use super::{labels::Frame, line_parts::upright_parts};

/// A line down.
#[derive(Clone, Copy)]
pub struct Upright {
    pub x: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Upright {
    /// The room it takes, without a width.
    pub const fn frame(&self) -> Frame {
        Frame {
            left: self.x,
            top: self.top,
            right: self.x,
            bottom: self.bottom,
        }
    }

    /// Its parts outside `frames`, at least `gap` away from each.
    pub fn broken_at(self, frames: &[Frame], gap: f64) -> impl Iterator<Item = Self> {
        upright_parts(self.x, (self.top, self.bottom), frames, gap)
            .into_iter()
            .map(move |(top, bottom)| Self {
                top,
                bottom,
                ..self
            })
    }
}

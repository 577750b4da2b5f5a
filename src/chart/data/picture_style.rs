//! Colours and size of a picture. This is the only place that knows which sizes can be drawn.

use crate::error::{Error, Result};
use std::ops::RangeInclusive;

/// Which colours to draw with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// On a white page of a screen.
    #[default]
    Light,
    /// On a dark page of a screen.
    Dark,
    /// On paper: black first, and inks that stay apart in shades of grey.
    Print,
}

/// Colours and size of a picture, checked when it is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PictureStyle {
    /// Which colours to draw with.
    pub theme: Theme,
    size: (u32, u32),
    scale: f32,
}

impl Default for PictureStyle {
    /// Light, 1600 × 900, one device pixel for a CSS pixel.
    fn default() -> Self {
        Self {
            theme: Theme::Light,
            size: (1600, 900),
            scale: 1.0,
        }
    }
}

impl PictureStyle {
    /// The smallest and the largest width and height that can be drawn, in CSS pixels.
    pub const SIZES: [(u32, u32); 2] = [(320, 200), (3840, 2160)];
    /// Device pixels for a CSS pixel in a PNG.
    const SCALES: RangeInclusive<f32> = 1.0..=2.0;

    /// # Errors
    /// [`Error::Draw`] when size or scale are beyond what can be drawn.
    pub fn new(theme: Theme, size: (u32, u32), scale: f32) -> Result<Self> {
        if !Self::can_have(size) {
            let [least, most] = Self::SIZES.map(|(width, height)| format!("{width} × {height}"));
            let cause = format!("the size must be from {least} to {most}");
            return Err(Error::draw(cause));
        }
        if !Self::SCALES.contains(&scale) {
            let (least, most) = Self::SCALES.into_inner();
            let cause = format!("the scale must be from {least} to {most}");
            return Err(Error::draw(cause));
        }

        Ok(Self { theme, size, scale })
    }

    /// Whether a width and a height in CSS pixels can be drawn.
    pub fn can_have((width, height): (u32, u32)) -> bool {
        let [least, most] = Self::SIZES;
        (least.0..=most.0).contains(&width) && (least.1..=most.1).contains(&height)
    }

    /// Width and height in CSS pixels.
    pub const fn size(self) -> (u32, u32) {
        self.size
    }

    /// Device pixels for a CSS pixel in a PNG.
    pub const fn scale(self) -> f32 {
        self.scale
    }

    /// The size as places are counted.
    pub fn size_px(self) -> (f64, f64) {
        (f64::from(self.size.0), f64::from(self.size.1))
    }
}

//! Sizes of type, by the size of the picture; everything else in a picture is measured by them.

use crate::chart::words::Measure;

/// In pixels, and what texts in them are measured with.
#[derive(Clone, Copy)]
pub struct TypeSizes {
    /// Of ordinary type.
    pub base: f64,
    pub margin: f64,
    /// Of labels of the axes.
    pub axis: f64,
    /// Of the source at the foot.
    pub source: f64,
    pub measure: Measure,
}

impl TypeSizes {
    /// A picture of 1600 × 900 has type of 16 pixels. Larger ones are the same, enlarged; smaller ones shrink
    /// their type by less than the picture, because it has to be read.
    pub fn of((width, height): (f64, f64), measure: Measure) -> Self {
        let part = (width / 1600.0).min(height / 900.0);
        let base = if part >= 1.0 {
            16.0 * part
        } else {
            (16.0 * part.powf(0.45)).max(10.0)
        };
        let margin = if height >= 22.0 * base { 1.6 } else { 0.8 };

        Self {
            base,
            margin: margin * base,
            axis: (0.85 * base).max(9.0),
            source: (0.8 * base).max(8.5),
            measure,
        }
    }

    /// How far lines keep off labels.
    pub fn halo(self) -> f64 {
        0.15 * self.base
    }

    /// Width of the thinnest line: one pixel, more in large pictures.
    pub fn hair(self) -> f64 {
        (self.base / 16.0).round().max(1.0)
    }
}

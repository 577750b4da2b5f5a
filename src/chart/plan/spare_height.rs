//! Height that a picture can spare, shared out among what would like some of it.

/// Granted in the order in which it is asked for.
pub struct SpareHeight(pub f64);

impl SpareHeight {
    /// The height, or zero if it cannot be spared.
    pub fn take(&mut self, height: f64) -> f64 {
        if height > self.0 {
            return 0.0;
        }

        self.0 -= height;
        height
    }
}

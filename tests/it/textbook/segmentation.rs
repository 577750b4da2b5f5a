//! The cost of a segment where only the mean changes, as ruptures' model "l2" has it.

use ruble_rates::analysis::SegmentCost;

/// The sum of squared distances from the mean.
pub struct SquaresCost(Vec<f64>);

impl SquaresCost {
    /// The cost over these values.
    pub fn new(values: &[f64]) -> Self {
        Self(values.to_vec())
    }
}

impl SegmentCost for SquaresCost {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn of(&self, from: usize, to: usize) -> f64 {
        let values = &self.0[from..to];
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.iter().map(|value| (value - mean).powi(2)).sum()
    }

    fn cutting_never_costs(&self, _fewest: usize) -> bool {
        true
    }
}

//! A null distribution that is enumerated exactly: every turn of the sequence (correlate-spec.md §5). The observed turn
//! is one of them, so that no p is 0.

use crate::analysis::sample::mean;

/// Sums of many floats this near are equal.
const TURN_TOLERANCE: f64 = 1e-9;

/// All turns of the weights against the values.
#[derive(Clone, Debug, PartialEq)]
pub struct CircularShift {
    /// T_s = Σ (x turned right by s − x̄)·y for s = 0, …, n − 1.
    pub totals: Vec<f64>,
    /// Share of turns with |T_s| ≥ |T_0|, the observed one among them.
    pub p: f64,
}

/// Turns `weights` (for a term 1 at its events, else 0) past `values`, of which there are as many. None of nothing.
pub fn circular_shift(weights: &[f64], values: &[f64]) -> Option<CircularShift> {
    let n = weights.len();
    if n == 0 || values.len() != n {
        return None;
    }

    let constant = mean(weights) * values.iter().sum::<f64>();
    let weighted: Vec<(usize, f64)> = weights
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, weight)| *weight != 0.0)
        .collect();
    let total = |shift: usize| {
        let turned = weighted.iter().map(|(place, weight)| {
            let place = place + shift;
            weight * values[if place < n { place } else { place - n }]
        });

        turned.sum::<f64>() - constant
    };
    let totals: Vec<f64> = (0..n).map(total).collect();
    let least = totals[0].abs() - TURN_TOLERANCE;
    let reaching = totals.iter().filter(|total| total.abs() >= least).count();

    Some(CircularShift {
        totals,
        p: reaching as f64 / n as f64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_cannot_be_turned() {
        assert_eq!(circular_shift(&[], &[]), None);
    }

    #[test]
    fn the_observed_turn_counts() {
        let mut values = vec![0.0; 40];
        values[7] = 5.0;
        let weights: Vec<f64> = values.iter().map(|value| f64::from(*value > 0.0)).collect();
        assert!((circular_shift(&weights, &values).unwrap().p - 1.0 / 40.0).abs() < 1e-12);
        assert!(
            (circular_shift(&weights, &[1.0; 40]).unwrap().p - 1.0).abs() < 1e-12,
            "no turn differs"
        );
    }
}

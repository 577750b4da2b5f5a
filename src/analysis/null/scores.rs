//! Normal scores of an outcome, as numbers and as the integers by which ties are exact (correlate-spec.md §3.5, §5).

use crate::analysis::sample::mean;
use statrs::distribution::{ContinuousCDF, Normal};

/// The finest scale.
const FINEST_SCALE: i32 = 8192;

/// Normal scores of the tested records.
#[derive(Clone, Debug)]
pub struct Scores {
    /// u = Φ⁻¹((rank − ½)/n), average ranks for ties, less the mean of all, which is 0 but for ties.
    pub u: Vec<f64>,
    /// The same times [`Self::scale`], to the nearest whole number, halves away from zero.
    pub q: Vec<i16>,
    /// 8192, or half of it as often as the largest score needs to fit: 4096 from 15,784 records on.
    pub scale: i32,
}

impl Scores {
    /// Scores of outcomes.
    pub fn new(outcomes: &[f64]) -> Self {
        Self::of_values(normal_scores(outcomes))
    }

    /// Values that are scores already, less their mean.
    pub(super) fn of_values(mut u: Vec<f64>) -> Self {
        // 0 but for ties.
        let mean = mean(&u);

        for score in &mut u {
            *score -= mean;
        }

        let largest = u.iter().map(|score| score.abs()).fold(0.0, f64::max);
        let mut scale = FINEST_SCALE;
        while (largest * f64::from(scale)).round() > f64::from(i16::MAX) && scale > 1 {
            scale /= 2;
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the scale makes the largest one fit"
        )]
        let q = u
            .iter()
            .map(|score| (score * f64::from(scale)).round() as i16)
            .collect();

        Self { u, q, scale }
    }

    /// Number of records.
    pub fn len(&self) -> usize {
        self.u.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.u.is_empty()
    }
}

/// Ranks from 1, of equal values their mean. Not-a-number sorts last.
pub fn average_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    // The values ascend, so only equal neighbours are not below one another; `==` is refused by clippy for floats.
    for ties in order.chunk_by(|a, b| values[*a] >= values[*b]) {
        // Ranks count from 1: the mean of from + 1, …, from + the number of ties.
        let mean = from as f64 + (ties.len() + 1) as f64 / 2.0;
        for at in ties {
            ranks[*at] = mean;
        }

        from += ties.len();
    }

    ranks
}

/// Φ⁻¹((rank − ½)/n) of each value.
pub fn normal_scores(values: &[f64]) -> Vec<f64> {
    let normal = Normal::standard();
    let n = values.len() as f64;

    average_ranks(values)
        .into_iter()
        .map(|rank| normal.inverse_cdf((rank - 0.5) / n))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_their_mean_rank() {
        assert_eq!(
            average_ranks(&[3.0, 1.0, 3.0, -0.0, 0.0]),
            [4.5, 3.0, 4.5, 1.5, 1.5]
        );
        let scores = Scores::new(&[2.0, 2.0, 2.0]);
        assert_eq!((scores.q, scores.scale), (vec![0, 0, 0], 8192));
    }

    #[test]
    fn a_score_always_fits_sixteen_bits() {
        for n in [2, 15_783, 15_784, 40_000] {
            let outcomes: Vec<f64> = (0..n).map(f64::from).collect();
            let scores = Scores::new(&outcomes);
            let last = *scores.u.last().unwrap() * f64::from(scores.scale);
            assert!(
                (f64::from(*scores.q.last().unwrap()) - last).abs() <= 0.5,
                "{n}"
            );
            assert_eq!(scores.q.iter().map(|q| i32::from(*q)).sum::<i32>(), 0);
        }
    }
}

//! The test of one term: the sum of scores at its events against the same sum in sequences rearranged by blocks
//! (correlate-spec.md §5).
//!
//! Everything that is compared is a whole number, T = n·Σ_A q − n_A·Σ q, so that equal sums are equal whatever the
//! order of adding and the number of threads. A term with more than half of the records is summed over its complement,
//! which turns the sign of T and changes nothing else.

use super::{
    monte_carlo::{clopper_pearson, monte_carlo_p},
    scores::Scores,
};
use crate::analysis::sample::{mean, standard_deviation};

/// Which of the tested records are events.
#[derive(Clone, Debug)]
pub struct Placement {
    n: usize,
    n_events: usize,
    /// The events or, where they are more than half, all others.
    summed: Vec<u32>,
    is_complement: bool,
}

impl Placement {
    /// Events among `n` tested records, by position from 0; one named twice counts once.
    ///
    /// # Panics
    /// If a position is not below `n`.
    pub fn new(n: usize, events: &[u32]) -> Self {
        let mut is_event = vec![false; n];
        for position in events {
            is_event[*position as usize] = true;
        }

        let n_events = is_event.iter().filter(|is_event| **is_event).count();
        // Over the others T only changes its sign, and the sum is shorter.
        let is_complement = n_events > n / 2;
        let summed = (0..)
            .zip(is_event)
            .filter(|(_, is_event)| *is_event != is_complement);

        Self {
            n,
            n_events,
            summed: summed.map(|(position, _)| position).collect(),
            is_complement,
        }
    }

    /// Number of events.
    pub fn n_events(&self) -> usize {
        self.n_events
    }
}

/// The sum that is tested, for one set of scores.
#[derive(Clone, Copy, Debug)]
pub struct Statistic<'a> {
    scores: &'a Scores,
    placement: &'a Placement,
    sum_of_all: i64,
}

impl<'a> Statistic<'a> {
    /// For as many scores as the placement has records.
    pub fn new(scores: &'a Scores, placement: &'a Placement) -> Self {
        let sum_of_all = scores.q.iter().map(|q| i64::from(*q)).sum();
        Self {
            scores,
            placement,
            sum_of_all,
        }
    }

    /// T in units of 1/(scale·n).
    pub fn observed(&self) -> i64 {
        let summed = self.placement.summed.iter();
        self.total(summed.map(|position| *position as usize))
    }

    /// T of a draw, in the same units.
    pub fn drawn(&self, draw: &[u32]) -> i64 {
        let summed = self.placement.summed.iter();
        self.total(summed.map(|position| draw[*position as usize] as usize))
    }

    #[expect(clippy::cast_possible_wrap, reason = "n is below 2^32")]
    fn total(&self, places: impl Iterator<Item = usize>) -> i64 {
        // Whole numbers, so that equal sums are equal in whatever order they are added.
        let sum: i64 = places.map(|place| i64::from(self.scores.q[place])).sum();
        let total =
            self.placement.n as i64 * sum - self.placement.summed.len() as i64 * self.sum_of_all;
        if self.placement.is_complement {
            -total
        } else {
            total
        }
    }

    /// The test, given T of every draw.
    pub fn judged(&self, drawn: &[i64]) -> BlockTest {
        let observed = self.observed();
        let exceedances = drawn
            .iter()
            .filter(|total| total.unsigned_abs() >= observed.unsigned_abs())
            .count();
        let squares: u128 = drawn
            .iter()
            .map(|total| u128::from(total.unsigned_abs()).pow(2))
            .sum();
        let tau_int = (squares as f64 / drawn.len().max(1) as f64).sqrt();

        // Without records T and τ are 0, in whatever unit.
        let units = f64::from(self.scores.scale) * self.placement.n.max(1) as f64;

        BlockTest {
            t_int: observed,
            t: observed as f64 / units,
            tau: tau_int / units,
            t_star: (squares > 0).then(|| observed as f64 / tau_int),
            t_iid: self.t_iid(),
            exceedances,
            draws: drawn.len(),
            p: monte_carlo_p(exceedances, drawn.len()),
            p_interval: clopper_pearson(exceedances, drawn.len()),
        }
    }

    /// T over its deviation if records were independent; the one figure that uses the scores unrounded.
    fn t_iid(&self) -> Option<f64> {
        let n_events = self.placement.n_events as f64;
        let mean = mean(&self.scores.u);
        let sum: f64 = self
            .placement
            .summed
            .iter()
            .map(|position| self.scores.u[*position as usize] - mean)
            .sum();
        let share = n_events / self.placement.n as f64;
        let deviation = standard_deviation(&self.scores.u) * (n_events * (1.0 - share)).sqrt();

        (deviation > 0.0).then(|| if self.placement.is_complement { -sum } else { sum } / deviation)
    }
}

/// What a test by blocks found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlockTest {
    /// n·Σ_A q − n_A·Σ q.
    pub t_int: i64,
    /// T = Σ_A (u − ū), in units of u.
    pub t: f64,
    /// τ: root of the mean square of T over the draws, in units of u.
    pub tau: f64,
    /// T*: T/τ. `None` if no draw differs from 0.
    pub t_star: Option<f64>,
    /// T over its deviation if records were independent. `None` if that deviation is 0.
    pub t_iid: Option<f64>,
    /// Draws with |T| at least that observed.
    pub exceedances: usize,
    /// All draws.
    pub draws: usize,
    /// (1 + exceedances)/(1 + draws).
    pub p: f64,
    /// 95 % interval of the share of exceedances that all possible draws would give.
    pub p_interval: (f64, f64),
}

#[cfg(test)]
mod tests;

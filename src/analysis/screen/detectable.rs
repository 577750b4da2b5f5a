//! The effect that a screen would have seen: its power by its own threshold, which is that of the strongest of all terms on
//! noise, and not that of one test.

use super::{TermTest, panel::Panel, rows::Moves};
use crate::analysis::{
    sample::{median, standard_deviation},
    simple_percent,
};
use std::ops::RangeInclusive;

/// Standard errors beyond the threshold at which four of five samples are above it: Φ⁻¹(0.8).
const BEYOND_THRESHOLD: f64 = 0.84;

/// The effect, in per cent, that would have been seen with probability 80 %: the median over the terms with about this
/// many events; `None` if there is no such term.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Detectable {
    /// 10 to 14 events.
    pub events_10: Option<f64>,
    /// 25 to 35 events.
    pub events_30: Option<f64>,
    /// 90 to 110 events.
    pub events_100: Option<f64>,
}

impl Detectable {
    /// The effect by the number of events.
    pub const fn by_events(self) -> [(usize, Option<f64>); 3] {
        [
            (10, self.events_10),
            (30, self.events_30),
            (100, self.events_100),
        ]
    }
}

/// What a screen needs for a find.
#[derive(Clone, Copy)]
pub(super) struct Power {
    /// The |T*| that a found term exceeds.
    pub threshold_t: f64,
    /// B.
    pub draws: usize,
}

impl Power {
    /// By how many of its own standard errors on noise a T is off with probability 80 %, if it is found.
    ///
    /// A T that is far off raises its own τ, by which it is divided: T* = x/√((B + x²)/(B + 1)) for x standard errors.
    /// With few draws this makes T* all but blind to size.
    fn errors(self) -> f64 {
        let draws = self.draws as f64;
        let square = self.threshold_t * self.threshold_t;
        let errors = self.threshold_t * (draws / (draws + 1.0 - square).max(0.0)).sqrt();

        errors + BEYOND_THRESHOLD
    }

    /// τ of the draws alone, without the T that was observed.
    fn tau_on_noise(self, test: &TermTest) -> f64 {
        let draws = self.draws as f64;
        let share = (draws + 1.0 - test.t_star * test.t_star) / draws;
        test.tau * share.max(0.0).sqrt()
    }

    /// The smallest mean change, in per cent, of each number of events.
    pub(super) fn detectable(
        self,
        inputs: &[(Panel<'_>, Moves<'_>)],
        tests: &[Vec<TermTest>],
    ) -> Detectable {
        let mut of_terms = Vec::new();
        for ((panel, moves), tests) in inputs.iter().zip(tests) {
            let n = panel.scores.len() as f64;
            let per_tau = self.errors() * standard_deviation(moves.outcome)
                / standard_deviation(&panel.scores.u)
                * moves.mean_sigma_pct;
            for (term, test) in tests.iter().enumerate() {
                let n_events = panel.terms.events(term).len();
                let spread = n_events as f64 * (1.0 - n_events as f64 / n);
                let log_pct = self.tau_on_noise(test) * per_tau / spread;
                of_terms.push((n_events, simple_percent(log_pct)));
            }
        }

        Detectable {
            events_10: median_effect(&of_terms, 10..=14),
            events_30: median_effect(&of_terms, 25..=35),
            events_100: median_effect(&of_terms, 90..=110),
        }
    }
}

/// The median effect of the terms with as many events as `band` says.
fn median_effect(of_terms: &[(usize, f64)], band: RangeInclusive<usize>) -> Option<f64> {
    let effects: Vec<f64> = of_terms
        .iter()
        .filter(|(n_events, effect)| band.contains(n_events) && effect.is_finite())
        .map(|(_, effect)| *effect)
        .collect();

    median(&effects)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_draws_see_only_what_is_far_off() {
        let errors = |threshold_t, draws| Power { threshold_t, draws }.errors();
        // Two thousand draws: a threshold of 4 and 0.84 beyond it.
        assert!((errors(4.0, 1999) - 4.84).abs() < 0.02);
        // √20 is the most that T* can be with 19 draws.
        assert!((errors(4.0, 19) - (4.0 * (19.0_f64 / 4.0).sqrt() + 0.84)).abs() < 1e-9);
        assert!(errors(20.0_f64.sqrt(), 19) > 1e6);
    }

    #[test]
    fn noise_has_no_part_of_the_observed_move() {
        let power = Power {
            threshold_t: 4.0,
            draws: 3,
        };
        // Draws of 1, 2 and 2, and an observed T of 3: τ² = 18/4, and 9/3 without it.
        let tau = 4.5_f64.sqrt();
        let test = TermTest {
            t_star: 3.0 / tau,
            tau,
            p: 1.0,
            q: 1.0,
            p_adj: 1.0,
        };
        assert!((power.tau_on_noise(&test) - 3.0_f64.sqrt()).abs() < 1e-12);
    }
}

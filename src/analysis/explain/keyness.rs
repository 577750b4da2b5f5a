//! How much more often a term occurs in a target than in a reference: signed G², and the log-odds with an
//! informative Dirichlet prior (correlate-spec.md §6.3).
//!
//! A ranking and no test: words of a day are chosen after seeing the day. No correction is applied, so figures differ
//! from quanteda's, which shifts the counts and adds 10⁻⁹ inside the logarithm.

/// How often a term and all terms occur in a target and in a reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Occurrences {
    /// The term in the target.
    pub in_target: f64,
    /// The term in the reference; not 0 when `in_target` is.
    pub in_reference: f64,
    /// All terms in the target.
    pub target: f64,
    /// All terms in the reference.
    pub reference: f64,
}

/// Log-odds of a term, target against reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogOdds {
    /// δ: above 0 where the target has it more often.
    pub delta: f64,
    /// ζ = δ over its standard deviation; not a number where there is no other term.
    pub zeta: f64,
}

impl Occurrences {
    /// G² of the four cells term × (target, reference), negative where the target has the term less often than
    /// expected.
    pub fn signed_g2(&self) -> f64 {
        let share = (self.in_target + self.in_reference) / (self.target + self.reference);
        let without = 1.0 - share;
        let g2 = 2.0
            * (g2_cell(self.in_target, self.target * share)
                + g2_cell(self.in_reference, self.reference * share)
                + g2_cell(self.target - self.in_target, self.target * without)
                + g2_cell(self.reference - self.in_reference, self.reference * without));
        // Rounding may leave less than nothing where both have it equally often.
        let g2 = g2.max(0.0);
        if self.in_target > self.target * share {
            g2
        } else {
            -g2
        }
    }

    /// Log-odds with the informative Dirichlet prior of Monroe, Colaresi and Quinn 2008, eq. 15–22; the prior has the
    /// weight of the target.
    pub fn log_odds(&self) -> LogOdds {
        let prior = self.target;
        let prior_of_term =
            prior * (self.in_target + self.in_reference) / (self.target + self.reference);
        let in_target = self.in_target + prior_of_term;
        let in_reference = self.in_reference + prior_of_term;
        let delta = (in_target / (self.target + prior - in_target)).ln()
            - (in_reference / (self.reference + prior - in_reference)).ln();
        let variance = 1.0 / in_target + 1.0 / in_reference;

        LogOdds {
            delta,
            zeta: delta / variance.sqrt(),
        }
    }
}

fn g2_cell(observed: f64, expected: f64) -> f64 {
    if observed == 0.0 {
        0.0
    } else {
        observed * (observed / expected).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(in_target: f64, in_reference: f64, expected: [f64; 2]) {
        let found = Occurrences {
            in_target,
            in_reference,
            target: 400.0,
            reference: 21_000.0,
        };
        let found = [found.signed_g2(), found.log_odds().zeta];
        assert!(
            found
                .iter()
                .zip(&expected)
                .all(|(found, expected)| (found - expected).abs() < 1e-9),
            "{found:?}"
        );
    }

    #[test]
    fn what_is_as_frequent_in_both_has_no_keyness() {
        check(2.0, 105.0, [0.0, 0.0]);
        check(20.0, 1050.0, [0.0, 0.0]);
    }

    /// ζ puts the new word below the common one, G² does not: hence the ranking by G².
    #[test]
    fn a_new_word_stands_above_a_common_one_by_g2() {
        let g2_and_zeta = |in_target, in_reference| {
            let found = Occurrences {
                in_target,
                in_reference,
                target: 400.0,
                reference: 21_000.0,
            };
            (found.signed_g2(), found.log_odds().zeta)
        };
        let (new, common) = (g2_and_zeta(3.0, 0.0), g2_and_zeta(8.0, 66.0));
        assert!(new.0 > common.0 && new.1 < common.1, "{new:?} {common:?}");
    }
}

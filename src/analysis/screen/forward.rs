//! Echo control: which terms still say something once stronger ones have been taken (forward selection,
//! correlate-spec.md §6.2; forward_step.json).

use super::{
    ALPHA, TermTest,
    panel::{Panel, TermAt, all_terms},
    remainder::{Remainder, StepTest, step},
    watch::Watch,
};
use crate::error::Result;
use std::cmp::Ordering;

/// Most terms that are taken.
pub const MOST_STEPS: usize = 20;

/// The number of draws from the second step on.
pub const STEP_DRAWS: usize = 999;

/// A term of the forward list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taken {
    /// Which.
    pub at: TermAt,
    /// T* in the step that took it.
    pub t_star: f64,
    /// The largest p of the steps up to it.
    pub step_p: f64,
}

/// The family in which a list is made.
pub(super) struct Candidates<'f, 'a> {
    pub panels: &'f [Panel<'a>],
    /// The tests of all terms by themselves.
    pub tests: &'f [Vec<TermTest>],
    /// Which of two terms of equal |T*| comes first.
    pub order: &'f dyn Fn(TermAt, TermAt) -> Ordering,
}

/// The forward list, and what its terms leave of the others.
#[derive(Default)]
pub(super) struct Forward<'a> {
    /// The terms taken.
    pub taken: Vec<Taken>,
    /// The terms as the taken ones leave them: none if nothing was taken, or [`MOST_STEPS`] terms were, and the rest is
    /// not known.
    beside: Option<Beside<'a>>,
}

struct Beside<'a> {
    remainders: Vec<Remainder<'a>>,
    tests: Vec<Vec<Option<StepTest>>>,
}

impl Forward<'_> {
    /// The test of a term beside the taken ones, if these leave something of it.
    pub(super) fn beside(&self, at: TermAt) -> Option<StepTest> {
        self.beside.as_ref()?.tests[at.panel][at.term]
    }

    /// The mean figure of a term's events beside the taken ones.
    pub(super) fn effect_beside(&self, at: TermAt, figures: &[f64]) -> Option<f64> {
        let beside = self.beside.as_ref()?;
        beside.remainders[at.panel].effect_beside(at.term, figures)
    }
}

impl<'a> Candidates<'_, 'a> {
    /// The forward list that begins with `first`.
    ///
    /// A term is taken for what it says by itself too: beside others a term may go with moves that, by itself, it does not
    /// go with, or goes with the other way round.
    pub(super) fn forward(&self, first: Taken, watch: &Watch<'_>) -> Result<Forward<'a>> {
        let mut forward = Forward::default();
        let mut next = (first.step_p <= ALPHA).then_some(first);
        let mut remainders: Vec<_> = self.panels.iter().copied().map(Remainder::new).collect();
        let draws = self.panels.iter().map(|panel| panel.draws.count());
        let draws = draws.min().unwrap_or(0).min(STEP_DRAWS);

        while let Some(taken) = next {
            forward.taken.push(taken);
            remainders[taken.at.panel].take(taken.at.term);
            if forward.taken.len() == MOST_STEPS {
                return Ok(forward);
            }

            let mut tests = step(&remainders, draws, watch)?;
            for test in tests.iter_mut().flatten().flatten() {
                // No step is surer than the steps that led to it.
                test.p = test.p.max(taken.step_p);
            }
            next = self.strongest(&tests);
            forward.beside = next.is_none().then(|| Beside {
                remainders: std::mem::take(&mut remainders),
                tests,
            });
        }

        Ok(forward)
    }

    /// The term that is taken next.
    fn strongest(&self, tests: &[Vec<Option<StepTest>>]) -> Option<Taken> {
        let tested = all_terms(self.panels).into_iter();
        let significant = tested.filter_map(|at| {
            let test = tests[at.panel][at.term].filter(|test| test.p <= ALPHA)?;
            says_it_alone(&self.tests[at.panel][at.term], test).then_some((at, test))
        });

        let strongest = significant.max_by(|(a, one), (b, other)| {
            (one.t_star.abs().total_cmp(&other.t_star.abs())).then_with(|| (self.order)(*b, *a))
        });
        strongest.map(|(at, test)| Taken {
            at,
            t_star: test.t_star,
            step_p: test.p,
        })
    }
}

/// Whether a term is significant by itself, in the direction that it has beside others.
pub(super) fn says_it_alone(alone: &TermTest, beside: StepTest) -> bool {
    alone.p_adj <= ALPHA && alone.t_star * beside.t_star > 0.0
}

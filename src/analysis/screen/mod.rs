//! The screen: every term tested against the rate, with one answer for the whole family (correlate-spec.md §6.2).
//!
//! Two passes over all draws standardise each term and give the largest |T*| of each draw, from which the family-wise p
//! follows; the pooled null of like terms gives p and q. The forward list names what says something of its own, the rest
//! of the family-wise small p are its echoes. Results are a function of data and draws alone, whatever the threads;
//! other orders of the terms only change the numbers the terms go by. What a term is, which of them are tested and what
//! is said about them is not here.
#![expect(
    clippy::inline_always,
    reason = "what a dispatch calls must take on its vectors"
)]

mod adjust;
mod calibrate;
mod detectable;
mod echo;
mod forward;
mod holdout;
mod kernel;
mod panel;
mod remainder;
mod rows;
mod strata;
mod tally;
mod terms;
mod watch;

#[cfg(test)]
mod reference_tests;
#[cfg(test)]
mod tests;

pub use adjust::{
    FalseDiscovery, benjamini_hochberg, benjamini_yekutieli, holm, single_step, threshold,
};
pub use calibrate::{LEAST_RECORDS_TO_CALIBRATE, calibrate};
pub use detectable::Detectable;
pub use forward::{MOST_STEPS, Taken};
pub use holdout::{
    Confirmation, ConfirmationState, LEAST_EVENTS_AFTER, MOST_CANDIDATES, candidates, confirm,
};
pub use panel::{MOST_RECORDS, Panel, TermAt};
pub use rows::{Conditional, Moves, Row};

pub use terms::Terms;
pub use watch::Report;

pub use crate::analysis::null::ALPHA;
use crate::error::Result;
use detectable::Power;
use echo::echo_of;
use forward::{Candidates, Forward, says_it_alone};
use panel::{additions, all_terms};
use rows::Describer;
use std::{cmp::Ordering, collections::BTreeSet};
use strata::Pools;
use tally::{Drawn, Standard, drawn, standards};
use watch::Watch;

/// q up to this is a candidate.
pub const CANDIDATE_Q: f64 = 0.10;

/// Terms shown when nothing is found.
const CLOSEST_SHOWN: usize = 5;

/// The test of one term within its family.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TermTest {
    /// T* = T/τ; its sign is the direction.
    pub t_star: f64,
    /// τ in units of u.
    pub tau: f64,
    /// From the pooled null of terms with about as many events.
    pub p: f64,
    /// False discovery rate at which the term would be reported.
    pub q: f64,
    /// Family-wise p, single step.
    pub p_adj: f64,
}

/// The outcome of a screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// B.
    pub draws: usize,
    /// Every term, by panel and number.
    pub tests: Vec<Vec<TermTest>>,
    /// The forward list, in its order, without the terms of the calendar.
    pub found: Vec<Row>,
    /// Terms of the forward list that go with the rate no more than their days of the month do.
    pub calendar: Vec<Row>,
    /// q ≤ [`CANDIDATE_Q`] and on no other list, by p.
    pub candidates: Vec<Row>,
    /// p_adj ≤ [`ALPHA`], not on the forward list, but with events in common with one of its terms, by |T*|.
    pub echoes: Vec<Row>,
    /// p_adj ≤ [`ALPHA`], neither on the forward list nor an echo, by |T*|.
    pub passed_alone: Vec<Row>,
    /// Significant beside the forward list, but not by themselves, or by themselves in the other direction.
    pub conditional: Vec<Row>,
    /// Whether the forward list has ended at [`MOST_STEPS`], so that what others say beside it is not known.
    pub is_full: bool,
    /// p_adj ≤ [`ALPHA`], by |T*|.
    pub marginal: Vec<Row>,
    /// The smallest p, if nothing is found.
    pub closest: Vec<Row>,
    /// What would have been seen.
    pub detectable: Detectable,
    /// A term is found when its |T*| is larger; none with so few draws that nothing could be.
    pub threshold_t: Option<f64>,
}

/// Screens the terms of one currency, or of several as one family.
///
/// # Errors
/// [`crate::error::Error::Interrupted`] when `report` says so.
pub fn screen(
    inputs: &[(Panel<'_>, Moves<'_>)],
    rate: FalseDiscovery,
    report: Report<'_>,
) -> Result<Screen> {
    let panels: Vec<Panel<'_>> = inputs.iter().map(|(panel, _)| *panel).collect();
    let watch = Watch::new(report, 2 * additions(&panels));
    let Tested {
        tests,
        draws,
        threshold_t,
    } = test_family(&panels, rate, &watch)?;
    let family = Family {
        panels: &panels,
        tests: &tests,
    };
    let forward = family.forward(&watch)?;

    let lists = family.lists(&forward);
    // The describer tests other outcomes for the listed terms alone: for all each would be a third pass.
    let describer = Describer::new(inputs, &tests, &forward, &lists.listed(), &watch)?;
    let (calendar, found) = (describer.rows(&lists.found).into_iter()).partition(Row::is_calendar);

    Ok(Screen {
        draws,
        found,
        calendar,
        candidates: describer.rows(&lists.candidates),
        echoes: describer.rows(&lists.echoes),
        passed_alone: describer.rows(&lists.passed_alone),
        conditional: describer.rows(&lists.conditional),
        is_full: forward.taken.len() == MOST_STEPS,
        marginal: describer.rows(&lists.marginal),
        closest: describer.rows(&lists.closest),
        detectable: threshold_t
            .map(|threshold_t| Power { threshold_t, draws }.detectable(inputs, &tests))
            .unwrap_or_default(),
        threshold_t,
        tests,
    })
}

/// The tests of all terms.
#[derive(Default)]
struct Tested {
    tests: Vec<Vec<TermTest>>,
    draws: usize,
    threshold_t: Option<f64>,
}

fn test_family(panels: &[Panel<'_>], rate: FalseDiscovery, watch: &Watch<'_>) -> Result<Tested> {
    let standards: Vec<Vec<Standard>> = panels
        .iter()
        .map(|panel| standards(*panel, watch))
        .collect::<Result<_>>()?;
    let all = all_terms(panels);
    let t_star: Vec<f64> = standards
        .iter()
        .flatten()
        .map(|standard| standard.t_star())
        .collect();
    let n_events: Vec<usize> = all
        .iter()
        .map(|at| panels[at.panel].terms.events(at.term).len())
        .collect();

    let pools = Pools::new(&t_star, &n_events);
    let mut family: Option<Drawn> = None;
    for (panel, standards) in panels.iter().zip(&standards) {
        let of_panel = drawn(*panel, standards, Some(&pools), watch)?;
        family = Some(match family {
            Some(family) => family.merge(&of_panel),
            None => of_panel,
        });
    }

    let Some(Drawn {
        maxima,
        counts: Some(counts),
    }) = family
    else {
        return Ok(Tested::default());
    };

    let p = pools.p(&t_star, &n_events, &counts, maxima.len());
    let q = rate.adjusted(&p);
    let p_adj = single_step(&t_star, &maxima);
    let mut tests: Vec<Vec<TermTest>> = vec![Vec::new(); panels.len()];
    for (index, at) in all.iter().enumerate() {
        let scores = panels[at.panel].scores;
        let units = scores.len() as f64 * f64::from(scores.scale);
        tests[at.panel].push(TermTest {
            t_star: t_star[index],
            tau: standards[at.panel][at.term].tau / units,
            p: p[index],
            q: q[index],
            p_adj: p_adj[index],
        });
    }

    Ok(Tested {
        tests,
        draws: maxima.len(),
        threshold_t: threshold(&maxima, ALPHA),
    })
}

/// The terms of the lists of a screen.
struct Lists {
    found: Vec<TermAt>,
    candidates: Vec<TermAt>,
    echoes: Vec<TermAt>,
    passed_alone: Vec<TermAt>,
    conditional: Vec<TermAt>,
    marginal: Vec<TermAt>,
    closest: Vec<TermAt>,
}

impl Lists {
    fn listed(&self) -> BTreeSet<TermAt> {
        // Echoes are among the marginal terms.
        let lists = [
            &self.found,
            &self.candidates,
            &self.conditional,
            &self.marginal,
            &self.closest,
        ];
        lists.into_iter().flatten().copied().collect()
    }
}

/// A family that has been tested.
struct Family<'a> {
    panels: &'a [Panel<'a>],
    tests: &'a [Vec<TermTest>],
}

impl<'a> Family<'a> {
    fn test(&self, at: TermAt) -> &TermTest {
        &self.tests[at.panel][at.term]
    }

    /// Which of two terms comes first where figures tie: by what they are, so that their numbers do not matter.
    fn order(&self, a: TermAt, b: TermAt) -> Ordering {
        let [a_events, b_events] = [a, b].map(|at| self.panels[at.panel].terms.events(at.term));

        (b_events.len().cmp(&a_events.len()))
            .then_with(|| a_events.cmp(b_events))
            .then_with(|| a.cmp(&b))
    }

    /// All terms by a figure, then from the largest |T*|.
    fn sorted(&self, figure: impl Fn(&TermTest) -> f64) -> Vec<TermAt> {
        let mut all = all_terms(self.panels);
        all.sort_by(|a, b| {
            let one = self.test(*a);
            let other = self.test(*b);
            (figure(one).total_cmp(&figure(other)))
                .then_with(|| other.t_star.abs().total_cmp(&one.t_star.abs()))
                .then_with(|| self.order(*a, *b))
        });

        all
    }

    fn by_strength(&self) -> Vec<TermAt> {
        self.sorted(|test| -test.t_star.abs())
    }

    fn lists(&self, forward: &Forward<'_>) -> Lists {
        let found: Vec<TermAt> = forward.taken.iter().map(|one| one.at).collect();
        let mut marginal = self.by_strength();
        marginal.retain(|at| self.test(*at).p_adj <= ALPHA);
        let conditional = self.conditional(forward);
        let others = marginal.iter().copied();
        let others = others.filter(|at| !found.contains(at) && !conditional.contains(at));
        let (echoes, passed_alone) =
            others.partition(|at| echo_of(self.panels[at.panel], *at, &found).is_some());

        let by_p = self.sorted(|test| test.p);
        let mut candidates = by_p.clone();
        candidates.retain(|at| {
            let test = self.test(*at);
            let is_listed = found.contains(at) || conditional.contains(at);
            test.q <= CANDIDATE_Q && test.p_adj > ALPHA && !is_listed
        });
        let shown = if found.is_empty() { CLOSEST_SHOWN } else { 0 };

        Lists {
            found,
            candidates,
            echoes,
            passed_alone,
            conditional,
            marginal,
            closest: by_p.into_iter().take(shown).collect(),
        }
    }

    /// The terms that are significant beside the found ones, but by themselves are not, or the other way round.
    fn conditional(&self, forward: &Forward<'_>) -> Vec<TermAt> {
        let mut terms = all_terms(self.panels);
        terms.retain(|at| {
            let beside = forward.beside(*at).filter(|test| test.p <= ALPHA);
            beside.is_some_and(|test| !says_it_alone(self.test(*at), test))
        });

        terms.sort_by(|a, b| {
            let strength = |at: &TermAt| forward.beside(*at).map_or(0.0, |test| test.t_star.abs());
            (strength(b).total_cmp(&strength(a))).then_with(|| self.order(*a, *b))
        });
        terms
    }

    fn forward(&self, watch: &Watch<'_>) -> Result<Forward<'a>> {
        let Some(at) = self.by_strength().first().copied() else {
            return Ok(Forward::default());
        };

        let test = self.test(at);
        let first = Taken {
            at,
            t_star: test.t_star,
            step_p: test.p_adj,
        };
        let candidates = Candidates {
            panels: self.panels,
            tests: self.tests,
            order: &|a, b| self.order(a, b),
        };

        candidates.forward(first, watch)
    }
}

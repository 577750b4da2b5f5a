//! The screen: every term beside the rate, with one answer for the whole family of them (correlate-spec.md §6.2).
//!
//! Two passes over all draws standardise each term and give the largest |T*| of each draw, from which the family-wise p
//! follows; the pooled null of like terms gives p and q. The forward list names what says something of its own, the rest
//! of the family-wise small p are its echoes. Results are a function of data and draws alone, whatever the threads;
//! other orders of the terms only change the numbers the terms go by. What a term is, which of them are tested and what
//! is said about them is not here.

mod adjust;
mod calibrate;
mod echo;
mod forward;
mod holdout;
mod kernel;
mod panel;
mod rows;
mod strata;
mod tally;
mod terms;
mod watch;

#[cfg(test)]
mod reference_tests;
#[cfg(test)]
mod tests;

pub use adjust::{FalseDiscovery, benjamini_hochberg, benjamini_yekutieli, holm, single_step};
pub use calibrate::{Calibration, LEAST_RECORDS_TO_CALIBRATE, calibrate};
pub use forward::{LEAST_LEFT, MOST_STEPS, STEP_DRAWS, StepTest, Taken};
pub use holdout::{Confirmation, MOST_CANDIDATES, candidates, confirm};
pub use panel::{MOST_RECORDS, Panel, TermAt};
pub use rows::{Detectable, Moves, Row};
pub use strata::STRATUM_STARTS;
pub use terms::Terms;
pub use watch::{BrokenOff, Report};

pub use crate::analysis::null::ALPHA;
use panel::{additions, all_terms};
use rows::{Describer, detectable};
use std::cmp::Ordering;
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
    /// The forward list, in its order.
    pub found: Vec<Row>,
    /// q ≤ [`CANDIDATE_Q`], neither found nor an echo, by p.
    pub candidates: Vec<Row>,
    /// p_adj ≤ [`ALPHA`] and not on the forward list, by |T*|.
    pub echoes: Vec<Row>,
    /// p_adj ≤ [`ALPHA`], by |T*|.
    pub marginal: Vec<Row>,
    /// The smallest p, if nothing is found.
    pub closest: Vec<Row>,
    /// What would have been seen.
    pub detectable: Detectable,
    /// All terms by p, then |T*|, then their events; as many as a holdout may want.
    leading: Vec<TermAt>,
}

/// Screens the terms of one currency, or of several as one family.
///
/// # Errors
/// [`BrokenOff`] when `report` says so.
pub fn screen(
    inputs: &[(Panel<'_>, Moves<'_>)],
    rate: FalseDiscovery,
    report: Report<'_>,
) -> Result<Screen, BrokenOff> {
    let panels: Vec<Panel<'_>> = inputs.iter().map(|(panel, _)| *panel).collect();
    let watch = Watch::new(report, 2 * additions(&panels));
    let (tests, draws) = family(&panels, rate, &watch)?;
    let family = Family {
        panels: &panels,
        tests: &tests,
    };
    let taken = family.forward(&watch)?;
    let by_strength = family.sorted(|test| -test.t_star.abs());
    let by_p = family.sorted(|test| test.p);
    let is_taken = |at: &TermAt| taken.iter().any(|one| one.at == *at);
    let p_adj_small = |at: &TermAt| family.test(*at).p_adj <= ALPHA;
    let marginal: Vec<TermAt> = by_strength.into_iter().filter(p_adj_small).collect();
    let echoes: Vec<TermAt> = marginal
        .iter()
        .copied()
        .filter(|at| !is_taken(at))
        .collect();
    let candidates: Vec<TermAt> = by_p
        .iter()
        .copied()
        .filter(|at: &TermAt| {
            family.test(*at).q <= CANDIDATE_Q && !is_taken(at) && !p_adj_small(at)
        })
        .collect();
    let closest = if taken.is_empty() {
        &by_p[..by_p.len().min(CLOSEST_SHOWN)]
    } else {
        &[]
    };
    let found: Vec<TermAt> = taken.iter().map(|one| one.at).collect();
    let describer = Describer::new(
        inputs,
        &tests,
        &taken,
        [&found, &candidates, &marginal, closest],
        &watch,
    )?;
    let rows = |list: &[TermAt]| list.iter().map(|at| describer.row(*at)).collect();
    Ok(Screen {
        draws,
        found: rows(&found),
        candidates: rows(&candidates),
        echoes: rows(&echoes),
        marginal: rows(&marginal),
        closest: rows(closest),
        detectable: detectable(inputs, &tests),
        leading: by_p
            .into_iter()
            .take(MOST_CANDIDATES + MOST_STEPS)
            .collect(),
        tests,
    })
}

/// Tests of all terms, and the number of draws.
fn family(
    panels: &[Panel<'_>],
    rate: FalseDiscovery,
    watch: &Watch<'_>,
) -> Result<(Vec<Vec<TermTest>>, usize), BrokenOff> {
    let standards: Vec<Vec<Standard>> = panels
        .iter()
        .map(|panel| standards(*panel, watch))
        .collect::<Result<_, _>>()?;
    let all = all_terms(panels);
    let t_star: Vec<f64> = all
        .iter()
        .map(|at| standards[at.panel][at.term].t_star())
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
        return Ok((Vec::new(), 0));
    };
    let p = pools.p(&t_star, &n_events, &counts, maxima.len());
    let q = rate.adjusted(&p);
    let p_adj = single_step(&t_star, &maxima);
    let mut tests: Vec<Vec<TermTest>> = panels.iter().map(|_| Vec::new()).collect();
    for (at, term) in all.iter().enumerate() {
        let scores = panels[term.panel].scores;
        let tau =
            standards[term.panel][term.term].tau / (scores.len() as f64 * f64::from(scores.scale));
        tests[term.panel].push(TermTest {
            t_star: t_star[at],
            tau,
            p: p[at],
            q: q[at],
            p_adj: p_adj[at],
        });
    }
    Ok((tests, maxima.len()))
}

/// A family that has been tested.
struct Family<'a> {
    panels: &'a [Panel<'a>],
    tests: &'a [Vec<TermTest>],
}

impl Family<'_> {
    fn test(&self, at: TermAt) -> &TermTest {
        &self.tests[at.panel][at.term]
    }

    /// Which of two terms comes first where figures tie: by what they are, so that their numbers do not matter.
    fn order(&self, a: TermAt, b: TermAt) -> Ordering {
        let events = |at: TermAt| self.panels[at.panel].terms.events(at.term);
        let by_events = events(b)
            .len()
            .cmp(&events(a).len())
            .then_with(|| events(a).cmp(events(b)));
        by_events.then_with(|| a.cmp(&b))
    }

    /// All terms by a figure, then from the largest |T*|.
    fn sorted(&self, figure: impl Fn(&TermTest) -> f64) -> Vec<TermAt> {
        let mut all = all_terms(self.panels);
        all.sort_by(|a, b| {
            let one = self.test(*a);
            let other = self.test(*b);
            let by_figure = figure(one).total_cmp(&figure(other));
            by_figure
                .then_with(|| other.t_star.abs().total_cmp(&one.t_star.abs()))
                .then_with(|| self.order(*a, *b))
        });
        all
    }

    fn forward(&self, watch: &Watch<'_>) -> Result<Vec<Taken>, BrokenOff> {
        let Some(at) = self.sorted(|test| -test.t_star.abs()).first().copied() else {
            return Ok(Vec::new());
        };
        let test = self.test(at);
        let first = Taken {
            at,
            t_star: test.t_star,
            step_p: test.p_adj,
        };
        forward::forward(self.panels, first, ALPHA, &|a, b| self.order(a, b), watch)
    }
}

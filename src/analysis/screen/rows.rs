//! What is told of a term beside its test: effects, halves, what went before, examples; and what would have been seen.

use super::TermTest;
use super::echo::echo_of;
use super::forward::Taken;
use super::panel::{Panel, TermAt};
use super::tally::reaching;
use super::terms::Terms;
use super::watch::{BrokenOff, Watch};
use crate::analysis::null::{Scores, monte_carlo_p};
use crate::analysis::sample::{median, standard_deviation};
use crate::analysis::study::DEVIATIONS_80;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer events than this in a half say nothing of its sign.
const LEAST_EVENTS_OF_HALF: usize = 3;

/// Examples of a term.
const EXAMPLES: usize = 2;

/// The moves of one panel, for people; each slice has one figure a tested record.
#[derive(Clone, Copy)]
pub struct Moves<'a> {
    /// w: z summed over the window.
    pub outcome: &'a [f64],
    /// Scores of the window [−k, −1].
    pub before: Option<&'a Scores>,
    /// Abnormal change over the window, per cent.
    pub change_pct: &'a [f64],
    /// Change over the window in kopecks; none for a basket.
    pub change_kop: Option<&'a [f64]>,
    /// Median of σ over the tested records, per cent.
    pub median_sigma_pct: f64,
}

/// A term in one of the lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which.
    pub at: TermAt,
    /// Its events on tested records.
    pub n_events: usize,
    /// Its test among all terms.
    pub test: TermTest,
    /// T* in the step of the forward list that took it; none if the term is not on the list.
    pub step_t_star: Option<f64>,
    /// p of the forward list: the largest of the steps up to its own.
    pub step_p: Option<f64>,
    /// The found term with which it goes, if it is an echo.
    pub echo_of: Option<TermAt>,
    /// Mean abnormal change over the window, per cent.
    pub effect_pct: Option<f64>,
    /// Mean change over the window, kopecks.
    pub effect_kop: Option<f64>,
    /// The effect, per cent, of the events in the first half of the tested records.
    pub first_half: Option<f64>,
    /// That of the events in the second.
    pub second_half: Option<f64>,
    /// Whether the signs agree; none if a half has fewer than three events.
    pub halves_agree: Option<bool>,
    /// p of the window before the event, with the same draws.
    pub p_pre: Option<f64>,
    /// Positions of the events that moved most in the direction of T, the strongest first; two at most.
    pub examples: Vec<u32>,
}

/// Makes rows.
pub(super) struct Describer<'a> {
    inputs: &'a [(Panel<'a>, Moves<'a>)],
    tests: &'a [Vec<TermTest>],
    taken: &'a [Taken],
    panels: Vec<Panel<'a>>,
    p_pre: BTreeMap<TermAt, f64>,
}

impl<'a> Describer<'a> {
    /// Ready for the terms of these lists.
    pub(super) fn new(
        inputs: &'a [(Panel<'a>, Moves<'a>)],
        tests: &'a [Vec<TermTest>],
        taken: &'a [Taken],
        lists: [&[TermAt]; 4],
        watch: &Watch<'_>,
    ) -> Result<Self, BrokenOff> {
        let shown: BTreeSet<TermAt> = lists.into_iter().flatten().copied().collect();
        let mut p_pre = BTreeMap::new();
        for (number, (panel, moves)) in inputs.iter().enumerate() {
            let Some(before) = moves.before else { continue };
            let shown: Vec<TermAt> = shown
                .iter()
                .copied()
                .filter(|at| at.panel == number)
                .collect();
            let terms: Terms = shown.iter().map(|at| panel.terms.events(at.term)).collect();
            let counts = reaching(
                Panel {
                    scores: before,
                    terms: &terms,
                    ..*panel
                },
                watch,
            )?;
            let p = |count: usize| monte_carlo_p(count, panel.draws.count());
            p_pre.extend(
                shown
                    .into_iter()
                    .zip(counts)
                    .map(|(at, count)| (at, p(count.either))),
            );
        }
        let panels = inputs.iter().map(|(panel, _)| *panel).collect();
        Ok(Self {
            inputs,
            tests,
            taken,
            panels,
            p_pre,
        })
    }

    pub(super) fn row(&self, at: TermAt) -> Row {
        let (panel, moves) = &self.inputs[at.panel];
        let events = panel.terms.events(at.term);
        let test = self.tests[at.panel][at.term];
        let (first, second) =
            events.split_at(events.partition_point(|event| is_first_half(*event, panel)));
        let effects = [first, second].map(|half| mean_at(moves.change_pct, half));
        let taken = self.taken.iter().find(|one| one.at == at);
        let is_echo = taken.is_none() && test.p_adj <= super::ALPHA;
        Row {
            at,
            n_events: events.len(),
            test,
            step_t_star: taken.map(|one| one.t_star),
            step_p: taken.map(|one| one.step_p),
            echo_of: if is_echo {
                echo_of(&self.panels, at, self.taken)
            } else {
                None
            },
            effect_pct: mean_at(moves.change_pct, events),
            effect_kop: moves.change_kop.and_then(|change| mean_at(change, events)),
            first_half: effects[0],
            second_half: effects[1],
            halves_agree: match effects {
                [Some(one), Some(other)]
                    if first.len().min(second.len()) >= LEAST_EVENTS_OF_HALF =>
                {
                    Some(one * other >= 0.0)
                }
                _ => None,
            },
            p_pre: self.p_pre.get(&at).copied(),
            examples: examples(moves.outcome, events, test.t_star),
        }
    }
}

fn is_first_half(event: u32, panel: &Panel<'_>) -> bool {
    (event as usize) < panel.scores.len() / 2
}

/// Mean of the figures at the events; none without events.
pub(super) fn mean_at(figures: &[f64], events: &[u32]) -> Option<f64> {
    let sum: f64 = events.iter().map(|event| figures[*event as usize]).sum();
    (!events.is_empty()).then(|| sum / events.len() as f64)
}

fn examples(outcome: &[f64], events: &[u32], t_star: f64) -> Vec<u32> {
    let strength = |event: u32| outcome[event as usize] * t_star.signum();
    let mut events = events.to_vec();
    events.sort_by(|a, b| strength(*b).total_cmp(&strength(*a)));
    events.truncate(EXAMPLES);
    events
}

/// The effect that would have been seen with probability 80 %, per cent: the median over the terms of about so many
/// events; none if there is no such term.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Detectable {
    /// 10 to 14 events.
    pub events_10: Option<f64>,
    /// 25 to 35 events.
    pub events_30: Option<f64>,
    /// 90 to 110 events.
    pub events_100: Option<f64>,
}

/// δ80 · median σ (correlate-spec.md §6.1).
pub(super) fn detectable(inputs: &[(Panel<'_>, Moves<'_>)], tests: &[Vec<TermTest>]) -> Detectable {
    let mut of_terms: Vec<(usize, f64)> = Vec::new();
    for ((panel, moves), tests) in inputs.iter().zip(tests) {
        let per_tau = DEVIATIONS_80 * standard_deviation(moves.outcome)
            / standard_deviation(&panel.scores.u)
            * moves.median_sigma_pct;
        let n = panel.scores.len() as f64;
        of_terms.extend(tests.iter().enumerate().map(|(term, test)| {
            let n_events = panel.terms.events(term).len();
            let count = n_events as f64;
            let share = n_events as f64 / n;
            (n_events, test.tau * per_tau / (count * (1.0 - share)))
        }));
    }
    let of = |band: std::ops::RangeInclusive<usize>| {
        let inside = of_terms
            .iter()
            .filter(|(n_events, _)| band.contains(n_events));
        let effects: Vec<f64> = inside
            .map(|(_, effect)| *effect)
            .filter(|effect| effect.is_finite())
            .collect();
        median(&effects)
    };
    Detectable {
        events_10: of(10..=14),
        events_30: of(25..=35),
        events_100: of(90..=110),
    }
}

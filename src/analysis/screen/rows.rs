//! What is reported of a term besides its test: effects, halves, moves before the event and examples.

use super::{
    TermTest,
    echo::echo_of,
    forward::Taken,
    panel::{Panel, TermAt},
    tally::reaching,
    terms::Terms,
    watch::Watch,
};
use crate::{
    analysis::{
        null::{Scores, monte_carlo_p},
        sample::{mean, strongest, values_at},
    },
    error::Result,
};
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
    /// Change over the window in kopecks; `None` for a basket.
    pub change_kop: Option<&'a [f64]>,
    /// Mean of σ over the tested records, per cent: effects are means of per cents too, and σ is skewed.
    pub mean_sigma_pct: f64,
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
    p_pre: BTreeMap<TermAt, f64>,
}

impl<'a> Describer<'a> {
    /// Ready for the listed terms.
    pub(super) fn new(
        inputs: &'a [(Panel<'a>, Moves<'a>)],
        tests: &'a [Vec<TermTest>],
        taken: &'a [Taken],
        listed: &BTreeSet<TermAt>,
        watch: &Watch<'_>,
    ) -> Result<Self> {
        let mut p_pre = BTreeMap::new();
        for (number, (panel, moves)) in inputs.iter().enumerate() {
            let Some(scores) = moves.before else { continue };
            let of_panel = || listed.iter().filter(|at| at.panel == number);
            let terms: Terms = of_panel().map(|at| panel.terms.events(at.term)).collect();
            let before = Panel {
                scores,
                terms: &terms,
                ..*panel
            };

            for (at, counts) in of_panel().zip(reaching(before, watch)?) {
                p_pre.insert(*at, monte_carlo_p(counts.either, panel.draws.count()));
            }
        }

        Ok(Self {
            inputs,
            tests,
            taken,
            p_pre,
        })
    }

    pub(super) fn rows(&self, terms: &[TermAt]) -> Vec<Row> {
        terms.iter().map(|at| self.row(*at)).collect()
    }

    fn row(&self, at: TermAt) -> Row {
        let (panel, moves) = &self.inputs[at.panel];
        let events = panel.terms.events(at.term);
        let test = self.tests[at.panel][at.term];
        let taken = self.taken.iter().find(|one| one.at == at);
        let is_echo = taken.is_none() && test.p_adj <= super::ALPHA;

        let middle = panel.scores.len() / 2;
        let first_of_second = events.partition_point(|event| (*event as usize) < middle);
        let (first, second) = events.split_at(first_of_second);
        let first_half = mean_at(moves.change_pct, first);
        let second_half = mean_at(moves.change_pct, second);
        let is_enough = first.len().min(second.len()) >= LEAST_EVENTS_OF_HALF;

        Row {
            at,
            n_events: events.len(),
            test,
            step_t_star: taken.map(|one| one.t_star),
            step_p: taken.map(|one| one.step_p),
            echo_of: is_echo.then(|| echo_of(*panel, at, self.taken)).flatten(),
            effect_pct: mean_at(moves.change_pct, events),
            effect_kop: moves.change_kop.and_then(|change| mean_at(change, events)),
            first_half,
            second_half,
            halves_agree: first_half
                .zip(second_half)
                .filter(|_| is_enough)
                .map(|(one, other)| one * other >= 0.0),
            p_pre: self.p_pre.get(&at).copied(),
            examples: examples(moves.outcome, events, test.t_star),
        }
    }
}

/// Mean of the figures at the events; none without events.
pub(super) fn mean_at(figures: &[f64], events: &[u32]) -> Option<f64> {
    (!events.is_empty()).then(|| mean(&values_at(figures, events)))
}

fn examples(outcome: &[f64], events: &[u32], t_star: f64) -> Vec<u32> {
    strongest(events, EXAMPLES, |event| outcome[event] * t_star.signum())
}

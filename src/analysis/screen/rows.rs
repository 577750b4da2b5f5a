//! What is reported of a term besides its test: effects, halves, moves before the event and examples.

use super::{
    ALPHA, TermTest,
    echo::{echo_of, nearest},
    forward::{Forward, says_it_alone},
    panel::{Panel, TermAt},
    tally::reaching,
    terms::Terms,
    watch::Watch,
};
use crate::{
    analysis::{
        null::{CALENDAR_CLASSES, Scores, monte_carlo_p, without_calendar},
        sample::{mean, strongest, values_at},
        study::Direction,
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
    /// Class of the day of the month on which each record was set ([`crate::analysis::null::calendar_class`]).
    pub calendar: Option<&'a [usize]>,
    /// Change over the window less its mean, simple per cent.
    pub change_pct: &'a [f64],
    /// Abnormal change over the window, 100 × ln of the ratio.
    pub change_log_pct: &'a [f64],
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
    /// What it says beside the found terms, if it is significant only there.
    pub conditional: Option<Conditional>,
    /// Mean change over the window less the mean of all records, simple per cent.
    pub effect_pct: Option<f64>,
    /// Mean abnormal change over the window, 100 × ln of the ratio.
    pub effect_log_pct: Option<f64>,
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
    /// Where the ruble went in the window before the event.
    pub pre_direction: Option<Direction>,
    /// p of the window without what the day of the month explains, with the same draws.
    pub p_calendar: Option<f64>,
    /// Mean change, simple per cent less the mean of all records, of other records that were set on the same days of the
    /// month.
    pub calendar_pct: Option<f64>,
    /// Positions of the events that moved most in the direction of T, the strongest first; two at most.
    pub examples: Vec<u32>,
}

impl Row {
    /// Whether the days of the month explain what the term goes with.
    pub fn is_calendar(&self) -> bool {
        self.p_calendar.is_some_and(|p| p > ALPHA)
    }
}

/// A term beside the found ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conditional {
    /// The found term that shares or avoids most of its events.
    pub beside: Option<TermAt>,
    /// T* beside the found terms; its sign is the direction there.
    pub t_star: f64,
    /// Mean change, simple per cent, when the changes are explained by the found terms too.
    pub effect_pct: Option<f64>,
}

/// Makes rows.
pub(super) struct Describer<'a> {
    inputs: &'a [(Panel<'a>, Moves<'a>)],
    tests: &'a [Vec<TermTest>],
    forward: &'a Forward<'a>,
    taken: Vec<TermAt>,
    p_pre: BTreeMap<TermAt, f64>,
    p_calendar: BTreeMap<TermAt, f64>,
}

impl<'a> Describer<'a> {
    /// Ready for the listed terms.
    pub(super) fn new(
        inputs: &'a [(Panel<'a>, Moves<'a>)],
        tests: &'a [Vec<TermTest>],
        forward: &'a Forward<'a>,
        listed: &BTreeSet<TermAt>,
        watch: &Watch<'_>,
    ) -> Result<Self> {
        let mut p_pre = BTreeMap::new();
        let mut p_calendar = BTreeMap::new();
        for (number, (panel, moves)) in inputs.iter().enumerate() {
            let of_panel: Vec<TermAt> = listed
                .iter()
                .copied()
                .filter(|at| at.panel == number)
                .collect();
            if let Some(scores) = moves.before {
                p_pre.extend(p_of_other_scores(*panel, scores, &of_panel, watch)?);
            }
            if let Some(classes) = moves.calendar {
                let scores = without_calendar(panel.scores, classes);
                p_calendar.extend(p_of_other_scores(*panel, &scores, &of_panel, watch)?);
            }
        }

        Ok(Self {
            inputs,
            tests,
            forward,
            taken: forward.taken.iter().map(|one| one.at).collect(),
            p_pre,
            p_calendar,
        })
    }

    pub(super) fn rows(&self, terms: &[TermAt]) -> Vec<Row> {
        terms.iter().map(|at| self.row(*at)).collect()
    }

    fn row(&self, at: TermAt) -> Row {
        let (panel, moves) = &self.inputs[at.panel];
        let events = panel.terms.events(at.term);
        let test = self.tests[at.panel][at.term];
        let taken = self.forward.taken.iter().find(|one| one.at == at);
        let conditional = self.conditional(at);
        let is_echo = taken.is_none() && conditional.is_none() && test.p_adj <= ALPHA;

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
            echo_of: is_echo.then(|| echo_of(*panel, at, &self.taken)).flatten(),
            conditional,
            effect_pct: mean_at(moves.change_pct, events),
            effect_log_pct: mean_at(moves.change_log_pct, events),
            effect_kop: moves.change_kop.and_then(|change| mean_at(change, events)),
            first_half,
            second_half,
            halves_agree: first_half
                .zip(second_half)
                .filter(|_| is_enough)
                .map(|(one, other)| one * other >= 0.0),
            p_pre: self.p_pre.get(&at).copied(),
            pre_direction: moves
                .before
                .and_then(|scores| mean_at(&scores.u, events))
                .and_then(Direction::of),
            p_calendar: self.p_calendar.get(&at).copied(),
            calendar_pct: moves
                .calendar
                .and_then(|classes| mean_of_same_days(moves.change_pct, classes, events)),
            examples: examples(moves.outcome, events, test.t_star),
        }
    }
}

impl Describer<'_> {
    /// What a term that is not taken says beside the taken ones, if it is significant there and not by itself.
    fn conditional(&self, at: TermAt) -> Option<Conditional> {
        let (panel, moves) = &self.inputs[at.panel];
        let beside = self.forward.beside(at).filter(|test| test.p <= ALPHA)?;
        let alone = &self.tests[at.panel][at.term];

        (!says_it_alone(alone, beside)).then(|| Conditional {
            beside: nearest(*panel, at, &self.taken),
            t_star: beside.t_star,
            effect_pct: self.forward.effect_beside(at, moves.change_pct),
        })
    }
}

/// p of each of some terms with other scores of the same records, in the same draws.
fn p_of_other_scores(
    panel: Panel<'_>,
    scores: &Scores,
    which: &[TermAt],
    watch: &Watch<'_>,
) -> Result<Vec<(TermAt, f64)>> {
    let terms: Terms = which.iter().map(|at| panel.terms.events(at.term)).collect();
    let other = Panel {
        scores,
        terms: &terms,
        ..panel
    };
    let counts = reaching(other, watch)?;
    let p = counts
        .iter()
        .map(|counts| monte_carlo_p(counts.either, panel.draws.count()));

    Ok(which.iter().copied().zip(p).collect())
}

/// The mean over some events of the mean figure of the other records of their class; none if the events have all the
/// records of their classes.
fn mean_of_same_days(figures: &[f64], classes: &[usize], events: &[u32]) -> Option<f64> {
    let mut others = [(0.0, 0_usize); CALENDAR_CLASSES];
    let mut next = events.iter().peekable();
    for (record, (figure, class)) in figures.iter().zip(classes).enumerate() {
        if next.next_if(|event| **event as usize == record).is_none() {
            others[*class].0 += figure;
            others[*class].1 += 1;
        }
    }

    let of_class = events.iter().filter_map(|event| {
        let (sum, count) = others[classes[*event as usize]];
        (count > 0).then(|| sum / count as f64)
    });
    let means: Vec<f64> = of_class.collect();
    (!means.is_empty()).then(|| mean(&means))
}

/// Mean of the figures at the events; none without events.
pub(super) fn mean_at(figures: &[f64], events: &[u32]) -> Option<f64> {
    (!events.is_empty()).then(|| mean(&values_at(figures, events)))
}

fn examples(outcome: &[f64], events: &[u32], t_star: f64) -> Vec<u32> {
    strongest(events, EXAMPLES, |event| outcome[event] * t_star.signum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_days_are_those_of_the_class_without_the_word() {
        let figures = [1.0, 10.0, 3.0, 20.0, 5.0];
        let classes = [0, 1, 0, 1, 0];
        // Of class 0 the records 2 and 4 have no event, of class 1 the record 3.
        assert_eq!(mean_of_same_days(&figures, &classes, &[0]), Some(4.0));
        assert_eq!(mean_of_same_days(&figures, &classes, &[0, 1]), Some(12.0));
        assert_eq!(mean_of_same_days(&figures, &classes, &[1, 3]), None);
    }
}

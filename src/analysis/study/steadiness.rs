//! Whether an effect is of all its events: by halves of the time looked at, and apart in turbulent times.

use super::{StudyError, StudyInput, effect::Effect, outcomes::sums};
use crate::{
    analysis::{
        moves::Moves,
        regimes::regimes,
        sample::{mean, median, standard_deviation},
    },
    model::Span,
};
use jiff::civil::Date;
use std::convert::identity;

/// Events that a part has at least, to be compared with the other.
const LEAST_OF_PART: usize = 5;

/// A part carries the whole effect where the other has less than this share of it.
const REST: f64 = 1.0 / 3.0;

/// Standard errors between two parts that differ by more than chance.
const ERRORS_APART: f64 = 2.0;

/// Times in which the median move is this many times that of all are turbulent.
const TURBULENT: f64 = 1.5;

/// Two parts of the events, each with its effect over the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    pub parts: [Part; 2],
    /// The part that makes the whole effect, 0 or 1: the other has less than a third of it, and by more than chance.
    pub bearer: Option<usize>,
}

/// Some of the events.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    pub events: usize,
    /// None without events.
    pub effect: Option<Effect>,
    /// Mean outcome of the events less that of all records: standardised changes, summed over the window.
    pub outcome: f64,
}

/// The halves of the time looked at, by number of tested records.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Halves {
    pub split: Split,
    /// Date of the first tested record of the second half.
    pub second_from: Date,
}

impl StudyInput<'_> {
    /// None without records.
    pub(super) fn halves(&self) -> Result<Option<Halves>, StudyError> {
        let middle = self.tested.len() / 2;
        let Some(record) = self.tested.get(middle) else {
            return Ok(None);
        };

        Ok(Some(Halves {
            split: self.split(|position| position >= middle)?,
            second_from: self.record_dates[*record as usize],
        }))
    }

    /// The events outside some spans of record dates, and those within.
    ///
    /// # Errors
    /// [`StudyError::Missing`] when a change needed does not exist.
    pub fn split_by(&self, spans: &[Span]) -> Result<Split, StudyError> {
        self.split(|position| {
            let date = self.record_dates[self.tested[position] as usize];
            spans.iter().any(|span| span.contains(date))
        })
    }

    fn split(&self, is_second: impl Fn(usize) -> bool) -> Result<Split, StudyError> {
        let outcomes = sums(self.z, self.tested, self.window, identity)?;
        let (second, first): (Vec<u32>, Vec<u32>) = self
            .events
            .iter()
            .partition(|event| is_second(**event as usize));
        let parts = [
            self.part(&first, &outcomes)?,
            self.part(&second, &outcomes)?,
        ];

        Ok(Split {
            parts,
            bearer: bearer(&parts, standard_deviation(&outcomes)),
        })
    }

    fn part(&self, events: &[u32], outcomes: &[f64]) -> Result<Part, StudyError> {
        let records: Vec<u32> = events
            .iter()
            .map(|event| self.tested[*event as usize])
            .collect();
        let own: Vec<f64> = events
            .iter()
            .map(|event| outcomes[*event as usize])
            .collect();

        Ok(Part {
            events: events.len(),
            effect: Effect::new(self.changes(), &records, self.window)?,
            outcome: mean(&own) - mean(outcomes),
        })
    }
}

fn bearer(parts: &[Part; 2], deviation: f64) -> Option<usize> {
    if parts.iter().any(|part| part.events < LEAST_OF_PART) {
        return None;
    }

    let larger = usize::from(parts[1].outcome.abs() > parts[0].outcome.abs());
    let whole = parts[larger].outcome;
    let rest = parts[1 - larger].outcome * whole.signum();
    let per_event: f64 = parts.iter().map(|part| 1.0 / part.events as f64).sum();
    let is_apart = whole.abs() - rest > ERRORS_APART * deviation * per_event.sqrt();

    (is_apart && rest < REST * whole.abs()).then_some(larger)
}

/// The stretches of record dates in a period in which the rate moved much more than in all of it, earliest first.
pub fn turbulent_spans(moves: &Moves, period: Span) -> Vec<Span> {
    let Some(usual) = median_move(moves, period) else {
        return Vec::new();
    };

    let mut spans: Vec<Span> = Vec::new();
    let mut is_open = false;
    for regime in regimes(moves, period) {
        let Some(span) = Span::new(regime.first, regime.last) else {
            continue;
        };
        let is_turbulent =
            median_move(moves, span).is_some_and(|median| median > TURBULENT * usual);
        match spans.last_mut() {
            // Two in a row are one stretch.
            Some(before) if is_turbulent && is_open => {
                if let Some(both) = Span::new(before.from(), span.to()) {
                    *before = both;
                }
            }
            _ if is_turbulent => spans.push(span),
            _ => {}
        }
        is_open = is_turbulent;
    }

    spans
}

fn median_move(moves: &Moves, period: Span) -> Option<f64> {
    let records = moves.records().iter();
    let sizes: Vec<f64> = records
        .filter(|one| period.contains(one.record_date))
        .filter_map(|one| Some(one.change_log_pct?.abs()))
        .collect();

    median(&sizes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: (usize, f64), second: (usize, f64), expected: Option<usize>) {
        let part = |(events, outcome)| Part {
            events,
            effect: None,
            outcome,
        };
        assert_eq!(bearer(&[part(first), part(second)], 1.5), expected);
    }

    #[test]
    fn a_part_makes_the_whole_where_the_other_has_next_to_nothing() {
        check((25, 3.0), (60, 0.1), Some(0));
        check((60, -0.1), (25, -3.0), Some(1));
        check((25, 3.0), (25, -0.5), Some(0));
        check((25, 3.0), (60, 1.5), None);
        // Too few, and no further apart than chance.
        check((25, 3.0), (4, 0.0), None);
        check((10, 0.9), (10, 0.1), None);
        check((20, 0.0), (20, 0.0), None);
    }
}

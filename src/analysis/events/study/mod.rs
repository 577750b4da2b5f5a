//! What the search for events needs, and the events of one predicate on stories (`--term`).

use super::{
    surprise::{Counted, Counter, EventRule, PerSource},
    tested::{Tested, WhyNot},
    windows::{Windows, mentions},
};
use crate::text::{Corpus, Numbers, TermKey, collect_terms};
use jiff::civil::Date;

/// News, records and rules; all of one currency.
#[derive(Clone, Copy, Debug)]
pub struct Study<'a> {
    /// The stories.
    pub corpus: &'a Corpus,
    /// The record of each story; `None` for a story that does not count.
    pub placed: &'a [Option<u32>],
    /// Dates of the records.
    pub record_dates: &'a [Date],
    /// The stories of each record, counted from the same `placed`.
    pub windows: &'a Windows,
    /// The tested records.
    pub tested: &'a Tested,
    /// Which windows are events.
    pub rule: EventRule,
    /// Whether the usual share is each source's own.
    pub per_source: PerSource,
}

/// The events of one predicate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Events {
    /// Those on tested records, earliest first.
    pub events: Vec<Counted>,
    /// Their positions among the tested records.
    pub positions: Vec<u32>,
    /// Those on other records, earliest first, and why they take no part.
    pub dropped: Vec<(u32, WhyNot)>,
}

impl Events {
    /// The records of the events, by their places in the series.
    pub fn records(&self) -> Vec<u32> {
        self.events.iter().map(|event| event.window).collect()
    }
}

impl<'a> Study<'a> {
    /// A counter of one term after the other.
    pub(super) fn counter(&self) -> Counter<'a> {
        Counter::new(self.windows, self.per_source)
    }

    /// Every window with one of the stories at the places `matched`, earliest first; a story without a record
    /// does not count.
    ///
    /// # Panics
    /// When a place is not in the corpus.
    pub fn counted(&self, matched: &[u32]) -> Vec<Counted> {
        let mut found = Vec::new();
        self.counter().count(
            &mentions(matched, self.corpus.stories(), self.placed),
            |window| found.push(window),
        );

        found
    }

    /// The events of the stories at the places `matched`.
    ///
    /// # Panics
    /// When a place is not in the corpus.
    pub fn events_of(&self, matched: &[u32]) -> Events {
        let mut found = Events::default();
        for window in self
            .counted(matched)
            .into_iter()
            .filter(|window| window.is_event(self.rule))
        {
            match self.tested.position(window.window) {
                Ok(position) => {
                    found.events.push(window);
                    found.positions.push(position);
                }
                Err(why_not) => found.dropped.push((window.window, why_not)),
            }
        }

        found
    }

    /// The weight of each tested record for `--dose`, by position: how surprising its count is, 0 without a story
    /// ([`super::surprise`]). No threshold cuts it, so that an ordinary day of the term weighs little, not nothing.
    ///
    /// # Panics
    /// When a place is not in the corpus.
    pub fn doses(&self, matched: &[u32]) -> Vec<f64> {
        let mut doses = vec![0.0; self.tested.len()];
        for window in self.counted(matched) {
            if let Ok(position) = self.tested.position(window.window) {
                doses[position as usize] = window.surprise();
            }
        }

        doses
    }

    /// Places of all stories that have a term, those without a record too.
    pub fn stories_with(&self, term: TermKey, numbers: Numbers) -> Vec<u32> {
        let mut terms = Vec::new();
        let has_it = |at: &u32| {
            collect_terms(self.corpus.words(*at as usize), numbers, &mut terms);
            terms.binary_search(&term).is_ok()
        };

        self.corpus.story_numbers().filter(has_it).collect()
    }
}

#[cfg(test)]
pub(super) mod tests;

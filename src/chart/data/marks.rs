//! What is marked on a chart: events and moves with a number and a key, days with a term, changes of the method, the
//! key rate.
//!
//! A mark may fall on any calendar day, also one without a record. What is outside the span is not drawn.

use super::days::{day_number, midnight, noon};
use crate::{
    model::{Decimal, Span},
    timeline::key_rate_days,
};
use jiff::civil::Date;

/// Everything marked on a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// What gets a flag with a number, and a line in the key below the chart.
    pub flagged: Vec<Mark>,
    /// Days marked along the foot of the rates.
    pub term: Option<TermDays>,
    /// Whether changes of the Bank's method of fixing are shown.
    pub shows_methods: bool,
    /// Whether the key rate has a panel below the rates.
    pub shows_key_rate: bool,
    /// Where the headlines come from, each source once.
    pub headline_sources: Vec<String>,
}

/// Something that happened on a day, or over a period, which is then drawn as a band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub days: Span,
    /// What.
    pub what: Marked,
}

/// What is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marked {
    /// An event that somebody listed.
    Event {
        /// What it is called.
        label: String,
        /// A word that is common to several; each has a colour.
        kind: Option<String>,
    },
    /// A large daily change, with the headline shown for it.
    Move {
        /// Code of the currency.
        code: &'static str,
        /// The change in per cent.
        percent: Decimal,
        /// A headline that came before the rate was set; `None` if there was no news.
        headline: Option<String>,
    },
}

/// Days with headlines that have a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermDays {
    /// As typed.
    pub term: String,
    /// The days, each once, in order, with the number of their headlines.
    pub days: Vec<(Date, usize)>,
}

/// A flagged mark inside the span of a chart.
#[derive(Clone, Copy)]
pub struct SeenMark<'a> {
    pub mark: &'a Mark,
    pub half_day: i32,
    /// Place of its kind among the kinds that are seen.
    pub kind: Option<usize>,
}

impl Mark {
    /// Where its flag is placed, in half days: at the middle of its day, or where the visible part of its band begins;
    /// `None` outside `span`.
    pub(crate) fn anchor(&self, span: Span) -> Option<i32> {
        let seen = self.days.intersection(span)?;
        let place = if self.is_period() { midnight } else { noon };

        Some(place(day_number(seen.from())))
    }

    /// Whether it lasts more than a day.
    pub(crate) fn is_period(&self) -> bool {
        self.days.from() < self.days.to()
    }

    fn kind(&self) -> Option<&str> {
        match &self.what {
            Marked::Event { kind, .. } => kind.as_deref(),
            Marked::Move { .. } => None,
        }
    }
}

impl TermDays {
    /// The days in view with the number of their headlines.
    pub(crate) fn seen(&self, span: Span) -> impl Iterator<Item = (Date, usize)> {
        let days = self.days.iter().copied();
        days.filter(move |(day, _)| span.contains(*day))
    }
}

impl Marks {
    /// Names a source of headlines at the foot of the picture.
    pub fn cite(&mut self, source: String) {
        if !self.headline_sources.contains(&source) {
            self.headline_sources.push(source);
        }
    }

    /// The flagged marks that are seen, by their place, which is also the order of their numbers.
    pub(crate) fn seen(&self, span: Span) -> Vec<SeenMark<'_>> {
        let seen = self.flagged.iter().filter_map(|mark| {
            Some(SeenMark {
                mark,
                half_day: mark.anchor(span)?,
                kind: None,
            })
        });

        let mut seen: Vec<_> = seen.collect();
        seen.sort_by_key(|seen| (seen.half_day, seen.mark.days.to()));

        // Kinds are numbered as they come into view, so the first ones have the inks that differ most.
        let mut kinds = Vec::new();
        for one in &mut seen {
            let Some(kind) = one.mark.kind() else {
                continue;
            };
            one.kind = kinds.iter().position(|known| *known == kind).or_else(|| {
                kinds.push(kind);
                Some(kinds.len() - 1)
            });
        }
        seen
    }

    /// Whether a move is marked, so that the caveat about its headline is needed.
    pub(crate) fn has_moves(&self) -> bool {
        let mut marked = self.flagged.iter().map(|mark| &mark.what);
        marked.any(|what| matches!(what, Marked::Move { .. }))
    }

    /// Whether the key rate is wanted and anything of it is known in `span`.
    pub(crate) fn has_key_rate(&self, span: Span) -> bool {
        self.shows_key_rate && key_rate_days().intersection(span).is_some()
    }
}

//! What is marked on a chart beside its lines: events and moves with a number and a key, days with a term, changes of
//! the method, the key rate.
//!
//! A mark may fall on any calendar day, also one without a record. What lies outside the span is not drawn.

use super::dates::{midnight, noon};
use super::spec::day_number;
use crate::model::{Decimal, Span, key_rate_days};
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
    /// A large daily change with the headline that is told of it.
    Move {
        /// Code of the currency.
        code: &'static str,
        /// The change in per cent.
        percent: Decimal,
        /// A headline that came before the rate was set; none when there was no news.
        headline: Option<String>,
    },
}

/// Days with headlines that have a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermDays {
    /// As typed.
    pub term: String,
    /// The days, each once, in order.
    pub days: Vec<Date>,
    /// How many headlines.
    pub headlines: usize,
}

impl Mark {
    /// Where its flag stands, in half days: in the middle of its day, or where the part of its band begins that
    /// is seen; none outside `span`.
    pub(super) fn anchor(&self, span: Span) -> Option<i32> {
        let seen = self.days.intersection(span)?;
        let day = day_number(seen.from());
        Some(if self.is_period() {
            midnight(day)
        } else {
            noon(day)
        })
    }

    /// Whether it lasts more than a day.
    pub(super) fn is_period(&self) -> bool {
        self.days.from() < self.days.to()
    }
}

impl Marks {
    /// The flagged marks that are seen, by their place, which is also the order of their numbers.
    pub(super) fn seen(&self, span: Span) -> Vec<Seen<'_>> {
        let mut kinds: Vec<&str> = Vec::new();
        let mut seen: Vec<_> = self
            .flagged
            .iter()
            .filter_map(|mark| {
                Some(Seen {
                    mark,
                    half_day: mark.anchor(span)?,
                    kind: None,
                })
            })
            .collect();
        seen.sort_by_key(|seen| (seen.half_day, seen.mark.days.to()));
        for one in &mut seen {
            if let Marked::Event {
                kind: Some(kind), ..
            } = &one.mark.what
            {
                let place = kinds.iter().position(|known| known == kind);
                one.kind = Some(place.unwrap_or(kinds.len()));
                if place.is_none() {
                    kinds.push(kind);
                }
            }
        }
        seen
    }

    /// Whether a headline is told of a move, so that the caveat has to stand below.
    pub(super) fn has_moves(&self) -> bool {
        self.flagged
            .iter()
            .any(|mark| matches!(mark.what, Marked::Move { .. }))
    }

    /// Whether the key rate is wanted and anything of it is known in `span`.
    pub(super) fn has_key_rate(&self, span: Span) -> bool {
        self.shows_key_rate && key_rate_days().intersection(span).is_some()
    }
}

/// A mark on the chart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    pub(super) mark: &'a Mark,
    pub(super) half_day: i32,
    /// Place of its kind among those that are seen.
    pub(super) kind: Option<usize>,
}

//! Known events of a file (`--events`) beside moves: what is common knowledge of a day, in the reader's own words.

use crate::cmd::chart_marks::read_events;
use crate::cmd::context::Context;
use crate::error::{Error, Result};
use crate::news::events::Event;
use crate::render::KnownEvent;
use jiff::ToSpan as _;
use jiff::civil::DateTime;
use std::path::Path;

/// Days before a window whose events are told too.
const DAYS_BEFORE: i64 = 7;

/// Events of a file, and how many of its rows are none.
#[derive(Debug, Default)]
pub struct KnownEvents {
    events: Vec<Event>,
    rows_left_out: usize,
}

impl KnownEvents {
    /// Reads a file; without one there are none. Bad rows are said with their line and left out.
    ///
    /// # Errors
    /// [`Error::NoFile`], [`Error::File`].
    pub fn load(context: &Context, file: Option<&Path>) -> Result<Self> {
        let Some(file) = file else {
            return Ok(Self::default());
        };
        let (events, rows_left_out) = read_events(context, file)?;
        Ok(Self {
            events,
            rows_left_out,
        })
    }

    /// The events of a window and of the week before it, in their order: a market may take days.
    pub fn around(&self, opens: DateTime, closes: DateTime) -> Vec<KnownEvent> {
        let from = opens.date().saturating_sub(DAYS_BEFORE.days());
        let meets = |event: &&Event| event.days.from() <= closes.date() && event.days.to() >= from;
        let mut found: Vec<KnownEvent> = self
            .events
            .iter()
            .filter(meets)
            .map(|event| KnownEvent {
                from: event.days.from(),
                to: event.days.to(),
                label: event.label.clone(),
            })
            .collect();
        found.sort_by_key(|event| event.from);
        found
    }

    /// All of them.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// # Errors
    /// [`Error::RowsLeftOut`] when some were.
    pub fn result(&self) -> Result<()> {
        match self.rows_left_out {
            0 => Ok(()),
            count => Err(Error::RowsLeftOut { count }),
        }
    }
}

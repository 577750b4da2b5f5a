//! Known events of a file (`--events`) beside moves: what is common knowledge of a day, in the reader's own words.

use crate::cmd::chart_marks::read_events;
use crate::cmd::context::Context;
use crate::error::{Error, Result};
use crate::news::events::Event;
use jiff::civil::{Date, DateTime};
use std::path::Path;

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
        let Some(file) = file else { return Ok(Self::default()) };
        let (events, rows_left_out) = read_events(context, file)?;
        Ok(Self { events, rows_left_out })
    }

    /// The labels of events on the days of a window.
    pub fn labels(&self, opens: DateTime, closes: DateTime) -> Vec<String> {
        let (from, to): (Date, Date) = (opens.date(), closes.date());
        let meets = |event: &&Event| event.days.from() <= to && event.days.to() >= from;
        self.events.iter().filter(meets).map(|event| event.label.clone()).collect()
    }

    /// All of them.
    pub fn into_events(self) -> Vec<Event> {
        self.events
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

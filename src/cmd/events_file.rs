//! A file of known events (`--events`), read for a chart, for moves or for a day.

use super::{context::Context, input::read_input};
use crate::{
    app::RowsLeftOut,
    error::Result,
    render::event_problem,
    sources::events::{Event, parse_events},
};
use std::path::Path;

/// The events of a file, and the number of its rows that are not one.
#[derive(Default)]
pub struct EventsFile {
    pub events: Vec<Event>,
    pub rows_left_out: RowsLeftOut,
}

impl EventsFile {
    /// Reads a file, if one was named. Bad rows are named with their line on stderr, and left out.
    pub fn read(context: &Context, path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else {
            return Ok(Self::default());
        };

        let (events, faults) = parse_events(&read_input(path)?.bytes, context.today);
        for fault in &faults {
            let problem = event_problem(&fault.what, context.lang, context.today);
            context.note(&format!("{}:{}: {problem}", path.display(), fault.line));
        }
        Ok(Self {
            events,
            rows_left_out: RowsLeftOut(faults.len()),
        })
    }
}

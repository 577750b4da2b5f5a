//! A file of known events (`--events`), read for a chart, for moves or for a day.

use super::{
    context::Context,
    input::{parse_mapping, read_input},
};
use crate::{
    app::RowsLeftOut,
    cli::EventArgs,
    error::{Error, Result},
    render::{WorkNote, event_problem, table_error},
    timeline::{EVENT_FIELDS, Event, EventFault, parse_events},
};
use std::path::Path;

/// Rows that are named one by one; the rest are counted.
const MOST_NAMED: usize = 10;

/// The events of a file, and the number of its rows that are not one.
#[derive(Default)]
pub struct EventsFile {
    pub events: Vec<Event>,
    pub rows_left_out: RowsLeftOut,
}

impl EventsFile {
    /// Reads a file, if one was named. Bad rows are named with their line on stderr, and left out; a file without events
    /// is said to have none.
    ///
    /// # Errors
    /// [`Error::Content`] for what is no list, and those of the file.
    pub fn read(context: &Context, typed: &EventArgs) -> Result<Self> {
        let mapping = parse_mapping(typed.map.as_deref(), &EVENT_FIELDS)?;
        let Some(path) = typed.events.as_deref() else {
            return Ok(Self::default());
        };

        let list = parse_events(&read_input(path)?.bytes, &mapping, context.today)
            .map_err(|(line, error)| Error::content(path, line, table_error(&error)))?;

        if list.events.is_empty() && list.faults.is_empty() {
            let file = path.display().to_string();
            context.say(&WorkNote::NoRows { file }.into());
        }
        say_faults(context, path, &list.faults);
        Ok(Self {
            rows_left_out: RowsLeftOut(list.faults.len()),
            events: list.events,
        })
    }
}

/// Names the first rows that are no events, and counts the rest.
fn say_faults(context: &Context, path: &Path, faults: &[EventFault]) {
    for fault in faults.iter().take(MOST_NAMED) {
        let problem = event_problem(&fault.what, context.lang);
        context.note(&format!("{}:{}: {problem}", path.display(), fault.line));
    }

    let count = faults.len().saturating_sub(MOST_NAMED);
    if count > 0 {
        context.say(&WorkNote::MoreRowsLikeThese { count }.into());
    }
}

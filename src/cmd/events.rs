//! `rates events`: the events that matter for the ruble.

use super::{context::Context, table_format::format_or, table_output::csv_reader};
use crate::{
    app::events::{EventsRequest, list_events},
    cli::{EventsArgs, TableFormat},
    error::Result,
    render::{self, render_csv, render_events_json, render_events_table},
};

pub fn run(context: &Context, arguments: &EventsArgs) -> Result<()> {
    let format = format_or(arguments.format, &arguments.csv, TableFormat::Table)?;
    let (from, to) = context.range(arguments.from.as_deref(), arguments.to.as_deref())?;
    let events = list_events(&EventsRequest {
        from,
        to,
        kinds: arguments.kind.clone(),
    })?;

    match format {
        TableFormat::Json => context.write(|out| render_events_json(&events, out)),
        TableFormat::Csv => {
            let reader = csv_reader(&arguments.csv);
            context.write(|out| render_csv(&events[..], reader, out))
        }
        TableFormat::Table => {
            let table = render_events_table(&events, context.lang, context.frame());
            context.print_line(table)?;
            context.note(&render::note_on_events(context.lang));
            Ok(())
        }
    }
}

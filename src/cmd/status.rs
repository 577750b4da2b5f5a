//! `rates status`: how fresh each currency is and what is missing, and how each feed has fared.

use super::context::Context;
use crate::{
    app::status::{Status, load_status},
    cli::{ReportFormat, StatusArgs},
    error::{Error, Result},
    render::{json, render_feeds_table, render_status_table},
};

pub fn run(context: &Context, arguments: &StatusArgs) -> Result<()> {
    let status = load_status(&context.open()?)?;
    match arguments.format {
        ReportFormat::Json => {
            context.write(|out| json::render_status(&status.currencies, &status.feeds, out))?;
        }
        ReportFormat::Text => print_tables(context, &status)?,
    }

    if status.is_stale {
        return Err(Error::Stale);
    }
    Ok(())
}

fn print_tables(context: &Context, status: &Status) -> Result<()> {
    let rates = render_status_table(&status.currencies, context.lang, context.frame());
    if status.feeds.is_empty() {
        return context.print_line(rates);
    }

    let feeds = render_feeds_table(&status.feeds, context.lang, context.frame());
    context.print_line(format!("{rates}\n\n{feeds}"))
}

//! `rates news`: one file a command, and what several of them do.

mod add;
mod check;
mod intake;
mod list;
mod page;
mod parse;

use super::context::Context;
use crate::cli::NewsCommand;
use crate::error::Result;

pub use list::load_headlines_of_day;

pub fn run(context: &Context, command: &NewsCommand) -> Result<()> {
    match command {
        NewsCommand::Add(arguments) => add::run(context, arguments),
        NewsCommand::Check(arguments) => check::run(context, arguments),
        NewsCommand::Parse(arguments) => parse::run(context, arguments),
        NewsCommand::Fetch(arguments) => fetch::run(context, arguments),
        NewsCommand::Feeds(arguments) => feeds::run(context, arguments),
        NewsCommand::List(arguments) => list::run(context, &arguments.headlines),
        NewsCommand::Search(arguments) => list::run_search(context, arguments),
    }
}

/// Every day a record can have. A link needs the first record, and the one after the last day asked for.
fn every_day() -> Span {
    let (from, to) = (FIRST_RECORD_DAY, date(2199, 12, 31));
    Span::new(from, to).unwrap_or(Span::day(from))
}

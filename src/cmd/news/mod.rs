//! `rates news`: headlines in and out.

mod add;
mod backfill;
mod check;
mod config_text;
mod feeds;
mod fetch;
mod list;
mod parse;
mod sources;

use super::context::Context;
use crate::{cli::NewsCommand, error::Result};

pub fn run(context: &Context, command: &NewsCommand) -> Result<()> {
    match command {
        NewsCommand::Add(arguments) => add::run(context, arguments),
        NewsCommand::Backfill(arguments) => backfill::run(context, arguments),
        NewsCommand::Check(arguments) => check::run(context, arguments),
        NewsCommand::Parse(arguments) => parse::run(context, arguments),
        NewsCommand::Fetch(arguments) => fetch::run(context, arguments),
        NewsCommand::Feeds(arguments) => feeds::run(context, arguments),
        NewsCommand::Sources(arguments) => sources::run(context, arguments),
        NewsCommand::List(arguments) => list::run(context, arguments),
        NewsCommand::Search(arguments) => list::run_search(context, arguments),
    }
}

//! `rates news`: one file a command, and what several of them do.

mod add;
mod check;
mod feed_intake;
mod feeds;
mod fetch;
mod kind;
mod list;
mod page;
mod parse;

use super::context::Context;
use super::fetch as fetch_all;
use crate::app::news::intake::ensure_index;
use crate::cli::{FetchArgs, NewsCommand};
use crate::error::Result;
use crate::model::{FIRST_RECORD_DAY, Span};
use crate::render::Note;
use crate::store::Store;
use jiff::civil::date;
use std::path::Path;

pub use feeds::load_feed_statuses;
pub use fetch::NewsFetch;
pub use list::load_headlines_of_day;

/// Runs a command of news.
///
/// # Errors
/// Those of the command.
pub fn run(context: &Context, command: &NewsCommand) -> Result<()> {
    match command {
        NewsCommand::Add(arguments) => add::run(context, arguments),
        NewsCommand::Check(arguments) => check::run(context, arguments),
        NewsCommand::Parse(arguments) => parse::run(context, arguments),
        NewsCommand::Fetch(arguments) => {
            let dry_run = arguments.dry_run;
            fetch_all::run(
                context,
                &FetchArgs {
                    news: true,
                    dry_run,
                    ..FetchArgs::default()
                },
            )
        }
        NewsCommand::Feeds(arguments) => feeds::run(context, arguments),
        NewsCommand::List(arguments) => list::run(context, &arguments.headlines),
        NewsCommand::Search(arguments) => list::run_search(context, arguments),
    }
}

/// Opens the store for news. An index of words made by a program with other lemmas is made anew, and that is said.
///
/// # Errors
/// Those of [`Context::open_news_store`] and of the store.
pub fn open(context: &Context) -> Result<Store> {
    let mut store = context.open_news_store()?;
    if let Some(headlines) = ensure_index(&mut store)? {
        context.say(&Note::IndexMadeAnew { headlines });
    }
    Ok(store)
}

/// The source of headlines that name none: the name of their file.
fn source_of(path: &Path) -> String {
    match path.file_stem() {
        Some(stem) if stem != "-" => stem.to_string_lossy().into_owned(),
        _ => "stdin".to_owned(),
    }
}

/// Every day a record can have. A link needs the first record, and the one after the last day asked for.
pub fn every_day() -> Span {
    let (from, to) = (FIRST_RECORD_DAY, date(2199, 12, 31));
    Span::new(from, to).unwrap_or(Span::day(from))
}

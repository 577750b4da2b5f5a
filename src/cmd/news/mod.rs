//! `rates news`: headlines in, and headlines out with their rates.

mod feed_intake;
mod feeds;
mod fetch;

pub use feeds::load_feed_statuses;
pub use fetch::NewsFetch;

use super::context::Context;
use super::fetch as fetch_all;
use crate::cli::{FetchArgs, NewsCommand};
use crate::error::Result;

pub fn run(context: &Context, command: &NewsCommand) -> Result<()> {
    match command {
        NewsCommand::Fetch(arguments) => {
            let dry_run = arguments.dry_run;
            fetch_all::run(context, &FetchArgs { news: true, dry_run, ..FetchArgs::default() })
        }
        NewsCommand::Feeds(arguments) => feeds::run(context, arguments),
    }
}

//! `rates news feeds`: the feeds of the configuration and how each has fared.

use crate::{
    app::news::load_feed_statuses,
    cli::{FeedsFormat, NewsFeedsArgs},
    cmd::context::Context,
    error::Result,
    render::{Note, json, render_feeds_table},
};

pub fn run(context: &Context, arguments: &NewsFeedsArgs) -> Result<()> {
    let feeds = load_feed_statuses(&context.open()?)?;

    match arguments.format {
        FeedsFormat::Json => context.write(|out| json::render_feeds(&feeds, out)),
        FeedsFormat::Table if feeds.is_empty() => {
            context.say(&Note::NoFeeds);
            Ok(())
        }
        FeedsFormat::Table => {
            context.print_line(render_feeds_table(&feeds, context.lang, context.frame()))
        }
    }
}

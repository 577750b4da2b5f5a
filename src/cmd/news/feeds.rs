//! `rates news feeds`: the feeds of the configuration and how each has fared.

use crate::cli::{FeedsFormat, NewsFeedsArgs};
use crate::cmd::context::Context;
use crate::error::Result;
use crate::net::shown_address;
use crate::render::{self, FeedStatus, Note};
use crate::store::{FeedState, Store};

pub fn run(context: &Context, arguments: &NewsFeedsArgs) -> Result<()> {
    let feeds = load_feed_statuses(context, &context.open_store()?)?;
    match arguments.format {
        FeedsFormat::Json => context.write(|out| render::json::render_feeds(&feeds, out)),
        FeedsFormat::Table if feeds.is_empty() => {
            context.say(&Note::NoFeeds);
            Ok(())
        }
        FeedsFormat::Table => context.print(&format!(
            "{}\n",
            render::render_feeds_table(&feeds, context.lang, context.frame())
        )),
    }
}

/// The configured feeds in their order. What is known of others stays in the store and is not shown.
///
/// # Errors
/// Those of the store.
pub fn load_feed_statuses(context: &Context, store: &Store) -> Result<Vec<FeedStatus>> {
    let mut known = store.load_feeds()?;
    let status = |feed: &crate::app::config::Feed| {
        let url = shown_address(&feed.url);
        let at = known.iter().position(|state| state.url == url);
        let state = at.map(|at| known.swap_remove(at)).unwrap_or_default();
        let state = FeedState {
            url,
            name: feed.name.clone(),
            ..state
        };
        FeedStatus {
            state,
            now: context.now,
        }
    };
    Ok(context.config.feeds.iter().map(status).collect())
}

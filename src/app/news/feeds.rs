//! The feeds of the configuration and how each has fared.

use crate::{app::App, error::Result, net::shown_address, render::FeedStatus, store::FeedState};

/// The configured feeds in their order. What is known of others stays in the store and is not shown.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn load_feed_statuses(app: &App) -> Result<Vec<FeedStatus>> {
    let mut known = app.store.load_feeds()?;

    let statuses = app.config.feeds.iter().map(|feed| {
        let url = shown_address(&feed.url);
        let stored = known.extract_if(.., |state| state.url == url).next();
        let state = FeedState {
            name: feed.name.clone(),
            url,
            ..stored.unwrap_or_default()
        };
        FeedStatus {
            state,
            now: app.now,
        }
    });
    Ok(statuses.collect())
}

/// Forgets that feeds which are not configured have closed for good: whoever enters one of them again wants it asked.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn forget_resting_feeds(app: &mut App) -> Result<()> {
    let urls = app.config.feeds.iter().map(|feed| shown_address(&feed.url));
    let urls: Vec<_> = urls.collect();
    let configured: Vec<_> = urls.iter().map(String::as_str).collect();
    app.store.forget_gone_feeds(&configured)
}

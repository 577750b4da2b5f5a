//! Headlines, feeds, pages and files of news, as text, JSON and messages.

mod backfill;
mod events;
mod faults;
mod feed;
mod feeds;
mod headlines;
mod headlines_json;
mod intake;
mod page;
mod passed_over;
mod rows;
mod sources;
mod term_query;
mod view;

pub use backfill::{
    ArchiveOutcome, ArchivePlan, ArchiveStop, render_archive_plans, render_backfilled,
};
pub use events::event_problem;
pub use faults::{
    ArchivedFault, NewsFault, corpus_error, feed_error, feed_fault, page_error, unread_kind,
    warc_problem,
};
pub use feed::{FeedReading, render_feed};
pub use feeds::{
    FeedCounts, FeedOutcome, FeedStatus, FetchedFeed, render_feeds_table, render_fetched_feeds,
};
pub use headlines::{render_headlines, render_headlines_of_day};
pub use headlines_json::render_headlines as render_headlines_json;
pub use intake::{FileIntake, render_faults, render_intake, render_intake_json};
pub use page::{CheckedRate, HeaderDate, PageReport, render_page};
pub use sources::{
    ArchiveStatus, ChangedRow, SourceChange, render_source_changes, render_sources,
    render_sources_json,
};
pub use term_query::term_query_error;
pub use view::{CurrencyLinks, LinkedHeadline};

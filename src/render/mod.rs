//! Results as text: the header line, tables, JSON, CSV, price directives, and the words on stderr.
//!
//! Read `view` first: what there is to show. Formats with many rows ([`json`], [`csv`], [`ledger`]) write to a
//! writer that the caller buffers; the others return text. Words of both languages stand here and nowhere else.
//! Nothing here prints, asks a store or knows the time.

mod age_notes;
mod chart_notes;
mod citation;
mod correlate;
pub mod csv;
mod currencies;
mod digits;
mod error_text;
mod error_words_ru;
mod events;
mod feeds;
mod fetch_report;
mod figure_fault;
#[cfg(test)]
mod fixtures;
mod headlines;
mod hint;
mod import_report;
mod input_words_ru;
pub mod json;
mod json_news;
mod json_parts;
pub mod ledger;
mod line;
mod news_faults;
mod news_feed;
mod news_intake;
mod news_page;
mod notes;
mod plain;
mod proof;
mod proof_json;
mod table;
mod term_query;
mod unit_names;
mod unit_notes;
mod view;
mod view_news;
mod words;

pub use age_notes::AgeNote;
pub use chart_notes::DaysNote;
pub use citation::render_citation;
pub use correlate::*;
pub use currencies::{
    CurrencyRow, note_on_columns, render_currencies_csv, render_currencies_json,
    render_currencies_table,
};
pub use error_text::error_text;
pub use events::{NotMarked, event_problem, not_marked_text};
pub use feeds::{
    FeedCounts, FeedOutcome, FeedStatus, FetchedFeed, render_feeds_table, render_fetched_feeds,
};
pub use fetch_report::{Fetched, render_fetched, render_unreached, unknown_ids};
pub use figure_fault::{EvidenceName, FigureFault};
pub use headlines::{render_headlines, render_headlines_of_day};
pub use hint::{fetch_command, hint};
pub use import_report::{
    import_faults, render_imports, replaced_figures, rests_on_it, undone_text,
};
pub use json_news::render_headlines as render_headlines_json;
pub use line::{render_line, render_line_with_sparks};
pub use news_faults::{NewsFault, corpus_error, feed_error, mapping_error, page_error};
pub use news_feed::{FeedReading, render_feed, render_feeds_json};
pub use news_intake::{FileIntake, render_faults, render_intake, render_intake_json};
pub use news_page::{CheckedRate, HeaderDate, PageReport, render_page, render_pages_json};
pub use notes::{
    Note, note_text, notes_on_conversion, notes_on_conversions, notes_on_histories, notes_on_shown,
};
pub use plain::render_conversion;
pub use proof::{Archived, Proof, ProofFrom, Superseded, render_proof};
pub use proof_json::render_proof as render_proof_json;
pub use table::{render_history_table, render_shown_table, render_status_table};
pub use term_query::term_query_error;
pub use unit_notes::{UnitNote, notes_on_lines, notes_on_units};
pub use view::{
    Age, Colour, Converted, CurrencyStatus, ExportRow, Leg, Minus, Shown, ShownRate, Style,
    TableFrame,
};
pub use view_news::{CurrencyLinks, LinkedHeadline};
pub use words::{days, reason_text, records};

//! Results as text: the header line, tables, JSON, CSV, price directives, and the words on stderr.
//!
//! Read `view` first: what there is to show. Formats with many rows ([`json`], [`prices`], [`render_csv`]) write to a
//! writer that the caller buffers; the others return text. Messages are written in both languages; the words on
//! pictures are in `chart::words`. Nothing here prints, asks a store or knows the time.

mod correlate;
mod currencies;
mod digits;
mod errors;
mod events;
mod fetch_report;
#[cfg(test)]
mod fixtures;
mod import_report;
mod json_parts;
mod news;
mod notes;
mod proof;
mod rates;
mod sheets;
mod unit_names;
mod view;
mod words;

pub use correlate::*;
pub use currencies::{
    CurrencyRow, note_on_columns, render_currencies_json, render_currencies_table,
};
pub use errors::{
    date_error, empty_field, error_text, fetch_command, field_count, hint, mapping_error,
    missing_field, row_of_totals, table_error, unknown_currency,
};
pub use events::{note_on_events, render_events_json, render_events_table};
pub use fetch_report::{Fetched, render_fetched, render_unreached, unknown_ids};
pub use import_report::{
    import_faults, render_imports, replaced_figures, rests_on_it, undone_text,
};
pub use json_parts::write_line;
pub use news::{
    ArchiveOutcome, ArchivePlan, ArchiveStatus, ArchiveStop, ArchivedFault, ChangedRow,
    CheckedRate, CurrencyLinks, FeedCounts, FeedOutcome, FeedReading, FeedStatus, FetchedFeed,
    FileIntake, HeaderDate, LinkedHeadline, NewsFault, PageReport, SourceChange, corpus_error,
    event_problem, feed_error, feed_fault, page_error, render_archive_plans, render_backfilled,
    render_faults, render_feed, render_feeds_table, render_fetched_feeds, render_headlines,
    render_headlines_json, render_headlines_of_day, render_intake, render_intake_json, render_page,
    render_source_changes, render_sources, render_sources_json, term_query_error, unread_kind,
    warc_problem,
};
pub use notes::{
    AgeNote, DaysNote, Note, PriceNote, UnitNote, WorkNote, note_text, notes_on_conversion,
    notes_on_conversions, notes_on_histories, notes_on_lines, notes_on_shown,
};
pub use proof::{
    Archived, EvidenceName, FigureFault, Proof, ProofFrom, RecordFault, Superseded,
    render_citation, render_proof,
};
pub use rates::{
    converted_table, json, prices, render_conversion, render_history_table, render_line,
    render_line_with_sparks, render_shown_table, render_status_table, spark_room,
};
pub use sheets::{CsvFor, Table, Workbook, render_csv, render_xlsx};
pub use view::{
    Age, Colour, Converted, ConvertedRow, ConvertedTable, CurrencyStatus, ExportRow, Leg, Minus,
    Shown, ShownRate, Style, TableFrame,
};
pub use words::{days, reason_text};

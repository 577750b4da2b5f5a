//! Notes on parts of some work: what a fetch brought, and what failed or was left out while the rest went on.

use crate::{
    error::Error,
    model::{Currency, Lang, counted, tr},
    render::{
        ArchiveOutcome, ArchivePlan, Fetched, FetchedFeed, error_text, hint, render_archive_plans,
        render_backfilled, render_fetched, render_fetched_feeds, render_unreached, unknown_ids,
    },
};
use jiff::civil::Date;

/// What came of a part of some work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkNote {
    /// Something that could not be had and does not fail the rest.
    Failed(Error),
    /// The same, followed by the command that would help.
    FailedWithHint(Error),
    /// A row of a file that was left out.
    RowLeftOut {
        file: String,
        line: u64,
        error: Error,
    },
    /// Further rows that were left out for reasons such as these.
    MoreRowsLikeThese { count: usize },
    /// Lines above the names of the columns of a table, which are no rows of it.
    LinesAboveHeader { file: String, count: u64 },
    /// A table that has a header and no rows.
    NoRows { file: String },
    /// Events before or after the days that a chart draws.
    EventsOutOfView(usize),
    /// The key rate was asked for, and nothing of it is known on the days drawn.
    KeyRateUnknown { first: Date },
    /// The libraries' own words about an outage, for those who want every detail.
    OutageDetails { url: String, details: String },
    /// Ids of the Bank's catalogue that this program does not know.
    UnknownIds(Vec<String>),
    /// What a fetch brought, by currency.
    Fetched(Vec<Fetched>),
    /// Currencies for which nothing came, and the last day that is stored for any of them.
    Unreached {
        currencies: Vec<&'static Currency>,
        stored_to: Option<Date>,
    },
    /// What a fetch brought, by feed.
    FetchedFeeds(Vec<FetchedFeed>),
    /// What a backfill is about to ask, by archive.
    BackfillPlanned(Vec<ArchivePlan>),
    /// What it brought.
    Backfilled(Vec<ArchiveOutcome>),
}

pub fn work_text(note: &WorkNote, lang: Lang, today: Date) -> String {
    match note {
        WorkNote::Failed(error) => error_text(error, lang, today),
        WorkNote::FailedWithHint(error) => {
            let text = error_text(error, lang, today);
            match hint(error, lang, today) {
                Some(next) => format!("{text}; {next}"),
                None => text,
            }
        }
        WorkNote::RowLeftOut { file, line, error } => {
            format!("{file}:{line}: {}", error_text(error, lang, today))
        }
        WorkNote::MoreRowsLikeThese { count } => {
            tr!(lang, "and {count} more like it", "и ещё {count} таких же")
        }
        WorkNote::LinesAboveHeader { file, count } => {
            let ru = ["строка", "строки", "строк"];
            let lines = counted(*count, lang, ["line", "lines"], ru);
            tr!(
                lang,
                "{file}: {lines} above the names of the columns passed over",
                "{file}: над названиями столбцов пропущено: {lines}"
            )
        }
        WorkNote::NoRows { file } => tr!(
            lang,
            "{file}: no rows below the header",
            "{file}: под шапкой нет ни одной строки"
        ),
        WorkNote::EventsOutOfView(count) => tr!(
            lang,
            "events outside the chart: {count}",
            "событий вне графика: {count}"
        ),
        WorkNote::KeyRateUnknown { first } => tr!(
            lang,
            "the key rate of these days is not known; its series begins on {first}",
            "ключевая ставка на эти дни неизвестна; ряд начинается с {first}"
        ),
        WorkNote::OutageDetails { url, details } => format!("{url}: {details}"),
        WorkNote::UnknownIds(ids) => unknown_ids(ids, lang),
        WorkNote::Fetched(fetched) => render_fetched(fetched, lang),
        WorkNote::Unreached {
            currencies,
            stored_to,
        } => render_unreached(currencies, *stored_to, lang),
        WorkNote::FetchedFeeds(feeds) => render_fetched_feeds(feeds, lang),
        WorkNote::BackfillPlanned(plans) => render_archive_plans(plans, lang),
        WorkNote::Backfilled(outcomes) => render_backfilled(outcomes, lang),
    }
}

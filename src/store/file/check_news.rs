//! Rows of news that no command could read, and headlines with columns that contradict each other.
//!
//! Every column that a command parses is parsed here by the same function, so that whatever makes a command fail is
//! found. Texts are read whole: a damaged page can leave bytes that are no UTF-8, and SQLite does not look.

use crate::{
    error::Bilingual,
    model::Published,
    store::{
        SqlResult,
        bad_row::{BadRow, name_row, words_of},
        columns::{optional, visit_rows},
        news::{
            cutoffs, feeds,
            headline_row::{self, COLUMNS},
        },
    },
};
use jiff::civil::Date;
use rusqlite::{Connection, Row};

/// Texts that commands read and that nothing else here does: the key, then the texts.
const TEXTS: &[(&str, &str)] = &[
    (
        "lemma",
        "SELECT form, form, lemma, coalesce(as_name, ''), coalesce(at_start, ''), coalesce(in_capitals, '') FROM lemma",
    ),
    (
        "possible_lemma",
        "SELECT lemma, lemma, form FROM possible_lemma",
    ),
    ("term_lemma", "SELECT id, lemma FROM term_lemma"),
    ("story_source", "SELECT id, name FROM story_source"),
    ("news_state", "SELECT name, name, value FROM news_state"),
    ("answer", "SELECT id, url, sha256 FROM answer"),
    (
        "correlation_test",
        "SELECT term, term, link, window, rule, filters, data, tested_at FROM correlation_test",
    ),
];

/// Columns after the ones in [`COLUMNS`].
const MOSCOW_TIME: usize = 13;
const TIME_KNOWN: usize = 14;

/// One line for each value that cannot be read or is not what the row's other columns make it.
pub fn unreadable_rows(connection: &Connection) -> SqlResult<Vec<Bilingual>> {
    let headlines = format!("SELECT {COLUMNS}, moscow_time, time_known FROM headline");
    let mut faults = visit(connection, &headlines, check_headline)?;
    faults.extend(visit(connection, cutoffs::SELECT, cutoffs::read)?);
    faults.extend(visit(connection, feeds::SELECT, feeds::read)?);
    for (table, sql) in TEXTS {
        faults.extend(visit(connection, sql, |row| {
            (1..row.as_ref().column_count())
                .try_for_each(|at| name_row(table, row, row.get::<_, String>(at)).map(drop))
        })?);
    }

    Ok(faults)
}

/// What `read` says against each row of a query.
fn visit<T>(
    connection: &Connection,
    sql: &str,
    read: impl Fn(&Row<'_>) -> SqlResult<T>,
) -> SqlResult<Vec<Bilingual>> {
    let mut faults = Vec::new();
    visit_rows(connection, sql, [], |row| {
        faults.extend(read(row).err().map(|error| words_of(&error)));
        Ok(())
    })?;

    Ok(faults)
}

/// Reads a headline, and compares the columns derived from its time with that time.
fn check_headline(row: &Row<'_>) -> SqlResult<()> {
    let stored = headline_row::read(row)?;
    // A headline without evidence has no date for commands, but a date of its header all the same.
    name_row("headline", row, optional::<Date>(row, 11))?;
    let published = stored.headline.dated.map(|dated| dated.published);

    let expected = published.map(|published| published.in_moscow_for_linking().to_string());
    let found: Option<String> = name_row("headline", row, row.get(MOSCOW_TIME))?;
    if found != expected {
        let value = format!("`{}`", found.unwrap_or_default());
        return Err(BadRow::new("headline", stored.id, "moscow_time", &value).into());
    }

    let is_known: bool = name_row("headline", row, row.get(TIME_KNOWN))?;
    if is_known != published.as_ref().is_some_and(Published::is_time_known) {
        let value = i32::from(is_known).to_string();
        return Err(BadRow::new("headline", stored.id, "time_known", &value).into());
    }

    Ok(())
}

//! Which days are covered, and which of them on the word of an imported file alone.

use crate::model::{Span, Spans};
use crate::store::SOURCE;
use crate::store::columns::span;
use rusqlite::{Connection, params};

/// Replaces the spans of a currency.
pub(in crate::store) fn write_coverage(
    connection: &Connection,
    code: &str,
    spans: &Spans,
) -> rusqlite::Result<()> {
    connection.execute(
        "DELETE FROM coverage WHERE source = ?1 AND currency = ?2",
        params![SOURCE, code],
    )?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO coverage (source, currency, from_date, to_date) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for span in spans.as_slice() {
        insert.execute(params![
            SOURCE,
            code,
            span.from().to_string(),
            span.to().to_string()
        ])?;
    }
    Ok(())
}

/// Takes days that the source now covers out of the coverage of imported files; returns how many there were.
pub(super) fn confirm_coverage(
    connection: &Connection,
    code: &str,
    covered: &Spans,
) -> rusqlite::Result<i64> {
    let mut confirmed = 0;
    for (span, answer) in load_import_coverage(connection, code)? {
        let left = Spans::from_iter([span]).minus(covered);
        let days_left = left.days();
        if days_left == span.days() {
            continue;
        }
        confirmed += span.days() - days_left;
        connection.execute(
            "DELETE FROM import_coverage WHERE source = ?1 AND currency = ?2 AND from_date = ?3",
            params![SOURCE, code, span.from().to_string()],
        )?;
        for span in left.as_slice() {
            write_import_coverage(connection, code, *span, answer)?;
        }
    }
    Ok(confirmed)
}

/// Remembers days that only an imported file covers.
pub(in crate::store) fn write_import_coverage(
    connection: &Connection,
    code: &str,
    span: Span,
    answer: i64,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO import_coverage (source, currency, from_date, to_date, answer) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    insert.execute(params![
        SOURCE,
        code,
        span.from().to_string(),
        span.to().to_string(),
        answer
    ])?;
    Ok(())
}

/// The days of a currency that only imported files cover, each span with the file's answer.
pub(in crate::store) fn load_import_coverage(
    connection: &Connection,
    code: &str,
) -> rusqlite::Result<Vec<(Span, i64)>> {
    let sql = "SELECT from_date, to_date, answer FROM import_coverage WHERE source = ?1 AND currency = ?2";
    let mut select = connection.prepare_cached(sql)?;
    let spans = select.query_map(params![SOURCE, code], |row| Ok((span(row)?, row.get(2)?)))?;
    spans.collect()
}

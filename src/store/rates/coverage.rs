//! Which days are covered, and which of them by an imported file alone.

use crate::{
    model::{Span, Spans},
    store::{
        SOURCE, SqlResult,
        columns::{ends, execute, load_all, span},
    },
};
use rusqlite::{Connection, params};

/// Replaces the spans of a currency.
pub fn write_coverage(connection: &Connection, code: &str, spans: &Spans) -> SqlResult<()> {
    execute(
        connection,
        "DELETE FROM coverage WHERE source = ?1 AND currency = ?2",
        [SOURCE, code],
    )?;

    for span in spans.as_slice() {
        insert_coverage(connection, code, *span)?;
    }

    Ok(())
}

pub fn insert_coverage(connection: &Connection, code: &str, span: Span) -> SqlResult<()> {
    let [from, to] = ends(span);
    execute(
        connection,
        "INSERT INTO coverage (source, currency, from_date, to_date) VALUES (?1, ?2, ?3, ?4)",
        params![SOURCE, code, from, to],
    )
}

/// Takes days that the source now covers out of the coverage of imported files; returns how many there were.
pub fn confirm_coverage(connection: &Connection, code: &str, covered: &Spans) -> SqlResult<i64> {
    let mut confirmed = 0;
    for (span, answer) in load_import_coverage(connection, code)? {
        let left = Spans::from_iter([span]).minus(covered);
        let newly_confirmed = span.days() - left.days();
        if newly_confirmed == 0 {
            continue;
        }

        confirmed += newly_confirmed;
        execute(
            connection,
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
pub fn write_import_coverage(
    connection: &Connection,
    code: &str,
    span: Span,
    answer: i64,
) -> SqlResult<()> {
    let [from, to] = ends(span);
    execute(
        connection,
        "INSERT INTO import_coverage (source, currency, from_date, to_date, answer) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![SOURCE, code, from, to, answer],
    )
}

/// The days of a currency that only imported files cover, each span with the file's answer.
pub fn load_import_coverage(connection: &Connection, code: &str) -> SqlResult<Vec<(Span, i64)>> {
    load_all(
        connection,
        "SELECT from_date, to_date, answer FROM import_coverage WHERE source = ?1 AND currency = ?2",
        [SOURCE, code],
        |row| Ok((span(row)?, row.get(2)?)),
    )
}

//! What is stored of a currency before a file is imported, and how much of it is the Bank's.

use crate::{
    model::{OfficialOrigin, Record, Spans, day_in_moscow},
    store::{
        SOURCE, SqlResult,
        columns::{load_all, parsed, record},
        rates::{coverage::load_import_coverage, series::load_coverage},
    },
};
use rusqlite::{Connection, Row};
use std::collections::HashMap;

/// A current figure of the store.
#[derive(Clone, Copy, Debug)]
pub struct StoredFigure {
    pub record: Record,
    /// Its origin; `None` for an imported file.
    pub official: Option<OfficialOrigin>,
}

/// The stored figures and days of one currency.
#[derive(Debug)]
pub struct StoredSeries {
    /// By date and nominal.
    pub figures: Vec<StoredFigure>,
    pub coverage: Spans,
    /// The covered days that do not depend on imported files alone.
    pub official: Spans,
}

/// Where each official answer comes from; imports are not in it.
pub fn load_answers(connection: &Connection) -> SqlResult<HashMap<i64, OfficialOrigin>> {
    let sql = "SELECT id, kind = 'archive', fetched_at FROM answer WHERE kind <> 'import'";
    load_all(connection, sql, [], |row| {
        Ok((row.get(0)?, official_origin(row)?))
    })
}

fn official_origin(row: &Row<'_>) -> SqlResult<OfficialOrigin> {
    Ok(if row.get(1)? {
        OfficialOrigin::Archive
    } else {
        OfficialOrigin::Fetched(day_in_moscow(parsed(row, 2)?))
    })
}

pub fn load_stored(
    connection: &Connection,
    code: &str,
    answers: &HashMap<i64, OfficialOrigin>,
) -> SqlResult<StoredSeries> {
    let figures: Vec<StoredFigure> = load_all(
        connection,
        "SELECT record_date, nominal, value_e4, answer FROM rate
         WHERE source = ?1 AND currency = ?2 AND superseded_at IS NULL ORDER BY record_date, nominal",
        [SOURCE, code],
        |row| {
            Ok(StoredFigure {
                record: record(row)?,
                official: answers.get(&row.get(3)?).copied(),
            })
        },
    )?;
    let coverage = load_coverage(connection, code)?;

    // If there are figures but none is official, all days depend on imports, including those imported by older
    // versions.
    let is_official = figures.is_empty() || figures.iter().any(|stored| stored.official.is_some());
    let official = if is_official {
        let imported = load_import_coverage(connection, code)?;
        coverage.minus(&imported.into_iter().map(|(span, _)| span).collect())
    } else {
        Spans::new()
    };

    Ok(StoredSeries {
        figures,
        coverage,
        official,
    })
}

//! What is stored of a currency before a file is imported, and how much of it is the Bank's.

use crate::model::{OfficialOrigin, Record, Spans, day_in_moscow};
use crate::store::SOURCE;
use crate::store::columns::{invalid, record};
use crate::store::rates::coverage::load_import_coverage;
use crate::store::rates::series::load_coverage;
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// A current figure of the store.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    pub(super) record: Record,
    /// Its origin; `None` for an imported file.
    pub(super) official: Option<OfficialOrigin>,
}

/// The stored figures and days of one currency.
#[derive(Debug)]
pub(super) struct StoredSeries {
    /// By date and nominal.
    pub(super) figures: Vec<Stored>,
    pub(super) coverage: Spans,
    /// The covered days that do not depend on imported files alone.
    pub(super) official: Spans,
}

/// Where each official answer comes from; imports are not in it.
pub(super) fn load_answers(
    connection: &Connection,
) -> rusqlite::Result<HashMap<i64, OfficialOrigin>> {
    let mut statement = connection
        .prepare("SELECT id, kind = 'archive', fetched_at FROM answer WHERE kind <> 'import'")?;
    let answers = statement.query_map([], |row| {
        let origin = if row.get(1)? {
            OfficialOrigin::Archive
        } else {
            let fetched_at = row.get_ref(2)?.as_str()?.parse();
            OfficialOrigin::Fetched(day_in_moscow(
                fetched_at.map_err(|error: jiff::Error| invalid(2, error))?,
            ))
        };
        Ok((row.get(0)?, origin))
    })?;
    answers.collect()
}

pub(super) fn load_stored(
    connection: &Connection,
    code: &str,
    answers: &HashMap<i64, OfficialOrigin>,
) -> rusqlite::Result<StoredSeries> {
    let mut statement = connection.prepare_cached(
        "SELECT record_date, nominal, value_e4, answer FROM rate
         WHERE source = ?1 AND currency = ?2 AND superseded_at IS NULL ORDER BY record_date, nominal",
    )?;
    let figures = statement
        .query_map(params![SOURCE, code], |row| {
            Ok(Stored {
                record: record(row)?,
                official: answers.get(&row.get(3)?).copied(),
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let coverage = load_coverage(connection, code)?;
    // Without a single official figure all days depend on imports, including those of older versions.
    let is_official = figures.is_empty() || figures.iter().any(|stored| stored.official.is_some());
    let official = if is_official {
        official_days(connection, code, &coverage)?
    } else {
        Spans::new()
    };
    Ok(StoredSeries {
        figures,
        coverage,
        official,
    })
}

/// The covered days that do not depend on imported files alone.
fn official_days(connection: &Connection, code: &str, coverage: &Spans) -> rusqlite::Result<Spans> {
    let imported = load_import_coverage(connection, code)?
        .into_iter()
        .map(|(span, _)| span)
        .collect();
    Ok(coverage.minus(&imported))
}

//! The embedded archive: official figures that fill an empty store at its first use.
//!
//! `db/archive/rates.bin` holds the records, `db/archive/manifest.tsv` says for each stretch where its figures
//! come from, how many there are and the SHA-256 of its lines `date,char_code,nominal,value` (with a final line
//! feed each), so that anyone can check them. `examples/make_archive.rs` makes both.

mod format;
pub(super) mod lines;

pub use format::{Archived, decode, encode};

use super::{
    SOURCE, SqlResult, bad_row::store_error, columns::execute, rates::coverage::insert_coverage,
};
use crate::{
    error::{Error, Refusal},
    model::{Record, Span},
};
use rusqlite::{Connection, Statement, params};
use std::{fmt::Write as _, path::Path};

const RATES: &[u8] = include_bytes!("../../../db/archive/rates.bin");
const MANIFEST: &str = include_str!("../../../db/archive/manifest.tsv");

/// A row of the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestRow {
    /// Currency code.
    pub code: String,
    /// First to last record date.
    pub span: Span,
    /// Number of records.
    pub records: usize,
    /// SHA-256 of the stretch's lines, hexadecimal.
    pub sha256: String,
    /// The row as the file has it.
    pub line: &'static str,
}

impl ManifestRow {
    fn parse(line: &'static str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [code, from, to, records, sha256, _sources] = fields.as_slice() else {
            return None;
        };

        Some(Self {
            code: (*code).to_owned(),
            span: Span::new(from.parse().ok()?, to.parse().ok()?)?,
            records: records.parse().ok()?,
            sha256: (*sha256).to_owned(),
            line,
        })
    }

    /// How the store names this stretch where an answer has its address.
    pub fn url(&self) -> String {
        let Self { code, span, .. } = self;
        format!("archive:{code}_{}_{}", span.from(), span.to())
    }
}

/// When the archive was put together, as an instant in RFC 3339.
pub fn made_at() -> Option<&'static str> {
    MANIFEST
        .lines()
        .find_map(|line| line.strip_prefix("# made "))
}

/// The rows of the manifest, in the order of the stretches.
pub fn manifest() -> Option<Vec<ManifestRow>> {
    MANIFEST
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(ManifestRow::parse)
        .collect()
}

/// The stretches themselves.
pub fn stretches() -> Option<Vec<Archived>> {
    decode(RATES)
}

/// The lines of which the manifest gives the hash: `date,char_code,nominal,value`, a line feed after each.
pub fn canonical_lines(code: &str, records: &[Record]) -> String {
    let mut lines = String::with_capacity(records.len() * 30);
    for record in records {
        let date = record.record_date();
        let nominal = record.nominal().units();
        let _ = writeln!(lines, "{date},{code},{nominal},{}", record.value());
    }

    lines
}

/// Why a fill failed.
pub(super) enum FillError {
    Sql(rusqlite::Error),
    Embedded,
}

impl From<rusqlite::Error> for FillError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl FillError {
    pub(super) fn in_store(&self, path: &Path) -> Error {
        match self {
            Self::Sql(error) => store_error(path, error),
            Self::Embedded => {
                let refusal = Refusal::new(
                    "the embedded archive is damaged; rebuild the program",
                    "встроенный архив курсов повреждён",
                    ("install the program again", "установите программу заново"),
                );
                Error::store(path, refusal)
            }
        }
    }
}

/// Writes the archive into an empty store, inside the caller's transaction.
pub(super) fn fill(connection: &Connection) -> Result<(), FillError> {
    // The rows of the archive are known to be sound, a test checks a filled store, and `rates db check` does so at any
    // time. Checking each of them here takes twice the time of writing them: SQLite makes a table of the ten nominals
    // for every row.
    connection.pragma_update(None, "ignore_check_constraints", true)?;
    write_stretches(connection)?;
    connection.pragma_update(None, "ignore_check_constraints", false)?;
    Ok(())
}

fn write_stretches(connection: &Connection) -> Result<(), FillError> {
    let made_at = made_at().ok_or(FillError::Embedded)?;
    let rows = manifest().ok_or(FillError::Embedded)?;
    let stretches = stretches()
        .filter(|stretches| stretches.len() == rows.len())
        .ok_or(FillError::Embedded)?;
    let mut insert_rate = connection.prepare(
        "INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    insert_rate.raw_bind_parameter(1, SOURCE)?;
    insert_rate.raw_bind_parameter(7, made_at)?;

    // The key order of the table: each row is appended, and SQLite searches for no place.
    let mut all: Vec<(ManifestRow, Archived)> = rows.into_iter().zip(stretches).collect();
    all.sort_by(|(a, _), (b, _)| (&a.code, a.span).cmp(&(&b.code, b.span)));
    for (row, stretch) in &all {
        insert_answer(connection, row, made_at)?;
        insert_rate.raw_bind_parameter(6, connection.last_insert_rowid())?;
        insert_rates(&mut insert_rate, stretch)?;
    }

    Ok(())
}

/// Inserts the answer of a stretch last, so that its id is that of the last inserted row.
fn insert_answer(connection: &Connection, row: &ManifestRow, made_at: &str) -> SqlResult<()> {
    insert_coverage(connection, &row.code, row.span)?;
    execute(
        connection,
        "INSERT INTO answer (source, kind, url, fetched_at, sha256, figures)
         VALUES (?1, 'archive', ?2, ?3, ?4, ?5)",
        params![SOURCE, row.url(), made_at, row.sha256, row.records],
    )
}

fn insert_rates(insert: &mut Statement<'_>, stretch: &Archived) -> SqlResult<()> {
    // Bound values stay bound, so only those that differ from row to row are bound again.
    insert.raw_bind_parameter(2, &stretch.code)?;
    let mut date = String::new();
    for record in &stretch.records {
        date.clear();
        let _ = write!(date, "{}", record.record_date());
        insert.raw_bind_parameter(3, &date)?;
        insert.raw_bind_parameter(4, record.nominal().units())?;
        insert.raw_bind_parameter(5, record.value_e4())?;
        insert.raw_execute()?;
    }

    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{FirstUse, Store};

    /// The fill switches SQLite's checks of rows off: its rows pass them all the same, and later rows are checked again.
    #[test]
    fn a_filled_store_is_sound_and_checks_what_is_written_next() {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(&folder.path().join("rates.db"), FirstUse::FillFromArchive).unwrap();
        assert!(store.check().unwrap().is_empty());

        let insert = |currency: &str, date: &str, nominal: i64, answer: i64| {
            let sql =
                "INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen)
                       VALUES ('cbr', ?1, ?2, ?3, 1, ?4, '')";
            store
                .connection
                .execute(sql, params![currency, date, nominal, answer])
        };
        for (currency, date, nominal, answer, refusal) in [
            ("USD", "1.7.1992", 1, 1, "CHECK constraint failed"),
            ("USD", "2030-01-01", 7, 1, "CHECK constraint failed"),
            ("XXX", "2030-01-01", 1, 1, "FOREIGN KEY constraint failed"),
            ("USD", "2030-01-01", 1, 999, "FOREIGN KEY constraint failed"),
        ] {
            let error = insert(currency, date, nominal, answer)
                .unwrap_err()
                .to_string();
            assert!(
                error.contains(refusal),
                "{currency} {date} {nominal} {answer}: {error}"
            );
        }
        assert_eq!(insert("USD", "2030-01-01", 1, 1), Ok(1));
    }
}

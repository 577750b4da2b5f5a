//! The embedded archive: official figures that fill an empty store at its first use.
//!
//! `db/archive/rates.bin` holds the records, `db/archive/manifest.tsv` says for each stretch where its figures
//! come from, how many there are and the SHA-256 of its lines `date,char_code,nominal,value` (with a final line
//! feed each), so that anyone can check them. `examples/make_archive.rs` makes both.

use crate::store::SOURCE;
mod format;
pub(super) mod lines;

pub use format::{Archived, decode, encode};

use crate::error::Error;
use crate::model::{Record, Span};
use jiff::civil::Date;
use rusqlite::{Connection, params};
use std::fmt::Write as _;
use std::path::Path;

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
    /// The row as it stands in the file.
    pub line: &'static str,
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
        .map(parse_row)
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
        let (date, nominal) = (record.record_date(), record.nominal().units());
        let _ = writeln!(lines, "{date},{code},{nominal},{}", record.value());
    }
    lines
}

fn parse_row(line: &'static str) -> Option<ManifestRow> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [code, from, to, records, sha256, _sources] = fields.as_slice() else {
        return None;
    };
    let day = |text: &str| text.parse::<Date>().ok();
    Some(ManifestRow {
        code: (*code).to_owned(),
        span: Span::new(day(from)?, day(to)?)?,
        records: records.parse().ok()?,
        sha256: (*sha256).to_owned(),
        line,
    })
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
        let cause = match self {
            Self::Sql(error) => error.to_string(),
            Self::Embedded => "the embedded archive is damaged; rebuild the program".to_owned(),
        };
        Error::Store {
            path: path.to_owned(),
            cause,
        }
    }
}

/// Writes the archive into an empty store, inside the caller's transaction.
///
/// The rows of the archive are known to be sound, a test checks a filled store, and `rates db check` does so at any
/// time. Checking each of them here takes twice the time of writing them: SQLite makes a table of the ten nominals for
/// every row.
pub(super) fn fill(connection: &Connection) -> Result<(), FillError> {
    connection.pragma_update(None, "ignore_check_constraints", true)?;
    write_stretches(connection)?;
    connection.pragma_update(None, "ignore_check_constraints", false)?;
    Ok(())
}

fn write_stretches(connection: &Connection) -> Result<(), FillError> {
    let rows = manifest().ok_or(FillError::Embedded)?;
    let stretches = stretches()
        .filter(|s| s.len() == rows.len())
        .ok_or(FillError::Embedded)?;
    let made_at = made_at().ok_or(FillError::Embedded)?;
    let mut answer = connection.prepare(
        "INSERT INTO answer (source, kind, url, fetched_at, sha256, figures)
         VALUES (?1, 'archive', ?2, ?3, ?4, ?5)",
    )?;
    let mut coverage = connection.prepare(
        "INSERT INTO coverage (source, currency, from_date, to_date) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let mut rate = connection.prepare(
        "INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    rate.raw_bind_parameter(1, SOURCE)?;
    rate.raw_bind_parameter(7, made_at)?;

    // The key order of the table: each row is appended, none is sought for.
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|at| (&rows[*at].code, rows[*at].span));
    let mut date = String::new();
    for at in order {
        let (row, stretch) = (&rows[at], &stretches[at]);
        answer.execute(params![SOURCE, row.url(), made_at, row.sha256, row.records])?;
        let id = connection.last_insert_rowid();
        coverage.execute(params![
            SOURCE,
            row.code,
            row.span.from().to_string(),
            row.span.to().to_string()
        ])?;

        // Bound values stay bound, so only those that differ from row to row are bound again.
        rate.raw_bind_parameter(2, &row.code)?;
        rate.raw_bind_parameter(6, id)?;
        for record in &stretch.records {
            date.clear();
            let _ = write!(date, "{}", record.record_date());
            rate.raw_bind_parameter(3, &date)?;
            rate.raw_bind_parameter(4, record.nominal().units())?;
            rate.raw_bind_parameter(5, record.value_e4())?;
            rate.raw_execute()?;
        }
    }
    Ok(())
}

impl ManifestRow {
    /// How the store names this stretch where an answer has its address.
    pub fn url(&self) -> String {
        format!(
            "archive:{}_{}_{}",
            self.code,
            self.span.from(),
            self.span.to()
        )
    }
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

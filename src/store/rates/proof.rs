//! Where a stored figure came from.

use crate::{
    error::Result,
    model::{Currency, Record},
    store::{
        SOURCE, SqlResult, Store,
        bad_row::name_row,
        bytes::unpack,
        columns::{load_all, load_first, parsed, record, text_at},
        instant,
    },
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{Connection, Row, params};

/// A figure with the answer that gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The record.
    pub record: Record,
    /// The id of the answer that gave it.
    pub answer: i64,
    /// The kind of answer that gave it.
    pub origin: Origin,
    /// The address asked, the archive's stretch, or the file imported.
    pub url: String,
    /// When it came.
    pub fetched_at: Timestamp,
    /// SHA-256 of the answer, of the stretch's lines, or of the file, hexadecimal.
    pub sha256: String,
    /// The answer's bytes, where they are kept and still have their hash.
    pub body: Option<Vec<u8>>,
    /// Other figures that the source gave for the same date before.
    pub superseded: Vec<SupersededValue>,
}

/// What gave a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An answer of the source.
    Answer,
    /// The embedded archive; no answer has confirmed it yet.
    Archive,
    /// An imported file.
    Import,
}

/// A figure that is no longer in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupersededValue {
    /// The figure.
    pub record: Record,
    /// The kind of answer that gave it.
    pub origin: Origin,
    /// When it was first stored.
    pub first_seen: Timestamp,
    /// When another took its place.
    pub superseded_at: Timestamp,
}

impl Store {
    /// The provenance of the record of `record_date`, as it was at `as_known`, or as it is now.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_provenance(
        &self,
        currency: &Currency,
        record_date: Date,
        as_known: Option<Timestamp>,
    ) -> Result<Option<Provenance>> {
        let date = record_date.to_string();
        // Without a moment, the end of time: nothing was first seen after it, and only figures in force are not
        // superseded.
        let moment = as_known.map_or_else(|| "9999-12-31T23:59:59Z".to_owned(), instant);
        self.run(|connection| {
            let Some(found) = load_figure(connection, currency.code, &date, &moment)? else {
                return Ok(None);
            };
            let superseded = load_superseded(connection, currency.code, &date, &moment)?;
            Ok(Some(Provenance {
                superseded,
                ..found
            }))
        })
    }
}

/// The figure that was in force at a moment, without those that it superseded.
fn load_figure(
    connection: &Connection,
    code: &str,
    date: &str,
    moment: &str,
) -> SqlResult<Option<Provenance>> {
    load_first(
        connection,
        // Of two records on one date the smaller nominal is the one in force.
        "SELECT record_date, nominal, value_e4, kind, url, fetched_at, sha256, body, answer.id
         FROM rate JOIN answer ON answer.id = rate.answer
         WHERE rate.source = ?1 AND currency = ?2 AND record_date = ?3 AND first_seen <= ?4
           AND (superseded_at IS NULL OR superseded_at > ?4)
         ORDER BY nominal LIMIT 1",
        params![SOURCE, code, date, moment],
        |row| name_row("rate", row, provenance(row)),
    )
}

fn provenance(row: &Row<'_>) -> SqlResult<Provenance> {
    let sha256: String = row.get(6)?;
    // Only answers of the source are kept with their bytes.
    let packed = row.get_ref(7)?.as_blob_or_null().ok().flatten();
    let body = packed.and_then(|packed| unpack(packed, sha256.as_bytes()));

    Ok(Provenance {
        record: record(row)?,
        answer: row.get(8)?,
        origin: origin(row, 3)?,
        url: row.get(4)?,
        fetched_at: parsed(row, 5)?,
        sha256,
        body,
        superseded: Vec::new(),
    })
}

fn load_superseded(
    connection: &Connection,
    code: &str,
    date: &str,
    moment: &str,
) -> SqlResult<Vec<SupersededValue>> {
    load_all(
        connection,
        "SELECT record_date, nominal, value_e4, first_seen, superseded_at, kind
         FROM rate JOIN answer ON answer.id = rate.answer
         WHERE rate.source = ?1 AND currency = ?2 AND record_date = ?3 AND superseded_at <= ?4
         ORDER BY superseded_at, nominal",
        params![SOURCE, code, date, moment],
        |row| {
            Ok(SupersededValue {
                record: record(row)?,
                origin: origin(row, 5)?,
                first_seen: parsed(row, 3)?,
                superseded_at: parsed(row, 4)?,
            })
        },
    )
}

/// The kind of an answer from column `at`.
pub fn origin(row: &Row<'_>, at: usize) -> SqlResult<Origin> {
    Ok(match text_at(row, at)? {
        "archive" => Origin::Archive,
        "import" => Origin::Import,
        _ => Origin::Answer,
    })
}

//! The row of an answer: its bytes as gzip, kept once for each hash.

use crate::model::{Currency, Record, Spans};
use crate::store::bytes::{gzip, sha256_hex};
use crate::store::columns::invalid;
use crate::store::{SOURCE, instant};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

/// An answer of a source.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    /// The address asked.
    pub url: &'a str,
    /// When the answer came.
    pub fetched_at: Timestamp,
    /// HTTP status.
    pub status: u16,
    /// The answer's bytes, as they came.
    pub body: &'a [u8],
    /// What it says, by currency.
    pub listed: &'a [Listed],
}

/// What an answer says of one currency.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Whose rates.
    pub currency: &'static Currency,
    /// The sound records in it.
    pub records: Vec<Record>,
    /// The days for which it lists every record.
    pub covered: Spans,
}

/// The row of an answer, written when the first thing that needs it is.
pub(super) struct AnswerRow<'a> {
    incoming: &'a Incoming<'a>,
    fetched_at: String,
    id: std::cell::OnceCell<i64>,
}

impl<'a> AnswerRow<'a> {
    pub(super) fn new(incoming: &'a Incoming<'a>) -> Self {
        Self {
            incoming,
            fetched_at: instant(incoming.fetched_at),
            id: std::cell::OnceCell::new(),
        }
    }

    /// Its id; the row is written now if it is not yet.
    pub(super) fn id(&self, connection: &Connection) -> rusqlite::Result<i64> {
        if let Some(id) = self.id.get() {
            return Ok(*id);
        }
        let id = self.find_or_insert(connection)?;
        Ok(*self.id.get_or_init(|| id))
    }

    /// When it came, as the store writes it.
    pub(super) fn fetched_at(&self) -> &str {
        &self.fetched_at
    }

    /// An answer known by its hash is not kept twice.
    fn find_or_insert(&self, connection: &Connection) -> rusqlite::Result<i64> {
        let sha256 = sha256_hex(self.incoming.body);
        let known = connection
            .query_row(
                "SELECT id FROM answer WHERE source = ?1 AND sha256 = ?2",
                params![SOURCE, sha256],
                |row| row.get(0),
            )
            .optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        let body = gzip(self.incoming.body).map_err(|error| invalid(0, error))?;
        let figures: usize = self
            .incoming
            .listed
            .iter()
            .map(|one| one.records.len())
            .sum();
        connection.execute(
            "INSERT INTO answer (source, kind, url, fetched_at, status, sha256, body, figures)
             VALUES (?1, 'fetch', ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                SOURCE,
                self.incoming.url,
                self.fetched_at,
                self.incoming.status,
                sha256,
                body,
                figures
            ],
        )?;
        Ok(connection.last_insert_rowid())
    }
}

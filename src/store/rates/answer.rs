//! The row of an answer: its bytes as gzip, kept once for each hash.

use crate::{
    model::{Currency, Record, Spans},
    store::{
        SOURCE, SqlResult,
        bytes::{gzip, sha256_hex},
        columns::{invalid, load_first},
        instant,
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, params};
use std::cell::OnceCell;

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
    /// The currency of the records.
    pub currency: &'static Currency,
    /// The records in it that are believed.
    pub records: Vec<Record>,
    /// The days for which it lists every record.
    pub covered: Spans,
}

/// The row of an answer, written when the first thing that needs it is.
pub struct AnswerRow<'a> {
    incoming: &'a Incoming<'a>,
    /// When it came, as the store writes it.
    pub fetched_at: String,
    id: OnceCell<i64>,
}

impl<'a> AnswerRow<'a> {
    pub fn new(incoming: &'a Incoming<'a>) -> Self {
        Self {
            incoming,
            fetched_at: instant(incoming.fetched_at),
            id: OnceCell::new(),
        }
    }

    /// Its id; the row is written now if it is not yet.
    pub fn id(&self, connection: &Connection) -> SqlResult<i64> {
        if let Some(id) = self.id.get() {
            return Ok(*id);
        }

        let id = self.find_or_insert(connection)?;
        Ok(*self.id.get_or_init(|| id))
    }

    fn find_or_insert(&self, connection: &Connection) -> SqlResult<i64> {
        let Incoming {
            url, status, body, ..
        } = self.incoming;
        let sha256 = sha256_hex(body);
        // The same bytes may have come before, even on another day.
        let find = "SELECT id FROM answer WHERE source = ?1 AND sha256 = ?2";
        let known = load_first(connection, find, params![SOURCE, sha256], |row| row.get(0))?;
        if let Some(id) = known {
            return Ok(id);
        }

        let packed = gzip(body).map_err(|error| invalid(0, error))?;
        let listed = self.incoming.listed;
        let figures: usize = listed.iter().map(|one| one.records.len()).sum();
        connection.execute(
            "INSERT INTO answer (source, kind, url, fetched_at, status, sha256, body, figures)
             VALUES (?1, 'fetch', ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                SOURCE,
                url,
                self.fetched_at,
                status,
                sha256,
                packed,
                figures
            ],
        )?;
        Ok(connection.last_insert_rowid())
    }
}

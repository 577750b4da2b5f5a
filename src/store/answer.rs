//! The row of an answer: its bytes as gzip, kept once for each hash.

use super::rates::invalid;
use super::record::Incoming;
use super::{SOURCE, instant};
use flate2::Compression;
use flate2::write::GzEncoder;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;

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

/// SHA-256 in hexadecimal.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

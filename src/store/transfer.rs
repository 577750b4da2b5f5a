//! Brings the rows of a file in, coverage included.
//!
//! An import merges the sorted rows of the file with the stored ones in one pass; a file known by its hash after
//! which nothing else was recorded is not read again.

use super::answer::sha256_hex;
use super::rates::{load_coverage, record};
use super::record::write_coverage;
use super::{SOURCE, Store, Wrote, instant};
use crate::error::Result;
use crate::model::{Currency, ListedRecord, NEIGHBOUR_DAYS, Record, Span, Spans, implausible_jump};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use std::cell::OnceCell;

/// Page cache of an import, KiB.
const BULK_CACHE_KIB: i64 = 65_536;

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFault {
    /// Line of the file, from 1.
    pub line: u64,
    /// Why.
    pub what: String,
}

/// What an import brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Records of dates that had none.
    pub new: usize,
    /// Records that replace others.
    pub restated: usize,
    /// Records that were stored already.
    pub known: usize,
    /// Rows left out.
    pub faults: Vec<ImportFault>,
}

impl Store {
    /// Whether a file of this hash was imported and nothing was recorded after it.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn is_last_import(&self, bytes: &[u8]) -> Result<bool> {
        let sha256 = sha256_hex(bytes);
        let last = self.run(|connection| {
            let sql = "SELECT kind = 'import' AND sha256 = ?1 FROM answer ORDER BY id DESC LIMIT 1";
            connection.query_row(sql, [sha256], |row| row.get(0)).optional()
        })?;
        Ok(last.unwrap_or(false))
    }

    /// Writes the rows of one file; those that are no plausible successor of the one before are left out.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses; nothing of the file is stored then.
    pub fn import(
        &mut self,
        name: &str,
        bytes: &[u8],
        mut rows: Vec<ListedRecord>,
        now: Timestamp,
    ) -> Result<Imported> {
        rows.sort_by_key(|row| (row.currency.code, row.record.record_date(), row.record.nominal()));
        let (sha256, now) = (sha256_hex(bytes), instant(now));
        let file = File { name, sha256, now, figures: rows.len(), id: OnceCell::new() };
        self.prepare_for_bulk()?;
        self.write(|transaction| {
            let mut imported = Imported::default();
            let mut wrote = false;
            for rows in rows.chunk_by(|a, b| a.currency.code == b.currency.code) {
                wrote |= import_currency(transaction, &file, rows, &mut imported)?;
            }
            Ok((imported, if wrote { Wrote::Something } else { Wrote::Nothing }))
        })
    }
}

impl Store {
    /// Room in memory for the whole import, and no look-up of three parents for each row: the code writes rows of
    /// the one source, of currencies of the catalogue, and of an answer that it has just written.
    fn prepare_for_bulk(&self) -> Result<()> {
        self.run(|connection| {
            connection.pragma_update(None, "cache_size", -BULK_CACHE_KIB)?;
            connection.pragma_update(None, "foreign_keys", false)
        })
    }
}

/// The imported file, as the table `answer` knows it.
struct File<'a> {
    name: &'a str,
    sha256: String,
    now: String,
    figures: usize,
    id: OnceCell<i64>,
}

impl File<'_> {
    /// The id of its row, which is written when the first figure needs it.
    fn id(&self, connection: &Connection) -> rusqlite::Result<i64> {
        if let Some(id) = self.id.get() {
            return Ok(*id);
        }
        let id = self.find_or_insert(connection)?;
        Ok(*self.id.get_or_init(|| id))
    }

    fn find_or_insert(&self, connection: &Connection) -> rusqlite::Result<i64> {
        let mut insert = connection.prepare_cached(
            "INSERT INTO answer (source, kind, url, fetched_at, sha256, figures)
             VALUES (?1, 'import', ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        )?;
        let url = format!("file:{}", self.name);
        insert.execute(params![SOURCE, url, self.now, self.sha256, self.figures])?;
        let mut find =
            connection.prepare_cached("SELECT id FROM answer WHERE source = ?1 AND sha256 = ?2")?;
        find.query_row(params![SOURCE, self.sha256], |row| row.get(0))
    }
}

/// Merges the sorted rows of one currency with what is stored; whether anything was written.
fn import_currency(
    connection: &Connection,
    file: &File<'_>,
    rows: &[ListedRecord],
    imported: &mut Imported,
) -> rusqlite::Result<bool> {
    let currency = rows[0].currency;
    let sound = plausible_rows(currency, rows, imported);
    let stored = load_stored(connection, currency.code)?;
    let before = load_coverage(connection, currency.code)?;
    let mut after: Spans = before.clone();
    let mut covered = None;
    for row in &sound {
        let span = row.span.unwrap_or(Span::day(row.record.record_date()));
        if covered != Some(span) {
            after.insert(span);
            covered = Some(span);
        }
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET superseded_at = NULL",
    )?;
    let mut wrote = false;
    let mut old = stored.chunk_by(|a, b| a.record_date() == b.record_date()).peekable();
    for new in sound.chunk_by(|a, b| a.record.record_date() == b.record.record_date()) {
        let date = new[0].record.record_date();
        while old.next_if(|records| records[0].record_date() < date).is_some() {}
        let same_date = old.next_if(|records| records[0].record_date() == date).unwrap_or_default();
        if same_date.iter().eq(new.iter().map(|row| &row.record)) {
            imported.known += new.len();
            continue;
        }
        let (id, text) = (file.id(connection)?, date.to_string());
        if !same_date.is_empty() {
            supersede(connection, file, currency.code, &text)?;
        }
        for row in new {
            let (nominal, value_e4) = (row.record.nominal().units(), row.record.value_e4());
            insert.execute(params![SOURCE, currency.code, text, nominal, value_e4, id, file.now])?;
        }
        *(if same_date.is_empty() { &mut imported.new } else { &mut imported.restated }) += new.len();
        wrote = true;
    }
    if after != before {
        write_coverage(connection, currency.code, &after)?;
        file.id(connection)?;
        wrote = true;
    }
    Ok(wrote)
}

/// The rows without those that jump away from the last sound one or repeat its nominal with another value.
fn plausible_rows(
    currency: &'static Currency,
    rows: &[ListedRecord],
    imported: &mut Imported,
) -> Vec<ListedRecord> {
    let mut sound: Vec<ListedRecord> = Vec::with_capacity(rows.len());
    for row in rows {
        let date = row.record.record_date();
        let fault = sound.last().and_then(|last| {
            let last_date = last.record.record_date();
            if date == last_date && last.record.nominal() == row.record.nominal() {
                let but = if last.record == row.record { "" } else { ", with another value" };
                return Some(format!("{} {date} stands in line {} too{but}", currency.code, last.line));
            }
            let jumps = implausible_jump(currency, &last.record, &row.record)
                && i64::from((date - last_date).get_days()) <= NEIGHBOUR_DAYS;
            let value = row.record.value();
            jumps.then(|| {
                format!("{} {date}: {value} is more than four times off the record before", currency.code)
            })
        });
        match fault {
            Some(what) => imported.faults.push(ImportFault { line: row.line, what }),
            None => sound.push(*row),
        }
    }
    sound
}

fn load_stored(connection: &Connection, code: &str) -> rusqlite::Result<Vec<Record>> {
    let mut statement = connection.prepare_cached(
        "SELECT record_date, nominal, value_e4 FROM rate
         WHERE source = ?1 AND currency = ?2 AND superseded_at IS NULL ORDER BY record_date, nominal",
    )?;
    statement.query_map(params![SOURCE, code], record)?.collect()
}

fn supersede(connection: &Connection, file: &File<'_>, code: &str, date: &str) -> rusqlite::Result<()> {
    let mut update = connection.prepare_cached(
        "UPDATE rate SET superseded_at = ?4
         WHERE source = ?1 AND currency = ?2 AND record_date = ?3 AND superseded_at IS NULL",
    )?;
    update.execute(params![SOURCE, code, date, file.now])?;
    Ok(())
}

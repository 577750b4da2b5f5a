//! Brings the rows of a file in, coverage included.
//!
//! An import merges the sorted rows of the file with the stored ones in one pass; its effects are kept in a form that
//! `undo` can take back. A file known by its hash after which nothing else was recorded is not read again.

use super::{
    rules::{CurrencyChanges, DateChange, ImportRules, Imported, judge_rows},
    stored::{load_answers, load_stored},
};
use crate::{
    error::Result,
    model::{ListedRecord, RowFault, Spans},
    store::{
        BULK_CACHE_KIB, SOURCE, SqlResult, Store,
        bytes::sha256_hex,
        columns::{execute, load_first},
        file::migrate::migrate,
        instant,
        rates::coverage::{write_coverage, write_import_coverage},
    },
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};
use std::cell::OnceCell;

/// A file to import.
#[derive(Clone, Debug)]
pub struct ImportFile<'a> {
    /// Its name, as typed.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The rows that could be read.
    pub rows: Vec<ListedRecord>,
    /// Rows that could not be read.
    pub unread: &'a [RowFault],
}

/// Whether an import is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportMode {
    /// It is written.
    Write,
    /// It is only tried: the store and its schema stay unchanged.
    Rehearse,
}

impl Store {
    /// Whether a file of this hash was imported whole, its figures are in force, and nothing was recorded after it.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn is_last_import(&self, bytes: &[u8]) -> Result<bool> {
        let sql = "SELECT kind = 'import' AND sha256 = ?1
             AND EXISTS (SELECT 1 FROM import WHERE import.answer = answer.id AND left_out = 0)
             AND NOT EXISTS (
               SELECT 1 FROM rate WHERE rate.answer = answer.id AND rate.superseded_at IS NOT NULL
             )
           FROM answer ORDER BY id DESC LIMIT 1";
        let last = self
            .run(|connection| load_first(connection, sql, [sha256_hex(bytes)], |row| row.get(0)))?;

        Ok(last.unwrap_or_default())
    }

    /// Writes the rows of one file, without those that the rules refuse.
    ///
    /// # Errors
    /// As every method of [`Store`]; nothing of the file is stored then.
    pub fn import(
        &mut self,
        file: ImportFile<'_>,
        rules: ImportRules,
        mode: ImportMode,
        now: Timestamp,
    ) -> Result<Imported> {
        let ImportFile {
            name,
            bytes,
            mut rows,
            unread,
        } = file;
        rows.sort_by_key(|row| {
            let record = &row.record;
            (row.currency.code, record.record_date(), record.nominal())
        });
        let file_row = FileRow {
            name,
            sha256: sha256_hex(bytes),
            now,
            figures: rows.len() + unread.len(),
            id: OnceCell::new(),
        };

        self.prepare_for_bulk()?;
        self.write_if(|transaction| {
            if mode == ImportMode::Rehearse {
                migrate(transaction)?;
            }

            let answers = load_answers(transaction)?;
            let mut imported = Imported::default();
            for rows in rows.chunk_by(|a, b| a.currency.code == b.currency.code) {
                let currency = rows[0].currency;
                let stored = load_stored(transaction, currency.code, &answers)?;
                let changes = judge_rows(currency, rows, unread, &stored, rules, &mut imported);
                file_row.write_changes(transaction, currency.code, &changes, stored.coverage)?;
            }
            file_row.record_counts(transaction, &imported, unread.len())?;

            let is_kept = mode == ImportMode::Write && file_row.id.get().is_some();
            Ok((imported, is_kept))
        })
    }

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
struct FileRow<'a> {
    name: &'a str,
    sha256: String,
    now: Timestamp,
    figures: usize,
    /// Its id, and whether all its effects are recorded.
    id: OnceCell<(i64, bool)>,
}

impl FileRow<'_> {
    /// The id of its row, which is written when the first figure needs it.
    fn id(&self, connection: &Connection) -> SqlResult<i64> {
        if let Some(found) = self.id.get() {
            return Ok(found.0);
        }

        let found = self.find_or_insert(connection)?;
        Ok(self.id.get_or_init(|| found).0)
    }

    fn find_or_insert(&self, connection: &Connection) -> SqlResult<(i64, bool)> {
        let inserted = connection.execute(
            "INSERT INTO answer (source, kind, url, fetched_at, sha256, figures)
             VALUES (?1, 'import', ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
            params![
                SOURCE,
                format!("file:{}", self.name),
                instant(self.now),
                self.sha256,
                self.figures
            ],
        )?;

        let (id, is_recorded) = self.find(connection)?;
        Ok((id, inserted == 1 || is_recorded))
    }

    fn find(&self, connection: &Connection) -> SqlResult<(i64, bool)> {
        connection.query_row(
            "SELECT id, EXISTS (SELECT 1 FROM import WHERE import.answer = answer.id)
             FROM answer WHERE source = ?1 AND sha256 = ?2",
            params![SOURCE, self.sha256],
            |row| row.try_into(),
        )
    }

    /// Adds up the effects of the import.
    fn record_counts(
        &self,
        connection: &Connection,
        imported: &Imported,
        unread: usize,
    ) -> SqlResult<()> {
        // An import that began before its effects were recorded stays without such a row.
        let Some((id, true)) = self.id.get().copied() else {
            return Ok(());
        };

        let left_out = imported.faults.len() + unread;
        execute(
            connection,
            "INSERT INTO import (answer, new, replaced, known, left_out) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (answer) DO UPDATE SET new = new + ?2, replaced = replaced + ?3, known = ?4, left_out = ?5",
            params![id, imported.new, imported.replaced.len(), imported.known, left_out],
        )
    }

    /// Writes the accepted rows of one currency.
    fn write_changes(
        &self,
        connection: &Connection,
        code: &str,
        changes: &CurrencyChanges,
        mut coverage: Spans,
    ) -> SqlResult<()> {
        for change in &changes.dates {
            self.write_date(connection, code, change)?;
        }
        if changes.new_days.is_empty() {
            return Ok(());
        }

        for span in changes.new_days.as_slice() {
            write_import_coverage(connection, code, *span, self.id(connection)?)?;
            coverage.insert(*span);
        }
        write_coverage(connection, code, &coverage)
    }

    fn write_date(
        &self,
        connection: &Connection,
        code: &str,
        change: &DateChange,
    ) -> SqlResult<()> {
        let id = self.id(connection)?;
        let date = change.date.to_string();
        for record in &change.superseded {
            let nominal = record.nominal().units();
            execute(
                connection,
                "UPDATE rate SET superseded_at = ?4, superseded_by = ?5
                 WHERE source = ?1 AND currency = ?2 AND record_date = ?3 AND nominal = ?6 AND superseded_at IS NULL",
                params![SOURCE, code, date, instant(self.now), id, nominal],
            )?;
        }

        let mut insert = connection.prepare_cached(
            "INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        )?;
        for record in &change.inserted {
            let nominal = record.nominal().units();
            let value_e4 = record.value_e4();
            let mut first_seen = self.now;
            // The key has whole seconds: a figure that came, went and comes back within one second is first seen in
            // the next.
            while insert.execute(params![
                SOURCE,
                code,
                date,
                nominal,
                value_e4,
                id,
                instant(first_seen)
            ])? == 0
            {
                first_seen += SignedDuration::from_secs(1);
            }
        }

        Ok(())
    }
}

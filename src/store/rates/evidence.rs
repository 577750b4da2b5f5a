//! The evidence that a store keeps of its figures, to compare the figures with.

use super::proof::{Origin, origin};
use crate::{
    error::{Bilingual, Result},
    model::{Currency, Record, Span},
    store::{
        SOURCE, SqlResult, Store,
        archive::canonical_lines,
        bad_row::{name_row, words_of},
        bytes::{sha256_hex, unpack},
        columns::{ends, load_all, optional, parsed, record, visit_rows},
        instant,
    },
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{Row, params};

/// A row of `rate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredRate {
    /// The figure.
    pub record: Record,
    /// The id of the answer that gave it.
    pub answer: i64,
    /// When it was first stored.
    pub first_seen: Timestamp,
    /// When another figure replaced it, if one did.
    pub superseded_at: Option<Timestamp>,
    /// The id of the answer or import that took it out of force. Older versions of the program did not record it.
    pub superseded_by: Option<i64>,
}

impl StoredRate {
    pub const fn record_date(&self) -> Date {
        self.record.record_date()
    }
}

/// A row of `answer`.
#[derive(Debug)]
pub struct KeptAnswer<'a> {
    /// Its id; later answers have larger ones.
    pub id: i64,
    /// Its kind.
    pub origin: Origin,
    /// The address asked, the archive's stretch, or the file imported.
    pub url: String,
    /// When it came.
    pub fetched_at: Timestamp,
    /// SHA-256 of its bytes, or of the stretch's lines.
    pub sha256: String,
    packed: Option<&'a [u8]>,
}

impl KeptAnswer<'_> {
    /// Its bytes, where they are kept and still have their hash.
    pub fn body(&self) -> Option<Vec<u8>> {
        unpack(self.packed?, self.sha256.as_bytes())
    }
}

impl Store {
    /// Runs `work` on one state of the store, whatever other processes write meanwhile.
    ///
    /// # Errors
    /// The errors of `work`, and as every method of [`Store`].
    pub fn in_snapshot<T>(&self, work: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        self.run(|connection| connection.execute_batch("BEGIN"))?;
        let done = work(self);
        // Nothing was written, and SQLite may have ended the transaction by itself.
        let _ = self.connection.execute_batch("ROLLBACK");

        done
    }

    /// Every row of a currency by date, superseded ones too; those that cannot be read become a fault each.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_stored_rates(
        &self,
        currency: &Currency,
        faults: &mut Vec<Bilingual>,
    ) -> Result<Vec<StoredRate>> {
        let sql = "SELECT record_date, nominal, value_e4, answer, first_seen, superseded_at, superseded_by FROM rate
             WHERE source = ?1 AND currency = ?2 ORDER BY record_date, nominal DESC, first_seen";
        let mut found = Vec::new();
        self.run(|connection| {
            visit_rows(connection, sql, params![SOURCE, currency.code], |row| {
                match name_row("rate", row, stored_rate(row)) {
                    Ok(rate) => found.push(rate),
                    Err(error) => faults.push(add_currency(&words_of(&error), currency)),
                }
                Ok(())
            })
        })?;

        Ok(found)
    }

    /// Shows every answer, archived stretch and import by id.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn visit_answers(&self, visit: &mut dyn FnMut(&KeptAnswer<'_>)) -> Result<()> {
        let sql = "SELECT id, kind, url, fetched_at, sha256, body FROM answer WHERE source = ?1 ORDER BY id";
        self.run(|connection| {
            visit_rows(connection, sql, [SOURCE], |row| {
                // [`Store::check`] names those that cannot be read.
                if let Ok(answer) = kept_answer(row) {
                    visit(&answer);
                }
                Ok(())
            })
        })
    }

    /// SHA-256 of the lines that an archive gave: the rows of a currency and a span that came at that moment. It shows
    /// whether they are complete where the program has a different archive from the one that filled the store.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn hash_archived_lines(
        &self,
        code: &str,
        span: Span,
        filled_at: Timestamp,
    ) -> Result<String> {
        let [from, to] = ends(span);
        let records: Vec<Record> = self.run(|connection| {
            load_all(
                connection,
                "SELECT record_date, nominal, value_e4 FROM rate
                 WHERE source = ?1 AND currency = ?2 AND record_date BETWEEN ?3 AND ?4 AND first_seen = ?5
                 ORDER BY record_date",
                params![SOURCE, code, from, to, instant(filled_at)],
                record,
            )
        })?;

        Ok(sha256_hex(canonical_lines(code, &records).as_bytes()))
    }
}

fn stored_rate(row: &Row<'_>) -> SqlResult<StoredRate> {
    Ok(StoredRate {
        record: record(row)?,
        answer: row.get(3)?,
        first_seen: parsed(row, 4)?,
        superseded_at: optional(row, 5)?,
        superseded_by: row.get(6)?,
    })
}

fn kept_answer<'a>(row: &'a Row<'_>) -> SqlResult<KeptAnswer<'a>> {
    Ok(KeptAnswer {
        id: row.get(0)?,
        origin: origin(row, 1)?,
        url: row.get(2)?,
        fetched_at: parsed(row, 3)?,
        sha256: row.get(4)?,
        packed: row.get_ref(5)?.as_blob_or_null().ok().flatten(),
    })
}

/// The key of a rate begins with its currency, which its columns do not repeat.
fn add_currency(words: &Bilingual, currency: &Currency) -> Bilingual {
    let named = format!("rate {currency} ");
    Bilingual::new(
        words.en.replacen("rate ", &named, 1),
        words.ru.replacen("rate ", &named, 1),
    )
}

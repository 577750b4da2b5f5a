//! Records an answer: its figures, its coverage and itself, in one transaction.
//!
//! What is stored is never overwritten: a figure that the source restates supersedes the old one, which stays.
//! An answer that says nothing new and covers nothing new writes nothing at all.

use super::rates::{load_coverage, record};
use super::{SOURCE, Store, Wrote, instant};
use crate::error::Result;
use crate::model::{Currency, Record, Spans};
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

/// What a source said of one currency.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    /// Whose rates.
    pub currency: &'static Currency,
    /// The address asked.
    pub url: &'a str,
    /// When the answer came.
    pub fetched_at: Timestamp,
    /// HTTP status.
    pub status: u16,
    /// The answer's bytes, as they came.
    pub body: &'a [u8],
    /// The sound records in it.
    pub records: &'a [Record],
    /// The days for which it lists every record.
    pub covered: &'a Spans,
}

/// What an answer brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Records of dates that had none.
    pub new: usize,
    /// Records that replace others of their date.
    pub restated: Vec<Restated>,
    /// Records known from elsewhere that the source now confirms.
    pub confirmed: usize,
    /// Dates of stored records inside the covered days that the answer does not list.
    pub missing: Vec<Date>,
    /// Days newly covered.
    pub days_covered: i64,
}

impl Outcome {
    /// Adds what another answer brought.
    pub fn add(&mut self, other: Self) {
        self.new += other.new;
        self.restated.extend(other.restated);
        self.confirmed += other.confirmed;
        self.missing.extend(other.missing);
        self.days_covered += other.days_covered;
    }
}

/// A figure that the source has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restated {
    /// What was stored; none when the source added a second record to a date.
    pub before: Option<Record>,
    /// What it says now.
    pub after: Record,
}

impl Store {
    /// Records an answer of the source.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses; nothing of the answer is stored then.
    pub fn record_answer(&mut self, incoming: &Incoming<'_>) -> Result<Outcome> {
        self.write(|transaction| {
            let outcome = judge_and_write(transaction, incoming)?;
            let wrote = outcome.new > 0
                || !outcome.restated.is_empty()
                || outcome.confirmed > 0
                || outcome.days_covered > 0;
            Ok((outcome, if wrote { Wrote::Something } else { Wrote::Nothing }))
        })
    }
}

/// A current row of the table `rate`.
struct Current {
    record: Record,
    first_seen: String,
    is_confirmed: bool,
}

fn judge_and_write(connection: &Connection, incoming: &Incoming<'_>) -> rusqlite::Result<Outcome> {
    let code = incoming.currency.code;
    let mut outcome = Outcome::default();
    let before = load_coverage(connection, code)?;
    let mut after = before.clone();
    incoming.covered.as_slice().iter().for_each(|span| after.insert(*span));
    outcome.days_covered = total_days(&after) - total_days(&before);

    let stored = load_current(connection, code, incoming)?;
    let mut dates: BTreeMap<Date, Vec<Record>> = BTreeMap::new();
    for record in incoming.records {
        dates.entry(record.record_date()).or_default().push(*record);
    }
    outcome.missing = (stored.keys())
        .filter(|date| !dates.contains_key(date) && incoming.covered.containing(**date).is_some())
        .copied()
        .collect();
    let answer = AnswerRow::new(incoming);
    for (date, listed) in &dates {
        write_date(connection, &answer, stored.get(date).map_or(&[], Vec::as_slice), listed, &mut outcome)?;
    }
    if outcome.days_covered > 0 {
        write_coverage(connection, code, &after)?;
        answer.id(connection)?;
    }
    Ok(outcome)
}

/// Writes what the answer says of one date beside what is stored of it.
fn write_date(
    connection: &Connection,
    answer: &AnswerRow<'_>,
    stored: &[Current],
    listed: &[Record],
    outcome: &mut Outcome,
) -> rusqlite::Result<()> {
    for record in listed {
        match stored.iter().find(|current| current.record == *record) {
            Some(current) if current.is_confirmed => {}
            Some(current) => {
                answer.confirm(connection, current)?;
                outcome.confirmed += 1;
            }
            None => {
                let same_nominal = |c: &&Current| c.record.nominal() == record.nominal();
                let replaced = stored.iter().find(same_nominal).or(stored.first());
                answer.insert(connection, record)?;
                match replaced {
                    Some(current) => {
                        outcome.restated.push(Restated { before: Some(current.record), after: *record });
                    }
                    None => outcome.new += 1,
                }
            }
        }
    }
    for current in stored.iter().filter(|current| !listed.contains(&current.record)) {
        answer.supersede(connection, current)?;
    }
    Ok(())
}

fn total_days(spans: &Spans) -> i64 {
    spans.as_slice().iter().map(|span| span.days()).sum()
}

/// The current rows on the dates that the answer lists or covers.
fn load_current(
    connection: &Connection,
    code: &str,
    incoming: &Incoming<'_>,
) -> rusqlite::Result<BTreeMap<Date, Vec<Current>>> {
    let mut current: BTreeMap<Date, Vec<Current>> = BTreeMap::new();
    let dates = incoming.records.iter().map(Record::record_date);
    let ends = incoming.covered.as_slice().iter().flat_map(|span| [span.from(), span.to()]);
    let Some((from, to)) = dates.chain(ends).fold(None, |range: Option<(Date, Date)>, day| {
        Some(range.map_or((day, day), |(from, to)| (from.min(day), to.max(day))))
    }) else {
        return Ok(current);
    };
    let mut statement = connection.prepare_cached(
        "SELECT record_date, nominal, value_e4, first_seen, answer.kind = 'fetch'
         FROM rate JOIN answer ON answer.id = rate.answer
         WHERE rate.source = ?1 AND currency = ?2 AND record_date BETWEEN ?3 AND ?4 AND superseded_at IS NULL",
    )?;
    let mut rows = statement.query(params![SOURCE, code, from.to_string(), to.to_string()])?;
    while let Some(row) = rows.next()? {
        let one = Current { record: record(row)?, first_seen: row.get(3)?, is_confirmed: row.get(4)? };
        current.entry(one.record.record_date()).or_default().push(one);
    }
    Ok(current)
}

/// Replaces the spans of a currency.
pub(super) fn write_coverage(connection: &Connection, code: &str, spans: &Spans) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM coverage WHERE source = ?1 AND currency = ?2", params![SOURCE, code])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO coverage (source, currency, from_date, to_date) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for span in spans.as_slice() {
        insert.execute(params![SOURCE, code, span.from().to_string(), span.to().to_string()])?;
    }
    Ok(())
}

/// The row of an answer, written when the first thing that needs it is.
struct AnswerRow<'a> {
    incoming: &'a Incoming<'a>,
    fetched_at: String,
    id: std::cell::OnceCell<i64>,
}

impl<'a> AnswerRow<'a> {
    fn new(incoming: &'a Incoming<'a>) -> Self {
        Self { incoming, fetched_at: instant(incoming.fetched_at), id: std::cell::OnceCell::new() }
    }

    fn id(&self, connection: &Connection) -> rusqlite::Result<i64> {
        if let Some(id) = self.id.get() {
            return Ok(*id);
        }
        let id = self.find_or_insert(connection)?;
        Ok(*self.id.get_or_init(|| id))
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
        let body = gzip(self.incoming.body).map_err(|error| super::rates::invalid(0, error))?;
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
                self.incoming.records.len()
            ],
        )?;
        Ok(connection.last_insert_rowid())
    }

    fn insert(&self, connection: &Connection, record: &Record) -> rusqlite::Result<()> {
        let id = self.id(connection)?;
        // A figure restated and taken back within one second comes back to life.
        let mut insert = connection.prepare_cached(
            "INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET superseded_at = NULL, answer = excluded.answer",
        )?;
        let (date, nominal) = (record.record_date().to_string(), record.nominal().units());
        let code = self.incoming.currency.code;
        insert.execute(params![SOURCE, code, date, nominal, record.value_e4(), id, self.fetched_at])?;
        Ok(())
    }

    fn confirm(&self, connection: &Connection, current: &Current) -> rusqlite::Result<()> {
        let id = self.id(connection)?;
        self.update(connection, current, "answer = ?7", &id)
    }

    fn supersede(&self, connection: &Connection, current: &Current) -> rusqlite::Result<()> {
        self.update(connection, current, "superseded_at = ?7", &self.fetched_at)
    }

    fn update(
        &self,
        connection: &Connection,
        current: &Current,
        set: &str,
        to: &dyn rusqlite::ToSql,
    ) -> rusqlite::Result<()> {
        let mut update = connection.prepare_cached(&format!(
            "UPDATE rate SET {set} WHERE source = ?1 AND currency = ?2 AND record_date = ?3 AND nominal = ?4
               AND first_seen = ?5 AND value_e4 = ?6"
        ))?;
        let (date, nominal) = (current.record.record_date().to_string(), current.record.nominal().units());
        let code = self.incoming.currency.code;
        update.execute(params![
            SOURCE,
            code,
            date,
            nominal,
            current.first_seen,
            current.record.value_e4(),
            to
        ])?;
        Ok(())
    }
}

/// SHA-256 in hexadecimal.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

//! Records an answer: its figures, its coverage and itself, in one transaction.
//!
//! What is stored is never overwritten: a figure that the source restates supersedes the old one, which stays.
//! An answer that says nothing new and covers nothing new writes nothing at all.

use super::answer::AnswerRow;
use super::rates::{load_coverage, record};
use super::{SOURCE, Store, Wrote};
use crate::error::Result;
use crate::model::{Currency, Record, Spans};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, ToSql, params};
use std::collections::BTreeMap;

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

/// What an answer brought of one currency.
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
    /// Whether there is anything to write.
    fn is_news(&self) -> bool {
        self.new > 0 || !self.restated.is_empty() || self.confirmed > 0 || self.days_covered > 0
    }

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
    /// Records an answer of the source; what it brought of each currency, in the order listed.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses; nothing of the answer is stored then.
    pub fn record_answer(&mut self, incoming: &Incoming<'_>) -> Result<Vec<Outcome>> {
        self.write(|transaction| {
            let answer = AnswerRow::new(incoming);
            let listed = incoming.listed.iter();
            let outcomes: Vec<Outcome> = listed
                .map(|one| judge_and_write(transaction, &answer, one))
                .collect::<rusqlite::Result<_>>()?;
            let wrote = if outcomes.iter().any(Outcome::is_news) { Wrote::Something } else { Wrote::Nothing };
            Ok((outcomes, wrote))
        })
    }
}

/// A current row of the table `rate`.
struct Current {
    record: Record,
    first_seen: String,
    is_confirmed: bool,
}

fn judge_and_write(
    connection: &Connection,
    answer: &AnswerRow<'_>,
    listed: &Listed,
) -> rusqlite::Result<Outcome> {
    let code = listed.currency.code;
    let mut outcome = Outcome::default();
    let before = load_coverage(connection, code)?;
    let mut after = before.clone();
    listed.covered.as_slice().iter().for_each(|span| after.insert(*span));
    outcome.days_covered = total_days(&after) - total_days(&before);

    let stored = load_current(connection, listed)?;
    let mut dates: BTreeMap<Date, Vec<Record>> = BTreeMap::new();
    for record in &listed.records {
        dates.entry(record.record_date()).or_default().push(*record);
    }
    outcome.missing = (stored.keys())
        .filter(|date| !dates.contains_key(date) && listed.covered.containing(**date).is_some())
        .copied()
        .collect();
    for (date, records) in &dates {
        let stored = stored.get(date).map_or(&[][..], Vec::as_slice);
        write_date(&Rows { connection, answer, code }, stored, records, &mut outcome)?;
    }
    if outcome.days_covered > 0 {
        write_coverage(connection, code, &after)?;
        answer.id(connection)?;
    }
    Ok(outcome)
}

/// Writes what the answer says of one date beside what is stored of it.
fn write_date(
    rows: &Rows<'_>,
    stored: &[Current],
    listed: &[Record],
    outcome: &mut Outcome,
) -> rusqlite::Result<()> {
    for record in listed {
        match stored.iter().find(|current| current.record == *record) {
            Some(current) if current.is_confirmed => {}
            Some(current) => {
                rows.confirm(current)?;
                outcome.confirmed += 1;
            }
            None => {
                let same_nominal = |c: &&Current| c.record.nominal() == record.nominal();
                let replaced = stored.iter().find(same_nominal).or(stored.first());
                rows.insert(record)?;
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
        rows.supersede(current)?;
    }
    Ok(())
}

fn total_days(spans: &Spans) -> i64 {
    spans.as_slice().iter().map(|span| span.days()).sum()
}

/// The current rows on the dates that the answer lists or covers.
fn load_current(connection: &Connection, listed: &Listed) -> rusqlite::Result<BTreeMap<Date, Vec<Current>>> {
    let mut current: BTreeMap<Date, Vec<Current>> = BTreeMap::new();
    let dates = listed.records.iter().map(Record::record_date);
    let ends = listed.covered.as_slice().iter().flat_map(|span| [span.from(), span.to()]);
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
    let mut rows =
        statement.query(params![SOURCE, listed.currency.code, from.to_string(), to.to_string()])?;
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

/// Writes rows of one currency on the word of one answer.
struct Rows<'a> {
    connection: &'a Connection,
    answer: &'a AnswerRow<'a>,
    code: &'static str,
}

impl Rows<'_> {
    fn insert(&self, record: &Record) -> rusqlite::Result<()> {
        let id = self.answer.id(self.connection)?;
        // A figure restated and taken back within one second comes back to life.
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET superseded_at = NULL, answer = excluded.answer",
        )?;
        let (date, nominal) = (record.record_date().to_string(), record.nominal().units());
        let fetched_at = self.answer.fetched_at();
        insert.execute(params![SOURCE, self.code, date, nominal, record.value_e4(), id, fetched_at])?;
        Ok(())
    }

    fn confirm(&self, current: &Current) -> rusqlite::Result<()> {
        self.update(current, "answer = ?7", &self.answer.id(self.connection)?)
    }

    fn supersede(&self, current: &Current) -> rusqlite::Result<()> {
        self.update(current, "superseded_at = ?7", &self.answer.fetched_at())
    }

    fn update(&self, current: &Current, set: &str, to: &dyn ToSql) -> rusqlite::Result<()> {
        let mut update = self.connection.prepare_cached(&format!(
            "UPDATE rate SET {set} WHERE source = ?1 AND currency = ?2 AND record_date = ?3 AND nominal = ?4
               AND first_seen = ?5 AND value_e4 = ?6"
        ))?;
        let (date, nominal) = (current.record.record_date().to_string(), current.record.nominal().units());
        let value_e4 = current.record.value_e4();
        update.execute(params![SOURCE, self.code, date, nominal, current.first_seen, value_e4, to])?;
        Ok(())
    }
}

//! Records an answer: its figures, its coverage and itself, in one transaction.
//!
//! What is stored is never overwritten: a figure that the source restates supersedes the old one, which stays.
//! An answer that says nothing new and covers nothing new writes nothing at all.

use super::{
    answer::{AnswerRow, Incoming, Listed},
    coverage::{confirm_coverage, write_coverage},
    series::load_coverage,
};
use crate::{
    error::Result,
    model::{Currency, Record, Span},
    store::{
        SOURCE, SqlResult, Store,
        columns::{execute, figures, load_first, record, visit_rows},
    },
};
use jiff::civil::Date;
use rusqlite::{Connection, Row, ToSql, params};
use std::collections::BTreeMap;

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
    /// Of these, the dates with records that were taken out of force.
    pub withdrawn: Vec<Date>,
    /// Imported records of days on which the answer lists none; they are superseded.
    pub removed: Vec<Record>,
    /// Days newly covered.
    pub days_covered: i64,
    /// Days that only an imported file covered, and the source now does.
    pub days_confirmed: i64,
}

impl Outcome {
    /// Whether there is anything to write.
    fn is_news(&self) -> bool {
        let counts = self.new + self.restated.len() + self.confirmed + self.removed.len();
        counts > 0 || self.days_covered > 0 || self.days_confirmed > 0
    }

    /// Adds what another answer brought.
    pub fn add(&mut self, other: Self) {
        self.new += other.new;
        self.restated.extend(other.restated);
        self.confirmed += other.confirmed;
        self.missing.extend(other.missing);
        self.withdrawn.extend(other.withdrawn);
        self.removed.extend(other.removed);
        self.days_confirmed += other.days_confirmed;
        self.days_covered += other.days_covered;
    }
}

/// A figure that the source has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restated {
    /// What was stored; `None` when the source added a second record to a date.
    pub before: Option<Record>,
    /// What it says now.
    pub after: Record,
}

impl Store {
    /// Records an answer of the source; what it brought of each currency, in the order listed.
    ///
    /// # Errors
    /// As every method of [`Store`]; nothing of the answer is stored then.
    pub fn record_answer(&mut self, incoming: &Incoming<'_>) -> Result<Vec<Outcome>> {
        self.write_if(|transaction| {
            let answer = AnswerRow::new(incoming);
            let outcomes: Vec<Outcome> = incoming
                .listed
                .iter()
                .map(|listed| write_listed(transaction, &answer, listed))
                .collect::<SqlResult<_>>()?;

            let is_news = outcomes.iter().any(Outcome::is_news);
            Ok((outcomes, is_news))
        })
    }

    /// Takes fetched records of the given dates, which a later answer covers and does not list, out of force; their
    /// rows stay. Returns the dates on which that was done: figures from elsewhere are left as they are.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn withdraw(
        &mut self,
        incoming: &Incoming<'_>,
        currency: &'static Currency,
        dates: &[Date],
    ) -> Result<Vec<Date>> {
        let listed = Listed {
            currency,
            records: Vec::new(),
            covered: dates.iter().map(|date| Span::day(*date)).collect(),
        };
        self.write_if(|transaction| {
            let answer = AnswerRow::new(incoming);
            let rows = RateRows {
                connection: transaction,
                answer: &answer,
                code: currency.code,
            };
            let mut withdrawn = Vec::new();
            for (date, stored) in load_current(transaction, &listed)? {
                // The covered days reach from the first date to the last, and may have others between.
                if dates.contains(&date) && stored.iter().all(|current| current.is_confirmed) {
                    stored
                        .iter()
                        .try_for_each(|current| rows.supersede(current))?;
                    withdrawn.push(date);
                }
            }

            let is_news = !withdrawn.is_empty();
            Ok((withdrawn, is_news))
        })
    }
}

/// A current row of the table `rate`.
struct CurrentRate {
    record: Record,
    first_seen: String,
    answer: i64,
    /// By an answer of the source.
    is_confirmed: bool,
    /// By an imported file alone.
    is_imported: bool,
}

fn write_listed(
    connection: &Connection,
    answer: &AnswerRow<'_>,
    listed: &Listed,
) -> SqlResult<Outcome> {
    let code = listed.currency.code;
    let rows = RateRows {
        connection,
        answer,
        code,
    };
    let mut outcome = Outcome::default();

    let stored = load_current(connection, listed)?;
    let mut dates: BTreeMap<Date, Vec<Record>> = BTreeMap::new();
    for record in &listed.records {
        dates.entry(record.record_date()).or_default().push(*record);
    }
    for (date, stored) in &stored {
        if !dates.contains_key(date) && listed.covered.containing(*date).is_some() {
            remove_imported(&rows, *date, stored, &mut outcome)?;
        }
    }
    for (date, records) in &dates {
        let stored = stored.get(date).map_or(&[][..], Vec::as_slice);
        write_date(&rows, stored, records, &mut outcome)?;
    }

    let before = load_coverage(connection, code)?;
    let mut after = before.clone();
    for span in listed.covered.as_slice() {
        after.insert(*span);
    }
    outcome.days_confirmed = confirm_coverage(connection, code, &listed.covered)?;
    outcome.days_covered = after.days() - before.days();
    if outcome.days_covered > 0 {
        write_coverage(connection, code, &after)?;
        // The days are proved by the answer, even one without a figure.
        answer.id(connection)?;
    }

    Ok(outcome)
}

/// A record that the source does not list stays when the source gave it once, and goes when only a file did: then the
/// source's own figure that the file replaced is in force again.
fn remove_imported(
    rows: &RateRows<'_>,
    date: Date,
    stored: &[CurrentRate],
    outcome: &mut Outcome,
) -> SqlResult<()> {
    let mut official = 0;
    for current in stored {
        if current.is_imported {
            rows.supersede(current)?;
            official += rows.restore_official(date, current.answer)?;
            outcome.removed.push(current.record);
        } else {
            official += 1;
        }
    }

    if official > 0 {
        outcome.missing.push(date);
    }
    Ok(())
}

/// Writes what the answer says of one date.
fn write_date(
    rows: &RateRows<'_>,
    stored: &[CurrentRate],
    listed: &[Record],
    outcome: &mut Outcome,
) -> SqlResult<()> {
    for record in listed {
        match stored.iter().find(|current| current.record == *record) {
            Some(current) if current.is_confirmed => {}
            Some(current) => {
                rows.update(current, "answer = ?7", &[])?;
                outcome.confirmed += 1;
            }
            None => {
                rows.insert(record)?;
                // The figure of the same nominal is the one that was restated; a redenomination has both on one day.
                let replaced = stored
                    .iter()
                    .find(|current| current.record.nominal() == record.nominal())
                    .or(stored.first());
                match replaced {
                    Some(current) => outcome.restated.push(Restated {
                        before: Some(current.record),
                        after: *record,
                    }),
                    None => outcome.new += 1,
                }
            }
        }
    }

    for current in stored {
        if !listed.contains(&current.record) {
            rows.supersede(current)?;
        }
    }
    Ok(())
}

/// The current rows from the first date that the answer lists or covers to the last.
fn load_current(
    connection: &Connection,
    listed: &Listed,
) -> SqlResult<BTreeMap<Date, Vec<CurrentRate>>> {
    let mut days: Vec<Date> = listed.records.iter().map(Record::record_date).collect();
    for span in listed.covered.as_slice() {
        days.extend([span.from(), span.to()]);
    }
    let mut current: BTreeMap<Date, Vec<CurrentRate>> = BTreeMap::new();
    let (Some(from), Some(to)) = (days.iter().min(), days.iter().max()) else {
        return Ok(current);
    };

    let sql = "SELECT record_date, nominal, value_e4, first_seen, answer.kind = 'fetch', answer.kind = 'import',
           answer.id
         FROM rate JOIN answer ON answer.id = rate.answer
         WHERE rate.source = ?1 AND currency = ?2 AND record_date BETWEEN ?3 AND ?4 AND superseded_at IS NULL";
    let code = listed.currency.code;
    let values = params![SOURCE, code, from.to_string(), to.to_string()];
    visit_rows(connection, sql, values, |row| {
        let one = current_rate(row)?;
        let of_date = current.entry(one.record.record_date()).or_default();
        of_date.push(one);
        Ok(())
    })?;

    Ok(current)
}

fn current_rate(row: &Row<'_>) -> SqlResult<CurrentRate> {
    Ok(CurrentRate {
        record: record(row)?,
        first_seen: row.get(3)?,
        is_confirmed: row.get(4)?,
        is_imported: row.get(5)?,
        answer: row.get(6)?,
    })
}

/// Writes rows of one currency for one answer.
struct RateRows<'a> {
    connection: &'a Connection,
    answer: &'a AnswerRow<'a>,
    code: &'static str,
}

impl RateRows<'_> {
    fn insert(&self, record: &Record) -> SqlResult<()> {
        execute(
            self.connection,
            // A figure restated and taken back within one second comes back to life.
            "INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET superseded_at = NULL, superseded_by = NULL, answer = excluded.answer",
            params![
                SOURCE,
                self.code,
                record.record_date().to_string(),
                record.nominal().units(),
                record.value_e4(),
                self.answer.id(self.connection)?,
                self.answer.fetched_at
            ],
        )
    }

    fn supersede(&self, current: &CurrentRate) -> SqlResult<()> {
        let set = "superseded_by = ?7, superseded_at = ?8";
        self.update(current, set, &[&self.answer.fetched_at])
    }

    /// Puts the source's own figures of a date in force again that an import replaced, or an earlier import before
    /// it; returns how many there are.
    fn restore_official(&self, date: Date, import: i64) -> SqlResult<usize> {
        let mut imports = vec![import];
        // Imports may have replaced each other's figures in a circle.
        while let Some(import) = imports.last().copied() {
            let restored = self.restore_replaced_by(date, import)?;
            let before = self.import_replaced_by(date, import)?;
            match before {
                Some(before) if restored == 0 && !imports.contains(&before) => imports.push(before),
                _ => return Ok(restored),
            }
        }

        Ok(0)
    }

    /// The import of a figure that another import replaced on a date.
    fn import_replaced_by(&self, date: Date, import: i64) -> SqlResult<Option<i64>> {
        load_first(
            self.connection,
            "SELECT answer.id FROM rate JOIN answer ON answer.id = rate.answer
             WHERE rate.source = ?1 AND currency = ?2 AND record_date = ?3 AND superseded_by = ?4
               AND answer.kind = 'import'",
            params![SOURCE, self.code, date.to_string(), import],
            |row| row.get(0),
        )
    }

    fn restore_replaced_by(&self, date: Date, import: i64) -> SqlResult<usize> {
        let mut update = self.connection.prepare_cached(
            "UPDATE rate SET superseded_at = NULL, superseded_by = NULL
             WHERE source = ?1 AND currency = ?2 AND record_date = ?3 AND superseded_by = ?4
               AND (SELECT kind FROM answer WHERE answer.id = rate.answer) <> 'import'",
        )?;
        update.execute(params![SOURCE, self.code, date.to_string(), import])
    }

    /// Changes a row; `?7` is the answer, what follows is `further`.
    fn update(&self, current: &CurrentRate, set: &str, further: &[&dyn ToSql]) -> SqlResult<()> {
        let sql = format!(
            "UPDATE rate SET {set} WHERE source = ?1 AND currency = ?2 AND record_date = ?3 AND nominal = ?4
               AND first_seen = ?5 AND value_e4 = ?6"
        );
        let (date, nominal, value_e4) = figures(&current.record);
        let id = self.answer.id(self.connection)?;
        let row: [&dyn ToSql; 7] = [
            &SOURCE,
            &self.code,
            &date,
            &nominal,
            &current.first_seen,
            &value_e4,
            &id,
        ];

        execute(self.connection, &sql, &*[&row, further].concat())
    }
}

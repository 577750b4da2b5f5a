//! The stored records around an answer: before and after it, of other currencies, and the dates of all.

use super::coverage::write_coverage;
use super::series::load_coverage;
use crate::error::Result;
use crate::model::{CATALOGUE, Currency, Record, RecordDates, Span, Spans};
use crate::store::columns::{date, record};
use crate::store::{SOURCE, Store, Wrote};
use jiff::civil::Date;
use rusqlite::{Connection, params};

impl Store {
    /// The last `most` records of a currency before a span and the first `most` after it, each list by date.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn load_neighbours(
        &self,
        currency: &Currency,
        span: Span,
        most: usize,
    ) -> Result<(Vec<Record>, Vec<Record>)> {
        self.run(|connection| {
            let code = currency.code;
            let mut before = load_beyond(
                connection,
                code,
                "record_date < ?3",
                "DESC",
                span.from(),
                most,
            )?;
            before.reverse();
            let after = load_beyond(connection, code, "record_date > ?3", "ASC", span.to(), most)?;
            Ok((before, after))
        })
    }

    /// The records of all other currencies within a span.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn load_others(
        &self,
        currency: &'static Currency,
        span: Span,
    ) -> Result<Vec<(&'static Currency, Record)>> {
        self.run(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT record_date, nominal, value_e4 FROM rate
                 WHERE source = ?1 AND currency = ?2 AND record_date BETWEEN ?3 AND ?4
                   AND superseded_at IS NULL",
            )?;
            let from = span.from().to_string();
            let to = span.to().to_string();
            let mut found = Vec::new();
            for other in CATALOGUE.iter().filter(|other| *other != currency) {
                let mut rows = statement.query(params![SOURCE, other.code, from, to])?;
                while let Some(row) = rows.next()? {
                    found.push((other, record(row)?));
                }
            }
            Ok(found)
        })
    }

    /// The dates of all records with the coverage of their currencies, in the order of the catalogue.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn load_record_dates(&self) -> Result<Vec<RecordDates>> {
        self.run(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT DISTINCT record_date FROM rate
                 WHERE source = ?1 AND currency = ?2 AND superseded_at IS NULL ORDER BY record_date",
            )?;
            let mut all = Vec::new();
            for currency in CATALOGUE {
                let coverage = load_coverage(connection, currency.code)?;
                if coverage.is_empty() {
                    continue;
                }
                let dates = statement.query_map(params![SOURCE, currency.code], |row| date(row, 0))?;
                all.push(RecordDates { currency, coverage, dates: dates.collect::<rusqlite::Result<_>>()? });
            }
            Ok(all)
        })
    }

    /// Takes days out of the coverage of a currency: which record was in force on them is not known after all.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn uncover(&mut self, currency: &Currency, days: &Spans) -> Result<()> {
        self.write(|transaction| {
            let before = load_coverage(transaction, currency.code)?;
            let mut after = before.clone();
            days.as_slice().iter().for_each(|span| after.remove(*span));
            if after == before {
                return Ok(((), Wrote::Nothing));
            }
            write_coverage(transaction, currency.code, &after)?;
            Ok(((), Wrote::Something))
        })
    }
}

fn load_beyond(
    connection: &Connection,
    code: &str,
    condition: &str,
    order: &str,
    day: Date,
    most: usize,
) -> rusqlite::Result<Vec<Record>> {
    // Of two records on one date the smaller nominal comes last by date, as in a series.
    let nominals = if order == "ASC" { "DESC" } else { "ASC" };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT record_date, nominal, value_e4 FROM rate
         WHERE source = ?1 AND currency = ?2 AND {condition} AND superseded_at IS NULL
         ORDER BY record_date {order}, nominal {nominals} LIMIT ?4"
    ))?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    statement
        .query_map(params![SOURCE, code, day.to_string(), most], record)?
        .collect()
}

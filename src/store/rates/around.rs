//! The stored records around an answer: before and after it, of other currencies, and the dates of all.

use super::{coverage::write_coverage, series::load_coverage};
use crate::{
    error::Result,
    model::{CATALOGUE, Currency, Record, RecordDates, Span, Spans},
    store::{
        SOURCE, Store,
        columns::{ends, load_all, parsed, record},
    },
};
use rusqlite::params;

impl Store {
    /// The last `most` records of a currency before a span and the first `most` after it, each list by date.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_neighbours(
        &self,
        currency: &Currency,
        span: Span,
        most: usize,
    ) -> Result<(Vec<Record>, Vec<Record>)> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.run(|connection| {
            // Of two records on one date the smaller nominal comes last by date, as in a series.
            let mut before: Vec<Record> = load_all(
                connection,
                "SELECT record_date, nominal, value_e4 FROM rate
                 WHERE source = ?1 AND currency = ?2 AND record_date < ?3 AND superseded_at IS NULL
                 ORDER BY record_date DESC, nominal LIMIT ?4",
                params![SOURCE, currency.code, span.from().to_string(), most],
                record,
            )?;
            before.reverse();
            let after = load_all(
                connection,
                "SELECT record_date, nominal, value_e4 FROM rate
                 WHERE source = ?1 AND currency = ?2 AND record_date > ?3 AND superseded_at IS NULL
                 ORDER BY record_date, nominal DESC LIMIT ?4",
                params![SOURCE, currency.code, span.to().to_string(), most],
                record,
            )?;

            Ok((before, after))
        })
    }

    /// The records of all other currencies within a span.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_others(
        &self,
        currency: &'static Currency,
        span: Span,
    ) -> Result<Vec<(&'static Currency, Record)>> {
        let [from, to] = ends(span);
        self.run(|connection| {
            let mut found = Vec::new();
            for other in CATALOGUE.iter().filter(|other| *other != currency) {
                let records: Vec<Record> = load_all(
                    connection,
                    "SELECT record_date, nominal, value_e4 FROM rate
                     WHERE source = ?1 AND currency = ?2 AND record_date BETWEEN ?3 AND ?4
                       AND superseded_at IS NULL",
                    params![SOURCE, other.code, from, to],
                    record,
                )?;
                found.extend(records.into_iter().map(|record| (other, record)));
            }

            Ok(found)
        })
    }

    /// The dates of all records with the coverage of their currencies, in the order of the catalogue.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_record_dates(&self) -> Result<Vec<RecordDates>> {
        self.run(|connection| {
            let mut all = Vec::new();
            for currency in &CATALOGUE {
                let coverage = load_coverage(connection, currency.code)?;
                if coverage.is_empty() {
                    continue;
                }
                let dates = load_all(
                    connection,
                    "SELECT DISTINCT record_date FROM rate
                     WHERE source = ?1 AND currency = ?2 AND superseded_at IS NULL ORDER BY record_date",
                    params![SOURCE, currency.code],
                    |row| parsed(row, 0),
                )?;
                all.push(RecordDates {
                    currency,
                    coverage,
                    dates,
                });
            }

            Ok(all)
        })
    }

    /// Takes days out of the coverage of a currency: which record was in force on them is not known after all.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn uncover(&mut self, currency: &Currency, days: &Spans) -> Result<()> {
        self.write_if(|transaction| {
            let before = load_coverage(transaction, currency.code)?;
            let after = before.minus(days);
            let is_changed = after != before;
            if is_changed {
                write_coverage(transaction, currency.code, &after)?;
            }

            Ok(((), is_changed))
        })
    }
}

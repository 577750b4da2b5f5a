//! Loads series: the records of a currency with their coverage.

use crate::{
    error::Result,
    model::{CATALOGUE, Currency, Record, Series, Span, Spans},
    store::{
        SOURCE, SqlResult, Store,
        columns::{load_all, optional, record, span},
    },
};
use jiff::civil::Date;
use rusqlite::{Connection, params};

/// How far the stored records of a currency reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrencyExtent {
    /// The currency.
    pub currency: &'static Currency,
    /// First and last record date.
    pub records: Span,
}

impl Store {
    /// The records of a currency within `span`, the one in force at its start and the one before that, with all
    /// its coverage: enough to tell rate and change on each day of the span.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_series(&self, currency: &'static Currency, span: Span) -> Result<Series> {
        self.run(|connection| {
            let mut records = load_last_two_dates(connection, currency.code, span.from())?;
            // A single day needs no second question.
            if span.from() < span.to() {
                let within: Vec<Record> = load_all(
                    connection,
                    "SELECT record_date, nominal, value_e4 FROM rate
                     WHERE source = ?1 AND currency = ?2 AND record_date > ?3 AND record_date <= ?4
                       AND superseded_at IS NULL",
                    params![
                        SOURCE,
                        currency.code,
                        span.from().to_string(),
                        span.to().to_string()
                    ],
                    record,
                )?;
                records.extend(within);
            }

            let coverage = load_coverage(connection, currency.code)?;
            Ok(Series::new(currency, records, coverage))
        })
    }

    /// The days of a currency for which every record is known.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_coverage(&self, currency: &Currency) -> Result<Spans> {
        self.run(|connection| load_coverage(connection, currency.code))
    }

    /// The currencies that have records, with the span of these, in the order of the catalogue.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_extents(&self) -> Result<Vec<CurrencyExtent>> {
        self.run(|connection| {
            let mut extents = Vec::new();
            let mut ends = connection.prepare(
                "SELECT min(record_date), max(record_date) FROM rate
                 WHERE source = ?1 AND currency = ?2 AND superseded_at IS NULL",
            )?;
            for currency in &CATALOGUE {
                let found = ends.query_row(params![SOURCE, currency.code], |row| {
                    Ok((optional(row, 0)?, optional(row, 1)?))
                })?;
                if let (Some(first), Some(last)) = found {
                    let records = Span::new(first, last).unwrap_or(Span::day(last));
                    extents.push(CurrencyExtent { currency, records });
                }
            }

            Ok(extents)
        })
    }
}

/// Whether no day of any currency is covered, which each stored record's day is.
pub fn is_empty(connection: &Connection) -> SqlResult<bool> {
    let mut statement = connection.prepare("SELECT 1 FROM coverage LIMIT 1")?;
    statement.exists([]).map(|exists| !exists)
}

pub fn load_coverage(connection: &Connection, code: &str) -> SqlResult<Spans> {
    let sql = "SELECT from_date, to_date FROM coverage WHERE source = ?1 AND currency = ?2 ORDER BY from_date";
    load_all(connection, sql, [SOURCE, code], span)
}

/// The records of the last two dates up to `day`.
fn load_last_two_dates(connection: &Connection, code: &str, day: Date) -> SqlResult<Vec<Record>> {
    let mut statement = connection.prepare_cached(
        "SELECT record_date, nominal, value_e4 FROM rate
         WHERE source = ?1 AND currency = ?2 AND record_date <= ?3 AND superseded_at IS NULL
         ORDER BY record_date DESC",
    )?;
    let mut rows = statement.query(params![SOURCE, code, day.to_string()])?;

    // A date may have two records, so a limit on rows would not do.
    let mut found: Vec<Record> = Vec::new();
    let mut dates = 0;
    while let Some(row) = rows.next()? {
        let next = record(row)?;
        let last = found.last();
        if last.is_none_or(|last| last.record_date() != next.record_date()) {
            dates += 1;
        }
        if dates > 2 {
            break;
        }
        found.push(next);
    }

    Ok(found)
}

//! Headlines out: lists and searches, newest first or the nearest first.
//!
//! Days are ranges of ids, which the full-text index keeps in order too: a search over a year looks at no other.

use super::{
    headline_id::{BLOCK_BITS, UNDATED, block_of, first_id},
    headline_row::{self, COLUMNS, StoredHeadline},
};
use crate::{
    error::Result,
    model::{Headline, Span},
    store::{Store, columns::load_all},
};
use jiff::civil::Date;
use rusqlite::params;
use std::ops::ControlFlow;

/// Which headlines are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadlineFilter {
    /// Of this day or later; with it, or with `to`, the undated are left out.
    pub from: Option<Date>,
    /// Of this day or earlier.
    pub to: Option<Date>,
    /// Of this source alone.
    pub source: Option<String>,
    /// The largest number of headlines; `None` for all.
    pub limit: Option<usize>,
}

/// The order of what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchOrder {
    /// Newest first, the undated last.
    Newest,
    /// Best match first (BM25), of equals the newest.
    Ranked,
}

impl SearchOrder {
    const fn sql(self) -> &'static str {
        match self {
            Self::Newest => "headline_fts.rowid DESC",
            Self::Ranked => "rank",
        }
    }
}

/// How many headlines there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadlineCount {
    /// All.
    pub all: u64,
    /// Those without a date.
    pub undated: u64,
}

/// The first and last id of a range of days. The undated are in it if it includes 1970-01-01 and 1970-01-02.
fn ids_of_days(from: Option<Date>, to: Option<Date>) -> (i64, i64) {
    let first = from.map_or(i64::MIN, |day| first_id(block_of(day)));
    let last = to.map_or(i64::MAX, |day| first_id(block_of(day) + 1) - 1);
    (first, last)
}

/// What a filter says besides the range of ids.
const CONDITION: &str = "(?3 IS NULL OR source = ?3) AND (?4 OR moscow_time IS NOT NULL)";

/// SQLite takes a negative limit for none.
const NO_LIMIT: i64 = -1;

fn search_sql(order: SearchOrder) -> String {
    let order = order.sql();
    format!(
        "SELECT {COLUMNS} FROM headline_fts CROSS JOIN headline ON headline.id = headline_fts.rowid
         WHERE headline_fts MATCH ?6 AND headline_fts.rowid BETWEEN ?1 AND ?2 AND {CONDITION}
         ORDER BY {order} LIMIT ?5"
    )
}

impl Store {
    /// The headlines of a filter, newest first; the undated last.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_headlines(&self, filter: &HeadlineFilter) -> Result<Vec<StoredHeadline>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM headline WHERE headline.id BETWEEN ?1 AND ?2 AND {CONDITION}
             ORDER BY headline.id DESC LIMIT ?5"
        );
        self.load_filtered(&sql, filter, None)
    }

    /// The headlines of a filter that match an expression of FTS5 over folded words.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn search_headlines(
        &self,
        folded_query: &str,
        filter: &HeadlineFilter,
        order: SearchOrder,
    ) -> Result<Vec<StoredHeadline>> {
        self.load_filtered(&search_sql(order), filter, Some(folded_query))
    }

    /// Shows the headlines of a filter that match an expression of FTS5 one by one, whatever its limit is.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn visit_found(
        &self,
        folded_query: &str,
        filter: &HeadlineFilter,
        order: SearchOrder,
        visit: &mut dyn FnMut(StoredHeadline) -> ControlFlow<()>,
    ) -> Result<()> {
        let (first, last) = ids_of_days(filter.from, filter.to);
        let has_undated = filter.from.is_none() && filter.to.is_none();
        let source = &filter.source;
        self.run(|connection| {
            let mut select = connection.prepare_cached(&search_sql(order))?;
            let mut rows = select.query(params![
                first,
                last,
                source,
                has_undated,
                NO_LIMIT,
                folded_query
            ])?;
            while let Some(row) = rows.next()? {
                if visit(headline_row::read(row)?).is_break() {
                    break;
                }
            }

            Ok(())
        })
    }

    fn load_filtered(
        &self,
        sql: &str,
        filter: &HeadlineFilter,
        folded_query: Option<&str>,
    ) -> Result<Vec<StoredHeadline>> {
        let (first, last) = ids_of_days(filter.from, filter.to);
        let has_undated = filter.from.is_none() && filter.to.is_none();
        let limit = filter
            .limit
            .and_then(|limit| i64::try_from(limit).ok())
            .unwrap_or(NO_LIMIT);
        let source = &filter.source;

        self.run(|connection| match folded_query {
            None => {
                let values = params![first, last, source, has_undated, limit];
                load_all(connection, sql, values, headline_row::read)
            }
            Some(query) => {
                let values = params![first, last, source, has_undated, limit, query];
                load_all(connection, sql, values, headline_row::read)
            }
        })
    }

    /// Hands over headlines of the days of `span`: first the newest of every day, latest day first, then every
    /// day's second newest, to the `per_day`th. Breaking off cuts all days alike; whether that was done is returned.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn visit_newest_of_days(
        &self,
        span: Span,
        per_day: u32,
        visit: &mut dyn FnMut(Headline) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM
               (SELECT id, row_number() OVER (PARTITION BY id >> {BLOCK_BITS} ORDER BY id DESC) AS place
                FROM headline WHERE id BETWEEN ?1 AND ?2 AND moscow_time IS NOT NULL) AS placed
             JOIN headline ON headline.id = placed.id WHERE place <= ?3 ORDER BY place, headline.id DESC"
        );
        let (first, last) = ids_of_days(Some(span.from()), Some(span.to()));
        self.run(|connection| {
            let mut select = connection.prepare_cached(&sql)?;
            let mut rows = select.query(params![first, last, per_day])?;
            while let Some(row) = rows.next()? {
                if visit(headline_row::read(row)?.headline).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }

            Ok(ControlFlow::Continue(()))
        })
    }

    /// How many headlines are stored.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn count_headlines(&self) -> Result<HeadlineCount> {
        let undated = [first_id(UNDATED), first_id(UNDATED + 1)];
        let sql = "SELECT count(*), count(*) FILTER (WHERE id >= ?1 AND id < ?2) FROM headline";
        self.run(|connection| {
            connection.query_row(sql, undated, |row| {
                Ok(HeadlineCount {
                    all: row.get(0)?,
                    undated: row.get(1)?,
                })
            })
        })
    }
}

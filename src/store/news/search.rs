//! Headlines out: lists and searches, newest first or the nearest first.
//!
//! Days are ranges of ids, which the full-text index keeps in order too: a search over a year looks at no other.

use super::headline_id::{BLOCK_BITS, UNDATED, block_of, first_id};
use super::headline_row::{self, COLUMNS, StoredHeadline};
use crate::error::Result;
use crate::model::{Headline, Span};
use crate::store::Store;
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
    /// At most so many; none for all.
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

impl HeadlineFilter {
    /// The first and last id. Between them the undated can lie, when days before 1970-01-02 are meant.
    fn ids(&self) -> (i64, i64) {
        let from = self.from.map_or(i64::MIN, |day| first_id(block_of(day)));
        let to = self
            .to
            .map_or(i64::MAX, |day| first_id(block_of(day) + 1) - 1);
        (from, to)
    }

    /// Whether headlines without a date are wanted.
    const fn has_undated(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    fn limit(&self) -> i64 {
        self.limit
            .and_then(|limit| i64::try_from(limit).ok())
            .unwrap_or(-1)
    }
}

/// What a filter says beside the range of ids.
const CONDITION: &str = "(?3 IS NULL OR source = ?3) AND (?4 OR moscow_time IS NOT NULL)";

impl Store {
    /// The headlines of a filter, newest first; the undated last.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn load_headlines(&self, filter: &HeadlineFilter) -> Result<Vec<StoredHeadline>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM headline WHERE headline.id BETWEEN ?1 AND ?2 AND {CONDITION}
             ORDER BY headline.id DESC LIMIT ?5"
        );
        let (from, to) = filter.ids();
        let values = params![
            from,
            to,
            filter.source,
            filter.has_undated(),
            filter.limit()
        ];
        self.run(|connection| {
            connection
                .prepare_cached(&sql)?
                .query_map(values, headline_row::read)?
                .collect()
        })
    }

    /// The headlines of a filter that match an expression of FTS5 over folded words.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn search_headlines(
        &self,
        folded_query: &str,
        filter: &HeadlineFilter,
        order: SearchOrder,
    ) -> Result<Vec<StoredHeadline>> {
        let order = match order {
            SearchOrder::Newest => "headline_fts.rowid DESC",
            SearchOrder::Ranked => "rank",
        };
        let sql = format!(
            "SELECT {COLUMNS} FROM headline_fts CROSS JOIN headline ON headline.id = headline_fts.rowid
             WHERE headline_fts MATCH ?6 AND headline_fts.rowid BETWEEN ?1 AND ?2 AND {CONDITION}
             ORDER BY {order} LIMIT ?5"
        );
        let (from, to) = filter.ids();
        let values = params![
            from,
            to,
            filter.source,
            filter.has_undated(),
            filter.limit(),
            folded_query
        ];
        self.run(|connection| {
            connection
                .prepare_cached(&sql)?
                .query_map(values, headline_row::read)?
                .collect()
        })
    }

    /// Hands over headlines of the days of `span`: first the newest of every day, latest day first, then every
    /// day's second newest, to the `per_day`th. Whoever breaks off has cut all days alike; whether that was done is returned.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
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
        let filter = HeadlineFilter {
            from: Some(span.from()),
            to: Some(span.to()),
            ..HeadlineFilter::default()
        };
        let (from, to) = filter.ids();
        self.run(|connection| {
            let mut select = connection.prepare_cached(&sql)?;
            let mut rows = select.query(params![from, to, per_day])?;
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
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn count_headlines(&self) -> Result<HeadlineCount> {
        let undated = first_id(UNDATED)..first_id(UNDATED + 1);
        let sql = "SELECT count(*), count(*) FILTER (WHERE id >= ?1 AND id < ?2) FROM headline";
        self.run(|connection| {
            connection.query_row(sql, params![undated.start, undated.end], |row| {
                Ok(HeadlineCount {
                    all: row.get(0)?,
                    undated: row.get(1)?,
                })
            })
        })
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

//! Headlines out: lists and searches, newest first or the nearest first.
//!
//! Days are ranges of ids, which the full-text index keeps in order too: a search over a year looks at no other.

use super::{
    headline_id::{UNDATED, block_of, block_of_id, day_of, first_id},
    headline_row::{self, COLUMNS, StoredHeadline},
    news_filter::{FilterColumns, NewsFilter},
};
use crate::{
    error::Result,
    model::{Headline, Span},
    store::{
        Store,
        columns::{text_at, visit_rows},
    },
};
use jiff::civil::Date;
use rusqlite::{Params, params};
use std::ops::ControlFlow;

/// Which headlines are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadlineFilter {
    /// Of this day or later; with it, or with `to`, the undated are left out.
    pub from: Option<Date>,
    /// Of this day or earlier.
    pub to: Option<Date>,
    /// Of these sources, sections and languages.
    pub news: NewsFilter,
    /// The largest number of headlines; `None` for all.
    pub limit: Option<usize>,
}

impl HeadlineFilter {
    const fn has_undated(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
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

/// A headline with a date, as it is looked through.
#[derive(Clone, Copy, Debug)]
pub struct DayTitle<'a> {
    pub id: i64,
    pub day: Date,
    pub title: &'a str,
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

/// What the days of a filter say besides the range of ids.
const CONDITION: &str = "(?3 OR moscow_time IS NOT NULL)";

/// Where [`COLUMNS`] has what a filter asks for.
const OF_COLUMNS: FilterColumns = FilterColumns {
    source: 7,
    section: 5,
    tags: 6,
    title: 2,
};

fn search_sql(order: SearchOrder) -> String {
    let order = order.sql();
    format!(
        "SELECT {COLUMNS} FROM headline_fts CROSS JOIN headline ON headline.id = headline_fts.rowid
         WHERE headline_fts MATCH ?4 AND headline_fts.rowid BETWEEN ?1 AND ?2 AND {CONDITION}
         ORDER BY {order}"
    )
}

/// What is shown one by one.
type Visit<'a> = &'a mut dyn FnMut(StoredHeadline) -> ControlFlow<()>;

/// The first headlines of those that `show_all` shows.
fn take_up_to(
    limit: Option<usize>,
    show_all: impl FnOnce(Visit<'_>) -> Result<()>,
) -> Result<Vec<StoredHeadline>> {
    let most = limit.unwrap_or(usize::MAX);
    let mut found = Vec::new();
    if most == 0 {
        return Ok(found);
    }

    show_all(&mut |stored| {
        found.push(stored);
        if found.len() < most {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    Ok(found)
}

impl Store {
    /// The headlines of a filter, newest first; the undated last.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_headlines(&self, filter: &HeadlineFilter) -> Result<Vec<StoredHeadline>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM headline WHERE headline.id BETWEEN ?1 AND ?2 AND {CONDITION}
             ORDER BY headline.id DESC"
        );
        take_up_to(filter.limit, |visit| {
            let (first, last) = ids_of_days(filter.from, filter.to);
            let values = params![first, last, filter.has_undated()];
            self.visit_filtered(&sql, values, filter, visit)
        })
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
        take_up_to(filter.limit, |visit| {
            self.visit_found(folded_query, filter, order, visit)
        })
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
        visit: Visit<'_>,
    ) -> Result<()> {
        let (first, last) = ids_of_days(filter.from, filter.to);
        let values = params![first, last, filter.has_undated(), folded_query];
        self.visit_filtered(&search_sql(order), values, filter, visit)
    }

    /// Shows the rows of a statement that a filter chooses.
    fn visit_filtered(
        &self,
        sql: &str,
        values: impl Params,
        filter: &HeadlineFilter,
        visit: Visit<'_>,
    ) -> Result<()> {
        self.run(|connection| {
            let mut select = connection.prepare_cached(sql)?;
            let mut rows = select.query(values)?;
            while let Some(row) = rows.next()? {
                if filter.news.is_match(row, OF_COLUMNS)?
                    && visit(headline_row::read(row)?).is_break()
                {
                    break;
                }
            }

            Ok(())
        })
    }

    /// Shows the headlines of the days of `span` that a filter chooses, the newest first.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn visit_titles_of_days(
        &self,
        span: Span,
        filter: &NewsFilter,
        visit: &mut dyn FnMut(DayTitle<'_>),
    ) -> Result<()> {
        let sql = "SELECT id, source, section, tags, title FROM headline
                   WHERE id BETWEEN ?1 AND ?2 AND moscow_time IS NOT NULL ORDER BY id DESC";
        let columns = FilterColumns {
            source: 1,
            section: 2,
            tags: 3,
            title: 4,
        };
        let (first, last) = ids_of_days(Some(span.from()), Some(span.to()));
        self.run(|connection| {
            visit_rows(connection, sql, [first, last], |row| {
                let id = row.get(0)?;
                if let Some(day) = day_of(block_of_id(id))
                    && filter.is_match(row, columns)?
                {
                    let title = text_at(row, columns.title)?;
                    visit(DayTitle { id, day, title });
                }
                Ok(())
            })
        })
    }

    /// The headline of an id.
    ///
    /// # Errors
    /// As every method of [`Store`], and when the id is not there.
    pub fn load_headline(&self, id: i64) -> Result<Headline> {
        self.run(|connection| Ok(headline_row::load(connection, id)?.headline))
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

//! A headline as a row of its table, both ways.

use crate::{
    model::{DateEvidence, Dated, Headline, Published, Zone},
    store::{
        SqlResult,
        bad_row::name_row,
        columns::{invalid, optional, parsed},
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use std::fmt::{Display, Write as _};

/// A headline of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredHeadline {
    /// Its id, which grows with the time of publication.
    pub id: i64,
    /// The headline.
    pub headline: Headline,
    /// When it was first met.
    pub first_seen: Timestamp,
}

/// The columns that [`read`] takes, in its order.
pub const COLUMNS: &str =
    "headline.id, url, headline.title, headline.summary, author, section, tags, source,
    published, date_evidence, zone_assumed, header_date, first_seen";

/// Writes a row; whether the id was free.
pub fn insert(
    connection: &Connection,
    id: i64,
    headline: &Headline,
    first_seen: &str,
) -> SqlResult<bool> {
    let published = headline.dated.map(|dated| dated.published);
    let is_zone_assumed = matches!(
        published,
        Some(Published::At {
            zone: Zone::AssumedMoscow,
            ..
        })
    );
    let tags = (!headline.tags.is_empty())
        .then(|| serde_json::to_string(&headline.tags).unwrap_or_default());

    let mut insert = connection.prepare_cached(
        "INSERT INTO headline (id, url, title, summary, author, section, tags, source, published, date_evidence,
           zone_assumed, header_date, first_seen, moscow_time, time_known)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) ON CONFLICT (id) DO NOTHING",
    )?;
    let inserted = insert.execute(params![
        id,
        headline.url,
        headline.title,
        headline.summary,
        headline.author,
        headline.section,
        tags,
        headline.source,
        published.map(short_text),
        headline.dated.map(|dated| dated.evidence.name()),
        is_zone_assumed,
        headline.header_date.map(|day| day.to_string()),
        first_seen,
        published.map(|published| short_text(published.in_moscow_for_linking())),
        published.is_some_and(|published| published.is_time_known()),
    ])?;
    Ok(inserted == 1)
}

/// The text of a time, written without growing: two for each headline.
fn short_text(time: impl Display) -> String {
    let mut text = String::with_capacity(32);
    let _ = write!(text, "{time}");
    text
}

/// The headline of an id.
pub fn load(connection: &Connection, id: i64) -> SqlResult<StoredHeadline> {
    let sql = format!("SELECT {COLUMNS} FROM headline WHERE id = ?1");
    connection.prepare_cached(&sql)?.query_row([id], read)
}

/// A row of [`COLUMNS`].
pub fn read(row: &Row<'_>) -> SqlResult<StoredHeadline> {
    name_row("headline", row, read_columns(row))
}

fn read_columns(row: &Row<'_>) -> SqlResult<StoredHeadline> {
    let tags: Option<String> = row.get(6)?;
    let tags = tags.map_or(Ok(Vec::new()), |tags| serde_json::from_str(&tags));
    let headline = Headline {
        url: row.get(1)?,
        title: row.get(2)?,
        summary: row.get(3)?,
        author: row.get(4)?,
        section: row.get(5)?,
        tags: tags.map_err(|error| invalid(6, error))?,
        source: row.get(7)?,
        dated: dated(row)?,
        header_date: optional(row, 11)?,
    };

    Ok(StoredHeadline {
        id: row.get(0)?,
        headline,
        first_seen: parsed(row, 12)?,
    })
}

fn dated(row: &Row<'_>) -> SqlResult<Option<Dated>> {
    let published = row.get_ref(8)?.as_str_or_null()?;
    let evidence = row.get_ref(9)?.as_str_or_null()?;
    let (Some(_), Some(evidence)) = (published, evidence) else {
        return Ok(None);
    };

    let mut published = parsed(row, 8)?;
    if let Published::At { zone, .. } = &mut published
        && row.get(10)?
    {
        *zone = Zone::AssumedMoscow;
    }
    let evidence =
        DateEvidence::by_name(evidence).ok_or_else(|| invalid(9, "no kind of evidence"))?;
    Ok(Some(Dated {
        published,
        evidence,
    }))
}

//! What a report shows of the stories that it names: title, source, time, and the number of headlines in each.

use crate::{
    error::Result,
    model::Published,
    store::{SqlResult, Store, bad_row::name_row, columns::optional},
};
use rusqlite::{Connection, Row};

/// A headline as a report names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitledHeadline {
    /// Its id.
    pub id: i64,
    /// As its source wrote it.
    pub title: String,
    /// Who published it.
    pub source: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// When, if it is known.
    pub published: Option<Published>,
}

impl Store {
    /// The headlines of some ids, in the order of these.
    ///
    /// # Errors
    /// As every method of [`Store`], and when an id is not there.
    pub fn load_titles(&self, ids: &[i64]) -> Result<Vec<TitledHeadline>> {
        self.run(|connection| {
            let sql = "SELECT id, title, source, url, published FROM headline WHERE id = ?1";
            load_each(connection, sql, ids, titled_headline)
        })
    }

    /// How many headlines tell each of the stories named by their first headlines, that one counted.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn story_sizes(&self, stories: &[i64]) -> Result<Vec<u32>> {
        self.run(|connection| {
            let sql = "SELECT count(*) + 1 FROM story_member WHERE story = ?1";
            load_each(connection, sql, stories, |row| row.get(0))
        })
    }

    /// Who published each of the headlines of some stories, the first headline's source first.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn story_sources(&self, stories: &[i64]) -> Result<Vec<Vec<String>>> {
        self.run(|connection| {
            let mut select = connection.prepare_cached(
                "SELECT source FROM headline WHERE id = ?1
                 UNION ALL
                 SELECT source FROM story_member JOIN headline ON headline.id = story_member.headline
                 WHERE story = ?1",
            )?;
            stories
                .iter()
                .map(|story| select.query_map([story], |row| row.get(0))?.collect())
                .collect()
        })
    }
}

/// The row of each id, in the order of these.
fn load_each<T>(
    connection: &Connection,
    sql: &str,
    ids: &[i64],
    read: fn(&Row<'_>) -> SqlResult<T>,
) -> SqlResult<Vec<T>> {
    let mut select = connection.prepare_cached(sql)?;
    ids.iter().map(|id| select.query_row([id], read)).collect()
}

fn titled_headline(row: &Row<'_>) -> SqlResult<TitledHeadline> {
    Ok(TitledHeadline {
        id: row.get(0)?,
        title: row.get(1)?,
        source: row.get(2)?,
        url: row.get(3)?,
        published: name_row("headline", row, optional(row, 4))?,
    })
}

//! What a report tells of the stories that it names: title, source, time, and how many headlines told them.

use super::headline_row::parse_published;
use crate::error::Result;
use crate::model::Published;
use crate::store::Store;
use crate::store::bad_row::name_row;
use rusqlite::Row;

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
    /// [`crate::error::Error::Store`] when SQLite refuses or an id is not there.
    pub fn load_titles(&self, ids: &[i64]) -> Result<Vec<TitledHeadline>> {
        self.run(|connection| {
            let mut select = connection.prepare_cached(
                "SELECT id, title, source, url, published FROM headline WHERE id = ?1",
            )?;
            let mut load = |id: &i64| {
                let read = |row: &Row<'_>| {
                    let published = row.get_ref(4)?.as_str_or_null()?;
                    Ok(TitledHeadline {
                        id: row.get(0)?,
                        title: row.get(1)?,
                        source: row.get(2)?,
                        url: row.get(3)?,
                        published: published.map(|text| parse_published(text, 4)).transpose()?,
                    })
                };
                select.query_row([id], |row| name_row("headline", row, read(row)))
            };
            ids.iter().map(&mut load).collect()
        })
    }

    /// How many headlines tell each of the stories named by their first headlines, that one counted.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn story_sizes(&self, stories: &[i64]) -> Result<Vec<u32>> {
        self.run(|connection| {
            let mut select = connection
                .prepare_cached("SELECT count(*) + 1 FROM story_member WHERE story = ?1")?;
            stories
                .iter()
                .map(|story| select.query_row([story], |row| row.get(0)))
                .collect()
        })
    }

    /// Who published each of the headlines of some stories, the first headline's source first.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn story_sources(&self, stories: &[i64]) -> Result<Vec<Vec<String>>> {
        self.run(|connection| {
            let mut select = connection.prepare_cached(
                "SELECT source FROM headline WHERE id = ?1
                 UNION ALL
                 SELECT source FROM story_member JOIN headline ON headline.id = story_member.headline
                 WHERE story = ?1",
            )?;
            let mut sources = |story: &i64| select.query_map([story], |row| row.get(0))?.collect();
            stories.iter().map(&mut sources).collect()
        })
    }
}

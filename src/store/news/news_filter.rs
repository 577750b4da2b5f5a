//! Which news counts: of some sources, sections and languages. Names are compared as they are stored; whoever has typed ones
//! asks [`Store::load_news_names`] for the spellings.

use crate::{
    error::Result,
    store::{
        SqlResult, Store,
        columns::{text_at, visit_rows},
    },
    text::TitleLanguage,
};
use rusqlite::Row;
use std::collections::BTreeSet;

/// Where a row has what is asked of it.
#[derive(Clone, Copy, Debug)]
pub struct FilterColumns {
    pub source: usize,
    pub section: usize,
    pub tags: usize,
    pub title: usize,
}

/// A choice of headlines; an empty list chooses all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewsFilter {
    pub sources: Vec<String>,
    /// Sections or tags.
    pub sections: Vec<String>,
    pub languages: Vec<TitleLanguage>,
}

impl NewsFilter {
    /// Whether it chooses all headlines.
    pub const fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.sections.is_empty() && self.languages.is_empty()
    }

    /// Whether it chooses the headline of a row.
    pub(super) fn is_match(&self, row: &Row<'_>, columns: FilterColumns) -> SqlResult<bool> {
        Ok(
            (self.sources.is_empty() || is_among(&self.sources, text_at(row, columns.source)?))
                && (self.sections.is_empty() || self.has_section(row, columns)?)
                && (self.languages.is_empty() || self.has_language(text_at(row, columns.title)?)),
        )
    }

    fn has_section(&self, row: &Row<'_>, columns: FilterColumns) -> SqlResult<bool> {
        let section = row.get_ref(columns.section)?.as_str_or_null()?;
        if section.is_some_and(|name| is_among(&self.sections, name)) {
            return Ok(true);
        }

        let tags = tags_of(row.get_ref(columns.tags)?.as_str_or_null()?);
        Ok(tags.iter().any(|tag| is_among(&self.sections, tag)))
    }

    fn has_language(&self, title: &str) -> bool {
        self.languages.contains(&TitleLanguage::of(title))
    }
}

fn is_among(names: &[String], name: &str) -> bool {
    names.iter().any(|one| one == name)
}

/// The tags of a stored list. One that cannot be read has none here; `db check` names it.
fn tags_of(stored: Option<&str>) -> Vec<String> {
    stored
        .and_then(|tags| serde_json::from_str(tags).ok())
        .unwrap_or_default()
}

/// The names by which news can be chosen, in alphabetical order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewsNames {
    pub sources: BTreeSet<String>,
    /// Sections and tags.
    pub sections: BTreeSet<String>,
}

impl Store {
    /// The sources, sections and tags of all stored headlines.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_news_names(&self) -> Result<NewsNames> {
        self.run(|connection| {
            let mut names = NewsNames::default();
            let sql = "SELECT DISTINCT source, section, tags FROM headline";
            visit_rows(connection, sql, [], |row| {
                names.sources.insert(row.get(0)?);
                let section: Option<String> = row.get(1)?;
                names.sections.extend(section);
                names
                    .sections
                    .extend(tags_of(row.get_ref(2)?.as_str_or_null()?));
                Ok(())
            })?;

            Ok(names)
        })
    }
}

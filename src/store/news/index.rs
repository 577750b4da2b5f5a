//! The full-text index over folded titles and summaries, and the lemmas it was made with.
//!
//! The index keeps no texts of its own. It merges nothing by itself (db/migrations/0002_news.sql): whoever added
//! headlines does, once, at the end.

use super::lemmas;
use super::story_words;
use crate::error::Result;
use crate::store::{Store, Wrote};
use crate::text::{Lemmas, normal_form, push_folded};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::ops::Range;

/// The words of headlines as the index has them, one after another in one text.
#[derive(Debug, Default)]
pub(super) struct FoldedWords {
    text: String,
    rows: BTreeMap<i64, FoldedRow>,
}

#[derive(Clone, Debug)]
struct FoldedRow {
    title: Range<usize>,
    summary: Option<Range<usize>>,
}

impl FoldedWords {
    /// Folds the words of a headline.
    pub(super) fn push(
        &mut self,
        lemmas: &mut Lemmas,
        id: i64,
        normal_title: &str,
        summary: Option<&str>,
    ) {
        let title = self.push_text(lemmas, normal_title);
        let summary = summary.map(|summary| {
            let normal = normal_form(summary);
            self.push_text(lemmas, &normal)
        });
        self.rows.insert(id, FoldedRow { title, summary });
    }

    fn push_text(&mut self, lemmas: &mut Lemmas, normal: &str) -> Range<usize> {
        let start = self.text.len();
        push_folded(normal, lemmas, &mut self.text);
        start..self.text.len()
    }

    /// Forgets a headline; whether it was there.
    pub(super) fn remove(&mut self, id: i64) -> bool {
        self.rows.remove(&id).is_some()
    }

    /// Puts the headlines into the index, in the order of their ids, which it wants.
    pub(super) fn insert(&self, connection: &Connection) -> rusqlite::Result<()> {
        self.execute(
            connection,
            "INSERT INTO headline_fts (rowid, title, summary) VALUES (?1, ?2, ?3)",
        )
    }

    /// Takes the headlines out of the index; the words must be those that were put in.
    pub(super) fn delete(&self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "INSERT INTO headline_fts (headline_fts, rowid, title, summary) VALUES ('delete', ?1, ?2, ?3)";
        self.execute(connection, sql)
    }

    fn execute(&self, connection: &Connection, sql: &str) -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(sql)?;
        for (id, row) in &self.rows {
            let summary = row.summary.clone().map(|summary| &self.text[summary]);
            statement.execute(params![id, &self.text[row.title.clone()], summary])?;
        }
        Ok(())
    }
}

/// Pages that one merge may write: all there are.
const WHOLE_MERGE_PAGES: i64 = 1 << 30;

impl Store {
    /// Merges the pieces of the index that the last headlines made, if they are many.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn merge_index(&mut self) -> Result<()> {
        self.write(|transaction| {
            let sql = "INSERT INTO headline_fts (headline_fts, rank) VALUES ('merge', ?1)";
            transaction.execute(sql, [WHOLE_MERGE_PAGES])?;
            Ok(((), Wrote::Something))
        })
    }

    /// Whether the index was made by another method of folding words than `method`; an empty one was not.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn is_index_by_another(&self, method: &str) -> Result<bool> {
        self.run(|connection| {
            Ok(lemmas::load_method(connection)?.is_some_and(|noted| noted != method))
        })
    }

    /// Makes the index and the lemmas anew from the stored titles, in one transaction; all stories are due then, and
    /// none is packed. How many headlines were folded.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses; the old index stays then.
    pub fn rebuild_index(&mut self, lemmas: &mut Lemmas) -> Result<usize> {
        self.write(|transaction| {
            transaction.execute_batch(
                "INSERT INTO headline_fts (headline_fts) VALUES ('delete-all');
                 DELETE FROM lemma;
                 DELETE FROM news_state WHERE name = 'lemmas';
                 INSERT INTO story_due SELECT DISTINCT date FROM headline WHERE moscow_time IS NOT NULL
                   ON CONFLICT DO NOTHING;",
            )?;
            story_words::forget_all(transaction)?;
            let mut select = transaction.prepare("SELECT id, title, summary FROM headline ORDER BY id")?;
            let mut rows = select.query([])?;
            let mut folded = 0;
            while let Some(row) = rows.next()? {
                let normal = normal_form(row.get_ref(1)?.as_str()?);
                let mut words = FoldedWords::default();
                words.push(lemmas, row.get(0)?, &normal, row.get_ref(2)?.as_str_or_null()?);
                words.insert(transaction)?;
                folded += 1;
            }
            lemmas::insert_lemmas(transaction, lemmas)?;
            lemmas::note_method(transaction, lemmas.method().name())?;
            Ok((folded, Wrote::Something))
        })
    }

    /// The stored lemmas of some forms.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn load_lemmas(&self, forms: &[String]) -> Result<Vec<(String, String)>> {
        self.run(|connection| lemmas::lemmas_of(connection, forms))
    }
}

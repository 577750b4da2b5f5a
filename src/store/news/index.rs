//! The full-text index over folded titles and summaries, and the lemmas it was made with.
//!
//! The index keeps no texts of its own. It merges nothing by itself (db/migrations/0002_news.sql): whoever added
//! headlines does, once, at the end.

use super::{
    known,
    lemmas::{self, PossibleForm},
    story_words,
};
use crate::{
    error::Result,
    store::{
        BULK_CACHE_KIB, SqlResult, Store,
        columns::{execute, text_at},
    },
    text::{FormLemmas, Lemmas, NormalText, had_other_normal_form, normal_form, push_folded},
};
use rusqlite::{Connection, params};
use std::{
    collections::BTreeMap,
    ops::{ControlFlow, Range},
};

/// Headlines whose words are folded before they are written and progress is reported.
const PART_HEADLINES: usize = 4_096;

/// Pages that one merge may write: all there are.
const WHOLE_MERGE_PAGES: i64 = 1 << 30;

/// The words of headlines as the index has them, one after another in one text.
#[derive(Debug, Default)]
pub struct FoldedWords {
    text: String,
    /// By id: the ranges of the title's words and of the summary's words.
    rows: BTreeMap<i64, (Range<usize>, Option<Range<usize>>)>,
}

impl FoldedWords {
    /// Folds the words of a headline.
    pub fn push(
        &mut self,
        lemmas: &mut Lemmas,
        id: i64,
        normal_title: &NormalText,
        summary: Option<&str>,
    ) {
        let title = self.push_text(lemmas, normal_title);
        let summary = summary.map(|summary| self.push_text(lemmas, &normal_form(summary)));
        self.rows.insert(id, (title, summary));
    }

    fn push_text(&mut self, lemmas: &mut Lemmas, normal: &NormalText) -> Range<usize> {
        let start = self.text.len();
        push_folded(normal, lemmas, &mut self.text);
        start..self.text.len()
    }

    /// Forgets a headline; whether it was there.
    pub fn remove(&mut self, id: i64) -> bool {
        self.rows.remove(&id).is_some()
    }

    /// Puts the headlines into the index, in the order of their ids, which it wants.
    pub fn insert(&self, connection: &Connection) -> SqlResult<()> {
        let sql = "INSERT INTO headline_fts (rowid, title, summary) VALUES (?1, ?2, ?3)";
        self.execute(connection, sql)
    }

    /// Takes the headlines out of the index.
    pub fn delete(&self, connection: &Connection) -> SqlResult<()> {
        // A contentless index believes the caller: other words than those put in would damage it.
        let sql = "INSERT INTO headline_fts (headline_fts, rowid, title, summary) VALUES ('delete', ?1, ?2, ?3)";
        self.execute(connection, sql)
    }

    fn execute(&self, connection: &Connection, sql: &str) -> SqlResult<()> {
        let mut statement = connection.prepare_cached(sql)?;
        for (id, (title, summary)) in &self.rows {
            let title = &self.text[title.clone()];
            let summary = summary.clone().map(|summary| &self.text[summary]);
            statement.execute(params![id, title, summary])?;
        }

        Ok(())
    }
}

impl Store {
    /// Merges the pieces of the index that the last headlines made, if they are many.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn merge_index(&mut self) -> Result<()> {
        let sql = "INSERT INTO headline_fts (headline_fts, rank) VALUES ('merge', ?1)";
        self.write(|transaction| execute(transaction, sql, [WHOLE_MERGE_PAGES]))
    }

    /// Whether the index was made by another method of folding words than `method`; an empty one was not.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn is_index_by_another(&self, method: &str) -> Result<bool> {
        self.run(|connection| lemmas::is_index_by_another(connection, method))
    }

    /// Rebuilds the index and the lemmas from the stored titles, in one transaction; all stories are then to be
    /// clustered again, and none is packed. `progress` gets the headlines that are done and all there are, and may break
    /// off. How many were folded; `None` when it was broken off, and then the old index stays.
    ///
    /// # Errors
    /// As every method of [`Store`]; the old index stays then.
    pub fn rebuild_index(
        &mut self,
        lemmas: &mut Lemmas,
        progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Option<usize>> {
        self.run(|connection| connection.pragma_update(None, "cache_size", -BULK_CACHE_KIB))?;
        self.write_if(|transaction| {
            forget_words(transaction)?;
            let folded = index_all(transaction, lemmas, progress)?;
            lemmas::save(transaction, lemmas)?;
            Ok((folded, folded.is_some()))
        })
    }

    /// The stored lemmas of some forms.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_lemmas(&self, forms: &[String]) -> Result<Vec<(String, FormLemmas)>> {
        self.run(|connection| lemmas::load(connection, forms))
    }

    /// The stored forms that may be meant as forms of some words, though they have other lemmas.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_possible_forms(&self, lemmas: &[String]) -> Result<Vec<PossibleForm>> {
        self.run(|connection| lemmas::load_possible(connection, lemmas))
    }
}

/// Empties the index, the lemmas and the packed stories; all stories are due then.
fn forget_words(connection: &Connection) -> SqlResult<()> {
    connection.execute_batch(
        "INSERT INTO headline_fts (headline_fts) VALUES ('delete-all');
         DELETE FROM lemma; DELETE FROM possible_lemma;
         DELETE FROM news_state WHERE name = 'lemmas';
         INSERT INTO story_due SELECT DISTINCT date FROM headline WHERE moscow_time IS NOT NULL
           ON CONFLICT DO NOTHING;",
    )?;
    story_words::forget_all(connection)
}

/// Folds the stored headlines a few at a time: all of their words would not fit in memory.
fn index_all(
    connection: &Connection,
    lemmas: &mut Lemmas,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> SqlResult<Option<usize>> {
    let all = connection.query_row("SELECT count(*) FROM headline", [], |row| row.get(0))?;
    let mut select =
        connection.prepare("SELECT id, title, summary, source FROM headline ORDER BY id")?;
    let mut rows = select.query([])?;
    let mut words = FoldedWords::default();
    let mut folded = 0;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let title = text_at(row, 1)?;
        let normal = normal_form(title);
        words.push(lemmas, id, &normal, row.get_ref(2)?.as_str_or_null()?);
        if had_other_normal_form(title) {
            known::claim_again(connection, id, &normal, text_at(row, 3)?)?;
        }

        folded += 1;
        if folded % PART_HEADLINES == 0 {
            std::mem::take(&mut words).insert(connection)?;
            lemmas::insert_new(connection, lemmas)?;
            if progress(folded, all).is_break() {
                return Ok(None);
            }
        }
    }

    words.insert(connection)?;
    Ok(Some(folded))
}

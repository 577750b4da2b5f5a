//! The lemmas that the full-text index was made with, each with its form, so that the dictionary need not be loaded.

use crate::{
    store::{
        SqlResult,
        columns::{execute, load_first, text_at, visit_rows},
    },
    text::Lemmas,
};
use rusqlite::{Connection, OptionalExtension, params};

/// The stored lemmas of some forms, each with its form.
pub fn load(connection: &Connection, forms: &[String]) -> SqlResult<Vec<(String, String)>> {
    let mut select = connection.prepare_cached("SELECT form, lemma FROM lemma WHERE form = ?1")?;
    forms
        .iter()
        .map(|form| select.query_row([form], |row| row.try_into()).optional())
        .filter_map(SqlResult::transpose)
        .collect()
}

/// Fills the cache with all stored lemmas.
pub fn recall_all(connection: &Connection, lemmas: &mut Lemmas) -> SqlResult<()> {
    visit_rows(connection, "SELECT form, lemma FROM lemma", [], |row| {
        lemmas.remember(text_at(row, 0)?, text_at(row, 1)?);
        Ok(())
    })
}

/// Fills the cache with the stored lemmas of a title's forms that it lacks.
pub fn recall_those_of(
    connection: &Connection,
    lemmas: &mut Lemmas,
    normal_title: &str,
) -> SqlResult<()> {
    for (form, lemma) in load(connection, &lemmas.unknown_forms(normal_title))? {
        lemmas.remember(&form, &lemma);
    }

    Ok(())
}

/// Keeps the lemmas that were looked up.
pub fn insert_new(connection: &Connection, lemmas: &mut Lemmas) -> SqlResult<()> {
    let mut new = lemmas.take_new();
    new.sort_unstable();
    let mut insert =
        connection.prepare_cached("INSERT INTO lemma VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    for (form, lemma) in &new {
        insert.execute(params![form, lemma])?;
    }

    Ok(())
}

/// Keeps the lemmas behind words of the index.
pub fn save(connection: &Connection, lemmas: &mut Lemmas) -> SqlResult<()> {
    insert_new(connection, lemmas)?;
    note_method(connection, lemmas)
}

/// Notes by which method the index is made, at its first words.
fn note_method(connection: &Connection, lemmas: &Lemmas) -> SqlResult<()> {
    let sql = "INSERT INTO news_state VALUES ('lemmas', ?1) ON CONFLICT DO NOTHING";
    execute(connection, sql, [lemmas.method().name()])
}

/// Whether the index was made by another method; one without words was not.
pub fn is_index_by_another(connection: &Connection, method: &str) -> SqlResult<bool> {
    let sql = "SELECT value <> ?1 FROM news_state WHERE name = 'lemmas'";
    let is_another = load_first(connection, sql, [method], |row| row.get(0))?;
    Ok(is_another.unwrap_or(false))
}

//! The lemmas that the full-text index was made with, each with its form, so that the dictionary need not be loaded.

use crate::text::Lemmas;
use rusqlite::{Connection, OptionalExtension, params};

/// The stored lemmas of some forms, each with its form.
pub(super) fn lemmas_of(
    connection: &Connection,
    forms: &[String],
) -> rusqlite::Result<Vec<(String, String)>> {
    let mut select = connection.prepare_cached("SELECT form, lemma FROM lemma WHERE form = ?1")?;
    let found = forms.iter().map(|form| {
        select
            .query_row([form], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
    });
    found.filter_map(rusqlite::Result::transpose).collect()
}

/// Keeps the lemmas that were looked up.
pub(super) fn insert_lemmas(connection: &Connection, lemmas: &mut Lemmas) -> rusqlite::Result<()> {
    let mut new = lemmas.take_new();
    new.sort_unstable();
    let mut insert =
        connection.prepare_cached("INSERT INTO lemma VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    for (form, lemma) in &new {
        insert.execute(params![form, lemma])?;
    }
    Ok(())
}

/// Notes by which method the index is made, at its first words.
pub(super) fn note_method(connection: &Connection, method: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO news_state VALUES ('lemmas', ?1) ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute([method])?;
    Ok(())
}

/// By which method the index was made; None before its first words.
pub(super) fn load_method(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT value FROM news_state WHERE name = 'lemmas'";
    connection.query_row(sql, [], |row| row.get(0)).optional()
}

/// Hands the lemmas all lemmas that the store has kept.
pub(super) fn remember_all_lemmas(
    connection: &Connection,
    lemmas: &mut Lemmas,
) -> rusqlite::Result<()> {
    let mut select = connection.prepare("SELECT form, lemma FROM lemma")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        lemmas.remember(row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
    }
    Ok(())
}

/// Hands the lemmas the stored lemmas of a title's forms that it does not know.
pub(super) fn remember_lemmas_of(
    connection: &Connection,
    lemmas: &mut Lemmas,
    normal_title: &str,
) -> rusqlite::Result<()> {
    for (form, lemma) in lemmas_of(connection, &lemmas.unknown_forms(normal_title))? {
        lemmas.remember(&form, &lemma);
    }
    Ok(())
}

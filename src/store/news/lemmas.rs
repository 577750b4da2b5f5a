//! The lemmas that the full-text index was made with, each with its form, so that the dictionary need not be loaded.

use crate::{
    store::{
        SqlResult,
        columns::{execute, invalid, load_all, load_first, visit_rows},
    },
    text::{FormLemmas, Lemmas, Writings},
};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// The columns of a form with its lemmas.
const COLUMNS: &str = "form, lemma.lemma, as_name, at_start, in_capitals";

/// A form that may be meant as a form of a word, though the index has it under the lemma of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PossibleForm {
    pub lemma: String,
    pub form: String,
    pub writings: Writings,
    /// The lemmas that the index has for it.
    pub lemmas: FormLemmas,
}

/// The stored lemmas of some forms, each with its form.
pub fn load(connection: &Connection, forms: &[String]) -> SqlResult<Vec<(String, FormLemmas)>> {
    let sql = format!("SELECT {COLUMNS} FROM lemma WHERE form = ?1");
    let mut select = connection.prepare_cached(&sql)?;
    forms
        .iter()
        .map(|form| select.query_row([form], read).optional())
        .filter_map(SqlResult::transpose)
        .collect()
}

fn read(row: &Row<'_>) -> SqlResult<(String, FormLemmas)> {
    Ok((
        row.get(0)?,
        FormLemmas {
            small: row.get(1)?,
            name: row.get(2)?,
            start: row.get(3)?,
            capitals: row.get(4)?,
        },
    ))
}

/// The forms that may be meant as forms of some words.
pub fn load_possible(connection: &Connection, lemmas: &[String]) -> SqlResult<Vec<PossibleForm>> {
    let sql = format!(
        "SELECT {COLUMNS}, writings FROM possible_lemma JOIN lemma USING (form) WHERE possible_lemma.lemma = ?1"
    );
    let mut found = Vec::new();
    for lemma in lemmas {
        let of_lemma: Vec<PossibleForm> = load_all(connection, &sql, [lemma], |row| {
            let (form, lemmas) = read(row)?;
            Ok(PossibleForm {
                lemma: lemma.clone(),
                form,
                writings: writings(row.get(5)?)?,
                lemmas,
            })
        })?;
        found.extend(of_lemma);
    }

    Ok(found)
}

fn writings(bits: u8) -> SqlResult<Writings> {
    match bits {
        1..=15 => Ok(Writings::from_bits(bits)),
        _ => Err(invalid(5, format!("{bits} is no way of writing"))),
    }
}

/// Fills the cache with all stored lemmas.
pub fn recall_all(connection: &Connection, lemmas: &mut Lemmas) -> SqlResult<()> {
    let sql = format!("SELECT {COLUMNS} FROM lemma");
    visit_rows(connection, &sql, [], |row| {
        let (form, of_form) = read(row)?;
        lemmas.remember(&form, &of_form);
        Ok(())
    })
}

/// Fills the cache with the stored lemmas of a title's forms that it lacks.
pub fn recall_those_of(
    connection: &Connection,
    lemmas: &mut Lemmas,
    normal_title: &str,
) -> SqlResult<()> {
    for (form, of_form) in load(connection, &lemmas.unknown_forms(normal_title))? {
        lemmas.remember(&form, &of_form);
    }

    Ok(())
}

/// Keeps the lemmas that were looked up.
pub fn insert_new(connection: &Connection, lemmas: &mut Lemmas) -> SqlResult<()> {
    let mut new = lemmas.take_new();
    new.sort_unstable();
    let mut insert = connection
        .prepare_cached("INSERT INTO lemma VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING")?;
    let mut insert_possible = connection
        .prepare_cached("INSERT INTO possible_lemma VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?;
    for new in &new {
        let FormLemmas {
            small,
            name,
            start,
            capitals,
        } = &new.lemmas;
        insert.execute(params![new.form, small, name, start, capitals])?;
        for (lemma, writings) in &new.possible {
            insert_possible.execute(params![lemma, new.form, writings.bits()])?;
        }
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

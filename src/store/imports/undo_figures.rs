//! The figures of an import that is taken back, and those that it superseded.

use crate::model::{Currency, Record, may_have_two_records};
use crate::store::SOURCE;
use crate::store::columns::record;
use jiff::civil::Date;
use rusqlite::{Connection, params};

/// A row of a date that the import changed.
struct Figure {
    record: Record,
    first_seen: String,
    answer: i64,
    superseded_at: Option<String>,
    superseded_by: Option<i64>,
}

/// What taking the figures of one currency back did.
#[derive(Default)]
pub(super) struct UndoneFigures {
    /// Figures that were removed.
    pub(super) removed: usize,
    /// Figures that are in force again.
    pub(super) restored: usize,
    /// Dates that have no figure any more.
    pub(super) lost_dates: Vec<Date>,
}

/// Takes the figures of one currency back.
pub(super) fn undo_figures(
    connection: &Connection,
    id: i64,
    currency: &Currency,
) -> rusqlite::Result<UndoneFigures> {
    let code = currency.code;
    let figures = load_touched(connection, id, code)?;
    let mut undone = UndoneFigures::default();
    for of_date in figures.chunk_by(|a, b| a.record.record_date() == b.record.record_date()) {
        let (own, others): (Vec<&Figure>, Vec<&Figure>) =
            of_date.iter().partition(|one| one.answer == id);
        for figure in &own {
            delete(connection, code, figure)?;
            undone.removed += usize::from(figure.superseded_at.is_none());
        }
        let restored = restore(connection, id, currency, &own, &others)?;
        undone.restored += restored;
        let is_left = restored > 0 || others.iter().any(|one| one.superseded_at.is_none());
        if !is_left {
            undone.lost_dates.push(of_date[0].record.record_date());
        }
    }
    Ok(undone)
}

/// Gives each figure that the import superseded the successor that it has without the import, if any; returns how many
/// are in force again.
fn restore(
    connection: &Connection,
    id: i64,
    currency: &Currency,
    own: &[&Figure],
    others: &[&Figure],
) -> rusqlite::Result<usize> {
    let mut superseded: Vec<&Figure> = others
        .iter()
        .filter(|one| one.superseded_by == Some(id))
        .copied()
        .collect();
    superseded.sort_by(|a, b| b.superseded_at.cmp(&a.superseded_at));
    let in_force: Vec<&Figure> = others
        .iter()
        .filter(|one| one.superseded_at.is_none())
        .copied()
        .collect();
    let mut restored: Vec<&Figure> = Vec::new();
    for figure in superseded {
        // The import's figure that came in its place, where another one came in the place of that.
        let follows = |one: &&Figure| {
            Some(&one.first_seen) >= figure.superseded_at.as_ref()
                && one.superseded_by != Some(figure.answer)
        };
        let later: Vec<&Figure> = own
            .iter()
            .filter(|one| one.superseded_by.is_some() && follows(one))
            .copied()
            .collect();
        let of_same_nominal = || {
            restored
                .iter()
                .find(|one| one.record.nominal() == figure.record.nominal())
        };
        let successor = match (
            counterpart(currency, figure, &later),
            counterpart(currency, figure, &in_force),
        ) {
            (Some(own), _) => own.superseded_at.clone().zip(own.superseded_by),
            (None, Some(other)) => Some((other.first_seen.clone(), other.answer)),
            (None, None) => of_same_nominal().map(|other| (other.first_seen.clone(), other.answer)),
        };
        set_superseded(connection, currency.code, figure, successor.as_ref())?;
        if successor.is_none() {
            restored.push(figure);
        }
    }
    Ok(restored.len())
}

/// The figure of the same date that takes another's place: of the same nominal, or any where a date has one record.
fn counterpart<'a>(
    currency: &Currency,
    figure: &Figure,
    among: &[&'a Figure],
) -> Option<&'a Figure> {
    let same_nominal = among
        .iter()
        .find(|one| one.record.nominal() == figure.record.nominal());
    let may_have_two = may_have_two_records(currency, figure.record.record_date());
    same_nominal
        .or_else(|| among.first().filter(|_| !may_have_two))
        .copied()
}

/// All rows of the dates on which the import has a figure or superseded one, by date.
fn load_touched(connection: &Connection, id: i64, code: &str) -> rusqlite::Result<Vec<Figure>> {
    let mut select = connection.prepare_cached(
        "SELECT record_date, nominal, value_e4, first_seen, answer, superseded_at, superseded_by FROM rate
         WHERE source = ?1 AND currency = ?2 AND record_date IN (
           SELECT record_date FROM rate
           WHERE source = ?1 AND currency = ?2 AND (answer = ?3 OR superseded_by = ?3)
         )
         ORDER BY record_date, nominal, first_seen",
    )?;
    let figures = select.query_map(params![SOURCE, code, id], |row| {
        Ok(Figure {
            record: record(row)?,
            first_seen: row.get(3)?,
            answer: row.get(4)?,
            superseded_at: row.get(5)?,
            superseded_by: row.get(6)?,
        })
    })?;
    figures.collect()
}

fn delete(connection: &Connection, code: &str, figure: &Figure) -> rusqlite::Result<()> {
    let mut delete = connection.prepare_cached(
        "DELETE FROM rate WHERE source = ?1 AND currency = ?2 AND record_date = ?3 AND nominal = ?4
           AND first_seen = ?5 AND value_e4 = ?6",
    )?;
    let date = figure.record.record_date().to_string();
    let nominal = figure.record.nominal().units();
    delete.execute(params![
        SOURCE,
        code,
        date,
        nominal,
        figure.first_seen,
        figure.record.value_e4()
    ])?;
    Ok(())
}

fn set_superseded(
    connection: &Connection,
    code: &str,
    figure: &Figure,
    successor: Option<&(String, i64)>,
) -> rusqlite::Result<()> {
    let mut update = connection.prepare_cached(
        "UPDATE rate SET superseded_at = ?7, superseded_by = ?8
         WHERE source = ?1 AND currency = ?2 AND record_date = ?3 AND nominal = ?4
           AND first_seen = ?5 AND value_e4 = ?6",
    )?;
    let date = figure.record.record_date().to_string();
    let nominal = figure.record.nominal().units();
    let (at, by) = (successor.map(|(at, _)| at), successor.map(|(_, by)| by));
    let value_e4 = figure.record.value_e4();
    update.execute(params![
        SOURCE,
        code,
        date,
        nominal,
        figure.first_seen,
        value_e4,
        at,
        by
    ])?;
    Ok(())
}

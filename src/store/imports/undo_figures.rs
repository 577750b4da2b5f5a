//! The figures of an import that is taken back, and those that it superseded.

use crate::{
    model::{Currency, Record, may_have_two_records},
    store::{
        SOURCE, SqlResult,
        columns::{execute, figures, load_all, record},
    },
};
use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

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
pub struct UndoneFigures {
    /// Figures that were removed.
    pub removed: usize,
    /// Figures that are in force again.
    pub restored: usize,
    /// Dates that have no figure any more.
    pub lost_dates: Vec<Date>,
}

/// Takes the figures of one currency back.
pub fn undo_figures(
    connection: &Connection,
    id: i64,
    currency: &Currency,
) -> SqlResult<UndoneFigures> {
    let figures = load_touched(connection, id, currency.code)?;
    let mut undone = UndoneFigures::default();
    for of_date in figures.chunk_by(|a, b| a.record.record_date() == b.record.record_date()) {
        let (own, others): (Vec<&Figure>, Vec<&Figure>) =
            of_date.iter().partition(|one| one.answer == id);
        for figure in &own {
            delete(connection, currency.code, figure)?;
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
) -> SqlResult<usize> {
    let mut superseded = select(others, |one| one.superseded_by == Some(id));
    superseded.sort_by(|a, b| b.superseded_at.cmp(&a.superseded_at));
    let in_force = select(others, |one| one.superseded_at.is_none());

    let mut restored = Vec::new();
    for figure in superseded {
        // The import's figure that came in its place may itself have been replaced since.
        let replacements = select(own, |one| {
            one.superseded_by.is_some()
                && Some(&one.first_seen) >= figure.superseded_at.as_ref()
                && one.superseded_by != Some(figure.answer)
        });
        let successor = match counterpart(currency, figure, &replacements) {
            Some(own) => own.superseded_at.clone().zip(own.superseded_by),
            None => counterpart(currency, figure, &in_force)
                .or_else(|| of_same_nominal(figure, &restored))
                .map(|other| (other.first_seen.clone(), other.answer)),
        };

        let is_in_force = successor.is_none();
        set_superseded(connection, currency.code, figure, successor)?;
        if is_in_force {
            restored.push(figure);
        }
    }

    Ok(restored.len())
}

fn select<'a>(figures: &[&'a Figure], is_wanted: impl Fn(&Figure) -> bool) -> Vec<&'a Figure> {
    let wanted = figures.iter().filter(|figure| is_wanted(figure));
    wanted.copied().collect()
}

/// The figure of the same date that takes another's place: of the same nominal, or any where a date has one record.
fn counterpart<'a>(
    currency: &Currency,
    figure: &Figure,
    among: &[&'a Figure],
) -> Option<&'a Figure> {
    let may_have_two = may_have_two_records(currency, figure.record.record_date());
    of_same_nominal(figure, among).or_else(|| among.first().copied().filter(|_| !may_have_two))
}

fn of_same_nominal<'a>(figure: &Figure, among: &[&'a Figure]) -> Option<&'a Figure> {
    let nominal = figure.record.nominal();
    among
        .iter()
        .copied()
        .find(|one| one.record.nominal() == nominal)
}

/// All rows of the dates on which the import has a figure or superseded one, by date.
fn load_touched(connection: &Connection, id: i64, code: &str) -> SqlResult<Vec<Figure>> {
    load_all(
        connection,
        "SELECT record_date, nominal, value_e4, first_seen, answer, superseded_at, superseded_by FROM rate
         WHERE source = ?1 AND currency = ?2 AND record_date IN (
           SELECT record_date FROM rate
           WHERE source = ?1 AND currency = ?2 AND (answer = ?3 OR superseded_by = ?3)
         )
         ORDER BY record_date, nominal, first_seen",
        params![SOURCE, code, id],
        read_figure,
    )
}

fn read_figure(row: &Row<'_>) -> SqlResult<Figure> {
    Ok(Figure {
        record: record(row)?,
        first_seen: row.get(3)?,
        answer: row.get(4)?,
        superseded_at: row.get(5)?,
        superseded_by: row.get(6)?,
    })
}

fn delete(connection: &Connection, code: &str, figure: &Figure) -> SqlResult<()> {
    let (date, nominal, value_e4) = figures(&figure.record);
    execute(
        connection,
        "DELETE FROM rate WHERE source = ?1 AND currency = ?2 AND record_date = ?3 AND nominal = ?4
           AND first_seen = ?5 AND value_e4 = ?6",
        params![SOURCE, code, date, nominal, figure.first_seen, value_e4],
    )
}

/// Writes when a figure was superseded and by which answer; by none puts it in force.
fn set_superseded(
    connection: &Connection,
    code: &str,
    figure: &Figure,
    successor: Option<(String, i64)>,
) -> SqlResult<()> {
    let (date, nominal, value_e4) = figures(&figure.record);
    let first_seen = &figure.first_seen;
    let (at, by) = successor.unzip();
    execute(
        connection,
        "UPDATE rate SET superseded_at = ?7, superseded_by = ?8
         WHERE source = ?1 AND currency = ?2 AND record_date = ?3 AND nominal = ?4
           AND first_seen = ?5 AND value_e4 = ?6",
        params![SOURCE, code, date, nominal, first_seen, value_e4, at, by],
    )
}

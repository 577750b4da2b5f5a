//! Takes an import back: its figures, the ones they superseded, and the days that only it covers.
//!
//! If a later import built on it, the undo is refused and that import is named, because the two can no longer be
//! separated. A later fetch does not prevent it: figures and days that the source confirmed no longer belong to the
//! import. Stores from before schema 4 did not record the days, which are then derived from the figures.

use super::undo_figures::undo_figures;
use crate::{
    error::Result,
    model::{CATALOGUE, Span, Spans},
    store::{
        SOURCE, SqlResult, Store,
        columns::{ends, execute, load_all, load_first, optional, parsed, text_at},
        rates::{
            coverage::{load_import_coverage, write_coverage},
            series::load_coverage,
        },
    },
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{Connection, params};

/// An import as the store knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredImport {
    /// Its number.
    pub id: i64,
    /// The file, as it was typed.
    pub file: String,
    /// When it was imported first.
    pub at: Timestamp,
    /// Rows of the file.
    pub rows: i64,
    /// Its figures that are in force.
    pub figures: i64,
    /// Figures that it replaced.
    pub replaced: i64,
    /// Days that only it covers; `None` when an older version did not record them.
    pub days: Option<i64>,
}

/// What taking an import back did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// The file, as it was typed.
    pub file: String,
    /// Figures that were removed.
    pub removed: usize,
    /// Figures that are in force again.
    pub restored: usize,
    /// Days that are no longer covered.
    pub days_uncovered: i64,
    /// Whether the days were found from the figures, because an older version did not record them.
    pub days_were_guessed: bool,
}

/// Why an import was not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoRefused {
    /// There is no import of this number.
    NoSuchImport,
    /// Later imports have figures on days that only this one covers.
    RestsOnIt(Vec<DependentImport>),
}

/// An import that depends on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DependentImport {
    /// Its number.
    pub id: i64,
    /// Its file.
    pub file: String,
    /// One of its figures: the currency's code.
    pub code: &'static str,
    /// And the date.
    pub date: Date,
}

impl Store {
    /// The imports of which anything is left, the earliest first.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_imports(&self) -> Result<Vec<StoredImport>> {
        let sql = "SELECT id, url, fetched_at, figures,
               (SELECT count(*) FROM rate WHERE rate.answer = answer.id AND superseded_at IS NULL),
               (SELECT count(*) FROM rate WHERE superseded_by = answer.id),
               EXISTS (SELECT 1 FROM import WHERE import.answer = answer.id)
             FROM answer WHERE kind = 'import' ORDER BY id";
        self.run(|connection| {
            load_all(connection, sql, [], |row| {
                let id = row.get(0)?;
                // Older versions did not record the days.
                let days = if row.get(6)? {
                    Some(count_claimed_days(connection, id)?)
                } else {
                    None
                };
                Ok(StoredImport {
                    id,
                    file: file_of(text_at(row, 1)?),
                    at: parsed(row, 2)?,
                    rows: row.get(3)?,
                    figures: row.get(4)?,
                    replaced: row.get(5)?,
                    days,
                })
            })
        })
    }

    /// Takes an import back, in one transaction.
    ///
    /// # Errors
    /// As every method of [`Store`]; nothing is changed then, nor when it is refused.
    pub fn undo_import(&mut self, id: i64) -> Result<std::result::Result<Undone, UndoRefused>> {
        self.write_if(|transaction| {
            let undone = undo(transaction, id)?;
            let is_undone = undone.is_ok();
            Ok((undone, is_undone))
        })
    }
}

/// The name of the file in its address.
fn file_of(url: &str) -> String {
    url.strip_prefix("file:").unwrap_or(url).to_owned()
}

fn undo(connection: &Connection, id: i64) -> SqlResult<std::result::Result<Undone, UndoRefused>> {
    let Some((file, is_recorded)) = load_file(connection, id)? else {
        return Ok(Err(UndoRefused::NoSuchImport));
    };
    let mut undone = Undone {
        file,
        days_were_guessed: !is_recorded,
        ..Undone::default()
    };

    let mut dependents = Vec::new();
    for currency in &CATALOGUE {
        let code = currency.code;
        let figures = undo_figures(connection, id, currency)?;
        undone.removed += figures.removed;
        undone.restored += figures.restored;

        let coverage = load_coverage(connection, code)?;
        let mut lost_spans = claimed_days(connection, id, code)?;
        if !is_recorded {
            lost_spans.extend(guess_days(
                connection,
                code,
                &coverage,
                &figures.lost_dates,
            )?);
        }
        let lost: Spans = lost_spans.into_iter().collect();
        if lost.is_empty() {
            continue;
        }
        dependents.extend(dependents_on(connection, code, &lost)?);
        let left = coverage.minus(&lost);
        undone.days_uncovered += coverage.days() - left.days();
        write_coverage(connection, code, &left)?;
    }

    if !dependents.is_empty() {
        dependents.sort_by_key(|one| one.id);
        dependents.dedup_by_key(|one| one.id);
        return Ok(Err(UndoRefused::RestsOnIt(dependents)));
    }
    delete_answer(connection, id)?;

    Ok(Ok(undone))
}

fn delete_answer(connection: &Connection, id: i64) -> SqlResult<()> {
    [
        "DELETE FROM import_coverage WHERE answer = ?1",
        "DELETE FROM import WHERE answer = ?1",
        "DELETE FROM answer WHERE id = ?1",
    ]
    .iter()
    .try_for_each(|sql| execute(connection, sql, [id]))
}

/// The file of an import, and whether its effects are recorded.
fn load_file(connection: &Connection, id: i64) -> SqlResult<Option<(String, bool)>> {
    load_first(
        connection,
        "SELECT url, EXISTS (SELECT 1 FROM import WHERE import.answer = answer.id)
         FROM answer WHERE id = ?1 AND kind = 'import'",
        [id],
        |row| Ok((file_of(text_at(row, 0)?), row.get(1)?)),
    )
}

fn count_claimed_days(connection: &Connection, id: i64) -> SqlResult<i64> {
    let mut days = 0;
    for currency in &CATALOGUE {
        days += claimed_days(connection, id, currency.code)?
            .into_iter()
            .map(Span::days)
            .sum::<i64>();
    }

    Ok(days)
}

/// The days of a currency that only this import covers.
fn claimed_days(connection: &Connection, id: i64, code: &str) -> SqlResult<Vec<Span>> {
    Ok(load_import_coverage(connection, code)?
        .into_iter()
        .filter_map(|(span, answer)| (answer == id).then_some(span))
        .collect())
}

/// Derives the days that an import of an older version covered from its figures: from each one that is gone to the day
/// before the next record, and all of a span in which no other figure is left.
fn guess_days(
    connection: &Connection,
    code: &str,
    coverage: &Spans,
    lost_dates: &[Date],
) -> SqlResult<Vec<Span>> {
    // Days of the archive are never among them: on these it is known that there is no record.
    let outside_archive = coverage.minus(&archived_days(connection, code)?);
    let mut guessed = Vec::new();
    for lost in lost_dates {
        let Some(span) = outside_archive.containing(*lost) else {
            continue;
        };
        let first = first_record_from(connection, code, span.from())?;
        if first.is_none_or(|first| first > span.to()) {
            guessed.push(span);
            continue;
        }

        let next = first_record_from(connection, code, *lost)?;
        let until = next
            .and_then(|next| next.yesterday().ok())
            .unwrap_or(span.to());
        guessed.extend(Span::new(*lost, until.min(span.to())));
    }

    Ok(guessed)
}

fn first_record_from(connection: &Connection, code: &str, from: Date) -> SqlResult<Option<Date>> {
    let mut select = connection.prepare_cached(
        "SELECT min(record_date) FROM rate
         WHERE source = ?1 AND currency = ?2 AND record_date >= ?3 AND superseded_at IS NULL",
    )?;
    select.query_row(params![SOURCE, code, from.to_string()], |row| {
        optional(row, 0)
    })
}

/// The days that the archive covers in this store.
fn archived_days(connection: &Connection, code: &str) -> SqlResult<Spans> {
    let prefix = format!("archive:{code}_");
    let sql = "SELECT url FROM answer WHERE source = ?1 AND kind = 'archive'";
    let spans: Vec<_> = load_all(connection, sql, [SOURCE], |row| {
        let url = text_at(row, 0)?;
        // `2024-01-10_2024-05-21` of a stretch's address.
        let days = url.strip_prefix(&prefix);
        Ok(days.and_then(|days| Span::parse(days, "_")))
    })?;

    Ok(spans.into_iter().flatten().collect())
}

/// Figures on days that would no longer be covered, one for each answer.
fn dependents_on(
    connection: &Connection,
    code: &'static str,
    lost: &Spans,
) -> SqlResult<Vec<DependentImport>> {
    let mut found = Vec::new();
    for span in lost.as_slice() {
        let [from, to] = ends(*span);
        let within: Vec<DependentImport> = load_all(
            connection,
            "SELECT min(record_date), answer.id, answer.url FROM rate JOIN answer ON answer.id = rate.answer
             WHERE rate.source = ?1 AND currency = ?2 AND record_date BETWEEN ?3 AND ?4 AND superseded_at IS NULL
             GROUP BY answer.id",
            params![SOURCE, code, from, to],
            |row| {
                Ok(DependentImport {
                    id: row.get(1)?,
                    file: file_of(text_at(row, 2)?),
                    code,
                    date: parsed(row, 0)?,
                })
            },
        )?;
        found.extend(within);
    }

    Ok(found)
}

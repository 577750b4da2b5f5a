//! Takes an import back: its figures, the ones they superseded, and the days that only it covers.
//!
//! If a later import built on it, the undo is refused and that import is named, because the two can no longer be
//! separated. A later fetch does not prevent it: figures and days that the source confirmed no longer belong to the
//! import. Stores from before schema 4 did not record the days, which are then derived from the figures.

use super::undo_figures::undo_figures;
use crate::error::Result;
use crate::model::{CATALOGUE, Span, Spans};
use crate::store::columns::{date, invalid, optional_date};
use crate::store::rates::coverage::{load_import_coverage, write_coverage};
use crate::store::rates::series::load_coverage;
use crate::store::{SOURCE, Store, Wrote};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, params};

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
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn load_imports(&self) -> Result<Vec<StoredImport>> {
        self.run(|connection| {
            let mut select = connection.prepare(
                "SELECT id, url, fetched_at, figures,
                   (SELECT count(*) FROM rate WHERE rate.answer = answer.id AND superseded_at IS NULL),
                   (SELECT count(*) FROM rate WHERE superseded_by = answer.id),
                   EXISTS (SELECT 1 FROM import WHERE import.answer = answer.id)
                 FROM answer WHERE kind = 'import' ORDER BY id",
            )?;
            let mut imports: Vec<(StoredImport, bool)> =
                select.query_map([], stored_import)?.collect::<rusqlite::Result<_>>()?;
            for (import, is_recorded) in &mut imports {
                let spans = claimed_days(connection, import.id)?;
                let days = spans.iter().map(|(_, days)| days.days()).sum();
                import.days = is_recorded.then_some(days);
            }
            Ok(imports.into_iter().map(|(import, _)| import).collect())
        })
    }

    /// Takes an import back, in one transaction.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses; nothing is changed then, nor when it is refused.
    pub fn undo_import(&mut self, id: i64) -> Result<std::result::Result<Undone, UndoRefused>> {
        self.write(|transaction| {
            let undone = undo(transaction, id)?;
            let wrote = if undone.is_ok() {
                Wrote::Something
            } else {
                Wrote::Nothing
            };
            Ok((undone, wrote))
        })
    }
}

fn stored_import(row: &Row<'_>) -> rusqlite::Result<(StoredImport, bool)> {
    let at = row.get_ref(2)?.as_str()?.parse();
    let import = StoredImport {
        id: row.get(0)?,
        file: file_of(row.get_ref(1)?.as_str()?),
        at: at.map_err(|error: jiff::Error| invalid(2, error))?,
        rows: row.get(3)?,
        figures: row.get(4)?,
        replaced: row.get(5)?,
        days: None,
    };
    Ok((import, row.get(6)?))
}

/// The name of the file in its address.
fn file_of(url: &str) -> String {
    url.strip_prefix("file:").unwrap_or(url).to_owned()
}

fn undo(
    connection: &Connection,
    id: i64,
) -> rusqlite::Result<std::result::Result<Undone, UndoRefused>> {
    let find = "SELECT url, EXISTS (SELECT 1 FROM import WHERE import.answer = answer.id)
                FROM answer WHERE id = ?1 AND kind = 'import'";
    let found = connection
        .query_row(find, [id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((url, is_recorded)): Option<(String, bool)> = found else {
        return Ok(Err(UndoRefused::NoSuchImport));
    };
    let mut undone = Undone {
        file: file_of(&url),
        days_were_guessed: !is_recorded,
        ..Undone::default()
    };
    let mut dependents = Vec::new();
    for currency in CATALOGUE {
        let figures = undo_figures(connection, id, currency)?;
        undone.removed += figures.removed;
        undone.restored += figures.restored;
        let coverage = load_coverage(connection, currency.code)?;
        let mut lost = claimed_days_of(connection, id, currency.code)?;
        if !is_recorded {
            let guessed = guess_days(connection, currency.code, &coverage, &figures.lost_dates)?;
            guessed
                .as_slice()
                .iter()
                .for_each(|span| lost.insert(*span));
        }
        if lost.is_empty() {
            continue;
        }
        dependents.extend(dependents_on(connection, currency.code, &lost)?);
        let left = coverage.minus(&lost);
        undone.days_uncovered += coverage.days() - left.days();
        write_coverage(connection, currency.code, &left)?;
    }
    if !dependents.is_empty() {
        dependents.sort_by_key(|one| one.id);
        dependents.dedup_by_key(|one| one.id);
        return Ok(Err(UndoRefused::RestsOnIt(dependents)));
    }
    for sql in [
        "DELETE FROM import_coverage WHERE answer = ?1",
        "DELETE FROM import WHERE answer = ?1",
        "DELETE FROM answer WHERE id = ?1",
    ] {
        connection.execute(sql, [id])?;
    }
    Ok(Ok(undone))
}

/// The days that only this import covers, by currency.
fn claimed_days(connection: &Connection, id: i64) -> rusqlite::Result<Vec<(&'static str, Spans)>> {
    CATALOGUE
        .iter()
        .map(|currency| {
            Ok((
                currency.code,
                claimed_days_of(connection, id, currency.code)?,
            ))
        })
        .collect()
}

fn claimed_days_of(connection: &Connection, id: i64, code: &str) -> rusqlite::Result<Spans> {
    let all = load_import_coverage(connection, code)?;
    Ok(all
        .into_iter()
        .filter(|(_, answer)| *answer == id)
        .map(|(span, _)| span)
        .collect())
}

/// Derives the days that an import of an older version covered from its figures: from each one that is gone to the day
/// before the next record, and all of a span in which no other figure is left. The archive's days are never among
/// them: on these it is known that there is no record.
fn guess_days(
    connection: &Connection,
    code: &str,
    coverage: &Spans,
    lost_dates: &[Date],
) -> rusqlite::Result<Spans> {
    let outside_archive = coverage.minus(&archived_days(connection, code)?);
    let mut next_record = connection.prepare_cached(
        "SELECT min(record_date) FROM rate
         WHERE source = ?1 AND currency = ?2 AND record_date >= ?3 AND superseded_at IS NULL",
    )?;
    let mut record_from = |from: Date| {
        next_record.query_row(params![SOURCE, code, from.to_string()], |row| {
            optional_date(row, 0)
        })
    };
    let mut guessed = Spans::new();
    for lost in lost_dates {
        let Some(span) = outside_archive.containing(*lost) else {
            continue;
        };
        if record_from(span.from())?.is_none_or(|first| first > span.to()) {
            guessed.insert(span);
            continue;
        }
        let until = record_from(*lost)?
            .and_then(|next| next.yesterday().ok())
            .unwrap_or(span.to());
        if let Some(days) = Span::new(*lost, until.min(span.to())) {
            guessed.insert(days);
        }
    }
    Ok(guessed)
}

/// The days that the archive covers in this store.
fn archived_days(connection: &Connection, code: &str) -> rusqlite::Result<Spans> {
    let mut select = connection
        .prepare_cached("SELECT url FROM answer WHERE source = ?1 AND kind = 'archive'")?;
    let urls = select.query_map([SOURCE], |row| row.get::<_, String>(0))?;
    let prefix = format!("archive:{code}_");
    let span_of = |url: &str| {
        let (from, to) = url.strip_prefix(&prefix)?.split_once('_')?;
        Span::new(from.parse().ok()?, to.parse().ok()?)
    };
    let urls: Vec<String> = urls.collect::<rusqlite::Result<_>>()?;
    Ok(urls.iter().filter_map(|url| span_of(url)).collect())
}

/// Figures on days that would no longer be covered, one for each answer.
fn dependents_on(
    connection: &Connection,
    code: &'static str,
    lost: &Spans,
) -> rusqlite::Result<Vec<DependentImport>> {
    let mut select = connection.prepare_cached(
        "SELECT min(record_date), answer.id, answer.url FROM rate JOIN answer ON answer.id = rate.answer
         WHERE rate.source = ?1 AND currency = ?2 AND record_date BETWEEN ?3 AND ?4 AND superseded_at IS NULL
         GROUP BY answer.id",
    )?;
    let mut found = Vec::new();
    for span in lost.as_slice() {
        let from = span.from().to_string();
        let to = span.to().to_string();
        let mut rows = select.query(params![SOURCE, code, from, to])?;
        while let Some(row) = rows.next()? {
            let id = row.get(1)?;
            let file = file_of(row.get_ref(2)?.as_str()?);
            found.push(DependentImport {
                id,
                file,
                code,
                date: date(row, 0)?,
            });
        }
    }
    Ok(found)
}

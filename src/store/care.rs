//! Care of the file: is it sound, and a copy of it while others use it.

use super::answer::sha256_hex;
use super::proof::gunzip;
use super::{Store, store_error, story_words};
use crate::error::{Error, Result};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// Pages copied between two looks at whether a writer waits.
const PAGES_PER_STEP: i32 = 4096;

impl Store {
    /// Looks for faults: SQLite's own checks (of the full-text index too), spans of coverage that overlap or
    /// touch, figures no answer accounts for, answers whose bytes no longer have their hash, headlines that
    /// their date, their words, their url or their story does not lead to, and packed stories that cannot be read. One line for each; none when sound.
    ///
    /// # Errors
    /// [`Error::Store`] when SQLite refuses to read at all.
    pub fn check(&self) -> Result<Vec<String>> {
        self.run(|connection| {
            let mut faults = texts(connection, "PRAGMA integrity_check")?;
            faults.retain(|line| line != "ok");
            for (what, sql) in RULES {
                faults.extend(texts(connection, sql)?.into_iter().map(|row| format!("{what}: {row}")));
            }
            faults.extend(damaged_answers(connection)?);
            faults.extend(story_words::damaged_days(connection)?);
            Ok(faults)
        })
    }

    /// Copies the store into a new file, consistent even while others write; the file appears whole or not at
    /// all.
    ///
    /// # Errors
    /// [`Error::File`] when the target exists or cannot be written, [`Error::Store`] when SQLite refuses.
    pub fn backup(&self, target: &Path) -> Result<()> {
        let refused = |cause: String| Error::File { path: target.to_owned(), cause };
        if target.exists() {
            return Err(refused("the file exists; a backup overwrites nothing".to_owned()));
        }
        let mut partial = target.as_os_str().to_owned();
        partial.push(".partial");
        let partial = Path::new(&partial);
        let copied = self
            .copy_into(partial)
            .and_then(|()| std::fs::rename(partial, target).map_err(|error| refused(error.to_string())));
        if copied.is_err() {
            let _ = std::fs::remove_file(partial);
        }
        copied
    }

    fn copy_into(&self, partial: &Path) -> Result<()> {
        let failed = |error: rusqlite::Error| store_error(partial, &error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut copy = Connection::open_with_flags(partial, flags).map_err(failed)?;
        Backup::new(&self.connection, &mut copy)
            .and_then(|backup| backup.run_to_completion(PAGES_PER_STEP, Duration::from_millis(5), None))
            .map_err(failed)
    }
}

/// What must not be, each as a query that names the offenders.
const RULES: &[(&str, &str)] = &[
    (
        "row without its parent",
        "SELECT \"table\" || ' ' || coalesce(rowid, '') FROM pragma_foreign_key_check",
    ),
    (
        "spans of coverage overlap or touch",
        "SELECT a.currency || ' ' || a.from_date || ' and ' || b.from_date FROM coverage AS a
         JOIN coverage AS b ON b.source = a.source AND b.currency = a.currency AND b.from_date > a.from_date
         WHERE b.from_date <= date(a.to_date, '+1 day')",
    ),
    (
        "not a date",
        "SELECT currency || ' ' || record_date FROM rate WHERE record_date IS NOT date(record_date)
         UNION ALL
         SELECT currency || ' ' || from_date || '..' || to_date FROM coverage
         WHERE from_date IS NOT date(from_date) OR to_date IS NOT date(to_date)",
    ),
    (
        "two current figures of one nominal on one date",
        "SELECT currency || ' ' || record_date FROM rate WHERE superseded_at IS NULL
         GROUP BY source, currency, record_date, nominal HAVING count(*) > 1",
    ),
    (
        "a figure whose answer is of another source",
        "SELECT currency || ' ' || record_date FROM rate JOIN answer ON answer.id = rate.answer
         WHERE answer.source <> rate.source",
    ),
    (
        "a headline whose id is not of its date",
        "SELECT id || '' FROM headline WHERE id >> 24 <> iif(
           moscow_time IS NULL, 0, unixepoch(date) / 86400 - (unixepoch(date) <= 0))",
    ),
    (
        "a headline that is not in the full-text index, or an entry of none",
        "SELECT id || '' FROM headline WHERE id NOT IN (SELECT id FROM headline_fts_docsize)
         UNION ALL SELECT id || '' FROM headline_fts_docsize WHERE id NOT IN (SELECT id FROM headline)",
    ),
    (
        "a headline that its title or its url does not find",
        "SELECT id || '' FROM headline WHERE id NOT IN (SELECT headline FROM headline_by_title)
         UNION SELECT id || '' FROM headline
         WHERE url IS NOT NULL AND id NOT IN (SELECT headline FROM headline_by_url)
         UNION SELECT headline || '' FROM headline_by_title WHERE headline NOT IN (SELECT id FROM headline)
         UNION SELECT headline || '' FROM headline_by_url WHERE headline NOT IN (SELECT id FROM headline)",
    ),
    (
        "a headline in the story of one that opens none, or of later news",
        "SELECT member.headline || '' FROM story_member AS member WHERE member.story >= member.headline + (1 << 24)
           OR member.story = member.headline OR member.story IN (SELECT headline FROM story_member)",
    ),
    (
        "words of stories of a day without headlines",
        "SELECT date FROM story_words WHERE date NOT IN (SELECT date FROM headline WHERE moscow_time IS NOT NULL)",
    ),
];

fn texts(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

fn damaged_answers(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut statement = connection.prepare("SELECT id, sha256, body FROM answer WHERE body IS NOT NULL")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, sha256): (i64, String) = (row.get(0)?, row.get(1)?);
        let body = gunzip(row.get_ref(2)?.as_blob()?);
        if !body.is_ok_and(|body| sha256_hex(&body) == sha256) {
            faults.push(format!("answer {id}: its bytes do not have their hash"));
        }
    }
    Ok(faults)
}

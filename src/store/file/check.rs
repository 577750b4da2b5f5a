//! The checks of a store that need nothing but SQL; figures are compared with their answers elsewhere.

use super::check_news;
use crate::{
    error::{Bilingual, Error, Result},
    store::{
        SqlResult, Store,
        bad_row::{malformed, name_row, store_error, words_of},
        bytes::unpack,
        columns::{load_all, optional, visit_rows},
        news::story_words,
    },
};
use jiff::Timestamp;
use rusqlite::{Connection, Row};

/// A rule that a sound store keeps.
struct Rule {
    /// What the offenders are.
    en: &'static str,
    ru: &'static str,
    /// Names them, a text each.
    sql: &'static str,
}

impl Rule {
    fn broken_by(&self, row: &str) -> Bilingual {
        Bilingual::new(format!("{}: {row}", self.en), format!("{}: {row}", self.ru))
    }
}

impl Store {
    /// Looks for faults: SQLite's own checks (of the full-text index too), spans of coverage that overlap or
    /// touch, figures no answer accounts for, answers that no longer match their hash, values that no command
    /// could read, headlines that their date, their words, their url or their story does not lead to, and packed
    /// stories that cannot be read. One line for each; no lines for a sound store.
    ///
    /// # Errors
    /// [`Error::Store`] when SQLite refuses to read at all.
    pub fn check(&self) -> Result<Vec<Bilingual>> {
        let integrity = self.run(|connection| texts(connection, "PRAGMA integrity_check"))?;
        let mut faults: Vec<Bilingual> = integrity
            .into_iter()
            .filter(|line| line != "ok")
            .map(|line| Bilingual::new(line.clone(), line))
            .collect();

        let connection = &self.connection;
        let rules = RULES.iter().map(|rule| offenders(connection, rule));
        let moments = MOMENTS
            .iter()
            .map(|(table, sql)| unreadable_moments(connection, table, sql));
        let further = [
            damaged_answers,
            check_news::unreadable_rows,
            story_words::damaged_days,
        ];
        let all = rules
            .chain(moments)
            .chain(further.iter().map(|check| check(connection)));

        for found in all {
            let found = found.unwrap_or_else(|error| match store_error(&self.path, &error) {
                Error::Damaged { faults, .. } => faults,
                _ => vec![malformed(&error)],
            });
            // A damaged page may stop several rules; it is reported once.
            for fault in found {
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
            }
        }

        Ok(faults)
    }
}

/// What must not be, each as a query that names the offenders.
const RULES: &[Rule] = &[
    Rule {
        en: "row without its parent",
        ru: "строка, на чьё основание нет строки",
        sql: "SELECT \"table\" || ' ' || rowid || ', ' || parent FROM pragma_foreign_key_check WHERE rowid IS NOT NULL",
    },
    // Tables without a rowid have rows that the pragma cannot name.
    Rule {
        en: "rate, column currency or source: nothing has that key",
        ru: "rate, столбец currency или source: такого ключа нет",
        sql: "SELECT currency || ' ' || record_date FROM rate
              WHERE currency NOT IN (SELECT code FROM currency) OR source NOT IN (SELECT code FROM source)",
    },
    Rule {
        en: "coverage, column currency or source: nothing has that key",
        ru: "coverage, столбец currency или source: такого ключа нет",
        sql: "SELECT currency || ' ' || from_date || '..' || to_date FROM coverage
              WHERE currency NOT IN (SELECT code FROM currency) OR source NOT IN (SELECT code FROM source)",
    },
    Rule {
        en: "coverage: spans that overlap or touch",
        ru: "coverage: промежутки пересекаются или соприкасаются",
        sql: "SELECT a.currency || ' ' || a.from_date || ' and ' || b.from_date FROM coverage AS a
              JOIN coverage AS b ON b.source = a.source AND b.currency = a.currency AND b.from_date > a.from_date
              WHERE b.from_date <= date(a.to_date, '+1 day')",
    },
    Rule {
        en: "rate, column record_date: not a date",
        ru: "rate, столбец record_date: не дата",
        sql: "SELECT currency || ' ' || record_date FROM rate WHERE record_date IS NOT date(record_date)",
    },
    Rule {
        en: "coverage, columns from_date and to_date: not dates",
        ru: "coverage, столбцы from_date и to_date: не даты",
        sql: "SELECT currency || ' ' || from_date || '..' || to_date FROM coverage
              WHERE from_date IS NOT date(from_date) OR to_date IS NOT date(to_date)",
    },
    Rule {
        en: "rate: two current figures of one nominal on one date",
        ru: "rate: два действующих курса одного номинала на одну дату",
        sql: "SELECT currency || ' ' || record_date FROM rate WHERE superseded_at IS NULL
              GROUP BY source, currency, record_date, nominal HAVING count(*) > 1",
    },
    Rule {
        en: "rate, column answer: an answer of another source",
        ru: "rate, столбец answer: ответ другого источника",
        sql: "SELECT currency || ' ' || record_date FROM rate JOIN answer ON answer.id = rate.answer
              WHERE answer.source <> rate.source",
    },
    Rule {
        en: "answer, column body: an answer fetched without its bytes",
        ru: "answer, столбец body: полученный ответ без его байтов",
        sql: "SELECT id || '' FROM answer WHERE kind = 'fetch' AND body IS NULL",
    },
    Rule {
        en: "story_due, column date: not a date",
        ru: "story_due, столбец date: не дата",
        sql: "SELECT date FROM story_due WHERE date IS NOT date(date)",
    },
    Rule {
        en: "story_words, column date: not a date",
        ru: "story_words, столбец date: не дата",
        sql: "SELECT date FROM story_words WHERE date IS NOT date(date)",
    },
    Rule {
        en: "cutoff: no clock at all",
        ru: "cutoff: нет ни одного часа",
        sql: "SELECT 'the table is empty' WHERE NOT EXISTS (SELECT 1 FROM cutoff)",
    },
    Rule {
        en: "headline, column id: not one of its date",
        ru: "headline, столбец id: не от её даты",
        sql: "SELECT id || '' FROM headline WHERE id >> 24 <> iif(
                moscow_time IS NULL, 0, unixepoch(date) / 86400 - (unixepoch(date) <= 0))",
    },
    Rule {
        en: "headline_fts: a headline that is not in the full-text index, or an entry of none",
        ru: "headline_fts: заголовка нет в полнотекстовом указателе, или запись указателя без заголовка",
        sql: "SELECT id || '' FROM headline WHERE id NOT IN (SELECT id FROM headline_fts_docsize)
              UNION ALL SELECT id || '' FROM headline_fts_docsize WHERE id NOT IN (SELECT id FROM headline)",
    },
    Rule {
        en: "headline_by_title, headline_by_url: a headline that its title or its url does not find",
        ru: "headline_by_title, headline_by_url: заголовок не находится по названию или адресу",
        sql: "SELECT id || '' FROM headline WHERE id NOT IN (SELECT headline FROM headline_by_title)
              UNION SELECT id || '' FROM headline
              WHERE url IS NOT NULL AND id NOT IN (SELECT headline FROM headline_by_url)
              UNION SELECT headline || '' FROM headline_by_title WHERE headline NOT IN (SELECT id FROM headline)
              UNION SELECT headline || '' FROM headline_by_url WHERE headline NOT IN (SELECT id FROM headline)",
    },
    Rule {
        en: "story_member: a headline in the story of one that opens none, or of later news",
        ru: "story_member: заголовок в сюжете, который им не открыт или открыт позже",
        sql: "SELECT member.headline || '' FROM story_member AS member
              WHERE member.story >= member.headline + (1 << 24)
                OR member.story = member.headline OR member.story IN (SELECT headline FROM story_member)",
    },
    Rule {
        en: "story_words: a day without headlines",
        ru: "story_words: день без заголовков",
        sql: "SELECT date FROM story_words
              WHERE date NOT IN (SELECT date FROM headline WHERE moscow_time IS NOT NULL)",
    },
];

/// Tables with instants, each as a query of the key and the instants.
const MOMENTS: &[(&str, &str)] = &[
    ("answer", "SELECT id, fetched_at FROM answer"),
    (
        "feed",
        "SELECT id, not_before, last_attempt_at, last_success_at FROM feed",
    ),
];

fn offenders(connection: &Connection, rule: &Rule) -> SqlResult<Vec<Bilingual>> {
    Ok(texts(connection, rule.sql)?
        .iter()
        .map(|row| rule.broken_by(row))
        .collect())
}

fn texts(connection: &Connection, sql: &str) -> SqlResult<Vec<String>> {
    load_all(connection, sql, [], |row| {
        // A key may itself be damaged text: what of it can be read names the row well enough.
        let bytes = row.get_ref(0)?.as_bytes()?;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    })
}

fn damaged_answers(connection: &Connection) -> SqlResult<Vec<Bilingual>> {
    let mut faults = Vec::new();
    let sql = "SELECT id, sha256, body FROM answer WHERE body IS NOT NULL";
    visit_rows(connection, sql, [], |row| {
        if !has_its_hash(row)? {
            let id: i64 = row.get(0)?;
            faults.push(Bilingual::new(
                format!("answer {id}, column body: its bytes do not have their hash"),
                format!("answer {id}, столбец body: байты не соответствуют своему SHA-256"),
            ));
        }
        Ok(())
    })?;

    Ok(faults)
}

fn has_its_hash(row: &Row<'_>) -> SqlResult<bool> {
    let hash = row.get_ref(1)?.as_bytes()?;
    Ok(unpack(row.get_ref(2)?.as_blob()?, hash).is_some())
}

/// The instants of a table that cannot be read; the first column is the row's key.
fn unreadable_moments(
    connection: &Connection,
    table: &'static str,
    sql: &str,
) -> SqlResult<Vec<Bilingual>> {
    let mut faults = Vec::new();
    visit_rows(connection, sql, [], |row| {
        for at in 1..row.as_ref().column_count() {
            let read = name_row(table, row, optional::<Timestamp>(row, at));
            faults.extend(read.err().map(|error| words_of(&error)));
        }
        Ok(())
    })?;

    Ok(faults)
}

//! `rates db check` finds every figure that is not what its answer or the archive says, and names its row.

use crate::cbr_server::CbrServer;
use crate::command::{AFTER_ARCHIVE, Place, Ran, archive_store};
use crate::kill::{scattered, whole_history};
use jiff::civil::{Date, Weekday};
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};

const ALTERED: usize = 200;
const DELETED: usize = 50;
const MOVED: usize = 50;

/// A row of `rate`, found by all that can be altered of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    code: String,
    date: Date,
    nominal: i64,
    value_e4: i64,
}

fn rows(db: &Connection) -> Vec<Row> {
    let sql =
        "SELECT currency, record_date, nominal, value_e4 FROM rate ORDER BY currency, record_date";
    let row = |row: &rusqlite::Row<'_>| {
        let date: String = row.get(1)?;
        Ok(Row {
            code: row.get(0)?,
            date: date.parse().unwrap(),
            nominal: row.get(2)?,
            value_e4: row.get(3)?,
        })
    };
    db.prepare(sql)
        .unwrap()
        .query_map([], row)
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// The given number of rows from all over the store, no two of them adjacent.
fn chosen(all: &[Row], count: usize) -> Vec<Row> {
    let mut places = BTreeSet::new();
    let mut index = 0;
    while places.len() < count {
        let at = usize::try_from(scattered(index) % all.len() as u64).unwrap();
        index += 1;
        if (at.saturating_sub(2)..=at + 2).all(|near| !places.contains(&near)) {
            places.insert(at);
        }
    }
    let mut found: Vec<Row> = places.into_iter().map(|at| all[at].clone()).collect();
    // In the order of their places all dollars would come last, but the damage must not depend on the currency.
    found.sort_by_key(|row| scattered(u64::try_from(row.value_e4).unwrap()));
    found
}

fn update(db: &Connection, row: &Row, set: &str, value: &dyn rusqlite::ToSql) {
    let sql = format!(
        "UPDATE rate SET {set} = ?5 WHERE currency = ?1 AND record_date = ?2 AND nominal = ?3 AND value_e4 = ?4"
    );
    let values = params![
        row.code,
        row.date.to_string(),
        row.nominal,
        row.value_e4,
        value
    ];
    assert_eq!(db.execute(&sql, values).unwrap(), 1, "{row:?}");
}

/// Alters a figure: by its last digit, by a digit lost, by two digits swapped, by the figure of the day after, or by
/// its nominal.
fn alter(db: &Connection, row: &Row, way: usize) {
    let value = row.value_e4;
    let swapped = value - value % 100 + value % 10 * 10 + value / 10 % 10;
    match way % 5 {
        0 => update(db, row, "value_e4", &(value + 1)),
        1 => update(db, row, "value_e4", &(value * 10)),
        2 if swapped != value => update(db, row, "value_e4", &swapped),
        3 => update(db, row, "nominal", &(row.nominal * 10)),
        _ => update(db, row, "value_e4", &(value + 4_321)),
    }
}

/// Where a record is moved: to the next Monday, to the day after, or to the day before.
fn moved_to(date: Date, way: usize) -> Date {
    let monday = date
        .series(jiff::Span::new().days(1))
        .skip(1)
        .find(|day| day.weekday() == Weekday::Monday);
    match way % 3 {
        0 => monday.unwrap(),
        1 => date.tomorrow().unwrap(),
        _ => date.yesterday().unwrap(),
    }
}

/// Damages a sound store and compares the report of the check with the damage.
fn check_finds_all(place: &Place, evidence: &str) {
    place.run(&["db", "check"]).out_has("ok").no_err().code(0);
    let db = Connection::open(place.db()).unwrap();
    let chosen = chosen(&rows(&db), ALTERED + DELETED + MOVED);
    let (altered, rest) = chosen.split_at(ALTERED);
    let (deleted, moved) = rest.split_at(DELETED);
    // For each row what its line must say.
    let mut expected: BTreeMap<String, &str> = BTreeMap::new();
    let name = |row: &Row, date: Date| format!("rate {} {date}", row.code);
    for (way, row) in altered.iter().enumerate() {
        alter(&db, row, way);
        expected.insert(name(row, row.date), "the store says");
    }
    for row in deleted {
        let sql = "DELETE FROM rate WHERE currency = ?1 AND record_date = ?2";
        assert_eq!(
            db.execute(sql, params![row.code, row.date.to_string()])
                .unwrap(),
            1
        );
        expected.insert(name(row, row.date), "there is no row");
    }
    for (way, row) in moved.iter().enumerate() {
        let to = moved_to(row.date, way);
        update(&db, row, "record_date", &to.to_string());
        expected.insert(name(row, row.date), "there is no row");
        expected.insert(name(row, to), "the store says");
    }
    drop(db);

    let ran = place.run(&["db", "check", "--lang", "en"]);
    ran.no_out()
        .code(1)
        .err_has(evidence)
        .err_has("rates db backup")
        .err_has("rates db export");
    let lines: Vec<&str> = ran
        .stderr
        .lines()
        .filter(|line| line.starts_with("rate "))
        .collect();
    for (row, words) in &expected {
        assert!(
            lines
                .iter()
                .any(|line| line.starts_with(row.as_str()) && line.contains(words)),
            "{row}: {words}, in {}",
            ran.stderr
        );
    }
    for line in &lines {
        let row = line.split([',', ':']).next().unwrap();
        let is_doubled = line.starts_with("rate: two current figures");
        assert!(
            is_doubled || expected.contains_key(row),
            "nothing was done to {line}"
        );
    }
    assert_eq!(expected.len(), ALTERED + DELETED + 2 * MOVED);
}

#[test]
fn every_altered_deleted_and_moved_record_of_the_archive_is_found() {
    let place = Place::new(AFTER_ARCHIVE);
    std::fs::create_dir_all(place.db().parent().unwrap()).unwrap();
    std::fs::copy(archive_store(), place.db()).unwrap();
    check_finds_all(&place, "the built-in archive says");
}

#[test]
fn every_altered_deleted_and_moved_record_of_kept_answers_is_found() {
    let bank = CbrServer::start(whole_history());
    let place = Place::asking("2026-11-23T12:00:00Z", &bank.server().base(), false);
    place.run(&["fetch", "-q"]).code(0);
    check_finds_all(&place, "fetched 2026-11-23T12:00:00Z, says");
}

/// A store of the archive, spoilt by SQL, and what the check then says.
fn spoilt(sql: &str) -> Ran {
    let place = Place::new(AFTER_ARCHIVE);
    std::fs::create_dir_all(place.db().parent().unwrap()).unwrap();
    std::fs::copy(archive_store(), place.db()).unwrap();
    let db = Connection::open(place.db()).unwrap();
    db.execute_batch("PRAGMA foreign_keys = 0; PRAGMA ignore_check_constraints = 1")
        .unwrap();
    db.execute_batch(sql).unwrap();
    place.run(&["db", "check", "--lang", "en"])
}

#[test]
fn a_covered_span_that_nothing_lists_is_named() {
    spoilt("INSERT INTO coverage VALUES ('cbr', 'BOB', '2024-05-18', '2024-05-20')")
        .err_has("coverage BOB 2024-05-18..2024-05-20: no kept answer and no stretch of the archive lists these days")
        .err_has("rates fetch --currency BOB --from 2024-05-18 --to 2024-05-20")
        .code(1);
    // One day more than the archive reaches.
    spoilt("UPDATE coverage SET to_date = '2026-08-22' WHERE currency = 'USD'")
        .err_has("coverage USD 2026-08-22: no kept answer")
        .err_has("1 fault found")
        .code(1);
}

#[test]
fn columns_of_rates_and_answers_that_cannot_be_read_are_named() {
    let of_dollar = "WHERE currency = 'USD' AND record_date = '2024-05-21'";
    spoilt(&format!(
        "UPDATE rate SET first_seen = 'lately' {of_dollar}"
    ))
    .err_has("rate USD 2024-05-21, column first_seen: `lately` cannot be read")
    .code(1);
    spoilt(&format!(
        "UPDATE rate SET superseded_at = '2024' {of_dollar}"
    ))
    .err_has("rate USD 2024-05-21, column superseded_at: `2024` cannot be read")
    .code(1);
    spoilt(&format!(
        "UPDATE rate SET value_e4 = 99999999999999 {of_dollar}"
    ))
    .err_has("rate USD 2024-05-21, column value_e4: 99999999999999 cannot be read")
    .code(1);
    spoilt(&format!("UPDATE rate SET answer = 999 {of_dollar}"))
        .err_has("rate USD 2024-05-21, column answer: answer 999 is missing or cannot be read")
        .code(1);
    spoilt("UPDATE answer SET fetched_at = 'then' WHERE id = 1")
        .err_has("answer 1, column fetched_at: `then` cannot be read")
        .code(1);
    spoilt(
        "UPDATE rate SET currency = 'USX' WHERE currency = 'USD' AND record_date = '2024-05-21'",
    )
    .err_has("rate, column currency or source: nothing has that key: USX 2024-05-21")
    .err_has("rate USD 2024-05-21: there is no row")
    .code(1);
}

/// Damage that a reading command meets is also reported by row and column, with the same next step.
#[test]
fn a_command_that_meets_a_bad_row_names_it() {
    let place = Place::new(AFTER_ARCHIVE);
    std::fs::create_dir_all(place.db().parent().unwrap()).unwrap();
    std::fs::copy(archive_store(), place.db()).unwrap();
    let db = Connection::open(place.db()).unwrap();
    let sql = "UPDATE rate SET value_e4 = 99999999999999 WHERE currency = 'USD' AND record_date = '2024-05-21'";
    db.execute_batch(sql).unwrap();
    let ran = place.run(&["show", "USD", "--on", "2024-05-21", "--lang", "en"]);
    ran.no_out()
        .err_has("rate 2024-05-21, column value_e4: 99999999999999 cannot be read")
        .err_has("rates db backup")
        .code(1);
    assert!(!ran.stderr.contains("Conversion"), "{ran:?}");
}

#[test]
fn a_file_with_torn_pages_is_damaged_and_says_what_to_do() {
    let place = Place::new(AFTER_ARCHIVE);
    std::fs::create_dir_all(place.db().parent().unwrap()).unwrap();
    let mut bytes = std::fs::read(archive_store()).unwrap();
    bytes.truncate(bytes.len() / 2 / 4096 * 4096);
    std::fs::write(place.db(), bytes).unwrap();
    for (lang, advice) in [("en", "keep this file"), ("ru", "сохраните этот файл")]
    {
        for command in [&["db", "check"][..], &["db", "export"], &["history", "USD"]] {
            let ran = place.run(&[command, &["--lang", lang]].concat());
            ran.err_has("malformed")
                .err_has(advice)
                .err_has("rates db backup")
                .code(1);
        }
    }
}

/// The bytes of the only answer of a store, replaced together with their hash.
fn forge(place: &Place, change: impl Fn(&str) -> String) {
    let db = Connection::open(place.db()).unwrap();
    let packed: Vec<u8> = db
        .query_row("SELECT body FROM answer", [], |row| row.get(0))
        .unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed[..])
        .read_to_string(&mut text)
        .unwrap();
    let forged = change(&text);
    assert_ne!(forged, text);
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(forged.as_bytes()).unwrap();
    let mut hash = String::new();
    for byte in Sha256::digest(&forged) {
        write!(hash, "{byte:02x}").unwrap();
    }
    db.execute(
        "UPDATE answer SET body = ?1, sha256 = ?2",
        params![encoder.finish().unwrap(), hash],
    )
    .unwrap();
}

/// A hash that fits proves nothing: what counts is what the answer says.
#[test]
fn an_answer_that_says_something_else_now_is_found() {
    let bank = CbrServer::start(whole_history());
    let fetched = || {
        let place = Place::asking("2026-11-23T12:00:00Z", &bank.server().base(), false);
        let days = [
            "--currency",
            "USD",
            "--from",
            "2024-05-14",
            "--to",
            "2024-05-22",
        ];
        place.run(&[&["fetch", "-q"], &days[..]].concat()).code(0);
        place
    };
    let place = fetched();
    forge(&place, |text| {
        text.replacen("<Value>3", "<Value>4", 1)
            .replace("VunitRate", "Other")
    });
    let words = "rate USD 2024-05-14, column value_e4: the store says 3";
    place
        .run(&["db", "check", "--lang", "en"])
        .err_has(words)
        .err_has("1 fault found")
        .code(1);
    place
        .run(&["prove", "USD", "2024-05-14", "--lang", "en"])
        .no_out()
        .err_has(words)
        .code(1);

    let page = fetched();
    forge(&page, |_| "<html><body>Busy</body></html>".to_owned());
    let words =
        "answer 1, column body: no rates can be read in it: a web page instead of rates: Busy";
    page.run(&["db", "check", "--lang", "en"])
        .err_has(words)
        .code(1);
    page.run(&["prove", "USD", "2024-05-14"]).no_out().code(1);
}

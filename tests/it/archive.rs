//! The archive beside the collected figures: digit for digit, and made anew byte for byte.

use crate::command::{archive_store, read};
use crate::shared::{official_figures, rates_folder};
use jiff::civil::Date;
use ruble_rates::model::Record;
use ruble_rates::store::archive::{canonical_lines, manifest};
use ruble_rates::store::{Archived, encode};

/// `date,char_code,nominal,value` from `history … --format csv`.
fn history(code: &str, from: Date, to: Date) -> Vec<String> {
    let (from, to) = (from.to_string(), to.to_string());
    let ran = read(&["-q", "history", code, "--from", &from, "--to", &to, "--format", "csv"]);
    let lines = ran.code(0).stdout.lines().skip(1);
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            format!("{},{},{},{}", fields[1], fields[0], fields[2], fields[3])
        })
        .collect()
}

#[test]
fn usd_and_eur_are_the_collected_files_line_by_line() {
    let Some(folder) = rates_folder() else { return };
    for (code, records) in [("USD", 7902), ("EUR", 6853)] {
        let text = std::fs::read_to_string(folder.join(format!("{}.csv", code.to_lowercase()))).unwrap();
        let expected: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(
            history(code, Date::MIN.max("1900-01-01".parse().unwrap()), "2026-08-21".parse().unwrap()),
            expected
        );
        assert_eq!(expected.len(), records);
    }
}

#[test]
fn every_stretch_is_in_all_csv_line_by_line() {
    let Some(figures) = official_figures() else { return };
    let mut records = 0;
    for row in manifest().unwrap() {
        let official = figures[&row.code].iter().filter(|one| matches!(one.kind, 'p' | 'r'));
        let within: Vec<Record> =
            official.map(|one| one.record).filter(|record| row.span.contains(record.record_date())).collect();
        let expected = canonical_lines(&row.code, &within);
        let found = history(&row.code, row.span.from(), row.span.to());
        assert_eq!(found, expected.lines().collect::<Vec<_>>(), "{}", row.code);
        records += found.len();
    }
    assert_eq!(records, 79_544);
}

#[test]
fn coverage_is_that_of_the_manifest() {
    let db = rusqlite::Connection::open(archive_store()).unwrap();
    let mut rows: Vec<String> =
        (manifest().unwrap().iter()).map(|row| format!("{} {}", row.code, row.span)).collect();
    rows.sort();
    let sql = "SELECT currency || ' ' || from_date || '..' || to_date FROM coverage ORDER BY 1";
    let found: Vec<String> =
        db.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(found, rows);
}

/// The tool's rule, told again: whole stretches of at least 250 records on the dollar's dates, and no others.
#[test]
fn the_archive_is_made_anew_byte_for_byte() {
    let Some(figures) = official_figures() else { return };
    let sound = |code: &str| -> Vec<Record> {
        figures[code].iter().filter(|one| matches!(one.kind, 'p' | 'r')).map(|one| one.record).collect()
    };
    let calendar: Vec<Date> = sound("USD").iter().map(Record::record_date).collect();
    let index = |record: &Record| calendar.binary_search(&record.record_date()).ok();
    let mut stretches = Vec::new();
    for code in figures.keys() {
        let on_calendar: Vec<Record> =
            sound(code).into_iter().filter(|record| index(record).is_some()).collect();
        let runs = on_calendar.chunk_by(|a, b| index(b) == index(a).map(|at| at + 1));
        let whole = runs.filter(|run| run.len() >= 250);
        stretches.extend(whole.map(|run| Archived { code: code.clone(), records: run.to_vec() }));
    }
    stretches.sort_by_key(|one| {
        (one.code != "USD", one.code != "EUR", one.code.clone(), one.records[0].record_date())
    });
    let kept = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/db/archive/rates.bin")).unwrap();
    assert_eq!(encode(&calendar, &stretches).unwrap(), kept);
}

/// Says which tests read the collected figures, so that a run without them is not taken for a whole one.
#[test]
#[expect(clippy::print_stdout, reason = "this test is here to say something")]
fn tests_that_read_the_collected_figures() {
    let there = if rates_folder().is_some() { "found" } else { "absent: these tests do nothing" };
    println!("../shared or $RATES_SHARED is {there}");
    for (module, text) in [
        ("archive", include_str!("archive.rs")),
        ("recorded", include_str!("recorded.rs")),
        ("replay", include_str!("replay.rs")),
    ] {
        for (test, body) in
            text.split("\n#[test]\n").skip(1).filter_map(|rest| rest.split_once("fn ")?.1.split_once('('))
        {
            let reads = ["rates_folder()", "official_figures()", "recorded_answers(", "recorded_series()"]
                .iter()
                .any(|one| body.contains(one));
            if reads && test != "tests_that_read_the_collected_figures" {
                println!("  {module}::{test}");
            }
        }
    }
}

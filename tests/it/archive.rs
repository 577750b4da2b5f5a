//! The archive beside the collected figures: digit for digit, and made anew byte for byte.

use crate::command::{archive_store, read};
use crate::shared::{official_figures, rates_folder};
use jiff::civil::Date;
use ruble_rates::model::{Currency, Record, Span};
use ruble_rates::store::archive::{canonical_lines, manifest};

#[allow(dead_code, reason = "its main is not run here")]
#[path = "../../examples/make_archive.rs"]
mod make_archive;

/// `date,char_code,nominal,value` of a currency as published, by its present code, from `db export`.
fn exported(code: &str, span: Span) -> Vec<String> {
    let ran = read(&["db", "export"]);
    let own = ran.code(0).stdout.lines().skip(1).filter_map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        let is_own =
            Currency::by_code(fields[1])?.code == code && span.contains(fields[0].parse().ok()?);
        is_own.then(|| format!("{},{code},{},{}", fields[0], fields[2], fields[3]))
    });
    own.collect()
}

/// `date,char_code,nominal,value` from `history … --format csv`.
fn history(code: &str, from: Date, to: Date) -> Vec<String> {
    let (from, to) = (from.to_string(), to.to_string());
    let ran = read(&[
        "-q", "history", code, "--from", &from, "--to", &to, "--format", "csv",
    ]);
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
        let text =
            std::fs::read_to_string(folder.join(format!("{}.csv", code.to_lowercase()))).unwrap();
        let expected: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(
            history(
                code,
                Date::MIN.max("1900-01-01".parse().unwrap()),
                "2026-08-21".parse().unwrap()
            ),
            expected
        );
        assert_eq!(expected.len(), records);
    }
}

#[test]
fn every_stretch_is_in_all_csv_line_by_line() {
    let Some(figures) = official_figures() else {
        return;
    };
    let mut records = 0;
    for row in manifest().unwrap() {
        let official = figures[&row.code]
            .iter()
            .filter(|one| matches!(one.kind, 'p' | 'r'));
        let within: Vec<Record> = official
            .map(|one| one.record)
            .filter(|record| row.span.contains(record.record_date()))
            .collect();
        let expected = canonical_lines(&row.code, &within);
        let found = exported(&row.code, row.span);
        assert_eq!(found, expected.lines().collect::<Vec<_>>(), "{}", row.code);
        records += found.len();
    }
    assert_eq!(records, 79_544);
}

#[test]
fn coverage_is_that_of_the_manifest() {
    let db = rusqlite::Connection::open(archive_store()).unwrap();
    let mut rows: Vec<String> = (manifest().unwrap().iter())
        .map(|row| format!("{} {}", row.code, row.span))
        .collect();
    rows.sort();
    let sql = "SELECT currency || ' ' || from_date || '..' || to_date FROM coverage ORDER BY 1";
    let found: Vec<String> = db
        .prepare(sql)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(found, rows);
}

#[test]
fn the_tool_makes_the_archive_that_is_committed() {
    let Some(folder) = rates_folder() else { return };
    let (bytes, manifest) = make_archive::make(&folder.join("all.csv")).unwrap();
    assert!(bytes == include_bytes!("../../db/archive/rates.bin"));
    assert_eq!(manifest, include_str!("../../db/archive/manifest.tsv"));
}

/// Says which tests read the collected figures, so that a run without them is not taken for a whole one.
#[test]
#[expect(clippy::print_stdout, reason = "this test is here to say something")]
fn tests_that_read_the_collected_figures() {
    let there = if rates_folder().is_some() {
        "found"
    } else {
        "absent: these tests do nothing"
    };
    println!("../shared or $RATES_SHARED is {there}");
    for (module, text) in [
        ("archive", include_str!("archive.rs")),
        ("recorded", include_str!("recorded.rs")),
        ("replay", include_str!("replay.rs")),
    ] {
        for (test, body) in text
            .split("\n#[test]\n")
            .skip(1)
            .filter_map(|rest| rest.split_once("fn ")?.1.split_once('('))
        {
            let reads = [
                "rates_folder()",
                "official_figures()",
                "recorded_answers(",
                "recorded_series()",
            ]
            .iter()
            .any(|one| body.contains(one));
            if reads && test != "tests_that_read_the_collected_figures" {
                println!("  {module}::{test}");
            }
        }
    }
}

//! A user's file against the Bank's figures: which rows are refused, which replace a figure, and how they are taken back.

use crate::cbr_server::CbrServer;
use crate::command::{AFTER_ARCHIVE, Place, Ran, archive_store};
use crate::imports_old_stores::store_of_schema_3;
use expect_test::expect;
use jiff::civil::date;
use ruble_rates::model::{Decimal, Nominal, Record};
use rusqlite::Connection;

pub const HEADER: &str = "date,char_code,nominal,value";

/// A place with a copy of the archive's store.
pub fn with_archive() -> Place {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("data/rates/x", "");
    std::fs::copy(archive_store(), place.db()).unwrap();
    place
}

pub fn empty() -> Place {
    Place::configured(AFTER_ARCHIVE, "archive = false\n")
}

/// Imports rows of `date,char_code,nominal,value`.
pub fn import(place: &Place, name: &str, rows: &[&str], options: &[&str]) -> Ran {
    place.write(name, &format!("{HEADER}\n{}\n", rows.join("\n")));
    place.run(&[&["--lang", "en", "db", "import", name], options].concat())
}

pub fn export(place: &Place) -> String {
    place.run(&["db", "export"]).code(0).stdout.clone()
}

/// Spans of coverage, as lines.
pub fn coverage(place: &Place) -> Vec<String> {
    let db = Connection::open(place.db()).unwrap();
    let sql = "SELECT currency || ' ' || from_date || '..' || to_date FROM coverage ORDER BY 1";
    db.prepare(sql)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

pub fn record(day: jiff::civil::Date, value: &str) -> Record {
    Record::new(
        day,
        Nominal::ONE,
        Decimal::parse(value).unwrap().to_e4().unwrap(),
    )
    .unwrap()
}

/// A bank that knows the dollar of four days in May 2024.
pub fn bank() -> CbrServer {
    let records = [
        record(date(2024, 5, 17), "90.9239"),
        record(date(2024, 5, 18), "90.9873"),
        record(date(2024, 5, 21), "90.6537"),
        record(date(2024, 5, 22), "90.4082"),
    ];
    CbrServer::start(
        [("R01235".to_owned(), records.to_vec())]
            .into_iter()
            .collect(),
    )
}

pub fn fetch_may(place: &Place) -> Ran {
    let days = ["--from", "2024-05-17", "--to", "2024-05-22"];
    place.run(
        &[
            &["--lang", "en", "fetch", "--rates", "--currency", "USD"],
            &days[..],
        ]
        .concat(),
    )
}

#[test]
fn a_slip_in_a_file_does_not_replace_the_archives_figure() {
    let place = with_archive();
    let before = export(&place);
    let slip = import(&place, "slip.csv", &["2024-05-21,USD,1,9.0654"], &[]);
    slip.code(1).err_has(
        "slip.csv:2: 2024-05-21 USD: the Bank's figure is 90.6537 (from the archive); the file says 9.0654, \
         too far from the records around it to be a rate",
    );
    slip.err_has("0 new, 0 restated, 0 known; 1 row left out");
    assert_eq!(export(&place), before);
    let russian = place.run(&["--lang", "ru", "db", "import", "slip.csv"]);
    russian.err_has(
        "у Банка 90.6537 (из архива), в файле 9.0654 — слишком далеко от соседних записей, чтобы быть курсом",
    );
    place.run(&["-q", "db", "import", "slip.csv"]).code(1);
    assert_eq!(
        place
            .run(&["-q", "db", "import", "slip.csv"])
            .stderr
            .lines()
            .count(),
        1,
        "only the error itself"
    );
}

#[test]
fn a_slip_in_a_file_does_not_replace_a_fetched_figure() {
    let bank = bank();
    let place = Place::asking(AFTER_ARCHIVE, &bank.server().base(), false);
    fetch_may(&place).code(0);
    let slip = import(&place, "slip.csv", &["2024-05-21,USD,1,9.0654"], &[]);
    slip.code(1)
        .err_has("the Bank's figure is 90.6537 (fetched 2026-08-25); the file says 9.0654");
    place
        .run(&["show", "USD", "--on", "2024-05-21"])
        .out(&expect!["21 мая 2024  USD 90.65 −0.33"]);
}

#[test]
fn replace_puts_the_files_figure_in_place_and_both_stay_provable() {
    let place = with_archive();
    let before = export(&place);
    let replaced = import(
        &place,
        "own.csv",
        &["2024-05-21,USD,1,90.6000"],
        &["--replace"],
    );
    replaced
        .code(0)
        .err_has("2024-05-21 USD: 90.6537 (the Bank's) → 90.6000");
    replaced.err_has("0 new, 1 restated, 0 known");
    place
        .run(&["show", "USD", "--on", "2024-05-21"])
        .out(&expect!["21 мая 2024  USD 90.60 −0.39"]);
    let proof = place.run(&["--lang", "en", "prove", "USD", "2024-05-21"]);
    proof
        .out_has("= 90.6000 RUB")
        .out_has("file:own.csv")
        .out_has("before: 90.6537");

    let listed = place
        .run(&["--lang", "en", "db", "imports"])
        .code(0)
        .stdout
        .clone();
    assert!(
        listed
            .contains("own.csv  1 row, 1 record in force, 1 replaced, 0 days covered by it alone"),
        "{listed}"
    );
    let id = listed.split("  ").next().unwrap();
    let undone = place.run(&["--lang", "en", "db", "undo", id]);
    undone
        .code(0)
        .err_has("(own.csv) is undone: 1 record removed, 1 restored; 0 days no longer covered");
    assert_eq!(export(&place), before);
    place
        .run(&["--lang", "en", "db", "imports"])
        .no_out()
        .err_has("no file was imported")
        .code(0);
    place
        .run(&["--lang", "en", "db", "undo", id])
        .code(2)
        .err_has(&format!("there is no import {id}"));
}

/// The shortcut for a file that is known must not swallow `--replace`.
#[test]
fn a_refused_file_can_be_imported_again_with_replace() {
    let place = with_archive();
    let rows = ["2024-05-21,USD,1,90.6000", "2026-08-22,USD,1,83.4000"];
    import(&place, "own.csv", &rows, &[])
        .code(1)
        .err_has("1 new, 0 restated, 0 known; 1 row left out");
    place
        .run(&["--lang", "en", "db", "import", "own.csv"])
        .code(1)
        .err_has("0 new, 0 restated, 1 known; 1 row");
    import(&place, "own.csv", &rows, &["--replace"])
        .code(0)
        .err_has("0 new, 1 restated, 1 known; 0 rows");
}

#[test]
fn weekends_filled_with_the_last_figure_are_refused() {
    let place = with_archive();
    let before = (export(&place), coverage(&place));
    let daily = place.run(&[
        "-q",
        "history",
        "USD",
        "--from",
        "2024-05-01",
        "--to",
        "2024-05-31",
        "--every",
        "day",
        "--format",
        "csv",
    ]);
    let rows: Vec<String> = daily
        .stdout
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            format!("{},USD,{},{}", cells[1], cells[2], cells[3])
        })
        .collect();
    assert_eq!(rows.len(), 31);
    let filled = import(
        &place,
        "may.csv",
        &rows.iter().map(String::as_str).collect::<Vec<_>>(),
        &[],
    );
    filled.code(1).err_has(
        "2024-05-20 USD: the Bank set no rate for this day: all records around it are known",
    );
    filled
        .err_has("and 2 more like it")
        .err_has("0 new, 0 restated, 19 known; 12 rows left out");
    // Nothing can be replaced where nothing is: the word does not help.
    place
        .run(&["--lang", "en", "db", "import", "--replace", "may.csv"])
        .code(1)
        .err_has("12 rows left out");
    assert_eq!((export(&place), coverage(&place)), before);
    let mean = [
        "history",
        "USD",
        "--from",
        "2024-05",
        "--to",
        "2024-05",
        "--every",
        "month",
        "--agg",
        "mean-records",
    ];
    place
        .run(&[&mean[..], &["--format", "csv"]].concat())
        .out_has("USD,2024-05,1,90.6072,19");
}

#[test]
fn a_row_of_the_future_or_before_the_first_record_is_refused() {
    let place = with_archive();
    let before = export(&place);
    let rows = [
        "2062-08-21,USD,1,83.3550",
        "1991-05-24,USD,1,0.6000",
        "1998-12-31,EUR,1,24.0000",
        "2026-08-27,USD,1,83.0000",
    ];
    let refused = import(&place, "years.csv", &rows, &["--replace"]);
    refused
        .code(1)
        .err_has("years.csv:2: 2062-08-21 USD: the date is later than tomorrow (2026-08-26)");
    refused.err_has("years.csv:3: 1991-05-24 USD: the Bank's first record is of 1992-07-01");
    refused.err_has("years.csv:4: 1998-12-31 EUR: the Bank's first record is of 1999-01-01");
    refused.err_has("years.csv:5: 2026-08-27 USD: the date is later than tomorrow");
    assert_eq!(export(&place), before);
    import(&place, "tomorrow.csv", &["2026-08-26,USD,1,83.0000"], &[])
        .code(0)
        .err_has("1 new");
}

#[test]
fn equal_rows_are_known_and_another_value_is_left_out() {
    let place = empty();
    let rows = [
        "2024-05-21,USD,1,90.6537",
        "2024-05-21,USD,1,90.6537",
        "2024-05-21,USD,1,90.7000",
    ];
    let ran = import(&place, "twice.csv", &rows, &[]);
    ran.code(1)
        .err_has("twice.csv:4: 2024-05-21 USD: line 2 gives 90.6537 for the same date and nominal");
    ran.err_has("1 new, 0 restated, 1 known; 1 row left out");
}

#[test]
fn many_faults_of_a_kind_are_counted() {
    let place = with_archive();
    let rows: Vec<String> = (0..350)
        .map(|_| "2024-05-21,USD,1,9.0654".to_owned())
        .collect();
    let rows: Vec<&str> = rows
        .iter()
        .map(String::as_str)
        .chain(["2024-05-22,USD,1,0"])
        .collect();
    let ran = import(&place, "many.csv", &rows, &[]);
    ran.code(1)
        .err_has("and 340 more like it")
        .err_has("the value must be above 0");
    assert!(ran.stderr.lines().count() < 20, "{ran:?}");
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = with_archive();
    let before = std::fs::read(place.db()).unwrap();
    let rows = ["2024-05-21,USD,1,90.6000", "2026-08-22,USD,1,83.4000"];
    let tried = import(&place, "own.csv", &rows, &["--replace", "--dry-run"]);
    tried
        .code(0)
        .err_has("dry run, nothing was written")
        .err_has("2024-05-21 USD: 90.6537 (the Bank's) → 90.6000");
    tried.err_has("1 new, 1 restated, 0 known");
    assert_eq!(std::fs::read(place.db()).unwrap(), before);

    let nowhere = empty();
    import(&nowhere, "own.csv", &rows, &["--dry-run"])
        .code(0)
        .err_has("2 new, 0 restated");
    assert!(!nowhere.db().exists() && !nowhere.path("data/rates").exists());
    nowhere.write("data/rates/rates.db", "");
    import(&nowhere, "own.csv", &rows, &["--dry-run"])
        .code(0)
        .err_has("2 new");
    assert_eq!(std::fs::read(nowhere.db()).unwrap(), b"");
}

/// A slip is found by the stored records around it even if the file itself has nothing to compare it with.
#[test]
fn a_row_is_compared_with_the_stored_records_beside_it() {
    let place = empty();
    import(
        &place,
        "a.csv",
        &["2024-05-18,USD,1,90.9873", "2024-05-22,USD,1,90.4082"],
        &[],
    )
    .code(0);
    let after = import(&place, "b.csv", &["2024-05-21,USD,1,2.0000"], &[]);
    after.code(1).err_has(
        "2024-05-21 USD: 2.0000 is too far from the record of 2024-05-18, 90.9873, to be a rate",
    );
    let before = import(&place, "c.csv", &["2024-05-17,USD,1,2.0000"], &[]);
    before
        .code(1)
        .err_has("too far from the record of 2024-05-18");
    // A first row that alone is wrong does not make the others wrong.
    let rows = [
        "2023-01-10,USD,1,1.0000",
        "2023-01-11,USD,1,69.6094",
        "2023-01-12,USD,1,69.0202",
    ];
    let first = import(&empty(), "d.csv", &rows, &[]);
    first
        .code(1)
        .err_has("d.csv:2: 2023-01-10 USD: 1.0000 is too far")
        .err_has("2 new");
}

/// The lev of 1999-07-01 has a record in old units and one in new ones; both are true.
#[test]
fn two_lawful_records_of_one_date_go_through_export_and_import() {
    let place = empty();
    let rows = [
        "1999-06-01,BGN,1000,12.93",
        "1999-07-01,BGN,1000,12.89",
        "1999-07-01,BGN,1,12.77",
        "1999-08-01,BGN,1,12.70",
    ];
    import(&place, "lev.csv", &rows, &[])
        .code(0)
        .err_has("4 new, 0 restated, 0 known; 0 rows left out");
    let exported = export(&place);
    let other = empty();
    other.write("all.csv", &exported);
    other.run(&["db", "import", "all.csv"]).code(0);
    assert_eq!(export(&other), exported);
    let former = empty();
    import(
        &former,
        "lev.csv",
        &["1999-06-01,BGL,1000,12.93", "1999-07-01,BGL,1000,12.89"],
        &[],
    )
    .code(0);
    import(
        &former,
        "new.csv",
        &["1999-07-01,BGN,1,12.77"],
        &["--replace"],
    )
    .code(0)
    .err_has("1 new, 0 restated");
}

/// Holes, single days, old units, two records of one date, restated figures: all of it comes back byte for byte.
#[test]
fn a_store_with_everything_odd_goes_through_export_and_import() {
    let place = with_archive();
    let span = "1999-06-01..1999-08-31";
    place.write(
        "odd.csv",
        &format!(
            "{HEADER},span\n1999-06-01,BGN,1000,12.93,{span}\n1999-07-01,BGL,1000,12.89,{span}\n\
             1999-07-01,BGN,1,12.77,{span}\n1999-08-01,BGN,1,12.70,{span}\n2003-05-01,LVL,1,54.1000,\n\
             2003-06-01,LVL,1,54.0000,2003-06-01..2003-06-30\n2003-07-01,LVL,1,53.9000,2003-07-01..2003-07-02\n\
             2024-05-21,USD,1,90.6000,\n2026-08-25,USD,1,83.4000,2026-08-25..2026-08-26\n"
        ),
    );
    place.run(&["db", "import", "--replace", "odd.csv"]).code(0);
    let exported = export(&place);
    let other = empty();
    other.write("all.csv", &exported);
    other.run(&["db", "import", "all.csv"]).code(0);
    assert_eq!(
        (export(&other), coverage(&other)),
        (exported, coverage(&place))
    );
}

/// A row that could not be read may have been a record: the rate before it must not be carried over its day.
#[test]
fn days_of_a_row_that_was_left_out_are_not_covered() {
    let place = empty();
    let span = "2024-05-17..2024-05-25";
    place.write(
        "span.csv",
        &format!(
            "{HEADER},span\n2024-05-17,USD,1,90.9239,{span}\n2024-05-18,USD,1,9O.9873,{span}\n\
             2024-05-21,USD,1,90.6537,{span}\n2024-05-22,USD,1,2.0000,{span}\n2024-05-23,USD,1,90.1887,{span}\n"
        ),
    );
    place.run(&["db", "import", "span.csv"]).code(1);
    assert_eq!(
        coverage(&place),
        [
            "USD 2024-05-17..2024-05-17",
            "USD 2024-05-21..2024-05-21",
            "USD 2024-05-23..2024-05-25"
        ]
    );
    place
        .run(&["show", "USD", "--on", "2024-05-20"])
        .no_out()
        .code(3);
}

/// A span that ends in the future covers no day that cannot be known yet.
#[test]
fn a_span_of_the_future_ends_with_its_last_row() {
    let place = empty();
    let span = "2024-05-17..2062-05-25";
    place.write(
        "span.csv",
        &format!(
            "{HEADER},span\n2024-05-17,USD,1,90.9239,{span}\n2024-05-18,USD,1,90.9873,{span}\n"
        ),
    );
    place.run(&["db", "import", "span.csv"]).code(0);
    assert_eq!(coverage(&place), ["USD 2024-05-17..2024-05-18"]);
}

#[test]
fn ones_own_file_may_restate_ones_own_import() {
    let place = empty();
    import(
        &place,
        "a.csv",
        &["2024-05-18,USD,1,90.9873", "2024-05-21,USD,1,90.0000"],
        &[],
    )
    .code(0);
    let restated = import(&place, "b.csv", &["2024-05-21,USD,1,90.6537"], &[]);
    restated
        .code(0)
        .err_has("2024-05-21 USD: 90.0000 → 90.6537")
        .err_has("0 new, 1 restated");
    let refused = place.run(&["--lang", "en", "db", "undo", "1"]);
    refused
        .code(1)
        .err_has("import 1 cannot be undone")
        .err_has("2 (b.csv, 2024-05-21 USD)");
    let before = export(&place);
    place.run(&["db", "undo", "2"]).code(0);
    assert!(
        export(&place).contains("2024-05-21,USD,1,90.0000"),
        "{before}"
    );
    place.run(&["db", "undo", "1"]).code(0);
    assert_eq!(
        (export(&place).lines().count(), coverage(&place)),
        (1, Vec::new())
    );
}

/// Figures that the Bank has confirmed no longer belong to the file, so an undo keeps them.
#[test]
fn what_a_fetch_confirmed_stays_when_the_import_is_undone() {
    let bank = bank();
    let place = Place::asking(AFTER_ARCHIVE, &bank.server().base(), false);
    let rows = [
        "2024-05-17,USD,1,90.9239",
        "2024-05-21,USD,1,90.0000",
        "2024-05-28,USD,1,88.4442",
    ];
    import(&place, "a.csv", &rows, &[]).code(0);
    fetch_may(&place)
        .code(0)
        .err_has("2024-05-21: 90.0000 → 90.6537");
    let id = place
        .run(&["db", "imports"])
        .stdout
        .split("  ")
        .next()
        .unwrap()
        .to_owned();
    place.run(&["db", "undo", &id]).code(0);
    assert_eq!(coverage(&place), ["USD 2024-05-17..2024-05-22"]);
    let alone = Place::asking(AFTER_ARCHIVE, &bank.server().base(), false);
    fetch_may(&alone).code(0);
    assert_eq!(export(&place), export(&alone));
    place.run(&["db", "check"]).code(0);
}

/// Two imports of one's own give a day that the Bank then says has no record: undoing the later one must not bring the
/// earlier one's figure back.
#[test]
fn a_figure_that_a_fetch_removed_does_not_come_back_with_an_undo() {
    let bank = bank();
    let place = Place::asking(AFTER_ARCHIVE, &bank.server().base(), false);
    import(&place, "a.csv", &["2024-05-20,USD,1,90.0000"], &[]).code(0);
    import(&place, "b.csv", &["2024-05-20,USD,1,91.0000"], &[]).code(0);
    fetch_may(&place)
        .code(0)
        .err_has("removed imported records of days on which the source has none: 2024-05-20");
    let fetched = export(&place);
    place.run(&["db", "undo", "2"]).code(0);
    assert_eq!(export(&place), fetched);
    place.run(&["db", "undo", "1"]).code(0);
    assert_eq!(export(&place), fetched);
}

/// The Bank's figure that a file replaced is in force again when the Bank no longer lists the day.
#[test]
fn what_a_file_replaced_comes_back_when_the_file_is_contradicted() {
    let bank = bank();
    let place = Place::asking(AFTER_ARCHIVE, &bank.server().base(), false);
    store_of_schema_3(
        &place,
        "UPDATE rate SET record_date = '2024-05-20' WHERE record_date = '2024-05-21';
         DELETE FROM rate WHERE record_date = '2024-05-20' AND value_e4 = 909873;",
    );
    let fetched = fetch_may(&place);
    fetched
        .code(5)
        .err_has("the source no longer lists USD records that stay in force: 2024-05-20");
    place
        .run(&["show", "USD", "--on", "2024-05-20"])
        .out_has("USD 90.65");
}

/// A value for ten units, given for one: the file's next row, the stored record itself, once kept it from being compared.
#[test]
fn a_row_of_another_unit_is_refused_whatever_the_file_says_of_the_next_date() {
    for (wrong, next) in [
        ("2016-03-17,GBP,1,5.8283", "2016-03-18,GBP,1,97.9308"),
        ("2016-03-08,GBP,10,58.2830", "2016-03-18,GBP,10,58.1"),
        ("2019-01-09,CNY,1,0.9", "2019-01-10,CNY,10,98.1498"),
    ] {
        let place = with_archive();
        let before = export(&place);
        import(&place, "g.csv", &[wrong, next], &[])
            .code(1)
            .err_has("too far from the record of");
        assert_eq!(export(&place), before, "{wrong}");
    }
}

#[test]
fn a_figure_that_replace_would_refuse_is_not_said_to_need_it() {
    let place = with_archive();
    let ran = import(&place, "near.csv", &["2024-05-21,USD,1,90.6000"], &[]);
    ran.err_has("use --replace to put the file's in its place");
    let slip = ["2024-05-21,USD,1,9.0654"];
    for options in [&[][..], &["--replace"]] {
        let ran = import(&place, "slip.csv", &slip, options);
        assert!(
            !ran.code(1).stderr.contains("use --replace"),
            "{}",
            ran.stderr
        );
    }
}

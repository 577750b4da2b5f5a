//! Imports that earlier versions of the program recorded, and their dates of the far future.

use crate::command::{AFTER_ARCHIVE, Place};
use crate::imports::{bank, coverage, empty, fetch_may};
use crate::old_schema::create_schema_3;
use expect_test::expect;

/// A schema-3 store as earlier versions made it: archive of four days, and an import of each calendar day.
pub fn store_of_schema_3(place: &Place, more: &str) {
    // The hash of the four lines of the archive below, and one of no file.
    let lines = "9bddbeb74fef679d363358ea70f7a698d0a994b3b7c62ea9ab5fa821d055ee9b";
    let file = "0".repeat(64);
    let rows = format!(
        "INSERT INTO answer (id, source, kind, url, fetched_at, sha256, figures) VALUES
           (1, 'cbr', 'archive', 'archive:USD_2024-05-17_2024-05-22', '2024-06-01T00:00:00Z', '{lines}', 4),
           (2, 'cbr', 'import', 'file:may.csv', '2024-06-02T00:00:00Z', '{file}', 6);
         INSERT INTO cutoff (set_date_from, clock, uncertain) VALUES ('2003-04-15', '11:30:00', 0);
         INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen, superseded_at) VALUES
           ('cbr', 'USD', '2024-05-17', 1, 909239, 1, '2024-06-01T00:00:00Z', NULL),
           ('cbr', 'USD', '2024-05-18', 1, 909873, 1, '2024-06-01T00:00:00Z', NULL),
           ('cbr', 'USD', '2024-05-21', 1, 906537, 1, '2024-06-01T00:00:00Z', '2024-06-02T00:00:00Z'),
           ('cbr', 'USD', '2024-05-21', 1, 90654, 2, '2024-06-02T00:00:00Z', NULL),
           ('cbr', 'USD', '2024-05-22', 1, 904082, 1, '2024-06-01T00:00:00Z', NULL),
           ('cbr', 'USD', '2024-05-19', 1, 909873, 2, '2024-06-02T00:00:00Z', NULL),
           ('cbr', 'USD', '2024-05-20', 1, 909873, 2, '2024-06-02T00:00:00Z', NULL);
         INSERT INTO coverage (source, currency, from_date, to_date) VALUES ('cbr', 'USD', '2024-05-17', '2024-05-22');
         {more}"
    );
    create_schema_3(place, &rows);
}

#[test]
fn weekends_that_an_older_version_imported_can_be_taken_out() {
    let place = empty();
    store_of_schema_3(&place, "");
    place
        .run(&["show", "USD", "--on", "2024-05-20"])
        .out(&expect!["20 мая 2024  USD 90.99 0.00"]);
    let listed = place.run(&["--lang", "en", "db", "imports"]);
    listed.out_has(
        "2  2024-06-02T00:00:00Z  may.csv  6 rows, 3 records in force, 1 replaced, imported by an older",
    );
    place.run(&["db", "undo", "2"]).code(0);
    place
        .run(&["show", "USD", "--on", "2024-05-20"])
        .out(&expect!["20 мая 2024  USD 90.99 +0.06"]);
    place
        .run(&["show", "USD", "--on", "2024-05-21"])
        .out(&expect!["21 мая 2024  USD 90.65 −0.33"]);
    assert_eq!(coverage(&place), ["USD 2024-05-17..2024-05-22"]);
    place.run(&["db", "check"]).code(0);
}

#[test]
fn days_that_an_older_version_did_not_record_are_found_from_the_figures() {
    let place = empty();
    let more = "UPDATE coverage SET to_date = '2024-05-31';
         INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen) VALUES
           ('cbr', 'USD', '2024-05-28', 1, 884442, 2, '2024-06-02T00:00:00Z'),
           ('cbr', 'EUR', '2024-05-28', 1, 960000, 2, '2024-06-02T00:00:00Z');
         INSERT INTO coverage (source, currency, from_date, to_date) VALUES ('cbr', 'EUR', '2024-05-20', '2024-05-30');";
    store_of_schema_3(&place, more);
    let undone = place.run(&["--lang", "en", "db", "undo", "2"]);
    undone
        .code(0)
        .err_has("5 records removed, 1 restored")
        .err_has("an older version did not record which days");
    assert_eq!(coverage(&place), ["USD 2024-05-17..2024-05-22"]);
}

/// A fetch of the days says that there is no record, and a file's word alone is not enough to keep one.
#[test]
fn a_fetch_takes_imported_weekends_out() {
    let bank = bank();
    let place = Place::asking(AFTER_ARCHIVE, &bank.server().base(), false);
    store_of_schema_3(&place, "");
    let fetched = fetch_may(&place);
    fetched.code(0).err_has(
        "removed imported records of days on which the source has none: 2024-05-19, 2024-05-20",
    );
    fetched.err_has("2024-05-21: 9.0654 → 90.6537");
    place
        .run(&["show", "USD", "--on", "2024-05-20"])
        .out(&expect!["20 мая 2024  USD 90.99 +0.06"]);
    fetch_may(&place).err_has("nothing new");
    place.run(&["db", "undo", "2"]).code(0);
    place
        .run(&["show", "USD", "--on", "2024-05-21"])
        .out(&expect!["21 мая 2024  USD 90.65 −0.33"]);
    place.run(&["db", "check"]).code(0);
}

/// The alarm goes off although an older version let a record of 2062 in, with its day or with all days before it.
#[test]
fn a_stored_record_of_2062_does_not_hide_that_rates_are_stale() {
    let future =
        "INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen) VALUES
           ('cbr', 'USD', '2062-08-21', 1, 833550, 2, '2024-06-02T00:00:00Z');";
    for covered in [
        "INSERT INTO coverage (source, currency, from_date, to_date) VALUES ('cbr', 'USD', '2062-08-21', '2062-08-21');",
        "UPDATE coverage SET to_date = '2062-08-21';",
    ] {
        let place = Place::configured(
            "2024-07-01T12:00:00Z",
            "archive = false\ncurrencies = [\"USD\"]\n",
        );
        store_of_schema_3(&place, &format!("{future}{covered}"));
        place
            .run(&["--lang", "en", "status"])
            .code(6)
            .out_has("stale")
            .out_has("2024-05-22  stale");
        let asked = place.run(&["fetch", "--rates", "--dry-run"]);
        asked.out_has("date_req1=23/05/2024");
        let drawn = place.run(&["--lang", "en", "-q", "chart", "USD", "--format", "text"]);
        assert!(
            drawn.code(0).stdout.contains("2024") && !drawn.stdout.contains("2062"),
            "{drawn:?}"
        );
        let movers = place.run(&["--lang", "en", "movers", "--top", "1"]);
        movers.code(0).out_has("to 22 May 2024");
    }
}

/// The line about an outage ends with the day to which rates are stored, as `status` shows it.
#[test]
fn a_stored_record_of_2062_is_not_the_last_stored_day_in_an_outage() {
    let future =
        "INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen) VALUES
           ('cbr', 'USD', '2062-08-21', 1, 833550, 2, '2024-06-02T00:00:00Z');
         UPDATE coverage SET to_date = '2062-08-21';";
    let place = Place::asking("2024-07-01T12:00:00Z", "http://127.0.0.1:1", false);
    store_of_schema_3(&place, future);
    let ran = place.run(&["--lang", "en", "fetch", "--rates", "--currency", "USD"]);
    ran.code(4)
        .err_has("nothing fetched: USD; stored to 2024-05-22");
}

#[test]
fn a_record_on_the_last_day_of_the_calendar_ends_every_loop() {
    let place = empty();
    store_of_schema_3(
        &place,
        "INSERT INTO rate (source, currency, record_date, nominal, value_e4, answer, first_seen) VALUES
           ('cbr', 'USD', '9999-12-31', 1, 906537, 2, '2024-06-02T00:00:00Z');
         INSERT INTO coverage (source, currency, from_date, to_date) VALUES ('cbr', 'USD', '9999-12-30', '9999-12-31');",
    );
    for every in ["week", "month", "quarter", "year"] {
        for aggregate in ["last", "mean-days", "mean-records", "min", "max"] {
            let ran = place.run(&[
                "-q", "history", "USD", "--every", every, "--agg", aggregate, "--format", "csv",
            ]);
            let lines = ran.code(0).stdout.lines().count();
            assert!((3..=4).contains(&lines), "{every} {aggregate}: {ran:?}");
        }
    }
    let days = place.run(&["-q", "history", "USD", "--every", "day", "--format", "csv"]);
    assert_eq!(days.code(0).stdout.lines().count(), 1 + 6 + 1);
    let chart = [
        "-q",
        "chart",
        "USD",
        "--from",
        "9999-12-01",
        "--to",
        "9999-12-31",
        "-o",
        "x.svg",
    ];
    for more in [&[][..], &["--every", "week"], &["--every", "month"]] {
        place.run(&[&chart[..], more].concat()).code(0);
    }
    for command in ["status", "show"] {
        assert!(place.run(&["-q", command]).code.is_some());
    }
}

//! `rates fetch` against the Bank in the test process: what it asks, what it stores, what it leaves alone.

use crate::cbr_server::{CbrServer, dynamic_document};
use crate::command::Place;
use crate::kill::{dump, whole_history};
use crate::server::Reply;
use jiff::civil::{Date, date};
use ruble_rates::model::{Nominal, Record, Span};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

const NOW: &str = "2026-11-23T12:00:00Z";

fn record(day: Date, value_e4: i64) -> Record {
    Record::new(day, Nominal::ONE, value_e4).unwrap()
}

/// The real last days of the archive and made-up ones after them, on each day from Tuesday to Saturday.
fn after_the_archive(to: Date) -> BTreeMap<String, Vec<Record>> {
    // All that a fetch of the last fourteen days asks for again.
    let known = [
        (11, 826_060),
        (12, 823_742),
        (13, 829_977),
        (14, 838_058),
        (15, 845_449),
        (18, 850_136),
        (19, 851_645),
        (20, 851_293),
        (21, 833_550),
    ];
    let known = known.map(|(day, value)| (date(2026, 8, day), value));
    let later = date(2026, 8, 22)
        .series(jiff::Span::new().days(1))
        .take_while(|day| *day <= to);
    let later = later
        .filter(|day| !["Sunday", "Monday"].contains(&day.strftime("%A").to_string().as_str()));
    let later = later.map(|day| (day, 830_000 + i64::from(day.day_of_year())));
    let all = known
        .into_iter()
        .chain(later)
        .map(|(day, value)| record(day, value))
        .collect();
    BTreeMap::from([("R01235".to_owned(), all)])
}

fn dollars(base: &str, archive: bool, now: &str) -> Place {
    let place = Place::asking(now, base, archive);
    let path = "config/rates/config.toml";
    let toml = std::fs::read_to_string(place.path(path)).unwrap();
    place.write(path, &format!("currencies = [\"USD\"]\n{toml}"));
    place
}

#[test]
fn an_empty_store_gets_the_whole_history() {
    let bank = CbrServer::start(whole_history());
    let place = Place::asking(NOW, &bank.server().base(), false);
    let known = whole_history()["R01235"].len();
    let words = format!("USD: {known} new records; covered to 2026-11-24");
    place
        .run(&["fetch", "--lang", "en"])
        .no_out()
        .err_has(&words)
        .code(0);
    let asked = bank.server().requests();
    assert_eq!(
        asked[0].query,
        "date_req1=01/07/1992&date_req2=31/12/1993&VAL_NM_RQ=R01235"
    );
    assert_eq!((asked.len(), bank.server().most_at_once()), (18 + 14, 1));
    assert!(asked[0].headers["user-agent"].starts_with("rates/"));
    let spans: Vec<String> = dump(&place)
        .into_iter()
        .filter(|row| row.contains(".."))
        .collect();
    assert_eq!(
        spans,
        ["EUR 1999-01-01..2026-11-24", "USD 1992-07-01..2026-11-24"]
    );
    place
        .run(&["prove", "USD", "2024-05-21", "--format", "json"])
        .out_has("\"from\":\"answer\"")
        .out_has("<Record Date=");
}

#[test]
fn the_archive_is_brought_up_to_date_and_a_second_time_nothing_is_written() {
    let bank = CbrServer::start(after_the_archive(date(2026, 11, 24)));
    let place = dollars(&bank.server().base(), true, NOW);
    place
        .run(&["fetch", "--lang", "en"])
        .err_has("new records")
        .err_has("covered to 2026-11-24")
        .code(0);
    assert_eq!(
        bank.server().requests()[0].query,
        "date_req1=22/08/2026&date_req2=24/11/2026&VAL_NM_RQ=R01235"
    );
    let (before, rows) = (std::fs::read(place.db()).unwrap(), dump(&place));
    place
        .run(&["fetch", "--lang", "en"])
        .err_has("USD: nothing new")
        .code(0);
    assert_eq!(
        (std::fs::read(place.db()).unwrap(), dump(&place)),
        (before, rows)
    );
    let log = place.path("data/rates/rates.db-wal");
    assert!(!log.exists() || std::fs::metadata(log).unwrap().len() == 0);
    place
        .run(&["show", "--lang", "en"])
        .out_has("23 November 2026")
        .code(0);
}

#[test]
fn the_last_fourteen_days_are_confirmed_restated_and_awaited() {
    let bank = CbrServer::start(after_the_archive(date(2026, 8, 25)));
    let place = dollars(&bank.server().base(), true, "2026-08-25T09:00:00Z");
    place
        .run(&["fetch", "--lang", "en"])
        .err_has("2 new records, 9 confirmed; covered to 2026-08-25")
        .code(0);
    place.run(&["show", "--on", "tomorrow"]).code(3);
    bank.publish("R01235", record(date(2026, 8, 26), 831_111));
    bank.publish("R01235", record(date(2026, 8, 21), 833_551));
    let ran = place.run(&["fetch", "--lang", "en"]);
    ran.err_has("1 new record, 1 restated; covered to 2026-08-26")
        .err_has("2026-08-21: 83.3550 → 83.3551")
        .code(0);
    place
        .run(&["show", "--on", "tomorrow", "--digits", "4"])
        .out_has("83.1111")
        .code(0);
    let proof = place.run(&["prove", "USD", "2026-08-21", "--format", "json"]);
    proof
        .out_has("\"value\":83.3551")
        .out_has("\"superseded\":[{")
        .out_has("83.3550")
        .code(0);
}

#[test]
fn a_hole_is_found_and_filled() {
    let bank = CbrServer::start(whole_history());
    let place = dollars(&bank.server().base(), false, NOW);
    let ask = |from: &str, to: &str| {
        place
            .run(&["fetch", "--from", from, "--to", to])
            .code(0)
            .code
    };
    ask("1992-07-01", "2020-01-01");
    ask("2020-01-10", "2026-11-23");
    place
        .run(&["show", "--on", "2020-01-05", "--lang", "en"])
        .err_has("2020-01-02..2020-01-09")
        .code(3);
    place
        .run(&["status", "--format", "json"])
        .out_has("\"holes\":[{\"from\":\"2020-01-02\",\"to\":\"2020-01-09\"}]");
    let asked = bank.server().count();
    place.run(&["fetch"]).code(0);
    assert_eq!(
        bank.server().requests()[asked].query,
        "date_req1=02/01/2020&date_req2=09/01/2020&VAL_NM_RQ=R01235"
    );
    let undisturbed = dollars(&bank.server().base(), false, NOW);
    undisturbed.run(&["fetch"]).code(0);
    assert_eq!(dump(&place), dump(&undisturbed));
}

#[test]
fn a_fetch_broken_off_by_the_source_is_resumed() {
    let answers = std::sync::Arc::new(AtomicUsize::new(0));
    let counted = std::sync::Arc::clone(&answers);
    let instead = move |_: &_| {
        let failing = (7..9).contains(&counted.fetch_add(1, Ordering::SeqCst));
        failing.then(|| Reply::status(500, "down"))
    };
    let bank = CbrServer::start_with(whole_history(), Box::new(instead));
    let place = dollars(&bank.server().base(), false, NOW);
    place
        .run(&["fetch", "--lang", "en"])
        .err_has("not fetched: 2006-01-01..2026-11-23")
        .code(4);
    place.run(&["show", "--on", "2005-06-15"]).code(0);
    place.run(&["fetch"]).code(0);
    assert_eq!(answers.load(Ordering::SeqCst), 9 + 11);
    assert_eq!(
        dump(&place).iter().filter(|row| row.contains("..")).count(),
        1
    );
}

#[test]
fn what_was_typed_is_asked_and_nothing_else() {
    let bank = CbrServer::start(whole_history());
    let place = Place::asking(NOW, &bank.server().base(), false);
    let dry = place.run(&[
        "fetch",
        "--currency",
        "EUR",
        "--from",
        "2024-05-18",
        "--to",
        "2024-05-25",
        "--dry-run",
    ]);
    let url = "scripts/XML_dynamic.asp?date_req1=18/05/2024&date_req2=25/05/2024&VAL_NM_RQ=R01239";
    dry.out_is(&format!("{}/{url}", bank.server().base()))
        .code(0);
    assert_eq!(bank.server().count(), 0);
    place
        .run(&[
            "fetch",
            "--currency",
            "EUR,TRY",
            "--from",
            "2004-12-30",
            "--to",
            "2005-01-05",
            "-q",
        ])
        .no_err();
    let asked: Vec<String> = bank
        .server()
        .requests()
        .into_iter()
        .map(|one| one.query)
        .collect();
    assert_eq!(
        asked,
        [
            "date_req1=30/12/2004&date_req2=05/01/2005&VAL_NM_RQ=R01239",
            "date_req1=30/12/2004&date_req2=31/12/2004&VAL_NM_RQ=R01700",
            "date_req1=01/01/2005&date_req2=05/01/2005&VAL_NM_RQ=R01700J",
        ]
    );
}

#[test]
fn all_is_every_currency_of_the_catalogue() {
    let empty = |request: &crate::server::Request| {
        let day = |name: &str| Date::strptime("%d/%m/%Y", request.parameter(name)?).ok();
        let asked = Span::new(day("date_req1")?, day("date_req2")?)?;
        Some(Reply::ok(dynamic_document(
            request.parameter("VAL_NM_RQ")?,
            asked,
            &[],
        )))
    };
    let bank = CbrServer::start_with(BTreeMap::new(), Box::new(empty));
    let place = Place::asking(NOW, &bank.server().base(), false);
    // A Sunday and a Monday: silence is lawful for all.
    place
        .run(&[
            "fetch",
            "--all",
            "--from",
            "2024-05-19",
            "--to",
            "2024-05-20",
        ])
        .code(0);
    let quoted = ruble_rates::model::CATALOGUE
        .iter()
        .filter(|one| one.last_day.is_none_or(|last| last > date(2024, 5, 20)));
    assert_eq!(dump(&place).len(), quoted.count());
}

#[test]
fn quiet_is_quiet_and_verbose_names_each_request() {
    let bank = CbrServer::start(after_the_archive(date(2026, 8, 25)));
    let at = |now| dollars(&bank.server().base(), true, now);
    at("2026-08-25T09:00:00Z")
        .run(&["fetch", "-q"])
        .no_out()
        .no_err()
        .code(0);
    at("2026-08-25T09:00:00Z")
        .run(&["fetch", "-v"])
        .no_out()
        .err_has("VAL_NM_RQ=R01235")
        .code(0);
}

/// What was known on a day is what had been fetched by its end.
#[test]
fn a_restated_value_is_proved_as_it_was_known() {
    let bank = CbrServer::start(after_the_archive(date(2026, 8, 25)));
    let place = dollars(&bank.server().base(), true, "2026-11-25T09:00:00Z");
    let late = ["fetch", "--from", "2026-08-19", "--to", "2026-08-25", "-q"];
    place.run(&late).code(0);
    bank.publish("R01235", record(date(2026, 8, 25), 999_999));
    let later = place
        .command(&late)
        .env("RATES_NOW", "2026-11-27T09:00:00Z")
        .status()
        .unwrap();
    assert_eq!(later.code(), Some(0));
    let value = |known: &str| {
        place.run(&[
            "prove",
            "USD",
            "2026-08-25",
            "--as-known",
            known,
            "--format",
            "json",
        ])
    };
    value("2026-11-24").err_has("2026-11-24").code(3);
    value("2026-11-26")
        .out_has("\"value\":83.0237")
        .out_has("\"superseded\":[]");
    value("2026-11-27")
        .out_has("\"value\":99.9999")
        .out_has("83.0237");
}

/// One currency silent for weeks is a fault of its own; the others are stored.
#[test]
fn a_silent_currency_does_not_hold_up_the_others() {
    let mut series = whole_history();
    series.remove("R01239");
    let bank = CbrServer::start(series);
    let place = Place::asking(NOW, &bank.server().base(), false);
    let ran = place.run(&[
        "fetch",
        "--from",
        "2024-04-01",
        "--to",
        "2024-04-30",
        "--lang",
        "en",
    ]);
    ran.err_has("nothing listed from 2024-04-01 to 2024-04-30")
        .err_has("USD: 21 new records")
        .code(5);
    assert!(dump(&place).iter().all(|row| row.starts_with("USD")));
}

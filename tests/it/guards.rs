//! Which figures of an answer a fetch believes, and how it reports the others.

use crate::cbr_server::{CbrServer, dynamic_document};
use crate::command::{Place, Ran};
use crate::kill::{dump, whole_history};
use crate::server::{Reply, Request, Server};
use jiff::civil::{Date, date};
use ruble_rates::model::{Decimal, Nominal, Record, Span};
use std::collections::BTreeMap;

const NOW: &str = "2024-05-30T09:00:00Z";

fn record(day: &str, value: &str) -> Record {
    let value_e4 = Decimal::parse(value).unwrap().to_e4().unwrap();
    Record::new(day.parse().unwrap(), Nominal::ONE, value_e4).unwrap()
}

fn records(figures: &[(&str, &str)]) -> Vec<Record> {
    figures
        .iter()
        .map(|(day, value)| record(day, value))
        .collect()
}

const DOLLARS: &[(&str, &str)] = &[
    ("2024-05-17", "90.9239"),
    ("2024-05-18", "90.9873"),
    ("2024-05-21", "90.6537"),
    ("2024-05-22", "90.4082"),
    ("2024-05-23", "90.1887"),
    ("2024-05-24", "90.2486"),
    ("2024-05-25", "89.7026"),
];

const EUROS: &[(&str, &str)] = &[
    ("2024-05-17", "98.8978"),
    ("2024-05-18", "98.7776"),
    ("2024-05-21", "98.5842"),
    ("2024-05-22", "98.2971"),
    ("2024-05-23", "97.8989"),
    ("2024-05-24", "97.8788"),
    ("2024-05-25", "97.0954"),
];

fn without(figures: &[(&str, &str)], days: &[&str]) -> Vec<Record> {
    records(
        &figures
            .iter()
            .copied()
            .filter(|(day, _)| !days.contains(day))
            .collect::<Vec<_>>(),
    )
}

/// The Bank with these dollars and euros.
fn bank(dollars: Vec<Record>, euros: Vec<Record>) -> CbrServer {
    CbrServer::start(BTreeMap::from([
        ("R01235".to_owned(), dollars),
        ("R01239".to_owned(), euros),
    ]))
}

fn fetch(place: &Place, codes: &str, from: &str, to: &str) -> Ran {
    place.run(&[
        "fetch",
        "--currency",
        codes,
        "--from",
        from,
        "--to",
        to,
        "--lang",
        "en",
    ])
}

/// How many lines of stderr have a text in them.
fn lines_with(ran: &Ran, text: &str) -> usize {
    ran.stderr
        .lines()
        .filter(|line| line.contains(text))
        .count()
}

#[test]
fn a_day_that_jumps_away_and_returns_is_left_out_and_said() {
    let figures = records(&[
        ("2024-05-18", "90.9873"),
        ("2024-05-21", "7.5300"),
        ("2024-05-22", "90.4082"),
    ]);
    let bank = bank(figures, vec![]);
    let place = Place::asking(NOW, &bank.server().base(), false);
    let ran = fetch(&place, "USD", "2024-05-18", "2024-05-22");
    ran.err_has("absurd figure for 2024-05-21: 7.5300 for 1 beside 90.9873 for 1 of 2024-05-18")
        .err_has("2 new records")
        .err_has("not fetched: 2024-05-19..2024-05-21")
        .code(5);
    place
        .run(&["show", "USD", "--on", "2024-05-21", "--lang", "en"])
        .err_has("2024-05-19..2024-05-21")
        .code(3);
}

/// The euro's figure under the dollar's date, 9 % away: seen against the dollar's stored history, on the last day only
/// because the euro's own figure is stored too.
#[test]
fn the_euros_figure_among_the_dollars_is_left_out() {
    let mut dollars = records(DOLLARS);
    dollars[3] = record("2024-05-22", "98.2971");
    let bank = bank(dollars, vec![]);
    for (to, words) in [
        ("2024-05-23", "98.2971 for 1 is the EUR figure of that date"),
        ("2024-05-22", "98.2971 for 1 is the EUR figure of that date"),
    ] {
        let place = Place::asking(NOW, &bank.server().base(), true);
        fetch(&place, "USD", "2024-05-18", to)
            .err_has(words)
            .code(5);
        place
            .run(&["show", "USD", "--on", "2024-05-22", "--digits", "4"])
            .out_has("90.4082")
            .code(0);
    }
}

/// Runs the fetches one after the other in a new place; afterwards the dollar's days 22 to 24 are a hole.
fn check_hole(bank: &CbrServer, asked: &[&str]) {
    let place = Place::asking(NOW, &bank.server().base(), false);
    let mut last = None;
    for codes in asked {
        last = Some(fetch(&place, codes, "2024-05-18", "2024-05-28"));
    }
    let ran = last.unwrap();
    let words = "no USD record for 2024-05-22, 2024-05-23, 2024-05-24, although EUR has one";
    ran.err_has(words)
        .err_has("not fetched: 2024-05-22..2024-05-24")
        .code(5);
    assert_eq!(lines_with(&ran, "no USD record"), 1, "{ran:?}");
    let show = place.run(&["show", "USD", "--on", "2024-05-23", "--lang", "en"]);
    show.err_has("not fetched: 2024-05-22..2024-05-24").code(3);
    place
        .run(&["status", "--format", "json"])
        .out_has("{\"from\":\"2024-05-22\",\"to\":\"2024-05-24\"}");
    place.run(&["db", "check"]).code(0);
}

#[test]
fn days_missing_inside_one_list_are_seen_against_the_others() {
    let holed = without(DOLLARS, &["2024-05-22", "2024-05-23", "2024-05-24"]);
    let bank = bank(holed, records(EUROS));
    check_hole(&bank, &["USD,EUR"]);
    check_hole(&bank, &["EUR,USD"]);
    check_hole(&bank, &["EUR", "USD"]);
    let place = Place::asking(NOW, &bank.server().base(), false);
    fetch(&place, "USD", "2024-05-18", "2024-05-28").code(0);
    fetch(&place, "EUR", "2024-05-18", "2024-05-28")
        .err_has("no USD record")
        .code(5);
}

#[test]
fn a_hole_heals_when_the_source_lists_the_days_again() {
    let bank = bank(
        without(DOLLARS, &["2024-05-22", "2024-05-25"]),
        records(EUROS),
    );
    let place = Place::asking(NOW, &bank.server().base(), false);
    let ran = fetch(&place, "USD,EUR", "2024-05-18", "2024-05-28");
    ran.err_has("no USD record for 2024-05-22, 2024-05-25, although EUR has one")
        .code(5);
    bank.publish("R01235", record("2024-05-22", "90.4082"));
    bank.publish("R01235", record("2024-05-25", "89.7026"));
    place
        .run(&[
            "fetch",
            "--currency",
            "USD",
            "--from",
            "2024-05-18",
            "--to",
            "2024-05-28",
            "-q",
        ])
        .no_err()
        .code(0);
    place
        .run(&["show", "USD", "--on", "2024-05-27", "--digits", "4"])
        .out_has("89.7026")
        .code(0);
}

/// The archive has the days of eight currencies, so a hole in one list is seen with no other fetch at all. The figures
/// that are stored stay; only a currency that lacks them is asked for again.
#[test]
fn days_missing_are_seen_against_the_archive() {
    let kroner = [
        "2024-05-18",
        "2024-05-21",
        "2024-05-23",
        "2024-05-24",
        "2024-05-25",
        "2024-05-28",
    ];
    let kroner = kroner.map(|day| record(day, "13.2345")).to_vec();
    let bank = CbrServer::start(BTreeMap::from([("R01215".to_owned(), kroner)]));
    let place = Place::asking(NOW, &bank.server().base(), true);
    let ran = fetch(&place, "DKK", "2024-05-18", "2024-05-28");
    ran.err_has("no DKK record for 2024-05-22, although USD has one")
        .err_has("not fetched: 2024-05-22")
        .code(5);
}

#[test]
fn a_weekend_filled_in_by_the_source_is_reported() {
    let mut filled = records(DOLLARS);
    filled.insert(2, record("2024-05-19", "90.9873"));
    filled.insert(3, record("2024-05-20", "90.9873"));
    let bank = bank(filled, records(EUROS));
    let place = Place::asking(NOW, &bank.server().base(), false);
    let ran = fetch(&place, "USD,EUR", "2024-05-18", "2024-05-28");
    let words =
        "USD has a record for 2024-05-19, 2024-05-20, where no other daily currency has one";
    ran.err_has(words).code(5);
    assert_eq!(lines_with(&ran, "no other daily currency"), 1, "{ran:?}");
}

#[test]
fn a_source_that_ignores_the_range_is_said_in_one_line() {
    let all = whole_history()["R01235"].clone();
    let asked = Span::new(date(2024, 5, 21), date(2024, 5, 25)).unwrap();
    let ignoring = move |_: &Request| {
        let whole = Span::new(date(1992, 7, 1), date(2026, 12, 31)).unwrap();
        let body = String::from_utf8(dynamic_document("R01235", whole, &all)).unwrap();
        Reply::ok(body.replace(
            "01.07.1992\" DateRange2=\"31.12.2026",
            "21.05.2024\" DateRange2=\"25.05.2024",
        ))
    };
    let server = Server::start(ignoring);
    let place = Place::asking(NOW, &server.base(), false);
    let ran = fetch(&place, "USD", "2024-05-21", "2024-05-25");
    ran.err_has("USD: 5 new records")
        .err_has(
            "8970 records outside the days asked for, 2024-05-21..2024-05-25: 1992-07-01, 1992-07-02, 1992-07-03 and 8967 more",
        )
        .code(5);
    assert_eq!(lines_with(&ran, "rates:"), 1, "{ran:?}");
    let stored = dump(&place);
    assert_eq!(stored.len(), 6, "{stored:?}");
    assert!(stored.contains(&format!("USD {asked}")), "{stored:?}");
    let quiet = place.run(&[
        "fetch",
        "--currency",
        "USD",
        "--from",
        "2024-05-21",
        "--to",
        "2024-05-25",
        "-q",
    ]);
    assert_eq!(quiet.stderr.lines().count(), 1, "{quiet:?}");
    quiet.code(5);
}

/// Every record of an answer is bad: a few are named, the rest counted.
#[test]
fn many_faults_of_one_kind_are_counted() {
    let all = whole_history()["R01235"].clone();
    let bad = move |_: &Request| {
        let asked = Span::new(date(2024, 1, 1), date(2024, 5, 29)).unwrap();
        let body = String::from_utf8(dynamic_document("R01235", asked, &all)).unwrap();
        Reply::ok(body.replace("<Nominal>1<", "<Nominal>3<"))
    };
    let server = Server::start(bad);
    let place = Place::asking(NOW, &server.base(), false);
    let ran = fetch(&place, "USD", "2024-01-01", "2024-05-29");
    ran.err_has("absurd figure for 2024-01-02")
        .err_has("102 more absurd figures, the last one for 2024-05-29")
        .code(5);
    assert_eq!(lines_with(&ran, "rates:"), 6, "{ran:?}");
}

/// Answers with the range cut at `to`.
fn ending(to: Date) -> impl Fn(&Request) -> Reply + Send + Sync {
    let all = whole_history()["R01235"].clone();
    move |request: &Request| {
        let day =
            |name: &str| Date::strptime("%d/%m/%Y", request.parameter(name).unwrap()).unwrap();
        let listed = Span::new(day("date_req1"), day("date_req2").min(to)).unwrap();
        Reply::ok(dynamic_document("R01235", listed, &all))
    }
}

#[test]
fn a_source_that_says_it_ends_earlier_ends_with_5() {
    let server = Server::start(ending(date(2024, 3, 15)));
    let place = Place::asking("2025-02-01T09:00:00Z", &server.base(), false);
    let ran = fetch(&place, "USD", "2024-01-01", "2024-12-31");
    ran.err_has("asked to 2024-12-31, the source lists to 2024-03-15")
        .err_has("not fetched: 2024-03-16..2024-12-31")
        .code(5);
    assert_eq!(lines_with(&ran, "rates:"), 1, "{ran:?}");
    let russian = [
        "fetch",
        "--currency",
        "USD",
        "--from",
        "2024-01-01",
        "--to",
        "2024-12-31",
        "--lang",
        "ru",
    ];
    place
        .run(&russian)
        .err_has("запрошено по 2024-12-31, источник даёт по 2024-03-15")
        .code(5);
}

/// A plain fetch asks to tomorrow; a source that lists to today has given all there is.
#[test]
fn a_source_that_ends_today_has_not_ended_early() {
    let server = Server::start(ending(date(2024, 5, 30)));
    let place = Place::asking(NOW, &server.base(), false);
    let asked = [
        "fetch",
        "--currency",
        "USD",
        "--from",
        "2024-05-20",
        "--lang",
        "en",
    ];
    place.run(&asked).err_has("covered to 2024-05-30").code(0);
}

/// One line names the cause in the language asked for, whatever the number of currencies; `-v` adds the library's words.
#[test]
fn a_source_out_of_reach_is_said_once() {
    let place = Place::asking("2026-08-25T09:00:00Z", "http://127.0.0.1:1", true);
    for (lang, words, summary) in [
        (
            "en",
            "no connection (refused)",
            "nothing fetched: USD, EUR; stored to 2026-08-21",
        ),
        (
            "ru",
            "нет соединения (отказано)",
            "не загружено ничего: USD, EUR; сохранены курсы до 2026-08-21",
        ),
    ] {
        let ran = place.run(&["fetch", "--lang", lang]);
        ran.err_has(words).err_has(summary).code(4);
        assert_eq!(ran.stderr.lines().count(), 3, "{ran:?}");
    }
    let all = place.run(&["fetch", "--all", "--lang", "en"]);
    assert_eq!(all.code(4).stderr.lines().count(), 3, "{all:?}");
    let quiet = place.run(&["fetch", "--lang", "en", "-q"]);
    assert_eq!(quiet.code(4).stderr.lines().count(), 2, "{quiet:?}");
    place
        .run(&["fetch", "--lang", "en", "-v"])
        .err_has("(os error 111)")
        .code(4);
}

/// Nothing can be stored after the first refusal of the store, so nothing more is asked.
#[test]
fn a_store_that_refuses_ends_the_asking() {
    let bank = CbrServer::start(whole_history());
    let place = Place::asking(NOW, &bank.server().base(), false);
    place.run(&["status"]);
    let db = rusqlite::Connection::open(place.db()).unwrap();
    db.execute_batch("CREATE TRIGGER full BEFORE INSERT ON answer BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END").unwrap();
    let ran = place.run(&["fetch", "--lang", "en"]);
    ran.err_has("database or disk is full").code(1);
    assert_eq!(
        (bank.server().count(), lines_with(&ran, "disk is full")),
        (1, 1),
        "{ran:?}"
    );
}

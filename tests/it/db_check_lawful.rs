//! No false alarm: whatever a fetch, an import or another version of the program lawfully leaves is sound.

use crate::cbr_server::{CbrServer, dynamic_document};
use crate::command::{AFTER_ARCHIVE, Place, archive_store};
use crate::kill::whole_history;
use crate::server::{Reply, Request, Server};
use jiff::civil::{Date, date};
use ruble_rates::model::{Decimal, Nominal, Record, Span};
use ruble_rates::store::archive::canonical_lines;
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};

const NOW: &str = "2026-08-25T09:00:00Z";

fn record(day: Date, value: &str) -> Record {
    Record::new(
        day,
        Nominal::ONE,
        Decimal::parse(value).unwrap().to_e4().unwrap(),
    )
    .unwrap()
}

/// The archive's last days, and two after them.
fn august() -> BTreeMap<String, Vec<Record>> {
    let days = [
        (11, "82.6060"),
        (12, "82.3742"),
        (13, "82.9977"),
        (14, "83.8058"),
        (15, "84.5449"),
        (18, "85.0136"),
        (19, "85.1645"),
        (20, "85.1293"),
        (21, "83.3550"),
        (22, "83.1000"),
        (25, "83.2000"),
    ];
    let records = days
        .iter()
        .map(|(day, value)| record(date(2026, 8, *day), value))
        .collect();
    BTreeMap::from([("R01235".to_owned(), records)])
}

#[track_caller]
fn is_sound(place: &Place) {
    place
        .run(&["db", "check", "--lang", "en"])
        .out_has("ok")
        .code(0);
}

fn fetch_at(place: &Place, now: &str, arguments: &[&str]) -> i32 {
    let mut command = place.command(&[&["fetch", "-q", "--currency", "USD"], arguments].concat());
    command
        .env("RATES_NOW", now)
        .output()
        .unwrap()
        .status
        .code()
        .unwrap()
}

#[test]
fn figures_confirmed_restated_and_taken_back_are_no_fault() {
    let bank = CbrServer::start(august());
    let place = Place::asking(NOW, &bank.server().base(), true);
    assert_eq!(fetch_at(&place, NOW, &[]), 0);
    is_sound(&place);
    for (now, value) in [
        ("2026-08-25T10:00:00Z", "83.3551"),
        ("2026-08-25T11:00:00Z", "83.3552"),
        // Bytes that are kept already: they are not kept twice, and the figure names the old answer.
        ("2026-08-25T12:00:00Z", "83.3551"),
        ("2026-08-25T12:00:00Z", "83.3550"),
        // The clock goes back, and known bytes come again.
        ("2026-08-24T12:00:00Z", "83.3553"),
        ("2026-08-24T11:00:00Z", "83.3551"),
        ("2026-08-24T10:00:00Z", "83.3550"),
    ] {
        bank.publish("R01235", record(date(2026, 8, 21), value));
        assert_eq!(fetch_at(&place, now, &[]), 0);
        is_sound(&place);
    }
    let sql = "SELECT count(*) FROM rate WHERE superseded_at IS NOT NULL";
    let superseded: i64 = Connection::open(place.db())
        .unwrap()
        .query_row(sql, [], |row| row.get(0))
        .unwrap();
    assert_eq!(superseded, 7);
}

/// Swapping the current and the superseded figure leaves each with its answer, and is found nevertheless.
#[test]
fn a_superseded_figure_made_current_again_is_no_lawful_store() {
    let bank = CbrServer::start(august());
    let place = Place::asking(NOW, &bank.server().base(), false);
    assert_eq!(fetch_at(&place, NOW, &["--from", "2026-08-19"]), 0);
    bank.publish("R01235", record(date(2026, 8, 21), "84.0000"));
    assert_eq!(
        fetch_at(&place, "2026-08-25T10:00:00Z", &["--from", "2026-08-19"]),
        0
    );
    is_sound(&place);
    let swap =
        "UPDATE rate SET superseded_at = CASE WHEN superseded_at IS NULL THEN '2026-08-25T10:00:00Z' END
                WHERE record_date = '2026-08-21'";
    Connection::open(place.db())
        .unwrap()
        .execute_batch(swap)
        .unwrap();
    let words = "rate USD 2026-08-21, column superseded_at: 83.3550 per 1 is current, but later answer 2, fetched 2026-08-25T10:00:00Z, says 84.0000 per 1";
    place
        .run(&["db", "check", "--lang", "en"])
        .err_has(words)
        .code(1);
    place
        .run(&["prove", "USD", "2026-08-21", "--lang", "en"])
        .no_out()
        .err_has(words)
        .code(1);
}

#[test]
fn records_left_out_with_their_days_uncovered_are_no_fault() {
    let slips = [
        ("83.3550", "8335.5"),
        ("83.3550", "0.8335"),
        ("83.3550", "none"),
        ("83.1000", "0"),
    ];
    for (figure, slip) in slips {
        let change = move |request: &Request| {
            let text = String::from_utf8(august_reply(request)).unwrap();
            let (figure, slip) = (figure.replace('.', ","), slip.replace('.', ","));
            Reply::ok(text.replace(
                &format!("<Value>{figure}</Value>"),
                &format!("<Value>{slip}</Value>"),
            ))
        };
        let server = Server::start(change);
        for archive in [false, true] {
            let place = Place::asking(NOW, &server.base(), archive);
            assert_eq!(
                fetch_at(&place, NOW, &["--from", "2026-08-19", "--to", "2026-08-25"]),
                5,
                "{slip}"
            );
            is_sound(&place);
        }
    }
}

/// One list has a hole, which is covered; the next one fills it with a figure that a neighbouring slip makes absurd; then
/// the slip is taken back. The day is covered, the figure is in a kept answer, and it was never stored.
#[test]
fn a_record_left_out_on_a_day_that_another_answer_covers_is_no_fault() {
    let asked = AtomicUsize::new(0);
    let server = Server::start(move |request| {
        let text = String::from_utf8(august_reply(request)).unwrap();
        let begin = text
            .find("<Record Date=\"20.08.2026\"")
            .unwrap_or(text.len());
        let end = text
            .find("<Record Date=\"21.08.2026\"")
            .unwrap_or(text.len());
        let without_unit_rates = |text: &str| text.replace("VunitRate", "Other");
        Reply::ok(match asked.fetch_add(1, Ordering::SeqCst) {
            0 => format!("{}{}", &text[..begin], &text[end..]),
            1 => without_unit_rates(&text)
                .replace(">85,1645<", ">1618,0000<")
                .replace(">85,1293<", ">70,0000<"),
            _ => text,
        })
    });
    let place = Place::asking(NOW, &server.base(), false);
    for days in [
        ["2026-08-19", "2026-08-25"],
        ["2026-08-19", "2026-08-25"],
        ["2026-08-19", "2026-08-19"],
    ] {
        fetch_at(&place, NOW, &["--from", days[0], "--to", days[1]]);
        is_sound(&place);
    }
}

/// What the Bank answers to any question about August.
fn august_reply(request: &Request) -> Vec<u8> {
    let day = |name: &str| Date::strptime("%d/%m/%Y", request.parameter(name).unwrap()).unwrap();
    let asked = Span::new(day("date_req1"), day("date_req2")).unwrap();
    dynamic_document("R01235", asked, &august()["R01235"])
}

/// A source that ignores the range gives the same bytes to every question, and they are kept once.
#[test]
fn one_answer_to_all_questions_is_no_fault() {
    let whole = Span::new(date(2026, 8, 1), date(2026, 8, 25)).unwrap();
    let server =
        Server::start(move |_| Reply::ok(dynamic_document("R01235", whole, &august()["R01235"])));
    let place = Place::asking(NOW, &server.base(), false);
    fetch_at(&place, NOW, &["--from", "2026-08-19", "--to", "2026-08-20"]);
    is_sound(&place);
    fetch_at(&place, NOW, &["--from", "2026-08-22", "--to", "2026-08-25"]);
    is_sound(&place);
    let archived = Place::asking(NOW, &server.base(), true);
    fetch_at(
        &archived,
        NOW,
        &["--from", "2026-08-21", "--to", "2026-08-21"],
    );
    is_sound(&archived);
}

/// Today has no record yet, is covered, and gets one later in the day; the same bytes cover another day tomorrow.
#[test]
fn days_covered_before_their_record_is_out_are_no_fault() {
    let asked = AtomicUsize::new(0);
    let server = Server::start(move |request| {
        let text = String::from_utf8(august_reply(request)).unwrap();
        let is_early = asked.fetch_add(1, Ordering::SeqCst) < 2;
        let late = text
            .find("<Record Date=\"25.08.2026\"")
            .filter(|_| is_early);
        Reply::ok(late.map_or(text.clone(), |at| format!("{}</ValCurs>", &text[..at])))
    });
    let place = Place::asking(NOW, &server.base(), false);
    let days = ["--from", "2026-08-19", "--to", "2026-08-26"];
    for now in [
        "2026-08-23T09:00:00Z",
        "2026-08-24T09:00:00Z",
        "2026-08-25T09:00:00Z",
    ] {
        assert_eq!(fetch_at(&place, now, &days), 0);
        is_sound(&place);
    }
}

#[test]
fn one_day_of_all_next_to_a_hole_is_no_fault() {
    let server = Server::start(|request| {
        if request.path.ends_with("XML_dynamic.asp") {
            return Reply::ok(august_reply(request));
        }
        Reply::ok(
            "<?xml version=\"1.0\"?><ValCurs Date=\"21.09.2002\" name=\"x\"><Valute ID=\"R01235\"><CharCode>USD</CharCode>\
             <Nominal>1</Nominal><Value>31,6800</Value></Valute><Valute ID=\"R01700\"><CharCode>TRL</CharCode>\
             <Nominal>1000000</Nominal><Value>18,9960</Value></Valute><Valute ID=\"R99999\"><CharCode>XXX</CharCode>\
             <Nominal>1</Nominal><Value>18,9960</Value></Valute></ValCurs>",
        )
    });
    for archive in [false, true] {
        let place = Place::asking(NOW, &server.base(), archive);
        place
            .run(&[
                "fetch",
                "-q",
                "--all",
                "--from",
                "2002-09-22",
                "--to",
                "2002-09-22",
            ])
            .code(0);
        is_sound(&place);
        assert_eq!(fetch_at(&place, NOW, &["--from", "2026-08-19"]), 0);
        is_sound(&place);
        place
            .run(&["prove", "TRY", "2002-09-21"])
            .out_has("R01700")
            .code(0);
    }
}

/// The lev of 1999-07-01 has two records, of the old unit and of the new.
#[test]
fn two_nominals_on_one_date_are_no_fault() {
    let body = include_bytes!("../fixtures/dynamic_two_nominals_one_date.xml");
    let server = Server::start(move |_| Reply::ok(body.as_slice()));
    let place = Place::asking(NOW, &server.base(), false);
    place
        .run(&[
            "fetch",
            "--currency",
            "BGN",
            "--from",
            "1999-07-01",
            "--to",
            "1999-07-31",
            "-q",
        ])
        .code(0);
    is_sound(&place);
    let run = |sql: &str| {
        Connection::open(place.db())
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    };
    run("UPDATE rate SET superseded_at = '2026-08-25T09:00:00Z'
         WHERE nominal = 1 AND record_date = '1999-07-01' AND currency = 'BGN'");
    let words = "rate BGN 1999-07-01, column superseded_at: ";
    place
        .run(&["db", "check", "--lang", "en"])
        .err_has(words)
        .code(1);
    run("UPDATE rate SET superseded_at = NULL; DELETE FROM rate WHERE nominal = 1000");
    place
        .run(&["db", "check", "--lang", "en"])
        .err_has("rate BGN 1999-07-01: there is no row")
        .code(1);
}

#[test]
fn what_rests_on_imports_is_counted_and_no_fault() {
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    place.write(
        "own.csv",
        "date,char_code,nominal,value\n2024-05-18,USD,1,90.9873\n2024-05-21,USD,1,89.0000\n",
    );
    place.run(&["db", "import", "own.csv"]).code(0);
    place
        .run(&["db", "check", "--lang", "en"])
        .out_has("ok")
        .err_has("2 figures come from imported files, and no answer of the source confirms them")
        .err_has("1 differs from the built-in archive, first USD 2024-05-21 (`rates prove USD 2024-05-21`)")
        .code(0);
}

/// A store that a program with another archive has filled: its lines still have the hash that it noted.
#[test]
fn a_store_filled_by_another_version_of_the_program_is_sound() {
    let place = Place::new(AFTER_ARCHIVE);
    std::fs::create_dir_all(place.db().parent().unwrap()).unwrap();
    std::fs::copy(archive_store(), place.db()).unwrap();
    let db = Connection::open(place.db()).unwrap();
    let end = "2025-12-31";
    db.execute(
        "DELETE FROM rate WHERE currency = 'USD' AND record_date > ?1",
        [end],
    )
    .unwrap();
    db.execute(
        "UPDATE coverage SET to_date = ?1 WHERE currency = 'USD'",
        [end],
    )
    .unwrap();
    let select =
        "SELECT record_date, value_e4 FROM rate WHERE currency = 'USD' ORDER BY record_date";
    let row = |row: &rusqlite::Row<'_>| {
        let day: String = row.get(0)?;
        Ok(Record::new(day.parse().unwrap(), Nominal::ONE, row.get(1)?).unwrap())
    };
    let records: Vec<Record> = db
        .prepare(select)
        .unwrap()
        .query_map([], row)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let digest = Sha256::digest(canonical_lines("USD", &records));
    let mut hash = String::new();
    for byte in digest {
        write!(hash, "{byte:02x}").unwrap();
    }
    let update = "UPDATE answer SET url = ?1, sha256 = ?2 WHERE url LIKE 'archive:USD%'";
    db.execute(
        update,
        params![format!("archive:USD_1992-07-01_{end}"), hash],
    )
    .unwrap();
    is_sound(&place);
    let prove = |day: &str| place.run(&["prove", "USD", day, "--lang", "en"]);
    prove("2024-05-21")
        .out_has("archive of another version of the program, all of its lines intact")
        .code(0);

    db.execute_batch(
        "UPDATE rate SET value_e4 = 806537 WHERE currency = 'USD' AND record_date = '2024-05-21'",
    )
    .unwrap();
    let words = "rate USD 1992-07-01..2025-12-31: the rows do not have the archive's SHA-256";
    place
        .run(&["db", "check", "--lang", "en"])
        .err_has(words)
        .code(1);
    prove("2024-05-21")
        .no_out()
        .err_has(words)
        .err_has("--from 2024-05-21 --to 2024-05-21")
        .code(1);
}

/// Another process may fetch while the check reads.
#[test]
fn a_check_while_others_write_finds_no_fault() {
    let bank = CbrServer::start(whole_history());
    let place = Place::asking("2026-11-23T12:00:00Z", &bank.server().base(), true);
    is_sound(&place);
    let mut fetch = place.start(&["fetch", "-q", "--from", "1992-07-01"]);
    let mut checks = 0;
    while fetch.try_wait().unwrap().is_none() {
        is_sound(&place);
        checks += 1;
    }
    assert!(checks > 0);
    is_sound(&place);
}

//! Each fault of an answer has its own words and exit code, and leaves the store as it was.

use crate::cbr_server::{CbrServer, dynamic_document};
use crate::command::{Place, Ran};
use crate::kill::dump;
use crate::server::{Fault, Reply, Request, Server};
use expect_test::expect;
use jiff::civil::date;
use ruble_rates::model::{Decimal, Nominal, Record, Span};
use std::collections::BTreeMap;
use std::time::Duration;

const NOW: &str = "2024-05-22T09:00:00Z";
const FETCH: &[&str] = &[
    "fetch",
    "--currency",
    "USD",
    "--from",
    "2024-05-18",
    "--to",
    "2024-05-25",
    "--lang",
    "en",
];

fn record(day: i8, value: &str) -> Record {
    let value_e4 = Decimal::parse(value).unwrap().to_e4().unwrap();
    Record::new(date(2024, 5, day), Nominal::ONE, value_e4).unwrap()
}

fn may() -> Vec<Record> {
    vec![
        record(18, "90.9873"),
        record(21, "90.6537"),
        record(22, "90.4082"),
    ]
}

fn sound() -> Vec<u8> {
    dynamic_document(
        "R01235",
        Span::new(date(2024, 5, 18), date(2024, 5, 25)).unwrap(),
        &may(),
    )
}

/// The sound answer with one text in it replaced.
fn with(what: &str, by: &str) -> Vec<u8> {
    let text = String::from_utf8(sound()).unwrap();
    assert!(text.contains(what), "{text}");
    text.replace(what, by).into_bytes()
}

/// A store with 2024-05-14..17, and a source that then answers with `reply`.
fn meet(reply: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> (Place, Vec<String>, Ran) {
    let before = [
        record(14, "91.2575"),
        record(15, "91.2063"),
        record(16, "91.2058"),
        record(17, "90.9239"),
    ];
    let bank = CbrServer::start(BTreeMap::from([("R01235".to_owned(), before.to_vec())]));
    let place = Place::asking(NOW, &bank.server().base(), false);
    place
        .run(&[
            "fetch",
            "--currency",
            "USD",
            "--from",
            "2024-05-14",
            "--to",
            "2024-05-17",
        ])
        .code(0);
    let before = dump(&place);
    let server = Server::start(reply);
    let toml = std::fs::read_to_string(place.path("config/rates/config.toml")).unwrap();
    let toml = toml
        .replace(&bank.server().base(), &server.base())
        .replace("timeout_s = 10", "timeout_s = 0.3");
    place.write("config/rates/config.toml", &toml);
    let ran = place.run(FETCH);
    (place, before, ran)
}

fn check(reply: impl Fn(&Request) -> Reply + Send + Sync + 'static, words: &str, code: i32) {
    let (place, before, ran) = meet(reply);
    ran.err_has(words).code(code);
    assert_eq!(dump(&place), before, "{words}");
    place.run(&["db", "check"]).code(0);
}

#[test]
fn what_is_no_answer_ends_with_4() {
    check(
        |_| Reply::status(500, "<html><h1>500 | Bank of Russia</h1></html>"),
        "500 | Bank of Russia",
        4,
    );
    check(
        |_| Reply::status(503, "later").with_header("Retry-After", "0"),
        "503",
        4,
    );
    check(
        |_| Reply::status(429, "slower").with_header("Retry-After", "3600"),
        "429",
        4,
    );
    check(
        |_| Reply::ok(sound()).with_fault(Fault::CloseBeforeAnswer),
        "no answer",
        4,
    );
    check(
        |_| Reply::ok(sound()).with_fault(Fault::CutBody(100)),
        "no answer",
        4,
    );
    check(
        |_| Reply::ok(sound()).with_fault(Fault::SlowHeaders(Duration::from_secs(2))),
        "headers",
        4,
    );
    check(
        |_| Reply::ok(sound()).with_fault(Fault::SlowBody(Duration::from_secs(2))),
        "body",
        4,
    );
}

#[test]
fn a_refused_connection_ends_with_4() {
    let place = Place::asking(NOW, "http://127.0.0.1:1", false);
    let ran = place.run(FETCH);
    ran.err_has("127.0.0.1:1")
        .err_has("after 2 attempts")
        .err_has("refused")
        .code(4);
}

#[test]
fn what_is_not_what_was_asked_for_ends_with_5() {
    let guard = "<!DOCTYPE html><html><head><title>DDOS-GUARD</title><script>var DOMReady=1</script></head></html>";
    check(move |_| Reply::ok(guard), "bot protection", 5);
    check(
        |_| Reply::ok("<html><body><p>Технические работы</p></body></html>"),
        "Технические работы",
        5,
    );
    check(|_| Reply::status(404, "no such page"), "no such page", 5);
    check(|_| Reply::status(403, "forbidden"), "403", 5);
    check(
        |_| Reply::ok("<ValCurs>Error in parameters</ValCurs>"),
        "Error in parameters",
        5,
    );
    check(
        |_| Reply::ok(&sound()[..sound().len() / 2]),
        "broken XML",
        5,
    );
    check(|_| Reply::ok(""), "broken XML", 5);
    check(|_| Reply::ok(with("R01235", "R01239")), "R01239", 5);
    check(
        |_| Reply::ok("<Valuta name=\"x\"></Valuta>"),
        "not the document asked for",
        5,
    );
    check(|_| Reply::ok(vec![b' '; 33 << 20]), "32 MiB", 5);
}

#[test]
fn a_retry_mends_what_passes() {
    let (place, _, ran) = meet(|request| match request.number {
        0 => Reply::status(429, "slower").with_header("Retry-After", "0"),
        _ => Reply::ok(sound()),
    });
    ran.err_has("429").err_has("3 new records").code(0);
    place
        .run(&["show", "USD", "--on", "2024-05-21"])
        .out(&expect!["21 мая 2024  USD 90.65 −0.33"]);
}

/// The absurd record is left out, with the days between its sound neighbours; the rest is stored.
fn check_absurd(instead: &str, words: &str) {
    let body = with("90,6537", instead);
    let (place, before, ran) = meet(move |_| Reply::ok(body.clone()));
    ran.err_has("2024-05-21")
        .err_has(words)
        .err_has("2 new records")
        .code(5);
    let after = dump(&place);
    let stored: Vec<&String> = after.iter().filter(|row| !before.contains(row)).collect();
    assert_eq!(
        stored,
        [
            "USD 2024-05-14..2024-05-18",
            "USD 2024-05-18 1 90.9873",
            "USD 2024-05-22 1 90.4082",
            "USD 2024-05-22..2024-05-22"
        ],
        "{instead}"
    );
    place
        .run(&["show", "USD", "--on", "2024-05-20"])
        .err_has("2024-05-19..2024-05-21")
        .code(3);
    place
        .run(&["show", "USD", "--on", "2024-05-22"])
        .out_is("22 мая 2024  USD 90.41 —");
}

#[test]
fn an_absurd_figure_is_left_out_and_the_rest_stored() {
    check_absurd("0,0000", "0");
    check_absurd("-90,6537", "-90");
    check_absurd("9065,3700", "9065.37");
    check_absurd("0,9065", "0.9065");
    check_absurd("н/д", "н/д");
    check_absurd("", "");
}

#[test]
fn an_absurd_figure_takes_nothing_stored_away() {
    let (place, ..) = meet(|_| Reply::ok(sound()));
    let before = dump(&place);
    let server = Server::start(|_| Reply::ok(with("90,6537", "9065,3700")));
    let place = {
        place.write(
            "config/rates/config.toml",
            &format!(
                "archive = false\n[sources.cbr]\nurl = \"{}\"\n",
                server.base()
            ),
        );
        place
    };
    place.run(FETCH).err_has("9065.37").code(5);
    assert_eq!(dump(&place), before);
}

#[test]
fn silence_is_lawful_on_a_sunday_and_monday_and_a_fault_for_two_weeks() {
    let empty = |request: &Request| {
        let day = |name: &str| {
            let text = request.parameter(name).unwrap().replace("%2F", "/");
            jiff::civil::Date::strptime("%d/%m/%Y", text).unwrap()
        };
        Reply::ok(dynamic_document(
            "R01235",
            Span::new(day("date_req1"), day("date_req2")).unwrap(),
            &[],
        ))
    };
    let server = Server::start(empty);
    let place = Place::asking(NOW, &server.base(), false);
    let ask = |from: &str, to: &str| {
        place.run(&[
            "fetch",
            "--currency",
            "USD",
            "--from",
            from,
            "--to",
            to,
            "--lang",
            "en",
        ])
    };
    ask("2024-05-19", "2024-05-20").code(0);
    assert_eq!(dump(&place), ["USD 2024-05-19..2024-05-20"]);
    ask("2024-04-01", "2024-04-30")
        .err_has("nothing listed from 2024-04-01 to 2024-04-30")
        .code(5);
    assert_eq!(dump(&place), ["USD 2024-05-19..2024-05-20"]);
    let mark = [
        "fetch",
        "--currency",
        "DEM",
        "--from",
        "2001-01-01",
        "--to",
        "2005-01-01",
    ];
    let ended = Server::start(|_| {
        Reply::ok(dynamic_document(
            "R01510",
            Span::new(date(2001, 1, 1), date(2001, 12, 31)).unwrap(),
            &[],
        ))
    });
    Place::asking(NOW, &ended.base(), false).run(&mark).code(0);
}

#[test]
fn of_4_and_5_the_lower_is_reported_and_the_rest_is_done() {
    let server = Server::start(|request| match request.parameter("VAL_NM_RQ") {
        Some("R01239") => Reply::ok("<ValCurs>Error in parameters</ValCurs>"),
        Some("R01035") => Reply::status(500, "down"),
        _ => Reply::ok(sound()),
    });
    let place = Place::asking(NOW, &server.base(), false);
    let all = [
        "fetch",
        "--currency",
        "EUR,GBP,USD",
        "--from",
        "2024-05-18",
        "--to",
        "2024-05-25",
        "--lang",
        "en",
    ];
    place
        .run(&all)
        .err_has("Error in parameters")
        .err_has("500")
        .err_has("3 new records")
        .code(4);
    place.run(&["show", "USD", "--on", "2024-05-21"]).code(0);
}

const LIRA: &str = "<Valute ID=\"R01700\"><NumCode>792</NumCode><CharCode>TRL</CharCode><Nominal>1000000</Nominal>\
    <Name>x</Name><Value>18,9960</Value></Valute>";

/// One question for all; the answer's date counts, of a former code the figure is that of its successor.
#[test]
fn one_day_of_all_is_one_question() {
    let server = Server::start(|request| {
        assert_eq!(
            (&*request.path, &*request.query),
            ("/scripts/XML_daily.asp", "date_req=22/09/2002")
        );
        Reply::ok(format!(
            "<?xml version=\"1.0\"?><ValCurs Date=\"21.09.2002\" name=\"x\"><Valute ID=\"R01235\"><NumCode>840</NumCode>\
             <CharCode>USD</CharCode><Nominal>1</Nominal><Name>x</Name><Value>31,6800</Value></Valute>{LIRA}\
             <Valute ID=\"R01239\"><CharCode>EUR</CharCode><Nominal>1</Nominal><Value>0</Value></Valute></ValCurs>"
        ))
    });
    let place = Place::asking(NOW, &server.base(), false);
    let all = [
        "fetch",
        "--all",
        "--from",
        "2002-09-22",
        "--to",
        "2002-09-22",
        "--lang",
        "en",
    ];
    place
        .run(&[&all[..], &["--dry-run"]].concat())
        .out_is(&format!(
            "{}/scripts/XML_daily.asp?date_req=22/09/2002",
            server.base()
        ));
    place
        .run(&all)
        .err_has("USD: 1 new record")
        .err_has("TRY: 1 new record")
        .err_has("R01239")
        .code(5);
    assert_eq!(server.count(), 1);
    assert_eq!(
        dump(&place),
        [
            "TRY 2002-09-21 1000000 18.9960",
            "TRY 2002-09-21..2002-09-21",
            "USD 2002-09-21 1 31.6800",
            "USD 2002-09-21..2002-09-21"
        ]
    );
    place
        .run(&["prove", "TRL", "2002-09-21"])
        .out_has("R01700")
        .code(0);
    let before = std::fs::read(place.db()).unwrap();
    place.run(&all).err_has("USD: nothing new").code(5);
    assert_eq!(std::fs::read(place.db()).unwrap(), before);
}

//! Asking the Bank for a series, from the address to the judgement.

use crate::cbr_server::CbrServer;
use crate::server::Reply;
use jiff::civil::{Date, date};
use ruble_rates::error::Error;
use ruble_rates::model::{Currency, Nominal, Record, Span};
use ruble_rates::net::{Client, Settings};
use ruble_rates::sources::cbr::{Judged, Known, fetch_series, find_record_line, split_requests};
use std::collections::BTreeMap;
use std::time::Duration;

fn record(day: Date, value_e4: i64) -> Record {
    Record::new(day, Nominal::ONE, value_e4).unwrap()
}

fn dollars() -> BTreeMap<String, Vec<Record>> {
    let records = [
        record(date(2024, 5, 17), 909_239),
        record(date(2024, 5, 18), 909_873),
        record(date(2024, 5, 21), 906_537),
    ];
    BTreeMap::from([("R01235".to_owned(), records.to_vec())])
}

async fn fetch(bank: &CbrServer, from: Date, to: Date) -> Result<(Vec<u8>, Judged), Error> {
    let settings = Settings {
        pause: Duration::from_millis(1),
        requests_per_s: 1000,
        ..Settings::default()
    };
    let client = Client::new(settings, Box::new(())).unwrap();
    let usd = Currency::find("USD").unwrap();
    let request = split_requests(usd, Span::new(from, to).unwrap())[0];
    let base = bank.server().base();
    let (answer, judged) = fetch_series(
        &client,
        &base,
        usd,
        request,
        date(2024, 5, 20),
        &Known::default(),
    )
    .await?;
    Ok((answer.body, judged))
}

#[tokio::test]
async fn a_series_comes_with_its_coverage_and_its_proof() {
    let bank = CbrServer::start(dollars());
    let (body, judged) = fetch(&bank, date(2024, 5, 18), date(2024, 5, 31))
        .await
        .unwrap();
    assert_eq!(judged.records, dollars()["R01235"][1..]);
    assert_eq!(
        judged.coverage.as_slice(),
        [Span::new(date(2024, 5, 18), date(2024, 5, 21)).unwrap()]
    );
    assert_eq!(judged.faults, []);
    let line = find_record_line(&body, Currency::find("USD").unwrap(), &judged.records[1]).unwrap();
    assert!(line.contains("<Value>90,6537</Value>"), "{line}");
    let asked = &bank.server().requests()[0];
    assert_eq!(
        asked.query,
        "date_req1=18/05/2024&date_req2=31/05/2024&VAL_NM_RQ=R01235"
    );
}

#[tokio::test]
async fn a_record_published_later_is_found() {
    let bank = CbrServer::start(dollars());
    bank.publish("R01235", record(date(2024, 5, 22), 904_090));
    bank.publish("R01235", record(date(2024, 5, 21), 906_538));
    let (_, judged) = fetch(&bank, date(2024, 5, 21), date(2024, 5, 31))
        .await
        .unwrap();
    assert_eq!(
        judged
            .records
            .iter()
            .map(Record::value_e4)
            .collect::<Vec<_>>(),
        [906_538, 904_090]
    );
}

async fn check_refused(reply: Reply, words: &str) {
    let bank = CbrServer::start_with(dollars(), Box::new(move |_| Some(reply.clone())));
    let error = fetch(&bank, date(2024, 5, 18), date(2024, 5, 31))
        .await
        .unwrap_err();
    assert!(error.to_string().contains(words), "{error}");
    assert_eq!(
        (error.exit_code(), bank.server().count()),
        (5, 1),
        "{error}"
    );
}

#[tokio::test]
async fn an_answer_that_is_not_the_series_is_refused() {
    let guard = include_bytes!("../fixtures/guard_page.html");
    check_refused(
        Reply::ok(guard.as_slice()),
        "a web page instead of rates (bot protection): DDOS-GUARD",
    )
    .await;
    check_refused(Reply::ok("Error in parameters"), "Error in parameters").await;
    let sound = include_bytes!("../fixtures/dynamic_sound.xml");
    check_refused(Reply::ok(&sound[..400]), "broken XML").await;
    let other = include_bytes!("../fixtures/dynamic_two_nominals_one_date.xml");
    check_refused(
        Reply::ok(other.as_slice()),
        "the series of R01100 instead of R01235",
    )
    .await;
    let empty = include_bytes!("../fixtures/daily_no_date.xml");
    check_refused(Reply::ok(empty.as_slice()), "not the document asked for").await;
}

#[tokio::test]
async fn other_days_than_asked_are_refused() {
    let other = include_bytes!("../fixtures/dynamic_nbsp_thousands.xml");
    check_refused(
        Reply::ok(other.as_slice()),
        "the days 1997-12-01..1997-12-31 instead of 2024-05-18..2024-05-31",
    )
    .await;
}

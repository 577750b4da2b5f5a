//! Records that the source gave once and no longer lists: the false ones go, the others stay, and are reported.

use crate::cbr_server::{CbrServer, Instead, dynamic_document};
use crate::command::{AFTER_ARCHIVE, Place, archive_store};
use crate::imports::{export, import};
use crate::server::{Reply, Request};
use jiff::civil::{Date, date};
use ruble_rates::model::{Nominal, Record, Span};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const DAYS: [&str; 4] = ["--from", "2026-08-11", "--to", "2026-08-21"];

fn archived_dollars_and_euros() -> BTreeMap<String, Vec<Record>> {
    let db = Connection::open(archive_store()).unwrap();
    let series = |code: &str| {
        let sql = "SELECT record_date, value_e4 FROM rate WHERE currency = ?1 AND record_date >= '2026-08-01'";
        let record = |row: &rusqlite::Row<'_>| {
            let day: String = row.get(0)?;
            Ok(Record::new(day.parse().unwrap(), Nominal::ONE, row.get(1)?).unwrap())
        };
        db.prepare(sql)
            .unwrap()
            .query_map([code], record)
            .unwrap()
            .map(Result::unwrap)
            .collect()
    };
    BTreeMap::from([
        ("R01235".to_owned(), series("USD")),
        ("R01239".to_owned(), series("EUR")),
    ])
}

/// As long as `is_bad`, the series of `id` is answered by `bad` of it.
fn while_bad(
    is_bad: &Arc<AtomicBool>,
    ids: &'static [&str],
    bad: impl Fn(Vec<Record>) -> Vec<Record> + Send + Sync + 'static,
) -> Box<Instead> {
    let is_bad = Arc::clone(is_bad);
    let series = archived_dollars_and_euros();
    Box::new(move |request: &Request| {
        let day = |name: &str| Date::strptime("%d/%m/%Y", request.parameter(name)?).ok();
        let asked = Span::new(day("date_req1")?, day("date_req2")?)?;
        let id = request
            .parameter("VAL_NM_RQ")
            .filter(|id| ids.contains(id))?;
        let is_bad = is_bad.load(Ordering::SeqCst);
        is_bad.then(|| Reply::ok(dynamic_document(id, asked, &bad(series[id].clone()))))
    })
}

/// A day that no other daily currency has, in one bad answer.
#[test]
fn a_false_record_that_the_source_takes_back_is_out_of_force() {
    for (lang, words) in [
        (
            "en",
            "the source no longer lists the record of 2026-08-17, and no other daily currency has one on that day: it is out of force",
        ),
        (
            "ru",
            "источник больше не даёт записи от 2026-08-17, и у других ежедневных валют записи на этот день нет: она больше не действует",
        ),
    ] {
        let is_bad = Arc::new(AtomicBool::new(true));
        let bad = |mut records: Vec<Record>| {
            records.push(Record::new(date(2026, 8, 17), Nominal::ONE, 849_999).unwrap());
            records.sort_by_key(Record::record_date);
            records
        };
        let bank = CbrServer::start_with(
            archived_dollars_and_euros(),
            while_bad(&is_bad, &["R01235"], bad),
        );
        let place = Place::asking(AFTER_ARCHIVE, &bank.server().base(), true);
        let fetch = || place.run(&[&["fetch", "--rates", "--lang", lang], &DAYS[..]].concat());
        let show = || {
            place.run(&[
                "show",
                "USD",
                "--on",
                "2026-08-17",
                "--digits",
                "4",
                "--lang",
                "en",
            ])
        };
        fetch().err_has("2026-08-17").code(5);
        show().out_has("84.9999").code(0);

        is_bad.store(false, Ordering::SeqCst);
        fetch().err_has(words).code(0);
        assert!(!show().code(0).stdout.contains("84.9999"), "{:?}", show());
        place.run(&["db", "check"]).out_has("ok").code(0);
        place
            .run(&["prove", "USD", "2026-08-17", "--lang", "en"])
            .out_has("record of 2026-08-15")
            .code(0);
        let kept = "SELECT count(*) FROM rate WHERE record_date = '2026-08-17' AND superseded_by IS NOT NULL";
        let kept: i64 = Connection::open(place.db())
            .unwrap()
            .query_row(kept, [], |row| row.get(0))
            .unwrap();
        assert_eq!(kept, 1);
        let again = fetch();
        assert!(!again.code(0).stderr.contains("2026-08-17"), "{again:?}");

        // The same bad answer again: the record is back with its fault, and goes in the same way.
        is_bad.store(true, Ordering::SeqCst);
        fetch().err_has("2026-08-17").code(5);
        is_bad.store(false, Ordering::SeqCst);
        fetch().err_has(words).code(0);
        place.run(&["db", "check"]).out_has("ok").code(0);
    }
}

/// Fewer records than are stored: less than was asked for has come.
#[test]
fn lists_without_their_last_records_end_with_5_and_the_records_stay() {
    let is_bad = Arc::new(AtomicBool::new(true));
    let bad = |mut records: Vec<Record>| {
        records.retain(|record| record.record_date() < date(2026, 8, 19));
        records
    };
    let bank = CbrServer::start_with(
        archived_dollars_and_euros(),
        while_bad(&is_bad, &["R01235", "R01239"], bad),
    );
    for archive in [true, false] {
        let place = Place::asking(AFTER_ARCHIVE, &bank.server().base(), archive);
        let fetch = || place.run(&[&["fetch", "--lang", "en"], &DAYS[..]].concat());
        is_bad.store(false, Ordering::SeqCst);
        fetch().code(0);
        is_bad.store(true, Ordering::SeqCst);
        let ran = fetch();
        for code in ["USD", "EUR"] {
            let words = "records that stay in force: 2026-08-19, 2026-08-20, 2026-08-21";
            ran.err_has(&format!("the source no longer lists {code} {words}"))
                .code(5);
        }
        assert_eq!(ran.stderr.matches("2026-08-19,").count(), 2, "{ran:?}");
        place
            .run(&["show", "USD", "--on", "2026-08-21", "--digits", "4"])
            .out_has("83.3550")
            .code(0);
        place.run(&["db", "check"]).out_has("ok").code(0);
        is_bad.store(false, Ordering::SeqCst);
        fetch().code(0);
    }
}

/// The second file replaced the first one's figure, not the Bank's; the Bank's figure is in force again all the same.
#[test]
fn the_banks_figure_comes_back_from_under_two_files_when_the_source_lists_neither() {
    let is_bad = Arc::new(AtomicBool::new(false));
    let bad = |mut records: Vec<Record>| {
        records.retain(|record| record.record_date() != date(2026, 8, 20));
        records
    };
    let bank = CbrServer::start_with(
        archived_dollars_and_euros(),
        while_bad(&is_bad, &["R01235", "R01239"], bad),
    );
    let place = Place::asking(AFTER_ARCHIVE, &bank.server().base(), false);
    let fetch = || place.run(&[&["fetch", "--rates", "--lang", "en"], &DAYS[..]].concat());
    fetch().code(0);
    let before = export(&place);
    import(
        &place,
        "one.csv",
        &["2026-08-20,USD,1,83.0000"],
        &["--replace"],
    )
    .code(0);
    import(&place, "two.csv", &["2026-08-20,USD,1,83.1000"], &[]).code(0);

    is_bad.store(true, Ordering::SeqCst);
    fetch()
        .code(5)
        .err_has("records that stay in force: 2026-08-20");
    assert_eq!(export(&place), before);
    place.run(&["db", "check"]).code(0);
}

//! `rates prove` for an auditor: offline, line by line, and never of a figure that its evidence does not hold.

use crate::cbr_server::CbrServer;
use crate::command::{AFTER_ARCHIVE, Place, archive_store, read};
use expect_test::expect;
use jiff::civil::{Date, date};
use ruble_rates::model::{Nominal, Record};
use rusqlite::Connection;
use std::collections::BTreeMap;

const CONFIRM: [&str; 7] = [
    "fetch",
    "--currency",
    "USD",
    "--from",
    "2024-05-21",
    "--to",
    "2024-05-21",
];

fn may() -> BTreeMap<String, Vec<Record>> {
    let record = |day, value_e4| Record::new(date(2024, 5, day), Nominal::ONE, value_e4).unwrap();
    let records = vec![
        record(17, 909_239),
        record(18, 909_873),
        record(21, 906_537),
        record(22, 904_082),
    ];
    BTreeMap::from([("R01235".to_owned(), records)])
}

/// A store of the archive whose source is the bank.
fn archived(bank: &CbrServer) -> Place {
    let place = Place::asking(AFTER_ARCHIVE, &bank.server().base(), true);
    std::fs::create_dir_all(place.db().parent().unwrap()).unwrap();
    std::fs::copy(archive_store(), place.db()).unwrap();
    place
}

fn spoil(place: &Place, sql: &str) {
    assert_eq!(
        Connection::open(place.db())
            .unwrap()
            .execute(sql, [])
            .unwrap(),
        1,
        "{sql}"
    );
}

#[test]
fn an_archived_figure_is_shown_with_its_own_line_and_how_to_check_it() {
    let ran = read(&["prove", "USD", "2024-05-21", "--lang", "en"]);
    ran.out_has("2024-05-21,USD,1,90.6537")
        .out_has("−0.3336 against 90.9873 of 2024-05-18")
        .out_has("https://www.cbr.ru/scripts/XML_daily.asp?date_req=21/05/2024 (not asked now)")
        .out_has("A  VadimRastvorov/CurrencyRate@0417bfa: the Bank's own export")
        .out_has(&format!("`rates {}`", CONFIRM.join(" ")))
        .no_err()
        .code(0);
}

/// The advised command is run as printed, and confirms the figure.
#[test]
fn the_advised_command_confirms_the_figure() {
    let bank = CbrServer::start(may());
    let place = archived(&bank);
    let prove = || place.run(&["prove", "USD", "2024-05-21", "--format", "json"]);
    prove().out_has("\"confirmed\":false").out_has(&format!(
        "\"confirm_command\":\"rates {}\"",
        CONFIRM.join(" ")
    ));
    place.run(&CONFIRM).code(0);
    prove()
        .out_has("\"from\":\"answer\"")
        .out_has("\"confirmed\":true")
        .out_has("<Record Date=")
        .out_has("\"archive_line\":\"2024-05-21,USD,1,90.6537\"")
        .out_has("\"previous_value\":90.9873")
        .out_has(&format!(
            "\"bank_url\":\"{}/scripts/XML_daily.asp?date_req=21/05/2024\"",
            bank.server().base()
        ));
}

#[test]
fn on_a_sunday_the_record_of_saturday_is_proved() {
    let ran = read(&["prove", "USD", "2024-05-19", "--lang", "en"]);
    ran.out_has("1 USD = 90.9873 RUB, record of 2024-05-18, in force on 2024-05-19\n")
        .out_has("2024-05-18,USD,1,90.9873")
        .out_has("--from 2024-05-18 --to 2024-05-18");
}

#[test]
fn an_altered_figure_of_the_archive_is_not_vouched_for() {
    let bank = CbrServer::start(may());
    let place = archived(&bank);
    spoil(
        &place,
        "UPDATE rate SET value_e4 = 806537 WHERE currency = 'USD' AND record_date = '2024-05-21'",
    );
    for format in ["text", "json"] {
        place
            .run(&[
                "prove",
                "USD",
                "2024-05-21",
                "--format",
                format,
                "--lang",
                "en",
            ])
            .no_out()
            .err_has("the store says 80.6537 per 1, the built-in archive says 90.6537 per 1")
            .err_has("check the store (`rates db check`)")
            .err_has(&CONFIRM.join(" "))
            .code(1);
    }
    place
        .run(&["prove", "USD", "2024-05-21", "--cite"])
        .no_out()
        .err_has("в базе 80.6537 за 1")
        .code(1);
    // The change of the next day is against it.
    place
        .run(&["prove", "USD", "2024-05-22"])
        .no_out()
        .err_has("rate USD 2024-05-21")
        .code(1);
    place.run(&["prove", "USD", "2024-05-23"]).code(0);
    // The advised command corrects the figure.
    place.run(&CONFIRM).code(0);
    place
        .run(&["show", "USD", "--on", "2024-05-21", "--digits", "4"])
        .out_has("90.6537");
}

#[test]
fn an_altered_figure_of_an_answer_is_not_confirmed() {
    let bank = CbrServer::start(may());
    let place = Place::asking(AFTER_ARCHIVE, &bank.server().base(), false);
    place
        .run(&[
            "fetch",
            "-q",
            "--currency",
            "USD",
            "--from",
            "2024-05-17",
            "--to",
            "2024-05-22",
        ])
        .code(0);
    place
        .run(&["prove", "USD", "2024-05-21", "--format", "json"])
        .out_has("\"confirmed\":true")
        .code(0);
    spoil(
        &place,
        "UPDATE rate SET value_e4 = 806537 WHERE record_date = '2024-05-21'",
    );
    place
        .run(&["prove", "USD", "2024-05-21", "--format", "json", "--lang", "en"])
        .no_out()
        .err_has("the store says 80.6537 per 1, answer 1, fetched 2026-08-25T18:00:00Z, says 90.6537 per 1")
        .code(1);
}

#[test]
fn a_deleted_record_does_not_leave_the_one_before_it_in_force() {
    let bank = CbrServer::start(may());
    let fetched = Place::asking(AFTER_ARCHIVE, &bank.server().base(), false);
    fetched
        .run(&[
            "fetch",
            "-q",
            "--currency",
            "USD",
            "--from",
            "2024-05-17",
            "--to",
            "2024-05-22",
        ])
        .code(0);
    for place in [archived(&bank), fetched] {
        spoil(
            &place,
            "DELETE FROM rate WHERE currency = 'USD' AND record_date = '2024-05-21'",
        );
        let prove = |day: &str| place.run(&["prove", "USD", day, "--lang", "en"]);
        prove("2024-05-20").code(0);
        prove("2024-05-21")
            .no_out()
            .err_has("rate USD 2024-05-21: there is no row")
            .code(1);
        // The change would be against the wrong record.
        prove("2024-05-22")
            .no_out()
            .err_has("rate USD 2024-05-21: there is no row")
            .code(1);
    }
}

/// Without a successor: the row is kept, and the record before it would be in force in its place.
#[test]
fn a_figure_taken_out_of_force_without_a_successor_is_a_fault_until_the_bank_is_asked() {
    let bank = CbrServer::start(may());
    let fetched = Place::asking(AFTER_ARCHIVE, &bank.server().base(), false);
    fetched
        .run(&[
            "fetch",
            "-q",
            "--currency",
            "USD",
            "--from",
            "2024-05-17",
            "--to",
            "2024-05-22",
        ])
        .code(0);
    let words = "rate USD 2024-05-21, column superseded_at: 90.6537 per 1 is out of force, although nothing replaced it";
    for place in [archived(&bank), fetched] {
        // With an answer named that lists the record or another day, it is no better.
        for by in ["NULL", "1", "(SELECT max(id) FROM answer)"] {
            spoil(
                &place,
                &format!(
                    "UPDATE rate SET superseded_at = '2026-08-21T09:00:00Z', superseded_by = {by}
                     WHERE currency = 'USD' AND record_date = '2024-05-21'"
                ),
            );
            place
                .run(&["db", "check", "--lang", "en"])
                .err_has(words)
                .err_has("1 fault found")
                .code(1);
            for day in ["2024-05-21", "2024-05-22"] {
                place
                    .run(&["prove", "USD", day, "--lang", "en"])
                    .no_out()
                    .err_has(words)
                    .code(1);
            }
        }
        // The advised command puts the Bank's figure in force again; the damaged row stays as an earlier figure.
        place.run(&CONFIRM).code(0);
        place.run(&["db", "check"]).out_has("ok").code(0);
        place
            .run(&["prove", "USD", "2024-05-21"])
            .out_has("90.6537")
            .code(0);
    }
}

#[test]
fn a_record_moved_to_a_monday_is_not_vouched_for() {
    let bank = CbrServer::start(may());
    let place = archived(&bank);
    spoil(
        &place,
        "UPDATE rate SET record_date = '2024-05-20' WHERE currency = 'USD' AND record_date = '2024-05-18'",
    );
    let prove = |day: &str| place.run(&["prove", "USD", day, "--lang", "en"]);
    prove("2024-05-19")
        .no_out()
        .err_has("rate USD 2024-05-18: there is no row")
        .code(1);
    prove("2024-05-20")
        .no_out()
        .err_has("there is no row")
        .code(1);
}

#[test]
fn an_answer_whose_bytes_are_damaged_proves_nothing() {
    let bank = CbrServer::start(may());
    let place = archived(&bank);
    place.run(&CONFIRM).code(0);
    spoil(
        &place,
        "UPDATE answer SET body = x'00' WHERE kind = 'fetch'",
    );
    place
        .run(&["prove", "USD", "2024-05-21", "--lang", "en"])
        .no_out()
        .err_has("is missing or cannot be read")
        .code(1);
}

#[test]
fn an_imported_figure_rests_on_its_file() {
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    place.write(
        "own.csv",
        "date,char_code,nominal,value\n2024-05-18,USD,1,90.9873\n2024-05-21,USD,1,89.0000\n",
    );
    place.run(&["db", "import", "own.csv"]).code(0);
    let prove = |day: &str, more: &[&str]| {
        place.run(&[&["prove", "USD", day, "--lang", "en"], more].concat())
    };
    prove("2024-05-21", &[])
        .out_has("an imported file alone")
        .out_has("file:own.csv")
        .out_has("  2024-05-21,USD,1,89.0000\n")
        .out_has("2024-05-21,USD,1,90.6537 (the built-in archive has another figure)")
        .err_has("the USD figure of 2024-05-21 is not the Bank's: file:own.csv has 89.0000 per 1, the Bank of Russia 90.6537 per 1")
        .code(1);
    prove("2024-05-18", &[])
        .out_has("2024-05-18,USD,1,90.9873 (the same figure)")
        .code(0);
    // The Bank is not named for what only the file says.
    prove("2024-05-21", &["--cite"])
        .no_out()
        .err_has("cannot be cited as the Bank's")
        .code(1);
    prove("2024-05-18", &["--cite"])
        .out_has("Official rate of the Bank of Russia")
        .code(0);
}

#[test]
fn a_citation_is_one_sentence_in_the_language_asked_for() {
    read(&["prove", "USD", "2024-05-21", "--cite"]).out(&expect!["Официальный курс Банка России на 21 мая 2024 года: 90,6537 рубля за 1 доллар США (запись действует с 21.05.2024; https://www.cbr.ru/scripts/XML_daily.asp?date_req=21/05/2024)."]);
    read(&["prove", "USD", "2024-05-21", "--cite", "--lang", "en"]).out(&expect!["Official rate of the Bank of Russia for 21 May 2024: 90.6537 rubles per US dollar (in force from 2024-05-21; https://www.cbr.ru/eng/currency_base/daily/?UniDbQuery.Posted=True&UniDbQuery.To=21.05.2024)."]);
    read(&["prove", "USD", "2024-05-21", "--cite", "--format", "json"])
        .no_out()
        .code(2);
}

/// Every currency of the archive on its last day: a sentence, and a line that the archive has.
#[test]
fn every_currency_of_the_archive_can_be_cited_and_proved() {
    let db = Connection::open(archive_store()).unwrap();
    let sql = "SELECT currency, max(record_date) FROM rate GROUP BY currency";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
    let last: Vec<(String, String)> = db
        .prepare(sql)
        .unwrap()
        .query_map([], row)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(last.len(), 30);
    for (code, day) in last {
        day.parse::<Date>().unwrap();
        read(&["prove", &code, &day])
            .out_has(&format!("{day},{code},"))
            .code(0);
        let cited = read(&["prove", &code, &day, "--cite"]);
        assert!(cited.code(0).stdout.contains(" рубля за 1"), "{cited:?}");
    }
}

/// The user ordered it, and it is not the Bank's figure all the same.
#[test]
fn a_figure_that_a_file_put_in_the_place_of_the_banks_ends_with_1() {
    let bank = CbrServer::start(may());
    let fetched = Place::asking(AFTER_ARCHIVE, &bank.server().base(), false);
    fetched
        .run(&[
            "fetch",
            "-q",
            "--currency",
            "USD",
            "--from",
            "2024-05-17",
            "--to",
            "2024-05-22",
        ])
        .code(0);
    for place in [archived(&bank), fetched] {
        place.write(
            "own.csv",
            "date,char_code,nominal,value\n2024-05-21,USD,1,91.1111\n",
        );
        place.run(&["db", "import", "--replace", "own.csv"]).code(0);
        let words = "the USD figure of 2024-05-21 is not the Bank's: file:own.csv has 91.1111 per 1, the Bank of Russia 90.6537 per 1";
        let prove = ["prove", "USD", "2024-05-21"];
        place
            .run(&[&prove[..], &["--lang", "en"]].concat())
            .out_has("91.1111")
            .err_has(words)
            .code(1);
        place
            .run(&[&prove[..], &["--format", "json"]].concat())
            .out_has("\"value\":91.1111")
            .err_has("курс USD от 2024-05-21 не от Банка России")
            .code(1);
        place.run(&["prove", "USD", "2024-05-18"]).code(0);
        place.run(&["db", "check"]).out_has("ok").code(0);
        // The Bank's figure is in force again after the advised command.
        place.run(&CONFIRM).code(0);
        place.run(&prove).out_has("90.6537").code(0);
    }
}

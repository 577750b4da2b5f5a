//! `rates show` on the archive: the rate in force on any day, and why there is none.

use crate::command::{AFTER_ARCHIVE, Place, read};
use expect_test::expect;

const FETCH_USD: &str = "rates fetch --currency USD";

#[track_caller]
fn check_line(arguments: &[&str], line: &str) {
    read(&[&["show"], arguments].concat()).out_is(line).code(0);
}

/// No figure: exit code 3, nothing on stdout, these words on stderr.
#[track_caller]
fn check_none(arguments: &[&str], words: &[&str]) {
    let ran = read(&[&["show"], arguments].concat());
    ran.no_out().code(3);
    for word in words {
        ran.err_has(word);
    }
}

#[track_caller]
fn check_usage(arguments: &[&str], words: &str) {
    read(arguments).no_out().err_has(words).code(2);
}

/// The change is that against Saturday's record; with Saturdays left out it would be −0.27.
#[test]
fn the_header_of_2024_05_21_says_minus_0_33_and_not_minus_0_27() {
    let line = "21 мая 2024  USD 90.65 −0.33  EUR 98.58 −0.19";
    read(&["show", "--on", "2024-05-21", "--lang", "ru"])
        .out_is(line)
        .no_err()
        .code(0);
    read(&["--on", "21 мая 2024"]).out_is(line).no_err().code(0);
    let english = "21 May 2024  USD 90.65 −0.33  EUR 98.58 −0.19";
    check_line(&["--on", "21.05.2024", "--lang", "en"], english);
}

#[test]
fn saturdays_record_is_in_force_on_sunday_and_monday() {
    for (day, written) in [("2024-05-19", "19 мая 2024"), ("2024-05-20", "20 мая 2024")] {
        let ran = read(&["show", "USD", "--on", day, "--digits", "4"]);
        ran.out_is(&format!("{written}  USD 90.9873 +0.0634"))
            .code(0);
        ran.err_has(&format!("USD: {day} действует запись от 2024-05-18"));
        let json = read(&[
            "show", "USD", "--on", day, "--format", "json", "--lang", "en",
        ]);
        json.out_has(&format!(r#"{{"date":"{day}""#))
            .out_has(r#""value":90.9873"#);
        json.out_has(r#""record_date":"2024-05-18""#);
        json.err_has(&format!("USD: record of 2024-05-18 is in force on {day}"))
            .code(0);
    }
}

#[test]
fn before_the_first_record_there_is_nothing() {
    check_none(&["--on", "1992-06-30"], &["начинаются с 1992-07-01"]);
    check_none(&["--on", "1992-06-30", "--lang", "en"], &["1992-07-01"]);
    check_none(&["EUR", "--on", "1998-12-31"], &["1999-01-01"]);
}

#[test]
fn after_the_last_covered_day_the_last_record_its_age_and_the_command_are_said() {
    let russian = [
        "2026-08-22",
        "4 дня назад",
        "от 2026-08-21: 83.3550",
        FETCH_USD,
    ];
    check_none(&["--on", "2026-08-22"], &russian);
    let english = [
        "4 days ago",
        "the last record is of 2026-08-21: 83.3550",
        FETCH_USD,
    ];
    check_none(&["--on", "2026-08-22", "--lang", "en"], &english);
}

#[test]
fn without_a_day_the_last_covered_one_is_shown_and_said() {
    let ran = read(&["show"]);
    ran.out(&expect![
        "21 августа 2026  USD 83.36 −1.77  EUR 96.73 −1.81"
    ])
    .code(0);
    ran.err_has("последний загруженный день, 2026-08-21")
        .err_has("4 дня назад")
        .err_has("rates fetch");
    read(&[])
        .out(&expect![
            "21 августа 2026  USD 83.36 −1.77  EUR 96.73 −1.81"
        ])
        .code(0);
    let today = Place::new("2026-08-21T12:00:00Z").run(&["show"]);
    today
        .out(&expect![
            "21 августа 2026  USD 83.36 −1.77  EUR 96.73 −1.81"
        ])
        .no_err();
}

#[test]
fn what_was_never_fetched_names_the_command_that_fetches_it() {
    let command = "rates fetch --currency DEM --from 1998-01-02 --to 1998-01-16";
    check_none(
        &["DEM", "--on", "1998-01-16"],
        &["ещё не загружали", command],
    );
    let before = "rates fetch --currency GBP --from 2009-12-18 --to 2010-01-01";
    check_none(&["GBP", "--on", "2010-01-01"], &["2016-03-18", before]);
}

#[test]
fn nothing_is_carried_across_a_hole() {
    let hole = "rates fetch --currency GBP --from 2021-01-23 --to 2021-03-22";
    check_none(
        &["GBP", "--on", "2021-02-01"],
        &["не загружено 2021-01-23..2021-03-22", hole],
    );
    check_line(
        &["GBP", "--on", "2021-01-22"],
        "22 января 2021  GBP 100.57 +0.28",
    );
    let first = read(&["show", "GBP", "--on", "2021-03-23", "--format", "json"]);
    first
        .out_has(r#""change":null,"change_pct":null"#)
        .out_has(r#""previous_record_date":null"#);
}

#[test]
fn nothing_is_carried_across_days_that_an_import_left_open() {
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    place.write(
        "holed.csv",
        "date,char_code,nominal,value,span\n\
         2024-05-17,USD,1,90.9239,2024-05-17..2024-05-18\n2024-05-18,USD,1,90.9873,2024-05-17..2024-05-18\n\
         2024-05-21,USD,1,90.6537,2024-05-21..2024-05-22\n",
    );
    place.run(&["db", "import", "holed.csv"]).code(0);
    place
        .run(&["show", "USD", "--on", "2024-05-18"])
        .out(&expect!["18 мая 2024  USD 90.99 +0.06"])
        .code(0);
    place
        .run(&["show", "USD", "--on", "2024-05-19"])
        .no_out()
        .err_has("2024-05-19..2024-05-20")
        .code(3);
    place
        .run(&["show", "USD", "--on", "2024-05-21"])
        .out(&expect!["21 мая 2024  USD 90.65 —"])
        .code(0);
    place
        .run(&["show", "USD", "--on", "2024-05-22"])
        .out(&expect!["22 мая 2024  USD 90.65 —"])
        .code(0);
    place
        .run(&["show", "USD", "--on", "2024-05-23"])
        .no_out()
        .code(3);
}

#[test]
fn the_change_of_1998_01_01_is_zero_in_new_rubles() {
    check_line(
        &["USD", "--on", "1998-01-01"],
        "1 января 1998  USD 5.96 0.00",
    );
    let json = read(&["show", "USD", "--on", "1998-01-01", "--format", "json"]);
    json.out_has(r#""value":5.9600,"change":0.0000,"change_pct":0.0000"#);
    json.out_has(r#""previous_record_date":"1997-12-30""#)
        .no_err();
    let csv = read(&["show", "USD", "--on", "1998-01-01", "--format", "csv"]);
    csv.out_has("1998-01-01,USD,1,5.9600,0.0000,0.0000,1998-01-01,RUB\n");
}

#[test]
fn figures_of_1997_stand_as_published() {
    let ran = read(&["show", "USD", "--on", "1997-12-30"]);
    ran.out(&expect!["30 декабря 1997  USD 5960.00 RUR +2.00"])
        .err_has("старых рублях (1000 старых = 1 новый)")
        .code(0);
    let history = read(&[
        "history",
        "USD",
        "--from",
        "1997-12-27",
        "--to",
        "1998-01-06",
        "--format",
        "csv",
    ]);
    history.out(&expect![[r#"
        currency,date,nominal,value,change,change_pct,quote
        USD,1997-12-27,1,5958.0000,3.0000,0.0504,RUR
        USD,1997-12-30,1,5960.0000,2.0000,0.0336,RUR
        USD,1998-01-01,1,5.9600,0.0000,0.0000,RUB
        USD,1998-01-06,1,5.9630,0.0030,0.0503,RUB"#]]);
}

#[test]
fn the_first_record_has_no_change() {
    check_line(
        &["USD", "--on", "1992-07-01"],
        "1 июля 1992  USD 125.26 RUR —",
    );
    let json = read(&["show", "USD", "--on", "1992-07-01", "--format", "json"]);
    json.out_has(r#""change":null,"change_pct":null"#)
        .out_has(r#""previous_record_date":null"#);
    read(&["show", "USD", "--on", "1992-07-01", "--format", "csv"])
        .out_has("\n1992-07-01,USD,1,125.2600,,,1992-07-01,RUR\n");
}

#[test]
fn the_json_of_the_design_comes_byte_for_byte() {
    read(&["show", "USD", "--on", "2024-05-21", "--format", "json"]).no_err().out_is(concat!(
        r#"{"date":"2024-05-21","rates":[{"currency":"USD","nominal":1,"value":90.6537,"change":-0.3336,"#,
        r#""change_pct":-0.3666,"record_date":"2024-05-21","previous_record_date":"2024-05-18","source":"cbr"}]}"#
    ));
}

#[test]
fn the_line_is_written_as_it_is_wanted() {
    check_line(
        &["USD", "--on", "2024-05-21", "--ascii"],
        "21 мая 2024  USD 90.65 -0.33",
    );
    check_line(
        &["USD", "--on", "2024-05-21", "--digits", "0"],
        "21 мая 2024  USD 91 0",
    );
    check_line(
        &["usd/rub", "--on", "2024-05-21", "--digits", "4"],
        "21 мая 2024  USD 90.6537 −0.3336",
    );
    check_line(
        &["JPY", "--on", "2024-05-21"],
        "21 мая 2024  100 JPY 58.17 −0.36",
    );
    check_line(
        &["USD", "DEM", "--on", "2024-05-21"],
        "21 мая 2024  USD 90.65 −0.33  DEM —",
    );
    let red = "21 мая 2024  USD 90.65 \u{1b}[31m−0.33\u{1b}[0m";
    check_line(&["USD", "--on", "2024-05-21", "--color", "always"], red);
}

#[test]
fn wrong_usage_is_2_and_says_what_is_wrong() {
    check_usage(&["show", "--on", "05/06/2024"], "2024-06-05");
    check_usage(
        &["show", "--on", "2024-02-30"],
        "такого дня в календаре нет",
    );
    check_usage(&["show", "--on", "2024-05"], "период");
    check_usage(&["show", "UDS"], "USD");
    check_usage(&["show", "UDS", "--lang", "en"], "did you mean USD");
    check_usage(&["--offline", "fetch"], "--offline");
    check_usage(
        &["fetch", "--from", "2024-02", "--to", "2024-01"],
        "--from 2024-02-01",
    );
    check_usage(
        &["history", "USD", "--from", "2024-02", "--to", "2024-01"],
        "--to 2024-01-31",
    );
    check_usage(
        &["history", "USD", "--every", "day", "--agg", "min"],
        "--every",
    );
    check_usage(&["convert", "1,000", "USD", "RUB"], "1000 или 1.000");
    check_usage(&["show", "--onn", "2024-05-21"], "--on");
    check_usage(&["swoh"], "swoh");
}

#[test]
fn global_options_stand_before_or_after_the_command() {
    let place = Place::new(AFTER_ARCHIVE);
    let line = "21 мая 2024  USD 90.65 −0.33";
    for typed in [
        "--db x.db show USD --on 2024-05-21",
        "show USD --on 2024-05-21 --db x.db",
    ] {
        place
            .run(&typed.split(' ').collect::<Vec<_>>())
            .out_is(line)
            .code(0);
    }
    check_usage(&["--on", "2024-05-21", "status"], "--on");
}

#[test]
fn a_broken_configuration_names_the_line_and_the_nearest_key() {
    let broken = |toml: &str| Place::configured(AFTER_ARCHIVE, toml).run(&["show", "--lang", "en"]);
    broken("archive = true\ncurencies = []\n")
        .no_out()
        .code(2)
        .err_has("line 2")
        .err_has("`currencies`");
    broken("[http]\n\ntimeout = 1\n")
        .code(2)
        .err_has("line 3")
        .err_has("`timeout_s`");
    broken("currencies = [\"UDS\"]\n").code(2).err_has("`UDS`");
    let missing = Place::new(AFTER_ARCHIVE).run(&["show", "--config", "no.toml"]);
    missing.code(2).err_has("no.toml");
}

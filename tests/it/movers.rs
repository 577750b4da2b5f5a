//! The largest moves in the per cent that people read, as `history` gives it.

use crate::command::{Place, read};
use serde_json::Value;

/// The bare answer of `movers` with these options.
fn movers(options: &[&str]) -> Value {
    let ran = read(&[&["movers", "--format", "json"], options].concat());
    serde_json::from_str(&ran.code(0).stdout).unwrap()
}

/// `change_pct` of a move as written in JSON, with all its digits.
fn check_percent(date: &str, percent: &str, log: f64) {
    let json = read(&["movers", "--from", date, "--to", date, "--format", "json"])
        .code(0)
        .stdout
        .clone();
    assert!(
        json.contains(&format!(r#""record_date":"{date}""#)),
        "{json}"
    );
    assert!(
        json.contains(&format!(r#""change_pct":{percent},"change_log_pct""#)),
        "{json}"
    );
    let parsed: Value = serde_json::from_str(&json).unwrap();
    let found = parsed["movers"][0]["change_log_pct"].as_f64().unwrap();
    assert!((found - log).abs() < 5e-4, "{found}");

    let history = read(&[
        "history", "USD", "--from", date, "--to", date, "--format", "csv",
    ]);
    history.code(0).out_has(&format!(",{percent},RU"));
}

#[test]
fn a_large_move_has_the_per_cent_of_history_and_its_logarithm_a_name_of_its_own() {
    check_percent("2022-03-03", "12.5379", 11.812);
    check_percent("2022-03-01", "11.9815", 11.3163);
    check_percent("2014-12-19", "-12.0708", -12.8638);
    check_percent("1994-10-12", "38.5810", 32.6284);
}

#[test]
fn texts_and_pictures_of_moves_say_the_same_per_cent() {
    let place = Place::new(crate::command::AFTER_ARCHIVE);
    let days = ["--from", "2022-03-01", "--to", "2022-03-03", "--lang", "en"];
    let picture = ["--by", "pct", "-o", "moves.svg"];
    let ran = place.run(&[&["movers"], days.as_slice(), picture.as_slice()].concat());
    ran.code(0)
        .out_has("3 March 2022  +11.50 ₽  +12.54 %")
        .out_has("1 March 2022  +10.01 ₽  +11.98 %");
    let svg = std::fs::read_to_string(place.path("moves.svg")).unwrap();
    assert!(
        svg.contains("USD +12.5\u{a0}% · no news") && svg.contains("USD +12.0\u{a0}% · no news"),
        "{svg}"
    );
}

#[test]
fn the_largest_by_per_cent_is_the_largest_that_is_shown() {
    let since_2014 = movers(&["--by", "pct", "--top", "3"]);
    let dates: Vec<_> = since_2014["movers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["record_date"])
        .collect();
    assert_eq!(dates, ["2022-03-03", "2014-12-19", "2022-03-01"]);
}

#[test]
fn only_the_days_on_which_the_ruble_weakened() {
    let found = movers(&["--by", "pct", "--direction", "up", "--top", "4"]);
    assert_eq!(found["direction"], "up");
    let changes = found["movers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["change_pct"].as_f64().unwrap());
    assert_eq!(
        changes.collect::<Vec<_>>(),
        [12.5379, 11.9815, 11.5558, 10.8484]
    );
    let falls = read(&[
        "movers",
        "--direction",
        "down",
        "--top",
        "1",
        "--by",
        "pct",
        "--lang",
        "ru",
    ]);
    falls
        .code(0)
        .out_has("Самые большие падения курса USD")
        .out_has("−12.07 %");
}

/// Since 1992, across the redenomination of 1998, in the order of the printed figures.
#[test]
fn every_large_move_is_that_of_history() {
    let json = read(&[
        "movers",
        "--by",
        "pct",
        "--from",
        "1992-07-01",
        "--top",
        "300",
        "--format",
        "json",
    ]);
    let history = read(&["history", "USD", "--format", "csv"]);
    let of_history: std::collections::HashMap<&str, &str> = history
        .stdout
        .lines()
        .map(|row| (&row[4..14], row.split(',').nth(5).unwrap()))
        .collect();
    let mut sizes = Vec::new();
    for row in json.code(0).stdout.split(r#"{"record_date":""#).skip(1) {
        let percent = row
            .split_once(r#""change_pct":"#)
            .unwrap()
            .1
            .split_once(',')
            .unwrap()
            .0;
        assert_eq!(percent, of_history[&row[..10]], "{}", &row[..10]);
        sizes.push(percent.parse::<f64>().unwrap().abs());
    }
    assert_eq!(sizes.len(), 300);
    assert!(sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
}

/// U1: the event of 24 February is not of the window of the move, but of the week before.
#[test]
fn an_event_of_before_the_window_is_said_to_be_of_the_week_before() {
    let place = Place::new(crate::command::AFTER_ARCHIVE);
    place.write(
        "events.csv",
        "date,label\n2022-02-24,Before\n2022-03-01,On the day\n",
    );
    let typed = [
        "movers",
        "--from",
        "2022-03-02",
        "--to",
        "2022-03-02",
        "--events",
        "events.csv",
    ];
    let text = place.run(&[&typed[..], &["--lang", "en"]].concat());
    text.code(0)
        .out_has("event in the week before, 24 February 2022: Before")
        .out_has("event of 1 March 2022: On the day");
    let json = place.run(&[&typed[..], &["--format", "json"]].concat());
    let report: Value = serde_json::from_str(&json.code(0).stdout).unwrap();
    let events = report["movers"][0]["events"].as_array().unwrap();
    let before: Vec<_> = events
        .iter()
        .map(|event| event["week_before"].as_bool())
        .collect();
    assert_eq!(before, [Some(true), Some(false)]);
}

/// z counts standard deviations of the gap's length; the text counts moves that are usual over it.
#[test]
fn a_move_over_the_new_year_is_beside_what_is_usual_over_twelve_days() {
    let day = ["--from", "2015-01-13", "--to", "2015-01-13"];
    let text = |lang| read(&[&["movers", "--lang", lang], &day[..]].concat());
    text("en").code(0).out_has(
        "13 January 2015  +6.50 ₽  +11.56 %  1.2 times the usual move over 12 days (9.4 % at that time)",
    );
    text("ru").code(0).out_has(
        "13 января 2015  +6.50 ₽  +11.56 %  1.2 обычного движения за 12 дней (тогда 9.4 %)",
    );

    let found = &movers(&day)["movers"][0];
    assert_eq!(found["gap_days"], 12);
    assert!(
        (found["z"].as_f64().unwrap() - 0.6736).abs() < 1e-4,
        "{found}"
    );
    assert!(
        (found["usual_pct"].as_f64().unwrap() - 9.360).abs() < 1e-3,
        "{found}"
    );
}

/// Half of all moves are smaller than the usual one of their time.
#[test]
fn half_of_the_moves_are_smaller_than_the_usual_one() {
    let all = movers(&["--from", "1996-06-01", "--top", "9999"]);
    let all = all["movers"].as_array().unwrap();
    let larger = all.iter().filter(|one| {
        let usual = one["usual_pct"].as_f64().unwrap();
        one["change_pct"].as_f64().unwrap().abs() > usual
    });
    let share = larger.count() as f64 / all.len() as f64;
    assert!(all.len() > 6000 && (0.49..0.53).contains(&share), "{share}");
}

#[test]
fn a_daily_move_is_beside_the_usual_daily_one() {
    let place = Place::new(crate::command::AFTER_ARCHIVE);
    place.write(
        "news.csv",
        "published,title,url\n2018-04-09T14:00+03:00,Санкции,https://a.example/1\n",
    );
    place.run(&["news", "add", "news.csv"]).code(0);
    let explained = |lang| place.run(&["explain", "2018-04-11", "--lang", lang]);
    explained("en")
        .code(0)
        .out_has("\n  18.7 times the usual daily move (0.34 % at that time)\n");
    explained("ru")
        .code(0)
        .out_has("\n  18.7 обычного дневного движения (тогда 0.34 %)\n");
    place
        .run(&["explain", "2018-04-11", "--details", "--lang", "en"])
        .code(0)
        .out_has(
            "\n  z +10.32: standard deviations, as far as was known before, over as many days\n",
        );
}

/// Rate and change are in new rubles, the per cent is the same in both: never one of each in a line.
#[test]
fn black_tuesday_is_explained_in_one_unit() {
    let place = Place::new(crate::command::AFTER_ARCHIVE);
    place.write(
        "news.csv",
        "published,title,url\n1994-10-11T10:00+03:00,Паника на бирже,https://a.example/1\n",
    );
    place.run(&["news", "add", "news.csv"]).code(0);
    let explained = |lang| place.run(&["explain", "1994-10-12", "--lang", lang]);
    explained("en")
        .code(0)
        .out_has("12 October 1994  USD 3.9260  +1.09 ₽  +38.58 %\n")
        .err_has("rates before 1998 are counted in new rubles");
    explained("ru")
        .code(0)
        .out_has("12 октября 1994  USD 3.9260  +1.09 ₽  +38.58 %\n")
        .err_has("курсы до 1998 года пересчитаны в новые рубли");
}

/// A hundred yen were beside the change of one: "JPY 58.1673  0.00 ₽  −0.61 %".
#[test]
fn rate_and_change_are_of_one_nominal_as_in_show() {
    let place = Place::new(crate::command::AFTER_ARCHIVE);
    place.write(
        "news.csv",
        "published,title,url\n2024-05-20T10:00+03:00,Новость,https://a.example/1\n",
    );
    place.run(&["news", "add", "news.csv"]).code(0);
    let explained = |day, code| place.run(&["explain", day, "--currency", code, "--lang", "en"]);
    explained("2024-05-21", "JPY")
        .code(0)
        .out_has("21 May 2024  100 JPY 58.1673  −0.36 ₽  −0.61 %\n");
    explained("2015-08-21", "KZT")
        .code(0)
        .out_has("21 August 2015  100 KZT 26.5139  −6.85 ₽  −20.54 %\n");
    // In new rubles it has a digit more than a record holds.
    explained("1992-07-01", "USD")
        .code(0)
        .out_has("1 July 1992  10 USD 1.2526\n");

    let day = [
        "--from",
        "2015-08-21",
        "--to",
        "2015-08-21",
        "--currency",
        "KZT",
    ];
    let moved = |lang| read(&[&["movers", "--lang", lang], &day[..]].concat());
    moved("en").code(0).out_has("−6.85 ₽ for 100 KZT  −20.54 %");
    moved("ru").code(0).out_has("−6.85 ₽ за 100 KZT  −20.54 %");
}

//! Only some news counts: `--source`, `--section` and `--language` of every command that reads headlines.

use crate::command::{AFTER_ARCHIVE, Place};
use serde_json::Value;

/// Days of news for the rate of 2024-05-22. Two sources tell one story, the second one first by an hour.
const NEWS: &str = "published,title,source,section,tags
2024-05-20T18:00:00+03:00,Минфин объявил объём покупки валюты на месяц,Вестник,Экономика,
2024-05-20T19:00:00+03:00,Минфин объявил объем покупки валюты на месяц,Газета,Деньги,
2024-05-20T20:00:00+03:00,Сборная выиграла матч в овертайме,Вестник,Спорт,
2024-05-21T09:00:00+03:00,Oil exports fell in April,Courier,Economy,
2024-05-21T09:30:00+03:00,Нацбанк підвищив облікову ставку,Courier,Economy,
2024-05-21T10:00:00+03:00,Вышел обзор рынка труда,Газета,\"Наука, техника\",Экономика
";

fn place() -> Place {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("news.csv", NEWS);
    place.run(&["news", "add", "news.csv"]).code(0);
    place
}

/// The titles of `news list` with these options, the newest first.
fn listed(place: &Place, options: &[&str]) -> Vec<String> {
    let ran = place.run(&[&["news", "list", "--format", "json"], options].concat());
    let json: Value = serde_json::from_str(&ran.code(0).stdout).unwrap();
    let headlines = json["headlines"].as_array().unwrap().iter();
    headlines
        .map(|one| one["title"].as_str().unwrap().to_owned())
        .collect()
}

const LABOUR: &str = "Вышел обзор рынка труда";
const RATE: &str = "Нацбанк підвищив облікову ставку";
const OIL: &str = "Oil exports fell in April";
const MATCH: &str = "Сборная выиграла матч в овертайме";
const LATER: &str = "Минфин объявил объем покупки валюты на месяц";
const FIRST: &str = "Минфин объявил объём покупки валюты на месяц";

#[test]
fn a_list_is_of_some_sources_sections_and_languages() {
    let place = place();
    let check = |options: &[&str], expected: &[&str]| {
        assert_eq!(listed(&place, options), expected, "{options:?}");
    };
    check(&["--source", "газета"], &[LABOUR, LATER]);
    check(
        &["--source", "ГАЗЕТА,Courier", "--limit", "2"],
        &[LABOUR, RATE],
    );
    check(
        &["--source", "Вестник", "--source", "Courier"],
        &[RATE, OIL, MATCH, FIRST],
    );
    // A tag is a section too, and a name with a comma is one name.
    check(&["--section", "экономика"], &[LABOUR, FIRST]);
    check(&["--section", "наука, техника"], &[LABOUR]);
    check(&["--section", "Спорт, деньги"], &[MATCH, LATER]);
    check(&["--language", "en,uk"], &[RATE, OIL]);
    check(
        &[
            "--language",
            "ru",
            "--source",
            "Газета",
            "--section",
            "Деньги",
        ],
        &[LATER],
    );
}

#[test]
fn a_search_is_of_some_sources_too() {
    let place = place();
    let search = ["news", "search", "валюта", "--format", "csv"];
    place
        .run(&[&search, ["--source", "Газета"].as_slice()].concat())
        .code(0)
        .out_has("Газета");
    place
        .run(&[&search, ["--section", "Спорт", "--lang", "en"].as_slice()].concat())
        .code(3)
        .err_has("no headlines with валюта in section Спорт")
        .err_has("without --section there are some");
}

#[test]
fn an_unknown_name_is_refused_with_the_nearest_everywhere() {
    let place = place();
    for command in [
        ["news", "list"].as_slice(),
        &["news", "search", "валюта"],
        &["movers"],
        &["explain", "2024-05-22"],
        &["chart", "--news", "-o", "x.svg"],
        &["chart", "-o", "x.html"],
        &["correlate"],
        &["correlate", "--term", "валюта"],
        &["correlate", "--lead-lag"],
    ] {
        place
            .run(&[command, &["--source", "Газетта", "--lang", "en"]].concat())
            .code(3)
            .err_has("--source: no headline has `Газетта`")
            .err_has("did you mean Газета?");
        place
            .run(&[command, &["--section", "Экономка", "--lang", "ru"]].concat())
            .code(3)
            .err_has("--section: ни у одного заголовка нет «Экономка»")
            .err_has("возможно, Экономика");
    }
}

#[test]
fn the_filter_that_leaves_nothing_is_named_everywhere() {
    let place = place();
    for command in [
        ["news", "list"].as_slice(),
        &["movers"],
        &["explain", "2024-05-22"],
        &["chart", "--news", "-o", "x.svg"],
        &["correlate"],
        &["correlate", "--term", "валюта"],
        &["correlate", "--lead-lag"],
    ] {
        let filter = ["--source", "Газета", "--language", "en", "--lang", "en"];
        place
            .run(&[command, &filter].concat())
            .code(3)
            .err_has("no headlines of Газета in language en")
            .err_has("without --language there are some");
    }
}

#[test]
fn a_chart_without_headlines_refuses_a_filter_of_them() {
    let place = place();
    place
        .run(&["chart", "-o", "x.svg", "--section", "Спорт", "--lang", "en"])
        .code(2)
        .err_has("--section: this chart reads no headlines");
}

#[test]
fn a_page_has_the_headlines_of_the_filter_alone() {
    let place = place();
    let days = ["--from", "2024-05-01", "--to", "2024-05-31"];
    let page = ["chart", "USD", "-o", "page.html", "--section", "спорт"];
    place.run(&[page.as_slice(), &days].concat()).code(0);
    let html = std::fs::read_to_string(place.path("page.html")).unwrap();
    assert!(html.contains(MATCH) && !html.contains(OIL) && !html.contains(LATER));
}

/// What comes of a report's window: its stories, and the first of them.
fn explained(options: &[&str]) -> (Value, Value) {
    let place = place();
    let ran = place.run(&[&["explain", "2024-05-22", "--format", "json"], options].concat());
    let json: Value = serde_json::from_str(&ran.code(0).stdout).unwrap();
    (json["picked"].clone(), json["news_filter"].clone())
}

#[test]
fn a_story_of_a_filter_is_known_by_its_first_headline_of_it() {
    let (all, filter) = explained(&[]);
    let told = &all.as_array().unwrap()[0];
    assert_eq!(filter, Value::Null);
    assert_eq!(told["title"], FIRST);
    assert_eq!(told["sources"], serde_json::json!(["Вестник", "Газета"]));

    let (picked, filter) = explained(&["--source", "газета"]);
    let told = &picked.as_array().unwrap()[0];
    assert_eq!(filter, serde_json::json!({"sources": ["Газета"]}));
    assert_eq!(told["title"], LATER);
    assert_eq!(told["published"], "2024-05-20T19:00:00+03:00");
    assert_eq!(told["sources"], serde_json::json!(["Газета"]));
    assert_eq!(
        (&told["size"], picked.as_array().unwrap().len()),
        (&1.into(), 2)
    );
}

#[test]
fn reports_say_which_news_counts() {
    let place = place();
    let filter = ["--section", "экономика", "--language", "ru"];
    let text = ["--lang", "en"];
    for command in [
        ["movers", "--top", "1"].as_slice(),
        &["explain", "2024-05-22"],
        &["correlate", "--term", "валюта"],
        &["correlate", "--lead-lag"],
        &["correlate"],
    ] {
        place
            .run(&[command, &filter, &text].concat())
            .code(0)
            .out_has("Only the news in section Экономика in language ru counts.");
        let ran = place.run(&[command, &filter, &["--format", "json"]].concat());
        ran.code(0)
            .out_has(r#""news_filter":{"sections":["Экономика"],"languages":["ru"]}"#);
    }
    let ran = place.run(&[&["correlate", "--term", "валюта"], filter.as_slice(), &text].concat());
    ran.code(0).out_has("(usual settings changed: --section,");
}

#[test]
fn tests_of_one_choice_after_another_are_counted_together() {
    let place = place();
    let term = ["correlate", "--term", "валюта", "--format", "json"];
    for (filter, tests) in [
        ([].as_slice(), 1),
        (&["--section", "Экономика"], 2),
        (&["--source", "газета"], 3),
        (&["--source", "Газета"], 3),
    ] {
        let ran = place.run(&[term.as_slice(), filter].concat());
        ran.code(0).out_has(&format!(r#""tests_in_24h":{tests},"#));
    }
}

#[test]
fn terms_are_looked_for_in_the_filter_alone() {
    let place = place();
    place
        .run(&[
            "correlate",
            "--term",
            "валюта",
            "--section",
            "Спорт",
            "--lang",
            "en",
        ])
        .code(3)
        .err_has("none of the chosen headlines has `валюта`");
}

#[test]
fn a_term_that_only_other_headlines_have_is_not_said_to_be_in_none() {
    let place = place();
    let typed = ["correlate", "--term", "валюта", "--section", "Спорт"];
    place
        .run(&[&typed[..], &["--lang", "en"]].concat())
        .code(3)
        .err_has("none of the chosen headlines has `валюта`");
    place
        .run(&[&typed[..], &["--lang", "ru"]].concat())
        .code(3)
        .err_has("ни в одном из выбранных заголовков нет «валюта»");
}

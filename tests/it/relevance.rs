//! What matters comes first: in `explain`, `movers`, a chart and its page.
#![cfg(feature = "dictionary")]

use crate::command::{AFTER_ARCHIVE, Place};
use serde_json::Value;

/// The days of the largest move of February 2022; its window is 2022-02-22 11:30 to 2022-02-24 11:30.
const MOVE: [&str; 4] = ["--from", "2022-02-25", "--to", "2022-02-25"];

const MATCH: &str = "Сборная выиграла матч в овертайме";
const SANCTIONS: &str = "США ввели санкции против банков";
const CONCERT: &str = "Певица перенесла концерт";
const REPORT: &str = "Доллар вырос до 90 рублей";

/// A place with headlines of 23 February, a minute after one another.
fn place(titles: &[&str]) -> Place {
    let place = Place::new(AFTER_ARCHIVE);
    let rows = titles
        .iter()
        .enumerate()
        .map(|(minute, title)| format!("2022-02-23T10:{minute:02}:00+03:00,{title},Вестник\n"));
    let csv = format!("published,title,source\n{}", rows.collect::<String>());
    place.write("news.csv", &csv);
    place.run(&["news", "add", "news.csv"]).code(0);
    place
}

fn json(place: &Place, arguments: &[&str]) -> Value {
    let ran = place.run(&[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&ran.code(0).stdout).unwrap()
}

fn titles(headlines: &Value) -> Vec<&str> {
    let headlines = headlines.as_array().unwrap().iter();
    headlines
        .map(|one| one["title"].as_str().unwrap())
        .collect()
}

#[test]
fn what_matters_is_first_and_nothing_is_dropped() {
    let place = place(&[MATCH, CONCERT, SANCTIONS]);
    let expected = [SANCTIONS, MATCH, CONCERT];
    let movers = json(&place, &[&["movers"], MOVE.as_slice()].concat());
    let headlines = &movers["movers"][0]["headlines"];
    assert_eq!(titles(headlines), expected);
    assert!(headlines[0]["relevance"].as_i64().unwrap() >= 3);
    assert!(headlines[1]["relevance"].as_i64().unwrap() < 3);
    let explained = json(&place, &["explain", "2022-02-25"]);
    assert_eq!(titles(&explained["picked"]), expected);
    let day = json(&place, &["explain", "2022-02-23", "--link", "date"]);
    assert_eq!(titles(&day["picked"]), expected);
}

#[test]
fn where_nothing_matters_the_news_is_in_the_order_of_time() {
    let place = place(&[MATCH, CONCERT]);
    let explained = json(&place, &["explain", "2022-02-25"]);
    assert_eq!(titles(&explained["picked"]), [MATCH, CONCERT]);
}

/// The picture of the move, by a chart and by `movers`.
fn pictures(place: &Place) -> [String; 2] {
    let chart = ["chart", "USD", "--news", "--lang", "en", "-o", "chart.svg"];
    let days = ["--from", "2022-02-24", "--to", "2022-02-25"];
    place.run(&[chart.as_slice(), &days].concat()).code(0);
    let movers = ["movers", "--lang", "en", "-o", "moves.svg"];
    place.run(&[movers.as_slice(), &MOVE].concat()).code(0);
    ["chart.svg", "moves.svg"].map(|name| std::fs::read_to_string(place.path(name)).unwrap())
}

#[test]
fn a_chart_names_the_headline_that_matters() {
    let place = place(&[MATCH, CONCERT, SANCTIONS]);
    for svg in pictures(&place) {
        assert!(
            svg.contains(&format!("· {SANCTIONS}")) && !svg.contains(MATCH),
            "{svg}"
        );
    }
}

#[test]
fn a_chart_of_a_window_that_only_reports_the_move_has_the_report_and_not_no_news() {
    let place = place(&[REPORT]);
    for svg in pictures(&place) {
        assert!(
            svg.contains(&format!("· {REPORT}")) && !svg.contains("no news"),
            "{svg}"
        );
    }
    let ran = place.run(&[&["movers", "--lang", "en"], MOVE.as_slice()].concat());
    ran.code(0).out_has("only reports the move").out_has(REPORT);
    place
        .run(&["explain", "2022-02-25", "--lang", "ru"])
        .code(0)
        .out_has("— лишь о самом движении")
        .out_has(REPORT);
}

#[test]
fn a_report_is_not_shown_beside_other_news() {
    let place = place(&[REPORT, MATCH]);
    for svg in pictures(&place) {
        assert!(
            svg.contains(&format!("· {MATCH}")) && !svg.contains(REPORT),
            "{svg}"
        );
    }
}

#[test]
fn a_page_has_what_matters_first_and_then_the_newest() {
    let place = place(&[SANCTIONS, MATCH, CONCERT]);
    let page = ["chart", "USD", "-o", "page.html"];
    let days = ["--from", "2022-02-01", "--to", "2022-02-28"];
    place.run(&[page.as_slice(), &days].concat()).code(0);
    let html = std::fs::read_to_string(place.path("page.html")).unwrap();
    let places = [SANCTIONS, CONCERT, MATCH].map(|title| html.find(title).unwrap());
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_page_of_many_headlines_keeps_the_one_that_matters() {
    let others: Vec<String> = (0..40)
        .map(|number| format!("Концерт номер {number}"))
        .collect();
    let mut titles: Vec<&str> = vec![SANCTIONS];
    titles.extend(others.iter().map(String::as_str));
    let place = place(&titles);
    let page = ["chart", "USD", "-o", "page.html", "--from", "2022-02-01"];
    place
        .run(&[page.as_slice(), &["--to", "2022-02-28"]].concat())
        .code(0);
    let html = std::fs::read_to_string(place.path("page.html")).unwrap();
    assert!(html.contains(SANCTIONS) && html.contains("номер 39") && !html.contains("номер 20"));
    assert!(html.contains("номер 21"));
}

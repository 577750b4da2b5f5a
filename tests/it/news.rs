//! News through the real command: in by page, feed and collection, out with the rates.

use crate::command::{AFTER_ARCHIVE, Place};
use expect_test::expect;
use serde_json::Value;

/// A page in the form of a news site of 2024: the header is of the crawl, the article of a year before.
const PAGE: &str = include_str!("../fixtures/page_header_day_is_not_the_articles.txt");

fn place() -> Place {
    Place::new(AFTER_ARCHIVE)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_saved_page_is_dated_by_its_text_and_linked_to_the_rates_of_then() {
    let place = place();
    place.write("page.txt", PAGE);
    place
        .run(&["news", "add", "page.txt", "--lang", "en"])
        .code(0)
        .out_has("2023-05-08, by weekday and day");
    let listed = json(
        &place
            .run(&["news", "list", "--on", "2023-05-08", "--format", "json"])
            .code(0)
            .stdout,
    );
    let one = &listed["headlines"][0];
    assert_eq!(one["date"], "2023-05-08");
    assert_eq!(one["date_evidence"], "weekday_and_day");
    assert_eq!(one["time_known"], false);
    let usd = &one["rates"][0];
    assert_eq!(usd["shown"]["record_date"], "2023-05-06");
    assert_eq!(usd["shown"]["value"].to_string(), "76.8207");
    assert_eq!(usd["effect"]["record_date"], "2023-05-11");
    assert_eq!(one["rates"][1]["shown"]["value"].to_string(), "84.9073");
}

#[test]
fn the_rates_of_a_header_are_compared_with_the_official_ones_and_nothing_is_stored() {
    let place = place();
    place.write("page.txt", PAGE);
    let checked = json(
        &place
            .run(&["news", "check", "page.txt", "--format", "json"])
            .code(0)
            .stdout,
    );
    let page = &checked[0];
    assert_eq!(page["header_date"], "2024-05-21");
    assert_eq!(page["article_date"], "2023-05-08");
    assert_eq!(page["ticker"][0]["official_value"].to_string(), "90.6537");
    assert_eq!(page["ticker"][0]["official_change"].to_string(), "-0.3336");
    assert_eq!(
        page["ticker"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|rate| rate["agrees"] == true)
            .count(),
        2
    );
    place
        .run(&["news", "list"])
        .code(3)
        .err_has("rates news add FILE");
    place.write("other.txt", &PAGE.replace("90.65", "90.75"));
    let other = json(
        &place
            .run(&["news", "check", "other.txt", "--format", "json"])
            .code(0)
            .stdout,
    );
    assert_eq!(other[0]["ticker"][0]["agrees"], false);
}

/// The days on which two headlines were shown with a rate, and the records that their clocks link them to.
fn linked(place: &Place, file: &str) -> Vec<[String; 3]> {
    place
        .run(&["news", "add", file, "--lang", "en"])
        .code(0)
        .no_err();
    let listed = place.run(&["news", "list", "--format", "json"]);
    let listed = json(&listed.code(0).stdout);
    let texts = |one: &Value| {
        let usd = &one["rates"][0]["effect"];
        [&one["published"], &usd["record_date"], &usd["change"]].map(|value| {
            let text = value.to_string();
            text.trim_matches('"').to_owned()
        })
    };
    listed["headlines"]
        .as_array()
        .unwrap()
        .iter()
        .map(texts)
        .collect()
}

/// Moscow was four hours ahead of UTC in the summers until 2010 and from 2011 to 2014, whatever its clock was called:
/// 11:15 in Moscow is before the cut-off, an hour later is not.
#[test]
fn rows_of_one_file_with_one_clock_in_msk_are_linked_to_one_rate() {
    for (iso, words, published, effect, change) in [
        (
            "2012-06-21",
            "Thu, 21 Jun 2012",
            "2012-06-21T11:15:00+04:00",
            "2012-06-22",
            "0.3888",
        ),
        (
            "2008-06-19",
            "Thu, 19 Jun 2008",
            "2008-06-19T11:15:00+04:00",
            "2008-06-20",
            "-0.0607",
        ),
    ] {
        let place = place();
        let rows = [
            format!("title,date\nРубль вырос,{iso} 11:15:00 MSK\n"),
            format!("Рубль упал,\"{words} 11:15:00 MSK\"\n"),
            format!("Рубль стоит,\"{words} 11:15 (MSK)\"\n"),
            format!("Рубль летом,{iso}T11:15:00[Europe/Moscow]\n"),
        ];
        place.write("rows.csv", &rows.concat());
        let expected = [published, effect, change].map(str::to_owned);
        assert_eq!(linked(&place, "rows.csv"), vec![expected; rows.len()]);
    }
}

#[test]
fn a_row_with_a_year_of_two_digits_is_read_as_people_type_it() {
    let place = place();
    place.write("rows.csv", "title,date\nРубль вырос,21.05.24\n");
    assert_eq!(linked(&place, "rows.csv")[0][0], "2024-05-21");
    let listed = place.run(&["news", "list", "--on", "21.05.24", "--format", "json"]);
    assert_eq!(
        json(&listed.code(0).stdout)["headlines"][0]["date"],
        "2024-05-21"
    );
}

/// Taken for ISO 8859-5, whose «биР» has the same bytes, before labels were believed of a few capitals.
#[test]
fn a_feed_in_windows_1251_may_have_one_cyrillic_word_in_capitals() {
    let place = place();
    let feed = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><item><title>США</title></item></channel></rss>";
    let bytes = encoding_rs::WINDOWS_1251.encode(feed).0;
    std::fs::write(place.path("feed.xml"), bytes).unwrap();
    let parsed = place.run(&["news", "parse", "feed.xml", "--format", "json"]);
    assert_eq!(json(&parsed.code(0).stdout)[0]["items"][0]["title"], "США");
}

/// Spreadsheets write tables in windows-1251; the same bytes once read as headlines and not as events.
#[test]
fn a_list_of_events_in_windows_1251_is_read_like_a_collection() {
    let place = place();
    let list = "дата;событие\n10.04.2018;Заседание Совета директоров\n";
    let bytes = encoding_rs::WINDOWS_1251.encode(list).0;
    std::fs::write(place.path("events.csv"), bytes).unwrap();
    place
        .run(&[
            "movers",
            "--events",
            "events.csv",
            "--lang",
            "en",
            "--format",
            "json",
        ])
        .code(0)
        .out_has("Заседание Совета директоров");
}

const COLLECTION: &str = "date,title,url\n\
    2024-05-20T10:00:00+03:00,Ключевая ставка сохранена,https://a.example/1\n\
    2024-05-20T16:00:00+03:00,Санкции расширены,https://a.example/2\n\
    2024-05-21,Что будет со ставкой,https://a.example/3\n\
    вчера,Без понятной даты,https://a.example/4\n\
    ,Без даты,https://a.example/5\n";

#[test]
fn a_collection_comes_in_once_and_its_bad_rows_are_named() {
    let place = place();
    place.write("news.csv", COLLECTION);
    let ran = place.run(&["news", "add", "news.csv", "--format", "json"]);
    ran.code(1)
        .err_has("news.csv, строка 5: ")
        .err_has("пропущена 1 строка");
    let file = &json(&ran.stdout)["files"][0];
    let counts = ["read", "added", "known", "undated"].map(|key| file[key].as_u64().unwrap());
    assert_eq!(
        (counts, file["faults"][0]["line"].as_u64()),
        ([4, 4, 0, 1], Some(5))
    );
    let before = std::fs::read(place.db()).unwrap();
    let again = json(
        &place
            .run(&["news", "add", "news.csv", "--format", "json"])
            .stdout,
    );
    assert_eq!(
        (
            again["files"][0]["added"].as_u64(),
            again["files"][0]["known"].as_u64()
        ),
        (Some(0), Some(4))
    );
    assert!(
        std::fs::read(place.db()).unwrap() == before,
        "a second import writes nothing"
    );
    place.run(&["db", "check"]).code(0);
}

#[test]
fn headlines_stand_by_day_between_the_rates() {
    let place = place();
    place.write("news.csv", COLLECTION);
    place.run(&["news", "add", "news.csv"]);
    place
        .run(&[
            "news",
            "list",
            "--on",
            "2024-05-20",
            "--currency",
            "USD",
            "--lang",
            "ru",
        ])
        .code(0)
        .no_err()
        .out(&expect![[r#"
            20 мая 2024  USD 90.99 +0.06
              16:00  Санкции расширены — a.example
              → 22 мая 2024  USD 90.41 −0.25
              10:00  Ключевая ставка сохранена — a.example
              → 21 мая 2024  USD 90.65 −0.33"#]]);
    place
        .run(&["show", "--on", "2024-05-21", "--news", "--lang", "ru"])
        .code(0)
        .out(&expect![[r#"
            21 мая 2024  USD 90.65 −0.33  EUR 98.58 −0.19
                —    Что будет со ставкой — a.example
              → 23 мая 2024  USD 90.19 −0.22  EUR 97.90 −0.40"#]]);
    place
        .run(&["show", "--on", "2024-05-18", "--news", "--lang", "en"])
        .code(0)
        .err_has("no headlines on 2024-05-18");
    place
        .run(&["show", "--on", "2024-05-21", "--news", "--format", "csv"])
        .code(2)
        .err_has("--news");
}

#[test]
fn words_are_found_in_any_of_their_forms() {
    let place = place();
    place.write("news.csv", COLLECTION);
    place.run(&["news", "add", "news.csv"]);
    let titles = |arguments: &[&str]| -> Vec<String> {
        let ran = place.run(&[&["news", "search", "--format", "json"], arguments].concat());
        let found = json(&ran.code(0).stdout);
        found["headlines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["title"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        titles(&["ставок"]),
        ["Что будет со ставкой", "Ключевая ставка сохранена"]
    );
    assert_eq!(titles(&["ключевую ставку"]), ["Ключевая ставка сохранена"]);
    assert_eq!(
        titles(&["«ключевых ставок»"]),
        ["Ключевая ставка сохранена"]
    );
    assert_eq!(
        titles(&["ставка", "--to", "2024-05-20"]),
        ["Ключевая ставка сохранена"]
    );
    assert_eq!(
        titles(&["ставка", "--limit", "1"]),
        ["Что будет со ставкой"]
    );
    assert_eq!(titles(&["--ranked", "санкций"]), ["Санкции расширены"]);
    place
        .run(&["news", "search", "нефть"])
        .code(3)
        .err_has("нефть");
    place.run(&["news", "search", "«ставка ключевая»"]).code(3);
}

#[test]
fn feed_documents_are_read_without_being_stored() {
    let place = place();
    place.write(
        "feed.xml",
        "<rss><channel><title>Лента</title><item><title>A &amp; B</title><link>https://a.example/1</link>\
         <pubDate>Tue, 21 May 2024 12:00:00 MSK</pubDate></item><item><title>Обо",
    );
    let ran = place.run(&[
        "news",
        "parse",
        "feed.xml",
        "missing.xml",
        "--format",
        "json",
    ]);
    let feeds = json(&ran.code(0).err_has("missing.xml").stdout);
    assert_eq!(feeds[0]["title"], "Лента");
    assert_eq!(feeds[0]["items"][0]["title"], "A & B");
    assert_eq!(
        feeds[0]["items"][0]["published"],
        "2024-05-21T12:00:00+03:00"
    );
    assert!(!feeds[0]["faults"].as_array().unwrap().is_empty());
    place.write(
        "page.html",
        "<!DOCTYPE html><html><body>Проверка</body></html>",
    );
    place
        .run(&["news", "parse", "page.html"])
        .code(5)
        .err_has("page.html");
    place.run(&["news", "add", "feed.xml"]).code(1);
    place
        .run(&["news", "list", "--limit", "0"])
        .code(0)
        .out_has("A & B — Лента");
}

#[test]
fn what_cannot_be_done_is_said() {
    let place = place();
    let ran = place.run(&["news", "add", "nothing.txt"]);
    let ran = ran
        .code(1)
        .err_has("nothing.txt: нет такого файла")
        .err_has("проверьте имя");
    assert_eq!(ran.stdout, "", "no sum of files that are not there");
    place.write("news.csv", "a,b\n1,2\n");
    place
        .run(&["news", "add", "news.csv"])
        .code(5)
        .err_has("title")
        .err_has("--map");
    place
        .run(&["news", "add", "news.csv", "--map", "titel=a"])
        .code(2)
        .err_has("--map");
    place
        .run(&["news", "add", "news.csv", "--map", "title=c"])
        .code(5)
        .err_has("c");
    place
        .run(&[
            "news", "add", "news.csv", "--map", "title=a", "--lang", "en",
        ])
        .code(0)
        .out_has("1 headline read");
    place
        .run(&["news", "list", "--from", "2024-05-02", "--to", "2024-05-01"])
        .code(2);
    place.write("empty.txt", "");
    place
        .run(&["news", "add", "empty.txt"])
        .code(5)
        .err_has("empty.txt");
}

//! Dates of saved pages, feeds and tables through the real command, where the store, the clock of reading or the link to
//! the rates decides.

use crate::command::Place;
use serde_json::Value;

const NOW: &str = "2026-08-21T09:00:00Z";

const TITLE: &str = "Рубль вырос к доллару и евро";

fn page(inside: &str) -> String {
    format!("<!DOCTYPE html><meta charset=utf-8><title>{TITLE}</title>{inside}")
}

/// The day of a page and the day of its header: `2024-05-20 2024-05-21`, `-` for none.
fn checked(place: &Place, inside: &str) -> String {
    place.write("page.html", &page(inside));
    let output = place.run(&["news", "check", "page.html", "--format", "json"]);
    let pages: Value = serde_json::from_str(&output.code(0).stdout).unwrap();
    ["article_date", "header_date"]
        .map(|key| pages[0][key].as_str().unwrap_or("-").to_owned())
        .join(" ")
}

fn header(ticker: &str) -> String {
    format!("<header><div>21 мая 2024</div><div>{ticker}</div></header>")
}

const OFFICIAL: &str = "USD 90,65 −33 коп. EUR 98,58 −19 коп.";
const OF_A_BANK: &str = "USD 91,20 EUR 99,10";

#[test]
fn a_header_proves_the_crawl_by_official_rates_alone() {
    let place = Place::new(NOW);
    for (line, day) in [
        ("сегодня, 10:35", "2024-05-21"),
        ("вчера, 18:20", "2024-05-20"),
        ("20 мая, 18:20", "2024-05-20"),
    ] {
        let article = format!("<article><h1>{TITLE}</h1><p>{line}</p></article>");
        let official = format!("{}{article}", header(OFFICIAL));
        assert_eq!(
            checked(&place, &official),
            format!("{day} 2024-05-21"),
            "{line}"
        );

        let other = format!("{}{article}", header(OF_A_BANK));
        assert_eq!(checked(&place, &other), "- 2024-05-21", "{line}");
        let none = format!("{}{article}", header(""));
        assert_eq!(checked(&place, &none), "- 2024-05-21", "{line}");
    }
}

#[test]
fn a_header_without_a_known_ticker_dates_no_article() {
    let place = Place::new(NOW);
    let article = format!(
        "<article><h1>{TITLE}</h1><p>Об этом в понедельник, 8 мая, сообщает пресс-служба.</p></article>"
    );
    for ticker in [
        "",
        "USD 90,65",
        "Доллар 90,65 Евро 98,58",
        OFFICIAL,
        "Пробки 3 балла",
    ] {
        let found = checked(&place, &format!("{}{article}", header(ticker)));
        assert_eq!(found, "2023-05-08 2024-05-21", "{ticker}");
    }
}

#[test]
fn a_page_saved_today_was_not_published_later() {
    let place = Place::new(NOW);
    let article = |line: &str| format!("<h1>{TITLE}</h1><p>{line}</p>");
    for line in [
        "31 декабря 2026 года",
        "12 декабря 2026, 18:00",
        "23 августа 2026, 10:00",
    ] {
        assert_eq!(checked(&place, &article(line)), "- -", "{line}");
    }
    // The clock of another zone may be ahead of Moscow's.
    assert_eq!(
        checked(&place, &article("22 августа 2026, 00:30")),
        "2026-08-22 -"
    );

    let meta = r#"<meta property="article:published_time" content="2062-05-20T10:00:00+03:00">"#;
    place.write("page.html", &page(&format!("{meta}{}", article("Текст"))));
    place.run(&["news", "add", "page.html"]).code(0);
    let listed = place.run(&["news", "list", "--format", "json"]);
    let listed: Value = serde_json::from_str(&listed.code(0).stdout).unwrap();
    assert_eq!(listed["headlines"][0]["published"], Value::Null);
}

/// Each headline as date, whether a time is known, the date of the record shown and of the one set after.
fn linked(place: &Place, file: &str) -> Vec<String> {
    place.run(&["news", "add", file]).code(0);
    let listed = place.run(&["news", "list", "--format", "json"]);
    let listed: Value = serde_json::from_str(&listed.code(0).stdout).unwrap();
    let headlines = listed["headlines"].as_array().unwrap();
    headlines
        .iter()
        .map(|one| {
            let usd = &one["rates"][0];
            let dates = [
                &one["date"],
                &usd["shown"]["record_date"],
                &usd["effect"]["record_date"],
            ];
            let dates = dates.map(|date| date.as_str().unwrap_or("-")).join(" ");
            format!("{dates} {}", one["time_known"])
        })
        .collect()
}

#[test]
fn midnight_of_any_zone_is_a_day_in_tables_and_feeds() {
    let zones = ["+0300", "GMT", "+0500", "+1000", "-0400", "+0200"];
    let rows = zones.iter().enumerate().map(|(at, zone)| {
        format!("Новость {at},https://example.ru/{at},2024-05-21 00:00:00 {zone}\n")
    });
    let items = zones.iter().enumerate().map(|(at, zone)| {
        format!(
            "<item><title>Новость {at}</title><link>https://example.ru/{at}</link>\
             <pubDate>Tue, 21 May 2024 00:00:00 {zone}</pubDate></item>"
        )
    });
    let table = format!("title,url,published\n{}", rows.collect::<String>());
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>x</title>{}</channel></rss>",
        items.collect::<String>()
    );

    for (file, text) in [("rows.csv", table), ("feed.xml", feed)] {
        let place = Place::new(NOW);
        place.write(file, &text);
        let found = linked(&place, file);
        assert_eq!(
            found, ["2024-05-21 2024-05-21 2024-05-23 false"; 6],
            "{file}"
        );
    }
}

#[test]
fn moscows_clock_of_2012_is_read_alike_in_tables_feeds_and_pages() {
    let forms = [
        "2012-05-21 10:45 MSK",
        "Mon, 21 May 2012 10:45:00 MSK",
        "2012-05-21 10:45 мск",
        "2012-05-21 10:45",
    ];
    let rows = forms
        .iter()
        .enumerate()
        .map(|(at, form)| format!("Новость {at},https://example.ru/{at},\"{form}\"\n"));
    let items = forms.iter().enumerate().map(|(at, form)| {
        format!(
            "<item><title>Новость {at}</title><link>https://example.ru/{at}</link><pubDate>{form}</pubDate></item>"
        )
    });
    let table = format!("title,url,published\n{}", rows.collect::<String>());
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>x</title>{}</channel></rss>",
        items.collect::<String>()
    );
    let article = page(&format!("<h1>{TITLE}</h1><p>21.05.2012 10:45 МСК</p>"));

    for (file, text, count) in [
        ("rows.csv", table, 4),
        ("feed.xml", feed, 4),
        ("page.html", article, 1),
    ] {
        let place = Place::new(NOW);
        place.write(file, &text);
        let expected = vec!["2012-05-21 2012-05-19 2012-05-22 true"; count];
        assert_eq!(linked(&place, file), expected, "{file}");
    }
}

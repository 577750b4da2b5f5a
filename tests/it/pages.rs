//! Whole saved pages of our own writing, each with the oddity in its name.

use jiff::civil::date;
use ruble_rates::news::page::{Crawl, article_date};
use ruble_rates::news::page::{Header, HeaderDay};
use ruble_rates::news::page::{Page, PageKind, parse_page};

/// `USD 90.65 -0.33 EUR 98.58`.
fn ticker(header: &Header) -> String {
    let of = |rate: &ruble_rates::news::page::TickerRate| {
        let change = rate
            .change
            .map_or(String::new(), |change| format!(" {change}"));
        format!("{} {}{change}", rate.currency.code, rate.value)
    };
    header.ticker.iter().map(of).collect::<Vec<_>>().join(" ")
}

fn dated(page: &Page) -> String {
    article_date(page, &Crawl::before(date(2026, 11, 28))).map_or(String::new(), |dated| {
        format!("{} {}", dated.published, dated.evidence.name())
    })
}

fn text(page: &str) -> Page {
    parse_page(page.as_bytes(), PageKind::Text).unwrap()
}

#[test]
fn header_ticker_crumbs() {
    let page = text(include_str!("../fixtures/page_header_ticker_crumbs.txt"));
    assert_eq!(
        page.url.as_deref(),
        Some("https://profile.example/news/banki-dvuh-gorodov-otkryli-obshchiy-schet-77/")
    );
    assert_eq!(
        page.title.as_deref(),
        Some("Банки двух городов открыли общий счёт для перевозчиков")
    );
    assert_eq!(page.section.as_deref(), Some("Экономика"));
    assert_eq!(
        page.tags,
        [
            "Эльвира Набиуллина",
            "Северная Осетия",
            "Перевозки",
            "Центральный банк"
        ]
    );
    assert_eq!(page.header.day, Some(HeaderDay::Full(date(2024, 4, 25))));
    assert_eq!(ticker(&page.header), "USD 92.51 -0.79 EUR 98.91 -0.65");
    assert_eq!(dated(&page), "2024-01-17 weekday_and_day");
}

#[test]
fn ticker_column_euro_lost() {
    let page = text(include_str!("../fixtures/page_ticker_column_euro_lost.txt"));
    assert_eq!(page.header.day, None);
    assert_eq!(
        ticker(&page.header),
        "USD 66.1718 0.2095 EUR 75.9388 -0.4201"
    );
    assert_eq!(dated(&page), "2016-05-04T17:30:00+03:00 date_line");
}

#[test]
fn ticker_banner_and_cash() {
    let page = text(include_str!("../fixtures/page_ticker_banner_and_cash.txt"));
    assert_eq!(
        page.title.as_deref(),
        Some("Мост через реку закрыли на ночь для проверки")
    );
    assert_eq!(
        page.header.day,
        Some(HeaderDay::DayAndMonth { day: 28, month: 11 })
    );
    assert_eq!(ticker(&page.header), "USD 108.01 2.95 EUR 113.09 3.04");
    assert_eq!(dated(&page), "2024-11-27 url");
}

#[test]
fn json_ld_line_breaks() {
    let bytes = include_bytes!("../fixtures/page_json_ld_line_breaks.html");
    let page = parse_page(bytes, PageKind::Html).unwrap();
    assert_eq!(page.title.as_deref(), Some("Мост открыли после проверки"));
    assert_eq!(
        page.url.as_deref(),
        Some("https://bridge.example/most-otkryli")
    );
    assert_eq!(page.section.as_deref(), Some("Город"));
    assert_eq!(page.tags, ["Мост", "Проверка"]);
    assert_eq!(page.author.as_deref(), Some("Мария Речная"));
    assert_eq!(page.header, Header::default());
    assert_eq!(dated(&page), "2026-09-09T16:38:19+03:00 json_ld");
}

#[test]
fn table_ticker_cp1251() {
    let bytes = include_bytes!("../fixtures/page_table_ticker_cp1251.html");
    let page = parse_page(bytes, PageKind::Html).unwrap();
    assert_eq!(page.title.as_deref(), Some("Во дворе прошла ярмарка"));
    assert_eq!(page.header.day, Some(HeaderDay::Full(date(2024, 4, 25))));
    assert_eq!(ticker(&page.header), "USD 92.5058 EUR 98.9118");
    assert_eq!(dated(&page), "2012-09-05 date_line");
}

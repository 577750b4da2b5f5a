//! Saved pages of the collection beside the repository: its hand-made labels, the sample, the front pages.

use crate::shared::folder;
use jiff::civil::{Date, date};
use ruble_rates::model::{Currency, DateEvidence, Decimal, Series, Span, Spans};
use ruble_rates::news::page::{Crawl, article_date};
use ruble_rates::news::page::{Header, HeaderDay};
use ruble_rates::news::page::{Page, PageKind, parse_page};
use ruble_rates::store::archive::stretches;
use std::path::Path;

fn page(file: &Path) -> Page {
    let kind = if file.extension().is_some_and(|end| end == "html") {
        PageKind::Html
    } else {
        PageKind::Text
    };
    parse_page(&std::fs::read(file).unwrap(), kind).unwrap()
}

/// `USD 90.65 -0.33` for one currency of a ticker, empty without it.
fn shown(header: &Header, code: &str) -> (String, String) {
    let rate = header.ticker.iter().find(|rate| rate.currency.code == code);
    let change = rate
        .and_then(|rate| rate.change)
        .map_or(String::new(), |change| change.to_string());
    (
        rate.map_or(String::new(), |rate| rate.value.to_string()),
        change,
    )
}

fn official(code: &str) -> Series {
    let whole = stretches().unwrap();
    let one = whole.iter().find(|stretch| stretch.code == code).unwrap();
    let first = one.records[0].record_date();
    let last = one.records[one.records.len() - 1].record_date();
    let coverage: Spans = Span::new(first, last).into_iter().collect();
    Series::new(
        Currency::by_code(code).unwrap(),
        one.records.clone(),
        coverage,
    )
}

#[derive(Default)]
struct Tally {
    labelled: usize,
    right: usize,
    wrong: Vec<String>,
    invented: Vec<String>,
    missed: Vec<String>,
}

#[test]
fn the_labelled_pages() {
    let Some(news) = folder("data/news") else {
        return;
    };
    let mut tally = Tally::default();
    let mut headers = Vec::new();
    for row in csv::Reader::from_path(news.join("labels.csv"))
        .unwrap()
        .records()
    {
        let row = row.unwrap();
        let name = &row[0];
        let page = page(&news.join("pages").join(name));
        let day = page
            .header
            .full_day()
            .map_or(String::new(), |day| day.to_string());
        let (usd, usd_change) = shown(&page.header, "USD");
        let (eur, eur_change) = shown(&page.header, "EUR");
        if [&day, &usd, &usd_change, &eur, &eur_change].map(String::as_str)
            != [&row[1], &row[2], &row[3], &row[4], &row[5]]
        {
            headers.push(format!(
                "{name}: {day} {usd} {usd_change} {eur} {eur_change}"
            ));
        }
        let found = article_date(&page, &Crawl::before(date(2026, 11, 28)));
        let found = found.map_or(String::new(), |dated| dated.published.day().to_string());
        let label = &row[6];
        tally.labelled += usize::from(!label.is_empty());
        match (label, found.as_str()) {
            (label, found) if label == found => tally.right += usize::from(!label.is_empty()),
            ("", found) => tally.invented.push(format!("{name}: {found}")),
            (label, "") => tally.missed.push(format!("{name}: {label}")),
            (label, found) => tally.wrong.push(format!("{name}: {found}, not {label}")),
        }
    }
    println!("{} of {} article dates right", tally.right, tally.labelled);
    println!(
        "missed {:?}, wrong {:?}, invented {:?}",
        tally.missed, tally.wrong, tally.invented
    );
    assert_eq!(headers, [""; 0]);
    assert_eq!(tally.invented, [""; 0]);
    assert_eq!(tally.wrong, [""; 0]);
    assert_eq!(tally.missed, [""; 0]);
    assert_eq!(tally.right, 33);
}

#[test]
fn the_sample() {
    let Some(sample) = folder("data/news/sample") else {
        return;
    };
    let page = page(&sample.join("profile_ru_2024-05-21.txt"));
    assert_eq!(page.header.full_day(), Some(date(2024, 5, 21)));
    assert_eq!(
        shown(&page.header, "USD"),
        ("90.65".to_owned(), "-0.33".to_owned())
    );
    assert_eq!(
        shown(&page.header, "EUR"),
        ("98.58".to_owned(), "-0.19".to_owned())
    );
    assert_eq!(page.section.as_deref(), Some("Новости"));
    assert_eq!(
        page.tags,
        ["Владимир Путин", "Киргизия", "Политика", "Россия"]
    );
    let title = page.title.as_deref().unwrap();
    assert_eq!(
        title,
        "Лидеры РФ и Киргизии заявили о готовности углубить военное сотрудничество"
    );
    let dated = article_date(&page, &Crawl::before(date(2026, 11, 28))).unwrap();
    assert_eq!(dated.published.to_string(), "2023-05-08");
    assert_eq!(dated.evidence, DateEvidence::WeekdayAndDay);
    for rate in &page.header.ticker {
        assert!(
            rate.check(&[official("USD"), official("EUR")], date(2024, 5, 21))
                .unwrap()
                .agrees
        );
    }
}

/// The front page's ticker names its day without the year; the figures of both rates are those of 2022 alone.
#[test]
fn the_front_page_with_a_ticker() {
    let Some(html) = folder("data/news/html") else {
        return;
    };
    let page = page(&html.join("www.rbc.ru_2022-10-08.html"));
    assert_eq!(
        page.header.day,
        Some(HeaderDay::DayAndMonth { day: 8, month: 10 })
    );
    assert_eq!(
        shown(&page.header, "USD"),
        ("61.25".to_owned(), "0.99".to_owned())
    );
    assert_eq!(
        shown(&page.header, "EUR"),
        ("59.98".to_owned(), "1.74".to_owned())
    );
    let official = [official("USD"), official("EUR")];
    assert_eq!(
        page.header.day_by_ticker(&official),
        Some(date(2022, 10, 8))
    );
    let usd = page
        .header
        .ticker
        .iter()
        .find(|rate| rate.currency.code == "USD")
        .unwrap();
    let check = usd.check(&official, date(2022, 10, 8)).unwrap();
    assert_eq!(check.official_value, Decimal::parse("61.2475").unwrap());
    assert!(check.agrees);
    assert_eq!(
        article_date(&page, &Crawl::before(date(2026, 11, 28))),
        None
    );
}

#[test]
fn a_front_page_is_no_article() {
    let Some(html) = folder("data/news/html") else {
        return;
    };
    let page = page(&html.join("lenta.ru_2022-10-08.html"));
    assert_eq!(page.header, Header::default());
    let crawl: Date = date(2022, 10, 8);
    assert_eq!(article_date(&page, &Crawl::before(crawl)), None);
}

//! The calls that the commands of W1 to W5 and W9 spend their time in, on the embedded archive: `cargo bench`.

use jiff::civil::{Date, date};
use ruble_rates::analysis::null::{Draws, Scores};
use ruble_rates::analysis::screen::{FalseDiscovery, Moves, Panel, Terms, screen};
use ruble_rates::chart::{Spec, draw_png, draw_svg};
use ruble_rates::model::{Currency, Every, Lang, Series, Span, Spans};
use ruble_rates::news::feed::parse_feed;
use ruble_rates::news::page::{Crawl, article_date};
use ruble_rates::news::page::{PageKind, parse_page};
use ruble_rates::rates::{Aggregate, History, history};
use ruble_rates::render::{CsvFor, json, render_csv};
use ruble_rates::sources::rate_table::{RateTableOptions, parse_rate_table};
use ruble_rates::store::archive::{canonical_lines, stretches};
use ruble_rates::table::Mapping;

fn main() {
    divan::main();
}

/// The dollar and the euro, whole.
fn series() -> Vec<Series> {
    let whole = stretches().expect("the archive is embedded");
    let make = |code: &str| {
        let one = whole.iter().find(|stretch| stretch.code == code)?;
        let (first, last) = (
            one.records.first()?.record_date(),
            one.records.last()?.record_date(),
        );
        let coverage: Spans = Span::new(first, last).into_iter().collect();
        Some(Series::new(
            Currency::by_code(code)?,
            one.records.clone(),
            coverage,
        ))
    };
    ["USD", "EUR"].into_iter().filter_map(make).collect()
}

fn records() -> History {
    let whole = Span::new(Date::MIN, Date::MAX).expect("in order");
    history(&series()[0], whole, Every::Record, Aggregate::Last)
}

#[divan::bench]
fn decode_the_archive() -> usize {
    stretches().map_or(0, |all| all.len())
}

#[divan::bench]
fn read_7902_rows_of_csv(bencher: divan::Bencher) {
    let series = series();
    let text = format!(
        "date,code,nominal,value\n{}",
        canonical_lines("USD", series[0].records())
    );
    let mapping = Mapping::default();
    let options = RateTableOptions {
        source: "cbr",
        is_source_given: false,
        mapping: &mapping,
        currency: None,
        nominal: None,
    };
    bencher.bench(|| parse_rate_table(text.as_bytes(), options));
}

#[divan::bench]
fn rate_in_force(bencher: divan::Bencher) {
    let series = series();
    bencher.bench(|| series[0].in_force(date(2024, 5, 20)));
}

#[divan::bench]
fn history_of_7902_records(bencher: divan::Bencher) {
    bencher.with_inputs(series).bench_refs(|series| {
        history(
            &series[0],
            Span::new(Date::MIN, Date::MAX).expect("in order"),
            Every::Record,
            Aggregate::Last,
        )
    });
}

#[divan::bench]
fn csv_of_7902_records(bencher: divan::Bencher) {
    bencher.with_inputs(records).bench_refs(|rows| {
        let mut out = Vec::new();
        render_csv(std::slice::from_ref(rows), CsvFor::Programs, &mut out).map(|()| out.len())
    });
}

#[divan::bench]
fn json_of_7902_records(bencher: divan::Bencher) {
    bencher.with_inputs(records).bench_refs(|rows| {
        let mut out = Vec::new();
        json::render_histories(std::slice::from_ref(rows), &[], &mut out).map(|()| out.len())
    });
}

/// The picture of W5.
fn spec() -> Spec {
    let span = Span::new(date(1998, 1, 1), date(2026, 8, 21)).expect("in order");
    Spec::new(&series(), span, Lang::En).expect("there are records")
}

#[divan::bench(sample_count = 20)]
fn svg_of_1998_to_2026(bencher: divan::Bencher) {
    bencher.with_inputs(spec).bench_refs(|spec| draw_svg(spec));
}

#[divan::bench(sample_count = 20)]
fn png_of_1998_to_2026(bencher: divan::Bencher) {
    bencher.with_inputs(spec).bench_refs(|spec| draw_png(spec));
}

/// An article as newsrooms serve it, of about 98 kB: half of it scripts, the rest menus, text and other headlines.
fn page_of_98_kb() -> String {
    let script = "var a = {\"id\": 17, \"list\": [1, 2, 3]}; if (a.id < 18) { window.load(a); }\n"
        .repeat(805);
    let menu =
        "<li class=\"menu__item\"><a href=\"/rubric/economics\" class=\"menu__link\">Экономика</a></li>\n"
            .repeat(60);
    let sentence = "Официальный курс доллара на вторник, 21 мая, снизился на 33 копейки, сообщил Банк России. ";
    let text = format!("<p class=\"text\">{}</p>\n", sentence.repeat(4)).repeat(28);
    let card = "<div class=\"card\"><a class=\"card__link\" href=\"/2024/05/20/title.html\"><span class=\"card__title\">\
                Рубль подорожал к доллару и евро</span></a><time class=\"card__date\">15:27</time></div>\n";
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Рубль подорожал — Газета</title>\
         <meta property=\"og:title\" content=\"Рубль подорожал\">\
         <meta property=\"article:published_time\" content=\"2024-05-20T15:30:00+03:00\">\
         <script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-20T15:30:00+03:00\"}}</script>\
         <script>{script}</script></head><body><nav><ul>{menu}</ul></nav>\
         <div>21 мая 2024</div><div>USD 90.65 -0.33 EUR 98.58 -0.19</div>\
         <article><h1>Рубль подорожал</h1>{text}</article><aside>{}</aside></body></html>",
        card.repeat(65)
    )
}

#[divan::bench]
fn page_of_98_kb_with_its_date(bencher: divan::Bencher) {
    let page = page_of_98_kb();
    assert!(
        (95_000..101_000).contains(&page.len()),
        "{} bytes",
        page.len()
    );
    bencher.bench(|| {
        parse_page(page.as_bytes(), PageKind::Html)
            .map(|page| article_date(&page, &Crawl::before(date(2026, 11, 28))))
    });
}

/// A feed as Russian media serve it: 30 items of 1.1 kB with CDATA, an enclosure and a rubric.
fn feed_of_30_items() -> String {
    let item = |number: usize| {
        format!(
            "<item>\n  <guid>https://news.example/2024/05/21/{number}/</guid>\n  <author>Иван Петров</author>\n  \
             <title>Банк России сохранил ключевую ставку на уровне 16 % годовых в {number}-й раз</title>\n  \
             <link>https://news.example/2024/05/21/{number}/</link>\n  <description>\n    <![CDATA[{}]]>\n  \
             </description>\n  <pubDate>Tue, 21 May 2024 15:{number:02}:00 +0300</pubDate>\n  \
             <enclosure url=\"https://news.example/{number}.jpg\" type=\"image/jpeg\" length=\"57123\"/>\n  \
             <category>Экономика</category>\n</item>\n",
            "Совет директоров принял решение сохранить ставку, следует из сообщения регулятора. "
                .repeat(3)
        )
    };
    let items: String = (0..30).map(item).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>Новости</title>{items}</channel></rss>"
    )
}

#[divan::bench]
fn feed_of_30_items_in_utf_8(bencher: divan::Bencher) {
    let feed = feed_of_30_items();
    bencher.bench(|| parse_feed(feed.as_bytes(), None).map(|read| read.items.len()));
}

#[divan::bench]
fn feed_of_30_items_in_windows_1251(bencher: divan::Bencher) {
    let feed = encoding_rs::WINDOWS_1251
        .encode(&feed_of_30_items())
        .0
        .into_owned();
    bencher.bench(|| {
        parse_feed(&feed, Some("text/xml; charset=windows-1251")).map(|read| read.items.len())
    });
}

/// Scores of 8,000 records, and 200,000 terms of 10 to 4,000 events, eleven million in all: the size that
/// correlate-spec.md §9 has in mind.
fn wide_screen() -> (Scores, Terms, Draws) {
    const RECORDS: usize = 8000;
    let mut state = 1_u64;
    let mut below = move |bound: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % bound as u64).unwrap_or_default()
    };
    let outcomes: Vec<f64> = (0..RECORDS).map(|_| below(1_000_000) as f64).collect();
    let mut terms = Terms::default();
    for number in 0..200_000 {
        // One term in a hundred is common, the others have 10 to 40 events.
        let events = if number % 100 == 0 {
            1000 + below(3000)
        } else {
            10 + below(40)
        };
        let mut positions: Vec<u32> = (0..events)
            .map(|_| u32::try_from(below(RECORDS)).unwrap_or_default())
            .collect();
        positions.sort_unstable();
        positions.dedup();
        terms.push(&positions);
    }
    (
        Scores::new(&outcomes),
        terms,
        Draws {
            n: RECORDS,
            seed: 1,
            count: 1999,
        },
    )
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn screen_of_200_000_terms_by_1999_draws(bencher: divan::Bencher) {
    bencher
        .with_inputs(wide_screen)
        .bench_refs(|(scores, terms, draws)| {
            let flat = vec![0.0; scores.len()];
            let panel = Panel {
                scores,
                terms,
                draws,
            };
            let moves = Moves {
                outcome: &scores.u,
                before: None,
                calendar: None,
                change_pct: &flat,
                change_log_pct: &flat,
                change_kop: None,
                mean_sigma_pct: 1.0,
            };
            screen(
                &[(panel, moves)],
                FalseDiscovery::BenjaminiHochberg,
                &|_| std::ops::ControlFlow::Continue(()),
            )
            .map(|found| found.found.len())
        });
}

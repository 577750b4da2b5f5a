//! Days and records for the tests of renderers.

use crate::{
    model::{
        Currency, Cutoffs, DateEvidence, Dated, Decimal, Every, Headline, InForce, Lang, Nominal,
        Quoted, Record, Series, Span, UnitScale, change_between, links,
    },
    rates::{Aggregate, History, history},
    render::{Age, Colour, CurrencyLinks, LinkedHeadline, Minus, Shown, ShownRate, Style},
};
use jiff::civil::Date;

/// A style with the typographic minus and no colour.
pub fn style(lang: Lang) -> Style {
    Style {
        lang,
        minus: Minus::Typographic,
        colour: Colour::Plain,
    }
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn currency(code: &str) -> &'static Currency {
    Currency::by_code(code).unwrap()
}

pub fn record(day: &str, nominal: i64, value: &str) -> Record {
    let value_e4 = Decimal::parse(value).unwrap().to_e4().unwrap();
    Record::new(
        day.parse().unwrap(),
        Nominal::new(nominal).unwrap(),
        value_e4,
    )
    .unwrap()
}

/// A day with records of that day: code, nominal, value and the value on the 18th, empty when not known.
pub fn shown(on: &str, rates: &[(&str, i64, &str, &str)]) -> Shown {
    let rate = |(code, nominal, value, before): &(&str, i64, &str, &str)| {
        let now = record(on, *nominal, value);
        let change = (!before.is_empty()).then(|| {
            change_between(
                UnitScale::SAME,
                &record("2024-05-18", *nominal, before),
                &now,
            )
        });
        let rate = Ok(InForce {
            day: day(on),
            record: now,
            change,
        });
        ShownRate {
            quoted: Quoted::published(currency(code)),
            rate,
            source: "cbr".into(),
            age: Age::default(),
        }
    };
    Shown {
        day: day(on),
        rates: rates.iter().map(rate).collect(),
    }
}

pub fn usd_and_eur_of_2024_05_21() -> Shown {
    shown(
        "2024-05-21",
        &[
            ("USD", 1, "90.6537", "90.9873"),
            ("EUR", 1, "98.5842", "98.7776"),
        ],
    )
}

/// The history of records all covered from the first to `covered_to`.
pub fn history_of(
    code: &str,
    records: &[(&str, i64, &str)],
    covered_to: &str,
    every: Every,
    aggregate: Aggregate,
) -> History {
    let records: Vec<_> = records
        .iter()
        .map(|(on, nominal, value)| record(on, *nominal, value))
        .collect();
    let covered = Span::new(records[0].record_date(), day(covered_to)).unwrap();
    let series = Series::new(currency(code), records, [covered].into_iter().collect());
    history(&series, covered, every, aggregate)
}

/// USD of 17, 18 and 21 May 2024.
pub fn usd_of_may(every: Every, aggregate: Aggregate) -> History {
    let records = [
        ("2024-05-17", 1, "90.9239"),
        ("2024-05-18", 1, "90.9873"),
        ("2024-05-21", 1, "90.6537"),
    ];
    history_of("USD", &records, "2024-05-21", every, aggregate)
}

/// A headline of lenta.ru with its links to the dollar's records of 16 to 22 May 2024; undated for an empty text.
pub fn linked(published: &str, title: &str) -> LinkedHeadline {
    let records = [
        ("2024-05-16", "91.0000"),
        ("2024-05-17", "90.9239"),
        ("2024-05-18", "90.9873"),
        ("2024-05-21", "90.6537"),
        ("2024-05-22", "90.4082"),
    ];
    let records: Vec<_> = records
        .iter()
        .map(|(on, value)| record(on, 1, value))
        .collect();
    let covered = Span::new(day("2024-05-16"), day("2024-05-22")).unwrap();
    let series = Series::new(currency("USD"), records, [covered].into_iter().collect());
    let dated = published.parse().ok().map(|published| Dated {
        published,
        evidence: DateEvidence::Feed,
    });
    let headline = Headline {
        url: Some("https://lenta.ru/1".into()),
        title: title.into(),
        summary: None,
        author: None,
        section: None,
        tags: Vec::new(),
        source: "lenta.ru".into(),
        dated,
        header_date: None,
    };
    let link = |dated: Dated| CurrencyLinks {
        currency: currency("USD"),
        links: links(&series, &Cutoffs::default(), &dated.published),
    };
    LinkedHeadline {
        headline,
        links: dated.map(link).into_iter().collect(),
    }
}

pub fn written(render: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    render(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

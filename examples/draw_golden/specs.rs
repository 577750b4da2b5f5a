//! The golden pictures: real figures of the Bank of Russia, each picture for what is odd in it.
//!
//! Read by the example that draws them and by the test that compares them; each brings the names used here.

use super::{
    Currency, Decimal, Every, Lang, Mark, Marked, Marks, Nominal, PictureStyle, Record, Scale,
    Series, Shape, Span, Spec, TermDays, Theme, Values, View,
};
use std::error::Error;
use std::path::{Path, PathBuf};

type Made<T> = Result<T, Box<dyn Error>>;

/// Where the pictures are kept.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("charts/golden")
}

fn style(theme: Theme, size: (u32, u32)) -> PictureStyle {
    PictureStyle::new(theme, size, 1.0).expect("a size that can be drawn")
}

/// Every picture with its name.
pub fn specs() -> Made<Vec<(&'static str, Spec)>> {
    let august = ("2026-07-18", "2026-08-21");
    let (usd, eur) = (
        series("USD", USD, &[august])?,
        series("EUR", EUR, &[august])?,
    );
    let both = [usd.clone(), eur.clone()];
    let month = span("2026-07-23", "2026-08-21")?;
    let holed = [("2026-07-18", "2026-07-31"), ("2026-08-11", "2026-08-21")];
    let hole = [series("USD", USD, &holed)?, series("EUR", EUR, &holed)?];
    let ending = series("EUR", EUR, &[("2026-07-18", "2026-08-08")])?;
    let beginning = series("EUR", EUR, &[("2026-08-05", "2026-08-21")])?;
    let old = series("USD", USD_1998, &[("1997-12-16", "1998-01-20")])?;
    let yen = series("JPY", JPY_FLIP, &[("2022-02-23", "2022-03-22")])?;
    let spring = span("2022-02-23", "2022-03-22")?;
    let light = |series: &[Series], span, lang| Spec::new(series, span, lang);
    let mut all = vec![
        ("month", light(&both, month, Lang::Ru)?),
        (
            "month-dark-small",
            Spec {
                style: style(Theme::Dark, (800, 450)),
                ..light(&both, month, Lang::En)?
            },
        ),
        (
            "smallest",
            Spec {
                style: style(Theme::Light, (320, 200)),
                ..light(&both, month, Lang::Ru)?
            },
        ),
        (
            "five-days-print",
            Spec {
                style: style(Theme::Print, (1600, 900)),
                title: Some("Доллар & евро, ₽".to_owned()),
                ..light(&both, span("2026-08-17", "2026-08-21")?, Lang::Ru)?
            },
        ),
        (
            "one-record",
            Spec {
                style: style(Theme::Light, (800, 450)),
                ..light(&[eur], span("2026-08-21", "2026-08-21")?, Lang::En)?
            },
        ),
        (
            "ends",
            Spec {
                style: style(Theme::Light, (640, 400)),
                ..light(&[usd.clone(), ending], month, Lang::En)?
            },
        ),
        (
            "common-base",
            Spec {
                style: style(Theme::Light, (640, 400)),
                ..Spec::with_view(
                    &[usd, beginning],
                    month,
                    Lang::Ru,
                    View {
                        values: Values::Index(Scale::Linear),
                        shape: Shape::default(),
                    },
                )?
            },
        ),
        (
            "hole",
            Spec {
                style: style(Theme::Light, (800, 450)),
                ..light(&hole, month, Lang::Ru)?
            },
        ),
        (
            "redenomination",
            Spec {
                style: style(Theme::Light, (800, 450)),
                ..light(&[old], span("1997-12-16", "1998-01-20")?, Lang::Ru)?
            },
        ),
        (
            "events",
            Spec {
                marks: events()?,
                ..light(&both, month, Lang::Ru)?
            },
        ),
        (
            "periods-small-dark",
            Spec {
                style: style(Theme::Dark, (600, 315)),
                marks: periods()?,
                ..light(&both[..1], month, Lang::Ru)?
            },
        ),
        (
            "moves-small",
            Spec {
                style: style(Theme::Dark, (640, 400)),
                marks: moves()?,
                ..light(&both, month, Lang::En)?
            },
        ),
        (
            "key-rate-methods",
            Spec {
                style: style(Theme::Print, (1200, 675)),
                marks: key_rate(),
                ..light(std::slice::from_ref(&yen), spring, Lang::Ru)?
            },
        ),
        (
            "nominal",
            Spec {
                style: style(Theme::Light, (800, 450)),
                ..light(&[yen], span("2022-02-23", "2022-03-22")?, Lang::En)?
            },
        ),
    ];
    all.extend(views(&both, month)?);
    Ok(all)
}

/// Every kind of view.
fn views(both: &[Series], month: Span) -> Made<Vec<(&'static str, Spec)>> {
    let viewed = |values, shape, lang| Spec::with_view(both, month, lang, View { values, shape });
    let lines = Shape::default;
    let old = [series("USD", USD_1990S, &[("1992-07-01", "2000-12-31")])?];
    // What the volatility is does not matter here: 1 per cent before each record.
    let sigmas = |series: &Series| {
        series
            .records()
            .iter()
            .map(|record| (record.record_date(), 1.0))
            .collect()
    };
    let band = Some(both.iter().map(sigmas).collect());
    let small = (800, 450);
    Ok(vec![
        (
            "pct",
            Spec {
                style: style(Theme::Light, small),
                ..viewed(Values::Percent, lines(), Lang::Ru)?
            },
        ),
        (
            "index-print",
            Spec {
                style: style(Theme::Print, small),
                ..viewed(Values::Index(Scale::Linear), lines(), Lang::En)?
            },
        ),
        (
            "log",
            Spec {
                style: style(Theme::Light, small),
                ..Spec::with_view(
                    &old,
                    span("1992-07-01", "2000-12-31")?,
                    Lang::Ru,
                    View {
                        values: Values::Rates(Scale::Logarithmic),
                        shape: lines(),
                    },
                )?
            },
        ),
        (
            "average-and-band",
            viewed(
                Values::default(),
                Shape::Lines {
                    mean: Some(5),
                    band,
                },
                Lang::Ru,
            )?,
        ),
        (
            "weeks-dark",
            Spec {
                style: style(Theme::Dark, small),
                ..viewed(Values::default(), Shape::Ranges(Every::Week), Lang::En)?
            },
        ),
        (
            "weeks-pct",
            Spec {
                style: style(Theme::Light, small),
                ..viewed(Values::Percent, Shape::Ranges(Every::Week), Lang::Ru)?
            },
        ),
    ])
}

fn event(from: &str, to: &str, label: &str, kind: &str) -> Made<Mark> {
    let kind = (!kind.is_empty()).then(|| kind.to_owned());
    Ok(Mark {
        days: span(from, to)?,
        what: Marked::Event {
            label: label.to_owned(),
            kind,
        },
    })
}

/// Periods that overlap, of different kinds and of one.
fn periods() -> Made<Marks> {
    Ok(Marks {
        flagged: vec![
            event("2026-07-25", "2026-07-31", "Первый", "а")?,
            event("2026-07-29", "2026-08-05", "Второй", "б")?,
            event("2026-08-07", "2026-08-13", "Третий", "в")?,
            event("2026-08-10", "2026-08-18", "Четвёртый", "в")?,
        ],
        ..Marks::default()
    })
}

/// Days at weekends, days side by side, a period, a day out of view; a term.
fn events() -> Made<Marks> {
    let flagged = vec![
        event("2026-08-02", "2026-08-02", "Воскресенье", "выходной")?,
        event("2026-08-03", "2026-08-03", "Понедельник", "")?,
        event(
            "2026-08-03",
            "2026-08-03",
            "И ещё одно событие того же дня",
            "рынок",
        )?,
        event("2026-08-10", "2026-08-16", "Неделя", "рынок")?,
        event("2026-07-23", "2026-07-23", "Первый день графика", "рынок")?,
        event("2026-08-21", "2026-08-21", "Последний", "")?,
        event("2026-06-01", "2026-06-01", "Вне графика", "")?,
    ];
    let days = [("2026-07-25", 1), ("2026-07-26", 4), ("2026-08-08", 2)]
        .into_iter()
        .map(|(day, count)| Ok((day.parse()?, count)))
        .collect::<Made<_>>()?;
    let term = Some(TermDays {
        term: "ставка".to_owned(),
        days,
    });
    Ok(Marks {
        flagged,
        term,
        headline_sources: vec!["Первая лента".to_owned()],
        ..Marks::default()
    })
}

/// Moves with a long headline, a short one, and none.
fn moves() -> Made<Marks> {
    let one = |day: &str, percent: &str, headline: Option<&str>| -> Made<Mark> {
        let (percent, headline) = (Decimal::parse(percent)?, headline.map(str::to_owned));
        Ok(Mark {
            days: span(day, day)?,
            what: Marked::Move {
                code: "USD",
                percent,
                headline,
            },
        })
    };
    let long = "A headline that goes on and on, because whoever wrote it had more to say than any key has room for";
    let flagged = vec![
        one("2026-08-05", "1.3244", Some(long))?,
        one("2026-08-13", "0.7569", None)?,
        one("2026-08-21", "-2.0842", Some("A short one"))?,
    ];
    Ok(Marks {
        flagged,
        ..Marks::default()
    })
}

fn key_rate() -> Marks {
    Marks {
        shows_methods: true,
        shows_key_rate: true,
        ..Marks::default()
    }
}

fn span(from: &str, to: &str) -> Made<Span> {
    Span::new(from.parse()?, to.parse()?).ok_or_else(|| "empty span".into())
}

/// `date nominal value; …` as a series known for `days`.
fn series(code: &str, text: &str, days: &[(&str, &str)]) -> Made<Series> {
    let coverage = days
        .iter()
        .map(|(from, to)| span(from, to))
        .collect::<Made<Vec<_>>>()?;
    let mut records = Vec::new();
    for line in text.split(';') {
        let mut parts = line.split_whitespace();
        let mut next = || parts.next().ok_or("three figures make a record");
        let (day, nominal, value) = (next()?, next()?, next()?);
        let value_e4 = Decimal::parse(value)?.to_e4()?;
        let record = Record::new(day.parse()?, Nominal::new(nominal.parse()?)?, value_e4)?;
        if coverage
            .iter()
            .any(|span| span.contains(record.record_date()))
        {
            records.push(record);
        }
    }
    let currency = Currency::find(code).map_err(|unknown| unknown.code)?;
    Ok(Series::new(
        currency,
        records,
        coverage.into_iter().collect(),
    ))
}

/// The dollar over a month with a turn of a month in it.
const USD: &str = "\
    2026-07-18 1 78.3987; 2026-07-21 1 78.3159; 2026-07-22 1 78.5540; 2026-07-23 1 78.4756; \
    2026-07-24 1 78.4049; 2026-07-25 1 78.0308; 2026-07-28 1 78.0172; 2026-07-29 1 78.6980; \
    2026-07-30 1 79.3570; 2026-07-31 1 79.8573; 2026-08-01 1 79.4637; 2026-08-04 1 80.0687; \
    2026-08-05 1 81.1291; 2026-08-06 1 80.9293; 2026-08-07 1 81.4077; 2026-08-08 1 82.1665; \
    2026-08-11 1 82.6060; 2026-08-12 1 82.3742; 2026-08-13 1 82.9977; 2026-08-14 1 83.8058; \
    2026-08-15 1 84.5449; 2026-08-18 1 85.0136; 2026-08-19 1 85.1645; 2026-08-20 1 85.1293; \
    2026-08-21 1 83.3550";

/// The euro over the same days.
const EUR: &str = "\
    2026-07-18 1 89.8998; 2026-07-21 1 89.5542; 2026-07-22 1 89.7558; 2026-07-23 1 89.6034; \
    2026-07-24 1 89.4443; 2026-07-25 1 88.8927; 2026-07-28 1 88.7602; 2026-07-29 1 89.6292; \
    2026-07-30 1 90.2051; 2026-07-31 1 90.8776; 2026-08-01 1 91.1925; 2026-08-04 1 91.9589; \
    2026-08-05 1 93.5824; 2026-08-06 1 93.1901; 2026-08-07 1 94.0585; 2026-08-08 1 94.8366; \
    2026-08-11 1 95.2860; 2026-08-12 1 95.1834; 2026-08-13 1 95.7793; 2026-08-14 1 96.7538; \
    2026-08-15 1 97.5141; 2026-08-18 1 98.3352; 2026-08-19 1 98.7312; 2026-08-20 1 98.5457; \
    2026-08-21 1 96.7335";

/// The dollar when a thousand rubles became one.
const USD_1998: &str = "\
    1997-12-16 1 5939.0000; 1997-12-17 1 5941.0000; 1997-12-18 1 5943.0000; 1997-12-19 1 5943.0000; \
    1997-12-20 1 5945.0000; 1997-12-23 1 5947.0000; 1997-12-24 1 5950.0000; 1997-12-25 1 5955.0000; \
    1997-12-26 1 5955.0000; 1997-12-27 1 5958.0000; 1997-12-30 1 5960.0000; 1998-01-01 1 5.9600; \
    1998-01-06 1 5.9630; 1998-01-07 1 5.9690; 1998-01-09 1 5.9720; 1998-01-10 1 5.9740; \
    1998-01-13 1 5.9760; 1998-01-14 1 5.9800; 1998-01-15 1 5.9900; 1998-01-16 1 5.9950; \
    1998-01-17 1 5.9975; 1998-01-20 1 6.0005";

/// The yen when its nominal changed.
const JPY_FLIP: &str = "\
    2022-02-23 100 70.0182; 2022-02-25 100 75.7582; 2022-02-26 100 72.4776; 2022-03-01 100 80.9718; \
    2022-03-02 100 79.7962; 2022-03-03 100 89.6062; 2022-03-04 100 96.5290; 2022-03-05 100 91.6402; \
    2022-03-06 100 92.1751; 2022-03-10 10 10.0532; 2022-03-11 10 10.3922; 2022-03-12 10 10.0791; \
    2022-03-15 100 99.4486; 2022-03-16 100 94.4845; 2022-03-17 100 91.3567; 2022-03-18 100 88.2128; \
    2022-03-19 100 87.0878; 2022-03-22 100 87.8278";

/// The dollar over the years in which a hundred and more times as many rubles came to be paid for it: the first record
/// of each quarter, of 1998 of each month.
const USD_1990S: &str = "\
    1992-07-01 1 125.2600; 1992-10-02 1 309.0000; 1993-01-06 1 417.0000; 1993-04-02 1 692.0000; \
    1993-07-02 1 1059.0000; 1993-10-01 1 1169.0000; 1994-01-07 1 1259.0000; 1994-04-01 1 1753.0000; \
    1994-07-01 1 1989.0000; 1994-10-05 1 2668.0000; 1995-01-06 1 3623.0000; 1995-04-05 1 4920.0000; \
    1995-07-05 1 4553.0000; 1995-10-04 1 4490.0000; 1996-01-05 1 4661.0000; 1996-04-03 1 4863.0000; \
    1996-07-02 1 5119.0000; 1996-10-01 1 5402.0000; 1997-01-01 1 5560.0000; 1997-04-01 1 5729.0000; \
    1997-07-01 1 5782.0000; 1997-10-01 1 5861.0000; 1998-01-01 1 5.9600; 1998-02-03 1 6.0290; \
    1998-03-03 1 6.0730; 1998-04-01 1 6.1080; 1998-05-01 1 6.1340; 1998-06-02 1 6.1650; \
    1998-07-01 1 6.2000; 1998-08-01 1 6.2410; 1998-09-01 1 9.3301; 1998-10-01 1 15.9056; \
    1998-11-03 1 15.8200; 1998-12-01 1 17.8800; 1999-01-01 1 20.6500; 1999-04-01 1 24.1600; \
    1999-07-01 1 24.2100; 1999-10-01 1 25.0500; 2000-01-01 1 27.0000; 2000-04-01 1 28.6000; \
    2000-07-01 1 28.0500; 2000-10-03 1 27.7600; 2000-12-30 1 28.1600";

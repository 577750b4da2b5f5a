//! What the views write: figures, words, marks. How they look is in the golden pictures.

use super::*;
use crate::{
    chart::plan::Plan,
    model::{Currency, Decimal, Every, Lang, Nominal, Record, Series, Span},
};
use jiff::civil::{Date, date};

const DAYS: [(i8, &str); 5] = [
    (1, "90.0000"),
    (2, "91.8000"),
    (3, "99.0000"),
    (6, "81.0000"),
    (7, "92.7000"),
];

fn days(from: i8, to: i8) -> Span {
    Span::new(date(2024, 5, from), date(2024, 5, to)).unwrap()
}

fn series(code: &str, records: &[(i8, &str)], coverage: Span) -> Series {
    let record = |(day, value): &(i8, &str)| {
        let value_e4 = Decimal::parse(value).unwrap().to_e4().unwrap();
        Record::new(date(2024, 5, *day), Nominal::ONE, value_e4).unwrap()
    };
    let records = records.iter().map(record).collect();
    Series::new(
        Currency::find(code).unwrap(),
        records,
        [coverage].into_iter().collect(),
    )
}

fn viewed(values: Values, shape: Shape, span: Span) -> Spec {
    let usd = series("USD", &DAYS, days(1, 9));
    Spec::with_view(&[usd], span, Lang::En, View { values, shape }).unwrap()
}

/// Every text of the picture.
fn texts(spec: &Spec) -> Vec<String> {
    Plan::new(spec, Measure::Own)
        .labels
        .into_iter()
        .map(|label| label.text)
        .collect()
}

#[track_caller]
fn check_texts(spec: &Spec, expected: &[&str]) {
    let texts = texts(spec);
    for one in expected {
        assert!(
            texts.iter().any(|text| text == one),
            "{one} is not among {texts:#?}"
        );
    }
}

#[test]
fn per_cent_and_index_count_from_the_first_day() {
    let lines = Shape::default;
    let subtitle = |what: &str| {
        format!("Official rate of the Bank of Russia, {what} · 1–9 May 2024 · USD 92.70")
    };
    let percent = viewed(Values::Percent, lines(), days(1, 9));
    let (title, heading) = (
        subtitle("change in % against 1 May 2024"),
        "Daily change, %",
    );
    check_texts(
        &percent,
        &[
            &title,
            heading,
            "USD +3.00\u{a0}%",
            "92.70 ₽",
            "+10.0\u{a0}% · 3 May",
            "−10.0\u{a0}% · 6 May",
            "0\u{a0}%",
        ],
    );
    let index = viewed(Values::Index(Scale::Linear), lines(), days(1, 9));
    check_texts(
        &index,
        &[
            &subtitle("1 May 2024 = 100"),
            "USD 103.0",
            "110.0 · 3 May",
            "90.0 · 6 May",
            "100",
        ],
    );
    let changes: Vec<_> = index.lines[0]
        .bars()
        .map(|(_, change)| change.round())
        .collect();
    assert_eq!(changes, [2.0, 8.0, -18.0, 14.0]);
    // The rate in force on the first day counts, also when its record is of the day before.
    check_texts(
        &viewed(Values::Percent, lines(), days(4, 9)),
        &["USD −6.36\u{a0}%"],
    );
}

/// USD from 1 May, EUR from 3 May: both count from 3 May, and USD is below zero before.
#[test]
fn lines_count_from_the_first_day_that_all_have() {
    let all = [
        series("USD", &DAYS, days(1, 9)),
        series("EUR", &DAYS[2..], days(3, 9)),
    ];
    let with = |values| {
        let view = View {
            values,
            shape: Shape::default(),
        };
        Spec::with_view(&all, days(1, 9), Lang::En, view).unwrap()
    };
    let spec = with(Values::Percent);
    let has = |spec: &Spec, words: &str| texts(spec).iter().any(|text| text.contains(words));
    assert!(has(
        &spec,
        "change in % against 3 May 2024 (first common day)"
    ));
    check_texts(
        &spec,
        &[
            "EUR −6.36\u{a0}%",
            "USD −6.36\u{a0}%",
            "No rates: EUR to 2 May 2024",
        ],
    );
    let first = spec.lines[0].measure.of(90.0);
    assert!((first + 100.0 * 9.0 / 99.0).abs() < 1e-9, "{first}");
    assert!(has(
        &with(Values::Index(Scale::Linear)),
        "3 May 2024 = 100 (first common day)"
    ));
}

#[test]
fn lines_without_a_common_day_have_no_common_base() {
    let all = [
        series("USD", &DAYS[..2], days(1, 2)),
        series("EUR", &DAYS[2..], days(3, 9)),
    ];
    let refused = |values| {
        let view = View {
            values,
            shape: Shape::default(),
        };
        Spec::with_view(&all, days(1, 9), Lang::En, view)
            .unwrap_err()
            .to_string()
    };
    let spans = "USD 2024-05-01..2024-05-02, EUR 2024-05-03..2024-05-09";
    for (values, flag) in [
        (Values::Percent, "--pct"),
        (Values::Index(Scale::Linear), "--index"),
    ] {
        let text = refused(values);
        assert!(text.contains(flag) && text.contains(spans), "{text}");
    }
    assert!(Spec::new(&all, days(1, 9), Lang::En).is_ok());
}

/// A hole in one line on the days on which the other begins: the base is the day after the hole.
#[test]
fn a_common_day_lies_in_no_hole() {
    let mut usd = series("USD", &DAYS, days(1, 9));
    let coverage = [days(1, 2), days(6, 9)].into_iter().collect();
    usd = Series::new(usd.currency(), usd.records().to_vec(), coverage);
    let eur = series("EUR", &DAYS[2..], days(3, 9));
    let view = View {
        values: Values::Percent,
        shape: Shape::default(),
    };
    let spec = Spec::with_view(&[usd, eur], days(1, 9), Lang::En, view).unwrap();
    assert_eq!(spec.lines[0].base_day, date(2024, 5, 6));
    check_texts(&spec, &["EUR +14.4\u{a0}%", "USD +14.4\u{a0}%"]);
    let gaps: Vec<_> = spec
        .gaps()
        .into_iter()
        .map(|line| (line.quoted.to_string(), line.gaps))
        .collect();
    assert_eq!(
        gaps,
        [
            ("USD".to_owned(), vec![days(3, 5)]),
            ("EUR".to_owned(), vec![days(1, 2)])
        ]
    );
}

/// The change of a week of which only the end is in view is that of the whole week.
#[test]
fn a_week_partly_in_view_has_the_change_of_the_week() {
    let records = [
        (3, "100.0000"),
        (6, "81.0000"),
        (7, "92.7000"),
        (8, "92.0000"),
        (9, "90.0000"),
    ];
    let usd = series("USD", &records, days(3, 9));
    let view = View {
        values: Values::default(),
        shape: Shape::Ranges(Every::Week),
    };
    let spec = Spec::with_view(&[usd], days(8, 9), Lang::En, view).unwrap();
    let changes: Vec<_> = spec.lines[0].bars().map(|(_, change)| change).collect();
    assert_eq!(changes, [-10.0]);
    check_texts(&spec, &["USD 90.00", "−10.00"]);
    let cut = "part of the week: 8–9 May 2024, the change is since the start of the week";
    assert!(
        texts(&spec).iter().any(|text| text.ends_with(cut)),
        "{:?}",
        texts(&spec)
    );
}

/// One day was said to have the change of a month.
#[test]
fn the_bar_of_one_day_of_a_month_is_of_the_days_since_its_start() {
    let view = View {
        values: Values::default(),
        shape: Shape::Ranges(Every::Month),
    };
    let whole = Span::new(date(2024, 4, 30), date(2024, 5, 9)).unwrap();
    let records = [(1, "90.0000"), (2, "91.8000"), (7, "92.7000")];
    let usd = series("USD", &records, whole);
    let spec =
        |span| Spec::with_view(std::slice::from_ref(&usd), span, Lang::En, view.clone()).unwrap();
    check_texts(
        &spec(days(7, 7)),
        &["Change since the start of the month, rubles"],
    );
    check_texts(&spec(days(7, 7)), &["USD 92.70"]);
    check_texts(&spec(whole), &["Monthly change, rubles"]);
}

#[test]
fn ratios_go_with_changes_in_per_cent() {
    let spec = viewed(
        Values::Rates(Scale::Logarithmic),
        Shape::default(),
        days(1, 9),
    );
    check_texts(
        &spec,
        &[
            "USD 92.70",
            "+14.4\u{a0}%",
            "Daily change, %",
            "99.00 · 3 May",
            "81.00 · 6 May",
        ],
    );
}

#[test]
fn an_average_looks_back_and_is_named() {
    let shape = |count| Shape::Lines {
        mean: Some(count),
        band: None,
    };
    let spec = viewed(Values::default(), shape(2), days(3, 9));
    let means: Vec<_> = spec.lines[0].runs[0]
        .mean
        .iter()
        .map(|(_, mean)| (mean * 100.0).round())
        .collect();
    assert_eq!(means, [9540.0, 9000.0, 8685.0]);
    check_texts(
        &spec,
        &[
            "USD 92.70",
            "+11.70",
            "mean of 2: 86.85",
            "Thin line: mean of the last 2 records",
        ],
    );
    let too_long = viewed(Values::default(), shape(9), days(3, 9));
    assert!(too_long.lines[0].runs[0].mean.is_empty());
    check_texts(&too_long, &["mean of 9"]);
}

#[test]
fn a_band_is_named_or_said_to_be_unknown() {
    let shape = |sigmas: Sigmas| Shape::Lines {
        mean: None,
        band: Some(vec![sigmas]),
    };
    let unknown = viewed(Values::default(), shape(Vec::new()), days(1, 9));
    check_texts(
        &unknown,
        &["No EWMA ±2σ band: it takes 62 records in a row"],
    );
    let known = viewed(
        Values::default(),
        shape(vec![(date(2024, 5, 3), 5.0)]),
        days(3, 9),
    );
    check_texts(
        &known,
        &["Band: ±2σ one record ahead, EWMA volatility, λ = 0.94"],
    );
    let band = &known.lines[0].runs[0].band;
    assert_eq!(band.len(), 1);
    assert!(
        (band[0].high / 91.8).ln() - 0.1 < 1e-9
            && draw_svg(&known).unwrap().contains("fill-opacity")
    );
}

/// The week from Wednesday to Sunday, the week that has begun.
#[test]
fn ranges_have_the_changes_of_their_periods() {
    let spec = viewed(Values::default(), Shape::Ranges(Every::Week), days(1, 9));
    let expected = [
        "USD 92.70",
        "−6.30",
        "Weekly change, rubles",
        "Bar: lowest to highest rate of the week, tick: the last · \
         first week from 1 May; last week to 9 May",
    ];
    check_texts(&spec, &expected);
    assert_eq!(spec.lines[0].bars().count(), 1);
    let ranges: Vec<_> = spec.lines[0]
        .ranges()
        .map(|range| (range.low, range.high, range.last))
        .collect();
    assert_eq!(ranges, [(90.0, 99.0, 99.0), (81.0, 92.7, 92.7)]);
}

#[test]
fn the_last_figure_and_a_flat_line_have_no_mark() {
    let spec = |records: &[(i8, &str)]| {
        let usd = series("USD", records, days(1, 9));
        Spec::new(&[usd], days(1, 9), Lang::En).unwrap()
    };
    let marks = |spec: &Spec| {
        Plan::new(spec, Measure::Own)
            .panels
            .iter()
            .map(|panel| panel.extremes.len())
            .sum::<usize>()
    };
    assert_eq!(marks(&spec(&DAYS)), 2);
    assert_eq!(marks(&spec(&DAYS[..2])), 1);
    assert_eq!(marks(&spec(&[(1, "90.0000"), (2, "90.0000")])), 0);
    assert_eq!(marks(&spec(&DAYS[..1])), 0);
}

#[test]
fn flat_lines_are_drawn_in_every_view() {
    let flat: [(i8, &str); 2] = [(1, "0.1253"), (2, "0.1253")];
    let series = [series("USD", &flat, days(1, 9))];
    for values in [
        Values::Rates(Scale::Logarithmic),
        Values::Percent,
        Values::Index(Scale::Linear),
        Values::Index(Scale::Logarithmic),
    ] {
        for shape in [Shape::default(), Shape::Ranges(Every::Month)] {
            let spec =
                Spec::with_view(&series, days(1, 9), Lang::Ru, View { values, shape }).unwrap();
            let panel = &Plan::new(&spec, Measure::Own).panels[0];
            assert!(panel.ticks.len() >= 2, "{values:?}");
            let y = panel.y(spec.lines[0].end().1);
            assert!(
                (y - f64::midpoint(panel.frame.top, panel.frame.bottom)).abs() < 5.0,
                "{values:?} {y}"
            );
        }
    }
}

#[test]
fn only_the_year_that_is_needed_is_written() {
    let line = |from: Date| {
        let whole = Span::new(from, date(2024, 5, 9)).unwrap();
        let usd = series("USD", &DAYS, Span::new(from, date(2024, 5, 9)).unwrap());
        texts(&Spec::new(&[usd], whole, Lang::Ru).unwrap())
    };
    assert!(line(date(2024, 4, 1)).contains(&"99.00 · 3 мая".to_owned()));
    assert!(line(date(2023, 12, 31)).contains(&"99.00 · 3 мая 2024".to_owned()));
}

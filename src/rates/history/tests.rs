//! Histories against figures worked out by hand from the Bank's records of 2024, 1997–98 and 2004–05.

use super::*;
use crate::model::Currency;
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

/// USD of March to May 2024 as published: date and value.
const USD_2024: &[(&str, &str)] = &[
    ("2024-02-29", "91.8692"),
    ("2024-03-01", "90.8423"),
    ("2024-03-02", "91.3336"),
    ("2024-03-05", "91.3534"),
    ("2024-03-06", "91.1604"),
    ("2024-03-07", "90.3412"),
    ("2024-03-08", "90.7493"),
    ("2024-03-12", "90.6252"),
    ("2024-03-13", "90.8818"),
    ("2024-03-14", "91.5449"),
    ("2024-03-15", "91.6359"),
    ("2024-03-16", "91.8700"),
    ("2024-03-19", "91.9829"),
    ("2024-03-20", "92.2243"),
    ("2024-03-21", "92.6861"),
    ("2024-03-22", "91.9499"),
    ("2024-03-23", "92.6118"),
    ("2024-03-26", "92.7761"),
    ("2024-03-27", "92.5745"),
    ("2024-03-28", "92.5919"),
    ("2024-03-29", "92.2628"),
    ("2024-03-30", "92.3660"),
    ("2024-04-02", "92.2914"),
    ("2024-04-03", "92.5254"),
    ("2024-04-04", "92.3892"),
    ("2024-04-05", "92.3058"),
    ("2024-04-06", "92.4155"),
    ("2024-04-09", "92.5810"),
    ("2024-04-10", "92.7463"),
    ("2024-04-11", "93.2198"),
    ("2024-04-12", "93.7196"),
    ("2024-04-13", "93.4419"),
    ("2024-04-16", "93.5891"),
    ("2024-04-17", "94.0742"),
    ("2024-04-18", "94.3242"),
    ("2024-04-19", "94.0922"),
    ("2024-04-20", "93.4409"),
    ("2024-04-23", "93.2519"),
    ("2024-04-24", "93.2918"),
    ("2024-04-25", "92.5058"),
    ("2024-04-26", "92.1314"),
    ("2024-04-27", "92.0134"),
    ("2024-04-28", "91.7791"),
    ("2024-05-03", "92.0538"),
    ("2024-05-04", "91.6918"),
    ("2024-05-07", "91.3124"),
    ("2024-05-08", "91.1231"),
    ("2024-05-09", "91.8239"),
    ("2024-05-14", "91.6330"),
    ("2024-05-15", "91.3591"),
    ("2024-05-16", "91.2573"),
    ("2024-05-17", "90.9239"),
    ("2024-05-18", "90.9873"),
    ("2024-05-21", "90.6537"),
    ("2024-05-22", "90.4082"),
    ("2024-05-23", "90.1887"),
    ("2024-05-24", "90.2486"),
    ("2024-05-25", "89.7026"),
    ("2024-05-28", "88.6852"),
    ("2024-05-29", "88.4375"),
    ("2024-05-30", "89.2589"),
    ("2024-05-31", "89.7869"),
];

fn series_of(code: &str, records: &[(&str, i64, &str)], spans: &[(&str, &str)]) -> Series {
    let record = |(day, nominal, value): &(&str, i64, &str)| {
        let value_e4 = Decimal::parse(value).unwrap().to_e4().unwrap();
        Record::new(
            day.parse().unwrap(),
            Nominal::new(*nominal).unwrap(),
            value_e4,
        )
        .unwrap()
    };
    let coverage = spans.iter().map(|(from, to)| span(from, to)).collect();
    Series::new(
        Currency::find(code).unwrap(),
        records.iter().map(record).collect(),
        coverage,
    )
}

fn usd_2024() -> Series {
    let records: Vec<_> = USD_2024
        .iter()
        .map(|(day, value)| (*day, 1, *value))
        .collect();
    series_of("USD", &records, &[("2024-02-29", "2024-05-31")])
}

fn span(from: &str, to: &str) -> Span {
    Span::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
}

fn rows(series: &Series, span: Span, every: Every, aggregate: Aggregate) -> Vec<PeriodRow> {
    match history(series, span, every, aggregate).rows {
        Rows::Periods(rows) => rows,
        other => panic!("no periods but {other:?}"),
    }
}

/// Each row as `2024-05 1 90.9239 n=31 partial`.
fn check(
    series: &Series,
    days: (&str, &str),
    every: Every,
    aggregate: Aggregate,
    expected: &[&str],
) {
    let rows = rows(series, span(days.0, days.1), every, aggregate);
    let texts: Vec<_> = rows.iter().map(text).collect();
    assert_eq!(texts, expected, "{every:?} {aggregate:?} {days:?}");
}

fn text(row: &PeriodRow) -> String {
    let partial = if row.is_partial() { " partial" } else { "" };
    let new_rubles = if row.counted_in_new_rubles {
        " new-rubles"
    } else {
        ""
    };
    format!(
        "{} {} {} n={}{partial}{new_rubles}",
        row.period,
        row.nominal.units(),
        row.value,
        row.n
    )
}

#[test]
fn months_of_usd_2024_by_every_aggregate() {
    let (usd, spring) = (usd_2024(), ("2024-03-01", "2024-05-31"));
    let monthly =
        |aggregate, expected: &[&str]| check(&usd, spring, Every::Month, aggregate, expected);
    monthly(
        Aggregate::Last,
        &[
            "2024-03 1 92.3660 n=21",
            "2024-04 1 91.7791 n=21",
            "2024-05 1 89.7869 n=19",
        ],
    );
    monthly(
        Aggregate::Min,
        &[
            "2024-03 1 90.3412 n=21",
            "2024-04 1 91.7791 n=21",
            "2024-05 1 88.4375 n=19",
        ],
    );
    monthly(
        Aggregate::Max,
        &[
            "2024-03 1 92.7761 n=21",
            "2024-04 1 94.3242 n=21",
            "2024-05 1 92.0538 n=19",
        ],
    );
    monthly(
        Aggregate::MeanRecords,
        &[
            "2024-03 1 91.7316 n=21",
            "2024-04 1 92.9586 n=21",
            "2024-05 1 90.6072 n=19",
        ],
    );
    monthly(
        Aggregate::MeanDays,
        &[
            "2024-03 1 91.6971 n=31",
            "2024-04 1 92.8884 n=30",
            "2024-05 1 90.8759 n=31",
        ],
    );
}

#[test]
fn weeks_and_quarters_count_days_of_holidays_with_the_rate_in_force() {
    let usd = usd_2024();
    let weeks = ("2024-05-06", "2024-05-26");
    check(
        &usd,
        weeks,
        Every::Week,
        Aggregate::MeanDays,
        &[
            "2024-W19 1 91.6318 n=7",
            "2024-W20 1 91.2817 n=7",
            "2024-W21 1 90.2702 n=7",
        ],
    );
    check(
        &usd,
        weeks,
        Every::Week,
        Aggregate::MeanRecords,
        &[
            "2024-W19 1 91.4198 n=3",
            "2024-W20 1 91.2321 n=5",
            "2024-W21 1 90.2404 n=5",
        ],
    );
    let quarter = ("2024-04-01", "2024-06-30");
    check(
        &usd,
        quarter,
        Every::Quarter,
        Aggregate::Max,
        &["2024-Q2 1 94.3242 n=40 partial"],
    );
}

#[test]
fn a_period_cut_by_the_range_or_the_coverage_is_partial() {
    let usd = usd_2024();
    let to_the_21st = ("2024-05-01", "2024-05-21");
    check(
        &usd,
        to_the_21st,
        Every::Month,
        Aggregate::MeanDays,
        &["2024-05 1 91.4777 n=21 partial"],
    );
    check(
        &usd,
        to_the_21st,
        Every::Month,
        Aggregate::MeanRecords,
        &["2024-05 1 91.3472 n=11 partial"],
    );
    let from_the_10th = ("2024-05-10", "2024-06-30");
    check(
        &usd,
        from_the_10th,
        Every::Month,
        Aggregate::MeanDays,
        &["2024-05 1 90.5548 n=22 partial"],
    );
    let week_of_may_day = ("2024-04-29", "2024-05-02");
    check(
        &usd,
        week_of_may_day,
        Every::Week,
        Aggregate::MeanRecords,
        &[],
    );
    check(
        &usd,
        week_of_may_day,
        Every::Week,
        Aggregate::Last,
        &["2024-W18 1 91.7791 n=0 partial"],
    );
    let row = rows(
        &usd,
        span("2024-05-01", "2024-12-31"),
        Every::Year,
        Aggregate::Last,
    )[0];
    assert_eq!(
        (row.last_day, row.last_record_date),
        (date(2024, 5, 31), date(2024, 5, 31))
    );
}

#[test]
fn days_in_a_hole_and_days_without_a_known_record_do_not_count() {
    let records = [("2024-05-03", 1, "90.0000"), ("2024-05-21", 1, "93.0000")];
    let usd = series_of(
        "USD",
        &records,
        &[("2024-05-01", "2024-05-04"), ("2024-05-20", "2024-05-31")],
    );
    let may = ("2024-05-01", "2024-05-31");
    check(
        &usd,
        may,
        Every::Month,
        Aggregate::MeanDays,
        &["2024-05 1 92.5385 n=13 partial"],
    );
    check(
        &usd,
        may,
        Every::Month,
        Aggregate::MeanRecords,
        &["2024-05 1 91.5000 n=2 partial"],
    );
    let days = history(
        &usd,
        span("2024-05-01", "2024-05-22"),
        Every::Day,
        Aggregate::Last,
    )
    .rows;
    let Rows::Days(days) = days else {
        panic!("days were asked for")
    };
    let days: Vec<_> = days
        .iter()
        .map(|d| (d.day.day(), d.record.record_date().day()))
        .collect();
    assert_eq!(days, [(3, 3), (4, 3), (21, 21), (22, 21)]);
}

#[test]
fn the_week_over_1998_counts_in_new_rubles_and_says_so() {
    let records = [
        ("1997-12-27", 1, "5958.0000"),
        ("1997-12-30", 1, "5960.0000"),
        ("1998-01-01", 1, "5.9600"),
    ];
    let usd = series_of("USD", &records, &[("1997-12-27", "1998-01-05")]);
    let week = ("1997-12-29", "1998-01-04");
    check(
        &usd,
        week,
        Every::Week,
        Aggregate::MeanDays,
        &["1998-W01 1 5.9597 n=7 new-rubles"],
    );
    check(
        &usd,
        week,
        Every::Week,
        Aggregate::MeanRecords,
        &["1998-W01 1 5.9600 n=2 new-rubles"],
    );
    check(
        &usd,
        week,
        Every::Week,
        Aggregate::Last,
        &["1998-W01 1 5.9600 n=2"],
    );
    let december = ("1997-12-27", "1997-12-31");
    check(
        &usd,
        december,
        Every::Month,
        Aggregate::Max,
        &["1997-12 1 5960.0000 n=2 partial"],
    );
}

#[test]
fn a_redenomination_inside_a_week_counts_in_the_new_unit() {
    let records = [
        ("2004-12-30", 1_000_000, "20.5242"),
        ("2004-12-31", 1_000_000, "20.4652"),
        ("2005-01-01", 1, "20.6925"),
    ];
    let lira = series_of("TRY", &records, &[("2004-12-30", "2005-01-02")]);
    let week = ("2004-12-27", "2005-01-02");
    check(
        &lira,
        week,
        Every::Week,
        Aggregate::Min,
        &["2004-W53 1 20.4652 n=3 partial"],
    );
    check(
        &lira,
        week,
        Every::Week,
        Aggregate::MeanDays,
        &["2004-W53 1 20.5936 n=4 partial"],
    );
}

#[test]
fn a_new_nominal_inside_a_month_is_that_of_its_last_record() {
    let records = [("2021-01-05", 10, "97.5432"), ("2021-01-06", 1, "9.7600")];
    let lira = series_of("TRY", &records, &[("2021-01-05", "2021-01-31")]);
    let january = ("2021-01-01", "2021-01-31");
    check(
        &lira,
        january,
        Every::Month,
        Aggregate::Min,
        &["2021-01 1 9.7543 n=2 partial"],
    );
    check(
        &lira,
        january,
        Every::Month,
        Aggregate::MeanRecords,
        &["2021-01 1 9.7572 n=2 partial"],
    );
}

#[test]
fn records_come_as_published_with_their_change() {
    let Rows::Records(rows) = history(
        &usd_2024(),
        span("2024-05-18", "2024-05-21"),
        Every::Record,
        Aggregate::Last,
    )
    .rows
    else {
        panic!("records were asked for")
    };
    let texts: Vec<_> = rows
        .iter()
        .map(|r| {
            (
                r.record.value().to_string(),
                r.change.unwrap().amount.to_string(),
            )
        })
        .collect();
    assert_eq!(
        texts,
        [
            ("90.9873".into(), "0.0634".into()),
            ("90.6537".into(), "-0.3336".to_string())
        ]
    );
}

/// Records on some days of 2020 with some nominals, covered throughout.
fn any_series() -> impl Strategy<Value = (Vec<(i64, u32, i64)>, Series)> {
    prop::collection::btree_map(0i64..200, (0u32..4, 1i64..9_000), 1..60).prop_map(|days| {
        let days: Vec<_> = days
            .into_iter()
            .map(|(day, (digits, e4))| (day, digits, e4))
            .collect();
        let series = with_nominals(&days, |digits| digits);
        (days, series)
    })
}

/// Each record is worth `e4` × 1000 ten-thousandths a unit, quoted per a nominal of 10 to the power of `digits_of`.
fn with_nominals(days: &[(i64, u32, i64)], digits_of: impl Fn(u32) -> u32) -> Series {
    let first = date(2020, 1, 1);
    let record = |(day, digits, e4): &(i64, u32, i64)| {
        let factor = 10i64.pow(digits_of(*digits));
        Record::new(
            first + day.days(),
            Nominal::new(factor).unwrap(),
            e4 * 1_000 * factor,
        )
        .unwrap()
    };
    let coverage = [Span::new(first, first + 250.days()).unwrap()]
        .into_iter()
        .collect();
    Series::new(
        Currency::find("KZT").unwrap(),
        days.iter().map(record).collect(),
        coverage,
    )
}

const EVERY: [Every; 4] = [Every::Week, Every::Month, Every::Quarter, Every::Year];
const YEAR: (&str, &str) = ("2020-01-01", "2020-12-31");

proptest! {
    #[test]
    fn a_mean_lies_between_the_extremes((_, series) in any_series(), kind in 0usize..4) {
        let all = |aggregate| rows(&series, span(YEAR.0, YEAR.1), EVERY[kind], aggregate);
        let (least, mean, most) = (all(Aggregate::Min), all(Aggregate::MeanRecords), all(Aggregate::Max));
        prop_assert_eq!(least.len(), mean.len());
        for ((least, mean), most) in least.iter().zip(&mean).zip(&most) {
            prop_assert!(least.value <= mean.value && mean.value <= most.value);
            prop_assert_eq!(least.n, mean.n);
        }
    }

    #[test]
    fn the_mean_over_days_of_a_constant_is_the_constant((days, _) in any_series(), kind in 0usize..4) {
        let constant: Vec<_> = days.iter().map(|(day, digits, _)| (*day, *digits, 4_321)).collect();
        for row in rows(&with_nominals(&constant, |d| d), span(YEAR.0, YEAR.1), EVERY[kind], Aggregate::MeanDays) {
            let expected = Decimal::new(4_321_000 * i128::from(row.nominal.units()), 4);
            prop_assert_eq!(row.value, expected);
        }
    }

    /// How the Bank writes a figure does not change what it comes to.
    #[test]
    fn nominals_do_not_change_means((days, flipping) in any_series(), kind in 0usize..4, days_or_records in any::<bool>()) {
        let aggregate = if days_or_records { Aggregate::MeanDays } else { Aggregate::MeanRecords };
        let plain = rows(&with_nominals(&days, |_| 0), span(YEAR.0, YEAR.1), EVERY[kind], aggregate);
        for (a, b) in rows(&flipping, span(YEAR.0, YEAR.1), EVERY[kind], aggregate).iter().zip(&plain) {
            let per_unit = Decimal::new(a.value.units(), 4 + a.nominal.units().ilog10()).rounded(4).unwrap();
            prop_assert!(per_unit.minus(b.value).unwrap().abs() <= Decimal::new(1, 4));
            prop_assert_eq!(a.n, b.n);
        }
    }

    /// The rows by day equal `Series::in_force` of each day.
    #[test]
    fn day_rows_are_the_rates_in_force((_, series) in any_series(), from in 0i64..260, length in 0i64..60) {
        let from = date(2019, 12, 25) + from.days();
        let asked = Span::new(from, from + length.days()).unwrap();
        let expected: Vec<_> = asked.iter().filter_map(|day| series.in_force(day).ok()).collect();
        prop_assert_eq!(history(&series, asked, Every::Day, Aggregate::Last).rows, Rows::Days(expected));
    }
}

/// rates.md case 16: a fiscal year from April to March is one figure, and no day of it is missing.
#[test]
fn a_range_that_is_no_calendar_period_has_one_mean() {
    let whole = |from: &str, to: &str| match history_of_whole(
        &usd_2024(),
        span(from, to),
        Aggregate::MeanDays,
    )
    .rows
    {
        Rows::Periods(rows) => rows.iter().map(text).collect::<Vec<_>>(),
        other => panic!("no periods but {other:?}"),
    };
    assert_eq!(
        whole("2024-04-01", "2024-05-10"),
        ["2024-04-01..2024-05-10 1 92.5855 n=40"]
    );
    assert_eq!(
        whole("2024-05-30", "2024-06-10"),
        ["2024-05-30..2024-06-10 1 89.5229 n=2 partial"]
    );
    assert_eq!(whole("2025-01-01", "2025-12-31"), Vec::<String>::new());
}

#[test]
fn an_open_range_is_named_by_the_covered_days() {
    let all = Span::new(Date::MIN, Date::MAX).unwrap();
    let Rows::Periods(rows) = history_of_whole(&usd_2024(), all, Aggregate::Max).rows else {
        panic!()
    };
    assert_eq!(text(&rows[0]), "2024-02-29..2024-05-31 1 94.3242 n=62");
}

#[test]
fn a_period_is_cut_by_the_range_or_lacks_days_or_both() {
    let reasons = |from: &str, to: &str| -> Vec<(bool, bool)> {
        let found = rows(
            &usd_2024(),
            span(from, to),
            Every::Month,
            Aggregate::MeanDays,
        );
        found
            .iter()
            .map(|row| (row.is_cut, row.lacks_days))
            .collect()
    };
    assert_eq!(
        reasons("2024-04-01", "2024-05-31"),
        [(false, false), (false, false)]
    );
    assert_eq!(
        reasons("2024-04-05", "2024-05-20"),
        [(true, false), (true, false)]
    );
    assert_eq!(reasons("2024-02-01", "2024-02-29"), [(false, true)]);
    assert_eq!(reasons("2024-02-10", "2024-02-29"), [(true, true)]);
}

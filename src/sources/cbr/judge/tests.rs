//! What of an answer is believed, and which days are then known.

use super::*;
use crate::model::{Decimal, Nominal};
use jiff::civil::date;
use proptest::prelude::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn span(text: &str) -> Span {
    let (from, to) = text.split_once("..").unwrap();
    Span::new(day(from), day(to)).unwrap()
}

/// `2024-05-21 1 90.6537`
fn record(text: &str) -> Record {
    let parts: Vec<_> = text.split(' ').collect();
    let nominal = Nominal::new(parts[1].parse().unwrap()).unwrap();
    Record::new(
        day(parts[0]),
        nominal,
        Decimal::parse(parts[2]).unwrap().to_e4().unwrap(),
    )
    .unwrap()
}

fn answer(listed: Span, records: Vec<Record>) -> DynamicAnswer {
    DynamicAnswer {
        id: String::new(),
        listed,
        records,
        outside: vec![],
        faults: vec![],
    }
}

fn run(code: &str, asked: &str, today: &str, neighbour: Option<&str>, records: &[&str]) -> Judged {
    let records = records.iter().map(|text| record(text)).collect();
    let known = Known {
        before: neighbour.map(record).into_iter().collect(),
        ..Known::default()
    };
    judge(
        Currency::find(code).unwrap(),
        span(asked),
        day(today),
        &known,
        answer(span(asked), records),
    )
}

fn spans(judged: &Judged) -> String {
    judged
        .coverage
        .as_slice()
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Sound dates (day of month), coverage, faults.
fn check(judged: &Judged, sound: &[i8], coverage: &str, faults: &[&str]) {
    assert_eq!(
        judged
            .records
            .iter()
            .map(|r| r.record_date().day())
            .collect::<Vec<_>>(),
        sound
    );
    assert_eq!(spans(judged), coverage);
    assert_eq!(
        judged
            .faults
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        faults
    );
}

const WEEK: &[&str] = &[
    "2024-05-17 1 90.9239",
    "2024-05-18 1 90.9873",
    "2024-05-21 1 90.6537",
];

#[test]
fn coverage_ends_today_or_at_the_last_record() {
    check(
        &run("USD", "2024-05-17..2024-05-31", "2024-05-20", None, WEEK),
        &[17, 18, 21],
        "2024-05-17..2024-05-21",
        &[],
    );
    check(
        &run("USD", "2024-05-17..2024-05-31", "2024-05-25", None, WEEK),
        &[17, 18, 21],
        "2024-05-17..2024-05-25",
        &[],
    );
    check(
        &run("USD", "2024-05-17..2024-05-22", "2024-06-25", None, WEEK),
        &[17, 18, 21],
        "2024-05-17..2024-05-22",
        &[],
    );
    check(
        &run("USD", "2024-05-19..2024-05-20", "2024-06-25", None, &[]),
        &[],
        "2024-05-19..2024-05-20",
        &[],
    );
    check(
        &run("USD", "2024-05-26..2024-05-31", "2024-05-25", None, &[]),
        &[],
        "",
        &[],
    );
}

#[test]
fn only_what_was_asked_and_listed_is_covered() {
    let records = WEEK.iter().map(|text| record(text)).collect();
    let answer = answer(span("2024-05-18..2024-05-20"), records);
    let usd = Currency::find("USD").unwrap();
    let asked = span("2024-05-01..2024-05-31");
    let judged = judge(usd, asked, day("2024-06-01"), &Known::default(), answer);
    let short = "asked from 2024-05-01, the source lists from 2024-05-18; \
                 asked to 2024-05-31, the source lists to 2024-05-20";
    let outside =
        "2 records outside the days asked for, 2024-05-01..2024-05-31: 2024-05-17, 2024-05-21";
    check(&judged, &[18], "2024-05-18..2024-05-20", &[short, outside]);
}

#[test]
fn a_lost_digit_uncovers_the_days_between_its_neighbours() {
    let records = [
        "2024-05-17 1 90.9239",
        "2024-05-18 1 90.9873",
        "2024-05-21 1 0.9066",
        "2024-05-22 1 90.4090",
    ];
    let judged = run(
        "USD",
        "2024-05-17..2024-05-22",
        "2024-05-22",
        Some("2024-05-16 1 91.2573"),
        &records,
    );
    check(
        &judged,
        &[17, 18, 22],
        "2024-05-17..2024-05-18 2024-05-22..2024-05-22",
        &["absurd figure for 2024-05-21: 0.9066 for 1 beside 90.9873 for 1 of 2024-05-18"],
    );
    let judged = run(
        "USD",
        "2024-05-17..2024-05-31",
        "2024-05-25",
        None,
        &[WEEK[0], WEEK[1], "2024-05-21 1 0.9066"],
    );
    check(
        &judged,
        &[17, 18],
        "2024-05-17..2024-05-18",
        &["absurd figure for 2024-05-21: 0.9066 for 1 beside 90.9873 for 1 of 2024-05-18"],
    );
}

#[test]
fn records_before_the_anchor_are_judged_backwards() {
    let records = [
        "2024-05-15 1 91.0000",
        "2024-05-16 1 4.0000",
        "2024-05-17 1 90.9239",
        "2024-05-18 1 90.9873",
    ];
    check(
        &run(
            "USD",
            "2024-05-15..2024-05-18",
            "2024-05-18",
            None,
            &records,
        ),
        &[15, 17, 18],
        "2024-05-15..2024-05-15 2024-05-17..2024-05-18",
        &["absurd figure for 2024-05-16: 4.0000 for 1 beside 91.0000 for 1 of 2024-05-15"],
    );
    check(
        &run(
            "USD",
            "2024-05-16..2024-05-18",
            "2024-05-18",
            None,
            &records[1..],
        ),
        &[17, 18],
        "2024-05-17..2024-05-18",
        &["absurd figure for 2024-05-16: 4.0000 for 1 beside 90.9239 for 1 of 2024-05-17"],
    );
    // The stored neighbour decides between two that contradict each other; without it both are in doubt.
    let two = ["2024-05-17 1 4.0000", "2024-05-18 1 90.9873"];
    let vouched = run(
        "USD",
        "2024-05-17..2024-05-18",
        "2024-05-18",
        Some("2024-05-16 1 91.2573"),
        &two,
    );
    assert_eq!(
        (vouched.records.len(), spans(&vouched)),
        (1, "2024-05-18..2024-05-18".to_owned())
    );
    let doubtful = run("USD", "2024-05-17..2024-05-18", "2024-05-18", None, &two);
    assert_eq!(
        (
            doubtful.records.len(),
            doubtful.faults.len(),
            spans(&doubtful)
        ),
        (0, 2, String::new())
    );
    let stale = run(
        "USD",
        "2024-05-17..2024-05-18",
        "2024-05-18",
        Some("2024-01-16 1 1.0000"),
        &[WEEK[1]],
    );
    assert_eq!((stale.records.len(), stale.faults.len()), (1, 0));
}

#[test]
fn a_day_that_jumps_away_and_returns_is_left_out() {
    let around = [
        "2024-05-18 1 90.9873",
        "2024-05-21 1 7.5300",
        "2024-05-22 1 90.4082",
    ];
    check(
        &run("USD", "2024-05-18..2024-05-22", "2024-05-22", None, &around),
        &[18, 22],
        "2024-05-18..2024-05-18 2024-05-22..2024-05-22",
        &["absurd figure for 2024-05-21: 7.5300 for 1 beside 90.9873 for 1 of 2024-05-18"],
    );
    // The euro's figure is 9 % away: that is much for the dollar's usual third of a per cent.
    let steady = (1..=14).map(|day| {
        format!(
            "2024-05-{day:02} 1 {}",
            if day % 2 == 0 { "90.9" } else { "91.2" }
        )
    });
    let mut records: Vec<String> = steady.collect();
    records[10] = "2024-05-11 1 98.5842".to_owned();
    let records: Vec<&str> = records.iter().map(String::as_str).collect();
    let judged = run(
        "USD",
        "2024-05-01..2024-05-14",
        "2024-05-14",
        None,
        &records,
    );
    let fault = "absurd figure for 2024-05-11: 98.5842 for 1 between 90.9000 for 1 of 2024-05-10 and 90.9000 for 1 of 2024-05-12";
    assert_eq!(
        judged
            .faults
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        [fault]
    );
    assert_eq!(
        spans(&judged),
        "2024-05-01..2024-05-10 2024-05-12..2024-05-14"
    );
}

#[test]
fn a_leap_waits_for_the_record_that_confirms_it() {
    let halved = [
        "2024-05-17 1 91.0000",
        "2024-05-18 1 90.9873",
        "2024-05-21 1 45.0000",
    ];
    let judged = run("USD", "2024-05-17..2024-05-21", "2024-05-21", None, &halved);
    check(
        &judged,
        &[17, 18],
        "2024-05-17..2024-05-18",
        &[
            "figure for 2024-05-21 left out until a later record confirms it: \
           45.0000 for 1 after 90.9873 for 1 of 2024-05-18",
        ],
    );
    let confirmed = [&halved[..], &["2024-05-22 1 46.1000"]].concat();
    check(
        &run(
            "USD",
            "2024-05-17..2024-05-22",
            "2024-05-22",
            None,
            &confirmed,
        ),
        &[17, 18, 21, 22],
        "2024-05-17..2024-05-22",
        &[],
    );
    let refuted = [&halved[..], &["2024-05-22 1 91.1000"]].concat();
    check(
        &run(
            "USD",
            "2024-05-17..2024-05-22",
            "2024-05-22",
            None,
            &refuted,
        ),
        &[17, 18, 22],
        "2024-05-17..2024-05-18 2024-05-22..2024-05-22",
        &[
            "absurd figure for 2024-05-21: 45.0000 for 1 between 90.9873 for 1 of 2024-05-18 and 91.1000 for 1 of 2024-05-22",
        ],
    );
}

#[test]
fn a_jump_to_the_figure_of_another_currency_is_left_out() {
    let (usd, eur) = (
        Currency::find("USD").unwrap(),
        Currency::find("EUR").unwrap(),
    );
    let known = Known {
        before: vec![record("2024-05-18 1 90.9873")],
        others: vec![(eur, record("2024-05-21 1 98.5842"))],
        ..Known::default()
    };
    let day21 = span("2024-05-21..2024-05-21");
    let judge_one = |value: &str| {
        judge(
            usd,
            day21,
            day("2024-05-21"),
            &known,
            answer(day21, vec![record(&format!("2024-05-21 1 {value}"))]),
        )
    };
    check(
        &judge_one("98.5842"),
        &[],
        "",
        &["absurd figure for 2024-05-21: 98.5842 for 1 is the EUR figure of that date"],
    );
    check(&judge_one("98.5843"), &[21], "2024-05-21..2024-05-21", &[]);
}

#[test]
fn a_redenomination_is_no_lost_digit() {
    let lev = [
        "1999-06-01 1000 13.1000",
        "1999-07-01 1000 12.8900",
        "1999-07-01 1 12.7700",
        "1999-08-01 1 12.9000",
    ];
    for start in 0..lev.len() {
        let judged = run(
            "BGN",
            "1999-06-01..1999-08-31",
            "2024-05-18",
            None,
            &lev[start..],
        );
        assert_eq!(
            (judged.records.len(), judged.faults),
            (lev.len() - start, vec![]),
            "from {start}"
        );
    }
    let ruble = [
        "1997-12-27 1 5958.0000",
        "1997-12-30 1 5960.0000",
        "1998-01-01 1 5.9600",
        "1998-01-06 1 5.9650",
    ];
    assert_eq!(
        run("USD", "1997-12-27..1998-01-06", "2024-05-18", None, &ruble).faults,
        vec![]
    );
    let lira = run(
        "TRY",
        "2005-01-01..2005-01-12",
        "2024-05-18",
        Some("2004-12-31 1000000 20.5741"),
        &["2005-01-01 1 20.6925"],
    );
    assert_eq!((lira.records.len(), lira.faults), (1, vec![]));
}

#[test]
fn an_empty_list_within_the_life_of_a_currency_is_a_fault() {
    let empty = "nothing listed from 2024-05-02 to 2024-05-31";
    check(
        &run(
            "USD",
            "2024-05-01..2024-05-31",
            "2024-07-01",
            None,
            &["2024-05-01 1 92.0000"],
        ),
        &[1],
        "2024-05-01..2024-05-01",
        &[empty],
    );
    let whole = run("USD", "2024-05-18..2024-05-31", "2024-07-01", None, &[]);
    check(
        &whole,
        &[],
        "",
        &["nothing listed from 2024-05-18 to 2024-05-31"],
    );
    // Thirteen days are a long New Year, the future is not a gap, and a day before the first has no record.
    check(
        &run("USD", "2024-05-18..2024-05-30", "2024-07-01", None, &[]),
        &[],
        "2024-05-18..2024-05-30",
        &[],
    );
    check(
        &run("USD", "2024-05-18..2024-06-30", "2024-05-25", None, &[]),
        &[],
        "2024-05-18..2024-05-25",
        &[],
    );
    check(
        &run("USD", "1992-01-01..1992-06-30", "2024-05-25", None, &[]),
        &[],
        "1992-01-01..1992-06-30",
        &[],
    );
}

#[test]
fn a_currency_that_is_monthly_or_gone_may_be_silent() {
    check(
        &run("AMD", "1999-05-01..1999-07-31", "2024-05-25", None, &[]),
        &[],
        "1999-05-01..1999-07-31",
        &[],
    );
    check(
        &run("BGN", "2026-01-01..2026-03-31", "2026-05-25", None, &[]),
        &[],
        "2026-01-01..2026-03-31",
        &[],
    );
    check(
        &run("DEM", "2000-01-01..2000-03-31", "2026-05-25", None, &[]),
        &[],
        "2000-01-01..2000-03-31",
        &[],
    );
}

proptest! {
    /// For any answer, no record is lost without a report and no fault is in covered days.
    #[test]
    fn every_record_is_sound_or_reported(values in prop::collection::btree_map(0i64..200, 1i64..3_000_000, 0..40), neighbour in prop::option::of(1i64..3_000_000)) {
        use jiff::ToSpan;
        let start = date(2024, 1, 1);
        let make = |offset: i64, value: i64| Record::new(start + offset.days(), Nominal::ONE, value).unwrap();
        let records: Vec<_> = values.iter().map(|(offset, value)| make(*offset, *value)).collect();
        let asked = Span::new(start, start + 199.days()).unwrap();
        let usd = Currency::find("USD").unwrap();
        let known = Known { before: neighbour.map(|value| make(-1, value)).into_iter().collect(), ..Known::default() };
        let judged = judge(usd, asked, date(2024, 5, 1), &known, answer(asked, records.clone()));
        let absurd: Vec<_> = judged.faults.iter().filter_map(record_date).collect();
        prop_assert_eq!(judged.records.len() + absurd.len(), records.len());
        for date in absurd {
            prop_assert!(judged.coverage.containing(date).is_none());
        }
        for record in &judged.records {
            prop_assert!(judged.coverage.containing(record.record_date()).is_some());
        }
    }
}

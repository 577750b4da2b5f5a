//! Standardised moves at the edges: redenominations, new nominals, holes, pegs, late starts.

use super::*;
use crate::model::{Currency, Nominal, Record, Spans};
use jiff::{ToSpan, civil::date};

/// The dollar's records of these values on these days, with every day between them known.
pub fn series_on(dates: &[Date], values_e4: &[i64]) -> Series {
    let records = dates.iter().zip(values_e4);
    Series::new(
        Currency::find("USD").unwrap(),
        records
            .map(|(day, value)| Record::new(*day, Nominal::ONE, *value).unwrap())
            .collect(),
        Span::new(dates[0], dates[dates.len() - 1])
            .into_iter()
            .collect(),
    )
}

pub fn moves_on(dates: &[Date], values_e4: &[i64]) -> Moves {
    Moves::from_series(&series_on(dates, values_e4), FactorsFrom::Whole).unwrap()
}

const WHOLE: FactorsFrom = FactorsFrom::Whole;

/// Records (date, nominal, ten-thousandths of a ruble), covered from the first to the last but for `holes`.
fn series(code: &str, records: &[(Date, i64, i64)], holes: &[Date]) -> Series {
    let mut coverage: Spans = [Span::new(records[0].0, records[records.len() - 1].0).unwrap()]
        .into_iter()
        .collect();
    for day in holes {
        coverage.remove(Span::day(*day));
    }
    let records = records
        .iter()
        .map(|one| Record::new(one.0, Nominal::new(one.1).unwrap(), one.2).unwrap())
        .collect();
    Series::new(Currency::find(code).unwrap(), records, coverage)
}

fn days(first: Date) -> impl Iterator<Item = Date> {
    (0i64..).map(move |day| first + day.days())
}

/// A rate a day from 2024-01-01 on.
fn daily(code: &str, values_e4: &[i64], holes: &[Date]) -> Series {
    let dated = days(date(2024, 1, 1))
        .zip(values_e4)
        .filter(|(day, _)| !holes.contains(day));
    series(
        code,
        &dated
            .map(|(day, value)| (day, 1, *value))
            .collect::<Vec<_>>(),
        holes,
    )
}

/// A rate that moves every day.
fn moving(count: i64) -> Vec<i64> {
    (0..count)
        .map(|at| 900_000 + (at * 7919 % 101) * 100)
        .collect()
}

fn moves(series: &Series) -> Moves {
    Moves::from_series(series, WHOLE).unwrap()
}

/// The unit rate, the change in per cent and in rubles of the last record.
fn check_last(code: &str, records: &[(Date, i64, i64)], expected: (f64, f64, f64)) {
    let found = *moves(&series(code, records, &[])).records().last().unwrap();
    let got = (
        found.unit_rate.unwrap(),
        found.change_log_pct.unwrap(),
        found.change_rub.unwrap(),
    );
    let is_near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    assert!(
        is_near(got.0, expected.0) && is_near(got.1, expected.1) && is_near(got.2, expected.2),
        "{code}: {got:?}"
    );
}

#[test]
fn redenominations_and_new_nominals_vanish() {
    let pct = |ratio: f64| 100.0 * ratio.ln();
    let new_ruble = [
        (date(1997, 12, 31), 1, 59_600_000),
        (date(1998, 1, 1), 1, 59_600),
    ];
    check_last("USD", &new_ruble, (5.96, 0.0, 0.0));
    let old_rubles = [
        (date(1997, 12, 30), 1, 59_500_000),
        (date(1997, 12, 31), 1, 59_600_000),
    ];
    check_last("USD", &old_rubles, (5.96, pct(5960.0 / 5950.0), 0.01));
    let nominal = [
        (date(2024, 5, 18), 100, 580_000),
        (date(2024, 5, 21), 10, 58_580),
    ];
    check_last("JPY", &nominal, (0.5858, pct(1.01), 0.0058));
    let lira = [
        (date(2004, 12, 29), 1_000_000, 205_741),
        (date(2005, 1, 1), 1, 206_925),
    ];
    check_last("TRY", &lira, (20.6925, pct(20.6925 / 20.5741), 0.1184));
    let before_the_new_lira = [(date(2004, 12, 28), 1_000_000, 200_000), lira[0]];
    check_last(
        "TRY",
        &before_the_new_lira,
        (20.5741, pct(20.5741 / 20.0), 0.5741),
    );
}

#[test]
fn of_two_records_of_one_date_the_new_unit_counts() {
    let lev = [
        (date(1999, 6, 30), 1000, 128_000),
        (date(1999, 7, 1), 1000, 129_000),
        (date(1999, 7, 1), 1, 129_280),
        (date(1999, 7, 2), 1, 130_000),
    ];
    let found = moves(&series("BGN", &lev, &[]));
    let dates: Vec<_> = found
        .records()
        .iter()
        .map(|one| one.record_date.day())
        .collect();
    assert_eq!(dates, [30, 1, 2]);
    check_last(
        "BGN",
        &lev[..3],
        (12.928, 100.0 * (12.928f64 / 12.8).ln(), 0.128),
    );
}

#[test]
fn an_absurd_step_is_refused_by_its_dates() {
    let lost_digit = [
        (date(2024, 5, 18), 1, 900_000),
        (date(2024, 5, 21), 1, 44_000),
    ];
    let error = Moves::from_series(&series("USD", &lost_digit, &[]), WHOLE).unwrap_err();
    assert_eq!(
        error,
        AbsurdStep {
            earlier: date(2024, 5, 18),
            later: date(2024, 5, 21)
        }
    );
    let text =
        "between the records of 2024-05-18 and 2024-05-21 the rate changes more than twentyfold";
    assert_eq!(error.to_string(), text);
    let over_a_hole = Moves::from_series(&series("USD", &lost_digit, &[date(2024, 5, 20)]), WHOLE);
    assert_eq!(over_a_hole.unwrap().records()[1].change_log_pct, None);
}

/// +10 % and then −10 % leave 99 of 100 rubles: neither the sum of the per cents nor that of the logarithms.
#[test]
fn a_move_over_two_records_is_that_of_the_rate() {
    let found = moves(&daily(
        "USD",
        &[1_000_000, 1_100_000, 990_000, 990_000],
        &[],
    ));
    let over = |records| found.over(records).unwrap();
    assert!((over(1..=2).simple_pct + 1.0).abs() < 1e-12);
    assert!((over(1..=2).rub.unwrap() + 1.0).abs() < 1e-12);
    assert!((over(2..=2).simple_pct + 10.0).abs() < 1e-12);
    assert_eq!(found.records()[2].simple_pct(), Some(-10.0));
    assert!(over(3..=3).simple_pct.abs() < 1e-12);
    assert_eq!(
        [found.over(0..=1), found.over(2..=9), found.over(9..=9)],
        [None; 3]
    );
}

#[test]
fn a_third_and_a_move_of_a_basket_are_simple_per_cent_too() {
    let third = moves(&daily("USD", &[900_000, 1_200_000], &[]));
    // The figure of `show`, four digits.
    assert_eq!(third.records()[1].simple_pct(), Some(33.3333));
    let both = Moves::basket(
        &daily("USD", &[900_000, 1_200_000], &[]),
        &daily("EUR", &[1_000_000, 1_000_000], &[]),
        WHOLE,
    );
    let both = both.unwrap();
    let expected = 100.0 * ((4.0f64 / 3.0).sqrt() - 1.0);
    assert!((both.records()[1].simple_pct().unwrap() - expected).abs() < 1e-12);
    assert_eq!(both.over(1..=1).unwrap().rub, None);
}

/// Numbers of the first and the last record with z of each run.
fn runs_with_z(moves: &Moves) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, _) in moves
        .records()
        .iter()
        .enumerate()
        .filter(|(_, one)| one.z.is_some())
    {
        match found.last_mut() {
            Some(run) if run.1 + 1 == at => run.1 = at,
            _ => found.push((at, at)),
        }
    }
    found
}

#[test]
fn the_burn_in_starts_anew_after_a_hole() {
    assert_eq!(runs_with_z(&moves(&daily("USD", &moving(61), &[]))), []);
    assert_eq!(
        runs_with_z(&moves(&daily("USD", &moving(62), &[]))),
        [(61, 61)]
    );
    // The 101st day is the hole, so the record after it is number 100 and has no change.
    let found = moves(&daily(
        "USD",
        &moving(200),
        &[date(2024, 1, 1) + 100.days()],
    ));
    assert_eq!(runs_with_z(&found), [(61, 99), (161, 198)]);
    assert!(!found.records()[100].joined && found.records()[100].gap_days == Some(2));
}

#[test]
fn a_constant_rate_has_zeros_until_it_counts_as_pegged() {
    let short = moves(&daily("USD", &[900_000; 120], &[]));
    assert!(
        short.pegged().is_empty() && short.records()[61..].iter().all(|one| one.z == Some(0.0))
    );
    let long = moves(&daily("USD", &[900_000; 121], &[]));
    assert_eq!(runs_with_z(&long), []);
    assert_eq!(
        long.pegged(),
        [Span::new(date(2024, 3, 2), date(2024, 4, 30)).unwrap()]
    );
}

/// The leap that ends a peg is of the peg: what was known before it is the floor.
#[test]
fn after_a_peg_all_is_tested_again() {
    let mut values = vec![900_000; 130];
    values.extend(moving(30).iter().map(|value| value + 50_000));
    let found = moves(&daily("USD", &values, &[]));
    assert_eq!(
        found.pegged(),
        [Span::new(date(2024, 3, 2), date(2024, 1, 1) + 130.days()).unwrap()]
    );
    assert_eq!(runs_with_z(&found), [(131, 159)]);
    assert!(
        found.records()[130].change_log_pct.unwrap() > 5.0
            && found.records()[130].sigma_pct.is_some()
    );
}

#[test]
fn the_basket_is_half_of_each() {
    let (usd, eur) = (moving(80), moving(90).split_off(10));
    let (mut no_day_70, hole) = (daily("EUR", &eur, &[]), date(2024, 1, 1) + 20.days());
    let both = Moves::basket(&daily("USD", &usd, &[]), &no_day_70, WHOLE).unwrap();
    let halves = [daily("USD", &usd, &[]), no_day_70]
        .map(|one| moves(&one).records()[75].change_log_pct.unwrap());
    let found = both.records()[75];
    assert!((found.change_log_pct.unwrap() - f64::midpoint(halves[0], halves[1])).abs() < 1e-12);
    assert!(
        (found.z.unwrap() - found.change_log_pct.unwrap() / found.sigma_pct.unwrap()).abs() < 1e-12
    );
    assert_eq!((found.unit_rate, found.change_rub), (None, None));
    // Where one of them has no record, the next has another record before it, and no change.
    no_day_70 = daily("EUR", &eur, &[hole]);
    let both = Moves::basket(&daily("USD", &usd, &[]), &no_day_70, WHOLE).unwrap();
    assert_eq!(
        (
            both.records().len(),
            both.records()[20].joined,
            both.records()[21].joined
        ),
        (79, false, true)
    );
}

#[test]
fn a_basket_begins_with_the_later_of_the_two() {
    let late: Vec<_> = days(date(2024, 2, 1))
        .zip(moving(20))
        .map(|(day, value)| (day, 1, value))
        .collect();
    let both = Moves::basket(
        &daily("USD", &moving(60), &[]),
        &series("EUR", &late, &[]),
        WHOLE,
    )
    .unwrap();
    let (first, second) = (both.records()[0], both.records()[1]);
    assert_eq!(
        (first.record_date, first.joined, first.gap_days),
        (date(2024, 2, 1), false, None)
    );
    assert!(second.joined && both.records().len() == 20 && runs_with_z(&both).is_empty());
}

/// Factors out of earlier records know nothing of later ones; all else is the same.
#[test]
fn factors_can_be_held_to_the_past() {
    let dates: Vec<_> = days(date(2024, 1, 1))
        .filter(|day| day.weekday() != jiff::civil::Weekday::Sunday)
        .take(300)
        .collect();
    let rates = moving(300);
    let moves = |from| Moves::from_series(&series_on(&dates, &rates), from).unwrap();
    let (early, late) = (moves(FactorsFrom::Before(dates[200])), moves(WHOLE));
    let alone = moves_on(&dates[..200], &rates[..200]);
    assert_eq!(early.factors(), alone.factors());
    assert_ne!(early.factors(), late.factors());
    assert_eq!(
        early.records()[250].volatility_pct,
        late.records()[250].volatility_pct
    );
}

/// Rubles of another size change no z (correlate-spec.md §10.6).
#[test]
fn seven_times_the_rate_moves_as_much() {
    let dates: Vec<_> = days(date(2024, 1, 1)).take(200).collect();
    let rates = moving(200);
    let sevenfold: Vec<i64> = rates.iter().map(|rate| rate * 7).collect();
    let z = |rates: &[i64]| -> Vec<f64> {
        let moves = moves_on(&dates, rates);
        moves.records().iter().filter_map(|one| one.z).collect()
    };
    let (once, sevenfold) = (z(&rates), z(&sevenfold));
    assert_eq!(once.len(), 200 - 61);
    assert!(
        once.iter()
            .zip(&sevenfold)
            .all(|(one, other)| (one - other).abs() < 1e-9)
    );
}

#[test]
fn no_records_no_moves() {
    let nothing = Series::new(Currency::find("USD").unwrap(), Vec::new(), Spans::default());
    let none = Moves::from_series(&nothing, WHOLE).unwrap();
    assert!(none.records().is_empty() && none.pegged().is_empty());
    let one = moves_on(&[date(2024, 1, 1)], &[900_000]);
    assert!(!one.records()[0].joined && one.records()[0].kappa.is_none());
}

#[test]
fn a_gap_of_a_fortnight_is_noticed() {
    let dates = [date(2024, 1, 1), date(2024, 1, 14), date(2024, 1, 28)];
    let moves = moves_on(&dates, &[900_000; 3]);
    assert_eq!(
        moves
            .long_gaps()
            .map(|one| one.record_date)
            .collect::<Vec<_>>(),
        [dates[2]]
    );
}

//! The guard on pairs and short lists; `tests/it/plausible.rs` holds it against the official records.

use super::*;
use crate::model::{Decimal, Nominal};

fn currency(code: &str) -> &'static Currency {
    Currency::find(code).unwrap()
}

fn record(day: &str, nominal: i64, value: &str) -> Record {
    let value_e4 = Decimal::parse(value).unwrap().to_e4().unwrap();
    Record::new(
        day.parse().unwrap(),
        Nominal::new(nominal).unwrap(),
        value_e4,
    )
    .unwrap()
}

#[test]
fn a_lost_digit_is_a_jump_and_a_redenomination_is_none() {
    let usd = currency("USD");
    assert!(implausible_jump(
        usd,
        &record("2024-05-18", 1, "90.9873"),
        &record("2024-05-21", 1, "1.0000")
    ));
    assert!(implausible_jump(
        usd,
        &record("2024-05-18", 1, "90.9873"),
        &record("2024-05-21", 1, "9090.0000")
    ));
    assert!(!implausible_jump(
        usd,
        &record("1997-12-30", 1, "5960.0000"),
        &record("1998-01-01", 1, "5.9600")
    ));
    assert!(!implausible_jump(
        usd,
        &record("2024-05-18", 1, "90.9873"),
        &record("2024-05-21", 10, "906.5370")
    ));
    assert!(!implausible_jump(
        currency("TRY"),
        &record("2004-12-29", 1_000_000, "20.5741"),
        &record("2005-01-01", 1, "20.6925")
    ));
}

/// The lev of 1999-07-01 was published in both units; whichever comes first, neither is a jump.
#[test]
fn both_records_of_a_redenominations_day_are_near_each_other_and_their_neighbours() {
    let lev = currency("BGN");
    let before = record("1999-06-01", 1000, "13.1000");
    let old = record("1999-07-01", 1000, "12.8900");
    let new = record("1999-07-01", 1, "12.7700");
    let after = record("1999-08-01", 1, "12.9000");
    for (earlier, later) in [
        (before, old),
        (before, new),
        (old, new),
        (new, old),
        (old, after),
        (new, after),
        (before, after),
    ] {
        assert!(
            step_between(lev, &earlier, &later).size < UNIT / 20,
            "{earlier:?} {later:?}"
        );
    }
}

#[test]
fn a_step_is_the_same_in_both_directions() {
    let usd = currency("USD");
    let (low, high) = (
        record("2024-05-18", 1, "90.0000"),
        record("2024-05-21", 10, "1350.0000"),
    );
    assert_eq!(
        step_between(usd, &low, &high),
        Step {
            size: UNIT / 2,
            is_rise: true
        }
    );
    let (high, low) = (
        record("2024-05-18", 10, "1350.0000"),
        record("2024-05-21", 1, "90.0000"),
    );
    assert_eq!(
        step_between(usd, &high, &low),
        Step {
            size: UNIT / 2,
            is_rise: false
        }
    );
}

/// The doubts about these values of May 2024 after twelve steady records.
fn check_doubts(values: &[&str], expected: &[&str]) {
    let steady = (1..=12).map(|day| {
        record(
            &format!("2024-05-{day:02}"),
            1,
            if day % 2 == 0 { "90.0" } else { "90.3" },
        )
    });
    let before: Vec<Record> = steady.collect();
    let own = values
        .iter()
        .zip(13..)
        .map(|(value, day)| record(&format!("2024-05-{day}"), 1, value));
    let own: Vec<Record> = own.collect();
    let found = doubts(currency("USD"), &before, &own, &[]);
    let said = found
        .iter()
        .map(|doubt| doubt.record.value().rounded(1).unwrap().to_string());
    assert_eq!(said.collect::<Vec<_>>(), expected, "{values:?}");
}

#[test]
fn one_or_two_records_away_and_back_are_doubted_and_three_are_not() {
    check_doubts(&["98.0", "90.1", "90.2"], &["98.0"]);
    check_doubts(&["98.0", "98.2", "90.2"], &["98.0", "98.2"]);
    check_doubts(&["98.0", "98.2", "97.9", "90.2"], &[]);
    // Back, but no further than half the way.
    check_doubts(&["98.0", "94.5", "94.4"], &[]);
    // Within twelve times the usual third of a per cent.
    check_doubts(&["93.0", "90.1"], &[]);
}

#[test]
fn a_leap_of_the_last_record_waits_and_a_move_within_a_third_does_not() {
    check_doubts(&["90.1", "58.0"], &["58.0"]);
    check_doubts(&["90.1", "68.0"], &[]);
    check_doubts(&["90.1", "58.0", "59.0"], &[]);
}

//! How much a rate moves from one record to the next, as far as was known before each record.
//!
//! The exponentially weighted mean of squared changes with RiskMetrics' factor: no fit, no look-ahead, and no
//! failure in years of a fixed rate. A span of coverage begins with 60 changes that only start it up.

use crate::model::{Change, Record, Series};
use jiff::civil::Date;

/// Weight of the past in each step; RiskMetrics' for daily figures.
pub const DECAY: f64 = 0.94;

/// Changes of a span of coverage before a volatility is known.
pub const BURN_IN: usize = 60;

/// Below it a rate does not move, in per cent.
const FLOOR_PCT: f64 = 0.01;

/// What was known before a record of the size of its change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Volatility {
    /// Date of the record.
    pub record_date: Date,
    /// Standard deviation of a change, in per cent (100 × logarithm of the ratio).
    pub sigma_pct: f64,
}

/// The volatility before each record that is past the burn-in of its span of coverage, earliest first.
pub fn volatilities(series: &Series) -> Vec<Volatility> {
    let mut found = Vec::new();
    let mut changes: Vec<(Date, f64)> = Vec::new();
    for (at, record) in series.records().iter().enumerate() {
        let next = series.records().get(at + 1);
        if next.is_some_and(|next| next.record_date() == record.record_date()) {
            continue;
        }
        match series.change_of(at) {
            Some(change) => changes.push((record.record_date(), log_change_pct(record, &change))),
            None => found.extend(known_before(&std::mem::take(&mut changes))),
        }
    }
    found.extend(known_before(&changes));
    found
}

/// 100 × ln of a record over the one before it, both in the units of the later one.
fn log_change_pct(record: &Record, change: &Change) -> f64 {
    let value = record.value().to_f64();
    100.0 * (value / (value - change.amount.to_f64())).ln()
}

/// The recursion over the changes of one span of coverage.
fn known_before(changes: &[(Date, f64)]) -> Vec<Volatility> {
    let Some(first) = changes.get(..BURN_IN) else { return Vec::new() };
    let mut variance = first.iter().map(|(_, change)| change.powi(2)).sum::<f64>() / BURN_IN as f64;
    let mut found = Vec::with_capacity(changes.len() - BURN_IN);
    for (at, (record_date, change)) in changes.iter().enumerate() {
        if at >= BURN_IN {
            found.push(Volatility { record_date: *record_date, sigma_pct: variance.sqrt().max(FLOOR_PCT) });
        }
        variance = DECAY * variance + (1.0 - DECAY) * change.powi(2);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Currency, Nominal, Span, Spans};
    use jiff::ToSpan;
    use jiff::civil::date;

    /// A record a day from 2024-01-01 on, known on the days of `holes` not at all.
    fn series(values_e4: &[i64], holes: &[Span]) -> Series {
        let first = date(2024, 1, 1);
        let days = || (0i64..).map(|day| first + day.days());
        let mut coverage: Spans =
            [Span::new(first, days().nth(values_e4.len() - 1).unwrap()).unwrap()].into_iter().collect();
        for hole in holes {
            coverage.remove(*hole);
        }
        let records = days().zip(values_e4);
        let known = records.filter(|(day, _)| coverage.containing(*day).is_some());
        let records = known.map(|(day, value)| Record::new(day, Nominal::ONE, *value).unwrap()).collect();
        Series::new(Currency::find("USD").unwrap(), records, coverage)
    }

    #[test]
    fn nothing_is_known_during_the_burn_in() {
        let flat = |count| volatilities(&series(&vec![900_000; count], &[])).len();
        assert_eq!([flat(1), flat(61), flat(62), flat(100)], [0, 0, 1, 39]);
        let hole = Span::day(date(2024, 1, 1) + 70.days());
        let found = volatilities(&series(&[900_000; 150], &[hole]));
        let dates: Vec<_> = found.iter().map(|one| one.record_date).collect();
        let of = |from: i64, to: i64| (from..to).map(|day| date(2024, 1, 1) + day.days());
        assert_eq!(dates, of(61, 70).chain(of(132, 150)).collect::<Vec<_>>());
    }

    #[test]
    fn a_rate_that_does_not_move_has_the_floor() {
        assert!(
            volatilities(&series(&[900_000; 80], &[]))
                .iter()
                .all(|one| (one.sigma_pct - FLOOR_PCT).abs() < 1e-12)
        );
    }

    /// The change of a record is not known before it.
    #[test]
    fn a_leap_counts_from_the_next_record_on() {
        let mut values = vec![900_000; 70];
        values[65..].fill(990_000);
        let found = volatilities(&series(&values, &[]));
        assert!((found[4].sigma_pct - FLOOR_PCT).abs() < 1e-12);
        let expected = ((1.0 - DECAY) * (100.0 * 1.1f64.ln()).powi(2)).sqrt();
        assert!((found[5].sigma_pct - expected).abs() < 1e-9);
    }
}

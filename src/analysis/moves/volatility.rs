//! How much a rate moves from one record to the next, as far as was known before each record.
//!
//! The exponentially weighted mean of squared changes with RiskMetrics' factor: no fit, no look-ahead, and no
//! failure in years of a fixed rate (correlate-spec.md §3.1). A span of coverage begins with 60 changes that only
//! start it up. [`Ewma`] is the one recursion, for the bands of charts and for the tests alike.

use super::steps::{Step, steps_of};
use crate::model::Series;
use jiff::civil::Date;

/// Weight of the past in each step; RiskMetrics' for daily figures.
pub const DECAY: f64 = 0.94;

/// Changes of a span of coverage before a volatility is known.
pub const BURN_IN: usize = 60;

/// Below it a rate does not move, in per cent.
pub const FLOOR_PCT: f64 = 0.01;

/// The recursion with its constants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ewma {
    /// Weight of the past in each step, between 0 and 1.
    pub decay: f64,
    /// The number of changes, at least 1, from which the starting value is the mean square.
    pub burn_in: usize,
    /// Least volatility, in the unit of the changes.
    pub floor: f64,
}

impl Default for Ewma {
    fn default() -> Self {
        Self {
            decay: DECAY,
            burn_in: BURN_IN,
            floor: FLOOR_PCT,
        }
    }
}

impl Ewma {
    /// The volatility before each change of one unbroken run, including the burn-in, where the values look ahead and
    /// were not known yet: s²₁ = mean of the first `burn_in` squares, s²ᵢ = decay·s²ᵢ₋₁ + (1 − decay)·r²ᵢ₋₁, never
    /// below the floor (correlate-spec.md §3.1). Empty when the run is shorter than the burn-in.
    pub fn over_run(&self, changes: &[f64]) -> Vec<f64> {
        let Some(first) = changes
            .get(..self.burn_in)
            .filter(|first| !first.is_empty())
        else {
            return Vec::new();
        };

        let squares: f64 = first.iter().map(|change| change.powi(2)).sum();
        let mut variance = squares / first.len() as f64;
        let mut found = Vec::with_capacity(changes.len());
        for change in changes {
            found.push(variance.sqrt().max(self.floor));
            // A change counts from the next record on: nothing looks ahead.
            variance = self.decay * variance + (1.0 - self.decay) * change.powi(2);
        }

        found
    }

    /// The volatility known before each change; `None` during a burn-in and where there is no change. A missing change
    /// ends a run, and the next run begins with a burn-in again.
    pub fn known_before(&self, changes: &[Option<f64>]) -> Vec<Option<f64>> {
        let mut found = Vec::with_capacity(changes.len());
        for run in changes.chunk_by(|a, b| a.is_some() == b.is_some()) {
            let changes: Vec<f64> = run.iter().copied().flatten().collect();
            // The values of the burn-in were computed from changes that came later.
            let known = self.over_run(&changes).into_iter().skip(self.burn_in);
            let unknown = run.len() - known.len();
            found.extend(std::iter::repeat_n(None, unknown));
            found.extend(known.map(Some));
        }

        found
    }
}

/// What was known before a record of the size of its change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Volatility {
    /// Date of the record.
    pub record_date: Date,
    /// Standard deviation of a change, in per cent (100 × logarithm of the ratio).
    pub sigma_pct: f64,
}

/// The volatility known before each step, in per cent.
pub(super) fn known_volatilities(steps: &[Step]) -> Vec<Option<f64>> {
    let changes: Vec<_> = steps
        .iter()
        .map(|step| Some(step.change?.log_pct))
        .collect();
    Ewma::default().known_before(&changes)
}

/// The volatility before each record that is past the burn-in of its span of coverage, earliest first.
pub fn volatilities(series: &Series) -> Vec<Volatility> {
    let steps = steps_of(series);
    steps
        .iter()
        .zip(known_volatilities(&steps))
        .filter_map(|(step, sigma_pct)| {
            Some(Volatility {
                record_date: step.date,
                sigma_pct: sigma_pct?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Currency, Nominal, Record, Span, Spans};
    use jiff::{ToSpan, civil::date};

    /// A record a day from 2024-01-01 on, known on the days of `holes` not at all.
    fn series(values_e4: &[i64], holes: &[Span]) -> Series {
        let first = date(2024, 1, 1);
        let days = || (0i64..).map(|day| first + day.days());
        let mut coverage: Spans =
            [Span::new(first, days().nth(values_e4.len() - 1).unwrap()).unwrap()]
                .into_iter()
                .collect();
        for hole in holes {
            coverage.remove(*hole);
        }
        let records = days().zip(values_e4);
        let known = records.filter(|(day, _)| coverage.containing(*day).is_some());
        let records = known
            .map(|(day, value)| Record::new(day, Nominal::ONE, *value).unwrap())
            .collect();
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

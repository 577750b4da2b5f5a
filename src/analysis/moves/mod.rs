//! Every record with its change, the volatility known before it, and their quotient z, on which every test rests
//! (correlate-spec.md §1, §3).
//!
//! Of two records of one date the one in force is taken. Nothing is computed across days that are not covered:
//! a record that is not joined with the one before it has no change, and after it the burn-in starts again. Rates
//! are per unit, in today's units of the currency and of the ruble.

mod gaps;
mod steps;
mod usual;
mod volatility;

pub use gaps::{GapClass, GapFactors};
pub use steps::{AbsurdStep, simple_percent};
pub use usual::BesideUsual;
pub use volatility::{BURN_IN, Ewma, FLOOR_PCT, volatilities};

use crate::model::{Decimal, Series, Span, days_between};
use gaps::RelativeSize;
use jiff::civil::Date;
use std::ops::RangeInclusive;
use steps::{Step, believable_steps, halves};
use volatility::known_volatilities;

/// At least this many records in a row with the volatility at its floor are a peg and are left out of every test.
const PEGGED_RECORDS: usize = 60;

/// Calendar days between set dates beyond which a gap is worth a warning: 13 at New Year 2026 were ordinary.
pub const LONGEST_ORDINARY_GAP_DAYS: i64 = 13;

/// A record as statistics see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// E: the date in the Bank's file, from which the rate is in force.
    pub record_date: Date,
    /// D = E − 1: the day on which the rate was set.
    pub set_date: Date,
    /// R: rubles per unit, both of today; `None` for a basket.
    pub unit_rate: Option<f64>,
    /// Whether it and the record before it are in the same span of coverage.
    pub joined: bool,
    /// r = 100 × ln of the ratio to the record before; `None` if they are not joined.
    pub change_log_pct: Option<f64>,
    /// The same change as people read it: simple per cent, exact to four digits. `None` if the records are not joined
    /// and for a basket.
    pub change_pct: Option<Decimal>,
    /// Δ: change in rubles per unit, both of today; `None` if they are not joined and for a basket.
    pub change_rub: Option<f64>,
    /// g: calendar days since the record before was set, joined or not; `None` for the first record.
    pub gap_days: Option<i64>,
    /// s: volatility known before the record, in per cent; none in a burn-in.
    pub volatility_pct: Option<f64>,
    /// κ: the factor of its gap; `None` for the first record.
    pub kappa: Option<f64>,
    /// σ = κ·s.
    pub sigma_pct: Option<f64>,
    /// z = r ÷ σ, in standard deviations; none in a burn-in and in a pegged stretch.
    pub z: Option<f64>,
}

impl Move {
    /// The change as people read it, simple per cent: the exact one, and for a basket that of its logarithm. `None` if
    /// the records are not joined.
    pub fn simple_pct(&self) -> Option<f64> {
        let of_logarithm = self.change_log_pct.map(simple_percent);
        self.change_pct.map(Decimal::to_f64).or(of_logarithm)
    }
}

/// How the rate moved over records next to each other, from the one before the first of them to the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MoveOver {
    /// Simple per cent of the rate before.
    pub simple_pct: f64,
    /// Rubles per unit, both of today; `None` for a basket.
    pub rub: Option<f64>,
}

/// All records of a currency, or of the basket, as statistics see them.
#[derive(Clone, Debug, PartialEq)]
pub struct Moves {
    records: Vec<Move>,
    factors: GapFactors,
    pegged: Vec<Span>,
}

/// The records from which the gap factors are computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FactorsFrom {
    /// All.
    #[default]
    Whole,
    /// Those dated before a day: for a confirmation on the records from that day on.
    Before(Date),
}

impl Moves {
    /// The moves of a currency, from its whole stored series: the period that is tested is chosen later.
    ///
    /// # Errors
    /// [`AbsurdStep`] when the rate goes more than twentyfold between joined records.
    pub fn from_series(series: &Series, factors_from: FactorsFrom) -> Result<Self, AbsurdStep> {
        Ok(standardised(&believable_steps(series)?, factors_from))
    }

    /// The moves of half dollar, half euro: r = ½·r_USD + ½·r_EUR on the records that both have with the same date
    /// and the same date of the record before (correlate-spec.md §3.6). It has no figures in rubles.
    ///
    /// # Errors
    /// [`AbsurdStep`] as for each of the two.
    pub fn basket(
        usd: &Series,
        eur: &Series,
        factors_from: FactorsFrom,
    ) -> Result<Self, AbsurdStep> {
        // Each by itself: half a step could pass where the whole one does not.
        let usd = believable_steps(usd)?;
        let eur = believable_steps(eur)?;
        Ok(standardised(&halves(&usd, &eur), factors_from))
    }

    /// The records, earliest first; their places in it are the record numbers of everything that is tested.
    pub fn records(&self) -> &[Move] {
        &self.records
    }

    /// How the rate moved over the records with these numbers; `None` where one of them has no change.
    pub fn over(&self, records: RangeInclusive<usize>) -> Option<MoveOver> {
        let stretch = self.records.get(records)?;
        let simple_pct = match stretch {
            [] => return None,
            // As it is shown everywhere else, to the last digit.
            [one] => one.simple_pct()?,
            _ => simple_percent(
                stretch
                    .iter()
                    .map(|one| one.change_log_pct)
                    .sum::<Option<_>>()?,
            ),
        };

        Some(MoveOver {
            simple_pct,
            rub: stretch.iter().map(|one| one.change_rub).sum(),
        })
    }

    /// The factors of gaps.
    pub const fn factors(&self) -> &GapFactors {
        &self.factors
    }

    /// Stretches of record dates left out of every test because the rate did not move, earliest first.
    pub fn pegged(&self) -> &[Span] {
        &self.pegged
    }

    /// Joined records after an extraordinarily long gap: holidays, or records that are missing.
    pub fn long_gaps(&self) -> impl Iterator<Item = &Move> {
        self.records.iter().filter(|one| {
            one.joined
                && one
                    .gap_days
                    .is_some_and(|gap| gap > LONGEST_ORDINARY_GAP_DAYS)
        })
    }
}

fn standardised(steps: &[Step], factors_from: FactorsFrom) -> Moves {
    let mut records = records_of(steps);
    // After the recursion of the volatility, never inside it: a holiday says nothing about the days after it.
    let factors = GapFactors::new(&relative_sizes(&records, factors_from));
    for one in &mut records {
        one.kappa = one.gap_days.map(|gap| factors.kappa(one.record_date, gap));
        one.sigma_pct = one
            .kappa
            .zip(one.volatility_pct)
            .map(|(kappa, known)| kappa * known);
        one.z = one
            .change_log_pct
            .zip(one.sigma_pct)
            .map(|(change, sigma)| change / sigma);
    }

    let pegged = drop_pegged(&mut records);

    Moves {
        records,
        factors,
        pegged,
    }
}

/// The records with what was known before each, before gaps are accounted for.
fn records_of(steps: &[Step]) -> Vec<Move> {
    let mut records: Vec<Move> = Vec::with_capacity(steps.len());
    for (step, volatility_pct) in steps.iter().zip(known_volatilities(steps)) {
        let set_date = step.date.yesterday().unwrap_or(step.date);
        records.push(Move {
            record_date: step.date,
            set_date,
            unit_rate: step.rate,
            joined: step.change.is_some(),
            change_log_pct: step.change.map(|change| change.log_pct),
            change_pct: step.change.and_then(|change| change.percent),
            change_rub: step.change.and_then(|change| change.rub),
            gap_days: records
                .last()
                .map(|before| days_between(before.set_date, set_date)),
            volatility_pct,
            kappa: None,
            sigma_pct: None,
            z: None,
        });
    }

    records
}

fn relative_sizes(records: &[Move], factors_from: FactorsFrom) -> Vec<RelativeSize> {
    records
        .iter()
        .filter(|one| match factors_from {
            FactorsFrom::Whole => true,
            FactorsFrom::Before(day) => one.record_date < day,
        })
        .filter_map(|one| {
            let size = (one.change_log_pct? / one.volatility_pct?).abs();
            Some(RelativeSize {
                record_date: one.record_date,
                gap_days: one.gap_days?,
                size,
            })
        })
        .collect()
}

/// Takes z from every stretch of 60 records and more with the volatility at its floor: there a kopeck would be a
/// leap of many σ (correlate-spec.md §3, end).
fn drop_pegged(records: &mut [Move]) -> Vec<Span> {
    let mut spans = Vec::new();
    for stretch in records.chunk_by_mut(|a, b| is_at_floor(a) == is_at_floor(b)) {
        let first = stretch[0];
        let last = stretch[stretch.len() - 1];
        if is_at_floor(&first) && stretch.len() >= PEGGED_RECORDS {
            // Here a kopeck would be a move of many σ (correlate-spec.md §3, end).
            for one in stretch {
                one.z = None;
            }

            spans.extend(Span::new(first.record_date, last.record_date));
        }
    }

    spans
}

fn is_at_floor(one: &Move) -> bool {
    one.volatility_pct.is_some_and(|known| known <= FLOOR_PCT)
}

#[cfg(test)]
pub(super) mod tests;

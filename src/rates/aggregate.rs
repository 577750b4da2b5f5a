//! Several records as one figure, exactly.
//!
//! Figures are first counted per the nominal and in the units of the last record: over a new nominal, over
//! 1998-01-01 and over a redenomination of the currency. Nominals and ruble factors are powers of ten, so this
//! loses no digit; the one rounding, half-up to four digits, is the last step. A mean of cross rates is taken of their
//! exact quotients, with enough digits that only the rounding for display matters.

use crate::model::{Decimal, Quoted, Record, Series, each_once};

/// Digits after the point of a mean, and of a conversion that shows enough digits with them.
pub const RESULT_DIGITS: u32 = 4;

/// How the figures of a period become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// The rate in force at the end of the period.
    Last,
    /// Mean over the records dated in the period.
    MeanRecords,
    /// Mean over calendar days of the rate in force: the record in force at its start counts too.
    MeanDays,
    /// The smallest record dated in the period.
    Min,
    /// The largest record dated in the period.
    Max,
}

impl Aggregate {
    /// Its stable name, as typed after `--agg`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Last => "last",
            Self::MeanRecords => "mean-records",
            Self::MeanDays => "mean-days",
            Self::Min => "min",
            Self::Max => "max",
        }
    }
}

/// A record and how often it counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub record: Record,
    /// Days in force, or 1.
    pub weight: i64,
}

impl Weighed {
    pub(super) fn once(record: Record) -> Self {
        Self { record, weight: 1 }
    }
}

/// Digits after the point to which a mean of cross rates is counted.
const CROSS_MEAN_DIGITS: u32 = 20;

/// One figure of all of them, per the nominal of the last; rounded, unless it is a mean of cross rates. None of no
/// records.
pub(super) fn combine(
    series: &Series,
    weighed: &[Weighed],
    aggregate: Aggregate,
) -> Option<Decimal> {
    let quoted = series.quoted();
    let last = weighed.last()?.record;
    let restated = weighed
        .iter()
        .map(|one| in_units_of(quoted, &last, &one.record));
    let figure = match aggregate {
        Aggregate::Last => Some(last.value()),
        Aggregate::Min => restated.reduce(|a, b| if b < a { b } else { a }),
        Aggregate::Max => restated.reduce(|a, b| if b > a { b } else { a }),
        Aggregate::MeanRecords | Aggregate::MeanDays => {
            return mean_of_quotients(series, weighed).or_else(|| mean(weighed, restated));
        }
    };

    figure?.rounded(RESULT_DIGITS).ok()
}

/// Whether figures in old rubles are counted in new ones.
pub(super) fn crosses_1998(quoted: Quoted, weighed: &[Weighed]) -> bool {
    let rubles = weighed
        .iter()
        .map(|one| quoted.quote_on(one.record.record_date()));
    each_once(rubles).len() > 1
}

fn mean(weighed: &[Weighed], restated: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    let (sum, weights) = weighted_sum(weighed, restated.map(Some))?;
    sum.divided_by(weights, RESULT_DIGITS).ok()
}

/// The sum of values, each as often as its record counts, and the sum of these weights.
///
/// 128 bits hold the sum of any market's figures; only nonsense (10^8 rubles a unit, restated per 10^9) leaves them.
fn weighted_sum(
    weighed: &[Weighed],
    values: impl Iterator<Item = Option<Decimal>>,
) -> Option<(Decimal, Decimal)> {
    let mut sum = Decimal::ZERO;
    let mut weights = 0;
    for (one, value) in weighed.iter().zip(values) {
        let weight = Decimal::new(one.weight.into(), 0);
        sum = sum.plus(value?.times(weight).ok()?).ok()?;
        weights += one.weight;
    }

    Some((sum, Decimal::new(weights.into(), 0)))
}

/// The mean of cross rates from what was divided by what; `None` for published records.
///
/// It is never below the exact mean, and at most two units of its last digit above: a mean that is exactly half a
/// unit of the last digit shown goes up, as it should.
fn mean_of_quotients(series: &Series, weighed: &[Weighed]) -> Option<Decimal> {
    let quotients = weighed.iter().map(|one| {
        let (base, quote) = series.fraction_on(one.record.record_date())?;
        divided_up(base, quote)
    });
    let (sum, weights) = weighted_sum(weighed, quotients)?;
    let per_unit = divided_up(sum, weights)?;

    let nominal = weighed.last()?.record.nominal().units();
    let scale = per_unit.scale().checked_sub(nominal.ilog10())?;

    Some(Decimal::new(per_unit.units(), scale))
}

/// The quotient of two numbers above 0, rounded up.
fn divided_up(top: Decimal, bottom: Decimal) -> Option<Decimal> {
    let nearest = top.divided_by(bottom, CROSS_MEAN_DIGITS).ok()?;
    // A product that 128 bits do not hold counts as inexact: a unit more of the twentieth digit changes nothing.
    let is_exact = nearest.times(bottom).is_ok_and(|product| product == top);

    Some(if is_exact {
        nearest
    } else {
        Decimal::new(nearest.units() + 1, nearest.scale())
    })
}

/// The value of `record` per the nominal and in the units of `last`, exact.
fn in_units_of(quoted: Quoted, last: &Record, record: &Record) -> Decimal {
    let scale = quoted.scale(record.record_date(), last.record_date());
    if scale.is_same() && record.nominal() == last.nominal() {
        return record.value();
    }

    scale.restate(
        record.value(),
        record.nominal().units(),
        last.nominal().units(),
    )
}

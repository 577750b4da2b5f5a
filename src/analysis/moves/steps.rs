//! The one crossing from exact rates to the floats of statistics: records in force with their rate per unit and the
//! step from the record before, both in today's units of the currency and of the ruble.
//!
//! Which record is in force and which are joined [`Series::change_of`] says. Through redenominations and new
//! nominals a step is that of the rate alone; one over a change of unit that the table of redenominations does
//! not know is refused.

use crate::model::{Decimal, Record, Series, unit_scale};
use jiff::civil::Date;

/// A step of a rate beyond this ratio is a change of unit that the table of redenominations does not know.
const LARGEST_RATIO: f64 = 20.0;

/// A record in force on its date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub date: Date,
    /// Rubles per unit, both of today; `None` for a basket.
    pub rate: Option<f64>,
    /// `None` if it is not joined with the record before.
    pub change: Option<StepChange>,
}

/// The step from the record before.
#[derive(Clone, Copy, Debug)]
pub(super) struct StepChange {
    /// Date of the record before.
    pub since: Date,
    /// 100 × ln of the ratio.
    pub log_pct: f64,
    /// Simple per cent, four digits; `None` for a basket.
    pub percent: Option<Decimal>,
    /// Rubles per unit, both of today; `None` for a basket.
    pub rub: Option<f64>,
}

/// The simple per cent of 100 × ln of a ratio; of a mean of logarithms, the per cent of the geometric mean.
pub fn simple_percent(log_pct: f64) -> f64 {
    100.0 * (log_pct / 100.0).exp_m1()
}

/// Two records between which the rate went more than twentyfold, which no market does: a change of unit that the
/// table of redenominations does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("between the records of {earlier} and {later} the rate changes more than twentyfold")]
pub struct AbsurdStep {
    /// Date of the earlier record.
    pub earlier: Date,
    /// Date of the later record.
    pub later: Date,
}

/// The steps of a currency, none of them of more than a ratio of 20, up or down.
pub(super) fn believable_steps(series: &Series) -> Result<Vec<Step>, AbsurdStep> {
    let steps = steps_of(series);
    let largest = 100.0 * LARGEST_RATIO.ln();
    let absurd = steps.iter().find_map(|step| {
        let change = step.change.filter(|one| one.log_pct.abs() > largest)?;
        Some(AbsurdStep {
            earlier: change.since,
            later: step.date,
        })
    });
    absurd.map_or(Ok(steps), Err)
}

/// The records of a series that are in force on their dates.
pub(super) fn steps_of(series: &Series) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::with_capacity(series.records().len());
    for (at, record) in series.records().iter().enumerate() {
        let date = record.record_date();
        let next = series.records().get(at + 1);
        // Of two records on one date the later one, in new units, is in force.
        if next.is_some_and(|next| next.record_date() == date) {
            continue;
        }

        let rate = per_unit_today(series, record, record.value());
        let change = series.change_of(at).and_then(|change| {
            let before = steps.last()?;
            Some(StepChange {
                since: before.date,
                // As a difference, so that a step up and the same step back are of exactly one size.
                log_pct: 100.0 * (rate.ln() - before.rate?.ln()),
                percent: Some(change.percent),
                rub: Some(per_unit_today(series, record, change.amount)),
            })
        });

        steps.push(Step {
            date,
            rate: Some(rate),
            change,
        });
    }

    steps
}

/// The records that both have, half of each change where both have it since the same date.
pub(super) fn halves(usd: &[Step], eur: &[Step]) -> Vec<Step> {
    usd.iter()
        .filter_map(|one| {
            let other = eur
                .binary_search_by_key(&one.date, |other| other.date)
                .ok()?;
            let change = one
                .change
                .zip(eur[other].change)
                // Changes since different dates are not two halves of one move.
                .filter(|(a, b)| a.since == b.since)
                .map(|(a, b)| StepChange {
                    since: a.since,
                    log_pct: f64::midpoint(a.log_pct, b.log_pct),
                    percent: None,
                    rub: None,
                });

            Some(Step {
                date: one.date,
                rate: None,
                change,
            })
        })
        .collect()
}

/// An amount per nominal and in the units of its record as one per unit, both of today.
fn per_unit_today(series: &Series, record: &Record, amount: Decimal) -> f64 {
    let scale = unit_scale(series.currency(), record.record_date(), Date::MAX);
    scale.restate(amount, record.nominal().units(), 1).to_f64()
}

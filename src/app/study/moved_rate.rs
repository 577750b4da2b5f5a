//! A record as `show` has it, in today's units of its currency and of the ruble.

use crate::{
    app::{App, rates::load_pair},
    error::Result,
    model::{Currency, Pair, Series, Span, Unit},
    render::MovedRate,
};
use jiff::civil::Date;

/// The records of some days in today's units.
///
/// # Errors
/// As [`load_pair`].
pub fn load_in_present_units(app: &App, currency: &'static Currency, days: Span) -> Result<Series> {
    // The changes of a sample are in new rubles before 1998 too.
    let in_new_rubles = Pair {
        base: Unit::present(currency),
        quote: Some(Unit::RUB),
    };
    load_pair(app, in_new_rubles, days)
}

/// The rate of a record, and its change for the same nominal.
pub fn moved_rate(series: &Series, record_date: Date) -> Option<MovedRate> {
    let index = series.indexes_within(Span::day(record_date)).last()?;
    let record = &series.records()[index];

    Some(MovedRate {
        nominal: record.nominal(),
        value: record.value(),
        change: series.change_of(index).map(|change| change.amount),
    })
}

//! A line made of a series: the stretches of its coverage become runs, and what is labelled of it is kept exact.

use super::{
    days::day_of,
    line::{Extreme, Last, Line},
    numbers::Exact,
    present_units::PresentUnits,
    stretch::Stretch,
    view::View,
};
use crate::{
    error::{Error, Result},
    model::{Record, Series, Span},
};

/// The only line of a chart of rates.
///
/// # Errors
/// [`Error::NoRecords`](crate::error::Error::NoRecords) when no rate is in force in the whole span.
pub fn single_line(series: &Series, span: Span) -> Result<Line> {
    let stretches = Stretch::all_of(series, span)?;
    line_of_stretches(series, &stretches, &View::default(), 0, None)
}

/// The line at `index` of a chart of `view` that counts from `base_day`, or from its own first day.
pub fn line_of_stretches(
    series: &Series,
    stretches: &[Stretch],
    view: &View,
    index: usize,
    base_day: Option<i32>,
) -> Result<Line> {
    exact_line(series, stretches, view, index, base_day)
        .map_err(Error::draw)?
        .ok_or_else(|| Error::draw(format!("no {} rate to draw", series.quoted())))
}

/// `None` without a record.
fn exact_line(
    series: &Series,
    stretches: &[Stretch],
    view: &View,
    index: usize,
    base_day: Option<i32>,
) -> Exact<Option<Line>> {
    let Some(stretch) = stretches.last() else {
        return Ok(None);
    };
    let Some(record) = stretch.records.last() else {
        return Ok(None);
    };
    let units = PresentUnits::of(series, record);

    let Some(extremes) = extremes(stretches, units)? else {
        return Ok(None);
    };

    let first = &stretches[0];
    let base_day = base_day.unwrap_or_else(|| first.first_day());
    let base_record = stretches.iter().find_map(|one| one.record_on(base_day));
    let base = units.value(&base_record.unwrap_or(first.records[0]))?;

    let runs = stretches
        .iter()
        .map(|stretch| stretch.run(series, view, index, units));
    Ok(Some(Line {
        quoted: series.quoted(),
        nominal: units.nominal,
        runs: runs.collect::<Exact<_>>()?,
        last: last(series, stretch, record, view, units)?,
        first_record: first.records[0].record_date(),
        measure: view.values.measure(base.to_f64()),
        changes_in_percent: view.values.has_changes_in_percent(),
        base_day: day_of(base_day),
        base,
        extremes,
    }))
}

/// The last record of the last stretch, with its change.
fn last(
    series: &Series,
    stretch: &Stretch,
    record: &Record,
    view: &View,
    units: PresentUnits,
) -> Exact<Last> {
    let value = units.value(record)?;
    let change = match stretch.record_before_last(series, view.shape.every()) {
        Some(before) => Some(value.minus(units.value(&before)?)?),
        None => None,
    };

    Ok(Last {
        record_date: record.record_date(),
        value,
        change,
    })
}

/// The lowest and the highest record of all stretches.
fn extremes(stretches: &[Stretch], units: PresentUnits) -> Exact<Option<[Extreme; 2]>> {
    let mut found: Option<[Extreme; 2]> = None;
    for stretch in stretches {
        for record in &stretch.records {
            let one = Extreme {
                record_date: record.record_date(),
                day: stretch.first_day_of(record),
                value: units.value(record)?,
            };

            // Of equal values the earliest stays.
            let [lowest, highest] = found.get_or_insert([one; 2]);
            if one.value < lowest.value {
                *lowest = one;
            }
            if one.value > highest.value {
                *highest = one;
            }
        }
    }

    Ok(found)
}

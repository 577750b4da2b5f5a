//! All rates, as a file for other programs.

use crate::{
    app::{App, rates::load_all},
    error::Result,
    model::{Record, Series, Unit},
    render::ExportRow,
    store::SOURCE,
};

/// All records by currency, each with the unit of its day and the span in which it is known.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn load_export(app: &App) -> Result<Vec<ExportRow<'static>>> {
    let all = load_all(app)?;

    let rows = all.iter().flat_map(|series| {
        series.records().iter().map(|record| ExportRow {
            unit: published_unit(series, record),
            record: *record,
            source: SOURCE,
            span: series.coverage().containing(record.record_date()),
        })
    });
    Ok(rows.collect())
}

fn published_unit(series: &Series, record: &Record) -> Unit {
    let day = record.record_date();
    let last_of_day = series.records()[..series.count_through(day)].last();

    // Of two records on the day of a redenomination, the one of the larger nominal is in the unit that ends.
    if last_of_day == Some(record) {
        Unit::in_use(series.currency(), day)
    } else {
        Unit::in_use_before(series.currency(), day)
    }
}

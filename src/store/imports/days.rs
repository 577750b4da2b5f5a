//! Which days an imported file covers.

use super::stored::StoredSeries;
use crate::model::{ListedRecord, RowPlace, Span, Spans};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The days that the rows cover and the store does not yet.
pub fn new_days(
    taken: &[ListedRecord],
    left_out: &[RowPlace],
    stored: &StoredSeries,
    tomorrow: Date,
) -> Spans {
    let with_undated_rows: BTreeSet<Span> = left_out
        .iter()
        .filter(|place| place.date.is_none())
        .filter_map(|place| place.span)
        .collect();

    let mut days = Spans::new();
    let mut last = None;
    for row in taken {
        let date = row.record.record_date();
        let span = match row.span {
            // A row of the span could not be dated, so any of its days may lack a record.
            Some(span) if with_undated_rows.contains(&span) => Span::day(date),
            // A span that runs past tomorrow ends with its last row.
            Some(span) if span.to() > tomorrow => {
                Span::new(span.from(), date).unwrap_or(Span::day(date))
            }
            Some(span) => span,
            None => Span::day(date),
        };
        // A file names one span for all rows of a year, and inserting takes a search.
        if last != Some(span) {
            days.insert(span);
            last = Some(span);
        }
    }

    // A row that was left out may have been a record: from its date to the next record nothing is known then.
    let holes = left_out
        .iter()
        .filter_map(|place| hole_from(place.date?, taken, stored))
        .collect();
    days.minus(&holes).minus(&stored.coverage)
}

/// From a date without a record to the day before the next record.
fn hole_from(date: Date, taken: &[ListedRecord], stored: &StoredSeries) -> Option<Span> {
    let to =
        next_date(date, taken, stored).map_or(Some(Date::MAX), |next| next.yesterday().ok())?;
    Span::new(date, to)
}

fn next_date(date: Date, taken: &[ListedRecord], stored: &StoredSeries) -> Option<Date> {
    let of_file = taken.partition_point(|row| row.record.record_date() < date);
    let of_store = stored
        .figures
        .partition_point(|figure| figure.record.record_date() < date);
    [
        taken.get(of_file).map(|row| row.record),
        stored.figures.get(of_store).map(|figure| figure.record),
    ]
    .into_iter()
    .flatten()
    .map(|record| record.record_date())
    .min()
}

//! The rows of a history: each record, each day, or one figure a period.
//!
//! Records and days are as published, old rubles included. What is aggregated counts per the nominal and in the
//! units of the period's last record (see [`super::aggregate`]); a period without figures is left out.

use super::aggregate::{Aggregate, Weighed, combine, crosses_1998};
use crate::model::{
    Change, Decimal, Every, InForce, Nominal, Period, Quoted, Record, Series, Span, Spans,
};
use jiff::civil::Date;

/// Rows of one series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The currency or pair, with its units.
    pub quoted: Quoted,
    /// The rate in force on the first day of the range, if it is wanted ([`Self::opened`]).
    pub opening: Option<InForce>,
    /// The rows, earliest first.
    pub rows: Rows,
}

impl History {
    /// With the rate in force on the first day of `span`, for programs that know no rate before the first one given to
    /// them.
    ///
    /// Days have it in their first row, and no rate opens a series of means.
    #[must_use]
    pub fn opened(mut self, series: &Series, span: Span) -> Self {
        let is_of_rates = match &self.rows {
            Rows::Records(_) => true,
            Rows::Days(_) => false,
            Rows::Periods(rows) => rows.iter().all(|row| row.aggregate == Aggregate::Last),
        };
        self.opening = series.in_force(span.from()).ok().filter(|_| is_of_rates);
        self
    }

    /// Whether there is nothing to show.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.opening.is_none()
    }
}

/// The rows, by what one row represents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// One a record.
    Records(Vec<RecordRow>),
    /// One a covered calendar day, with the record in force.
    Days(Vec<InForce>),
    /// One a period.
    Periods(Vec<PeriodRow>),
}

impl Rows {
    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        match self {
            Self::Records(rows) => rows.is_empty(),
            Self::Days(rows) => rows.is_empty(),
            Self::Periods(rows) => rows.is_empty(),
        }
    }
}

/// A record with its change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// The record.
    pub record: Record,
    /// Against the record before it; `None` if that is not known.
    pub change: Option<Change>,
}

/// One figure for a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodRow {
    /// The period.
    pub period: Period,
    /// What the value is of its figures.
    pub aggregate: Aggregate,
    /// The number of units that the value is for: the nominal of the record of [`Self::last_record_date`].
    pub nominal: Nominal,
    /// Rubles per nominal, rounded half-up to 4 digits; a mean of cross rates has more, and is rounded when shown.
    pub value: Decimal,
    /// Records dated in the period, of [`Aggregate::MeanDays`] its days with a rate.
    pub n: u32,
    /// Whether some of its days are outside the range asked for.
    pub is_cut: bool,
    /// Whether some of its days in that range are not covered or, of a mean over days, without a known rate.
    pub lacks_days: bool,
    /// Whether figures in old rubles were counted in new ones.
    pub counted_in_new_rubles: bool,
    /// Date of the record that determines the nominal and units of the value.
    pub last_record_date: Date,
    /// The last of its days that counts: covered and asked for.
    pub last_day: Date,
}

impl PeriodRow {
    /// Whether some of its days do not count.
    pub const fn is_partial(&self) -> bool {
        self.is_cut || self.lacks_days
    }
}

/// The rows of `series` within `span`; `aggregate` matters for weeks and longer periods only.
///
/// The series should reach back to the record in force on the span's first day: a day is left out if its record is not
/// known.
pub fn history(series: &Series, span: Span, every: Every, aggregate: Aggregate) -> History {
    let rows = match every {
        Every::Record => {
            let rows = series.indexes_within(span).map(|index| RecordRow {
                record: series.records()[index],
                change: series.change_of(index),
            });
            Rows::Records(rows.collect())
        }
        Every::Day => {
            let rows = stretches(series, span).into_iter();
            let rows =
                rows.flat_map(|(shown, days)| days.iter().map(move |day| InForce { day, ..shown }));
            Rows::Days(rows.collect())
        }
        _ => Rows::Periods(period_rows(series, span, every, aggregate)),
    };

    History {
        quoted: series.quoted(),
        opening: None,
        rows,
    }
}

/// All of `span` as one period; an open end of it ([`Date::MIN`], [`Date::MAX`]) is the first or last covered day.
pub fn history_of_whole(series: &Series, span: Span, aggregate: Aggregate) -> History {
    let covered = covered_in(series, span);
    let row = whole_of(&covered, span)
        .and_then(|whole| period_row(series, &covered, span, Period::whole(whole), aggregate));

    History {
        quoted: series.quoted(),
        opening: None,
        rows: Rows::Periods(row.into_iter().collect()),
    }
}

fn whole_of(covered: &Spans, span: Span) -> Option<Span> {
    let whole = covered.whole()?;
    let from = Some(span.from()).filter(|from| *from != Date::MIN);
    let to = Some(span.to()).filter(|to| *to != Date::MAX);

    Span::new(from.unwrap_or(whole.from()), to.unwrap_or(whole.to()))
}

fn covered_in(series: &Series, span: Span) -> Spans {
    series.coverage().within(span).collect()
}

fn period_rows(series: &Series, span: Span, every: Every, aggregate: Aggregate) -> Vec<PeriodRow> {
    let covered = covered_in(series, span);
    let Some(whole) = whole_of(&covered, Span::ALL) else {
        return Vec::new();
    };

    Period::all_within(every, whole)
        .filter_map(|period| period_row(series, &covered, span, period, aggregate))
        .collect()
}

/// The row of one period. Only its `covered` days count; they are all in `span`, the range asked for.
fn period_row(
    series: &Series,
    covered: &Spans,
    span: Span,
    period: Period,
    aggregate: Aggregate,
) -> Option<PeriodRow> {
    let days: Vec<Span> = covered.within(period.span()).collect();
    let last_day = days.last()?.to();
    let dated: Vec<Record> = days
        .iter()
        .flat_map(|days| records_within(series, *days))
        .copied()
        .collect();
    let weighed: Vec<Weighed> = match aggregate {
        Aggregate::MeanDays => days
            .iter()
            .flat_map(|days| stretches(series, *days))
            .map(|(shown, days)| Weighed {
                record: shown.record,
                weight: days.days(),
            })
            .collect(),
        // If no record is known at the end of a span of coverage, none was known before in it.
        Aggregate::Last => days
            .iter()
            .rev()
            .find_map(|days| series.in_force(days.to()).ok())
            .map(|shown| Weighed::once(shown.record))
            .into_iter()
            .collect(),
        Aggregate::MeanRecords | Aggregate::Min | Aggregate::Max => {
            dated.iter().copied().map(Weighed::once).collect()
        }
    };

    let last_record = weighed.last()?.record;
    // A mean over days counts days with a known rate, everything else the covered days.
    let (n, days_that_count) = if aggregate == Aggregate::MeanDays {
        let counted_days: i64 = weighed.iter().map(|one| one.weight).sum();
        (u32::try_from(counted_days), counted_days)
    } else {
        let covered_days: i64 = days.iter().map(|days| days.days()).sum();
        (u32::try_from(dated.len()), covered_days)
    };
    let asked = period.span().intersection(span)?;

    Some(PeriodRow {
        period,
        aggregate,
        nominal: last_record.nominal(),
        value: combine(series, &weighed, aggregate)?,
        n: n.unwrap_or(u32::MAX),
        is_cut: asked != period.span(),
        lacks_days: days_that_count < asked.days(),
        counted_in_new_rubles: crosses_1998(series.quoted(), &weighed),
        last_record_date: last_record.record_date(),
        last_day,
    })
}

/// Each record in force within `span`, with the days of `span` on which it is.
fn stretches(series: &Series, span: Span) -> Vec<(InForce, Span)> {
    let mut found = Vec::new();
    for covered in covered_in(series, span).as_slice() {
        let mut rest = Some(*covered);
        while let Some(days) = rest {
            let stretch = days_to_next_record(series, days);
            // The first days of a span of coverage may have no known record.
            if let Ok(shown) = series.in_force(days.from()) {
                found.push((shown, stretch));
            }
            rest = days.after(stretch.to());
        }
    }

    found
}

/// The first of `days`, up to the first record that is dated after the first day.
fn days_to_next_record(series: &Series, days: Span) -> Span {
    let next = series.records().get(series.count_through(days.from()));
    next.and_then(|next| days.before(next.record_date()))
        .unwrap_or(days)
}

/// The records dated within `span`; of two on one date the one in force.
fn records_within(series: &Series, span: Span) -> impl Iterator<Item = &Record> {
    series.records()[series.indexes_within(span)]
        .chunk_by(|one, next| one.record_date() == next.record_date())
        .filter_map(<[Record]>::last)
}

#[cfg(test)]
mod tests;

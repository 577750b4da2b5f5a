//! The part of one span of coverage that is drawn: its records, counted in present units, become a run of points.

use super::overlay::{band, earlier_records, means, ranges};
use super::spec::{Exact, Point, Run, day_number};
use super::view::View;
use crate::error::{Error, Result};
use crate::model::{Decimal, Every, InForce, Nominal, Period, Quoted, Record, Series, Span};
use jiff::civil::Date;

/// The part of one span of coverage that is drawn.
pub(super) struct Stretch {
    covered: Span,
    days: Span,
    /// Those in force on one of the days, never two of one date.
    pub(super) records: Vec<Record>,
    /// The record before the first, where that is known.
    before: Option<Record>,
}

impl Stretch {
    /// The parts of a series that are drawn over `span`, at least one.
    ///
    /// # Errors
    /// [`Error::NoRecords`] when no rate is in force in the whole span.
    pub(super) fn all_of(series: &Series, span: Span) -> Result<Vec<Self>> {
        let coverage = series.coverage();
        let of = |covered: &Span| Self::of(series, *covered, covered.intersection(span)?);
        let stretches: Vec<_> = coverage.as_slice().iter().filter_map(of).collect();
        if stretches.is_empty() {
            return Err(Error::NoRecords {
                currency: series.currency(),
                span,
                coverage: coverage.clone(),
            });
        }
        Ok(stretches)
    }

    /// The records in force on one of `days`, which are some of the days `covered`.
    pub(super) fn of(series: &Series, covered: Span, days: Span) -> Option<Self> {
        let at_start = series.in_force(days.from()).ok();
        let all = series.records();
        let later = all.partition_point(|r| r.record_date() <= days.from())
            ..all.partition_point(|r| r.record_date() <= days.to());
        let is_last_of_its_date = |at: &usize| {
            all.get(at + 1)
                .is_none_or(|next| next.record_date() != all[*at].record_date())
        };
        let mut records: Vec<_> = at_start.iter().map(|shown| shown.record).collect();
        records.extend(later.filter(is_last_of_its_date).map(|at| all[at]));
        let before = at_start.and_then(|shown| record_before(series, &shown));
        (!records.is_empty()).then_some(Self {
            covered,
            days,
            records,
            before,
        })
    }

    /// Number of its first day with a rate.
    pub(super) fn first_day(&self) -> i32 {
        self.first_day_of(&self.records[0])
    }

    /// Number of its last day.
    pub(super) fn last_day(&self) -> i32 {
        day_number(self.days.to())
    }

    /// The record in force on the day of a number, if that is one of its own with a rate.
    pub(super) fn record_on(&self, day: i32) -> Option<Record> {
        let records = self.records.iter().filter(|_| day <= self.last_day());
        records
            .rev()
            .find(|record| self.first_day_of(record) <= day)
            .copied()
    }

    /// Number of the first of the days on which `record`, one of its own, is in force.
    pub(super) fn first_day_of(&self, record: &Record) -> i32 {
        day_number(record.record_date().max(self.days.from()))
    }

    /// The record to which the last one is compared: the one before, or that in force before the last period.
    pub(super) fn record_before_last(
        &self,
        series: &Series,
        every: Option<Every>,
    ) -> Option<Record> {
        match (every, self.records.len()) {
            (Some(every), _) => {
                let last = Period::containing(every, self.days.to()).span();
                self.in_force_before(series, last.from())
            }
            (None, 0 | 1) => self.before,
            (None, more) => Some(self.records[more - 2]),
        }
    }

    /// What is drawn of the series at `at`; `restate` counts rubles in present units.
    pub(super) fn run<F>(&self, series: &Series, view: &View, at: usize, restate: F) -> Exact<Run>
    where
        F: Fn(&Record) -> Exact<Decimal>,
    {
        let rate = |record: &Record| Ok(restate(record)?.to_f64());
        let before = self.before.as_ref().map(rate).transpose()?;
        let mut earlier = before.filter(|_| self.records[0].record_date() == self.days.from());
        let (mut points, mut rates) = (Vec::with_capacity(self.records.len()), Vec::new());
        for record in &self.records {
            let (day, value) = (self.first_day_of(record), rate(record)?);
            points.push(Point {
                day,
                value,
                change: earlier.map(|earlier| value - earlier),
            });
            rates.push((day, value));
            earlier = Some(value);
        }
        let mut run = Run {
            points,
            to: self.last_day(),
            mean: Vec::new(),
            band: Vec::new(),
            ranges: Vec::new(),
        };
        if let Some(count) = view.shape.mean() {
            let earlier = earlier_records(
                series,
                self.covered,
                &self.records[0],
                count.saturating_sub(1),
            );
            let earlier = earlier.iter().map(rate).collect::<Exact<Vec<_>>>()?;
            run.mean = means(&earlier, &rates, count);
        }
        if let Some(every) = view.shape.every() {
            // The change of a period of which only the end is in view is the change of the whole period.
            let first = Period::containing(every, self.days.from()).span();
            let before = self.in_force_before(series, first.from());
            // A record that was already in force before the first period belongs to the period before.
            let is_carried = before.is_some() && self.records[0].record_date() < first.from();
            let own = &rates[usize::from(is_carried)..];
            run.ranges = ranges(
                self.days,
                every,
                own,
                before.as_ref().map(rate).transpose()?,
            );
        }
        run.band = band(&self.records, &rates, before, view.shape.sigmas(at));
        Ok(run)
    }

    /// The record in force on the day before `day`, if that is covered too.
    fn in_force_before(&self, series: &Series, day: Date) -> Option<Record> {
        let before = day
            .yesterday()
            .ok()
            .filter(|before| self.covered.contains(*before))?;
        Some(series.in_force(before).ok()?.record)
    }
}

/// The record against which one in force has its change.
fn record_before(series: &Series, shown: &InForce) -> Option<Record> {
    let date = shown.change?.previous_record_date;
    let after = series
        .records()
        .partition_point(|r| r.record_date() <= date);
    series.records().get(after.checked_sub(1)?).copied()
}

/// Rubles per `nominal` present units. Always in present rubles, also where a span ends before 1998: charts of
/// any two spans can then be laid side by side.
pub(super) fn restated_value(quoted: Quoted, record: &Record, nominal: Nominal) -> Exact<Decimal> {
    if quoted.is_cross() {
        return Ok(quoted.figure(record).value);
    }
    let scale = quoted.scale(record.record_date(), Date::MAX);
    if scale.is_same() && record.nominal() == nominal {
        return Ok(record.value());
    }
    let units = Decimal::new(i128::from(nominal.units()) * i128::from(scale.currency), 0);
    let old_rubles = record.value_per_unit().times(units)?;
    // The ruble's factor is a thousand, so three more digits keep the quotient exact.
    old_rubles.divided_by(Decimal::new(scale.ruble.into(), 0), old_rubles.scale() + 3)
}

/// The last record's nominal; where its unit has been replaced since, the power of ten next below so many new ones.
pub(super) fn present_nominal(series: &Series, last: &Record) -> Nominal {
    let scale = series.quoted().scale(last.record_date(), Date::MAX);
    let units = if series.quoted().is_cross() {
        1
    } else {
        (last.nominal().units() / scale.currency).max(1)
    };
    Nominal::new(10i64.pow(units.ilog10())).unwrap_or(Nominal::ONE)
}

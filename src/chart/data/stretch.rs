//! The part of one span of coverage that is drawn: its records, counted in present units, become a run of points.

use super::{
    days::day_number,
    line::{Point, Range, Run},
    numbers::{Exact, RateAt},
    overlay::{band, earlier_records, last_of_dates, means, ranges},
    present_units::PresentUnits,
    view::View,
};
use crate::{
    error::{Error, Result},
    model::{Every, InForce, Period, Record, Series, Span},
};
use jiff::civil::Date;

/// The part of one span of coverage that is drawn.
pub struct Stretch {
    covered: Span,
    days: Span,
    /// The records in force on one of the days, never two of one date.
    pub records: Vec<Record>,
    /// The record before the first, if that is known.
    before: Option<Record>,
}

impl Stretch {
    /// The parts of a series that are drawn over `span`, at least one.
    ///
    /// # Errors
    /// [`Error::NoRecords`] when no rate is in force in the whole span.
    pub fn all_of(series: &Series, span: Span) -> Result<Vec<Self>> {
        let coverage = series.coverage();
        let stretches: Vec<_> = coverage
            .as_slice()
            .iter()
            .filter_map(|covered| Self::of(series, *covered, covered.intersection(span)?))
            .collect();

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
    fn of(series: &Series, covered: Span, days: Span) -> Option<Self> {
        let at_start = series.in_force(days.from()).ok();
        let later = series.count_through(days.from())..series.count_through(days.to());

        // The record in force on the first day may be of long before it.
        let mut records: Vec<_> = at_start.iter().map(|shown| shown.record).collect();
        records.extend(last_of_dates(&series.records()[later]));
        (!records.is_empty()).then_some(Self {
            covered,
            days,
            records,
            before: at_start.and_then(|shown| record_before(series, &shown)),
        })
    }

    /// Number of its first day with a rate.
    pub fn first_day(&self) -> i32 {
        self.first_day_of(&self.records[0])
    }

    /// Number of its last day.
    pub fn last_day(&self) -> i32 {
        day_number(self.days.to())
    }

    /// The record in force on the day of a number, if that is one of its own with a rate.
    pub fn record_on(&self, day: i32) -> Option<Record> {
        if day > self.last_day() {
            return None;
        }

        let mut latest_first = self.records.iter().rev();
        latest_first
            .find(|record| self.first_day_of(record) <= day)
            .copied()
    }

    /// Number of the first of the days on which `record`, one of its own, is in force.
    pub fn first_day_of(&self, record: &Record) -> i32 {
        day_number(record.record_date().max(self.days.from()))
    }

    /// The record to which the last one is compared: the one before, or that in force before the last period.
    pub fn record_before_last(&self, series: &Series, every: Option<Every>) -> Option<Record> {
        if let Some(every) = every {
            let last = Period::containing(every, self.days.to()).span();
            return self.in_force_before(series, last.from());
        }

        match self.records[..] {
            [.., before, _] => Some(before),
            _ => self.before,
        }
    }

    /// What is drawn of the series at `index`.
    pub fn run(
        &self,
        series: &Series,
        view: &View,
        index: usize,
        units: PresentUnits,
    ) -> Exact<Run> {
        let before = self.before.map(|record| units.rate(&record)).transpose()?;
        let mut run = Run {
            points: self.points(before, units)?,
            to: self.last_day(),
            mean: Vec::new(),
            band: Vec::new(),
            ranges: Vec::new(),
        };

        let rates = run.rates();

        if let Some(count) = view.shape.mean() {
            run.mean = self.means(series, count, &rates, units)?;
        }
        if let Some(every) = view.shape.every() {
            run.ranges = self.ranges(series, every, &rates, units)?;
        }

        run.band = band(&self.records, &rates, before, view.shape.sigmas(index));
        Ok(run)
    }

    /// Means that look back beyond the first record drawn.
    fn means(
        &self,
        series: &Series,
        count: usize,
        rates: &[RateAt],
        units: PresentUnits,
    ) -> Exact<Vec<RateAt>> {
        let most = count.saturating_sub(1);
        let earlier = earlier_records(series, self.covered, &self.records[0], most);
        let earlier = earlier.iter().map(|record| units.rate(record));

        Ok(means(&earlier.collect::<Exact<Vec<_>>>()?, rates, count))
    }

    /// The records as points, `before` being the rate before the first.
    fn points(&self, before: Option<f64>, units: PresentUnits) -> Exact<Vec<Point>> {
        // A record that was set before the first day changed nothing on it.
        let mut earlier = before.filter(|_| self.records[0].record_date() == self.days.from());
        let mut points = Vec::with_capacity(self.records.len());
        for record in &self.records {
            let value = units.rate(record)?;
            points.push(Point {
                day: self.first_day_of(record),
                value,
                change: earlier.map(|earlier| value - earlier),
            });
            earlier = Some(value);
        }

        Ok(points)
    }

    fn ranges(
        &self,
        series: &Series,
        every: Every,
        rates: &[RateAt],
        units: PresentUnits,
    ) -> Exact<Vec<Range>> {
        // The change of a period of which only the end is in view is the change of the whole period.
        let first = Period::containing(every, self.days.from()).span();
        let before = self.in_force_before(series, first.from());

        // A record that was already in force before the first period belongs to the period before.
        let is_carried = before.is_some() && self.records[0].record_date() < first.from();
        let own = &rates[usize::from(is_carried)..];
        let before = before.map(|record| units.rate(&record)).transpose()?;
        Ok(ranges(self.days, every, own, before))
    }

    /// The record in force on the day before `day`, if that is covered too.
    fn in_force_before(&self, series: &Series, day: Date) -> Option<Record> {
        let before = day.yesterday().ok()?;
        let shown = series.in_force(before).ok()?;

        self.covered.contains(before).then_some(shown.record)
    }
}

/// The record against which one in force has its change.
fn record_before(series: &Series, shown: &InForce) -> Option<Record> {
    let date = shown.change?.previous_record_date;
    series.records()[..series.count_through(date)]
        .last()
        .copied()
}

/// The number of the first day on which every line has a rate.
pub fn first_common_day(lines: &[Vec<Stretch>]) -> Option<i32> {
    // All lines have a rate from the start of one of their stretches on, or never.
    let mut starts: Vec<i32> = lines.iter().flatten().map(Stretch::first_day).collect();
    starts.sort_unstable();

    starts.into_iter().find(|day| {
        lines
            .iter()
            .all(|line| line.iter().any(|one| one.record_on(*day).is_some()))
    })
}

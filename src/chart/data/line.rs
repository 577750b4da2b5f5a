//! A line of a chart: one currency's rates as floats, in unbroken runs. Between two runs are days that no answer
//! covers.

use super::{
    days::{day_number, day_of, noon},
    numbers::{Extent, RateAt, Sign, decimal_text, extent, rate_digits},
    view::Measure,
};
use crate::model::{Decimal, Nominal, Quoted, Span};
use jiff::civil::Date;

/// One currency's rates in rubles per [`Line::nominal`], counted in present units.
#[derive(Clone, Debug)]
pub struct Line {
    /// The pair that is priced.
    pub quoted: Quoted,
    /// Units to which the rates belong: the nominal of the last record.
    pub nominal: Nominal,
    pub(crate) runs: Vec<Run>,
    pub(crate) last: Last,
    pub(crate) first_record: Date,
    /// How rates become numbers on the value axis.
    pub(crate) measure: Measure,
    /// Whether its changes are drawn in per cent.
    pub(crate) changes_in_percent: bool,
    /// The day from which per cent and index count: the first one in view on which every line of the chart has a rate.
    pub(crate) base_day: Date,
    /// The rate of that day.
    pub(crate) base: Decimal,
    /// The lowest and the highest record drawn, the earliest of equal ones.
    pub(crate) extremes: [Extreme; 2],
}

/// Records without a hole between them.
#[derive(Clone, Debug)]
pub struct Run {
    /// By day; the first may be an earlier record that is in force on the run's first day.
    pub points: Vec<Point>,
    /// Number of the last covered day.
    pub to: i32,
    /// The moving average by day, at the records that have enough others before them.
    pub mean: Vec<RateAt>,
    pub band: Vec<Expected>,
    /// The ranges of periods that are drawn instead of the points.
    pub ranges: Vec<Range>,
}

/// A rate from a day on.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// Days since 1970-01-01.
    pub day: i32,
    pub value: f64,
    /// Against the record before, if that is known and this record is of this day.
    pub change: Option<f64>,
}

/// Where a record was to be expected before it was set: a place of the volatility band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    pub day: i32,
    pub low: f64,
    pub high: f64,
}

/// The rates of a period, or of the part of it that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Numbers of its first and last day.
    pub from: i32,
    pub to: i32,
    pub low: f64,
    pub high: f64,
    pub last: f64,
    /// The rate in force on the day before, if that is known.
    pub before: Option<f64>,
}

/// The last record drawn, exactly.
#[derive(Clone, Debug)]
pub struct Last {
    pub record_date: Date,
    pub value: Decimal,
    /// Against the record before or, of ranges, the last one of the period before.
    pub change: Option<Decimal>,
}

/// The lowest or the highest record.
#[derive(Clone, Copy, Debug)]
pub struct Extreme {
    pub record_date: Date,
    /// Number of the first day on which it is drawn.
    pub day: i32,
    pub value: Decimal,
}

/// The days in view on which a currency has no rate; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineGaps {
    pub quoted: Quoted,
    /// In order, never touching one another.
    pub gaps: Vec<Span>,
}

impl Line {
    /// `USD`, or `100 JPY`: the amount that the rates are the price of.
    pub fn label(&self) -> String {
        match self.nominal.units() {
            1 => self.quoted.to_string(),
            units => format!("{units} {}", self.quoted),
        }
    }

    /// The same for a number of the axis: per cent and index are of any amount.
    pub fn measured_label(&self) -> String {
        match self.measure {
            Measure::Rubles => self.label(),
            Measure::Percent { .. } | Measure::Index { .. } => self.quoted.to_string(),
        }
    }

    /// Unit of the rates; `RUB` for rubles of any time, since all are counted in present ones.
    pub fn quote_code(&self) -> &'static str {
        self.quoted.quote_on(Date::MAX).code()
    }

    /// The smallest and the largest of the rates, as the axis counts.
    pub fn extent(&self) -> Extent {
        let of_ranges = self.ranges().flat_map(Range::ends);
        let rates = self.points().map(|point| point.value).chain(of_ranges);

        extent(rates.map(|rate| self.measure.of(rate)))
    }

    /// The extent of everything that is drawn: average and band too.
    pub fn drawn_extent(&self) -> Extent {
        let means = self.runs.iter().flat_map(|run| &run.mean);
        let bands = self.runs.iter().flat_map(|run| &run.band);
        let drawn = means
            .map(|(_, mean)| *mean)
            .chain(bands.flat_map(|one| [one.low, one.high]));

        let (low, high) = self.extent();
        extent(drawn.map(|rate| self.measure.of(rate)).chain([low, high]))
    }

    /// The largest fall (or zero) and the largest rise (or zero) of the bars.
    pub fn change_extent(&self) -> Extent {
        extent(self.bars().map(|(_, change)| change).chain([0.0]))
    }

    /// The changes with their places in half days: of days or, of ranges, of their periods.
    pub fn bars(&self) -> impl Iterator<Item = RateAt> {
        // Ranges are drawn instead of points, so bars are of days or of periods, never of both.
        let is_of_days = self.ranges().next().is_none();
        let days = self
            .points()
            .filter(move |_| is_of_days)
            .filter_map(|point| Some((noon(point.day), point.value, point.value - point.change?)));

        let periods = self
            .ranges()
            .filter_map(|range| Some((range.middle(), range.last, range.before?)));

        days.chain(periods).map(|(place, value, before)| {
            let per_ruble = if self.changes_in_percent {
                100.0 / before
            } else {
                1.0
            };
            (place, (value - before) * per_ruble)
        })
    }

    /// The ranges of periods, earliest first; none if lines are drawn.
    pub fn ranges(&self) -> impl Iterator<Item = &Range> {
        self.runs.iter().flat_map(|run| &run.ranges)
    }

    /// Every rate, earliest first.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        self.runs.iter().flat_map(|run| run.points.iter().copied())
    }

    /// The last day drawn and the number there.
    pub fn end(&self) -> RateAt {
        let run = self.runs.last();
        let end = run.and_then(|run| Some((run.to, self.measure.of(run.points.last()?.value))));

        end.unwrap_or_default()
    }

    /// The last number of the moving average, if it is drawn up to there.
    pub fn last_mean(&self) -> Option<f64> {
        let run = self.runs.last()?;
        let (day, mean) = run.mean.last()?;

        (*day == run.points.last()?.day).then_some(*mean)
    }

    /// The highest (with `true`) and the lowest record (with `false`), if a label of it is worth its room: the last rate
    /// is labelled at the line's end, and the subtitle names the day on which all are zero or 100.
    pub fn labelled_extremes(&self, is_relative: bool) -> impl Iterator<Item = (Extreme, bool)> {
        let [lowest, highest] = self.extremes;
        let is_flat = lowest.value == highest.value;

        [(highest, true), (lowest, false)]
            .into_iter()
            .filter(move |(extreme, _)| {
                let is_start = is_relative && extreme.value == self.base;
                !is_flat && extreme.value != self.last.value && !is_start
            })
    }

    /// The days of `span` without a rate.
    pub fn gaps(&self, span: Span) -> Vec<Span> {
        let mut gaps = Vec::new();
        let mut next = day_number(span.from());
        for run in &self.runs {
            let Some(first) = run.points.first() else {
                continue;
            };
            // No span, and so no gap, if the run begins on the next day.
            gaps.extend(Span::new(day_of(next), day_of(first.day - 1)));
            next = run.to + 1;
        }

        gaps.extend(Span::new(day_of(next), span.to()));
        gaps
    }

    /// Whether it ends before the last day in view.
    pub fn ends_before(&self, span: Span) -> bool {
        self.end().0 < day_number(span.to())
    }
}

impl Run {
    /// The rates by day.
    pub fn rates(&self) -> Vec<RateAt> {
        let rates = self.points.iter().map(|point| (point.day, point.value));
        rates.collect()
    }
}

impl Range {
    /// Whether both have a day and a value in common.
    pub fn meets(&self, other: &Self) -> bool {
        self.from <= other.to
            && other.from <= self.to
            && other.low <= self.high
            && self.low <= other.high
    }

    /// Its middle in half days.
    pub const fn middle(&self) -> i32 {
        self.from + self.to + 1
    }

    pub const fn ends(&self) -> [f64; 2] {
        [self.low, self.high]
    }
}

impl Last {
    pub fn value_text(&self) -> String {
        decimal_text(self.value, rate_digits(self.value), Sign::Negative)
    }

    pub fn change_text(&self) -> Option<String> {
        let digits = rate_digits(self.value);
        self.change
            .map(|change| decimal_text(change, digits, Sign::Always))
    }
}

//! What is drawn beside or instead of a line: its moving average, its volatility band, the ranges of periods.
//!
//! All of it stays inside one span of coverage, and looks back as far as the series reaches.

use super::spec::day_number;
use crate::model::{Every, Period, Record, Series, Span};
use jiff::civil::Date;

/// Where a record was to be expected, before it was set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Expected {
    /// Number of the record's day.
    pub(super) day: i32,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// The rates of a period, or of the part of it that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    /// Numbers of its first and last day.
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) last: f64,
    /// The rate in force on the day before, where that is known.
    pub(super) before: Option<f64>,
}

impl Range {
    /// Its middle in half days.
    pub(super) const fn middle(&self) -> i32 {
        self.from + self.to + 1
    }
}

/// Half the width of the band, in standard deviations.
pub(super) const BAND_SIGMAS: f64 = 2.0;

/// Where each of `records` was to be expected: about the one before, within what the volatility before it said.
/// `rates` are those of the records, `before` that of the record before the first.
pub(super) fn band(
    records: &[Record],
    rates: &[(i32, f64)],
    before: Option<f64>,
    sigmas: &[(Date, f64)],
) -> Vec<Expected> {
    let earlier = std::iter::once(before).chain(rates.iter().map(|(_, rate)| Some(*rate)));
    let expected = |((record, (day, _)), earlier): ((&Record, &(i32, f64)), Option<f64>)| {
        let at = sigmas
            .binary_search_by_key(&record.record_date(), |(date, _)| *date)
            .ok()?;
        let (earlier, factor) = (earlier?, (BAND_SIGMAS * sigmas[at].1 / 100.0).exp());
        Some(Expected {
            day: *day,
            low: earlier / factor,
            high: earlier * factor,
        })
    };
    records
        .iter()
        .zip(rates)
        .zip(earlier)
        .filter_map(expected)
        .collect()
}

/// Means over `count` records each, of those `rates` that have so many up to themselves; `earlier` are the rates
/// of the records before, latest last.
pub(super) fn means(earlier: &[f64], rates: &[(i32, f64)], count: usize) -> Vec<(i32, f64)> {
    let all: Vec<f64> = earlier
        .iter()
        .copied()
        .chain(rates.iter().map(|(_, rate)| *rate))
        .collect();
    let mean = |(at, (day, _)): (usize, &(i32, f64))| {
        let end = earlier.len() + at + 1;
        let window = &all[end.checked_sub(count)?..end];
        Some((*day, window.iter().sum::<f64>() / count as f64))
    };
    if count == 0 {
        Vec::new()
    } else {
        rates.iter().enumerate().filter_map(mean).collect()
    }
}

/// At most `most` records of the covered span before `first`, never two of one date, latest last.
pub(super) fn earlier_records(
    series: &Series,
    covered: Span,
    first: &Record,
    most: usize,
) -> Vec<Record> {
    let all = series.records();
    let end = all.partition_point(|record| record.record_date() < first.record_date());
    let is_last_of_its_date = |at: &usize| all[*at].record_date() != all[*at + 1].record_date();
    let indexes = (0..end)
        .rev()
        .take_while(|at| covered.contains(all[*at].record_date()));
    // `first` itself follows them, so there is always a next one.
    let mut records: Vec<_> = indexes
        .filter(is_last_of_its_date)
        .take(most)
        .map(|at| all[at])
        .collect();
    records.reverse();
    records
}

/// The ranges of the periods of `days`; `rates` belong to records in force on these, `before` to the day before.
pub(super) fn ranges(
    days: Span,
    every: Every,
    rates: &[(i32, f64)],
    before: Option<f64>,
) -> Vec<Range> {
    let (mut found, mut before, mut rest) = (Vec::new(), before, rates);
    let periods = Period::all_within(every, days);
    for part in periods.filter_map(|period| period.span().intersection(days)) {
        let (from, to) = (day_number(part.from()), day_number(part.to()));
        let (own, later) = rest.split_at(rest.partition_point(|(day, _)| *day <= to));
        rest = later;
        // A period without a record of its own has the rate that it began with.
        let Some(last) = own.last().map(|(_, rate)| *rate).or(before) else {
            continue;
        };
        let own = || own.iter().map(|(_, rate)| *rate);
        let (low, high) = (own().fold(last, f64::min), own().fold(last, f64::max));
        found.push(Range {
            from,
            to,
            low,
            high,
            last,
            before,
        });
        before = Some(last);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_mean_needs_all_its_records() {
        let rates = [(1, 1.0), (2, 2.0), (3, 6.0)];
        assert_eq!(means(&[], &rates, 2), [(2, 1.5), (3, 4.0)]);
        assert_eq!(
            means(&[3.0, 5.0], &rates, 3),
            [(1, 3.0), (2, 8.0 / 3.0), (3, 3.0)]
        );
        assert_eq!(means(&[], &rates, 4), []);
        assert_eq!(means(&[], &rates, 1), rates);
        assert_eq!(means(&[], &rates, 0), []);
    }

    /// From Wednesday 2024-05-15 to Tuesday 2024-05-28: the first and the last week are cut, the second has no record.
    #[test]
    fn ranges_are_of_calendar_periods() {
        let days = Span::new(date(2024, 5, 15), date(2024, 5, 28)).unwrap();
        let day = |day| day_number(date(2024, 5, day));
        let rates = [
            (day(15), 91.0),
            (day(16), 90.0),
            (day(18), 92.0),
            (day(27), 89.0),
            (day(28), 90.0),
        ];
        let ranges = ranges(days, Every::Week, &rates, Some(93.0));
        let of = |from, to, low, high, last, before| Range {
            from: day(from),
            to: day(to),
            low,
            high,
            last,
            before: Some(before),
        };
        let expected = [
            of(15, 19, 90.0, 92.0, 92.0, 93.0),
            of(20, 26, 92.0, 92.0, 92.0, 92.0),
            of(27, 28, 89.0, 90.0, 90.0, 92.0),
        ];
        assert_eq!(ranges, expected);
    }

    #[test]
    fn a_band_lies_about_the_record_before() {
        use crate::model::Nominal;
        let record = |day| Record::new(date(2024, 5, day), Nominal::ONE, 900_000).unwrap();
        let (records, rates) = ([record(1), record(2)], [(1, 90.0), (2, 80.0)]);
        let sigmas = [(date(2024, 5, 2), 5.0)];
        let found = band(&records, &rates, None, &sigmas);
        assert_eq!(found.len(), 1);
        let Expected { day, low, high } = found[0];
        assert_eq!(day, 2);
        assert!(
            (low - 90.0 * (-0.1f64).exp()).abs() < 1e-9
                && (high - 90.0 * 0.1f64.exp()).abs() < 1e-9
        );
        assert_eq!(band(&records, &rates, None, &[(date(2024, 5, 1), 5.0)]), []);
    }
}

//! What is drawn with or instead of a line: its moving average, its volatility band, the ranges of periods.
//!
//! All of it stays inside one span of coverage, and looks back as far as the series reaches.

use super::{
    days::day_number,
    line::{Expected, Range},
    numbers::{RateAt, extent},
};
use crate::model::{Every, Period, Record, Series, Span, records_by_date};
use jiff::civil::Date;

/// Half the width of the band, in standard deviations.
const BAND_SIGMAS: f64 = 2.0;

/// Where each of `records` was to be expected: about the one before, within what the volatility before it allowed.
/// `rates` are the rates of the records, `before` that of the record before the first.
pub fn band(
    records: &[Record],
    rates: &[RateAt],
    before: Option<f64>,
    sigmas: &[(Date, f64)],
) -> Vec<Expected> {
    let mut band = Vec::new();
    let mut earlier = before;
    for (record, (day, rate)) in records.iter().zip(rates) {
        let sigma = sigmas.binary_search_by_key(&record.record_date(), |(date, _)| *date);
        if let (Some(centre), Ok(index)) = (earlier, sigma) {
            let factor = (BAND_SIGMAS * sigmas[index].1 / 100.0).exp();
            band.push(Expected {
                day: *day,
                low: centre / factor,
                high: centre * factor,
            });
        }
        earlier = Some(*rate);
    }

    band
}

/// Means over `count` records each, at those `rates` that have as many up to themselves; `earlier` are the rates of the
/// records before, latest last.
pub fn means(earlier: &[f64], rates: &[RateAt], count: usize) -> Vec<RateAt> {
    // `windows` refuses a width of zero.
    if count == 0 {
        return Vec::new();
    }
    let own = rates.iter().map(|(_, rate)| *rate);
    let all: Vec<f64> = earlier.iter().copied().chain(own).collect();

    // The window of a rate ends with it, so the windows of the last rates are the last ones.
    let means = all
        .windows(count)
        .map(|window| window.iter().sum::<f64>() / count as f64);
    let days = rates.iter().map(|(day, _)| *day);
    let mut latest_first: Vec<_> = days.rev().zip(means.rev()).collect();
    latest_first.reverse();
    latest_first
}

/// At most `most` records of the covered span before `first`, never two of one date, latest last.
pub fn earlier_records(series: &Series, covered: Span, first: &Record, most: usize) -> Vec<Record> {
    let before = &series.records()[..series.count_before(first.record_date())];
    let mut latest_first: Vec<_> = last_of_dates(before)
        .rev()
        .take_while(|record| covered.contains(record.record_date()))
        .take(most)
        .collect();
    latest_first.reverse();
    latest_first
}

/// Of several records of one date (such as a new unit next to the old one), only the last.
pub fn last_of_dates(records: &[Record]) -> impl DoubleEndedIterator<Item = Record> {
    records_by_date(records).filter_map(|same_date| same_date.last().copied())
}

/// The ranges of the periods of `days`; `rates` belong to records in force on these, `before` to the day before.
pub fn ranges(days: Span, every: Every, rates: &[RateAt], mut before: Option<f64>) -> Vec<Range> {
    let mut ranges = Vec::new();
    let mut rest = rates;
    let periods = Period::all_within(every, days);
    for part in periods.filter_map(|period| period.span().intersection(days)) {
        let to = day_number(part.to());
        let (own, later) = rest.split_at(rest.partition_point(|(day, _)| *day <= to));
        rest = later;
        // A period without a record of its own has the rate that it began with.
        let Some(last) = own.last().map(|(_, rate)| *rate).or(before) else {
            continue;
        };

        let (low, high) = extent(own.iter().map(|(_, rate)| *rate).chain([last]));
        ranges.push(Range {
            from: day_number(part.from()),
            to,
            low,
            high,
            last,
            before,
        });
        before = Some(last);
    }

    ranges
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

//! Whether what is stored of a currency is fresh enough.
//!
//! A record stays in force up to 13 days at New Year (data/rates/README.md, calendar rule 3), so age alone tells
//! little: from the second day on the calendar of the last years decides whether a record should have come.

use crate::model::{Series, Span, Spans, days_between, record_expected_on};
use jiff::civil::Date;

/// The longest time between two records: New Year's holidays.
pub const MOST_DAYS_BETWEEN_RECORDS: i64 = 13;

/// Age from which a missing record is looked for: yesterday's coverage may simply wait for the evening.
const LEAST_DAYS_TO_MISS: i64 = 2;

/// How fresh the stored rates of a currency are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// Whether they are older than they should be.
    pub stale: bool,
    /// Days from the last covered one to today, not below 0; `None` if nothing is covered.
    pub age_days: Option<i64>,
    /// Why they are stale or not.
    pub reason: FreshnessReason,
}

/// Why rates count as fresh or stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FreshnessReason {
    /// Covered to yesterday or later.
    UpToDate,
    /// Older, but the calendar of the last years gives no record since.
    NoRecordExpected,
    /// The Bank quotes it no more and its last day is covered.
    Ended,
    /// The calendar of the last years would have given a record on this day.
    RecordExpected(Date),
    /// Older than any time between two records.
    TooOld,
    /// No day is covered.
    NeverFetched,
}

impl FreshnessReason {
    /// Whether rates with this reason are older than they should be.
    pub const fn is_stale(self) -> bool {
        matches!(
            self,
            Self::RecordExpected(_) | Self::TooOld | Self::NeverFetched
        )
    }
}

/// Whether only the calendar of the last years says if rates covered to a day are fresh on another.
pub fn needs_calendar(covered_to: Date, today: Date) -> bool {
    (LEAST_DAYS_TO_MISS..=MOST_DAYS_BETWEEN_RECORDS).contains(&days_between(covered_to, today))
}

/// Judges the freshness of a series as of `today` in Moscow.
pub fn staleness(series: &Series, today: Date) -> Freshness {
    let covered_to = believed_coverage(series, today).last_day();
    let age_days = covered_to.map(|last| days_between(last, today).max(0));
    let reason = match covered_to.zip(age_days) {
        None => FreshnessReason::NeverFetched,
        Some((last, age)) => judge(series, last, age, today),
    };

    Freshness {
        stale: reason.is_stale(),
        age_days,
        reason,
    }
}

/// The covered days that can be known `today`, when tomorrow's rate is the latest there can be.
///
/// A span that runs past tomorrow (a mistyped year in an imported file) cannot list every record of its days, so it
/// counts only up to its last record that can exist.
pub fn believed_coverage(series: &Series, today: Date) -> Spans {
    let tomorrow = today.tomorrow().unwrap_or(today);
    let known = &series.records()[..series.count_through(tomorrow)];
    let spans = series.coverage().as_slice().iter();
    spans
        .filter_map(|span| {
            // Tomorrow's rate is the latest there can be.
            if span.to() <= tomorrow {
                return Some(*span);
            }

            Span::new(span.from(), known.last()?.record_date())
        })
        .collect()
}

fn judge(series: &Series, covered_to: Date, age_days: i64, today: Date) -> FreshnessReason {
    if series.currency().has_ended_by(covered_to) {
        return FreshnessReason::Ended;
    }

    if age_days < LEAST_DAYS_TO_MISS {
        return FreshnessReason::UpToDate;
    }

    if age_days > MOST_DAYS_BETWEEN_RECORDS {
        return FreshnessReason::TooOld;
    }

    let since = Span::starting(covered_to, today).after(covered_to);
    let mut since = since.into_iter().flat_map(Span::iter);

    since.find(|day| record_expected_on(*day, series)).map_or(
        FreshnessReason::NoRecordExpected,
        FreshnessReason::RecordExpected,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Currency, Nominal, Record};
    use jiff::civil::{Weekday, date};

    /// Records Tuesday to Saturday from 2021 on, but none from 2 to 9 January; covered to `last`.
    fn series(code: &str, last: Date) -> Series {
        let covered = Span::new(date(2021, 1, 1), last).unwrap();
        let given = |day: &Date| {
            let is_holiday = day.month() == 1 && (2..=9).contains(&day.day());
            !is_holiday && !matches!(day.weekday(), Weekday::Sunday | Weekday::Monday)
        };
        let records = covered.iter().filter(given);
        let records = records
            .map(|day| Record::new(day, Nominal::ONE, 900_000).unwrap())
            .collect();
        Series::new(
            Currency::find(code).unwrap(),
            records,
            [covered].into_iter().collect(),
        )
    }

    fn check(code: &str, last: Date, today: Date, reason: FreshnessReason) {
        let found = staleness(&series(code, last), today);
        assert_eq!(found.reason, reason, "{code} to {last} seen on {today}");
        assert_eq!(found.stale, reason.is_stale());
    }

    #[test]
    fn the_calendar_decides_from_the_second_day_on() {
        use FreshnessReason::{Ended, NoRecordExpected, RecordExpected, TooOld, UpToDate};
        check("USD", date(2024, 5, 21), date(2024, 5, 21), UpToDate);
        check("USD", date(2024, 5, 22), date(2024, 5, 21), UpToDate);
        check("USD", date(2024, 5, 21), date(2024, 5, 22), UpToDate);
        check(
            "USD",
            date(2024, 5, 21),
            date(2024, 5, 23),
            RecordExpected(date(2024, 5, 22)),
        );
        check(
            "USD",
            date(2024, 5, 18),
            date(2024, 5, 20),
            NoRecordExpected,
        );
        check(
            "USD",
            date(2024, 12, 31),
            date(2025, 1, 9),
            RecordExpected(date(2025, 1, 1)),
        );
        check("USD", date(2025, 1, 1), date(2025, 1, 9), NoRecordExpected);
        check("USD", date(2024, 5, 1), date(2024, 5, 15), TooOld);
        check("BGN", date(2025, 12, 31), date(2026, 8, 21), Ended);
        check("BGN", date(2025, 12, 30), date(2026, 8, 21), TooOld);
    }

    fn with_a_record_of_2062(span: Span) -> Series {
        let sound = series("USD", date(2026, 8, 21));
        let mut records = sound.records().to_vec();
        records.push(Record::new(date(2062, 8, 21), Nominal::ONE, 833_550).unwrap());
        let mut coverage = sound.coverage().clone();
        coverage.insert(span);
        Series::new(sound.currency(), records, coverage)
    }

    /// A mistyped year made the newest record one of the future, and the alarm never went off again.
    #[test]
    fn a_record_of_the_future_does_not_silence_the_alarm() {
        let last = date(2062, 8, 21);
        for span in [Span::day(last), Span::new(date(2026, 8, 21), last).unwrap()] {
            let found = staleness(&with_a_record_of_2062(span), date(2026, 12, 1));
            assert_eq!(
                (found.age_days, found.reason),
                (Some(102), FreshnessReason::TooOld),
                "{span}"
            );
            let soon = staleness(&with_a_record_of_2062(span), date(2026, 8, 22));
            assert_eq!(
                (soon.age_days, soon.reason),
                (Some(1), FreshnessReason::UpToDate),
                "{span}"
            );
        }
        let only = Series::new(
            Currency::find("USD").unwrap(),
            Vec::new(),
            [Span::day(last)].into_iter().collect(),
        );
        assert_eq!(
            staleness(&only, date(2026, 12, 1)).reason,
            FreshnessReason::NeverFetched
        );
    }

    #[test]
    fn nothing_covered_is_stale_without_an_age() {
        let empty = Series::new(Currency::find("USD").unwrap(), Vec::new(), Spans::new());
        let found = staleness(&empty, date(2024, 5, 21));
        assert_eq!(
            found,
            Freshness {
                stale: true,
                age_days: None,
                reason: FreshnessReason::NeverFetched
            }
        );
    }
}

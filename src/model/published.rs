//! When something was published, as far as its source tells: an instant, or a day of Moscow.

use super::calendar::{MOSCOW, instant_in_moscow};
use jiff::{
    Timestamp, ToSpan as _,
    civil::{Date, DateTime, Time},
    tz::{Offset, TimeZone},
};
use std::{fmt, str::FromStr};

/// Time of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Published {
    /// An instant.
    At {
        /// The instant.
        instant: Timestamp,
        /// The offset in which the source wrote it.
        offset: Offset,
        /// Whether the source gave the zone.
        zone: Zone,
    },
    /// A day, without a time.
    On(Date),
}

/// Whether a time came with its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// The source wrote the zone or the offset.
    Given,
    /// It did not; the time is taken for Moscow's.
    AssumedMoscow,
}

/// A day without a time counts as published at its end (correlate-spec.md §2: the worse error is to count news
/// before a rate that was set earlier).
const END_OF_DAY: Time = Time::constant(23, 59, 59, 0);

/// How far ahead of Moscow's a day can be.
const DAYS_OF_GRACE: i64 = 1;

/// The time by which a day without a time is ordered among the timed headlines of its stories (correlate-spec.md §4.5).
const NOON: Time = Time::constant(12, 0, 0, 0);

impl Published {
    /// An instant with the offset its source wrote.
    pub const fn at(instant: Timestamp, offset: Offset) -> Self {
        Self::At {
            instant,
            offset,
            zone: Zone::Given,
        }
    }

    /// A time for which the source gives no zone, read as Moscow's. Of an hour that occurred twice it is the first.
    /// `None` if the year is out of range for instants.
    pub fn in_moscow(time: DateTime) -> Option<Self> {
        let (instant, offset) = instant_in_moscow(time)?;
        Some(Self::At {
            instant,
            offset,
            zone: Zone::AssumedMoscow,
        })
    }

    /// The day in Moscow.
    pub fn day(&self) -> Date {
        match self {
            Self::At { instant, .. } => MOSCOW.to_datetime(*instant).date(),
            Self::On(day) => *day,
        }
    }

    /// The day in the zone that the source wrote.
    pub fn day_as_written(&self) -> Date {
        self.time_as_written()
            .map_or_else(|| self.day(), DateTime::date)
    }

    /// The clock of an instant in the zone that the source wrote.
    pub fn time_as_written(&self) -> Option<DateTime> {
        match self {
            Self::At {
                instant, offset, ..
            } => Some(offset.to_datetime(*instant)),
            Self::On(_) => None,
        }
    }

    /// The publication, if it can have been read on `today`: nothing that is saved or fetched today was published later.
    /// A day of grace is for the days east of Moscow, which begin first, and for clocks with another zone's name.
    pub fn not_after(self, today: Date) -> Option<Self> {
        (self.day() <= today.saturating_add(DAYS_OF_GRACE.days())).then_some(self)
    }

    /// Whether there is a time of day. Exactly 00:00:00 in Moscow or in UTC is a stamp and none: a fifth of one
    /// real archive has it (correlate-spec.md §2).
    pub fn is_time_known(&self) -> bool {
        let Self::At { instant, .. } = self else {
            return false;
        };
        // Either midnight is what programs write for a day without a time.
        [&MOSCOW, &TimeZone::UTC]
            .iter()
            .all(|zone| zone.to_datetime(*instant).time() != Time::midnight())
    }

    /// Moscow's clock at publication, if a time of day is known.
    pub fn moscow_time(&self) -> Option<DateTime> {
        match self {
            Self::At { instant, .. } if self.is_time_known() => Some(MOSCOW.to_datetime(*instant)),
            _ => None,
        }
    }

    /// Moscow's clock at publication, for the link to the rate it could have moved: the day's end when no time
    /// of day is known.
    pub fn in_moscow_for_linking(&self) -> DateTime {
        self.moscow_time()
            .unwrap_or_else(|| self.day().to_datetime(END_OF_DAY))
    }

    /// The instant of publication for the order of stories: noon in Moscow when no time of day is known.
    pub fn instant_for_stories(&self) -> Timestamp {
        match self {
            Self::At { instant, .. } if self.is_time_known() => *instant,
            // Only at both ends of the calendar a day has no instant for its noon.
            _ => MOSCOW
                .to_timestamp(self.day().to_datetime(NOON))
                .unwrap_or_default(),
        }
    }
}

impl fmt::Display for Published {
    /// RFC 3339 with the source's offset, in whole seconds, or the day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At {
                instant, offset, ..
            } => {
                let time = offset.to_datetime(*instant);
                let seconds = offset.seconds();
                let sign = if seconds < 0 { '-' } else { '+' };
                let minutes = seconds.abs() / 60;
                write!(
                    f,
                    "{}{sign}{:02}:{:02}",
                    time.strftime("%Y-%m-%dT%H:%M:%S"),
                    minutes / 60,
                    minutes % 60
                )
            }
            Self::On(day) => write!(f, "{day}"),
        }
    }
}

/// A text that [`Published`] has not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither an instant with its offset nor a day")]
pub struct PublishedError(String);

impl FromStr for Published {
    type Err = PublishedError;

    /// Reads what [`Display`](fmt::Display) writes; the zone counts as given.
    fn from_str(text: &str) -> Result<Self, PublishedError> {
        parse_written(text).ok_or_else(|| PublishedError(text.to_owned()))
    }
}

fn parse_written(text: &str) -> Option<Published> {
    if text.len() == "2024-05-21".len() {
        return text.parse().ok().map(Published::On);
    }
    let pieces = jiff::fmt::temporal::Pieces::parse(text).ok()?;
    let offset = pieces.to_numeric_offset()?;
    let time = pieces.date().to_datetime(pieces.time()?);
    Some(Published::at(offset.to_timestamp(time).ok()?, offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, day: &str, is_time_known: bool, linking: &str) {
        let published: Published = text.parse().unwrap();
        assert_eq!(published.to_string(), text);
        assert_eq!(published.day().to_string(), day, "{text}");
        assert_eq!(published.is_time_known(), is_time_known, "{text}");
        assert_eq!(
            published.in_moscow_for_linking().to_string(),
            linking,
            "{text}"
        );
    }

    #[test]
    fn instants_days_and_stamps() {
        check(
            "2024-05-20T15:30:01+03:00",
            "2024-05-20",
            true,
            "2024-05-20T15:30:01",
        );
        check(
            "2024-05-20T21:30:00+00:00",
            "2024-05-21",
            true,
            "2024-05-21T00:30:00",
        );
        check(
            "2010-07-07T22:30:00-05:00",
            "2010-07-08",
            true,
            "2010-07-08T07:30:00",
        );
        check("2024-05-16", "2024-05-16", false, "2024-05-16T23:59:59");
        check(
            "2024-05-16T00:00:00+03:00",
            "2024-05-16",
            false,
            "2024-05-16T23:59:59",
        );
        check(
            "2024-05-16T00:00:00+00:00",
            "2024-05-16",
            false,
            "2024-05-16T23:59:59",
        );
        check(
            "2024-05-16T02:00:00+05:00",
            "2024-05-16",
            false,
            "2024-05-16T23:59:59",
        );
        check(
            "2024-05-16T00:00:01+03:00",
            "2024-05-16",
            true,
            "2024-05-16T00:00:01",
        );
    }

    #[test]
    fn a_time_without_a_zone_is_moscows_and_the_first_of_two() {
        let of = |text: &str| {
            Published::in_moscow(text.parse().unwrap())
                .unwrap()
                .to_string()
        };
        assert_eq!(of("2012-05-21T10:00:00"), "2012-05-21T10:00:00+04:00");
        assert_eq!(of("2014-10-26T01:30:00"), "2014-10-26T01:30:00+04:00");
        assert_eq!(of("2024-05-21T10:00:00"), "2024-05-21T10:00:00+03:00");
    }

    #[test]
    fn nothing_read_today_was_published_later() {
        let today = "2026-08-21".parse().unwrap();
        for text in ["2026-08-20", "2026-08-21T23:59:59+03:00", "2026-08-22"] {
            let published: Published = text.parse().unwrap();
            assert_eq!(published.not_after(today), Some(published), "{text}");
        }
        for text in ["2026-08-23", "2062-05-20T10:00:00+03:00", "9999-12-31"] {
            let published: Published = text.parse().unwrap();
            assert_eq!(published.not_after(today), None, "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "2024-05",
            "2024-05-21T10:00:00",
            "21.05.2024",
            "2024-05-21T10:00:00[Europe/Moscow]",
        ] {
            assert!(text.parse::<Published>().is_err(), "{text}");
        }
    }
}

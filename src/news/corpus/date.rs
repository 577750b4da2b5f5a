//! Dates as collections write them: ISO 8601 and what is near it, day first with dots or hyphens, Russian words.
//!
//! A time without a zone is UTC's or Moscow's where the column's name says so, and taken for Moscow's otherwise.

use super::columns::Clock;
use crate::model::{
    ClockZone, Published, Zone, parse_clock, parse_written_day, parse_written_instant,
};
use crate::news::parse_instant;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// Years that a publication can have; a date outside of them is a mark for a missing one or a mistake. The oldest
/// corpus met has one article of 1914.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2199;

/// The day that stands for none: a clock at zero.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// What programs write for no value.
const NOTHING: [&str; 8] = ["", "-", "—", "null", "none", "nan", "nat", "n/a"];

/// What a date column can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateText {
    /// A publication.
    Known(Published),
    /// Nothing, or the day of 1970 that stands for it.
    Missing,
    /// Something that is no date.
    Unreadable,
}

/// Whether a text stands for no value.
pub(super) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.len() <= "null".len()
        && NOTHING
            .iter()
            .any(|nothing| nothing.eq_ignore_ascii_case(text))
}

/// Reads the text of a date, with that of its time where these are apart.
pub(super) fn parse_date(date: &str, time: Option<&str>, clock: Clock) -> DateText {
    let date = date.trim();
    if is_nothing(date) || date.starts_with("0000-00-00") {
        return DateText::Missing;
    }
    match parse_parts(date, time.map(str::trim)) {
        Some((EPOCH, ..)) => DateText::Missing,
        Some((day, ..)) if !YEARS.contains(&day.year()) => DateText::Unreadable,
        Some((day, None)) => DateText::Known(Published::On(day)),
        Some((day, Some((time, zone)))) => {
            published(day, time, zone, clock).map_or(DateText::Unreadable, DateText::Known)
        }
        None => parse_instant(date).map_or(DateText::Unreadable, |read| {
            DateText::Known(by_clock(read, clock))
        }),
    }
}

/// What was read in one of the forms of feeds, a time without a zone by the column's clock.
fn by_clock(read: Published, clock: Clock) -> Published {
    let Published::At {
        instant,
        offset,
        zone: Zone::AssumedMoscow,
    } = read
    else {
        return read;
    };
    match clock {
        Clock::Untold => read,
        Clock::Moscow => Published::at(instant, offset),
        Clock::Utc => Offset::UTC
            .to_timestamp(offset.to_datetime(instant))
            .map_or(read, |at| Published::at(at, Offset::UTC)),
    }
}

fn published(day: Date, time: Time, zone: ClockZone, clock: Clock) -> Option<Published> {
    let civil = day.to_datetime(time);
    let at = |offset: Offset| Some(Published::at(offset.to_timestamp(civil).ok()?, offset));
    match (zone, clock) {
        (ClockZone::Offset(offset), _) => at(offset),
        (ClockZone::Untold, Clock::Utc) => at(Offset::UTC),
        (ClockZone::Untold, Clock::Untold) => Published::in_moscow(civil),
        (ClockZone::Moscow, _) | (ClockZone::Untold, Clock::Moscow) => {
            match Published::in_moscow(civil)? {
                Published::At {
                    instant, offset, ..
                } => Some(Published::at(instant, offset)),
                Published::On(_) => None,
            }
        }
    }
}

fn parse_parts(date: &str, apart: Option<&str>) -> Option<(Date, Option<(Time, ClockZone)>)> {
    let Some((day, rest)) = leading_day(date) else {
        let has_clock = date.contains(':') && starts_with_digit(date);
        return if has_clock {
            parse_written_instant(date).ok()
        } else {
            None
        };
    };
    let rest = rest
        .strip_prefix(['T', 't', ' ', ','])
        .unwrap_or(rest)
        .trim();
    match (rest, apart) {
        ("", Some(apart)) if !is_nothing(apart) => Some((day, Some(parse_clock(apart)?))),
        ("", _) => Some((day, None)),
        (time, _) => Some((day, Some(parse_clock(time)?))),
    }
}

/// A text that begins with a letter is not the date of a publication: it is `today`, or a weekday alone.
fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The day that a text begins with, and what comes behind.
fn leading_day(text: &str) -> Option<(Date, &str)> {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| number(bytes.get(range)?);
    let is_mark = |at: usize| bytes.get(at).is_some_and(|byte| b"-./".contains(byte));
    if is_mark(4) && bytes.get(7) == bytes.get(4) {
        let day = Date::new(
            digits(0..4)?,
            narrow(digits(5..7)?)?,
            narrow(digits(8..10)?)?,
        )
        .ok()?;
        return Some((day, text.get(10..)?));
    }
    // With strokes it could be the month that stands first: that is not guessed.
    if is_mark(2) && bytes[2] != b'/' && bytes.get(5) == bytes.get(2) {
        let day = Date::new(
            digits(6..10)?,
            narrow(digits(3..5)?)?,
            narrow(digits(0..2)?)?,
        )
        .ok()?;
        return Some((day, text.get(10..)?));
    }
    day_in_words(text)
}

/// `1 января 2010`; the rest begins behind the year.
fn day_in_words(text: &str) -> Option<(Date, &str)> {
    if !starts_with_digit(text) {
        return None;
    }
    let mut blanks = text.char_indices().filter(|(_, c)| c.is_whitespace());
    let (date, rest) = text.split_at(blanks.nth(2).map_or(text.len(), |(at, _)| at));
    // A clock that the day's reader would drop is left for the caller.
    if date.contains(':') {
        return None;
    }
    Some((parse_written_day(date.trim_end_matches(',')).ok()?, rest))
}

fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0i16, |sum, digit| {
        digit
            .is_ascii_digit()
            .then(|| sum.checked_mul(10)?.checked_add(i16::from(digit - b'0')))?
    })
}

fn narrow(number: i16) -> Option<i8> {
    i8::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Zone;

    fn check(date: &str, expected: &str, zone: Option<Zone>) {
        let DateText::Known(published) = parse_date(date, None, Clock::Untold) else {
            panic!("{date}: {:?}", parse_date(date, None, Clock::Untold))
        };
        assert_eq!(published.to_string(), expected, "{date}");
        let found = if let Published::At { zone, .. } = published {
            Some(zone)
        } else {
            None
        };
        assert_eq!(found, zone, "{date}");
    }

    #[test]
    fn days_are_read_in_every_form_met() {
        for text in [
            "2024-05-06",
            "2024/05/06",
            "2024.05.06",
            "06.05.2024",
            "06-05-2024",
            " 6 мая 2024 ",
        ] {
            check(text, "2024-05-06", None);
        }
    }

    #[test]
    fn the_forms_of_feeds_are_read_too() {
        check(
            "Tue, 21 May 2024 15:30:00 +0300",
            "2024-05-21T15:30:00+03:00",
            Some(Zone::Given),
        );
        check(
            "Вт, 21 мая 2024 15:30:00",
            "2024-05-21T15:30:00+03:00",
            Some(Zone::AssumedMoscow),
        );
        check("1716294600", "2024-05-21T12:30:00+00:00", Some(Zone::Given));
        let utc = parse_date("Tue, 21 May 2024 15:30:00", None, Clock::Utc);
        assert_eq!(
            utc,
            DateText::Known("2024-05-21T15:30:00+00:00".parse().unwrap())
        );
    }

    #[test]
    fn times_without_a_zone_are_moscows() {
        let assumed = Some(Zone::AssumedMoscow);
        check("2022-01-04T13:15:00", "2022-01-04T13:15:00+03:00", assumed);
        check("2012-09-27 10:54:51", "2012-09-27T10:54:51+04:00", assumed);
        check("29-09-2022 08-37", "2022-09-29T08:37:00+03:00", assumed);
        check("01.01.2007 12:04", "2007-01-01T12:04:00+03:00", assumed);
        check("1 января 2010, 02:43", "2010-01-01T02:43:00+03:00", assumed);
        check(
            "2024-05-06 10:00:00.123456",
            "2024-05-06T10:00:00+03:00",
            assumed,
        );
    }

    #[test]
    fn zones_are_kept() {
        let given = Some(Zone::Given);
        check(
            "2018-12-13T00:00:00+00:00",
            "2018-12-13T00:00:00+00:00",
            given,
        );
        check("2024-05-06T10:00:00Z", "2024-05-06T10:00:00+00:00", given);
        check(
            "2024-05-06 10:00:00.5 UTC",
            "2024-05-06T10:00:00+00:00",
            given,
        );
        check(
            "2024-05-06T10:00:60-0530",
            "2024-05-06T10:00:59-05:30",
            given,
        );
        check("2024-05-06T10:00+03", "2024-05-06T10:00:00+03:00", given);
        check("2024-05-06 10:00 MSK", "2024-05-06T10:00:00+03:00", given);
        check("2012-05-06 10:00 MSK", "2012-05-06T10:00:00+04:00", given);
    }

    /// Read by the grammar of dates that people type, and without losing the clock.
    #[test]
    fn a_short_year_and_strokes_keep_their_clock() {
        let assumed = Some(Zone::AssumedMoscow);
        check("06.05.24 10:00", "2024-05-06T10:00:00+03:00", assumed);
        check("5/21/2024 1:30 PM", "2024-05-21T13:30:00+03:00", assumed);
        check(
            "21 мая 2024 г., 10:00",
            "2024-05-21T10:00:00+03:00",
            assumed,
        );
    }

    #[test]
    fn a_column_can_tell_the_zone() {
        let of = |clock| parse_date("2024-05-06 10:00", None, clock);
        let at = |text: &str| DateText::Known(text.parse().unwrap());
        assert_eq!(of(Clock::Utc), at("2024-05-06T10:00:00+00:00"));
        assert_eq!(of(Clock::Moscow), at("2024-05-06T10:00:00+03:00"));
    }

    #[test]
    fn what_is_no_date_is_not_guessed() {
        for text in [
            "05/06/2024",
            "2024-05",
            "2024-02-30",
            "2024-05-06T25:00",
            "2024-05-06T10",
            "2024-05-06 10:00 +25:00",
            "2024-05-06x",
            "today",
            "0001-01-01",
            "9999-12-31",
            "31 янв",
            "١٢٣٤-٠٥-٠٦",
        ] {
            assert_eq!(
                parse_date(text, None, Clock::Untold),
                DateText::Unreadable,
                "{text}"
            );
        }
    }
}

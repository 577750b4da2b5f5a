//! Times of publication in every form that feeds, collections and pages write them: RFC 822 with its mistakes,
//! ISO 8601 and W3CDTF, `21.05.2024 15:30`, words of both languages, Unix time.
//!
//! A word that is not understood, a part that is missing or comes twice, and there is no time: none is invented. Only the
//! weekday is passed over, because feeds get it wrong. Midnight is what programs write for a day without a time,
//! whichever zone they add: the day is the one that is written.

use super::{
    clock::Clock,
    days::{iso_day, parse_days, the_only_day},
    error::DateError,
    figures::{NEWS_YEARS, is_digits},
    numeric::Writer,
    parts::{Parts, normalised},
    zone::WrittenZone,
};
use crate::model::Published;
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time, date},
    tz::Offset,
};

/// Longest text that can be a time, in bytes; `понедельник, 30 сентября 2024 г. в 15:30:00 (MSK)` has 77.
const LONGEST: usize = 120;

/// Unix times that news can have: 1990 to 2100, in seconds. Fewer digits would be a date.
const UNIX_SECONDS: std::ops::Range<i64> = 631_152_000..4_102_444_800;

/// The day of Unix time zero, which programs write when they know nothing. No news on the web is of it.
const UNIX_EPOCH: Date = date(1970, 1, 1);

/// Why a text is no time of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoInstant {
    /// The zero of Unix time, which means that the writer does not know.
    Zero,
    /// A date that can be several days: `05/06/2024`.
    Ambiguous,
    /// No date, or one outside [`NEWS_YEARS`].
    Unreadable,
}

/// Reads a time of publication. A time without a zone is Moscow's, a date without a time a day.
///
/// # Errors
/// [`NoInstant`].
pub fn parse_instant(text: &str) -> Result<Published, NoInstant> {
    if text.len() > LONGEST {
        return Err(NoInstant::Unreadable);
    }
    if let Some(instant) = unix_time(text.trim()) {
        return Ok(Published::at(instant, Offset::UTC));
    }

    // Digits alone were tried first: ten of them are no date.
    let (day, published) = match parse_iso(text) {
        Some(read) => read,
        None => parse_parts(&normalised(text))?,
    };
    let is_zero = match published {
        _ if day == UNIX_EPOCH => true,
        Published::At { instant, .. } => instant == Timestamp::UNIX_EPOCH,
        Published::On(_) => false,
    };

    if is_zero {
        Err(NoInstant::Zero)
    } else if NEWS_YEARS.contains(&day.year()) {
        Ok(published)
    } else {
        Err(NoInstant::Unreadable)
    }
}

/// The day as it is written, and the publication.
fn parse_parts(normal: &str) -> Result<(Date, Published), NoInstant> {
    let parts = Parts::split(normal).ok_or(NoInstant::Unreadable)?;
    let days = parse_days(normal, &parts.date, Writer::Program).map_err(NoInstant::from)?;
    let day = the_only_day(normal, days).map_err(NoInstant::from)?;

    let clock = parts.time_on(day).map_err(|_| NoInstant::Unreadable)?;
    let published = match clock {
        None => Published::On(day),
        Some((time, zone)) => at(time, zone).ok_or(NoInstant::Unreadable)?,
    };
    Ok((day, published))
}

impl From<DateError> for NoInstant {
    fn from(error: DateError) -> Self {
        match error {
            DateError::Ambiguous { .. } => Self::Ambiguous,
            _ => Self::Unreadable,
        }
    }
}

/// `2024-05-21`, `2024-05-21T15:30:00+03:00`: the form of most collections, read without cutting the text into words.
fn parse_iso(text: &str) -> Option<(Date, Published)> {
    let (day, rest) = text.split_at_checked("2024-05-21".len())?;
    let day = iso_day(day)?;
    if rest.is_empty() {
        return Some((day, Published::On(day)));
    }

    let (clock, zone) = Clock::split_from(rest.strip_prefix(['T', ' '])?)?;
    let zone = match zone {
        "" => None,
        "Z" => Some(WrittenZone::UTC),
        zone => Some(WrittenZone::parse(zone)?),
    };
    Some((day, at(clock.on(day, None)?, zone)?))
}

fn at(time: DateTime, zone: Option<WrittenZone>) -> Option<Published> {
    let Some(zone) = zone else {
        return Published::in_moscow(time);
    };
    let (instant, offset) = zone.instant_of(time)?;
    let published = Published::at(instant, offset);

    // Midnight in Moscow and in UTC keep their text: their day is Moscow's already.
    let is_day_elsewhere = time.time() == Time::midnight() && published.is_time_known();
    Some(if is_day_elsewhere {
        Published::On(time.date())
    } else {
        published
    })
}

/// Seconds or milliseconds since 1970.
fn unix_time(text: &str) -> Option<Timestamp> {
    let number: i64 = text.parse().ok().filter(|_| is_digits(text))?;
    let seconds = match text.len() {
        9 | 10 => number,
        13 => number / 1000,
        _ => return None,
    };

    Timestamp::from_second(seconds)
        .ok()
        .filter(|_| UNIX_SECONDS.contains(&seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Zone as PublishedZone;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let found =
            parse_instant(text).map_or("none".to_owned(), |published| published.to_string());
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn rfc_822_and_its_mistakes() {
        check(
            "Tue, 21 May 2024 15:30:00 +0300",
            "2024-05-21T15:30:00+03:00",
        );
        check("21 May 2024 15:30:00 +0300", "2024-05-21T15:30:00+03:00");
        check("Mon, 21 May 2024 15:30 +0300", "2024-05-21T15:30:00+03:00");
        check(
            "  tue,21 may 2024 15:30:00  +03:00 ",
            "2024-05-21T15:30:00+03:00",
        );
        check(
            "Tuesday, 21-May-24 12:30:00 GMT",
            "2024-05-21T12:30:00+00:00",
        );
        check("Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21+00:00");
        check("1 Sept 98 9:05:07 Z", "1998-09-01T09:05:07+00:00");
        check("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21+03:00");
        check("Mon Jan 26 16:31:00 EST 2004", "2004-01-26T16:31:00-05:00");
        check(
            "Tue May 21 2024 15:30:00 GMT+0300 (Moscow Standard Time)",
            "2024-05-21T15:30:00+03:00",
        );
        check(
            "Tue, 21 May 2024 15:30:00 GMT +0300",
            "2024-05-21T15:30:00+03:00",
        );
        check(
            "Tue, 21 May 2024 03:30:00 PM +0300",
            "2024-05-21T15:30:00+03:00",
        );
        check("May 21st, 2024 12:05 am EDT", "2024-05-21T00:05:00-04:00");
        check(
            "Wed, 19 Aug 2026 23:59:60 +0000",
            "2026-08-19T23:59:59+00:00",
        );
    }

    #[test]
    fn moscows_zones() {
        check("Tue, 21 May 2024 15:30:00 MSK", "2024-05-21T15:30:00+03:00");
        check("Sat, 21 Jun 2008 15:30:00 MSD", "2008-06-21T15:30:00+04:00");
        check("Sat, 21 Jun 2008 15:30:00 MSK", "2008-06-21T15:30:00+04:00");
        for moscow in [
            "MSK",
            "мск",
            "(MSK)",
            "Europe/Moscow",
            "[Europe/Moscow]",
            "",
        ] {
            for day in [
                "Thu, 21 Jun 2012",
                "21.06.2012",
                "2012-06-21",
                "21 июня 2012 г.",
            ] {
                let text = format!("{day} 15:30:00 {moscow}");
                check(&text, "2012-06-21T15:30:00+04:00");
            }
        }
        check("26 Mar 2011 15:30 MSK", "2011-03-26T15:30:00+03:00");
        check("27 Mar 2011 15:30 MSK", "2011-03-27T15:30:00+04:00");
        check("25 Oct 2014 15:30 MSK", "2014-10-25T15:30:00+04:00");
        check("27 Oct 2014 15:30 MSK", "2014-10-27T15:30:00+03:00");
        check(
            "Tue, 21 May 2024 15:30:00 +0300 (MSK)",
            "2024-05-21T15:30:00+03:00",
        );
        check("21.05.2024 15:30 мск", "2024-05-21T15:30:00+03:00");
        check("Tue, 21 May 2024 15:30:00 PST", "2024-05-21T15:30:00-08:00");
    }

    #[test]
    fn what_is_no_clock_is_no_instant() {
        check("2024-05-21 08-37", "2024-05-21T08:37:00+03:00");
        check("2024-05-21 12:00 AM", "2024-05-21T00:00:00+03:00");
        check("2024-05-21 1:30 PM", "2024-05-21T13:30:00+03:00");
        check(
            "2024-05-21 10:00-05:00[America/New_York]",
            "2024-05-21T10:00:00-05:00",
        );
        for clock in [
            "13:30 PM",
            "10:60",
            "8-37",
            "1:2",
            "10:00 soon",
            "10:00 +25:00",
            "10:00[America/New_York]",
            "10:0ё",
        ] {
            check(&format!("2024-05-21 {clock}"), "none");
        }
    }

    #[test]
    fn names_in_russian() {
        check(
            "Вт, 21 мая 2024 15:30:00 +0300",
            "2024-05-21T15:30:00+03:00",
        );
        check(
            "вторник, 21 Май 2024 15:30:00 MSK",
            "2024-05-21T15:30:00+03:00",
        );
        check(
            "понедельник, 30 сентября 2024 г. в 15:30:00 (MSK)",
            "2024-09-30T15:30:00+03:00",
        );
        check("15:08, июня 13, 2024", "2024-06-13T15:08:00+03:00");
        check("1 сент. 2022 09:05", "2022-09-01T09:05:00+03:00");
        check("04 май 2016 в 17:30", "2016-05-04T17:30:00+03:00");
        check("21 мая 2024", "2024-05-21");
    }

    #[test]
    fn iso_8601_and_w3cdtf() {
        check("2024-05-21T15:30:00+03:00", "2024-05-21T15:30:00+03:00");
        check("2024-05-21T15:30:00.123Z", "2024-05-21T15:30:00+00:00");
        check("2024-05-21T15:30+0300", "2024-05-21T15:30:00+03:00");
        check("2024-05-21 15:30:00", "2024-05-21T15:30:00+03:00");
        check("2012-05-21T15:30", "2012-05-21T15:30:00+04:00");
        check("2017-06-13T03:18:00+00:0", "2017-06-13T03:18:00+00:00");
        check("2024-1-6 16:08 |", "2024-01-06T16:08:00+03:00");
        check("20240521T15:30:00Z", "2024-05-21T15:30:00+00:00");
        check("20240521T153000Z", "2024-05-21T15:30:00+00:00");
        check("20121015T1002", "2012-10-15T10:02:00+04:00");
        check("2024-05-21", "2024-05-21");
        check("2024/05/21", "2024-05-21");
        check("20240521", "2024-05-21");
        for text in [
            "2003-12",
            "2003",
            "2003-335",
            "2003-W50",
            "2003-W50-1",
            "2024-02-30",
            "2024-13-01",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn figures_of_several_habits() {
        check("20.01.2010, 19:30", "2010-01-20T19:30:00+03:00");
        check("13.02.2024 18:37:00", "2024-02-13T18:37:00+03:00");
        check("16/07/2018 14:30", "2018-07-16T14:30:00+03:00");
        check("07/16/2018 14:30", "2018-07-16T14:30:00+03:00");
        check("05/05/2018", "2018-05-05");
        check("05/06/2018", "none");
        assert_eq!(parse_instant("05/06/2018 10:00"), Err(NoInstant::Ambiguous));
        check("21.05.24", "2024-05-21");
        check("1665148240", "2022-10-07T13:10:40+00:00");
        check("1665148240123", "2022-10-07T13:10:40+00:00");
    }

    #[test]
    fn midnight_of_any_zone_is_a_day_without_a_time() {
        for text in [
            "2024-05-21T00:00:00+05:00",
            "2024-05-21T00:00:00-04:00",
            "2024-05-21 00:00 +1000",
            "Tue, 21 May 2024 00:00:00 +0200",
            "Tue, 21 May 2024 00:00:00 EST",
        ] {
            check(text, "2024-05-21");
        }
        for text in [
            "2024-05-21T00:00:00+03:00",
            "2024-05-21T00:00:00Z",
            "2024-05-21 00:00 мск",
        ] {
            let published = parse_instant(text).unwrap();
            assert!(!published.is_time_known(), "{text}");
            assert_eq!(published.day(), date(2024, 5, 21), "{text}");
        }
        check("2024-05-21T00:00:01+05:00", "2024-05-21T00:00:01+05:00");
    }

    #[test]
    fn the_24th_hour_is_the_next_midnight() {
        check(
            "Tue, 21 May 2024 24:00:00 +0300",
            "2024-05-22T00:00:00+03:00",
        );
        check("2023-12-31T24:00:00Z", "2024-01-01T00:00:00+00:00");
        check("2023-12-31T24:00:01Z", "none");
        check("2023-12-31T25:00:00Z", "none");
    }

    #[test]
    fn nothing_is_invented() {
        for text in [
            "",
            "сегодня, 15:30",
            "15:30",
            "21 мая, 15:30",
            "28/11",
            "Tue, 21 May 2024 15:30:00 XYZ",
            "Tue, 21 May 2024 15:30:00 +9900",
            "21 22 May 2024",
            "May June 2024",
            "12-15 апреля 2024",
            "2024-05-21 2024-05-22",
            "15:30 16:30 21.05.2024",
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "1970-01-01",
            "1970-01-01T03:00:00+03:00",
            "0001-01-01T00:00:00",
            "0",
            "1234567",
            "+",
            "T",
            "1t1",
            "١٢.٠٥.٢٠٢٤",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn a_zone_is_given_or_moscows() {
        let zone = |text: &str| match parse_instant(text) {
            Ok(Published::At { zone, .. }) => Some(zone),
            _ => None,
        };
        assert_eq!(
            zone("2024-05-21T15:30:00"),
            Some(PublishedZone::AssumedMoscow)
        );
        assert_eq!(zone("2024-05-21T15:30:00 MSK"), Some(PublishedZone::Given));
        assert_eq!(zone("2024-05-21"), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}", near in "[0-9]{0,5}[-./ tT:+]{0,2}[0-9a-zа-я]{0,5}[-./ :+]{0,2}[0-9]{0,5}[ :+z]{0,2}[0-9:]{0,9}") {
            let _ = parse_instant(&text);
            let _ = parse_instant(&near);
        }

        #[test]
        fn what_published_writes_is_read_back(second in 631_152_000i64..4_102_444_800, hours in -12i8..=14) {
            let offset = Offset::from_hours(hours).unwrap();
            let published = Published::at(Timestamp::from_second(second).unwrap(), offset);
            let clock = offset.to_datetime(Timestamp::from_second(second).unwrap());
            prop_assume!(clock.year() <= 2100 && clock.time() != Time::midnight());
            prop_assert_eq!(parse_instant(&published.to_string()), Ok(published));
        }
    }
}

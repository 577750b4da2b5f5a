//! The date columns of collections: the one grammar of instants, read by the clock that the column's name promises.

use super::columns::Clock;
use crate::model::{NoInstant, Published, Zone, parse_instant};
use jiff::{civil::Date, tz::Offset};

/// What programs write for no value.
const NOTHING: [&str; 8] = ["", "-", "—", "null", "none", "nan", "nat", "n/a"];

/// What the text of a date says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DateText {
    /// A publication.
    Known(Published),
    /// A day, beside a time that cannot be read.
    DayAlone(Published, String),
    /// Nothing, or the day of 1970 that means no date.
    Missing,
    /// A date that can be several days.
    Ambiguous,
    /// Something that is no date.
    Unreadable,
}

/// Whether a text means "no value".
pub(super) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.len() <= "null".len()
        && NOTHING
            .iter()
            .any(|nothing| nothing.eq_ignore_ascii_case(text))
}

/// Reads the text of a date, with that of its time where these are apart.
pub(super) fn parse_date(date: &str, time: Option<&str>, clock: Clock) -> DateText {
    let time = time.filter(|time| !is_nothing(time));
    // Where the date has a clock of its own, the other column says the same or less.
    let Some(time) = time.filter(|_| !date.contains(':')) else {
        return parse_whole(date, clock);
    };

    match parse_whole(&format!("{date} {time}"), clock) {
        DateText::Unreadable | DateText::DayAlone(..) => parse_apart(date, time, clock),
        read => read,
    }
}

/// A date and a time that are no instant together: the time may be a whole instant itself, or not be read.
fn parse_apart(date: &str, time: &str, clock: Clock) -> DateText {
    let read = parse_whole(date, clock);
    let DateText::Known(day) = read else {
        return read;
    };

    match parse_whole(time, clock) {
        // The zones of the two may differ.
        DateText::Known(instant) if is_near(instant.day(), day.day()) => DateText::Known(instant),
        _ => DateText::DayAlone(day, time.to_owned()),
    }
}

fn is_near(one: Date, other: Date) -> bool {
    one.since(other)
        .is_ok_and(|span| span.get_days().abs() <= 1)
}

/// Reads the text of a date, and of its time if it has one.
fn parse_whole(text: &str, clock: Clock) -> DateText {
    if is_nothing(text) || text.trim().starts_with("0000-00-00") {
        return DateText::Missing;
    }

    match parse_instant(text) {
        Ok(published) => DateText::Known(by_clock(published, clock)),
        Err(NoInstant::Zero) => DateText::Missing,
        Err(NoInstant::Ambiguous) => DateText::Ambiguous,
        Err(NoInstant::Unreadable) => day_of_bad_time(text).unwrap_or(DateText::Unreadable),
    }
}

/// The day of `2024-05-06 25:77`: what is behind the blank was to be a time.
fn day_of_bad_time(text: &str) -> Option<DateText> {
    let (day, time) = text.trim().split_once([' ', 'T'])?;
    let is_clock = time.starts_with(|c: char| c.is_ascii_digit()) && time.contains(':');
    match parse_instant(day) {
        Ok(day @ Published::On(_)) if is_clock => Some(DateText::DayAlone(day, time.to_owned())),
        _ => None,
    }
}

/// A time that was written without its zone, by the clock of its column.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Zone;
    use jiff::civil::date;

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
    fn a_short_year_and_slashes_keep_their_clock() {
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
    fn a_bad_time_beside_a_good_date_leaves_the_day() {
        let day = || Published::On(date(2024, 5, 6));
        let alone = |time: &str| DateText::DayAlone(day(), time.to_owned());
        let read = |date: &str, time: &str| parse_date(date, Some(time), Clock::Untold);
        for time in ["25:77", "soon", "2023-01-01T10:00:00Z"] {
            assert_eq!(read("2024-05-06", time), alone(time));
            assert_eq!(read("06.05.2024", time), alone(time));
        }
        assert_eq!(read("2024-05-06T25:00", ""), alone("25:00"));
        assert_eq!(read("06.05.2024 10:00 +25:00", ""), alone("10:00 +25:00"));
        assert_eq!(read("2024-05-06", "-"), DateText::Known(day()));
        assert_eq!(read("soon", "10:00"), DateText::Unreadable);
        assert_eq!(
            read("2024-05-06", "2024-05-06T01:15:00+05:00"),
            DateText::Known("2024-05-06T01:15:00+05:00".parse().unwrap())
        );
    }

    #[test]
    fn a_date_that_can_be_two_days_is_ambiguous() {
        for text in ["05/06/2024", "05/06/2024 10:00", "5/6/24"] {
            let read = parse_date(text, None, Clock::Untold);
            assert_eq!(read, DateText::Ambiguous, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_guessed() {
        for text in [
            "2024-05",
            "2024-02-30",
            "2024-05-06T10",
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

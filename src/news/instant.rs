//! Times of publication in every form that feeds and corpora write them.
//!
//! RFC 822 with its mistakes, ISO 8601 and W3CDTF, `21.05.2024 15:30`, words of both languages, Unix time. One
//! grammar reads them all: the words of the text in any order, each of them understood. A word that is not
//! understood, a part that is missing or comes twice, and there is no time: none is invented.

use super::zone::{Zone, is_digits, parse_zone, two_digits};
use crate::model::{Lang, Published, month_genitive, month_name, month_short};
use jiff::civil::{Date, DateTime, Time, date};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use std::borrow::Cow;

/// Longest text that can be a time, in bytes; `понедельник, 30 сентября 2024 г. в 15:30:00 (MSK)` has 77.
const LONGEST: usize = 120;

/// Unix times that can be those of news: 1990 to 2100, in seconds.
const UNIX_SECONDS: std::ops::Range<i64> = 631_152_000..4_102_444_800;

/// Years that can be those of news.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// Days of the week, shortened.
const WEEKDAYS: &[&str] = &[
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "пн", "вт", "ср",
    "чт", "пт", "сб", "вс", "пнд", "втр", "срд", "чтв", "птн", "сбт", "вск",
];

/// What their full names begin with.
const WEEKDAY_STEMS: &[&str] = &[
    "monday", "tuesday", "wednesd", "thursda", "friday", "saturda", "sunday", "поне", "втор",
    "сред", "четв", "пятн", "субб", "воск",
];

/// Words beside a date that say nothing.
const FILLERS: &[&str] = &["г", "года", "в", "at", "of", "-", "–", "—", "|"];

/// Reads a time of publication. A time without a zone is Moscow's, a date without a time a day.
///
/// None for what cannot be read or does not name a day, and for the zero of Unix time and the year 1, which
/// programs write when they know nothing.
pub fn parse_instant(text: &str) -> Option<Published> {
    if text.len() > LONGEST {
        return None;
    }
    let small = text.trim().to_lowercase();
    if let Some(instant) = unix_time(&small) {
        return Some(Published::at(instant, Offset::UTC));
    }
    let mut parts = Parts::default();
    for word in without_comment(&small).split(|c: char| c.is_whitespace() || c == ',') {
        // The `T` of ISO 8601 stands between two digits, that of a month's name does not.
        match word.split_once('t') {
            Some((day, time)) if ends_in_digit(day) && starts_with_digit(time) => {
                parts.take(day)?;
                parts.take(&extended_form(time))?;
            }
            _ => parts.take(word)?,
        }
    }
    parts.published()
}

/// A time of ISO 8601 with the colons that its basic form leaves out: `1530` and `153000` before a zone.
fn extended_form(time: &str) -> Cow<'_, str> {
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    let (figures, zone) = time.split_at(digits);
    match (digits, zone.starts_with(':')) {
        (4, false) => format!("{}:{}{zone}", &figures[..2], &figures[2..]).into(),
        (6, false) => format!(
            "{}:{}:{}{zone}",
            &figures[..2],
            &figures[2..4],
            &figures[4..]
        )
        .into(),
        _ => time.into(),
    }
}

/// Seconds or milliseconds since 1970; fewer digits would be a date.
fn unix_time(text: &str) -> Option<Timestamp> {
    let is_unix = matches!(text.len(), 9 | 10 | 13) && text.bytes().all(|b| b.is_ascii_digit());
    let number: i64 = text.parse().ok().filter(|_| is_unix)?;
    let seconds = if text.len() == 13 {
        number / 1000
    } else {
        number
    };
    Timestamp::from_second(seconds)
        .ok()
        .filter(|_| UNIX_SECONDS.contains(&seconds))
}

/// Without the `(MSK)` or `(Moscow Standard Time)` that RFC 822 allows behind the offset.
fn without_comment(text: &str) -> &str {
    match text.split_once('(') {
        Some((before, comment)) if comment.ends_with(')') => before,
        _ => text,
    }
}

/// What the words have told so far.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    clock: Option<Clock>,
    is_afternoon: Option<bool>,
    zone: Option<Zone>,
}

/// A time of day; an hour of 24 is the midnight that ends the day.
#[derive(Clone, Copy)]
struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
}

impl Parts {
    /// Understands one word, or there is no time.
    fn take(&mut self, word: &str) -> Option<()> {
        let word = word.trim_end_matches(['.', ';']);
        if starts_with_digit(word) {
            return if word.contains(':') {
                self.take_clock(word)
            } else {
                self.take_figures(word)
            };
        }
        if word.is_empty() || is_weekday(word) || FILLERS.contains(&word) {
            return Some(());
        }
        if let Some(month) = month_of(word) {
            return set(&mut self.month, month);
        }
        match word {
            "am" | "pm" => set(&mut self.is_afternoon, word == "pm"),
            _ => self.take_zone(word),
        }
    }

    /// `15:30`, `15:30:00.123`, with or without a zone at its end.
    fn take_clock(&mut self, word: &str) -> Option<()> {
        let end = word
            .find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.')
            .unwrap_or(word.len());
        let (time, zone) = word.split_at(end);
        let mut fields = time.split(':');
        let hour = two_digits(fields.next()?)?;
        let minute = fields
            .next()
            .filter(|text| text.len() == 2)
            .and_then(two_digits)?;
        let whole_seconds =
            |text: &str| two_digits(text.split_once('.').map_or(text, |(whole, _)| whole));
        // A second of 60 is a leap second; the clocks of the store have none.
        let second = fields
            .next()
            .map_or(Some(0), whole_seconds)?
            .min(59 + i8::from(hour == 24));
        let is_midnight = hour == 24 && minute == 0 && second == 0;
        if fields.next().is_some() || minute > 59 || (hour > 23 && !is_midnight) {
            return None;
        }
        set(
            &mut self.clock,
            Clock {
                hour,
                minute,
                second,
            },
        )?;
        if zone.is_empty() {
            Some(())
        } else {
            self.take(zone)
        }
    }

    /// A day, a year or a whole date in figures.
    fn take_figures(&mut self, word: &str) -> Option<()> {
        let separator = word.chars().find(|c| matches!(c, '-' | '.' | '/'));
        if let Some(separator) = separator {
            let fields: Vec<&str> = word.split(separator).collect();
            let [first, second, third] = fields[..] else {
                return None;
            };
            return self.take_date(first, second, third, separator);
        }
        let ending = ["st", "nd", "rd", "th", "г"]
            .into_iter()
            .find_map(|end| word.strip_suffix(end));
        let digits = ending.unwrap_or(word);
        match (digits.len(), self.day, self.month) {
            (8, ..) if is_digits(digits) => {
                self.take_date(&digits[..4], &digits[4..6], &digits[6..], '-')
            }
            (4, ..) | (2, Some(_), Some(_)) => set(&mut self.year, year_of(digits)?),
            _ => set(&mut self.day, two_digits(digits)?),
        }
    }

    /// Year, month, day or day, month, year. With slashes the order is told only by a figure above 12 or by two
    /// that are equal.
    fn take_date(&mut self, first: &str, second: &str, third: &str, separator: char) -> Option<()> {
        let month = |text: &str| month_of(text).or_else(|| two_digits(text));
        let (year, month, day) = if first.len() == 4 {
            (year_of(first)?, month(second)?, two_digits(third)?)
        } else {
            let is_named = month_of(second).is_some();
            let year = year_of(third).filter(|_| third.len() == 4 || is_named)?;
            let (one, two) = (two_digits(first)?, month(second)?);
            match separator {
                '/' if !is_named && two > 12 => (year, one, two),
                '/' if !is_named && one <= 12 && one != two => return None,
                _ => (year, two, one),
            }
        };
        set(&mut self.year, year)?;
        set(&mut self.month, month)?;
        set(&mut self.day, day)
    }

    /// Figures beat a name, whichever comes first: `GMT +0300` is what browsers write.
    fn take_zone(&mut self, word: &str) -> Option<()> {
        let found = parse_zone(word)?;
        match (self.zone, found) {
            (None, _) | (Some(Zone::Named(_) | Zone::Moscow), Zone::Figures(_)) => {
                self.zone = Some(found);
            }
            (Some(Zone::Figures(_)), Zone::Named(_) | Zone::Moscow) => {}
            _ => return None,
        }
        Some(())
    }

    fn published(&self) -> Option<Published> {
        let day = Date::new(self.year?, self.month?, self.day?).ok()?;
        let Some(clock) = self.clock else {
            let is_known = day != date(1970, 1, 1) && self.is_afternoon.is_none();
            return is_known.then_some(Published::On(day));
        };
        let time = clock.on(day, self.is_afternoon)?;
        let published = match self.zone {
            None => Published::in_moscow(time)?,
            Some(zone) => {
                let offset = zone.offset(time)?;
                Published::at(offset.to_timestamp(time).ok()?, offset)
            }
        };
        (!is_zero(&published, time)).then_some(published)
    }
}

impl Clock {
    fn on(self, day: Date, is_afternoon: Option<bool>) -> Option<DateTime> {
        let hour = match is_afternoon {
            None => self.hour,
            Some(_) if !(1..=12).contains(&self.hour) => return None,
            Some(is_afternoon) => self.hour % 12 + if is_afternoon { 12 } else { 0 },
        };
        if hour == 24 {
            return Some(day.checked_add(1.day()).ok()?.to_datetime(Time::midnight()));
        }
        Some(day.to_datetime(Time::new(hour, self.minute, self.second, 0).ok()?))
    }
}

/// The zero of Unix time, in its own zone or in the one written.
fn is_zero(published: &Published, time: DateTime) -> bool {
    let zero = date(1970, 1, 1).to_datetime(Time::midnight());
    time == zero
        || matches!(published, Published::At { instant, .. } if *instant == Timestamp::UNIX_EPOCH)
}

/// Sets what was not set; a part that comes twice is not understood.
fn set<T>(part: &mut Option<T>, value: T) -> Option<()> {
    let is_first = part.is_none();
    *part = Some(value);
    is_first.then_some(())
}

/// Whether a word is a day of the week, which tells nothing that the date does not; feeds get it wrong.
fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word) || WEEKDAY_STEMS.iter().any(|stem| word.starts_with(stem))
}

/// A month by its name in either language, or by its first three letters or more.
fn month_of(word: &str) -> Option<i8> {
    word.chars()
        .nth(2)
        .filter(|_| word.starts_with(char::is_alphabetic))?;
    let is_english = |name: &str| {
        name.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    if word.is_ascii() {
        return (1..=12).find(|month| is_english(month_name(*month, Lang::En)));
    }
    let names = [month_name, month_genitive, |month, lang| {
        month_short(month, lang)
    }];
    (1..=12).find(|month| {
        names
            .iter()
            .any(|name| name(*month, Lang::Ru).starts_with(word))
    })
}

/// Four digits, or two of the years 1950 to 2049 (RFC 2822, 4.3).
fn year_of(text: &str) -> Option<i16> {
    let number: i16 = text.parse().ok().filter(|_| is_digits(text))?;
    let year = match text.len() {
        4 => number,
        2 if number < 50 => 2000 + number,
        2 => 1900 + number,
        _ => return None,
    };
    YEARS.contains(&year).then_some(year)
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
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
        check("Sat, 21 Jun 2008 15:30:00 MSK", "2008-06-21T15:30:00+03:00");
        check("Thu, 21 Jun 2012 15:30:00 MSK", "2012-06-21T15:30:00+04:00");
        check(
            "Tue, 21 May 2024 15:30:00 +0300 (MSK)",
            "2024-05-21T15:30:00+03:00",
        );
        check("21.05.2024 15:30 мск", "2024-05-21T15:30:00+03:00");
        check("Tue, 21 May 2024 15:30:00 PST", "2024-05-21T15:30:00-08:00");
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
        check("21.05.24", "none");
        check("1665148240", "2022-10-07T13:10:40+00:00");
        check("1665148240123", "2022-10-07T13:10:40+00:00");
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
            Some(Published::At { zone, .. }) => Some(zone),
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
            prop_assume!(offset.to_datetime(Timestamp::from_second(second).unwrap()).year() <= 2100);
            prop_assert_eq!(parse_instant(&published.to_string()), Some(published));
        }
    }
}

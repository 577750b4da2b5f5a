//! Times as mark-up writes them: RFC 3339 and its looser kin, and what people put in the same places.
//!
//! `2026-09-09T16:38:19.467+03:00`, `2024-05-21 15:30`, `20121015T1002`, `Wed, 09 Sep 2026 16:38:19 +0300`,
//! `21 мая 2024`. A time without zone is Moscow's; a day is a day.

use super::line_tokens::line_tokens;
use super::ru_date::date_phrases;
use crate::model::Published;
use crate::news::url_date::YEARS;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// Bytes of the longest stamp looked at.
const LONGEST: usize = 64;

/// Reads a stamp.
pub(super) fn parse_stamp(text: &str) -> Option<Published> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    iso(text).or_else(|| in_words(text))
}

fn iso(text: &str) -> Option<Published> {
    let (year, rest) = digits(text, 4)?;
    let dash = rest.strip_prefix('-');
    let (month, rest) = digits(dash.unwrap_or(rest), 2)?;
    let rest = if dash.is_some() { rest.strip_prefix('-')? } else { rest };
    let (day, rest) = digits(rest, 2)?;
    let date = date_of(year, month, day)?;
    let rest = rest.trim_start_matches([' ', 'T', 't']);
    if rest.is_empty() {
        return Some(Published::On(date));
    }
    let (hour, rest) = digits(rest, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':').unwrap_or(rest), 2)?;
    let (second, rest) = match digits(rest.strip_prefix(':').unwrap_or(rest), 2) {
        Some((second, rest)) => (second, rest),
        None => (0, rest),
    };
    let fraction =
        rest.strip_prefix(['.', ',']).map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let small = |number: i16| i8::try_from(number).ok();
    // A leap second counts as the one before it.
    let time = Time::new(small(hour)?, small(minute)?, small(second.min(59))?, 0).ok()?;
    published(date, time, fraction.unwrap_or(rest))
}

fn in_words(text: &str) -> Option<Published> {
    let tokens = line_tokens(text);
    let phrases = date_phrases(&tokens);
    let [phrase] = phrases.as_slice() else { return None };
    let date = phrase.date()?;
    let Some(time) = phrase.time else {
        return (phrase.end == tokens.len()).then_some(Published::On(date));
    };
    let zone_at = tokens.get(phrase.end).map_or(text.len(), |token| token.start);
    published(date, time, &text[zone_at..])
}

/// A time with what follows it: a zone, or nothing and then Moscow's.
fn published(date: Date, time: Time, zone: &str) -> Option<Published> {
    let local = date.to_datetime(time);
    let zone = zone.trim();
    if zone.is_empty() || ["мск", "msk", "(мск)"].contains(&zone.to_lowercase().as_str()) {
        return Published::in_moscow(local);
    }
    let offset = offset_of(zone)?;
    offset.to_timestamp(local).ok().map(|instant| Published::at(instant, offset))
}

/// `Z`, `UTC`, `+03:00`, `+0300`, `-05`.
fn offset_of(zone: &str) -> Option<Offset> {
    if ["z", "utc", "gmt"].contains(&zone.to_lowercase().as_str()) {
        return Some(Offset::UTC);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, rest) = digits(zone.strip_prefix(['+', '-'])?, 2)?;
    let minutes = if rest.is_empty() { 0 } else { digits(rest.strip_prefix(':').unwrap_or(rest), 2)?.0 };
    let is_sound = hours <= 14 && minutes < 60;
    is_sound.then(|| Offset::from_seconds(sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60)).ok())?
}

fn date_of(year: i16, month: i16, day: i16) -> Option<Date> {
    let small = |number: i16| i8::try_from(number).ok();
    YEARS.contains(&year).then(|| Date::new(year, small(month)?, small(day)?).ok())?
}

/// Exactly `count` digits at the front, and the rest.
fn digits(text: &str, count: usize) -> Option<(i16, &str)> {
    let front = text.get(..count)?;
    let all = front.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| front.parse().ok().map(|number| (number, &text[count..])))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let written = parse_stamp(text).map_or(String::new(), |published| published.to_string());
        assert_eq!(written, expected, "{text}");
    }

    #[test]
    fn with_zone() {
        check("2026-09-09T16:38:19+03:00", "2026-09-09T16:38:19+03:00");
        check("2026-09-09T16:38:19.467+03:00", "2026-09-09T16:38:19+03:00");
        check("2022-10-08T11:44:44.000Z", "2022-10-08T11:44:44+00:00");
        check("2024-05-21T15:30+0300", "2024-05-21T15:30:00+03:00");
        check(" 2024-05-21 15:30:00 -05 ", "2024-05-21T15:30:00-05:00");
        check("Wed, 09 Sep 2026 16:38:19 +0300", "2026-09-09T16:38:19+03:00");
        check("21.05.2024 15:30 GMT", "2024-05-21T15:30:00+00:00");
    }

    #[test]
    fn without_zone_it_is_moscows() {
        check("2012-10-15 10:02", "2012-10-15T10:02:00+04:00");
        check("20121015T1002", "2012-10-15T10:02:00+04:00");
        check("13.02.2024 18:37:00", "2024-02-13T18:37:00+03:00");
        check("21 мая 2024, 15:30 мск", "2024-05-21T15:30:00+03:00");
    }

    #[test]
    fn days() {
        check("2024-05-21", "2024-05-21");
        check("20240521", "2024-05-21");
        check("21 мая 2024", "2024-05-21");
    }

    #[test]
    fn what_is_no_stamp() {
        for text in [
            "",
            "2024",
            "2024-02-30",
            "2024-05-21T25:00",
            "2024-05-21T10:00:00[Europe/Moscow]",
            "21 мая",
            "1970-01-01T00:00:00Z",
            "2024-05-21T10:00 что-то",
            "сегодня в 14:44",
            "2024-05-21T10:00+99:00",
        ] {
            check(text, "");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[0-9TZ:+. я-]{0,40}", other in "\\PC{0,70}") {
            parse_stamp(&text);
            parse_stamp(&other);
        }
    }
}

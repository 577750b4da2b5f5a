//! The clock time behind a date, and the offset from UTC that may follow it.
//!
//! `13:26`, `9:05`, `08-37`, `13:15:00.250`, `10:00 AM`, with nothing behind or `Z`, `UTC`, `GMT`, `MSK`, `+03:00`,
//! `+0300`, `+03`, and after these a zone's name in brackets, as `java.time` and ISO 9557 write it.

use jiff::civil::Time;
use jiff::tz::Offset;

/// The clock that a time is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockZone {
    /// The text does not say.
    Untold,
    /// `MSK`: Moscow's, with an offset that depends on the day (+04:00 from 2011 to 2014).
    Moscow,
    /// An offset from UTC.
    Offset(Offset),
}

/// Reads a clock time and what follows it.
pub fn parse_clock(text: &str) -> Option<(Time, ClockZone)> {
    let text = without_zone_name(text)?;
    // One digit for the hour only before a colon: `8-37` is no clock.
    let padded = if text.as_bytes().get(1) == Some(&b':') {
        format!("0{text}")
    } else {
        text.to_owned()
    };
    let bytes = padded.as_bytes();
    let two = |at: usize| two_digits(bytes.get(at..at + 2)?);
    let is_mark = |at: usize| matches!(bytes.get(at), Some(b':' | b'-'));
    if !is_mark(2) {
        return None;
    }
    let hour = two(0)?;
    let minute = two(3)?;
    let has_seconds = bytes.get(5) == bytes.get(2) && is_mark(5);
    let (second, end) = if has_seconds { (two(6)?, 8) } else { (0, 5) };

    let rest = padded.get(end..)?;
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) if has_seconds => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        _ => rest,
    };
    let rest = rest.trim();
    let (hour, rest) = match half_of_day(rest) {
        Some(half) => (hour_of_half(hour, half)?, ""),
        None => (hour, rest),
    };
    let zone = if rest.is_empty() {
        ClockZone::Untold
    } else {
        parse_zone(rest)?
    };

    // A correct clock may write a leap second, which `Time` does not have.
    Some((Time::new(hour, minute, second.min(59), 0).ok()?, zone))
}

/// Drops `[Europe/Moscow]`, and another zone's name only after an offset, which then decides.
fn without_zone_name(text: &str) -> Option<&str> {
    let Some((before, name)) = text.strip_suffix(']').and_then(|text| text.split_once('[')) else {
        return Some(text);
    };
    let has_offset = before
        .get(5..)
        .is_some_and(|end| end.contains(['+', '-', 'z', 'Z']));
    (has_offset || name.eq_ignore_ascii_case("Europe/Moscow")).then_some(before)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

fn half_of_day(text: &str) -> Option<Half> {
    match text.to_ascii_lowercase().as_str() {
        "am" | "a.m." => Some(Half::Morning),
        "pm" | "p.m." => Some(Half::Afternoon),
        _ => None,
    }
}

/// The hour of 24 for one of 12; 12 AM is midnight.
fn hour_of_half(hour: i8, half: Half) -> Option<i8> {
    let after_noon = if half == Half::Afternoon { 12 } else { 0 };
    (1..=12).contains(&hour).then_some(hour % 12 + after_noon)
}

fn parse_zone(text: &str) -> Option<ClockZone> {
    match text.to_lowercase().as_str() {
        "z" | "utc" | "gmt" => return Some(ClockZone::Offset(Offset::UTC)),
        "msk" | "мск" => return Some(ClockZone::Moscow),
        _ => {}
    }
    let bytes = text.as_bytes();
    let sign = match bytes.first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let two = |at: usize| two_digits(bytes.get(at..at + 2)?).map(i32::from);
    let (hours, minutes) = match bytes.len() {
        3 => (two(1)?, 0),
        5 => (two(1)?, two(3)?),
        6 if bytes[3] == b':' => (two(1)?, two(4)?),
        _ => return None,
    };
    let is_possible = hours <= 23 && minutes <= 59;
    let offset = Offset::from_seconds(sign * (hours * 3600 + minutes * 60))
        .ok()
        .filter(|_| is_possible)?;
    Some(ClockZone::Offset(offset))
}

fn two_digits(bytes: &[u8]) -> Option<i8> {
    let [tens, ones] = bytes else { return None };
    let is_number = tens.is_ascii_digit() && ones.is_ascii_digit();
    is_number.then(|| i8::try_from((tens - b'0') * 10 + (ones - b'0')).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let read = parse_clock(text).map(|(time, zone)| match zone {
            ClockZone::Untold => time.to_string(),
            ClockZone::Moscow => format!("{time} Moscow"),
            ClockZone::Offset(offset) => format!("{time} {offset}"),
        });
        assert_eq!(read.as_deref(), expected, "{text}");
    }

    #[test]
    fn clocks_are_read_with_their_offset() {
        check("13:26", Some("13:26:00"));
        check("9:05", Some("09:05:00"));
        check("08-37", Some("08:37:00"));
        check("13:15:00.250", Some("13:15:00"));
        check("10:00:60-0530", Some("10:00:59 -05:30"));
        check("10:00Z", Some("10:00:00 +00"));
        check("10:00+03", Some("10:00:00 +03"));
        check("10:00 MSK", Some("10:00:00 Moscow"));
    }

    #[test]
    fn twelve_in_the_morning_is_midnight() {
        check("12:00 AM", Some("00:00:00"));
        check("12:00 pm", Some("12:00:00"));
        check("1:30 PM", Some("13:30:00"));
        check("13:30 PM", None);
    }

    #[test]
    fn a_zones_name_alone_says_the_offset_only_for_moscow() {
        check("10:00+03:00[Europe/Moscow]", Some("10:00:00 +03"));
        check("10:00[Europe/Moscow]", Some("10:00:00"));
        check("10:00-05:00[America/New_York]", Some("10:00:00 -05"));
        check("10:00[America/New_York]", None);
    }

    #[test]
    fn what_is_no_clock_is_refused() {
        for text in [
            "",
            "10",
            "24:00",
            "10:60",
            "8-37",
            "10:00 soon",
            "10:00 +25:00",
            "1:2",
            "ё:00",
            "10:0ё",
        ] {
            check(text, None);
        }
    }
}

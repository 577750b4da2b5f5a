//! Days as spreadsheets number them: 45432 is 2024-05-20, the part behind the point a part of the day.
//!
//! Of what else a column of dates holds, a number can be none: years have four digits, days without marks eight, Unix times
//! nine or more. So each cell counts by itself.

use jiff::{SignedDuration, civil::Date};

/// Day number 0. Spreadsheets take 1900 for a leap year, so this is right from March 1900 on.
const DAY_ZERO: Date = jiff::civil::date(1899, 12, 30);

/// The numbers of days on which there can be news: 1990 to 2100.
const NEWS_DAYS: std::ops::Range<i32> = 32_874..73_416;

const SECONDS_OF_DAY: f64 = 86_400.0;

/// A number of a day as a date, with a clock where it has a part of the day.
pub(super) fn written_day(text: &str) -> Option<String> {
    let (day, part) = day_and_part(text)?;
    let date = DAY_ZERO.checked_add(SignedDuration::from_hours(24 * i64::from(day)));
    let date = date.ok()?;
    Some(match part {
        "" => date.to_string(),
        _ => format!("{date} {}", written_clock(&format!("0.{part}"))?),
    })
}

/// A part of a day as a clock: 0.4375 is 10:30.
pub(super) fn written_clock(text: &str) -> Option<String> {
    let part: f64 = text.replace(',', ".").parse().ok()?;
    if !(0.0..1.0).contains(&part) {
        return None;
    }

    // The last half second belongs to the day.
    let second = (part * SECONDS_OF_DAY).round().min(SECONDS_OF_DAY - 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "at most the seconds of a day"
    )]
    let second = second as i32;
    Some(format!(
        "{:02}:{:02}:{:02}",
        second / 3600,
        second / 60 % 60,
        second % 60
    ))
}

fn day_and_part(text: &str) -> Option<(i32, &str)> {
    let text = text.trim();
    // Most texts are dates, and need not be looked through.
    if text.len() < 5 || !matches!(text.as_bytes().get(5), None | Some(b'.' | b',')) {
        return None;
    }
    let (day, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let are_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if day.len() != 5 || !are_digits(day) || !are_digits(part) {
        return None;
    }

    let day = day.parse().ok().filter(|day| NEWS_DAYS.contains(day))?;
    // `45432.0` is a day, not its midnight.
    let is_whole = part.bytes().all(|byte| byte == b'0');
    Some((day, if is_whole { "" } else { part }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, written: Option<&str>) {
        assert_eq!(written_day(text).as_deref(), written, "{text}");
    }

    #[test]
    fn numbers_of_days_are_dates() {
        check("45432", Some("2024-05-20"));
        check(" 45432.0 ", Some("2024-05-20"));
        check("45432.4375", Some("2024-05-20 10:30:00"));
        check("45432,4375", Some("2024-05-20 10:30:00"));
        check("45432.999999", Some("2024-05-20 23:59:59"));
        check("32874", Some("1990-01-01"));
        check("73415", Some("2100-12-31"));
        for text in [
            "32873",
            "73416",
            "4543",
            "45432x",
            "4543.25",
            "45432.5.5",
            "",
            "٤٥٤٣٢",
        ] {
            check(text, None);
        }
    }
}

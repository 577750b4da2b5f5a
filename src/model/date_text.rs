//! The grammar of dates that people type: `2024-05-21`, `21.05.2024`, `28/09/2024`, `21 мая 2024 г.`,
//! `Tue, 21 May 2024 10:00`, `2024-05`, `2024`, `2024-Q2`, `2024-W21`, `today`, `-30d`.
//!
//! A date is read where it can only mean one day, and refused with its possible readings otherwise. Three
//! customs decide: a four-digit number in front is the year, dates with dots are day first, and of two-digit
//! years 00 to 69 are 20xx and 92 to 99 are 19xx (the Bank's records begin in 1992). A clock behind the date is
//! dropped.

mod numeric;
mod words;

use super::{ClockZone, DateError, Span, day_in_moscow, parse_clock, weekday_named};
use crate::model::Lang;
use jiff::civil::{Date, Time, Weekday};

/// Reads one day; `today` is the day in Moscow.
///
/// # Errors
/// [`DateError`]; a month, quarter or year is [`DateError::PeriodForDay`].
pub fn parse_day(text: &str, today: Date) -> Result<Date, DateError> {
    the_only_day(text, parse_span(text, today)?)
}

/// Reads one day that does not depend on the day of reading, as files have it.
///
/// # Errors
/// Those of [`parse_day`]; `today` and `-30d` are [`DateError::Unreadable`].
pub fn parse_written_day(text: &str) -> Result<Date, DateError> {
    // The form of our own exports is read at once: an import has it in each of its rows.
    if let [_, _, _, _, b'-', _, _, b'-', _, _] = text.as_bytes()
        && let Ok(day) = text.parse()
    {
        return Ok(day);
    }
    the_only_day(text, parse_written(text, &normalised(text))?)
}

/// Reads one day with the clock behind it, if any, as publications have it.
///
/// # Errors
/// Those of [`parse_written_day`].
pub fn parse_written_instant(text: &str) -> Result<(Date, Option<(Time, ClockZone)>), DateError> {
    let normal = normalised(text);
    let (date, clock) = split_clock(&normal).ok_or_else(|| unreadable(text))?;
    Ok((the_only_day(text, parse_date(text, date)?)?, clock))
}

/// Reads a day or a period as its days; `today` is the day in Moscow.
///
/// # Errors
/// [`DateError`] for what is ambiguous, impossible or no date.
pub fn parse_span(text: &str, today: Date) -> Result<Span, DateError> {
    let normal = normalised(text);
    let day = match normal.as_str() {
        "today" | "сегодня" => Some(today),
        "yesterday" | "вчера" => today.yesterday().ok(),
        "tomorrow" | "завтра" => today.tomorrow().ok(),
        other => match other.strip_prefix('-') {
            Some(back) => parse_offset(back, today),
            None => return parse_written(text, other),
        },
    };
    day.map(Span::day).ok_or_else(|| unreadable(text))
}

/// Small letters; blanks and hyphens of every kind as the plain ones; no invisible marks.
fn normalised(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        match c {
            // Left by spreadsheets and by browsers' own date formats.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\u{2010}'..='\u{2015}' | '−' => normal.push('-'),
            c if c.is_whitespace() => {
                if !normal.is_empty() && !normal.ends_with(' ') {
                    normal.push(' ');
                }
            }
            c => normal.push(c),
        }
    }
    normal.truncate(normal.trim_end().len());
    normal
}

/// `30d`, `6w`, `3m`, `1y` before today; a month back from the 31st is its last day.
fn parse_offset(text: &str, today: Date) -> Option<Date> {
    let (unit_at, unit) = text.char_indices().last()?;
    let count: i64 = text[..unit_at]
        .parse()
        .ok()
        .filter(|n| (0..=40_000).contains(n))?;
    let back = jiff::Span::new();
    let back = match unit {
        'd' | 'д' => back.try_days(count),
        'w' | 'н' => back.try_weeks(count),
        'm' | 'м' => back.try_months(count),
        'y' | 'г' => back.try_years(count),
        _ => return None,
    };
    today.checked_sub(back.ok()?).ok()
}

/// A date that does not depend on the day of reading; `typed` is what errors repeat.
fn parse_written(typed: &str, normal: &str) -> Result<Span, DateError> {
    let (date, clock) = split_clock(normal).ok_or_else(|| unreadable(typed))?;
    let span = parse_date(typed, date)?;
    let Some((time, zone)) = clock else {
        return Ok(span);
    };

    let day = the_only_day(typed, span)?;
    let ClockZone::Offset(offset) = zone else {
        return Ok(span);
    };
    let instant = offset
        .to_timestamp(day.to_datetime(time))
        .map_err(|_| unreadable(typed))?;
    let in_moscow = day_in_moscow(instant);
    if in_moscow == day {
        return Ok(span);
    }
    // Late in the evening elsewhere it is the next day in Moscow. A bank's midnight means its own day, a
    // program's instant is Moscow's, and nothing shows which is meant.
    Err(DateError::Ambiguous {
        text: typed.to_owned(),
        readings: vec![day, in_moscow],
    })
}

/// The date and the clock after it, if any; `None` if the text after the date only looks like a clock.
fn split_clock(normal: &str) -> Option<(&str, Option<(Time, ClockZone)>)> {
    let Some(colon) = normal.find(':') else {
        return Some((normal, None));
    };
    let before = &normal[..colon];
    let hour_digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&hour_digits) {
        return None;
    }
    let (date, clock) = normal.split_at(colon - hour_digits);

    let is_after_digit = |date: &str| date.ends_with(|c: char| c.is_ascii_digit());
    let date = match date.strip_suffix('t') {
        Some(date) if is_after_digit(date) => date,
        _ => {
            let date = date.strip_suffix(' ')?;
            date.strip_suffix(" в")
                .or_else(|| date.strip_suffix(" at"))
                .unwrap_or(date)
        }
    };
    Some((date.trim_end_matches([',', ' ']), Some(parse_clock(clock)?)))
}

/// A date without a clock, with a weekday in front of it or without.
fn parse_date(typed: &str, date: &str) -> Result<Span, DateError> {
    let (weekday, date) = split_weekday(date);
    let date = without_year_word(date).trim_end_matches(['.', ',']);
    let span = if date.chars().any(char::is_alphabetic) {
        words::parse(typed, date)?
    } else {
        numeric::parse(typed, date)?
    };

    let Some(weekday) = weekday else {
        return Ok(span);
    };
    let day = the_only_day(typed, span)?;
    if day.weekday() == weekday {
        Ok(span)
    } else {
        Err(DateError::OtherWeekday {
            text: typed.to_owned(),
            day,
        })
    }
}

/// `tue, 21 may 2024`, `в среду, 22 мая 2024`.
fn split_weekday(date: &str) -> (Option<Weekday>, &str) {
    let start = ["в ", "во ", "on "]
        .iter()
        .find_map(|word| date.strip_prefix(word))
        .unwrap_or(date);
    let (word, rest) = start.split_at(
        start
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(start.len()),
    );
    match weekday_named(word, Lang::Ru).or_else(|| weekday_named(word, Lang::En)) {
        Some(weekday) => (Some(weekday), rest.trim_start_matches([' ', ',', '.'])),
        None => (None, date),
    }
}

/// Drops `г.` and `года` behind a year.
fn without_year_word(date: &str) -> &str {
    let behind_digit = |rest: &&str| rest.ends_with(|c: char| c.is_ascii_digit());
    let words = ["года", "год", "г.", "г"].iter();
    words
        .filter_map(|word| date.strip_suffix(word).map(str::trim_end))
        .find(behind_digit)
        .unwrap_or(date)
}

fn the_only_day(typed: &str, span: Span) -> Result<Date, DateError> {
    if span.from() == span.to() {
        Ok(span.from())
    } else {
        Err(DateError::PeriodForDay {
            text: typed.to_owned(),
            days: span,
        })
    }
}

fn unreadable(typed: &str) -> DateError {
    DateError::Unreadable(typed.to_owned())
}

#[cfg(test)]
#[path = "date_text_tests.rs"]
mod tests;

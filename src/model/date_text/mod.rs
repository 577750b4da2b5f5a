//! The one grammar of dates and instants, and its tables of months, weekdays, zones and years.
//!
//! [`parse_instant`] reads what feeds, collections and pages write; the functions here read what people type:
//! `2024-05-21`, `21.05.2024`, `28/09/2024`, `21 мая 2024 г.`, `Tue, 21 May 2024 10:00`, `2024-05`, `2024`, `2024-Q2`,
//! `2024-W21`, `today`, `-30d`. Both cut the text into the same [`parts`] and read a date by the same rules:
//!
//! A date is read where it can only mean one day, and refused with its possible readings otherwise. Three customs
//! decide: a four-digit number in front is the year, dates with dots are day first, and of two-digit years 00 to 69 are
//! 20xx and 92 to 99 are 19xx (the Bank's records begin in 1992).

mod clock;
mod days;
mod error;
mod figures;
mod instant;
mod names;
mod numeric;
mod parts;
mod words;
mod zone;

pub use error::{DateError, NoSuchDay};
pub use figures::{
    NEWS_YEARS, PAGE_YEARS, date_of_figures, four_digit_year, is_digits, two_digits,
};
pub use instant::{NoInstant, parse_instant};
pub use names::{
    day_and_month, day_and_short_month, month_genitive, month_name, month_named, month_short,
    month_short_genitive, spell_day, weekday_name, weekday_named,
};
pub use zone::WrittenZone;

use super::{Span, day_in_moscow, echoed};
use days::{iso_day, parse_days, the_only_day};
use jiff::civil::Date;
use numeric::Writer;
use parts::{Parts, normalised};

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
/// As for [`parse_day`]; `today` and `-30d` are [`DateError::Unreadable`].
pub fn parse_written_day(text: &str) -> Result<Date, DateError> {
    if let Some(day) = iso_day(text) {
        return Ok(day);
    }
    the_only_day(text, parse_written(text, &normalised(text))?)
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
            Some(back) => parse_days_back(back, today),
            None => return parse_written(text, other),
        },
    };

    day.map(Span::day)
        .ok_or_else(|| DateError::unreadable(text))
}

/// `30d`, `6w`, `3m`, `1y` before today; a month back from the 31st is its last day.
fn parse_days_back(text: &str, today: Date) -> Option<Date> {
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
    let unreadable = || DateError::unreadable(typed);
    let parts = Parts::split(normal).ok_or_else(unreadable)?;
    let days = parse_days(typed, &parts.date, Writer::Person)?;

    if let Some(weekday) = parts.weekday {
        let day = the_only_day(typed, days)?;
        if day.weekday() != weekday {
            return Err(DateError::OtherWeekday {
                text: echoed(typed),
                day,
            });
        }
    }

    let Some((time, zone)) = parts.time_on(days.from()).map_err(|_| unreadable())? else {
        return Ok(days);
    };

    let day = the_only_day(typed, days)?;
    let in_moscow = match zone.map(|zone| zone.instant_of(time)) {
        Some(instant) => day_in_moscow(instant.ok_or_else(unreadable)?.0),
        None => time.date(),
    };

    if in_moscow == day {
        return Ok(days);
    }

    // Late in the evening elsewhere it is the next day in Moscow. A bank's midnight means its own day, a
    // program's instant is Moscow's, and nothing shows which is meant.
    Err(DateError::ambiguous(typed, vec![day, in_moscow]))
}

#[cfg(test)]
mod tests;

//! The words of a date as the day or the period that they name.

use super::{
    error::DateError,
    numeric::{self, Writer},
    words,
};
use crate::model::{Span, echoed};
use jiff::civil::Date;

/// Words behind a year, the longer ones first.
const YEAR_WORDS: [&str; 4] = ["года", "год", "г.", "г"];

/// Reads a date without weekday and clock, in small letters; `typed` is what errors repeat.
pub(super) fn parse_days(typed: &str, date: &str, writer: Writer) -> Result<Span, DateError> {
    // The form of our own exports and of most collections is read at once: an import has it in each of its rows.
    if let Some(day) = iso_day(date) {
        return Ok(Span::day(day));
    }

    let date = without_year_word(date).trim_end_matches(['.', ',', ';']);
    if date.chars().any(char::is_alphabetic) {
        words::parse(typed, date)
    } else {
        numeric::parse(typed, date, writer)
    }
}

/// `2024-05-21` and nothing else.
pub(super) fn iso_day(date: &str) -> Option<Date> {
    match date.as_bytes() {
        [_, _, _, _, b'-', _, _, b'-', _, _] => date.parse().ok(),
        _ => None,
    }
}

/// Drops a word behind a year.
fn without_year_word(date: &str) -> &str {
    YEAR_WORDS
        .iter()
        .filter_map(|word| date.strip_suffix(word).map(str::trim_end))
        .find(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(date)
}

pub(super) fn the_only_day(typed: &str, days: Span) -> Result<Date, DateError> {
    if days.from() == days.to() {
        return Ok(days.from());
    }

    Err(DateError::PeriodForDay {
        text: echoed(typed),
        days,
    })
}

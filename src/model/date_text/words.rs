//! Dates with letters in them: the name of a month, a quarter or a week.

use super::{
    error::{DateError, NoSuchDay},
    names::month_named,
    numeric::{Numbers, day_of_some_year, number, the_one, whole, years},
};
use crate::model::{Every, Period, Span};
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// Endings of an ordinal day: `1-го июня`, `June 1st`.
const ORDINAL_ENDINGS: [&str; 9] = ["го", "ое", "е", "й", "ого", "st", "nd", "rd", "th"];

/// A number or a month's name.
#[derive(Clone, Copy)]
enum Word<'a> {
    /// One or two digits.
    Short(&'a str),
    /// Four digits.
    Year(&'a str),
    Month(i8),
    Quarter,
    Week,
}

/// Reads `21 мая 2024`, `May 21, 2024`, `21-May-24`, `май 2024`, `2024-q2` or `2024-w21`.
pub(super) fn parse(typed: &str, date: &str) -> Result<Span, DateError> {
    use Word::{Month, Quarter, Short, Week, Year};

    let words = words(date).ok_or_else(|| DateError::unreadable(typed))?;

    match words.as_slice() {
        [Short(day), Month(month), year @ (Year(_) | Short(_))]
        | [Month(month), Short(day), year @ (Year(_) | Short(_))]
        | [year @ Year(_), Month(month), Short(day)]
        | [year @ Year(_), Short(day), Month(month)] => day_of(typed, *year, *month, day),
        [Month(month), Year(year)] | [Year(year), Month(month)] => {
            whole(typed, Every::Month, number(year), i16::from(*month))
        }
        [Short(day), Month(month)] | [Month(month), Short(day)] => {
            let reading = day_of_some_year(i16::from(*month), number(day));
            Err(DateError::no_year(typed, reading.into_iter().collect()))
        }
        [Year(year), Quarter, Short(quarter)]
        | [Quarter, Short(quarter), Year(year)]
        | [Short(quarter), Quarter, Year(year)] => {
            parse_quarter(typed, number(year), number(quarter))
        }
        [Year(year), Week, Short(week)] => parse_week(typed, number(year), number(week)),
        _ => Err(DateError::unreadable(typed)),
    }
}

/// The words of a date without marks, ordinal endings, `of` and `the`; `None` if a word is unknown.
fn words(date: &str) -> Option<Vec<Word<'_>>> {
    let mut found: Vec<Word> = Vec::new();
    let mut rest = date;
    while let Some(first) = rest.chars().next() {
        let is_same_kind: fn(char) -> bool = if first.is_ascii_digit() {
            |c| c.is_ascii_digit()
        } else if first.is_alphabetic() {
            char::is_alphabetic
        } else {
            |c| [' ', ',', '.', '-', '/', '\''].contains(&c)
        };
        let (word, after) = rest.split_at(rest.find(|c| !is_same_kind(c)).unwrap_or(rest.len()));
        rest = after;
        // An unknown word makes the whole unreadable: `21 may 2024 soon` is no day.

        match word {
            "" => return None,
            "of" | "the" | "г" | "года" => {}
            _ if !first.is_alphanumeric() => {}
            _ if first.is_ascii_digit() => found.push(match word.len() {
                1 | 2 => Word::Short(word),
                4 => Word::Year(word),
                _ => return None,
            }),
            _ if ORDINAL_ENDINGS.contains(&word)
                && matches!(found.last(), Some(Word::Short(_))) => {}
            "q" | "кв" | "квартал" | "квартала" => found.push(Word::Quarter),
            "w" => found.push(Word::Week),
            name => found.push(Word::Month(month_named(name)?)),
        }
    }

    Some(found)
}

fn day_of(typed: &str, year: Word, month: i8, day: &str) -> Result<Span, DateError> {
    let years = match year {
        Word::Year(year) => years(year),
        Word::Short(year) if year.len() == 2 => years(year),
        _ => return Err(DateError::unreadable(typed)),
    };
    let month = i16::from(month);
    let day = number(day);
    let readings: Vec<_> = years
        .into_iter()
        .map(|year| Numbers { year, month, day })
        .collect();

    the_one(typed, &readings, ' ')
}

fn parse_quarter(typed: &str, year: i16, quarter: i16) -> Result<Span, DateError> {
    if !(1..=4).contains(&quarter) {
        return Err(DateError::impossible(typed, NoSuchDay::Quarter));
    }
    whole(typed, Every::Quarter, year, quarter * 3)
}

fn parse_week(typed: &str, year: i16, week: i16) -> Result<Span, DateError> {
    let monday = i8::try_from(week)
        .ok()
        .and_then(|week| ISOWeekDate::new(year, week, Weekday::Monday).ok());
    if let Some(monday) = monday {
        return Ok(Period::containing(Every::Week, monday.date()).span());
    }

    // The fourth of January is always in the first week.
    let first_week = Date::new(year, 1, 4).map_err(|_| DateError::unreadable(typed))?;
    let weeks = first_week.iso_week_date().weeks_in_year();
    Err(DateError::impossible(
        typed,
        NoSuchDay::Week { year, weeks },
    ))
}

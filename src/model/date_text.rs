//! The grammar of dates that people type, and how dates are spelled.
//!
//! `2024-05-21`, `21.05.2024`, `21 мая 2024`, `2024-05`, `2024`, `2024-Q2`, `2024-W21`, `today`, `-30d`.
//! What is ambiguous or impossible is refused, never guessed.

use super::{Every, Lang, Period, Span};
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// `05/06/2024`: day and month in either order.
    #[error("`{0}` is ambiguous: write 2024-06-05 or 05.06.2024")]
    Ambiguous(String),
    /// `2024-02-30`.
    #[error("`{0}` is not a day of the calendar")]
    Impossible(String),
    /// A month, quarter or year where one day is needed.
    #[error("`{0}` is a period, and one day is needed here")]
    PeriodForDay(String),
    /// Anything else.
    #[error("`{0}` is not a date: write 2024-05-21, 21.05.2024, 2024-05, 2024-Q2, 2024, today or -30d")]
    Unreadable(String),
}

const MONTHS_RU: [[&str; 3]; 12] = [
    ["январь", "января", "янв"],
    ["февраль", "февраля", "фев"],
    ["март", "марта", "мар"],
    ["апрель", "апреля", "апр"],
    ["май", "мая", "май"],
    ["июнь", "июня", "июн"],
    ["июль", "июля", "июл"],
    ["август", "августа", "авг"],
    ["сентябрь", "сентября", "сен"],
    ["октябрь", "октября", "окт"],
    ["ноябрь", "ноября", "ноя"],
    ["декабрь", "декабря", "дек"],
];

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month's name as it stands alone: `май`, `May`; `month` is 1 to 12.
pub fn month_name(month: i8, lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => MONTHS_RU[index(month)][0],
        Lang::En => MONTHS_EN[index(month)],
    }
}

/// A month's name as it stands after a day: `мая`, `May`.
pub fn month_genitive(month: i8, lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => MONTHS_RU[index(month)][1],
        Lang::En => MONTHS_EN[index(month)],
    }
}

/// A month's name in three letters: `май`, `May`.
pub fn month_short(month: i8, lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => MONTHS_RU[index(month)][2],
        Lang::En => &MONTHS_EN[index(month)][..3],
    }
}

/// The same as it stands after a day: `мая`, `May`.
pub fn month_short_genitive(month: i8, lang: Lang) -> &'static str {
    // May is too short a word to be shortened.
    if lang == Lang::Ru && month == 5 { month_genitive(month, lang) } else { month_short(month, lang) }
}

fn index(month: i8) -> usize {
    usize::from(month.unsigned_abs().clamp(1, 12) - 1)
}

/// `21 мая 2024`, `21 May 2024`.
pub fn spell_day(day: Date, lang: Lang) -> String {
    format!("{} {} {}", day.day(), month_genitive(day.month(), lang), day.year())
}

/// Reads one day.
///
/// # Errors
/// [`DateError`]; a month, quarter or year is [`DateError::PeriodForDay`].
pub fn parse_day(text: &str, today: Date) -> Result<Date, DateError> {
    let span = parse_span(text, today)?;
    if span.from() == span.to() { Ok(span.from()) } else { Err(DateError::PeriodForDay(text.to_owned())) }
}

/// Reads a day or a period as its days; `today` is the day in Moscow.
///
/// # Errors
/// [`DateError`] for what is ambiguous, impossible or no date.
pub fn parse_span(text: &str, today: Date) -> Result<Span, DateError> {
    let typed = text.trim().to_lowercase();
    let unreadable = || DateError::Unreadable(text.to_owned());
    let found = match typed.as_str() {
        "today" | "сегодня" => Ok(Span::day(today)),
        "yesterday" | "вчера" => today.yesterday().map(Span::day).map_err(|_| unreadable()),
        "tomorrow" | "завтра" => today.tomorrow().map(Span::day).map_err(|_| unreadable()),
        other => match other.strip_prefix(['-', '−']) {
            Some(back) => parse_offset(back, today).map(Span::day).ok_or_else(unreadable),
            None => parse_calendar(other),
        },
    };
    found.map_err(|error| match error {
        DateError::Ambiguous(_) => DateError::Ambiguous(text.to_owned()),
        DateError::Impossible(_) => DateError::Impossible(text.to_owned()),
        _ => unreadable(),
    })
}

/// `30d`, `6w`, `3m`, `1y` before today; a month back from the 31st is its last day.
fn parse_offset(text: &str, today: Date) -> Option<Date> {
    let (unit_at, unit) = text.char_indices().last()?;
    let count: i64 = text[..unit_at].parse().ok().filter(|n| (0..=40_000).contains(n))?;
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

fn parse_calendar(text: &str) -> Result<Span, DateError> {
    let impossible = || DateError::Impossible(text.to_owned());
    let whole =
        |every, day: Option<Date>| day.map(|d| Period::containing(every, d).span()).ok_or_else(impossible);
    if let Some(numbers) = numbers(text, '/') {
        let is_date = numbers.len() == 3;
        return Err(if is_date { DateError::Ambiguous(text.to_owned()) } else { unreadable(text) });
    }
    if let Some([day, month, year]) = numbers(text, '.').as_deref() {
        return whole(Every::Day, civil(*year, *month, *day, text.ends_with(&format!(".{year:04}"))));
    }
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year] if is_year(year) => whole(Every::Year, civil(number(year), 1, 1, true)),
        [year, part] if is_year(year) => {
            parse_part_of_year(number(year), part).unwrap_or_else(|| Err(unreadable(text)))
        }
        [year, month, day] if is_year(year) && is_short(month) && is_short(day) => {
            whole(Every::Day, civil(number(year), number(month), number(day), true))
        }
        _ => parse_in_words(text).unwrap_or_else(|| Err(unreadable(text))),
    }
}

/// `05`, `Q2` or `W21` of a year.
fn parse_part_of_year(year: i64, part: &str) -> Option<Result<Span, DateError>> {
    let found = |every, day: Option<Date>| {
        Some(day.map(|d| Period::containing(every, d).span()).ok_or(DateError::Impossible(String::new())))
    };
    if let Some(quarter) = part.strip_prefix('q') {
        let quarter: i64 = quarter.parse().ok()?;
        return found(
            Every::Quarter,
            (1..=4).contains(&quarter).then(|| civil(year, quarter * 3, 1, true)).flatten(),
        );
    }
    if let Some(week) = part.strip_prefix('w') {
        let (year, week) = (i16::try_from(year).ok()?, week.parse().ok()?);
        return found(Every::Week, ISOWeekDate::new(year, week, Weekday::Monday).ok().map(ISOWeekDate::date));
    }
    is_short(part).then(|| found(Every::Month, civil(year, number(part), 1, true)))?
}

/// `21 мая 2024`, `21 May 2024`, `May 21, 2024`, `май 2024`.
fn parse_in_words(text: &str) -> Option<Result<Span, DateError>> {
    let words: Vec<&str> = text.split([' ', '\u{a0}', ',']).filter(|w| !w.is_empty() && *w != "г.").collect();
    let month = |word: &str| (1..=12i8).find(|m| is_month(*m, word));
    let (every, year, month, day) = match words.as_slice() {
        [day, name, year] if is_short(day) && is_year(year) => (Every::Day, year, month(name)?, number(day)),
        [name, day, year] if is_short(day) && is_year(year) => (Every::Day, year, month(name)?, number(day)),
        [name, year] if is_year(year) => (Every::Month, year, month(name)?, 1),
        _ => return None,
    };
    let day = civil(number(year), month.into(), day, true);
    Some(day.map(|d| Period::containing(every, d).span()).ok_or(DateError::Impossible(String::new())))
}

fn is_month(month: i8, word: &str) -> bool {
    let english = MONTHS_EN[index(month)].to_lowercase();
    MONTHS_RU[index(month)].contains(&word) || word == english || word == &english[..3]
}

fn unreadable(text: &str) -> DateError {
    DateError::Unreadable(text.to_owned())
}

/// The date, if the calendar has it and the year was written with four digits.
fn civil(year: i64, month: i64, day: i64, four_digits: bool) -> Option<Date> {
    let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().filter(|_| four_digits)
}

/// Numbers of up to four digits, if the text is nothing else but them and the separator.
fn numbers(text: &str, separator: char) -> Option<Vec<i64>> {
    let parts: Vec<&str> = text.split(separator).collect();
    let all_digits = |p: &&str| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
    (parts.len() > 1 && parts.iter().all(all_digits)).then(|| parts.iter().map(|p| number(p)).collect())
}

fn number(digits: &str) -> i64 {
    digits.parse().unwrap_or(-1)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_short(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2024, 5, 31);

    fn check(text: &str, expected: &str) {
        assert_eq!(parse_span(text, TODAY).map(|s| s.to_string()), Ok(expected.to_owned()), "{text:?}");
    }

    #[test]
    fn days_are_read_in_every_form() {
        for text in [
            "2024-05-21",
            "21.05.2024",
            "21 мая 2024",
            "21 МАЯ 2024",
            "21 May 2024",
            "may 21, 2024",
            "21 мая 2024 г.",
        ] {
            check(text, "2024-05-21..2024-05-21");
        }
        check("сегодня", "2024-05-31..2024-05-31");
        check("yesterday", "2024-05-30..2024-05-30");
        check("Завтра", "2024-06-01..2024-06-01");
        check("-30d", "2024-05-01..2024-05-01");
        check("-6w", "2024-04-19..2024-04-19");
        check("-1y", "2023-05-31..2023-05-31");
    }

    #[test]
    fn a_month_back_from_the_31st_is_the_last_day() {
        check("-1m", "2024-04-30..2024-04-30");
        check("-3m", "2024-02-29..2024-02-29");
    }

    #[test]
    fn periods_are_their_days() {
        check("2024-05", "2024-05-01..2024-05-31");
        check("май 2024", "2024-05-01..2024-05-31");
        check("2024", "2024-01-01..2024-12-31");
        check("2024-Q2", "2024-04-01..2024-06-30");
        check("2024-W21", "2024-05-20..2024-05-26");
        assert_eq!(parse_day("2024-05", TODAY), Err(DateError::PeriodForDay("2024-05".into())));
    }

    #[test]
    fn what_cannot_be_told_is_refused() {
        let error = |text: &str| parse_span(text, TODAY).unwrap_err();
        assert_eq!(error("05/06/2024"), DateError::Ambiguous("05/06/2024".into()));
        for text in
            ["2024-02-30", "31.04.2024", "2024-13", "2024-Q5", "30 февраля 2024", "2024-W54", "21.05.24"]
        {
            assert_eq!(error(text), DateError::Impossible(text.into()), "{text}");
        }
        for text in [
            "",
            "вторник",
            "2024-5-",
            "20240521",
            "-",
            "-5",
            "-5x",
            "24",
            "2024-05-21T00:00",
            "май",
            "١٢.٠٥.٢٠٢٤",
        ] {
            assert_eq!(error(text), DateError::Unreadable(text.into()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_spelling_of_a_day_is_read_back(offset in 0i64..30_000) {
            use jiff::ToSpan;
            let day = date(1960, 1, 1) + offset.days();
            let dotted = format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year());
            for text in [day.to_string(), dotted, spell_day(day, Lang::Ru), spell_day(day, Lang::En)] {
                prop_assert_eq!(parse_day(&text, TODAY), Ok(day));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,24}") {
            let _ = parse_span(&text, TODAY);
        }

        #[test]
        fn no_near_date_panics(text in "-?[0-9]{0,5}[-./ qQwW]{0,2}[0-9]{0,3}[-./ ]?[0-9dwmy]{0,5}") {
            let _ = parse_span(&text, TODAY);
        }
    }
}

//! Dates in figures alone: which number is the day, which the month and which the year.

use super::{
    error::{DateError, DayOfYear, NoSuchDay},
    figures::{NEWS_YEARS, is_digits},
};
use crate::model::{Every, FIRST_RECORD_DAY, Period, Span, each_once, echoed};
use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

/// Who wrote a date, which decides what hyphens mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Writer {
    /// `05-06-2024` may be a day of May or of June.
    Person,
    /// Files and feeds write the day first before a year of four digits.
    Program,
}

/// Year, month and day as numbers that the calendar may not have.
#[derive(Clone, Copy)]
pub(super) struct Numbers {
    pub(super) year: i16,
    pub(super) month: i16,
    pub(super) day: i16,
}

impl Numbers {
    fn date(self) -> Option<Date> {
        Date::new(
            self.year,
            i8::try_from(self.month).ok()?,
            i8::try_from(self.day).ok()?,
        )
        .ok()
    }

    fn has_month(self) -> bool {
        (1..=12).contains(&self.month)
    }

    fn exchanged(self) -> Option<Date> {
        Self {
            month: self.day,
            day: self.month,
            ..self
        }
        .date()
    }
}

/// The order of the three numbers.
#[derive(Clone, Copy)]
enum Order {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// Reads `2024-05-21`, `21.05.2024`, `28/09/2024`, `13.03.21`, `20240521`, `2024-05`, `05.2024` or `2024`.
pub(super) fn parse(typed: &str, date: &str, writer: Writer) -> Result<Span, DateError> {
    let mark = date
        .chars()
        .find(|c| ['.', '/', '-'].contains(c))
        .unwrap_or(' ');
    let fields: Vec<&str> = date.split(mark).map(str::trim).collect();
    if !fields.iter().all(|field| is_digits(field)) {
        return Err(DateError::unreadable(typed));
    }

    match *fields {
        [year] if year.len() == 4 => whole(typed, Every::Year, number(year), 1),
        [digits] if digits.len() == 8 => parse_without_marks(typed, digits),
        [digits] if digits.len() == 5 => Err(spreadsheet_number(typed, digits)),
        [first, second] => match (first.len(), second.len()) {
            (4, 1..=2) => whole(typed, Every::Month, number(first), number(second)),
            (1..=2, 4) => whole(typed, Every::Month, number(second), number(first)),
            (1..=2, 1..=2) => Err(without_year(typed, number(first), number(second), mark)),
            _ => Err(DateError::unreadable(typed)),
        },
        [a, b, c] => {
            let orders = orders([a.len(), b.len(), c.len()], mark, writer)
                .ok_or_else(|| DateError::unreadable(typed))?;
            let readings: Vec<_> = orders
                .iter()
                .flat_map(|order| in_order(*order, [a, b, c]))
                .collect();
            the_one(typed, &readings, mark)
        }
        _ => Err(DateError::unreadable(typed)),
    }
}

/// The possible orders of three numbers of these lengths; none if no number can be a year.
fn orders(lengths: [usize; 3], mark: char, writer: Writer) -> Option<&'static [Order]> {
    use Order::{DayMonthYear, MonthDayYear, YearMonthDay};

    match (lengths, mark) {
        ([4, 1..=2, 1..=2], _) => Some(&[YearMonthDay]),
        ([1..=2, 1..=2, 2 | 4], '.') => Some(&[DayMonthYear]),
        ([1..=2, 1..=2, 4], '-') if writer == Writer::Program => Some(&[DayMonthYear]),
        // ISO 8601 once had years of two digits: 13-03-21 may be a day of 2013.
        ([2, 1..=2, 2], '-' | ' ') => Some(&[DayMonthYear, MonthDayYear, YearMonthDay]),
        ([1..=2, 1..=2, 2 | 4], _) => Some(&[DayMonthYear, MonthDayYear]),
        _ => None,
    }
}

/// The dates that three numbers form in an order; a two-digit year may be of two centuries.
fn in_order(order: Order, [a, b, c]: [&str; 3]) -> Vec<Numbers> {
    let (year, month, day) = match order {
        Order::DayMonthYear => (c, b, a),
        Order::MonthDayYear => (c, a, b),
        Order::YearMonthDay => (a, b, c),
    };

    years(year)
        .into_iter()
        .map(|year| Numbers {
            year,
            month: number(month),
            day: number(day),
        })
        .collect()
}

/// The years that a number of four or two digits can be: from 70 to 91 there is no record to decide.
pub(super) fn years(digits: &str) -> Vec<i16> {
    match (digits.len(), number(digits)) {
        (2, short @ 0..=69) => vec![2000 + short],
        (2, short @ 92..=99) => vec![1900 + short],
        (2, short) => vec![1900 + short, 2000 + short],
        (_, year) => vec![year],
    }
}

/// The one day that all readings agree on.
pub(super) fn the_one(typed: &str, readings: &[Numbers], mark: char) -> Result<Span, DateError> {
    let days = each_once(readings.iter().filter_map(|numbers| numbers.date()));

    match days.as_slice() {
        [day] => Ok(Span::day(*day)),
        [] => Err(no_such_day(typed, readings, mark)),
        _ => Err(DateError::ambiguous(typed, days)),
    }
}

fn no_such_day(typed: &str, readings: &[Numbers], mark: char) -> DateError {
    let likeliest = readings
        .iter()
        .find(|numbers| numbers.has_month())
        .or(readings.first());
    let Some(&numbers) = likeliest else {
        return DateError::unreadable(typed);
    };

    let first_of_month = Numbers { day: 1, ..numbers }.date();
    let why = match (first_of_month, numbers.exchanged()) {
        (Some(first), _) => NoSuchDay::Day {
            year: first.year(),
            month: first.month(),
            days: first.days_in_month(),
        },
        (None, Some(exchanged)) if mark == '.' => NoSuchDay::MonthFirst {
            month: numbers.month,
            exchanged,
        },
        (None, Some(exchanged)) => NoSuchDay::DayFirst {
            month: numbers.month,
            exchanged,
        },
        (None, None) => NoSuchDay::Month(numbers.month),
    };

    DateError::impossible(typed, why)
}

/// Five digits: days since the end of 1899, as most spreadsheets count them. Some of old Macs count from 1904, so that
/// the day is only proposed.
fn spreadsheet_number(typed: &str, digits: &str) -> DateError {
    let days = digits.parse::<i64>().ok();
    let day = days.and_then(|days| date(1899, 12, 30).checked_add(days.days()).ok());
    let plausible = day.filter(|day| *day >= FIRST_RECORD_DAY && day.year() < 2100);

    plausible.map_or_else(
        || DateError::unreadable(typed),
        |day| DateError::SpreadsheetNumber {
            text: echoed(typed),
            day,
        },
    )
}

/// Eight digits: year first, or year last in either order of day and month.
fn parse_without_marks(typed: &str, digits: &str) -> Result<Span, DateError> {
    let (year, month_and_day) = digits.split_at(4);
    let year_first = [year, &month_and_day[..2], &month_and_day[2..]];
    let year_last = [&digits[..2], &digits[2..4], &digits[4..]];
    let mut readings = in_order(Order::YearMonthDay, year_first);
    readings.extend(in_order(Order::DayMonthYear, year_last));
    readings.extend(in_order(Order::MonthDayYear, year_last));
    readings.retain(|numbers| NEWS_YEARS.contains(&numbers.year));

    the_one(typed, &readings, ' ')
}

/// `21.05`, `05/21`: the days of some year that two numbers can be.
fn without_year(typed: &str, first: i16, second: i16, mark: char) -> DateError {
    let swapped = (mark != '.').then_some((second, first));
    let orders = [(first, second)].into_iter().chain(swapped);
    let readings = orders.filter_map(|(day, month)| day_of_some_year(month, day));

    DateError::no_year(typed, each_once(readings))
}

/// A day of the calendar without its year.
pub(super) fn day_of_some_year(month: i16, day: i16) -> Option<DayOfYear> {
    // A leap year, so that 29 February is among them.
    let year = 2000;
    let found = Numbers { year, month, day }.date()?;
    Some(DayOfYear {
        month: found.month(),
        day: found.day(),
    })
}

/// A whole year, quarter or month.
pub(super) fn whole(typed: &str, every: Every, year: i16, month: i16) -> Result<Span, DateError> {
    let day = 1;
    let first = Numbers { year, month, day }.date();
    first
        .map(|first| Period::containing(every, first).span())
        .ok_or_else(|| DateError::impossible(typed, NoSuchDay::Month(month)))
}

/// The number that up to four digits spell; −1, which no calendar has, for other text.
pub(super) fn number(digits: &str) -> i16 {
    digits.parse().unwrap_or(-1)
}

//! Dates in figures alone: which number is the day, which the month and which the year.

use super::unreadable;
use crate::model::date_error::{DayOfYear, NoSuchDay};
use crate::model::{DateError, Every, Period, Span};
use jiff::civil::Date;

/// Years allowed in eight digits without marks, so that `20240521` and `21052024` are distinct.
const YEARS_WITHOUT_MARKS: std::ops::RangeInclusive<i16> = 1900..=2099;

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
pub(super) fn parse(typed: &str, date: &str) -> Result<Span, DateError> {
    let mark = date
        .chars()
        .find(|c| ['.', '/', '-'].contains(c))
        .unwrap_or(' ');
    let parts: Vec<&str> = date.split(mark).map(str::trim).collect();
    if !parts.iter().all(|part| is_number(part)) {
        return Err(unreadable(typed));
    }
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    match (parts.as_slice(), lengths.as_slice()) {
        (&[year], [4]) => whole(typed, Every::Year, number(year), 1),
        (&[digits], [8]) => parse_without_marks(typed, digits),
        (&[year, month], [4, 1..=2]) | (&[month, year], [1..=2, 4]) => {
            whole(typed, Every::Month, number(year), number(month))
        }
        (&[first, second], [1..=2, 1..=2]) => {
            Err(without_year(typed, number(first), number(second), mark))
        }
        (&[a, b, c], [la, lb, lc]) => {
            let orders = orders([*la, *lb, *lc], mark).ok_or_else(|| unreadable(typed))?;
            let readings: Vec<_> = orders
                .iter()
                .flat_map(|order| in_order(*order, [a, b, c]))
                .collect();
            the_one(typed, &readings, mark)
        }
        _ => Err(unreadable(typed)),
    }
}

/// The possible orders of three numbers of these lengths; empty if none of them can be a year.
fn orders(lengths: [usize; 3], mark: char) -> Option<&'static [Order]> {
    use Order::{DayMonthYear, MonthDayYear, YearMonthDay};
    match (lengths, mark) {
        ([4, 1..=2, 1..=2], _) => Some(&[YearMonthDay]),
        ([1..=2, 1..=2, 2 | 4], '.') => Some(&[DayMonthYear]),
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
    let mut days: Vec<Date> = Vec::new();
    for day in readings.iter().filter_map(|numbers| numbers.date()) {
        if !days.contains(&day) {
            days.push(day);
        }
    }
    match days.as_slice() {
        [day] => Ok(Span::day(*day)),
        [] => Err(no_such_day(typed, readings, mark)),
        _ => Err(DateError::Ambiguous {
            text: typed.to_owned(),
            readings: days,
        }),
    }
}

fn no_such_day(typed: &str, readings: &[Numbers], mark: char) -> DateError {
    let likeliest = readings
        .iter()
        .find(|numbers| numbers.has_month())
        .or(readings.first());
    let Some(&numbers) = likeliest else {
        return unreadable(typed);
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
        (None, _) => NoSuchDay::Month(numbers.month),
    };
    DateError::Impossible {
        text: typed.to_owned(),
        why,
    }
}

/// Eight digits: year first, or year last in either order of day and month.
fn parse_without_marks(typed: &str, digits: &str) -> Result<Span, DateError> {
    let part = |from: usize, to: usize| number(&digits[from..to]);
    let readings = [
        Numbers {
            year: part(0, 4),
            month: part(4, 6),
            day: part(6, 8),
        },
        Numbers {
            year: part(4, 8),
            month: part(2, 4),
            day: part(0, 2),
        },
        Numbers {
            year: part(4, 8),
            month: part(0, 2),
            day: part(2, 4),
        },
    ];
    let readings: Vec<_> = readings
        .into_iter()
        .filter(|numbers| YEARS_WITHOUT_MARKS.contains(&numbers.year))
        .collect();
    the_one(typed, &readings, ' ')
}

/// `21.05`, `05/21`: the days of some year that two numbers can be.
fn without_year(typed: &str, first: i16, second: i16, mark: char) -> DateError {
    let orders: &[(i16, i16)] = if mark == '.' {
        &[(first, second)]
    } else {
        &[(first, second), (second, first)]
    };
    // A leap year, so that 29 February is among them.
    let in_leap_year = orders.iter().filter_map(|&(day, month)| {
        Numbers {
            year: 2000,
            month,
            day,
        }
        .date()
    });
    let mut readings: Vec<DayOfYear> = Vec::new();
    for day in in_leap_year.map(|day| DayOfYear {
        month: day.month(),
        day: day.day(),
    }) {
        if !readings.contains(&day) {
            readings.push(day);
        }
    }
    if readings.is_empty() {
        unreadable(typed)
    } else {
        DateError::NoYear {
            text: typed.to_owned(),
            readings,
        }
    }
}

/// A whole year or month.
pub(super) fn whole(typed: &str, every: Every, year: i16, month: i16) -> Result<Span, DateError> {
    let impossible = |why| DateError::Impossible {
        text: typed.to_owned(),
        why,
    };
    let first = Numbers {
        year,
        month,
        day: 1,
    }
    .date();
    first
        .map(|first| Period::containing(every, first).span())
        .ok_or_else(|| impossible(NoSuchDay::Month(month)))
}

/// The number that up to four digits spell; −1, which no calendar has, for other text.
pub(super) fn number(digits: &str) -> i16 {
    digits.parse().unwrap_or(-1)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

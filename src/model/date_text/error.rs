//! Why a text is not a date; the advice always repeats the date as typed.

use super::names::{month_name, weekday_name};
use crate::model::{Lang, Span, echoed};
use jiff::civil::Date;
use std::fmt;

/// Why a text is not a date. Every variant has the text as typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// `05/06/2024`: it can be several days.
    #[error("`{text}` is ambiguous: write {}", listed(readings, " or "))]
    Ambiguous {
        /// As typed.
        text: String,
        /// The days it can be, the likeliest first.
        readings: Vec<Date>,
    },
    /// `2024-02-30`.
    #[error("`{text}` is not a day of the calendar: {why}")]
    Impossible {
        /// As typed.
        text: String,
        /// What the calendar does not have.
        why: NoSuchDay,
    },
    /// `21 мая`: which year is not guessed.
    #[error("`{text}` has no year: write {}", listed(readings, " or "))]
    NoYear {
        /// As typed.
        text: String,
        /// The days of the year it can be.
        readings: Vec<DayOfYear>,
    },
    /// `Monday, 21 May 2024`, which is a Tuesday.
    #[error("`{text}`: {day} is a {}", weekday_name(day.weekday(), Lang::En))]
    OtherWeekday {
        /// As typed.
        text: String,
        /// The day without its weekday.
        day: Date,
    },
    /// A month, quarter or year where one day is needed.
    #[error("`{text}` is a period, and one day is needed here: its last day is {}", days.to())]
    PeriodForDay {
        /// As typed.
        text: String,
        /// The days of the period.
        days: Span,
    },
    /// `45433`: a cell of a spreadsheet that has lost its form.
    #[error(
        "`{text}` is not a date; if a spreadsheet counts days so, it is {day}: give the cells the form of a date"
    )]
    SpreadsheetNumber {
        /// As typed.
        text: String,
        /// The day that most spreadsheets mean by it.
        day: Date,
    },
    /// Anything else.
    #[error(
        "`{0}` is not a date: write YYYY-MM-DD, DD.MM.YYYY, YYYY-MM, YYYY-Q1, YYYY-W01, YYYY, today or -30d"
    )]
    Unreadable(String),
}

/// What the calendar does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSuchDay {
    /// A month above 12, or month 0.
    #[error("there is no month {0}; write YYYY-MM-DD or DD.MM.YYYY")]
    Month(i16),
    /// A month above 12 that can be a day: `2024-13-05`.
    #[error("there is no month {month}; with day and month exchanged it is {exchanged}")]
    DayFirst {
        /// The number in the place of the month.
        month: i16,
        /// The day, if the two are exchanged.
        exchanged: Date,
    },
    /// The month first in a date with dots, which are day first.
    #[error("dates with dots are day first, and there is no month {month}; write {exchanged}")]
    MonthFirst {
        /// The number in the place of the month.
        month: i16,
        /// The day, if the two are exchanged.
        exchanged: Date,
    },
    /// A day after the last one of its month, or day 0.
    #[error("{} {year} has {days} days", month_name(*month, Lang::En))]
    Day {
        /// The year.
        year: i16,
        /// 1 to 12.
        month: i8,
        /// How many days the month has.
        days: i8,
    },
    /// A quarter other than 1 to 4.
    #[error("a year has quarters Q1 to Q4")]
    Quarter,
    /// A week that the year does not have.
    #[error("{year} has {weeks} weeks")]
    Week {
        /// The year.
        year: i16,
        /// How many ISO weeks it has.
        weeks: i8,
    },
}

/// A day of an unknown year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOfYear {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

impl DateError {
    pub(super) fn unreadable(typed: &str) -> Self {
        Self::Unreadable(echoed(typed))
    }

    pub(super) fn impossible(typed: &str, why: NoSuchDay) -> Self {
        Self::Impossible {
            text: echoed(typed),
            why,
        }
    }

    pub(super) fn ambiguous(typed: &str, readings: Vec<Date>) -> Self {
        Self::Ambiguous {
            text: echoed(typed),
            readings,
        }
    }

    /// Without any reading the text is no day of a year either.
    pub(super) fn no_year(typed: &str, readings: Vec<DayOfYear>) -> Self {
        if readings.is_empty() {
            return Self::unreadable(typed);
        }

        Self::NoYear {
            text: echoed(typed),
            readings,
        }
    }
}

impl fmt::Display for DayOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "YYYY-{:02}-{:02}", self.month, self.day)
    }
}

fn listed<T: fmt::Display>(all: &[T], between: &str) -> String {
    all.iter()
        .map(T::to_string)
        .collect::<Vec<_>>()
        .join(between)
}

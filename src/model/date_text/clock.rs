//! The time of day next to a date: `13:26`, `9:05`, `08-37`, `13:15:00.250`.

use super::figures::two_digits;
use jiff::{
    ToSpan as _,
    civil::{Date, DateTime, Time},
};

/// A time of day; an hour of 24 is the midnight that ends the day.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
}

/// The half of a day that `AM` or `PM` names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Afternoon,
}

impl Clock {
    /// The clock that a word begins with and what follows it, which may be a zone.
    pub(super) fn split_from(word: &str) -> Option<(Self, &str)> {
        let mark = if word.get(2..3) == Some("-") {
            '-'
        } else {
            ':'
        };
        let end = word
            .find(|c: char| !c.is_ascii_digit() && c != mark && c != '.' && c != ',')
            .unwrap_or(word.len());
        let (figures, rest) = word.split_at(end);

        let mut fields = figures.split(mark);
        let hour = two_digits(fields.next()?)?;
        let minute = fields
            .next()
            .filter(|text| text.len() == 2)
            .and_then(two_digits)?;
        let second = match fields.next() {
            Some(text) => two_digits(text.split(['.', ',']).next()?)?,
            None => 0,
        };

        let is_midnight = hour == 24 && minute == 0 && second == 0;
        let is_time = minute < 60 && (hour < 24 || is_midnight);
        // A correct clock may write a leap second, which `Time` does not have.
        let second = second.min(59);
        let clock = Self {
            hour,
            minute,
            second,
        };
        (is_time && fields.next().is_none()).then_some((clock, rest))
    }

    /// What a clock on the wall shows on `day`; `half` is for clocks of twelve hours.
    pub(super) fn on(self, day: Date, half: Option<Half>) -> Option<DateTime> {
        let hour = match half {
            None => self.hour,
            Some(_) if !(1..=12).contains(&self.hour) => return None,
            // Twelve in the morning is midnight.
            Some(half) => self.hour % 12 + if half == Half::Afternoon { 12 } else { 0 },
        };

        if hour == 24 {
            return Some(day.checked_add(1.day()).ok()?.to_datetime(Time::midnight()));
        }

        Some(day.to_datetime(Time::new(hour, self.minute, self.second, 0).ok()?))
    }
}

//! Days as numbers. The date axis counts in half days, because a month begins at midnight and a day is labelled at noon.

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

const EPOCH: Date = date(1970, 1, 1);

/// Days since 1970-01-01.
pub fn day_number(day: Date) -> i32 {
    // Years -9999 to 9999 are within four million days.
    i32::try_from(day.duration_since(EPOCH).as_hours() / 24).unwrap_or_default()
}

/// The inverse of [`day_number`].
pub fn day_of(number: i32) -> Date {
    EPOCH.saturating_add(i64::from(number).days())
}

/// The beginning of a day, in half days since 1970-01-01.
pub const fn midnight(day: i32) -> i32 {
    day * 2
}

/// The middle of a day, in half days since 1970-01-01.
pub const fn noon(day: i32) -> i32 {
    day * 2 + 1
}

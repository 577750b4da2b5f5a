//! Figures of dates: digits, years, and three numbers of which one must be the year.

use jiff::civil::Date;
use std::ops::RangeInclusive;

/// Years in which news can be published, and those that eight digits without marks can mean: no month has the number
/// of such a century, so `20240521` and `21052024` are distinct. Outside are marks for a missing date: 1, 1601, 9999.
pub const NEWS_YEARS: RangeInclusive<i16> = 1800..=2199;

/// Years that figures in the text or the address of a page can mean. Pages of the web are not older, and what they
/// tell of earlier years is history: `22.06.1941`.
pub const PAGE_YEARS: RangeInclusive<i16> = 1990..=2099;

/// Whether a text is nothing but ASCII digits.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number of one or two digits.
pub fn two_digits(text: &str) -> Option<i8> {
    text.parse()
        .ok()
        .filter(|_| text.len() <= 2 && is_digits(text))
}

/// A year of four digits.
pub fn four_digit_year(text: &str) -> Option<i16> {
    text.parse()
        .ok()
        .filter(|_| text.len() == 4 && is_digits(text))
}

/// Three numbers as a date, where nothing but the year's four digits shows the order: year first or day first, as the
/// Bank and Russian pages write.
pub fn date_of_figures([first, middle, last]: [&str; 3]) -> Option<Date> {
    let (year, day) = match (four_digit_year(first), four_digit_year(last)) {
        (Some(year), None) => (year, last),
        (None, Some(year)) => (year, first),
        _ => return None,
    };
    Date::new(year, two_digits(middle)?, two_digits(day)?).ok()
}

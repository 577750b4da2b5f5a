//! The days that the name of a sitemap has: `?date_start=20240501&date_end=20240502`, `/xml/sitemap-2024-5.xml.gz`.
//!
//! A year alone says nothing: `/sitemap/2023/xml` is as often the file of that number, and a file that is not asked for loses its
//! headlines.

use crate::model::{PAGE_YEARS, Span, date_of_figures, four_digit_year};
use jiff::civil::Date;

/// From the first to the last day that an address names; `None` if it names none.
pub(super) fn days_named(url: &str) -> Option<Span> {
    let numbers = numbers_of(path_of(url));
    let mut spans = Vec::new();
    let mut at = 0;
    while at < numbers.len() {
        let (span, used) = span_at(&numbers[at..]);
        spans.extend(span);
        at += used;
    }

    let from = spans.iter().map(|span| span.from()).min()?;
    let to = spans.iter().map(|span| span.to()).max()?;
    Some(Span::starting(from, to))
}

/// The path and the query.
fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("", |start| &rest[start..])
}

/// A number in an address.
struct Number<'a> {
    digits: &'a str,
    /// Whether it begins behind a letter, as numbers of files do.
    is_behind_letter: bool,
    /// Whether the next number is only one sign away.
    is_joined: bool,
}

fn numbers_of(url: &str) -> Vec<Number<'_>> {
    let mut numbers: Vec<Number<'_>> = Vec::new();
    let mut end_of_last = 0;
    let mut at = 0;
    while let Some(found) = url[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let length = url[start..].find(|c: char| !c.is_ascii_digit());
        let end = length.map_or(url.len(), |length| start + length);

        let before = &url[end_of_last..start];
        if let Some(last) = numbers.last_mut() {
            last.is_joined = matches!(before, "-" | "/" | "_" | ".");
        }
        numbers.push(Number {
            digits: &url[start..end],
            is_behind_letter: before.ends_with(|c: char| c.is_alphabetic()),
            is_joined: false,
        });
        end_of_last = end;
        at = end;
    }
    numbers
}

/// What the numbers from here on say, and how many of them say it.
fn span_at(numbers: &[Number<'_>]) -> (Option<Span>, usize) {
    let first = &numbers[0];
    if first.digits.len() == 8 {
        let digits = first.digits;
        let figures = [&digits[..4], &digits[4..6], &digits[6..]];
        return (date_of_figures(figures).map(Span::day), 1);
    }
    // `sitemap2012-5.xml` is a file of that number.
    let year = four_digit_year(first.digits)
        .filter(|year| PAGE_YEARS.contains(year) && !first.is_behind_letter);
    let month = numbers.get(1).filter(|_| first.is_joined);
    let Some((year, month)) = year.zip(month) else {
        return (None, 1);
    };
    let first_of_month = month.digits.parse().ok();
    let first_of_month = first_of_month.and_then(|month| Date::new(year, month, 1).ok());
    let Some(first_of_month) = first_of_month else {
        return (None, 1);
    };

    let day = numbers.get(2).filter(|_| month.is_joined);
    let day =
        day.and_then(|day| Date::new(year, first_of_month.month(), day.digits.parse().ok()?).ok());
    match day {
        Some(day) => (Some(Span::day(day)), 3),
        None => (
            Some(Span::starting(
                first_of_month,
                first_of_month.last_of_month(),
            )),
            2,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Option<&str>) {
        let named = days_named(url).map(|days| format!("{}..{}", days.from(), days.to()));
        assert_eq!(named.as_deref(), expected, "{url}");
    }

    #[test]
    fn the_name_of_a_sitemap_may_have_its_days() {
        let range = "https://ria.example/sitemap_article.xml?date_start=20240501&date_end=20240502";
        check(range, Some("2024-05-01..2024-05-02"));
        check(
            "https://a.example/xml/sitemap-2024-5.xml.gz",
            Some("2024-05-01..2024-05-31"),
        );
        check(
            "https://a.example/2024-05/all.xml",
            Some("2024-05-01..2024-05-31"),
        );
        check(
            "https://a.example/2024/05/20.xml",
            Some("2024-05-20..2024-05-20"),
        );
        check("https://a.example/news/sitemap2012.xml.gz", None);
        check("https://a.example/sitemap_news_12.xml", None);
        check("https://a.example/sitemap.xml", None);
        check("http://127.0.0.1:2024/5/sitemap.xml", None);
        check("https://a.example/sitemap_2024.xml", None);
        check("https://a.example/export/sitemap/2023/xml", None);
        check("https://a.example/export/sitemap/3500/1.xml", None);
    }
}

//! The days that the name of a sitemap has: `?date_start=20240501&date_end=20240502`, `/xml/sitemap-2024-5.xml.gz`,
//! `sitemap_2024.xml`.

use crate::model::{Span, date_of_figures, four_digit_year};
use jiff::civil::Date;

/// From the first to the last day that an address names; `None` if it names none.
pub(super) fn days_named(url: &str) -> Option<Span> {
    let numbers = numbers_of(url);
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
    // `sitemap2012.xml` is more often the file of that number.
    let year = four_digit_year(first.digits).filter(|_| !first.is_behind_letter);
    let Some(year) = year else {
        return (None, 1);
    };

    let month = numbers.get(1).filter(|_| first.is_joined);
    let Some((month, first_of_month)) = month.and_then(|month| {
        let first = Date::new(year, month.digits.parse().ok()?, 1).ok()?;
        Some((month, first))
    }) else {
        let year = Date::new(year, 1, 1)
            .ok()
            .map(|first| Span::starting(first, first.last_of_year()));
        return (year, 1);
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
            "https://a.example/sitemap_2024.xml",
            Some("2024-01-01..2024-12-31"),
        );
        check(
            "https://a.example/2024/05/20.xml",
            Some("2024-05-20..2024-05-20"),
        );
        check("https://a.example/news/sitemap2012.xml.gz", None);
        check("https://a.example/sitemap_news_12.xml", None);
        check("https://a.example/sitemap.xml", None);
    }
}

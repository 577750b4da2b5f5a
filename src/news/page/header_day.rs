//! The day in the header of a page: in the element that is its header, next to the ticker, or above everything else.
//!
//! It is the day of the crawl. A date alone in its line is the header's when the ticker follows, when the crumbs
//! follow, when it opens the page with its weekday as front pages do, or when it opens the page and something is between
//! it and the heading; elsewhere a date line is the article's.

use super::{
    header::HeaderDay,
    lines::{Line, Place},
    lone_day::lone_day,
    ru_date::parse_date_phrases,
    ticker::{FoundHeader, HEADER_LINES, LINES_ABOVE_TICKER},
};
use jiff::civil::Date;
use std::ops::Range;

/// Lines that open a page.
const OPENING_LINES: usize = 3;

/// Adds to what the ticker says a day above it, or the day of the header's element.
pub(super) fn find_header(
    lines: &[Line<'_>],
    mut ticker: FoundHeader,
    crumbs: &Range<usize>,
    title_line: Option<usize>,
) -> FoundHeader {
    if ticker.header.day.is_some() {
        return ticker;
    }

    // A ticker at the end of a page, below the article, has no line of the header above it.
    let first = ticker
        .lines
        .first()
        .copied()
        .filter(|first| *first <= HEADER_LINES);
    let above_ticker = first.and_then(|first| {
        (first.saturating_sub(LINES_ABOVE_TICKER)..first)
            .rev()
            .find(|at| lone_day(lines[*at].text).is_some())
    });

    let above_crumbs = crumbs.start.checked_sub(1).filter(|_| !crumbs.is_empty());

    // Front pages open with their weekday.
    let opening = lines
        .first()
        .and_then(|line| lone_day(line.text)?.weekday)
        .map(|_| 0);
    // A date next to the heading is the article's; menus and slogans part the header's from it.
    let above_others = title_line.and_then(|title| {
        let mut opening = 0..OPENING_LINES.min(title.saturating_sub(1));
        opening.find(|at| lone_day(lines[*at].text).is_some())
    });
    let candidates = [above_ticker, above_crumbs, opening, above_others];
    let found = candidates
        .into_iter()
        .flatten()
        .find_map(|at| Some((at, lone_day(lines[at].text)?.date()?)));

    if let Some((at, date)) = found {
        ticker.header.day = Some(HeaderDay::Full(date));
        if let Err(place) = ticker.lines.binary_search(&at) {
            ticker.lines.insert(place, at);
        }
    } else {
        ticker.header.day = day_in_header(lines).map(HeaderDay::Full);
    }

    ticker
}

/// The one day that the lines of the header's element show.
fn day_in_header(lines: &[Line<'_>]) -> Option<Date> {
    let mut days = lines
        .iter()
        .filter(|line| line.place == Place::Header)
        .flat_map(|line| parse_date_phrases(line.text))
        .filter_map(|phrase| phrase.date());
    let first = days.next()?;
    days.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            lines::Place,
            text::{split_address, text_parts},
            ticker::read_ticker,
        },
        *,
    };

    fn check(page: &str, expected: &str) {
        let (_, lines) = split_address(page);
        assert!(lines.iter().all(|line| line.place == Place::Page));
        let ticker = read_ticker(&lines);
        let parts = text_parts(&lines, &ticker.lines);
        let header = find_header(&lines, ticker, &parts.crumb_lines, parts.title_line).header;
        assert_eq!(
            header
                .full_day()
                .map_or(String::new(), |day| day.to_string()),
            expected,
            "{page}"
        );
    }

    #[test]
    fn the_day_of_the_header() {
        check("21 мая 2024\nUSD 90.65 -0.33\nЗаголовок", "2024-05-21");
        check(
            "21 мая 2024\nПодписка\nUSD 90.65 -0.33\nЗаголовок",
            "2024-05-21",
        );
        check("21 мая 2024\n1. Главная\n2. Новости", "2024-05-21");
        check("Вторник, 21 мая 2024\nЗаголовок", "2024-05-21");
        check(
            "21 мая 2024\nГлавная Новости\nРубль вырос к доллару и евро",
            "2024-05-21",
        );
    }

    #[test]
    fn the_day_of_an_article() {
        check("Заголовок новости о рубле\n21 мая 2024\nТекст", "");
        check("19 марта 2015 15:10\nТекст", "");
        check("21 мая 2024\nЗаголовок", "");
        check("21 мая 2024\nРубль вырос к доллару и евро", "");
        check("04 май 2016 в 17:30\n$\n73.3150\n-0.2095", "");
    }
}

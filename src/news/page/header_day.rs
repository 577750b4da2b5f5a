//! The day in the header of a page: next to the ticker, or above everything else.
//!
//! It is the day of the crawl. A date alone in its line is the header's when the ticker follows, when the crumbs
//! follow, or when it opens the page with its weekday as front pages do; elsewhere a date line is the article's.

use super::{
    header::HeaderDay,
    line_tokens::line_tokens,
    lines::Line,
    ru_date::{DatePhrase, date_phrases},
    ticker::FoundHeader,
};
use std::ops::Range;

/// Lines at the top of a page that are its header's.
const HEADER_LINES: usize = 20;

/// Lines between the day and the ticker below it: a slogan, a link.
const LINES_ABOVE_TICKER: usize = 3;

/// Completes what the ticker tells with a day above it.
pub(super) fn find_header(
    lines: &[Line<'_>],
    mut ticker: FoundHeader,
    crumbs: &Range<usize>,
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
    let candidates = [above_ticker, above_crumbs, opening];
    let found = candidates
        .into_iter()
        .flatten()
        .find_map(|at| Some((at, lone_day(lines[at].text)?.date()?)));

    if let Some((at, date)) = found {
        ticker.header.day = Some(HeaderDay::Full(date));
        if let Err(place) = ticker.lines.binary_search(&at) {
            ticker.lines.insert(place, at);
        }
    }

    ticker
}

/// The date of a line that has nothing else, and no time.
fn lone_day(line: &str) -> Option<DatePhrase> {
    if line.len() > 80 {
        return None;
    }

    let tokens = line_tokens(line);
    let phrases = date_phrases(&tokens);
    let [phrase] = phrases.as_slice() else {
        return None;
    };

    let is_alone = tokens
        .iter()
        .enumerate()
        .all(|(at, token)| (phrase.first..phrase.end).contains(&at) || token.is_one_of(".,|•·()"));

    (is_alone && phrase.time.is_none()).then_some(*phrase)
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
        let crumbs = text_parts(&lines, &ticker.lines).crumb_lines;
        let header = find_header(&lines, ticker, &crumbs).header;
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
    }

    #[test]
    fn the_day_of_an_article() {
        check("Заголовок новости о рубле\n21 мая 2024\nТекст", "");
        check("19 марта 2015 15:10\nТекст", "");
        check("21 мая 2024\nЗаголовок", "");
        check("04 май 2016 в 17:30\n$\n73.3150\n-0.2095", "");
    }
}

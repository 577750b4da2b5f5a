//! Lines that name a day by its distance from the crawl: `Сегодня, 10:35`, `вчера в 18:20`.

use super::{
    clock::{Clock, time_at},
    date_marks::MARKS_KEPT,
    date_words::PUBLISHED_WORDS,
    line_tokens::line_tokens,
    lines::{Line, Place},
};
use crate::news::word_list::is_listed;

/// A line that is nothing but a word for a day, as lists of fresh news show it: `Сегодня, 10:35`, `вчера в 18:20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RelativeLine {
    /// Days before that of the crawl.
    pub days_back: i64,
    pub time: Option<Clock>,
    /// Index of the line.
    pub line: usize,
}

/// Longest line of a word and a clock, in bytes.
const RELATIVE_LINE_BYTES: usize = 80;

/// The lines that are counted from the day of the crawl, in order.
pub(super) fn relative_lines(lines: &[Line<'_>]) -> Vec<RelativeLine> {
    lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.place == Place::Page && line.text.len() <= RELATIVE_LINE_BYTES)
        .filter_map(|(at, line)| relative_line(at, line.text))
        .take(MARKS_KEPT)
        .collect()
}

fn relative_line(line: usize, text: &str) -> Option<RelativeLine> {
    let tokens = line_tokens(text);
    let mut days_back = None;
    let mut time = None;
    let mut at = 0;

    while let Some(token) = tokens.get(at) {
        if let Some((clock, after)) = time_at(&tokens, at).filter(|_| time.is_none()) {
            time = Some(clock);
            at = after;
            continue;
        }

        let word = token.lower();
        match word.as_str() {
            "сегодня" | "today" if days_back.is_none() => days_back = Some(0),
            "вчера" | "yesterday" if days_back.is_none() => days_back = Some(1),
            "в" | "at" => {}
            _ if is_listed(PUBLISHED_WORDS, &word) || token.is_one_of(",.:|•·—–-()") => {}
            _ => return None,
        }
        at += 1;
    }

    Some(RelativeLine {
        days_back: days_back?,
        time,
        line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_counted_from_the_crawl() {
        let read = |line: &str| {
            let found = relative_line(0, line)?;
            let time = found.time.map(|clock| clock.time.to_string());
            Some((found.days_back, time.unwrap_or_default()))
        };
        for (line, days_back, time) in [
            ("Сегодня, 10:35", 0, "10:35:00"),
            ("вчера в 18:20", 1, "18:20:00"),
            ("Опубликовано вчера", 1, ""),
            ("10:35 сегодня", 0, "10:35:00"),
        ] {
            assert_eq!(read(line), Some((days_back, time.to_owned())), "{line}");
        }
        for line in [
            "Сегодня президент",
            "10:35",
            "2 часа назад",
            "сегодня вчера",
            "Обновлено вчера",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}

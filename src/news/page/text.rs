//! A page saved as text, as a reader sees it: its address (if the first line is one), crumbs, tags, title.
//!
//! The title is the last crumb where the page repeats it as a line, else the first line that reads like a title.
//! Tags are the line between crumbs and title, or the one labelled so.

use super::{
    lines::{LINES_READ, Line, Place, folded, non_empty},
    ru_date::parse_date_phrases,
    tags::tags_of_line,
};

/// The address and the lines below it.
pub(super) fn split_address(text: &str) -> (Option<String>, Vec<Line<'_>>) {
    let trimmed = text
        .lines()
        .map(|line| line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}'));
    let mut lines = trimmed.filter(|line| !line.is_empty()).peekable();
    let url = lines.next_if(|line| {
        (line.starts_with("http://") || line.starts_with("https://"))
            && !line.contains(char::is_whitespace)
    });

    let place = Place::Page;
    let lines = lines.take(LINES_READ).map(|text| Line { text, place });

    (url.map(str::to_owned), lines.collect())
}

/// The parts of a text page around the article.
#[derive(Debug, Default)]
pub(super) struct TextParts {
    pub title: Option<String>,
    pub title_line: Option<usize>,
    pub section: Option<String>,
    pub tags: Vec<String>,
    pub author: Option<String>,
    /// Indices of the crumbs' lines.
    pub crumb_lines: std::ops::Range<usize>,
}

/// Characters of a title.
const TITLE_CHARS: std::ops::RangeInclusive<usize> = 20..=300;

/// How many lines between crumbs and title are searched for tags.
const TAG_LINES: usize = 4;

/// Reads the parts; lines of the header (`header_lines`, ascending) are none of them.
pub(super) fn text_parts(lines: &[Line<'_>], header_lines: &[usize]) -> TextParts {
    let (crumb_lines, crumbs) = crumbs_of(lines);
    let below: Vec<usize> = (crumb_lines.end..lines.len())
        .filter(|at| header_lines.binary_search(at).is_err())
        .collect();
    let repeated = crumbs.last().and_then(|last| {
        let mut lines_below = below.iter().copied();
        lines_below.find(|at| folded(lines[*at].text) == *last)
    });
    let title_line =
        repeated.or_else(|| below.iter().copied().find(|at| is_title(lines[*at].text)));
    // The crumb before the title's own, or the last where the title is no crumb.
    let sections = &crumbs[..crumbs.len() - usize::from(repeated.is_some())];
    let section = sections.iter().skip(1).next_back().cloned();

    let tag_text = title_line
        .filter(|title| !crumbs.is_empty() && title - crumb_lines.end <= TAG_LINES)
        .and_then(|title| tag_line(lines, &below, title))
        .or_else(|| labelled(lines, &["Теги:", "Тэги:", "Метки:", "Темы:"]));
    let body: Vec<&str> = lines
        .iter()
        .skip(title_line.map_or(0, |at| at + 1))
        .map(|line| line.text)
        .collect();

    TextParts {
        title: title_line
            .and_then(|at| non_empty(without_stamp(lines[at].text.trim_start_matches(['#', ' '])))),
        title_line,
        section,
        tags: tag_text.map_or_else(Vec::new, |line| tags_of_line(line, &body)),
        author: author_of(lines),
        crumb_lines,
    }
}

fn author_of(lines: &[Line<'_>]) -> Option<String> {
    labelled(lines, &["Автор:", "Авторы:"])
        .and_then(non_empty)
        .filter(|name| name.chars().count() <= 100)
}

/// The line of tags between crumbs and title. Elsewhere such words are a caption or a heading.
fn tag_line<'a>(lines: &[Line<'a>], below: &[usize], title: usize) -> Option<&'a str> {
    below
        .iter()
        .map_while(|at| (*at < title).then_some(lines[*at].text))
        .find(|line| is_tag_line(line))
}

/// The rest of the first line that begins with one of these labels.
fn labelled<'a>(lines: &[Line<'a>], labels: &[&str]) -> Option<&'a str> {
    lines.iter().find_map(|line| {
        labels
            .iter()
            .find_map(|label| line.text.strip_prefix(label))
    })
}

/// A numbered list from 1 on (`1. Главная страница`), or one line of parts behind a home page (`Главная > …`).
fn crumbs_of(lines: &[Line<'_>]) -> (std::ops::Range<usize>, Vec<String>) {
    for (at, line) in lines.iter().enumerate().take(CRUMBS_SOUGHT) {
        if line.text.len() > CRUMBS_BYTES {
            continue;
        }

        let list = numbered_crumbs(&lines[at..]);
        if list.len() >= 2 {
            return (at..at + list.len(), list);
        }

        if let Some(parts) = crumbs_of_line(line.text) {
            return (at..at + 1, parts);
        }
    }

    (0..0, Vec::new())
}

fn numbered_crumbs(lines: &[Line<'_>]) -> Vec<String> {
    let lines = lines.iter().take(CRUMBS_MOST).zip(1..);
    lines
        .map_while(|(line, number)| numbered(line.text, number))
        .collect()
}

/// `Главная > Экономика`
fn crumbs_of_line(line: &str) -> Option<Vec<String>> {
    let parts = line.split(['>', '/', '»', '→', '›']).map(folded);
    let mut parts: Vec<String> = parts.collect();
    if parts.len() < 2 || !HOME_PAGES.contains(&parts[0].to_lowercase().as_str()) {
        return None;
    }

    parts.retain(|part| !part.is_empty());
    Some(parts)
}

/// `2. Экономика`
fn numbered(line: &str, number: usize) -> Option<String> {
    let text = line.strip_prefix(&format!("{number}."))?;
    text.starts_with(char::is_whitespace).then(|| folded(text))
}

/// Lines among which crumbs begin, crumbs at most, and bytes of a line that may hold them.
const CRUMBS_SOUGHT: usize = 40;
const CRUMBS_MOST: usize = 8;
const CRUMBS_BYTES: usize = 1_000;

const HOME_PAGES: [&str; 4] = ["главная", "главная страница", "на главную", "home"];

/// Whether a line reads like a title: some words, no sentence's end, not cut, not a table or an address.
fn is_title(line: &str) -> bool {
    // Of a very long line no more is counted than a title has.
    let length = line.chars().take(TITLE_CHARS.end() + 1).count();
    let mut words = line
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic));

    words.nth(2).is_some()
        && TITLE_CHARS.contains(&length)
        && !line.starts_with('…')
        && !line.ends_with(['.', '…', ':', ';', ','])
        && !line.contains(['|', '>'])
        && !line.starts_with(['•', '*', '-', '—'])
        && line
            .trim_start_matches(['#', ' ', '«', '"'])
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// A title without the stamp behind it: `Заголовок - 2022-02-24 13:14:17 - 2`.
fn without_stamp(title: &str) -> &str {
    title
        .char_indices()
        .filter(|(_, c)| matches!(c, '-' | '—' | '–' | '|' | '•'))
        .find(|(at, sign)| {
            let rest = &title[at + sign.len_utf8()..];
            let starts_with_digit = rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
            starts_with_digit
                && parse_date_phrases(rest)
                    .first()
                    .is_some_and(|phrase| phrase.first == 0 && phrase.year.is_some())
        })
        .map_or(title, |(at, _)| title[..at].trim_end())
}

/// Whether a line is of tags: every first word a capital, no end of a sentence.
fn is_tag_line(line: &str) -> bool {
    line.trim_start_matches('#').starts_with(char::is_uppercase)
        && line.len() <= 500
        && !line.contains(['.', ':', '!', '?', '…'])
        && !line.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(page: &str) -> TextParts {
        let (_, lines) = split_address(page);
        text_parts(&lines, &[])
    }

    #[test]
    fn crumbs_tags_and_title() {
        let page = "  1. Главная страница\n  2. Новости\n  3. Банк объявил о решении\nИван Петров Экономика\n\n\
                    Банк объявил о решении\n\nТекст о решении.";
        let parts = parts(page);
        assert_eq!(parts.title.as_deref(), Some("Банк объявил о решении"));
        assert_eq!(parts.section.as_deref(), Some("Новости"));
        assert_eq!(parts.tags, ["Иван Петров", "Экономика"]);
        assert_eq!(parts.title_line, Some(4));
    }

    #[test]
    fn crumbs_in_one_line_without_the_title() {
        let parts = parts(
            "Главная / Экономика / Финансы\nРубль подешевел к доллару и евро\nТеги: рубль, доллар\nАвтор: Иван Петров",
        );
        assert_eq!(
            parts.title.as_deref(),
            Some("Рубль подешевел к доллару и евро")
        );
        assert_eq!(parts.section.as_deref(), Some("Финансы"));
        assert_eq!(parts.tags, ["рубль", "доллар"]);
        assert_eq!(parts.author.as_deref(), Some("Иван Петров"));
    }

    #[test]
    fn a_title_loses_the_stamp_behind_it() {
        let parts = parts("Обстановка на утро: самое главное - 2022-02-24 13:14:17 - 2");
        assert_eq!(
            parts.title.as_deref(),
            Some("Обстановка на утро: самое главное")
        );
        assert_eq!(
            without_stamp("План - 2030: цели и сроки"),
            "План - 2030: цели и сроки"
        );
    }

    #[test]
    fn no_title_is_invented() {
        for page in [
            "",
            "… и доллара на пятницу …",
            "USD | 2,6010 | 2,6050 |",
            "Рубль упал.",
            "Новости",
        ] {
            assert_eq!(parts(page).title, None, "{page}");
        }
    }

    #[test]
    fn the_first_line_may_be_the_address() {
        assert_eq!(
            split_address("\u{feff}https://example.ru/a\nb")
                .0
                .as_deref(),
            Some("https://example.ru/a")
        );
        assert_eq!(split_address("https://example.ru/a и другие\nb").0, None);
        assert_eq!(split_address("").0, None);
    }
}

//! The texts of a row as a reader sees them: entities decoded, no mark-up, white space folded; and the first
//! sentences of a long one.

use crate::news::{first_sentence::first_sentence, one_line::on_one_line};
use html5gum::{Token, Tokenizer};
use std::borrow::Cow;

/// Longest summary, in characters.
const SUMMARY_CHARACTERS: usize = 500;

/// As much of an article is looked at for its summary, in bytes: mark-up and links may take most of it.
const SUMMARY_SOURCE_BYTES: usize = 8 * 1024;

/// A text on one line, without mark-up. Empty when there is nothing to see.
pub(super) fn plain_text(text: &str) -> String {
    if text.contains(['<', '&']) {
        on_one_line(&without_markup(text))
    } else {
        on_one_line(text)
    }
}

/// The first sentences of a text.
pub(in crate::news) fn summary_text(text: &str) -> String {
    let start = &text[..text.floor_char_boundary(SUMMARY_SOURCE_BYTES)];
    first_sentences(&plain_text(&with_line_feeds(start)))
}

/// The title of a text that has none of its own: the first sentence of its first line with a letter or a figure. Empty
/// where nothing can be read.
pub(in crate::news) fn post_title(text: &str) -> String {
    let start = &text[..text.floor_char_boundary(SUMMARY_SOURCE_BYTES)];
    let parted = if start.contains('<') {
        Cow::Owned(lines_of_markup(start))
    } else {
        Cow::Borrowed(start)
    };
    let mut lines = parted.lines().map(plain_text);
    let first = lines.find(|line| line.contains(char::is_alphanumeric));
    first.map_or_else(String::new, |line| first_sentence(&line))
}

/// A text of HTML whose blocks are parted by line feeds.
fn lines_of_markup(html: &str) -> String {
    let mut lines = String::with_capacity(html.len());
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::String(words) => lines.push_str(&String::from_utf8_lossy(&words)),
            Token::StartTag(_) | Token::EndTag(_) if !part_of_tag(&token).is_empty() => {
                lines.push('\n');
            }
            _ => {}
        }
    }

    lines
}

/// A text without the blanks that GDELT puts before commas and stops.
pub(super) fn without_gaps(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(' ') {
        let behind = &rest[at + 1..];
        let mut after = behind.chars();
        let is_gap = after.next().is_some_and(|mark| ",.;:!?".contains(mark))
            && after.next().is_none_or(char::is_whitespace);
        closed.push_str(&rest[..at + usize::from(!is_gap)]);
        rest = behind;
    }

    closed.push_str(rest);
    closed
}

fn without_markup(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for Ok(token) in Tokenizer::new(text) {
        match token {
            Token::String(words) => plain.push_str(&String::from_utf8_lossy(&words)),
            Token::StartTag(_) | Token::EndTag(_) => plain.push_str(part_of_tag(&token)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    plain
}

/// A tag that breaks the line parts words, one that marks a letter does not.
fn part_of_tag(token: &Token) -> &'static str {
    let name: &[u8] = match token {
        Token::StartTag(tag) => &tag.name,
        Token::EndTag(tag) => &tag.name,
        _ => b"",
    };
    if is_inline(name) { "" } else { " " }
}

fn is_inline(name: &[u8]) -> bool {
    // All others are taken for block elements: a blank too many is folded, one too few joins two words.
    matches!(
        name,
        b"a" | b"b" | b"i" | b"u" | b"em" | b"strong" | b"span" | b"sup" | b"sub"
    )
}

/// The collections of ODS have lost the backslash of their line feeds: `помощь.nВ среду`. An `n` between the end of
/// a sentence and a Cyrillic capital, a quote or a dash is one.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let mut copied = 0;

    for (at, _) in text.match_indices('n') {
        let before = text[..at].trim_end_matches('n').chars().next_back();
        let after = text[at..].trim_start_matches('n').chars().next();
        if before.is_some_and(ends_sentence) && after.is_some_and(starts_sentence) {
            mended.push_str(&text[copied..at]);
            mended.push('\n');
            copied = at + 1;
        }
    }

    if copied == 0 {
        return Cow::Borrowed(text);
    }

    mended.push_str(&text[copied..]);
    Cow::Owned(mended)
}

/// As many whole sentences as fit, or as many words of the first one.
fn first_sentences(text: &str) -> String {
    let Some((limit, beyond)) = text.char_indices().nth(SUMMARY_CHARACTERS) else {
        return text.to_owned();
    };

    let seen = &text[..limit + beyond.len_utf8()];
    let mut blanks = seen.rmatch_indices(' ').map(|(at, _)| at);
    let last_word = blanks.clone().next().unwrap_or(limit);
    let end = blanks.find(|end| {
        let sentence = text[..*end].trim_end_matches(['»', '"', '”', ')']);
        sentence.ends_with(['.', '!', '?', '…'])
    });

    match end {
        // A sentence that ends in the first fifth is a dateline or an initial.
        Some(end) if end > limit / 5 => text[..end].to_owned(),
        _ => format!("{}…", &text[..last_word]),
    }
}

fn ends_sentence(c: char) -> bool {
    ".!?…»\":;".contains(c)
}

fn starts_sentence(c: char) -> bool {
    ('А'..='Я').contains(&c) || "Ё«\"—–".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_a_reader_sees_them() {
        for (text, plain) in [
            (
                "  1914. Войска  \u{a0}вступили\r\n",
                "1914. Войска вступили",
            ),
            (
                "Rambler&Co, S&P 500, R&D, a < b",
                "Rambler&Co, S&P 500, R&D, a < b",
            ),
            (
                "&laquo;Ж&raquo;&nbsp;&mdash; &quot;я&quot; &#8470;1",
                "«Ж» — \"я\" №1",
            ),
            (
                "<p>Раз<br>два</p><p>т<b>р</b>и<script>x</script>",
                "Раз два три x",
            ),
            ("\u{feff}a\0b<!-- c -->", "ab"),
            ("<a href=\"x", ""),
        ] {
            assert_eq!(plain_text(text), plain, "{text:?}");
        }
    }

    #[test]
    fn a_summary_ends_with_a_sentence() {
        let sentence = format!("{}.", "слово ".repeat(20).trim_end());
        let text = [sentence.as_str(); 9].join(" ");
        assert_eq!(summary_text(&text), [sentence.as_str(); 4].join(" "));
        let long = "слово ".repeat(200);
        assert_eq!(
            summary_text(&long),
            format!("{}…", "слово ".repeat(83).trim_end())
        );
        assert_eq!(
            summary_text(&"я".repeat(900)),
            format!("{}…", "я".repeat(500))
        );
        assert_eq!(summary_text("Коротко"), "Коротко");
    }

    #[test]
    fn a_post_begins_with_its_title() {
        let check = |text: &str, title: &str| assert_eq!(post_title(text), title, "{text:?}");
        check("\n \nРубль вырос\nПодробности", "Рубль вырос");
        check(
            "Рубль вырос к доллару. Подробности",
            "Рубль вырос к доллару.",
        );
        check(
            "<p>⚡️</p><p>Рубль &amp; <b>евро</b></p><p>Ещё</p>",
            "Рубль & евро",
        );
        check("🔥🔥", "");
        check("", "");
    }

    #[test]
    fn gaps_before_marks_are_closed_and_no_others() {
        let check = |text: &str, closed: &str| assert_eq!(without_gaps(text), closed);
        check(
            "Рубль , евро : 16 % - Экономика",
            "Рубль, евро: 16 % - Экономика",
        );
        check("Платформа .NET , .рф !", "Платформа .NET, .рф!");
        check(" ", " ");
    }

    #[test]
    fn line_feeds_that_lost_their_backslash_are_found() {
        assert_eq!(
            summary_text("Конец.nnНачало n. В nВ"),
            "Конец. Начало n. В nВ"
        );
    }
}

//! The text of a feed as its reader sees it: references resolved, mark-up removed, white space collapsed.

use crate::encoding::{is_invisible, without_controls};
use html5gum::{Token, Tokenizer};
use quick_xml::escape::resolve_html5_entity;
use std::borrow::Cow;

/// Longest title, summary, tag or name in characters; what goes beyond is the article, and is cut at a blank.
pub(super) const MOST_CHARACTERS: usize = 2_000;

/// Where a line ends at an element, since a line feed in HTML ends none: U+2029, which is a blank too.
pub(super) const LINE_END: char = '\u{2029}';

/// Longest reference between `&` and `;`, in bytes; HTML's longest has 31.
const LONGEST_REFERENCE: usize = 32;

/// Elements of HTML that a line breaks at.
const BREAKING: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// What the references `&#128;` to `&#159;` mean since windows-1252 was taken for Latin-1 (HTML standard, 13.2.5.80).
const WINDOWS_1252_C1: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Whether a line breaks at an element of HTML.
pub(super) fn is_breaking(element: &str) -> bool {
    BREAKING.contains(&element)
}

/// Adds text with its references resolved: XML's five, HTML's and numbers. All others, and a bare `&`, stay as
/// they are: an entity that the document itself declares is never expanded.
pub(super) fn push_resolved(text: &str, into: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        into.push_str(&rest[..at]);
        let reference = &rest[at + 1..];
        let window = reference.as_bytes();
        let window = &window[..window.len().min(LONGEST_REFERENCE + 1)];
        let length = window.iter().position(|byte| *byte == b';');
        let resolved = length.is_some_and(|length| push_reference(&reference[..length], into));

        if let Some(length) = length.filter(|_| resolved) {
            rest = &reference[length + 1..];
        } else {
            into.push('&');
            rest = reference;
        }
    }

    into.push_str(rest);
}

/// Appends the meaning of a reference; false if it has none.
fn push_reference(name: &str, into: &mut String) -> bool {
    let Some(number) = name.strip_prefix('#') else {
        let meaning = resolve_html5_entity(name);
        into.push_str(meaning.unwrap_or_default());
        return meaning.is_some();
    };

    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_hexdigit()) => {
            u32::from_str_radix(digits, 16)
        }
        None if number.bytes().all(|b| b.is_ascii_digit()) => number.parse(),
        _ => return false,
    };
    let meaning = code.ok().and_then(character_of);
    into.extend(meaning);

    meaning.is_some()
}

fn character_of(code: u32) -> Option<char> {
    match code {
        0x80..=0x9f => WINDOWS_1252_C1
            .get(usize::try_from(code - 0x80).ok()?)
            .copied(),
        _ => char::from_u32(code),
    }
}

/// A text with its blanks folded, without control characters and byte order marks, cut at [`MOST_CHARACTERS`].
/// Empty when there is nothing to see in it.
pub(super) fn folded(text: &str) -> String {
    let mut seen = String::with_capacity(text.len().min(4 * MOST_CHARACTERS));
    // A text of fewer bytes has no more characters, which then need no counting.
    let is_counted = text.len() >= MOST_CHARACTERS;
    let mut characters = 0;

    for word in without_controls(text).split_whitespace() {
        let is_first = seen.is_empty();
        if is_counted {
            characters += word.chars().count() + 1;
        }
        if characters > MOST_CHARACTERS {
            if is_first {
                seen.extend(word.chars().take(MOST_CHARACTERS - 1));
            }
            seen.push('…');
            break;
        }

        if !is_first {
            seen.push(' ');
        }
        seen.push_str(word);
    }

    if seen.chars().all(is_invisible) {
        String::new()
    } else {
        seen
    }
}

/// The text of a piece of HTML as its reader sees it. A `<` that no `>` follows is no tag.
pub(super) fn text_of_html(html: &str) -> String {
    folded(&without_tags(html))
}

/// The first line that a reader of a piece of HTML sees, if any has a letter or a figure.
pub(super) fn first_line_of_html(html: &str) -> String {
    let text = without_tags(html);
    if html.contains('<') {
        first_readable(text.split(LINE_END))
    } else {
        first_line(&text)
    }
}

/// The first line of a text with a letter or a figure. What goes on with a small letter was broken by width alone.
pub(super) fn first_line(text: &str) -> String {
    if text.contains(LINE_END) {
        return first_readable(text.split(LINE_END));
    }

    let breaks = text.match_indices('\n').map(|(at, _)| at);
    let ends = breaks.filter(|at| !text[at + 1..].starts_with(char::is_lowercase));
    let mut from = 0;
    let lines = ends.chain([text.len()]).map(|end| {
        let line = &text[from..end];
        from = end;
        line
    });
    first_readable(lines)
}

fn first_readable<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    lines
        .map(folded)
        .find(|line| line.contains(char::is_alphanumeric))
        .unwrap_or_default()
}

/// The text between tags, with a mark where a line ends.
fn without_tags(html: &str) -> Cow<'_, str> {
    if !html.contains('<') && !html.contains('&') {
        return Cow::Borrowed(html);
    }

    let mut text = String::new();
    let (tagged, tail) = html.split_at(html.rfind('>').map_or(0, |at| at + 1));
    push_text_of_tagged(tagged, &mut text);
    push_resolved(tail, &mut text);

    Cow::Owned(text)
}

fn push_text_of_tagged(html: &str, text: &mut String) {
    let mut hidden: Option<Vec<u8>> = None;
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::String(piece) if hidden.is_none() => {
                text.push_str(&String::from_utf8_lossy(&piece));
            }
            Token::StartTag(tag) if is_hiding(&tag.name) && !tag.self_closing => {
                hidden = Some(tag.name.to_vec());
            }
            Token::StartTag(tag) if is_breaking_name(&tag.name) => text.push(LINE_END),
            Token::EndTag(tag) if hidden.as_deref() == Some(tag.name.as_slice()) => hidden = None,
            Token::EndTag(tag) if is_breaking_name(&tag.name) => text.push(LINE_END),
            _ => {}
        }

        // A character has at most four bytes, and some are blanks: the text beyond is not shown.
        if text.len() > 8 * MOST_CHARACTERS {
            break;
        }
    }
}

fn is_hiding(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style")
}

fn is_breaking_name(name: &[u8]) -> bool {
    std::str::from_utf8(name).is_ok_and(is_breaking)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check_resolved(text: &str, expected: &str) {
        let mut resolved = String::new();
        push_resolved(text, &mut resolved);
        assert_eq!(resolved, expected, "{text}");
    }

    #[test]
    fn references() {
        check_resolved("a &amp;&lt;&gt;&quot;&apos; b", "a &<>\"' b");
        check_resolved(
            "&laquo;Газпром&raquo;&nbsp;&mdash; &#8381;&#x20BD;",
            "«Газпром»\u{a0}— ₽₽",
        );
        check_resolved(
            "S&P 500, AT&T; ?a=1&copy=2&b=3",
            "S&P 500, AT&T; ?a=1&copy=2&b=3",
        );
        check_resolved("&#151;&#133;", "—…");
        check_resolved("&amp;amp; &amp;#39;", "&amp; &#39;");
        for stays in [
            "&",
            "&;",
            "&#;",
            "&#x;",
            "&#xD800;",
            "&#99999999999;",
            "&#+1;",
            "&lol9;",
            "&я;",
            "& amp;",
        ] {
            check_resolved(stays, stays);
        }
    }

    #[test]
    fn blanks_and_what_is_not_seen() {
        assert_eq!(folded(" a \u{a0}\r\n\tb\u{0}c "), "a bc");
        assert_eq!(folded("Санк\u{8}ции\u{b}расширены"), "Санкции расширены");
        assert_eq!(folded("\u{feff}ру\u{ad}бль"), "ру\u{ad}бль");
        assert_eq!(folded("\u{200b} "), "");
        assert_eq!(folded(&"ab ".repeat(3_000)).chars().count(), 1_998);
        assert_eq!(folded(&"я".repeat(3_000)).chars().count(), 2_000);
    }

    #[test]
    fn html_as_it_is_seen() {
        let check = |html: &str, expected: &str| assert_eq!(text_of_html(html), expected, "{html}");
        check("Example <b>Atom</b>", "Example Atom");
        check("Ex<b>am</b>ple<br/>line<p>next</p>", "Example line next");
        check("1 < 2, <3 and x<y", "1 < 2, <3 and x<y");
        check("AT&amp;T &mdash; &laquo;x&raquo; S&P", "AT&T — «x» S&P");
        check(
            "<script>a < '<b>'</script>b<style>p{}</style><!-- c -->",
            "b",
        );
        check("<Газпром> растёт", "<Газпром> растёт");
        check("", "");
    }

    #[test]
    fn the_first_line_of_html_ends_with_its_element() {
        let check = |html: &str, expected: &str| assert_eq!(first_line_of_html(html), expected);
        check("<p>🔥</p><p>Рубль\nвырос</p><p>Ещё</p>", "Рубль вырос");
        check("Рубль вырос<br>Ещё", "Рубль вырос");
        check("Рубль &amp; евро\nЕщё", "Рубль & евро");
        check("Рубль\nвырос\n\nЕщё", "Рубль вырос");
        check("Рубль\n<b>Вырос</b>", "Рубль Вырос");
        check("<img src=x>", "");
    }

    proptest! {
        #[test]
        fn any_text_is_seen(text in "[<>/!&;#x0-9a-cя '\"-]{0,80}") {
            let mut resolved = String::new();
            push_resolved(&text, &mut resolved);
            prop_assert!(resolved.len() <= text.len() * 2);
            prop_assert!(!text_of_html(&text).contains("  "));
        }
    }
}

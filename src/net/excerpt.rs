//! The first words of a body that was not asked for, for a message.

use crate::encoding::decode;

/// Characters shown of an answer that was not asked for.
const WORDS_SHOWN: usize = 80;

/// How much of the body is scanned for them, in bytes.
const BYTES_READ: usize = 64 * 1024;

/// The first 80 characters of a page or text as a reader would see them: no tags, scripts, styles, comments or
/// control characters, blanks folded.
pub fn first_words(body: &[u8], content_type: Option<&str>) -> String {
    let start = &body[..body.len().min(BYTES_READ)];
    let text = without_tags(&decode(start, content_type).text);
    let readable: String = text
        .replace("&nbsp;", " ")
        .replace('\u{feff}', " ")
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    // Control characters could move the cursor of a terminal.
    let folded = readable.split_whitespace().collect::<Vec<_>>().join(" ");

    folded.chars().take(WORDS_SHOWN).collect()
}

fn without_tags(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let mut text = String::new();
    let mut at = 0;

    while let Some(ahead) = page[at..].find('<') {
        text.push_str(&page[at..at + ahead]);
        text.push(' ');
        at = end_of_tag(&lower, at + ahead);
    }

    text.push_str(&page[at..]);
    text
}

/// Where the tag at `at` ends, or the whole comment, script or style that it opens.
fn end_of_tag(lower: &str, at: usize) -> usize {
    let containers = [
        ("<!--", "-->"),
        ("<script", "</script"),
        ("<style", "</style"),
    ];
    let closing = containers
        .iter()
        .find(|(opening, _)| lower[at..].starts_with(opening));
    let last_tag = closing.map_or(at, |(_, closing)| find_from(lower, at, closing));

    (find_from(lower, last_tag, ">") + 1).min(lower.len())
}

/// Where an ending is found, or the end of the text.
fn find_from(text: &str, start: usize, ending: &str) -> usize {
    text[start..]
        .find(ending)
        .map_or(text.len(), |ahead| start + ahead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1251;
    use proptest::prelude::*;

    fn check(body: &[u8], content_type: Option<&str>, expected: &str) {
        assert_eq!(first_words(body, content_type), expected);
    }

    #[test]
    fn words_are_what_a_reader_sees() {
        check(
            b"<html><script>var a = '<b>';</script><h1>Not\r\n found</h1>",
            None,
            "Not found",
        );
        check(
            b"<!-- a > b --><STYLE>p{}</STYLE>gone\x1b[31m&nbsp;red",
            None,
            "gone [31m red",
        );
        check(
            "<p>Сервис недоступен</p>".as_bytes(),
            Some("text/html; charset=UTF-8"),
            "Сервис недоступен",
        );
        check(
            &WINDOWS_1251.encode("Ошибка").0,
            Some("text/plain; charset=windows-1251"),
            "Ошибка",
        );
        check(&WINDOWS_1251.encode("Ошибка").0, None, "Ошибка");
        check(b"", None, "");
        check("я".repeat(100).as_bytes(), None, &"я".repeat(80));
    }

    proptest! {
        #[test]
        fn any_bytes_have_words(body in prop::collection::vec(any::<u8>(), 0..300), markup in "[<>!a-z/ \\-я]{0,60}") {
            prop_assert!(first_words(&body, Some("charset=\"x")).chars().count() <= WORDS_SHOWN);
            prop_assert!(!first_words(markup.as_bytes(), None).contains('<'));
        }
    }
}

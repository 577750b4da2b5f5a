//! Bodies as text: by byte order mark, by what the bytes are, by what was declared; and the first words of a
//! page for a message.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};

/// Characters shown of an answer that was not asked for.
const WORDS_SHOWN: usize = 80;

/// Bytes looked at for them.
const BYTES_READ: usize = 64 * 1024;

/// Bytes within which an XML declaration is looked for.
const DECLARATION_WITHIN: usize = 1024;

/// Decodes by byte order mark; else as UTF-8 when the bytes are that, whatever was declared (copies of the
/// Bank's answers come as UTF-8 under a windows-1251 header, and the reverse does not happen by chance); else
/// by the declared label; else as windows-1251. UTF-8 with a few bad bytes (a page cut in the middle of a letter)
/// is UTF-8. Bytes that mean nothing become U+FFFD.
pub fn decode_text(bytes: &[u8], declared: Option<&str>) -> String {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() || is_mostly_utf8(bytes) => UTF_8,
        None => declared
            .and_then(|label| Encoding::for_label(label.as_bytes()))
            .filter(|encoding| *encoding != UTF_8)
            .unwrap_or(WINDOWS_1251),
    };
    encoding.decode(bytes).0.into_owned()
}

/// The label in the `charset` of a `Content-Type`, in small letters.
pub fn charset_of(content_type: &str) -> Option<String> {
    let lower = content_type.to_ascii_lowercase();
    let (_, after) = lower.split_once("charset=")?;
    let label = after.split([';', ',']).next().unwrap_or(after);
    Some(label.trim_matches(['"', '\'', ' ']).to_owned())
}

/// The label in `<?xml … encoding="…"?>`, which may stand behind junk.
pub fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION_WITHIN)]);
    let declaration = head.split_once("<?xml")?.1.split_once("?>")?.0;
    let after = declaration
        .split_once("encoding")?
        .1
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(after[1..].split_once(quote)?.0.trim().to_owned())
}

/// Whether sound characters of several bytes outnumber unsound bytes by far: in a text of one byte a letter they
/// come about by chance only.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut unsound) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        unsound += usize::from(!chunk.invalid().is_empty());
    }
    sound > 10 * unsound
}

/// The first 80 characters of a page or text as a reader would see them: no tags, scripts, styles, comments or
/// control characters, blanks folded.
pub fn first_words(body: &[u8], content_type: Option<&str>) -> String {
    let charset = content_type.and_then(charset_of);
    let start = whole_characters(&body[..body.len().min(BYTES_READ)]);
    let text = without_tags(&decode_text(start, charset.as_deref()));
    let readable: String = text
        .replace("&nbsp;", " ")
        .replace('\u{feff}', " ")
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let folded = readable.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.chars().take(WORDS_SHOWN).collect()
}

/// Drops the beginning of a UTF-8 character cut at the end, which would make the rest look like windows-1251.
fn whole_characters(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}

fn without_tags(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let (mut text, mut at) = (String::new(), 0);
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
    let from = |start: usize, ending: &str| {
        lower[start..]
            .find(ending)
            .map_or(lower.len(), |ahead| start + ahead)
    };
    let containers = [
        ("<!--", "-->"),
        ("<script", "</script"),
        ("<style", "</style"),
    ];
    let closing = containers
        .iter()
        .find(|(opening, _)| lower[at..].starts_with(opening));
    let last_tag = closing.map_or(at, |(_, closing)| from(at, closing));
    (from(last_tag, ">") + 1).min(lower.len())
}

#[cfg(test)]
mod tests {
    use super::*;
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

    #[test]
    fn the_bytes_win_over_the_declaration() {
        let euro = "Евро";
        assert_eq!(decode_text(euro.as_bytes(), Some("windows-1251")), euro);
        assert_eq!(
            decode_text(&WINDOWS_1251.encode(euro).0, Some("utf-8")),
            euro
        );
        assert_eq!(decode_text(&WINDOWS_1251.encode(euro).0, None), euro);
        assert_eq!(
            decode_text("\u{feff}Евро".as_bytes(), Some("windows-1251")),
            euro
        );
        let long = "Официальный курс".as_bytes();
        assert_eq!(
            decode_text(&long[..long.len() - 1], None),
            "Официальный кур\u{fffd}"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_have_words(body in prop::collection::vec(any::<u8>(), 0..300), markup in "[<>!a-z/ \\-я]{0,60}") {
            prop_assert!(first_words(&body, Some("charset=\"x")).chars().count() <= WORDS_SHOWN);
            prop_assert!(!first_words(markup.as_bytes(), None).contains('<'));
        }
    }
}

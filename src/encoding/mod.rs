//! Bytes as text: the one decoder of feeds, pages, collections, the Bank's documents and a user's tables.
//!
//! Russian feeds come as windows-1251 under the name of UTF-8, as UTF-8 under the name of windows-1251, as KOI8-R under
//! either. So what the bytes are counts before what was declared of them: a byte order mark, then valid UTF-8, then a
//! label that reads as Russian, then what `chardetng` detects.

mod formula_guard;
mod utf16;

pub use formula_guard::{guarded, is_formula, without_guard};
pub use utf16::{BrokenOff, utf16_as_utf8};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, IBM866, ISO_8859_5, KOI8_R, KOI8_U, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE,
    WINDOWS_1251, WINDOWS_1252, X_MAC_CYRILLIC,
};
use std::borrow::Cow;
use utf16::utf16_of;

/// Bytes looked at to tell one encoding from another, from the first beyond ASCII on.
const BYTES_JUDGED: usize = 64 * 1024;

/// Bytes within which a document declares its encoding.
const DECLARATION_WITHIN: usize = 4 * 1024;

/// Bytes of the longest character of UTF-8.
const LONGEST_CHARACTER: usize = 4;

const CYRILLIC: [&Encoding; 6] = [
    WINDOWS_1251,
    KOI8_R,
    KOI8_U,
    IBM866,
    ISO_8859_5,
    X_MAC_CYRILLIC,
];

/// A text and whether bytes of it meant nothing and became U+FFFD.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// Without a byte order mark.
    pub text: Cow<'a, str>,
    /// Whether something was lost.
    pub is_damaged: bool,
}

/// Decodes a whole document; `content_type` is the header it came with.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Decoded<'a> {
    let encoding = encoding_of(bytes, content_type);
    let whole = if encoding == UTF_8 {
        whole_characters(bytes)
    } else {
        bytes
    };
    let (text, is_damaged) = encoding.decode_with_bom_removal(whole);

    Decoded { text, is_damaged }
}

/// Whether a document is UTF-16.
pub fn is_utf16(bytes: &[u8]) -> bool {
    utf16_of(bytes).is_some()
}

/// Whether bytes of a text meant nothing when it was decoded.
pub fn is_damaged(text: &str) -> bool {
    text.contains(char::REPLACEMENT_CHARACTER)
}

/// A text without byte order marks and without controls other than line ends and tabs: they are left out, not replaced by
/// blanks, so that a word with one inside stays one word.
pub fn without_controls(text: &str) -> Cow<'_, str> {
    let is_left_out = |character: char| {
        character == '\u{feff}' || character.is_control() && !character.is_whitespace()
    };
    if text.contains(is_left_out) {
        Cow::Owned(text.replace(is_left_out, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a reader sees nothing of a character, not even a blank: a control that ends no line, a soft hyphen, a joiner,
/// a mark of direction. It parts no word.
pub fn is_invisible(character: char) -> bool {
    match character {
        ' '..='~' | '\u{400}'..='\u{52f}' => false,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => true,
        _ => character.is_control() && !character.is_whitespace(),
    }
}

/// The encoding of a document, detected from its beginning.
pub fn encoding_of(bytes: &[u8], content_type: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }

    if let Some(utf16) = utf16_of(bytes) {
        return utf16;
    }
    if std::str::from_utf8(whole_characters(bytes)).is_ok() {
        return UTF_8;
    }

    let judged = judged_part(bytes);
    if is_mostly_utf8(judged) || has_mostly_lines_of_utf8(judged) {
        return UTF_8;
    }

    let labels = [declared_label(bytes), content_type.and_then(charset_of)];
    let declared = labels
        .into_iter()
        .flatten()
        .filter_map(|label| Encoding::for_label_no_replacement(label.as_bytes()))
        .filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding))
        // Of equals `max_by_key` takes the last; the document's own label goes before the header's.
        .rev()
        .max_by_key(|encoding| russian_score(judged, encoding));

    believed(judged, declared)
}

/// The label of an encoding in a `Content-Type`.
fn charset_of(content_type: &str) -> Option<&str> {
    value_of(content_type.as_bytes(), b"charset")
}

/// The label in `<?xml … encoding="…"?>`, which may come after junk, or the `charset` of an HTML page.
fn declared_label(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(DECLARATION_WITHIN)];
    let xml = memchr::memmem::find(head, b"<?xml").and_then(|at| {
        let declaration = &head[at..];
        let end = memchr::memmem::find(declaration, b"?>")?;
        value_of(&declaration[..end], b"encoding")
    });

    xml.or_else(|| value_of(head, b"charset"))
}

/// The label after the first `key=`, with or without quotes.
fn value_of<'a>(bytes: &'a [u8], key: &[u8]) -> Option<&'a str> {
    let at = bytes
        .windows(key.len())
        .position(|window| window.eq_ignore_ascii_case(key))?;
    let value = bytes[at + key.len()..]
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let value = value
        .strip_prefix(b"\"")
        .or_else(|| value.strip_prefix(b"'"))
        .unwrap_or(value);

    let length = value
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte))
        .count();

    std::str::from_utf8(&value[..length]).ok()
}

/// What is looked at to tell one encoding from another: from the first byte beyond ASCII.
fn judged_part(bytes: &[u8]) -> &[u8] {
    let from = bytes.iter().take_while(|byte| byte.is_ascii()).count();
    &bytes[from.saturating_sub(1)..bytes.len().min(from + BYTES_JUDGED)]
}

/// Without the beginning of a character of UTF-8 in which the document was cut off.
fn whole_characters(bytes: &[u8]) -> &[u8] {
    let last = bytes.len().saturating_sub(LONGEST_CHARACTER - 1);
    let cut_at = (last..bytes.len()).find(|at| {
        std::str::from_utf8(&bytes[*at..])
            .is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
    });

    &bytes[..cut_at.unwrap_or(bytes.len())]
}

/// Whether characters of several bytes are more than twice as many as damaged places. In a text of one byte a letter they
/// come about by chance, and nearly each letter is damage.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let mut sound = 0;
    let mut damaged = 0;
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }

    sound > 2 * damaged
}

/// Whether more lines beyond ASCII are UTF-8 than are not: one row of another encoding in a table costs itself and not the
/// others. A line in a single-byte encoding passes for UTF-8 only if it has hardly any letters.
fn has_mostly_lines_of_utf8(bytes: &[u8]) -> bool {
    let mut sound = 0;
    let mut damaged = 0;
    let lines = bytes.split(|byte| *byte == b'\n');
    for line in lines.filter(|line| !line.is_ascii()) {
        match std::str::from_utf8(line) {
            Ok(_) => sound += 1,
            Err(_) => damaged += 1,
        }
    }

    sound > damaged
}

/// The declared encoding, unless the detected one reads clearly better.
fn believed(judged: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(judged, true);
    // A Russian domain tips the scale for the few letters of a headline, but makes Cyrillic of Chinese, too.
    let mut detected = detector.guess(Some(b"ru"), Utf8Detection::Deny);
    if !reads_as_russian(judged, detected) {
        detected = detector.guess(None, Utf8Detection::Deny);
    }

    // `chardetng` does not know the encoding of old Macs, in which small letters are those of windows-1251 and capitals
    // are not.
    let score = |encoding| russian_score(judged, encoding);
    if detected == WINDOWS_1251 && score(X_MAC_CYRILLIC) > score(WINDOWS_1251) {
        detected = X_MAC_CYRILLIC;
    }

    let Some(declared) = declared else {
        return detected;
    };

    let is_better = if CYRILLIC.contains(&declared) {
        // Half as good again, and by two short words: «США» alone reads as Cyrillic in four encodings.
        russian_score(judged, detected) * 2 > russian_score(judged, declared) * 3 + 12
    } else {
        // The names of the Latin default are given to anything.
        (declared == WINDOWS_1252 || declared == MACINTOSH) && reads_as_russian(judged, detected)
    };
    if is_better { detected } else { declared }
}

/// Whether most bytes beyond ASCII are letters of Russian words. In Latin texts they are next to ASCII letters, which
/// no Russian word has.
fn reads_as_russian(judged: &[u8], encoding: &'static Encoding) -> bool {
    let high = judged.iter().filter(|byte| !byte.is_ascii()).count();
    CYRILLIC.contains(&encoding) && russian_score(judged, encoding) * 2 > high
}

/// How many letters of regular Russian words a text has under an encoding; small ones count twice, because the small
/// letters of KOI8-R are the capitals of windows-1251 and the reverse.
fn russian_score(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    text.split(|c: char| !c.is_alphabetic())
        .map(|word| match regular_case(word) {
            Some(Case::Small) => word.chars().count() * 2,
            Some(Case::Capitals) => word.chars().count(),
            None => 0,
        })
        .sum()
}

enum Case {
    /// With or without a capital in front.
    Small,
    Capitals,
}

/// The case of a word of two Russian letters or more in which no capital follows a small letter. One letter may be the
/// French `à`.
fn regular_case(word: &str) -> Option<Case> {
    let second = word.chars().nth(1)?;
    let is_regular = word.chars().all(|c| matches!(c, 'А'..='я' | 'Ё' | 'ё'))
        && word
            .chars()
            .zip(word.chars().skip(1))
            .all(|(a, b)| a.is_uppercase() || b.is_lowercase());

    is_regular.then_some(if second.is_uppercase() {
        Case::Capitals
    } else {
        Case::Small
    })
}

#[cfg(test)]
mod tests;

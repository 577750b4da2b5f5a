//! Bytes of news as text, by evidence: what the bytes are goes before what was declared of them.
//!
//! Russian feeds come as windows-1251 under the name of UTF-8, as UTF-8 under the name of windows-1251, as
//! KOI8-R under either. UTF-8 is told by its form; the Cyrillic encodings of one byte a letter are told apart
//! by how often each letter would occur.

use crate::net::{charset_of, declared_encoding};
use encoding_rs::{
    Encoding, IBM866, ISO_8859_5, KOI8_R, KOI8_U, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE,
};
use encoding_rs::{WINDOWS_1251, WINDOWS_1252};
use std::borrow::Cow;

/// Bytes looked at to tell one encoding from another.
const BYTES_JUDGED: usize = 8 * 1024;

/// Bytes of the longest character of UTF-8.
const LONGEST_CHARACTER: usize = 4;

/// Damaged UTF-8 is still UTF-8 when it has this many sound characters for each that is not.
const SOUND_FOR_A_DAMAGED: usize = 8;

/// Score of a text that is Russian beyond doubt; real text in small letters has 53, letters by chance 30.
const RUSSIAN_SCORE: u64 = 35;

/// In Latin texts letters beyond ASCII stand among those of it, in Russian ones they do not: one in so many.
const ONE_BESIDE_ASCII_OF: usize = 4;

/// What Russian text of one byte a letter can be.
const CYRILLIC: [&Encoding; 4] = [WINDOWS_1251, KOI8_R, IBM866, ISO_8859_5];

/// Russian letters, the frequent first.
const LETTERS: &str = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф";

/// How often each of them occurs in a thousand (the National Corpus of the Russian Language).
const PER_MILLE: [u64; 31] = [
    110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17, 17, 16, 16, 14, 12,
    10, 9, 7, 6, 5, 4, 3, 3,
];

/// A text and whether bytes of it meant nothing and became U+FFFD.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// Whether something was lost.
    pub is_damaged: bool,
}

/// Decodes a document of XML or text by its byte order mark; else as what its bytes are; else as it declares,
/// unless that makes no Russian and another Cyrillic encoding does; else as its `Content-Type` says.
pub(super) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Decoded<'a> {
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| utf_16(bytes));
    if let Some(encoding) = encoding.filter(|encoding| *encoding != UTF_8) {
        return decode_as(encoding, bytes);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(text) =
        UTF_8.decode_without_bom_handling_and_without_replacement(whole_characters(bytes))
    {
        return Decoded {
            text,
            is_damaged: false,
        };
    }
    let judged = judged_part(bytes);
    if is_mostly_utf_8(judged) {
        return decode_as(UTF_8, bytes);
    }
    let label = declared_encoding(bytes).or_else(|| content_type.and_then(charset_of));
    let declared = label.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    let declared = declared.filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding));
    decode_as(one_byte_encoding(judged, declared), bytes)
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, is_damaged) = encoding.decode_with_bom_removal(bytes);
    Decoded { text, is_damaged }
}

/// UTF-16 without a mark: every second byte of its ASCII is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, ..] => Some(UTF_16LE),
        [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// What is looked at to tell one encoding from another: from the first byte beyond ASCII.
fn judged_part(bytes: &[u8]) -> &[u8] {
    let from = bytes
        .iter()
        .position(|byte| !byte.is_ascii())
        .unwrap_or(bytes.len());
    &bytes[from.saturating_sub(1)..bytes.len().min(from + BYTES_JUDGED)]
}

/// Without the beginning of a character of UTF-8 in which the document was cut off.
fn whole_characters(bytes: &[u8]) -> &[u8] {
    let last = bytes.len().saturating_sub(LONGEST_CHARACTER - 1);
    let is_cut = |at: &usize| match std::str::from_utf8(&bytes[*at..]) {
        Err(error) => error.valid_up_to() == 0 && error.error_len().is_none(),
        Ok(_) => false,
    };
    let cut_at = (last..bytes.len()).find(is_cut);
    &bytes[..cut_at.unwrap_or(bytes.len())]
}

fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    sound > 0 && sound >= damaged * SOUND_FOR_A_DAMAGED
}

/// The encoding of bytes that are not UTF-8.
fn one_byte_encoding(judged: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    let counts = high_byte_counts(judged);
    let scores = CYRILLIC
        .into_iter()
        .map(|encoding| (russian_score(&counts, encoding), encoding));
    let (best_score, best) = scores
        .max_by_key(|(score, _)| *score)
        .unwrap_or((0, WINDOWS_1251));
    let is_russian = best_score >= RUSSIAN_SCORE;
    match declared {
        // Half as good again is no accident; a headline in capitals alone would be one.
        Some(own) if CYRILLIC.contains(&own) || own == KOI8_U => {
            let is_mistaken = is_russian && best_score * 2 > russian_score(&counts, own) * 3;
            if is_mistaken { best } else { own }
        }
        Some(own) if own != WINDOWS_1252 && own != MACINTOSH => own,
        _ if is_russian && !is_latin(judged) => best,
        Some(own) => own,
        None => WINDOWS_1252,
    }
}

/// Whether the letters beyond ASCII stand among those of ASCII.
fn is_latin(bytes: &[u8]) -> bool {
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_alphabetic)
    };
    let high = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| !byte.is_ascii());
    let (mut all, mut beside) = (0, 0);
    for (at, _) in high {
        all += 1;
        beside += usize::from(is_letter(at.checked_sub(1)) || is_letter(Some(at + 1)));
    }
    beside * ONE_BESIDE_ASCII_OF > all
}

/// How often each of the bytes from 0x80 occurs.
fn high_byte_counts(bytes: &[u8]) -> [u64; 128] {
    let mut counts = [0; 128];
    for byte in bytes.iter().filter(|byte| !byte.is_ascii()) {
        counts[usize::from(byte & 0x7f)] += 1;
    }
    counts
}

/// Mean frequency of the letters that the bytes beyond ASCII would be, in a thousand; capitals count half, and
/// what is no letter nothing.
fn russian_score(counts: &[u64; 128], encoding: &'static Encoding) -> u64 {
    let high_bytes: [u8; 128] =
        std::array::from_fn(|at| u8::try_from(at).unwrap_or_default() | 0x80);
    let (characters, _) = encoding.decode_without_bom_handling(&high_bytes);
    let weighted = characters
        .chars()
        .zip(counts)
        .filter(|(_, count)| **count > 0);
    let sum: u64 = weighted
        .map(|(character, count)| frequency(character) * count)
        .sum();
    sum.checked_div(counts.iter().sum()).unwrap_or_default()
}

fn frequency(character: char) -> u64 {
    let small = character.to_lowercase().next().unwrap_or(character);
    let found = LETTERS
        .chars()
        .zip(PER_MILLE)
        .find(|(letter, _)| *letter == small);
    let per_mille = found.map_or(0, |(_, per_mille)| per_mille);
    if small == character {
        per_mille
    } else {
        per_mille / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NEWS: &str = "Банк России повысил ключевую ставку до 21 %, рубль вырос к доллару";

    fn check(bytes: &[u8], content_type: Option<&str>, expected: &str) {
        let decoded = decode(bytes, content_type);
        assert_eq!(decoded.text, expected);
        assert!(!decoded.is_damaged, "{expected}");
    }

    fn document(label: &str, words: &str) -> String {
        format!("<?xml version=\"1.0\" encoding=\"{label}\"?><rss><title>{words}</title></rss>")
    }

    #[test]
    fn any_cyrillic_under_any_name() {
        for label in [
            "windows-1251",
            "KOI8-R",
            "utf-8",
            "UTF-16",
            "iso-8859-1",
            "ibm866",
            "iso-8859-5",
            "nonsense",
        ] {
            let text = document(label, NEWS);
            check(text.as_bytes(), None, &text);
            check(format!("\u{feff}{text}").as_bytes(), None, &text);
            for encoding in CYRILLIC {
                let bytes = encoding.encode(&text).0;
                check(&bytes, None, &text);
            }
        }
    }

    #[test]
    fn capitals_are_what_they_are_declared() {
        let text = document("windows-1251", "МИД РФ: США");
        check(&WINDOWS_1251.encode(&text).0, None, &text);
        let text = document("KOI8-R", "МИД РФ: США");
        check(&KOI8_R.encode(&text).0, None, &text);
    }

    #[test]
    fn utf_16_with_and_without_a_mark() {
        let text = document("UTF-16", NEWS);
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&little, None, &text);
        check(&big, None, &text);
        check(
            &[&b"\xff\xfe"[..], &little].concat(),
            Some("text/xml; charset=utf-8"),
            &text,
        );
        check(&[&b"\xfe\xff"[..], &big].concat(), None, &text);
    }

    #[test]
    fn latin_stays_latin() {
        let french = "<rss><title>Des élèves à la créée : été, forêt, ça où</title></rss>";
        let bytes = WINDOWS_1252.encode(french).0;
        check(&bytes, None, french);
        check(&bytes, Some("text/xml; charset=iso-8859-1"), french);
        let polish = document("iso-8859-2", "Żółć się w łódce");
        check(&encoding_rs::ISO_8859_2.encode(&polish).0, None, &polish);
    }

    #[test]
    fn the_content_type_is_asked_last() {
        let text = format!("<rss><title>{NEWS}</title></rss>");
        check(
            &KOI8_R.encode(&text).0,
            Some("application/rss+xml; charset=\"koi8-r\"; x=y"),
            &text,
        );
        check(&KOI8_R.encode(&text).0, Some("application/rss+xml"), &text);
    }

    #[test]
    fn damaged_utf_8_is_utf_8() {
        let text = document("utf-8", NEWS);
        let broken = [&text.as_bytes()[..60], &b"\xff"[..], &text.as_bytes()[60..]].concat();
        let decoded = decode(&broken, None);
        assert!(
            decoded.is_damaged && decoded.text.contains("ключевую ставку"),
            "{decoded:?}"
        );
        let cut = &text.as_bytes()[..=text.find("России").unwrap()];
        assert!(!decode(cut, None).is_damaged);
    }

    proptest! {
        #[test]
        fn any_bytes_are_some_text(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&bytes, Some("text/xml; charset=x"));
        }
    }
}

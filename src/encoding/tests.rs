//! Documents of every encoding under every name.

use super::*;
use encoding_rs::{KOI8_R, WINDOWS_1251};
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
        for encoding in [WINDOWS_1251, KOI8_R, IBM866, ISO_8859_5] {
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

/// The four letters of «США» read as Cyrillic in four encodings; ISO 8859-5 makes «биР» of them.
#[test]
fn a_label_is_believed_of_a_few_capitals() {
    for (encoding, label) in [
        (WINDOWS_1251, "windows-1251"),
        (KOI8_R, "koi8-r"),
        (IBM866, "ibm866"),
        (ISO_8859_5, "iso-8859-5"),
        (X_MAC_CYRILLIC, "x-mac-cyrillic"),
    ] {
        let text = document(label, "США");
        check(&encoding.encode(&text).0, None, &text);
        let text = document(label, NEWS);
        check(&encoding.encode(&text).0, None, &text);
    }
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

#[test]
fn a_line_of_windows_1251_among_more_of_utf_8_is_damage() {
    let (line, ..) = WINDOWS_1251.encode("Центральный банк сохранил ключевую ставку");
    let bytes = ["да\nнет\n".as_bytes(), &line, b"\n"].concat();
    assert_eq!(encoding_of(&bytes, None), UTF_8);
}

#[test]
fn old_macs_are_told_from_windows() {
    let words = "Центральный банк сохранил ставку, рубль не изменился.";
    check(&X_MAC_CYRILLIC.encode(words).0, None, words);
    check(&WINDOWS_1251.encode(words).0, None, words);
}

#[test]
fn the_bytes_win_over_the_declaration() {
    let text = |bytes: &[u8], header: Option<&str>| decode(bytes, header).text.into_owned();
    let euro = "Евро";
    assert_eq!(
        text(euro.as_bytes(), Some("text/html; charset=windows-1251")),
        euro
    );
    assert_eq!(
        text(
            &WINDOWS_1251.encode(euro).0,
            Some("text/html; charset=utf-8")
        ),
        euro
    );
    assert_eq!(text(&WINDOWS_1251.encode(euro).0, None), euro);
    assert_eq!(
        text(
            "\u{feff}Евро".as_bytes(),
            Some("text/html; charset=windows-1251")
        ),
        euro
    );
    let long = "Официальный курс".as_bytes();
    assert_eq!(text(&long[..long.len() - 1], None), "Официальный кур");
}

proptest! {
    #[test]
    fn any_bytes_are_some_text(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes, Some("text/xml; charset=x"));
    }
}

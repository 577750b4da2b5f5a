//! A text on one line.

use crate::encoding::without_controls;

/// The words of a text with single blanks between them, without control characters.
pub(super) fn on_one_line(text: &str) -> String {
    if is_one_line(text) {
        return text.to_owned();
    }

    let mut line = String::with_capacity(text.len());
    for word in without_controls(text).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }

    line
}

/// Whether a text is one line already, of characters that nearly every title is made of.
fn is_one_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Without a way out in the middle, so that many bytes are looked at in one step.
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let doubled = pairs.fold(0, |found, (byte, next)| {
        found | u8::from(*byte == b' ' && *next == b' ')
    });
    let is_all_common = bytes.iter().fold(true, |all, byte| all & is_common(*byte));

    doubled == 0
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && (is_all_common || is_plain(text))
}

/// Whether a byte is of a sign or a letter of ASCII, or of a Russian letter.
const fn is_common(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xd0 | 0xd1)
}

fn is_plain(text: &str) -> bool {
    text.chars().all(|character| {
        matches!(character, ' '..='~' | '\u{400}'..='\u{52f}')
            || matches!(
                character,
                '«' | '»' | '—' | '–' | '“' | '”' | '„' | '’' | '…' | '№'
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_single_and_controls_are_left_out() {
        for (text, line) in [
            ("Рубль — «91»", "Рубль — «91»"),
            ("  Рубль\n\tвырос\u{a0}снова ", "Рубль вырос снова"),
            ("Руб\u{8}ль", "Рубль"),
            ("Рубль ", "Рубль"),
            (" Рубль", "Рубль"),
            ("Рубль  вырос", "Рубль вырос"),
            ("", ""),
            (" ", ""),
        ] {
            assert_eq!(on_one_line(text), line, "{text:?}");
        }
    }
}

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
    let mut last = ' ';
    for character in text.chars() {
        let is_plain = match character {
            ' ' => last != ' ',
            '!'..='~' | '\u{400}'..='\u{52f}' => true,
            _ => matches!(
                character,
                '«' | '»' | '—' | '–' | '“' | '”' | '„' | '’' | '…' | '№'
            ),
        };
        if !is_plain {
            return false;
        }
        last = character;
    }
    last != ' '
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

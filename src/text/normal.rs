//! The normal form of a title: what two spellings of one title have in common.

use super::entities::decode_entities;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Entities decoded, NFC, lower case, ё as е, without quotes and soft hyphens, white space folded
/// (correlate-spec.md §4.1).
///
/// Titles are told apart, ordered and cut into tokens in this form.
pub fn normal_form(title: &str) -> String {
    let decoded = if title.contains('&') {
        let mut decoded = String::with_capacity(title.len());
        decode_entities(title, &mut decoded);
        Cow::Owned(decoded)
    } else {
        Cow::Borrowed(title)
    };
    let mut normal = String::with_capacity(decoded.len());
    if decoded.chars().all(is_always_composed) || is_nfc_quick(decoded.chars()) == IsNormalized::Yes
    {
        fold_into(decoded.chars(), &mut normal);
    } else {
        fold_into(decoded.nfc(), &mut normal);
    }
    normal
}

/// Whether NFC leaves a character as it is wherever it stands: those of nearly every title.
fn is_always_composed(character: char) -> bool {
    matches!(character, '\0'..='\u{2ff}' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}' | '₽' | '№')
}

fn fold_into(characters: impl Iterator<Item = char>, normal: &mut String) {
    let mut is_space_due = false;
    for character in characters {
        match character {
            'а'..='я' | 'a'..='z' | '0'..='9' | '-' => push(character, &mut is_space_due, normal),
            'А'..='Я' => push(lower_russian(character), &mut is_space_due, normal),
            'ё' | 'Ё' => push('е', &mut is_space_due, normal),
            '«' | '»' | '„' | '“' | '”' | '"' | '\'' | '’' | '‘' | '\u{ad}' => {}
            _ if character.is_whitespace() => is_space_due = !normal.is_empty(),
            _ => character
                .to_lowercase()
                .for_each(|lower| push(lower, &mut is_space_due, normal)),
        }
    }
}

fn push(character: char, is_space_due: &mut bool, normal: &mut String) {
    if std::mem::take(is_space_due) {
        normal.push(' ');
    }
    normal.push(character);
}

/// The small letter of А to Я, which stands 32 places after the capital.
fn lower_russian(capital: char) -> char {
    char::from_u32(capital as u32 + 32).unwrap_or(capital)
}

#[cfg(test)]
mod tests {
    fn check(title: &str, expected: &str) {
        assert_eq!(super::normal_form(title), expected);
        assert_eq!(super::normal_form(expected), expected, "twice is once");
    }

    #[test]
    fn spellings_of_one_title_become_one() {
        check(
            "Ключевая ставка ЦБ: 16% — не предел",
            "ключевая ставка цб: 16% — не предел",
        );
        check(
            "  Банк\u{a0}«Восток»\n\tне вернёт ",
            "банк восток не вернет",
        );
        check("Дефицит бюд\u{ad}жета", "дефицит бюджета");
        check("Е\u{308}лка и Ие\u{306}", "елка и иӗ");
        check(
            "Курс&nbsp;доллара &laquo;вырос&raquo;",
            "курс доллара вырос",
        );
        check("«» \u{ad}", "");
        check("İstanbul ЇЖАК ŠKODA", "i\u{307}stanbul їжак škoda");
    }
}

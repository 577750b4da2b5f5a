//! The normal form of a title: what two spellings of one title have in common.

use super::entities::decode_entities;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Entities decoded, NFC, lower case, ё as е, without quotes and soft hyphens, white space folded
/// (correlate-spec.md §4.1).
///
/// Titles are compared, ordered and cut into tokens in this form.
pub fn normal_form(title: &str) -> String {
    let mut decoded = String::new();
    let mut text = title;
    if title.contains('&') {
        decode_entities(title, &mut decoded);
        text = &decoded;
    }

    let is_composed =
        text.chars().all(is_always_composed) || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    let mut normal = String::with_capacity(text.len());
    if is_composed {
        fold_into(text.chars(), &mut normal);
    } else {
        fold_into(text.nfc(), &mut normal);
    }

    normal
}

/// Whether NFC never changes a character, whatever precedes it. Nearly every title has only such characters.
fn is_always_composed(character: char) -> bool {
    matches!(character, '\0'..='\u{2ff}' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}' | '₽' | '№')
}

fn fold_into(characters: impl Iterator<Item = char>, normal: &mut String) {
    let mut is_space_due = false;
    for character in characters {
        match character {
            // The characters of nearly every title first.
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

/// The small letter of А to Я, which has a number 32 higher.
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

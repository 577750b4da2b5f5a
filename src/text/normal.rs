//! The normal form of a title: what two spellings of one title have in common.

use super::{
    entities::decode_entities,
    writing::{Capital, CapitalsAhead},
};
use crate::encoding::is_invisible;
use std::{cmp::Ordering, ops::Deref};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A text with fewer capitals is not in capitals, even if it has no other letters: `ЦБ и ФАС`.
const LEAST_SHOUTED: usize = 16;

/// A text in its normal form; two are equal if their texts are, however they were written.
#[derive(Clone, Debug, Default)]
pub struct NormalText {
    text: String,
    capitals: Vec<Capital>,
}

impl NormalText {
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn capitals(&self) -> CapitalsAhead<'_> {
        CapitalsAhead {
            ahead: &self.capitals,
            // A Russian letter has two bytes.
            are_mute: self.capitals.len() >= LEAST_SHOUTED
                && self.capitals.len() * 4 > self.text.len(),
        }
    }
}

impl Deref for NormalText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for NormalText {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for NormalText {}

impl PartialOrd for NormalText {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for NormalText {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

/// Entities decoded, NFC, lower case, ё as е, without quotes, stress marks and what is invisible, white space folded
/// (correlate-spec.md §4.1).
///
/// Titles are compared, ordered and cut into tokens in this form.
pub fn normal_form(title: &str) -> NormalText {
    let mut decoded = String::new();
    let mut text = title;
    if title.contains('&') {
        decode_entities(title, &mut decoded);
        text = &decoded;
    }

    let is_composed =
        text.chars().all(is_always_composed) || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    let mut fold = Fold::with_capacity(text.len());
    if is_composed {
        text.chars().for_each(|character| fold.push(character));
    } else {
        text.nfc().for_each(|character| fold.push(character));
    }

    fold.normal
}

/// Whether programs before schema 6 of the store made another normal form of a title: they kept what is left out now.
pub fn had_other_normal_form(title: &str) -> bool {
    let is_new = |character: char| character != '\u{ad}' && is_invisible(character);
    let may_be_new = |character: char| is_new(character) || is_stress_mark(character);
    // A reference may stand for such a character.
    title.contains('&') || title.chars().any(may_be_new)
}

/// Whether NFC never changes a character, whatever precedes it. Nearly every title has only such characters.
fn is_always_composed(character: char) -> bool {
    matches!(character, '\0'..='\u{2ff}' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}' | '₽' | '№')
}

/// A normal form in the making.
struct Fold {
    normal: NormalText,
    is_space_due: bool,
    /// Whether a capital here would say nothing: nothing but blanks parts it from the start of a sentence.
    is_start: bool,
}

impl Fold {
    fn with_capacity(bytes: usize) -> Self {
        Self {
            normal: NormalText {
                text: String::with_capacity(bytes),
                capitals: Vec::new(),
            },
            is_space_due: false,
            is_start: true,
        }
    }

    fn push(&mut self, character: char) {
        match character {
            // The characters of nearly every title first.
            'а'..='я' | 'a'..='z' | '0'..='9' => self.push_letter(character),
            'А'..='Я' => self.push_capital(lower_russian(character)),
            'ё' => self.push_letter('е'),
            'Ё' => self.push_capital('е'),
            ',' | ')' | '%' => self.write(character),
            '-' => {
                self.write(character);
                self.is_start = true;
            }
            '»' | '”' | '\'' | '’' | '‘' => {}
            '«' | '„' | '“' | '"' => self.is_start = true,
            _ if character.is_whitespace() => self.is_space_due = !self.normal.text.is_empty(),
            _ if is_invisible(character) || is_stress_mark(character) => {}
            _ => self.push_other(character),
        }
    }

    fn push_letter(&mut self, letter: char) {
        self.write(letter);
        self.is_start = false;
    }

    fn push_capital(&mut self, lower: char) {
        let is_start = self.is_start;
        self.push_letter(lower);
        let at = self.normal.text.len() - lower.len_utf8();
        self.normal.capitals.extend(Capital::new(at, is_start));
    }

    fn push_other(&mut self, character: char) {
        for lower in character.to_lowercase() {
            match character {
                '\u{400}'..='\u{42f}' => self.push_capital(lower),
                _ => self.write(lower),
            }
        }
        self.is_start = !character.is_alphanumeric();
    }

    fn write(&mut self, character: char) {
        if std::mem::take(&mut self.is_space_due) {
            self.normal.text.push(' ');
        }
        self.normal.text.push(character);
    }
}

/// Over a Russian letter it is no letter of its own: `до́ллар`.
const fn is_stress_mark(character: char) -> bool {
    matches!(character, '\u{300}' | '\u{301}')
}

/// The small letter of А to Я, which has a number 32 higher.
fn lower_russian(capital: char) -> char {
    char::from_u32(capital as u32 + 32).unwrap_or(capital)
}

#[cfg(test)]
mod tests {
    fn check(title: &str, expected: &str) {
        assert_eq!(super::normal_form(title).as_str(), expected);
        assert_eq!(
            super::normal_form(expected).as_str(),
            expected,
            "twice is once"
        );
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
        check(
            "Санк\u{8}ции, до\u{301}ллар, ру\u{200d}бль\u{feff}",
            "санкции, доллар, рубль",
        );
        check("İstanbul ЇЖАК ŠKODA", "i\u{307}stanbul їжак škoda");
    }
}

//! The normal form of a title: what two spellings of one title have in common.

use super::{
    entities::decode_entities,
    writing::{Capital, CapitalsAhead},
};
use crate::encoding::is_invisible;
use std::{cmp::Ordering, ops::Deref, str::Chars};
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

    let is_composed = has_plain_bytes(text)
        || text.chars().all(is_always_composed)
        || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    let mut normal = NormalText {
        text: String::with_capacity(text.len()),
        capitals: Vec::with_capacity(text.len() / 32 + 4),
    };
    if is_composed {
        fold_into(text.chars(), &mut normal);
    } else {
        fold_into(Composed(text.nfc()), &mut normal);
    }

    normal
}

/// The characters of a text.
trait Characters: Iterator<Item = char> + Clone {
    /// Moves those at the start that the normal form keeps as they are, as far as a glance shows them.
    fn move_kept(&mut self, _is_space_due: &mut bool, _text: &mut String) {}
}

impl Characters for Chars<'_> {
    fn move_kept(&mut self, is_space_due: &mut bool, text: &mut String) {
        let (kept, rest) = self
            .as_str()
            .split_at(kept_length(self.as_str().as_bytes()));
        *self = rest.chars();
        if !kept.is_empty() {
            if std::mem::take(is_space_due) {
                text.push(' ');
            }
            text.push_str(kept);
        }
    }
}

/// The characters of a text as NFC makes them.
#[derive(Clone)]
struct Composed<I>(I);

impl<I: Iterator<Item = char>> Iterator for Composed<I> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        self.0.next()
    }
}

impl<I: Iterator<Item = char> + Clone> Characters for Composed<I> {}

/// Bytes at the start that are small letters, Russian but ё or Latin, digits and hyphens, with one space between two.
fn kept_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        let is_space = at > 0 && bytes.get(at) == Some(&b' ');
        let next = at + usize::from(is_space);
        let length = match bytes[next..] {
            [b'0'..=b'9' | b'-', ..] => 1,
            _ => small_letter_length(&bytes[next..]),
        };
        if length == 0 {
            return at;
        }
        at = next + length;
    }
}

/// Bytes of the letter at the start if it is a small one, Russian but ё or Latin; 0 of anything else.
pub(super) const fn small_letter_length(bytes: &[u8]) -> usize {
    match bytes {
        [b'a'..=b'z', ..] => 1,
        [0xd0, 0xb0..=0xbf, ..] | [0xd1, 0x80..=0x8f, ..] => 2,
        _ => 0,
    }
}

/// Whether a text has only bytes of characters up to U+02FF and of Russian letters, which NFC never changes.
fn has_plain_bytes(text: &str) -> bool {
    // Without a way out in the middle, so that many bytes are looked at in one step.
    let is_plain = |byte: u8| byte < 0xcc || byte == 0xd0 || byte == 0xd1;
    text.bytes().fold(true, |all, byte| all & is_plain(byte))
}

/// Whether programs before schema 6 of the store made another normal form of a title: they kept what is left out now, and
/// dashes that are hyphens now.
pub fn had_other_normal_form(title: &str) -> bool {
    let is_new = |character: char| character != '\u{ad}' && is_invisible(character);
    let may_be_new =
        |character: char| is_new(character) || is_stress_mark(character) || is_dash(character);
    // A reference may stand for such a character.
    title.contains('&') || title.chars().any(may_be_new)
}

/// Whether NFC never changes a character, whatever precedes it. Nearly every title has only such characters: letters,
/// punctuation, and the pictures of posts.
const fn is_always_composed(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{2ff}'
            | '\u{400}'..='\u{481}'
            | '\u{48a}'..='\u{52f}'
            | '\u{2010}'..='\u{2027}'
            | '₽'
            | '№'
            | '\u{2190}'..='\u{2328}'
            | '\u{232b}'..='\u{2adb}'
            | '\u{fe0f}'
            | '\u{1f300}'..='\u{1faff}'
    )
}

fn fold_into(mut characters: impl Characters, normal: &mut NormalText) {
    let NormalText { text, capitals } = normal;
    let mut is_space_due = false;
    let mut opened_at = None;
    loop {
        characters.move_kept(&mut is_space_due, text);
        let Some(character) = characters.next() else {
            return;
        };
        match character {
            // The characters of nearly every title first.
            'а'..='я' | 'a'..='z' | '0'..='9' | '-' => push(character, &mut is_space_due, text),
            ' ' => is_space_due = !text.is_empty(),
            '\u{400}'..='\u{42f}' => {
                let says_nothing = opened_at == Some(text.len()) || is_after_break(text);
                let at = text.len() + usize::from(is_space_due);
                capitals.extend(Capital::new(at, says_nothing));
                push(lower_russian(character), &mut is_space_due, text);
            }
            'ё' => push('е', &mut is_space_due, text),
            '«' | '„' | '“' | '"' => opened_at = Some(text.len()),
            '»' | '”' | '\'' | '’' | '‘' => {}
            _ if is_dash(character)
                && !is_space_due
                && is_within_word(text, characters.clone().next()) =>
            {
                text.push('-');
            }
            _ if character.is_whitespace() => is_space_due = !text.is_empty(),
            _ if is_invisible(character) || is_stress_mark(character) => {}
            _ => character
                .to_lowercase()
                .for_each(|lower| push(lower, &mut is_space_due, text)),
        }
    }
}

/// Whether a dash after a text so far parts a word, which has letters on one side of it at least: `Нью–Йорк`, `Су−57`.
fn is_within_word(text: &str, next: Option<char>) -> bool {
    let Some(sides) = text.chars().next_back().zip(next) else {
        return false;
    };
    let sides = <[char; 2]>::from(sides);
    sides.iter().all(|side| side.is_alphanumeric()) && sides.iter().any(|side| side.is_alphabetic())
}

/// Whether a text so far ends in what may end a sentence or open one: a capital behind it says nothing.
fn is_after_break(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_none_or(|last| !last.is_alphanumeric() && !matches!(last, ',' | ')' | '%'))
}

fn push(character: char, is_space_due: &mut bool, text: &mut String) {
    if std::mem::take(is_space_due) {
        text.push(' ');
    }
    text.push(character);
}

/// What is written for a hyphen within a word: hyphens of Unicode, a minus, and a dash.
const fn is_dash(character: char) -> bool {
    matches!(character, '\u{2010}' | '\u{2011}' | '–' | '−')
}

/// Over a Russian letter it is no letter of its own: `до́ллар`.
const fn is_stress_mark(character: char) -> bool {
    matches!(character, '\u{300}' | '\u{301}')
}

/// The small letter of a Russian capital, of Ё е.
fn lower_russian(capital: char) -> char {
    let small = match capital {
        'Ё' => return 'е',
        '\u{400}'..='\u{40f}' => capital as u32 + 80,
        _ => capital as u32 + 32,
    };
    char::from_u32(small).unwrap_or(capital)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::char::canonical_combining_class;

    #[test]
    fn what_is_always_composed_is_left_alone_by_nfc() {
        for character in ('\0'..=char::MAX).filter(|character| is_always_composed(*character)) {
            let quick = is_nfc_quick(std::iter::once(character));
            assert_eq!(quick, IsNormalized::Yes, "{character:?}");
            assert_eq!(canonical_combining_class(character), 0, "{character:?}");
        }
    }

    fn check(title: &str, expected: &str) {
        assert_eq!(normal_form(title).as_str(), expected);
        assert_eq!(normal_form(expected).as_str(), expected, "twice is once");
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
        check(
            "Нью–Йорк, Нью\u{2011}Йорк, Су−57: 10–15 — газ –2",
            "нью-йорк, нью-йорк, су-57: 10–15 — газ –2",
        );
        check("«» \u{ad}", "");
        check(
            "Санк\u{8}ции, до\u{301}ллар, ру\u{200d}бль\u{feff}",
            "санкции, доллар, рубль",
        );
        check("İstanbul ЇЖАК ŠKODA", "i\u{307}stanbul їжак škoda");
    }
}

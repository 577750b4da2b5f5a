//! Tokens of a normalised title: words, numbers and signs, with the gaps between them.

use super::{
    normal::{NormalText, small_letter_length},
    writing::{CapitalsAhead, WrittenWord},
};

/// What a piece of a title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters with inner hyphens.
    Word,
    /// A digit with the digits, spaces, dots and commas that follow, up to the last digit.
    Number,
    /// A sign of a currency.
    CurrencySign,
}

/// A word, a number or a sign of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub word: WrittenWord<'a>,
    pub kind: Kind,
    /// The text between it and the piece before, or the start.
    pub gap: &'a str,
    /// Whether there are only spaces between it and the piece before: only then they can be a bigram.
    pub follows_directly: bool,
}

/// All words, numbers and signs of currencies of a text in its normal form (correlate-spec.md §4.6).
pub fn pieces(normal: &NormalText) -> impl Iterator<Item = Piece<'_>> {
    let whole = normal.as_str();
    let mut rest = whole;
    let mut capitals = normal.capitals();
    let mut is_first = true;
    std::iter::from_fn(move || {
        let start = rest.find(|character| kind_of(character).is_some())?;
        let (gap, from) = rest.split_at(start);
        let first = from.chars().next()?;
        let kind = kind_of(first)?;
        let length = match kind {
            Kind::Word => run_length(from, is_letter),
            Kind::Number => number_length(from),
            Kind::CurrencySign => first.len_utf8(),
        };

        let text;
        (text, rest) = from.split_at(length);
        let is_space = !gap.is_empty() && gap.bytes().all(|byte| byte == b' ');
        let follows_directly = is_space && !is_first;
        is_first = false;
        Some(Piece {
            word: capitals.written(whole.len() - from.len(), text),
            kind,
            gap,
            follows_directly,
        })
    })
}

fn kind_of(character: char) -> Option<Kind> {
    match character {
        '0'..='9' => Some(Kind::Number),
        '$' | '€' | '₽' => Some(Kind::CurrencySign),
        _ => is_letter(character).then_some(Kind::Word),
    }
}

/// Bytes of the number at the start of a text.
fn number_length(text: &str) -> usize {
    let is_inside = |byte: u8| matches!(byte, b'0'..=b'9' | b' ' | b'.' | b',');
    let end = text.bytes().position(|byte| !is_inside(byte));
    let inside = &text[..end.unwrap_or(text.len())];
    inside
        .rfind(|character: char| character.is_ascii_digit())
        .map_or(0, |last_digit| last_digit + 1)
}

/// The words of letters in a text in its normal form, as [`pieces`] gives them.
pub fn words(normal: &NormalText) -> impl Iterator<Item = WrittenWord<'_>> {
    runs(normal.as_str(), normal.capitals(), is_letter)
}

/// The runs of letters and digits with inner hyphens, for the full-text index.
pub fn indexed_words(normal: &NormalText) -> impl Iterator<Item = WrittenWord<'_>> {
    runs(normal.as_str(), normal.capitals(), is_letter_or_digit)
}

/// The same of a text in a normal form, however it was written.
pub fn indexed_forms(normal: &str) -> impl Iterator<Item = &str> {
    runs(normal, CapitalsAhead::default(), is_letter_or_digit).map(|word| word.text)
}

fn runs<'a>(
    whole: &'a str,
    mut capitals: CapitalsAhead<'a>,
    inside: impl Fn(char) -> bool + Copy,
) -> impl Iterator<Item = WrittenWord<'a>> {
    let mut rest = whole;
    std::iter::from_fn(move || {
        let from = &rest[rest.find(inside)?..];
        let run;
        (run, rest) = from.split_at(run_length(from, inside));
        Some(capitals.written(whole.len() - from.len(), run))
    })
}

pub fn is_letter(character: char) -> bool {
    match character {
        // The letters of nearly every title first: the tables of Unicode are ten times slower.
        'а'..='я' | 'a'..='z' => true,
        ' '..='@' => false,
        _ => character.is_alphabetic(),
    }
}

fn is_letter_or_digit(character: char) -> bool {
    match character {
        'а'..='я' | 'a'..='z' | '0'..='9' => true,
        ' '..='/' => false,
        _ => character.is_alphanumeric(),
    }
}

/// Bytes of the small letters at the start, which are what nearly every word is made of.
fn small_letters_length(bytes: &[u8]) -> usize {
    let mut end = 0;
    loop {
        match small_letter_length(&bytes[end..]) {
            0 => return end,
            length => end += length,
        }
    }
}

/// Bytes from the start up to the first character that is not `inside`, single hyphens between two that are
/// passed over.
pub fn run_length(text: &str, inside: impl Fn(char) -> bool) -> usize {
    let letters = small_letters_length(text.as_bytes());
    let mut end = letters;
    let mut is_after_hyphen = false;
    for (at, character) in text[letters..].char_indices() {
        if inside(character) {
            end = letters + at + character.len_utf8();
            is_after_hyphen = false;
        } else if character == '-' && !is_after_hyphen {
            is_after_hyphen = true;
        } else {
            break;
        }
    }

    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{normal_form, writing::Writing};

    #[test]
    fn pieces_are_words_numbers_and_signs() {
        let normal = normal_form("ставка 16,5 % g20: $1 000., 5-летний су-57 за €");
        let found: Vec<_> = pieces(&normal)
            .map(|piece| (piece.word.text, piece.kind, piece.follows_directly))
            .collect();
        let expected = [
            ("ставка", Kind::Word, false),
            ("16,5", Kind::Number, true),
            ("g", Kind::Word, false),
            ("20", Kind::Number, false),
            ("$", Kind::CurrencySign, false),
            ("1 000., 5", Kind::Number, false),
            ("летний", Kind::Word, false),
            ("су", Kind::Word, true),
            ("57", Kind::Number, false),
            ("за", Kind::Word, true),
            ("€", Kind::CurrencySign, true),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_index_has_numbers_too() {
        let found: Vec<_> = indexed_forms("16% g20, су-57: опек+ 5-летний").collect();
        assert_eq!(found, ["16", "g20", "су-57", "опек", "5-летний"]);
    }

    #[test]
    fn a_capital_says_something_within_a_sentence_alone() {
        use Writing::{Capitals, Name, Small, Start};
        let check = |title: &str, expected: &[Writing]| {
            let normal = normal_form(title);
            let found: Vec<_> = words(&normal).map(|word| word.writing).collect();
            assert_eq!(found, expected, "{title}");
        };
        check("Власти Киева: Песков прав", &[Start, Name, Start, Small]);
        check(
            "глава «Роста» и ВСУ в Ё",
            &[Small, Start, Small, Capitals, Small, Small],
        );
        check(
            "Он в США. Рост — Ростов",
            &[Start, Small, Capitals, Start, Start],
        );
        check("КУРС ДОЛЛАРА В РОССИИ", &[Start, Start, Small, Start]);
        check("5 Каналов, Ёлка 😀 Да", &[Name, Name, Start]);
    }

    #[test]
    fn parts_of_a_name_are_names_if_they_are_written_so() {
        let parts = |title: &str| -> Vec<Writing> {
            let normal = normal_form(title);
            let last = words(&normal).last().unwrap();
            last.parts().map(|part| part.writing).collect()
        };
        assert_eq!(parts("в Нью-Йорке"), [Writing::Name, Writing::Name]);
        assert_eq!(parts("в Мос-реке"), [Writing::Name, Writing::Small]);
        assert_eq!(parts("экс-Газпром"), [Writing::Small, Writing::Name]);
    }
}

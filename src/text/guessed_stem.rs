//! The stem of a word that the dictionary lacks, mostly a name: one for all of its forms.
//!
//! Endings are taken off from the last letter on, as long as there are any: vowels, and what may be left of an ending when
//! its last vowel is gone. What is taken off depends on nothing but the letters that are left, so a form comes down to the
//! stem of the form without the ending, whatever the ending is: `Мосбиржами`, `мосбиржам`, `мосбирж`.

use rumorph::{Dictionary, Source};

/// Letters that a stem has at least.
const LEAST_LETTERS: usize = 3;

/// Letters that are left of a word at least when a vowel with a consonant is taken off it.
const LEAST_BEFORE_PAIR: usize = 4;

/// Marks a stem that is another word of the dictionary. No word of today ends in it.
const MARK: char = 'ъ';

/// The stem of a form in small letters.
pub fn guessed_stem(dictionary: &Dictionary, form: &str) -> String {
    let mut letters: Vec<char> = form.chars().collect();
    while let Some(count) = shorter(dictionary, &letters) {
        letters.truncate(count);
    }

    let mut stem: String = letters.iter().collect();
    if stem != form && is_word(dictionary, &stem) {
        stem.push(MARK);
    }
    stem
}

/// How many letters are left when what may be the end of an ending is taken off.
fn shorter(dictionary: &Dictionary, letters: &[char]) -> Option<usize> {
    let [before @ .., previous, last] = letters else {
        return None;
    };
    if is_open(*last) {
        return (before.len() + 1 >= LEAST_LETTERS).then_some(before.len() + 1);
    }

    let is_pair = match last {
        'м' | 'х' => is_vowel(*previous),
        'в' | 'г' => matches!(previous, 'о' | 'е'),
        _ => false,
    };
    let is_long = before.len() >= LEAST_BEFORE_PAIR;
    // `Ростех` is no form of `рост`.
    let is_other = || {
        let is_stem = before.last().is_some_and(|last| !is_open(*last));
        is_stem && is_word(dictionary, &before.iter().collect::<String>())
    };
    (is_pair && is_long && !is_other()).then_some(before.len())
}

/// Whether a letter is taken off by itself.
const fn is_open(letter: char) -> bool {
    is_vowel(letter) || matches!(letter, 'й' | 'ь')
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я')
}

fn is_word(dictionary: &Dictionary, form: &str) -> bool {
    let analyses = dictionary.analyze(form);
    let first = analyses.first();
    first.is_some_and(|one| one.source == Source::Dictionary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms_of_a_word_have_one_stem() {
        let dictionary = Dictionary::bundled().unwrap();
        let check = |stem: &str, forms: &str| {
            for form in forms.split(' ') {
                assert_eq!(guessed_stem(&dictionary, form), stem, "{form}");
            }
        };
        check("мерц", "мерц мерца мерцу мерцем мерце");
        check("мосбирж", "мосбиржа мосбиржи мосбирже мосбиржу мосбиржей");
        check("чемез", "чемезов чемезова чемезовым чемезове чемезовой");
        check("блиновск", "блиновская блиновской блиновскую");
        check("ростех", "ростех ростеха ростехом ростехе");
        check("шаръ", "шарий шария шарию шарием");
        check("всу", "всу");
    }
}

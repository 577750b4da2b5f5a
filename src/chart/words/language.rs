//! English and Russian of one text, next to each other.

use crate::model::Lang;

/// Variants of a text, the fullest first.
pub fn variants(lang: Lang, en: &[&str], ru: &[&str]) -> Vec<String> {
    let chosen = lang.pick(en, ru);
    chosen.iter().copied().map(str::to_owned).collect()
}

/// `21 заголовок`, `3 заголовка`, `11 заголовков`.
pub fn counted_ru(count: usize, [one, few, many]: [&str; 3]) -> String {
    let word = match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    };

    format!("{count} {word}")
}

pub fn counted_en(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// A text of others in one line, which may have had several.
pub fn one_line(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_control() || letter.is_whitespace());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();

    words.join(" ")
}

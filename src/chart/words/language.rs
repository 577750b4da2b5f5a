//! English and Russian of one text, next to each other.

use crate::model::Lang;

/// Variants of a text, the fullest first.
pub fn variants(lang: Lang, en: &[&str], ru: &[&str]) -> Vec<String> {
    let chosen = lang.pick(en, ru);
    chosen.iter().copied().map(str::to_owned).collect()
}

/// A text of others in one line, which may have had several.
pub fn one_line(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_control() || letter.is_whitespace());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();

    words.join(" ")
}

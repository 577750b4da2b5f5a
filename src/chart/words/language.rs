//! English and Russian of one text, next to each other.

use crate::model::{Lang, Quoted};

/// Variants of a text, the fullest first.
pub fn variants(lang: Lang, en: &[&str], ru: &[&str]) -> Vec<String> {
    let chosen = lang.pick(en, ru);
    chosen.iter().copied().map(str::to_owned).collect()
}

/// Texts in a row, with `separator` between them.
pub fn joined(texts: impl Iterator<Item = String>, separator: &str) -> String {
    texts.collect::<Vec<_>>().join(separator)
}

/// The codes of currencies and pairs in a row.
pub fn codes(quoted: impl Iterator<Item = Quoted>) -> String {
    joined(quoted.map(|one| one.to_string()), ", ")
}

/// A text of others in one line, which may have had several.
pub fn one_line(text: &str) -> String {
    text.split(|letter: char| letter.is_control() || letter.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

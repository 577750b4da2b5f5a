//! The text of the full-text index: each word as its lemma, and queries in the same form.

use super::lemmas::Lemmas;
use super::normal::normal_form;
use super::tokens::indexed_words;

/// The words of a text in its normal form, stop words and numbers too, as lemmas with a space between.
pub fn folded(normal: &str, lemmas: &mut Lemmas) -> String {
    let mut folded = String::with_capacity(normal.len() + 8);
    for word in indexed_words(normal) {
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            word.split('-').for_each(|part| push_lemma(part, lemmas, &mut folded));
        } else {
            push_lemma(word, lemmas, &mut folded);
        }
    }
    folded
}

fn push_lemma(word: &str, lemmas: &mut Lemmas, folded: &mut String) {
    if !folded.is_empty() {
        folded.push(' ');
    }
    folded.push_str(lemmas.lemma(word));
}

/// Words to search for as an expression of FTS5: all of them must occur, those between quotation marks side by
/// side. None when there is no word.
pub fn folded_query(words: &str, lemmas: &mut Lemmas) -> Option<String> {
    let mut phrases: Vec<String> = Vec::new();
    // Quotation marks are not in the normal form: each piece between them is brought into it by itself.
    for (at, piece) in words.split(['"', '«', '»', '„', '“', '”']).enumerate() {
        let is_quoted = at % 2 == 1;
        if is_quoted {
            phrases.push(folded(&normal_form(piece), lemmas));
        } else {
            phrases.extend(piece.split_whitespace().map(|word| folded(&normal_form(word), lemmas)));
        }
    }
    let quoted = phrases.iter().filter(|phrase| !phrase.is_empty()).map(|phrase| format!("\"{phrase}\""));
    let query = quoted.collect::<Vec<_>>().join(" ");
    (!query.is_empty()).then_some(query)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LemmaMethod;

    fn check(text: &str, expected: &str) {
        assert_eq!(folded(&normal_form(text), &mut Lemmas::by(LemmaMethod::Snowball)), expected);
    }

    fn check_query(words: &str, expected: Option<&str>) {
        assert_eq!(
            folded_query(words, &mut Lemmas::by(LemmaMethod::Snowball)).as_deref(),
            expected,
            "{words}"
        );
    }

    #[test]
    fn every_word_is_there() {
        check("Банк «Восток» не вернёт 16 % вкладов", "банк восток не вернет 16 вклад");
        check("Су-57 и G20, 5-летнего", "су 57 и g20 5 летн");
        check("— !", "");
    }

    #[test]
    fn a_query_keeps_its_phrases() {
        check_query("рублём санкций", Some("\"рубл\" \"санкц\""));
        check_query("«ключевой ставки» банк", Some("\"ключев ставк\" \"банк\""));
        check_query("\"ключевой ставки", Some("\"ключев ставк\""));
        check_query("премьер-министр", Some("\"премьер-министр\""));
        check_query("NEAR( OR * ^ :", Some("\"near\" \"or\""));
        check_query(" \"\" ,", None);
    }
}

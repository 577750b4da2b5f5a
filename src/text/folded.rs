//! The text of the full-text index: each word as its lemma, and queries in the same form.

use super::{lemmas::Lemmas, normal::normal_form, tokens::indexed_words};

/// Appends the words of a text in its normal form, stop words and numbers too, as lemmas with a space between.
pub fn push_folded(normal: &str, lemmas: &mut Lemmas, folded: &mut String) {
    let start = folded.len();
    for word in indexed_words(normal) {
        // `су-57` is found by its parts, `премьер-министр` as a whole.
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            for part in word.split('-') {
                push_lemma(part, start, lemmas, folded);
            }
        } else {
            push_lemma(word, start, lemmas, folded);
        }
    }
}

fn push_lemma(word: &str, start: usize, lemmas: &mut Lemmas, folded: &mut String) {
    if folded.len() > start {
        folded.push(' ');
    }
    lemmas.push_lemma(word, folded);
}

/// Words to search for as an expression of FTS5: all of them must occur, those between quotation marks side by
/// side. `None` when there is no word.
pub fn folded_query(words: &str, lemmas: &mut Lemmas) -> Option<String> {
    let mut phrases: Vec<String> = Vec::new();
    // Quotation marks are not in the normal form: each piece between them is brought into it by itself.
    for (at, piece) in words.split(['"', '«', '»', '„', '“', '”']).enumerate() {
        let is_quoted = at % 2 == 1;
        if is_quoted {
            phrases.push(folded_phrase(piece, lemmas));
        } else {
            let words = piece.split_whitespace();
            phrases.extend(words.map(|word| folded_phrase(word, lemmas)));
        }
    }

    // Between quotation marks nothing is an operator of FTS5.
    phrases.retain(|phrase| !phrase.is_empty());
    (!phrases.is_empty()).then(|| format!("\"{}\"", phrases.join("\" \"")))
}

fn folded_phrase(words: &str, lemmas: &mut Lemmas) -> String {
    let mut phrase = String::new();
    push_folded(&normal_form(words), lemmas, &mut phrase);
    phrase
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LemmaMethod;

    fn check(text: &str, expected: &str) {
        let mut folded = String::from("before ");
        push_folded(
            &normal_form(text),
            &mut Lemmas::by(LemmaMethod::Snowball),
            &mut folded,
        );
        assert_eq!(folded, format!("before {expected}"));
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
        check(
            "Банк «Восток» не вернёт 16 % вкладов",
            "банк восток не вернет 16 вклад",
        );
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

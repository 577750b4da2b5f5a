//! The terms of a headline: its lemmas, and bigrams of neighbouring ones (correlate-spec.md §4.4).

use super::corpus::WordRole;
use super::lemmas::{Lemmas, Word};
use super::stories::LemmaSet;
use super::tokens::{parts, tokens};
use std::collections::BTreeSet;

/// What a headline speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadlineTerms {
    /// Single lemmas, without stop words.
    pub lemmas: BTreeSet<String>,
    /// The single lemmas, and bigrams with a space between.
    pub terms: BTreeSet<String>,
}

/// The terms of a title in its normal form.
///
/// Of a hyphenated word the parts are lemmas too, but bigrams have the whole. A stop word, and anything but
/// spaces between two words, breaks a bigram; `не`, `без` and `против` may begin one.
pub fn terms(normal: &str, lemmas: &mut Lemmas) -> HeadlineTerms {
    let mut found = HeadlineTerms::default();
    let mut before: Option<String> = None;
    for token in tokens(normal) {
        let (lemma, word) = lemma_and_word(token.text, lemmas);
        if let Some(before) = before
            .take()
            .filter(|_| token.follows_directly && word.role == WordRole::Plain)
        {
            found.terms.insert(format!("{before} {lemma}"));
        }
        if word.is_term() {
            found.lemmas.insert(lemma.clone());
        }
        before = (word.role != WordRole::Stop).then_some(lemma);
        for part in parts(token.text) {
            let (lemma, word) = lemma_and_word(part, lemmas);
            if word.is_term() {
                found.lemmas.insert(lemma);
            }
        }
    }
    found.terms.extend(found.lemmas.iter().cloned());
    found
}

fn lemma_and_word(form: &str, lemmas: &mut Lemmas) -> (String, Word) {
    let mut lemma = String::new();
    lemmas.push_lemma(form, &mut lemma);
    (lemma, lemmas.word(form))
}

/// The single lemmas of a title in its normal form, as [`super::Stories`] compares them.
pub fn lemmas_of_title(normal: &str, lemmas: &mut Lemmas) -> LemmaSet {
    let mut keys = Vec::with_capacity(16);
    let mut add = |word: Word| {
        if word.is_term() {
            keys.push(word.key);
        }
    };
    for token in tokens(normal) {
        add(lemmas.word(token.text));
        parts(token.text).for_each(|part| add(lemmas.word(part)));
    }
    LemmaSet::new(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LemmaMethod;

    fn check(normal: &str, expected: &str) {
        let found = terms(normal, &mut Lemmas::by(LemmaMethod::Snowball));
        let joined: Vec<_> = found.terms.iter().map(String::as_str).collect();
        assert_eq!(joined.join(", "), expected, "{normal}");
    }

    #[test]
    fn what_breaks_a_bigram() {
        check("курс рубля", "курс, курс рубл, рубл");
        check("курс, рубля", "курс, рубл");
        check("курс и рубля", "курс, рубл");
        check("курс 5 рубля", "курс, рубл");
        check("не против рубля", "прот, прот рубл, рубл");
        check("рубля не", "рубл");
        check("не рубля", "не рубл, рубл");
        check("и", "");
    }

    #[test]
    fn a_hyphenated_word_is_whole_and_parts() {
        check(
            "банк-партнер рубля",
            "банк, банк-партнер, банк-партнер рубл, партнер, рубл",
        );
    }
}

//! The terms of a headline by the wording of correlate-spec.md §4.4, against which the packed words are tested.

use super::{
    LemmaMethod,
    corpus::WordRole,
    lemmas::{Lemmas, Word},
    tokens::{is_letter, run_length},
    writing::WrittenWord,
};
use std::collections::BTreeSet;

/// What a headline speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HeadlineTerms {
    /// Single lemmas, without stop words.
    pub(super) lemmas: BTreeSet<String>,
    /// The single lemmas, and bigrams with a space between.
    pub(super) terms: BTreeSet<String>,
}

/// The terms of a title in its normal form.
///
/// Of a hyphenated word the parts are lemmas too, but bigrams have the whole. A stop word, and anything but
/// spaces between two words, breaks a bigram; `не`, `без` and `против` may begin one.
pub(super) fn terms(normal: &str, lemmas: &mut Lemmas) -> HeadlineTerms {
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
        for part in WrittenWord::small(token.text).parts() {
            let part = part.text;
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
    let form = WrittenWord::small(form);
    lemmas.push_lemma(form, &mut lemma);
    (lemma, lemmas.word(form))
}

/// A word of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token<'a> {
    /// Letters with inner hyphens.
    text: &'a str,
    /// Whether there are only spaces between it and the token before: only then can they be a bigram.
    follows_directly: bool,
}

/// The runs of letters with inner hyphens in a text in its normal form; numbers are none.
fn tokens(normal: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = normal;
    let mut is_first = true;
    std::iter::from_fn(move || {
        let start = rest.find(is_letter)?;
        let gap = &rest[..start];
        let from = &rest[start..];
        let (text, after) = from.split_at(run_length(from, is_letter));
        rest = after;
        let is_space = !gap.is_empty() && gap.bytes().all(|byte| byte == b' ');
        let follows_directly = is_space && !std::mem::take(&mut is_first);
        is_first = false;
        Some(Token {
            text,
            follows_directly,
        })
    })
}

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

fn check_tokens(normal: &str, expected: &[(&str, bool)]) {
    let found: Vec<_> = tokens(normal)
        .map(|token| (token.text, token.follows_directly))
        .collect();
    assert_eq!(found, expected, "{normal}");
}

#[test]
fn letters_with_inner_hyphens() {
    check_tokens(
        "ключевая ставка цб: 16% — не предел",
        &[
            ("ключевая", false),
            ("ставка", true),
            ("цб", true),
            ("не", false),
            ("предел", true),
        ],
    );
    check_tokens(
        "-премьер-министр- а--б",
        &[("премьер-министр", false), ("а", false), ("б", false)],
    );
    check_tokens(
        "опек+ сократит g20 5-летний",
        &[
            ("опек", false),
            ("сократит", false),
            ("g", true),
            ("летний", false),
        ],
    );
    check_tokens("", &[]);
    check_tokens("2024", &[]);
}

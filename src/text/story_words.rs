//! The words of a title as statistics need them: all of them in their order, each with what it is in terms.
//!
//! From these [`super::collect_terms`] makes the terms (a test compares them with the terms of the title itself), and
//! [`super::TermQuery`] is matched with them.

use super::{
    corpus::{TitleWord, WordRole},
    lemmas::Lemmas,
    normal::NormalText,
    rate_marks::Marks,
    rate_report::ReferenceRule,
    rate_report_clause::ClauseRule,
    tokens::{Kind, pieces},
};
use crate::model::RateReport;
use std::cell::Cell;

/// Shows the words and numbers of a title in its normal form in their order, stop words too, and after a hyphenated
/// word those parts of it that are terms. Whether the title is a rate report ([`ReferenceRule`], [`ClauseRule`]),
/// which follows from the same words.
pub fn story_words(
    normal: &NormalText,
    lemmas: &mut Lemmas,
    mut show: impl FnMut(TitleWord<'_>),
) -> RateReport {
    let mut reference = ReferenceRule::default();
    let mut clause = ClauseRule::default();
    let mut is_after_sign = false;
    for piece in pieces(normal) {
        // A currency sign is shown as nothing, and the word behind it no longer follows the word before it.
        let follows_directly = piece.follows_directly && !is_after_sign;
        is_after_sign = piece.kind == Kind::CurrencySign;

        let marks = Marks::of(piece.kind, || {
            lemmas.with_lemma(piece.word, |word| {
                show(TitleWord {
                    lemma: word.lemma,
                    role: word.known.role,
                    follows_directly,
                    number: word.number,
                });
                word.known.marks
            })
        });
        reference.push(marks);
        clause.push(&piece, marks);

        if piece.kind == Kind::Number {
            show(TitleWord {
                lemma: piece.word.text,
                role: WordRole::Number,
                follows_directly,
                number: &Cell::new(0),
            });
        }
        for part in piece.word.parts() {
            lemmas.with_lemma(part, |word| {
                if word.known.is_term() {
                    show(TitleWord {
                        lemma: word.lemma,
                        role: WordRole::Part,
                        follows_directly: false,
                        number: word.number,
                    });
                }
            });
        }
    }

    RateReport {
        by_reference: reference.is_report(),
        by_clause: clause.is_report(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{
        LemmaMethod, Numbers, StoryWord, collect_terms, normal_form, rate_report::is_rate_report,
        rate_report_clause::is_rate_report_by_clause, terms_tests::terms,
    };
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn check(title: &str, expected: &str) {
        let mut found = Vec::new();
        story_words(
            &normal_form(title),
            &mut Lemmas::by(LemmaMethod::Snowball),
            |word| {
                let gap = if word.follows_directly { "_" } else { "" };
                found.push(format!("{gap}{}:{:?}", word.lemma, word.role));
            },
        );
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn every_word_has_its_role() {
        check(
            "Рубль — не против",
            "рубл:Plain не:StopStarter _прот:Starter",
        );
        check("Курс за 16,5 %", "курс:Plain _за:Stop _16,5:Number");
        check("$80 за баррель", "80:Number _за:Stop _баррел:Plain");
        check(
            "Банк-партнёр и я",
            "банк-партнер:Plain банк:Part партнер:Part _и:Stop _я:Stop",
        );
        check("5-летний", "5:Number летн:Plain");
        check("рост$ рубля", "рост:Plain рубл:Plain");
    }

    /// Terms as [`terms`] gives them, by way of numbered words.
    fn terms_of_words(normal: &NormalText, lemmas: &mut Lemmas) -> BTreeSet<String> {
        let (mut texts, mut words): (Vec<String>, Vec<StoryWord>) = (Vec::new(), Vec::new());
        let report = story_words(normal, lemmas, |word| {
            let at = texts
                .iter()
                .position(|text| text == word.lemma)
                .unwrap_or(texts.len());
            if at == texts.len() {
                texts.push(word.lemma.to_owned());
            }
            let (lemma, role) = (u32::try_from(at).unwrap(), word.role);
            words.extend(StoryWord::new(lemma, role, word.follows_directly));
        });
        assert_eq!(report.by_reference, is_rate_report(normal, lemmas));
        assert_eq!(report.by_clause, is_rate_report_by_clause(normal, lemmas));
        let mut keys = Vec::new();
        collect_terms(&words, Numbers::Drop, &mut keys);
        let text = |lemma: u32| &texts[lemma as usize];
        keys.iter()
            .map(|key| match key.lemmas() {
                (first, None) => text(first).clone(),
                (first, Some(second)) => format!("{} {}", text(first), text(second)),
            })
            .collect()
    }

    proptest! {
        #[test]
        fn terms_are_those_of_the_title(title in "((не|без|против|и|год|курс|банк-партнер|по-прежнему|рубль|g|5|16,5|за-)( |, | — |-|\\$| %|\\.|)){0,12}") {
            let (normal, mut lemmas) = (normal_form(&title), Lemmas::by(LemmaMethod::Snowball));
            prop_assert_eq!(terms_of_words(&normal, &mut lemmas), terms(&normal, &mut lemmas).terms);
        }

        #[test]
        fn terms_of_any_text_are_those_of_the_title(title in "\\PC{0,40}") {
            let (normal, mut lemmas) = (normal_form(&title), Lemmas::by(LemmaMethod::Snowball));
            prop_assert_eq!(terms_of_words(&normal, &mut lemmas), terms(&normal, &mut lemmas).terms);
        }
    }
}

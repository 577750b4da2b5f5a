//! The forms in which a title has a phrase that is given by its lemmas: what a reader would recognise.

use super::{
    lemmas::Lemmas,
    tokens::{Kind, Piece, parts, pieces},
};

/// The places where a title in its normal form has the lemmas of `phrase` side by side, as the title writes them. A
/// phrase of one word may be a part of a hyphenated one.
pub fn forms_of(phrase: &[String], normal: &str, lemmas: &mut Lemmas) -> Vec<String> {
    let words: Vec<Piece<'_>> = pieces(normal)
        .filter(|piece| piece.kind != Kind::CurrencySign)
        .collect();
    let mut found: Vec<String> = words
        .windows(phrase.len().max(1))
        .filter(|run| are_forms_of(run, phrase, lemmas))
        .map(|run| run.iter().map(|piece| piece.text).collect::<Vec<_>>())
        .map(|texts| texts.join(" "))
        .collect();

    if let [lemma] = phrase {
        for part in words.iter().flat_map(|word| parts(word.text)) {
            if lemmas.with_lemma(part, |own| own.lemma == lemma) {
                found.push(part.to_owned());
            }
        }
    }

    found
}

fn are_forms_of(run: &[Piece<'_>], phrase: &[String], lemmas: &mut Lemmas) -> bool {
    run.iter().zip(phrase).all(|(piece, lemma)| {
        // A number is its own lemma.
        piece.text == lemma && piece.kind == Kind::Number
            || piece.kind == Kind::Word && lemmas.with_lemma(piece.text, |own| own.lemma == lemma)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LemmaMethod, normal_form};

    fn check(phrase: &[&str], title: &str, expected: &[&str]) {
        let phrase: Vec<String> = phrase.iter().map(|&lemma| lemma.to_owned()).collect();
        let mut lemmas = Lemmas::by(LemmaMethod::Snowball);
        assert_eq!(
            forms_of(&phrase, &normal_form(title), &mut lemmas),
            expected
        );
    }

    #[test]
    fn as_they_stand_in_the_title() {
        check(
            &["ключев", "ставк"],
            "ЦБ снизил ключевую ставку, ключевая — ставка",
            &["ключевую ставку", "ключевая ставка"],
        );
        check(&["банк"], "Банки и банк-партнёр", &["банки", "банк"]);
        check(&["16,5"], "Ставка 16,5 %", &["16,5"]);
        check(&["нефт"], "Газ", &[]);
    }
}

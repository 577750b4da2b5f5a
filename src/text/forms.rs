//! The forms in which a title has a phrase that is given by its lemmas: what a reader would recognise.

use super::lemmas::Lemmas;
use super::tokens::{Kind, Piece, parts, pieces};

/// The places where a title in its normal form has the lemmas of `phrase` side by side, as they stand there. A phrase
/// of one word may be a part of a hyphenated one.
pub fn forms_of(phrase: &[String], normal: &str, lemmas: &mut Lemmas) -> Vec<String> {
    let words: Vec<Piece<'_>> = pieces(normal)
        .filter(|piece| matches!(piece.kind, Kind::Word | Kind::Number))
        .collect();
    let mut is_form_of = |piece: &Piece<'_>, lemma: &String| match piece.kind {
        Kind::Word => lemmas.with_lemma(piece.text, |own| own.lemma == lemma),
        _ => piece.text == lemma,
    };
    let mut found: Vec<String> = Vec::new();
    for run in words.windows(phrase.len().max(1)) {
        if run
            .iter()
            .zip(phrase)
            .all(|(piece, lemma)| is_form_of(piece, lemma))
        {
            found.push(
                run.iter()
                    .map(|piece| piece.text)
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
    }
    if let [lemma] = phrase {
        let all = words
            .iter()
            .filter(|piece| piece.kind == Kind::Word)
            .flat_map(|piece| parts(piece.text));
        let matching = all.filter(|part| lemmas.with_lemma(part, |own| own.lemma == lemma));
        found.extend(matching.map(str::to_owned));
    }
    found
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

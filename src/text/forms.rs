//! The forms in which a title has a phrase: what a reader would recognise.

use super::{
    lemmas::Lemmas,
    normal::NormalText,
    query_word::QueryWord,
    tokens::{Kind, Piece, pieces},
};

/// The places where a title in its normal form has the words of `phrase` side by side, as the title writes them. A
/// phrase of one word may be a part of a hyphenated one.
pub fn forms_of(phrase: &[QueryWord], normal: &NormalText, lemmas: &mut Lemmas) -> Vec<String> {
    let words: Vec<Piece<'_>> = pieces(normal)
        .filter(|piece| piece.kind != Kind::CurrencySign)
        .collect();
    let mut found: Vec<String> = words
        .windows(phrase.len().max(1))
        .filter(|run| are_forms_of(run, phrase, lemmas))
        .map(|run| run.iter().map(|piece| piece.word.text).collect::<Vec<_>>())
        .map(|texts| texts.join(" "))
        .collect();

    if let [wanted] = phrase {
        for part in words.iter().flat_map(|word| word.word.parts()) {
            if wanted.accepts(part, lemmas) {
                found.push(part.text.to_owned());
            }
        }
    }

    found
}

fn are_forms_of(run: &[Piece<'_>], phrase: &[QueryWord], lemmas: &mut Lemmas) -> bool {
    run.iter()
        .zip(phrase)
        .all(|(piece, wanted)| wanted.accepts_piece(piece, lemmas))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LemmaMethod, normal_form};

    fn check(phrase: &[&str], title: &str, expected: &[&str]) {
        let phrase: Vec<QueryWord> = phrase.iter().copied().map(QueryWord::of_lemma).collect();
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

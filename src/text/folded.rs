//! The text of the full-text index: each word as its lemma.

use super::{lemmas::Lemmas, normal::NormalText, tokens::indexed_words, writing::WrittenWord};

/// Appends the words of a text in its normal form, stop words and numbers too, as lemmas with a space between.
pub fn push_folded(normal: &NormalText, lemmas: &mut Lemmas, folded: &mut String) {
    let start = folded.len();
    let mut push = |word: WrittenWord<'_>| {
        if folded.len() > start {
            folded.push(' ');
        }
        lemmas.push_lemma(word, folded);
    };

    // Nearly all words have no parts, and an iterator for each of them costs as much as all else here.
    for word in indexed_words(normal) {
        if is_of_parts(word) {
            linked_parts(word).for_each(&mut push);
        } else {
            push(word);
        }
    }
}

/// The words of the index: hyphenated ones in parts, side by side.
pub(super) fn indexed_parts(normal: &NormalText) -> impl Iterator<Item = WrittenWord<'_>> {
    indexed_words(normal).flat_map(|word| {
        let whole = (!is_of_parts(word)).then_some(word);
        whole.into_iter().chain(linked_parts(word))
    })
}

fn is_of_parts(word: WrittenWord<'_>) -> bool {
    word.text.as_bytes().contains(&b'-')
}

/// The parts of a hyphenated word; none of any other.
fn linked_parts(word: WrittenWord<'_>) -> impl Iterator<Item = WrittenWord<'_>> {
    let last = word.text.matches('-').count();
    word.parts().enumerate().map(move |(at, part)| WrittenWord {
        is_linking: at < last && !word.has_inner_capital && part.text.ends_with('о'),
        ..part
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LemmaMethod, normal_form};

    fn check(text: &str, expected: &str) {
        let mut folded = String::from("before ");
        push_folded(
            &normal_form(text),
            &mut Lemmas::by(LemmaMethod::Snowball),
            &mut folded,
        );
        assert_eq!(folded, format!("before {expected}"));
    }

    #[test]
    fn every_word_is_there() {
        check(
            "Банк «Восток» не вернёт 16 % вкладов",
            "банк восток не вернет 16 вклад",
        );
        check("Су-57 и G20, 5-летнего", "су 57 и g20 5 летн");
        check("Комсомольск-на-Амуре", "комсомольск на амур");
        check("— !", "");
    }
}

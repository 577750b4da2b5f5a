//! Words to search for in titles and summaries: an expression for the full-text index, and what decides about the
//! headlines that it finds.

use super::{
    folded::indexed_parts,
    lemmas::Lemmas,
    normal::{NormalText, normal_form},
    query_word::QueryWord,
    writing::WrittenWord,
};

/// Words that must all occur, those between quotation marks side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchQuery {
    phrases: Vec<Vec<QueryWord>>,
}

impl SearchQuery {
    /// Parses words as they were typed; `None` when there is no word.
    pub fn parse(typed: &str, lemmas: &mut Lemmas) -> Option<Self> {
        let mut phrases: Vec<Vec<QueryWord>> = Vec::new();
        // Quotation marks are not in the normal form: each piece between them is brought into it by itself.
        for (at, piece) in typed.split(['"', '«', '»', '„', '“', '”']).enumerate() {
            let is_quoted = at % 2 == 1;
            if is_quoted {
                phrases.push(phrase(piece, lemmas));
            } else {
                let words = piece.split_whitespace();
                phrases.extend(words.map(|word| phrase(word, lemmas)));
            }
        }

        phrases.retain(|phrase| !phrase.is_empty());
        (!phrases.is_empty()).then_some(Self { phrases })
    }

    /// As an expression of FTS5. It finds every match, and nothing else if [`Self::is_decided_by_index`].
    pub fn expression(&self) -> String {
        let phrases = self.phrases.iter().map(|phrase| {
            if phrase.iter().all(QueryWord::is_decided_by_lemmas) {
                // Between quotation marks nothing is an operator of FTS5.
                let lemmas: Vec<&str> = phrase.iter().map(QueryWord::lemma).collect();
                format!("\"{}\"", lemmas.join(" "))
            } else {
                let words = phrase.iter().map(any_lemma);
                words.collect::<Vec<_>>().join(" AND ")
            }
        });
        phrases.collect::<Vec<_>>().join(" AND ")
    }

    /// Whether all that the index finds matches.
    pub fn is_decided_by_index(&self) -> bool {
        let mut words = self.phrases.iter().flatten();
        words.all(QueryWord::is_decided_by_lemmas)
    }

    /// Whether a headline that the index found has the words.
    pub fn is_match(&self, title: &str, summary: Option<&str>, lemmas: &mut Lemmas) -> bool {
        let texts: Vec<NormalText> = [Some(title), summary]
            .into_iter()
            .flatten()
            .map(normal_form)
            .collect();
        let words: Vec<Vec<WrittenWord<'_>>> = texts
            .iter()
            .map(|text| indexed_parts(text).collect())
            .collect();
        self.phrases
            .iter()
            .all(|phrase| words.iter().any(|words| has(words, phrase, lemmas)))
    }
}

/// Whether a text has a word or a number for which a search can look.
pub fn has_words(typed: &str) -> bool {
    indexed_parts(&normal_form(typed)).next().is_some()
}

fn phrase(typed: &str, lemmas: &mut Lemmas) -> Vec<QueryWord> {
    let normal = normal_form(typed);
    indexed_parts(&normal)
        .map(|word| QueryWord::typed(word, lemmas))
        .collect()
}

/// `("прибыль" OR "прибыть")`.
fn any_lemma(word: &QueryWord) -> String {
    let lemmas = word.lemmas().map(|lemma| format!("\"{lemma}\""));
    format!("({})", lemmas.collect::<Vec<_>>().join(" OR "))
}

fn has(words: &[WrittenWord<'_>], phrase: &[QueryWord], lemmas: &mut Lemmas) -> bool {
    if let [wanted] = phrase {
        return words.iter().any(|word| wanted.accepts(*word, lemmas));
    }

    words.windows(phrase.len()).any(|run| {
        run.iter()
            .zip(phrase)
            .all(|(word, wanted)| wanted.accepts(*word, lemmas))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LemmaMethod;

    fn check(words: &str, expected: Option<&str>) {
        let query = SearchQuery::parse(words, &mut Lemmas::by(LemmaMethod::Snowball));
        let expression = query.map(|query| query.expression());
        assert_eq!(expression.as_deref(), expected, "{words}");
    }

    #[test]
    fn a_query_keeps_its_phrases() {
        check("рублём санкций", Some("\"рубл\" AND \"санкц\""));
        check(
            "«ключевой ставки» банк",
            Some("\"ключев ставк\" AND \"банк\""),
        );
        check("\"ключевой ставки", Some("\"ключев ставк\""));
        check("премьер-министр", Some("\"премьер министр\""));
        check("NEAR( OR * ^ :", Some("\"near\" AND \"or\""));
        check(" \"\" ,", None);
    }
}

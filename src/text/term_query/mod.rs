//! What `--term` asks for: phrases of lemmas, with or, and, and but-not (correlate-spec.md §6.1).
//!
//! `|` binds loosest, then `&`. A word that begins with a minus ends the phrase before it and begins one that must
//! not occur, within its alternative. A phrase is words side by side in one headline, stop words and numbers too;
//! signs between two words do not matter, nor do the parts of a hyphenated word, of which a phrase of one word may be
//! one. An expression is lemmas; compiled with their numbers it is matched with stories.

mod matcher;

use matcher::Alternative;
pub use matcher::{CompiledQuery, TermMatcher};

use super::{
    corpus::{TitleWord, WordRole},
    lemmas::Lemmas,
    normal::normal_form,
    story_words::story_words,
};
use crate::model::echoed;
use std::collections::BTreeSet;

/// A parsed expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermQuery {
    alternatives: Vec<Alternative<String>>,
}

/// The lemmas of words side by side, at least one.
type Phrase = Vec<String>;

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermQueryError {
    /// There is nothing in it.
    #[error("there is nothing to look for")]
    Empty,
    /// Nothing before, between or after the signs `|` and `&`.
    #[error("nothing stands on one side of `{0}`")]
    EmptyPart(char),
    /// A part without a word or a number.
    #[error("`{0}` has no word to look for")]
    NoWord(String),
    /// A minus by itself.
    #[error("a minus stands directly before the word that must not occur: `-word`")]
    LoneMinus,
    /// An alternative that says only what must not occur.
    #[error("`{0}` says only what must not occur; name something that must")]
    OnlyExclusions(String),
}

/// What excludes: a hyphen, and what phones and word processors make of it.
const MINUSES: [char; 4] = ['-', '−', '–', '—'];

/// Of these the ones that headlines have as dashes between words; by themselves they mean nothing.
const DASHES: [&str; 2] = ["–", "—"];

impl TermQuery {
    /// Parses an expression as it was typed.
    ///
    /// # Errors
    /// [`TermQueryError`] when a part of it is missing or would match everything.
    pub fn parse(typed: &str, lemmas: &mut Lemmas) -> Result<Self, TermQueryError> {
        if typed.trim().is_empty() {
            return Err(TermQueryError::Empty);
        }

        let alternatives = typed
            .split('|')
            .map(|text| Alternative::parse(text, lemmas))
            .collect::<Result<_, _>>()?;
        Ok(Self { alternatives })
    }

    /// The lemmas in it, each once, in alphabetical order.
    pub fn lemmas(&self) -> Vec<String> {
        self.alternatives
            .iter()
            .flat_map(|one| one.wanted.iter().chain(&one.excluded))
            .flatten()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .cloned()
            .collect()
    }

    /// The lemmas of each phrase that must occur in one of the alternatives.
    pub fn phrases(&self) -> Vec<Vec<String>> {
        let wanted = self.alternatives.iter().flat_map(|one| &one.wanted);
        wanted.cloned().collect()
    }

    /// Replaces lemmas by numbers; `number` returns `None` for a lemma that no story has.
    pub fn compile(&self, number: impl Fn(&str) -> Option<u32>) -> CompiledQuery {
        let alternatives = self.alternatives.iter().filter_map(|alternative| {
            // A phrase with a lemma that no story has matches nothing: neither does its alternative.
            let wanted = alternative.wanted.iter();
            let excluded = alternative.excluded.iter();
            Some(Alternative {
                wanted: wanted
                    .map(|phrase| numbers_of(phrase, &number))
                    .collect::<Option<_>>()?,
                excluded: excluded
                    .filter_map(|phrase| numbers_of(phrase, &number))
                    .collect(),
            })
        });
        let matcher = TermMatcher {
            alternatives: alternatives.collect(),
        };

        let mut unknown = self.lemmas();
        unknown.retain(|lemma| number(lemma).is_none());
        CompiledQuery { matcher, unknown }
    }
}

fn numbers_of(phrase: &Phrase, number: impl Fn(&str) -> Option<u32>) -> Option<Vec<u32>> {
    phrase.iter().map(|lemma| number(lemma)).collect()
}

impl Alternative<String> {
    fn parse(text: &str, lemmas: &mut Lemmas) -> Result<Self, TermQueryError> {
        if text.trim().is_empty() {
            return Err(TermQueryError::EmptyPart('|'));
        }

        let mut alternative = Self::default();
        for part in text.split('&') {
            if part.trim().is_empty() {
                return Err(TermQueryError::EmptyPart('&'));
            }
            alternative.parse_part(part, lemmas)?;
        }

        if alternative.wanted.is_empty() {
            return Err(TermQueryError::OnlyExclusions(echoed(text.trim())));
        }
        Ok(alternative)
    }

    /// Parses the text between two signs: a phrase, and those that are excluded after it.
    fn parse_part(&mut self, part: &str, lemmas: &mut Lemmas) -> Result<(), TermQueryError> {
        let mut wanted: Vec<&str> = Vec::new();
        let mut excluded: Vec<Vec<&str>> = Vec::new();
        for word in part.split_whitespace() {
            if DASHES.contains(&word) {
                continue;
            }
            match (word.strip_prefix(MINUSES), excluded.last_mut()) {
                (Some(""), _) => return Err(TermQueryError::LoneMinus),
                (Some(word), _) => excluded.push(vec![word]),
                (None, Some(phrase)) => phrase.push(word),
                (None, None) => wanted.push(word),
            }
        }

        if !wanted.is_empty() {
            self.wanted.push(phrase(&wanted, lemmas)?);
        }
        for words in excluded {
            self.excluded.push(phrase(&words, lemmas)?);
        }
        Ok(())
    }
}

fn phrase(words: &[&str], lemmas: &mut Lemmas) -> Result<Phrase, TermQueryError> {
    let typed = words.join(" ");
    let mut phrase = Phrase::new();
    story_words(&normal_form(&typed), lemmas, |word: TitleWord<'_>| {
        if word.role != WordRole::Part {
            phrase.push(word.lemma.to_owned());
        }
    });

    if phrase.is_empty() {
        return Err(TermQueryError::NoWord(echoed(&typed)));
    }
    Ok(phrase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LemmaMethod, StoryWord};

    fn parse(typed: &str) -> Result<TermQuery, TermQueryError> {
        TermQuery::parse(typed, &mut Lemmas::by(LemmaMethod::Snowball))
    }

    /// `+a b -c | +d`: what must occur, and what must not.
    fn check(typed: &str, expected: &str) {
        let alternative = |one: &Alternative<String>| {
            let wanted = one
                .wanted
                .iter()
                .map(|phrase| format!("+{}", phrase.join(" ")));
            let excluded = one
                .excluded
                .iter()
                .map(|phrase| format!("-{}", phrase.join(" ")));
            wanted.chain(excluded).collect::<Vec<_>>().join(" ")
        };
        let found: Vec<String> = parse(typed)
            .unwrap()
            .alternatives
            .iter()
            .map(alternative)
            .collect();
        assert_eq!(found.join(" | "), expected, "{typed}");
    }

    #[test]
    fn or_binds_loosest_then_and() {
        check("ключевая ставка", "+ключев ставк");
        check(
            "санкция & нефть -газ | эмбарго",
            "+санкц +нефт -газ | +эмбарг",
        );
        check(
            "нефть -новый газ −уголь & -экспорт",
            "+нефт -нов газ -угол -экспорт",
        );
        check("«Премьер-министр» не уйдёт", "+премьер-министр не уйдет");
        check("ставка: 16,5 %", "+ставк 16,5");
        check("москва — не предел", "+москв не предел");
    }

    #[test]
    fn what_is_missing_is_said() {
        let check = |typed: &str, expected| assert_eq!(parse(typed), Err(expected), "{typed}");
        check(" ", TermQueryError::Empty);
        check("нефть |", TermQueryError::EmptyPart('|'));
        check("| нефть", TermQueryError::EmptyPart('|'));
        check("нефть & & газ", TermQueryError::EmptyPart('&'));
        check("нефть & % | газ", TermQueryError::NoWord("%".to_owned()));
        check("нефть -% | газ", TermQueryError::NoWord("%".to_owned()));
        check("нефть - газ", TermQueryError::LoneMinus);
        check(
            "нефть | -газ",
            TermQueryError::OnlyExclusions("-газ".to_owned()),
        );
    }

    /// Checks whether the expression matches the headline, with lemmas numbered by their place in `known`.
    fn check_match(typed: &str, headline: &str, expected: bool) {
        let known = [
            "ставк",
            "не",
            "банк",
            "партнер",
            "банк-партнер",
            "рубл",
            "16",
        ];
        let number = |lemma: &str| {
            let at = known.iter().position(|one| *one == lemma);
            at.map(|at| u32::try_from(at).unwrap())
        };
        let mut words = Vec::new();
        story_words(
            headline,
            &mut Lemmas::by(LemmaMethod::Snowball),
            |word: TitleWord<'_>| {
                let lemma = number(word.lemma).unwrap();
                words.extend(StoryWord::new(lemma, word.role, word.follows_directly));
            },
        );
        assert_eq!(
            parse(typed)
                .unwrap()
                .compile(number)
                .matcher
                .is_match(&words),
            expected,
            "{typed}"
        );
    }

    #[test]
    fn phrases_are_words_side_by_side() {
        check_match("ставка рубля", "ставка рубля", true);
        check_match("ставка рубля", "ставка: рубль", true);
        check_match("ставка рубля", "ставка не рубль", false);
        check_match("рубль ставки", "ставка рубля", false);
        check_match("ставка ставка рубля", "ставка ставка ставка рубля", true);
        check_match("ставка 16", "ставка 16%", true);
        check_match("ставка 16", "ставка", false);
    }

    #[test]
    fn parts_of_a_word_are_words_of_their_own() {
        check_match("банк", "банк-партнер рубля", true);
        check_match("банк-партнер рубля", "банк-партнер рубля", true);
        check_match("партнер рубля", "банк-партнер рубля", false);
        check_match("банк партнер", "банк-партнер", false);
    }

    #[test]
    fn alternatives_and_exclusions() {
        check_match("банк & ставка", "ставка не банк", true);
        check_match("банк & ставка", "ставка не рубль", false);
        check_match("ставка -не рубль", "ставка не рубль", false);
        check_match("ставка -не рубль", "ставка рубль не", true);
        check_match("ставка -рубль | банк", "банк рубль", true);
        check_match("дракон | банк", "банк", true);
        check_match("дракон & банк", "банк", false);
        check_match("банк -дракон", "банк", true);
    }

    #[test]
    fn lemmas_without_a_number_are_told() {
        let query = parse("ставка & дракон | эльф -рубль").unwrap();
        assert_eq!(query.lemmas(), ["дракон", "рубл", "ставк", "эльф"]);
        let compiled = query.compile(|lemma| (lemma == "ставк").then_some(1));
        assert_eq!(compiled.unknown, ["дракон", "рубл", "эльф"]);
        assert_eq!(compiled.matcher, TermMatcher::default());
    }
}

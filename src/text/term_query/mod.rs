//! What `--term` asks for: phrases of lemmas, with or, and, and but-not (correlate-spec.md §6.1).
//!
//! `|` binds loosest, then `&`. A word that begins with a minus ends the phrase before it and begins one that must
//! not occur, within its alternative. A phrase is words side by side in one headline, stop words and numbers too;
//! signs between two words do not matter, nor do the parts of a hyphenated word, of which a phrase of one word may be
//! one. Compiled with the numbers of its lemmas an expression is matched with stories; where these leave it open whether
//! a form is of the word that was meant, the title decides.

mod matcher;

use matcher::{Alternative, WordNumbers};
pub use matcher::{CompiledQuery, TermMatcher};

use super::{
    forms::forms_of,
    lemmas::Lemmas,
    normal::{NormalText, normal_form},
    query_word::QueryWord,
    tokens::{Kind, pieces},
};
use crate::model::echoed;
use std::collections::BTreeSet;

/// A parsed expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermQuery {
    alternatives: Vec<Alternative<QueryWord>>,
}

/// Words side by side, at least one.
type Phrase = Vec<QueryWord>;

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

    /// The lemmas under which stories may have its words, each once, in alphabetical order.
    pub fn lemmas(&self) -> Vec<String> {
        self.words()
            .flat_map(QueryWord::lemmas)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(str::to_owned)
            .collect()
    }

    fn words(&self) -> impl Iterator<Item = &QueryWord> {
        self.alternatives
            .iter()
            .flat_map(|one| one.wanted.iter().chain(&one.excluded))
            .flatten()
    }

    /// The expression with its lemmas, the same for every form of its words.
    pub fn name(&self) -> String {
        let alternatives = self.alternatives.iter().map(Alternative::name);
        alternatives.collect::<Vec<_>>().join(" | ")
    }

    /// The words of each phrase that must occur in one of the alternatives.
    pub fn phrases(&self) -> Vec<Vec<QueryWord>> {
        let wanted = self.alternatives.iter().flat_map(|one| &one.wanted);
        wanted.cloned().collect()
    }

    /// Replaces lemmas by numbers; `number` returns `None` for a lemma that no story has.
    pub fn compile(&self, number: impl Fn(&str) -> Option<u32>) -> CompiledQuery {
        let own = |word: &QueryWord| numbers(std::iter::once(word.lemma()), &number);
        let all = |word: &QueryWord| numbers(word.lemmas(), &number);
        let is_decided = self.words().all(QueryWord::is_decided_by_lemmas);

        let unknown = self.words().filter(|word| all(word).is_none());
        let unknown = unknown.map(|word| (word.lemma().to_owned(), word.as_typed().to_owned()));
        CompiledQuery {
            certain: self.matcher(own, all),
            possible: (!is_decided).then(|| self.matcher(all, own)),
            unknown: unknown.collect(),
        }
    }

    fn matcher(
        &self,
        wanted_word: impl Fn(&QueryWord) -> Option<WordNumbers>,
        excluded_word: impl Fn(&QueryWord) -> Option<WordNumbers>,
    ) -> TermMatcher {
        let alternatives = self.alternatives.iter().filter_map(|alternative| {
            // A phrase with a word that no story has matches nothing: neither does its alternative.
            let wanted = alternative.wanted.iter();
            let excluded = alternative.excluded.iter();
            Some(Alternative {
                wanted: wanted
                    .map(|phrase| phrase.iter().map(&wanted_word).collect())
                    .collect::<Option<_>>()?,
                excluded: excluded
                    .filter_map(|phrase| phrase.iter().map(&excluded_word).collect())
                    .collect(),
            })
        });
        TermMatcher {
            alternatives: alternatives.collect(),
        }
    }

    /// Whether a title has what is asked for, by its forms.
    pub fn is_in_title(&self, title: &NormalText, lemmas: &mut Lemmas) -> bool {
        let mut has = |phrase: &Phrase| !forms_of(phrase, title, lemmas).is_empty();
        self.alternatives.iter().any(|alternative| {
            alternative.wanted.iter().all(&mut has) && !alternative.excluded.iter().any(&mut has)
        })
    }
}

/// The numbers of those lemmas that have one; `None` if none has.
fn numbers<'a>(
    lemmas: impl Iterator<Item = &'a str>,
    number: impl Fn(&str) -> Option<u32>,
) -> Option<WordNumbers> {
    let numbers: WordNumbers = lemmas.filter_map(number).collect();
    (!numbers.is_empty()).then_some(numbers)
}

impl Alternative<QueryWord> {
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

    fn name(&self) -> String {
        let wanted: Vec<String> = self.wanted.iter().map(name_of).collect();
        let excluded = self.excluded.iter().map(name_of);
        let parts: Vec<String> = [wanted.join(" & ")].into_iter().chain(excluded).collect();
        parts.join(" -")
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

fn name_of(phrase: &Phrase) -> String {
    let lemmas = phrase.iter().map(QueryWord::lemma);
    lemmas.collect::<Vec<_>>().join(" ")
}

fn phrase(words: &[&str], lemmas: &mut Lemmas) -> Result<Phrase, TermQueryError> {
    let typed = words.join(" ");
    let normal = normal_form(&typed);
    let phrase: Phrase = pieces(&normal)
        .filter_map(|piece| match piece.kind {
            Kind::Word => Some(QueryWord::typed(piece.word, lemmas)),
            Kind::Number => Some(QueryWord::of_lemma(piece.word.text)),
            Kind::CurrencySign => None,
        })
        .collect();

    if phrase.is_empty() {
        return Err(TermQueryError::NoWord(echoed(&typed)));
    }
    Ok(phrase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LemmaMethod, StoryWord, TitleWord, story_words};

    fn parse(typed: &str) -> Result<TermQuery, TermQueryError> {
        TermQuery::parse(typed, &mut Lemmas::by(LemmaMethod::Snowball))
    }

    /// `+a b -c | +d`: what must occur, and what must not.
    fn check(typed: &str, expected: &str) {
        let alternative = |one: &Alternative<QueryWord>| {
            let wanted = one.wanted.iter();
            let wanted = wanted.map(|phrase| format!("+{}", name_of(phrase)));
            let excluded = one.excluded.iter();
            let excluded = excluded.map(|phrase| format!("-{}", name_of(phrase)));
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
            &normal_form(headline),
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
                .certain
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
        let unknown = [("дракон", "дракон"), ("рубл", "рубль"), ("эльф", "эльф")];
        let unknown = unknown.map(|(lemma, typed)| (lemma.to_owned(), typed.to_owned()));
        assert_eq!(compiled.unknown, unknown.into());
        assert_eq!(compiled.certain, TermMatcher::default());
        assert_eq!(compiled.possible, None);
    }
}

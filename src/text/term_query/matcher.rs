//! An expression of numbers of lemmas matched with the words of stories: a few comparisons of numbers for each word.

use crate::text::corpus::{StoryWord, WordRole};
use std::collections::BTreeMap;

/// An expression ready to be matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledQuery {
    /// What matches for certain.
    pub certain: TermMatcher,
    /// What may match, if that is more: the title decides.
    pub possible: Option<TermMatcher>,
    /// The words that no story has, as they were typed, by their lemmas.
    pub unknown: BTreeMap<String, String>,
}

/// Matches the words of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermMatcher {
    pub(super) alternatives: Vec<Alternative<WordNumbers>>,
}

/// Phrases of words, none of them empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alternative<Word> {
    /// All of them must occur.
    pub wanted: Vec<Vec<Word>>,
    /// None of them must occur.
    pub excluded: Vec<Vec<Word>>,
}

impl<Word> Default for Alternative<Word> {
    fn default() -> Self {
        Self {
            wanted: Vec::new(),
            excluded: Vec::new(),
        }
    }
}

/// The numbers of the lemmas of a word, at least one.
pub(super) type WordNumbers = Vec<u32>;

impl TermMatcher {
    /// Whether a story of these words matches.
    pub fn is_match(&self, words: &[StoryWord]) -> bool {
        self.alternatives.iter().any(|one| one.is_match(words))
    }
}

impl Alternative<WordNumbers> {
    fn is_match(&self, words: &[StoryWord]) -> bool {
        let has = |phrase: &Vec<WordNumbers>| is_in(phrase, words);
        self.wanted.iter().all(has) && !self.excluded.iter().any(has)
    }
}

fn is_in(phrase: &[WordNumbers], words: &[StoryWord]) -> bool {
    match phrase {
        // A part of a hyphenated word will do.
        [lemmas] => words.iter().any(|word| lemmas.contains(&word.lemma())),
        _ => (0..words.len()).any(|start| begins_with(&words[start..], phrase)),
    }
}

fn begins_with(words: &[StoryWord], phrase: &[WordNumbers]) -> bool {
    phrase[0].contains(&words[0].lemma()) && is_in_sequence(words[0]) && {
        let mut following = words.iter().copied().filter(|word| is_in_sequence(*word));
        phrase.iter().all(|lemmas| {
            following
                .next()
                .is_some_and(|word| lemmas.contains(&word.lemma()))
        })
    }
}

/// Parts repeat the word before them.
fn is_in_sequence(word: StoryWord) -> bool {
    word.role() != WordRole::Part
}

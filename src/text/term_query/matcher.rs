//! An expression of numbers of lemmas matched with the words of stories: a few comparisons of numbers for each word.

use crate::text::corpus::{StoryWord, WordRole};

/// An expression ready to be matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledQuery {
    /// What it matches.
    pub matcher: TermMatcher,
    /// The lemmas that no story has, in alphabetical order.
    pub unknown: Vec<String>,
}

/// Matches the words of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermMatcher {
    pub(super) alternatives: Vec<Alternative<u32>>,
}

/// Phrases of lemmas or of their numbers, none of them empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Alternative<Lemma> {
    /// All of them must occur.
    pub wanted: Vec<Vec<Lemma>>,
    /// None of them must occur.
    pub excluded: Vec<Vec<Lemma>>,
}

impl TermMatcher {
    /// Whether a story of these words matches.
    pub fn is_match(&self, words: &[StoryWord]) -> bool {
        self.alternatives.iter().any(|one| one.is_match(words))
    }
}

impl Alternative<u32> {
    fn is_match(&self, words: &[StoryWord]) -> bool {
        let has = |phrase: &Vec<u32>| is_in(phrase, words);
        self.wanted.iter().all(has) && !self.excluded.iter().any(has)
    }
}

fn is_in(phrase: &[u32], words: &[StoryWord]) -> bool {
    match phrase {
        // A part of a hyphenated word will do.
        [lemma] => words.iter().any(|word| word.lemma() == *lemma),
        _ => (0..words.len()).any(|start| begins_with(&words[start..], phrase)),
    }
}

fn begins_with(words: &[StoryWord], phrase: &[u32]) -> bool {
    words[0].lemma() == phrase[0] && is_in_sequence(words[0]) && {
        let mut following = words.iter().copied().filter(|word| is_in_sequence(*word));
        phrase
            .iter()
            .all(|lemma| following.next().is_some_and(|word| word.lemma() == *lemma))
    }
}

/// Parts repeat the word before them.
fn is_in_sequence(word: StoryWord) -> bool {
    word.role() != WordRole::Part
}

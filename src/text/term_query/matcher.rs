//! An expression of numbers of lemmas beside the words of stories: a few comparisons of numbers for each word.

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
    alternatives: Vec<Alternative>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Alternative {
    wanted: Vec<Phrase>,
    excluded: Vec<Phrase>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    first: u32,
    more: Box<[u32]>,
}

impl Phrase {
    fn new(lemmas: &[u32]) -> Option<Self> {
        let (first, more) = lemmas.split_first()?;
        Some(Self {
            first: *first,
            more: more.into(),
        })
    }

    fn is_in(&self, words: &[StoryWord]) -> bool {
        if self.more.is_empty() {
            return words.iter().any(|word| word.lemma() == self.first);
        }
        let starts = words
            .iter()
            .enumerate()
            .filter(|(_, word)| word.lemma() == self.first);
        starts
            .filter(|(_, word)| is_in_sequence(**word))
            .any(|(at, _)| self.goes_on_in(&words[at + 1..]))
    }

    fn goes_on_in(&self, words: &[StoryWord]) -> bool {
        let mut words = words.iter().filter(|word| is_in_sequence(**word));
        self.more
            .iter()
            .all(|lemma| words.next().is_some_and(|word| word.lemma() == *lemma))
    }
}

/// Parts repeat the word before them.
fn is_in_sequence(word: StoryWord) -> bool {
    word.role() != WordRole::Part
}

impl TermMatcher {
    /// Adds an alternative of phrases, none of them empty.
    pub(super) fn add(&mut self, wanted: &[Vec<u32>], excluded: &[Vec<u32>]) {
        let phrases = |list: &[Vec<u32>]| list.iter().filter_map(|one| Phrase::new(one)).collect();
        self.alternatives.push(Alternative {
            wanted: phrases(wanted),
            excluded: phrases(excluded),
        });
    }

    /// Whether there can be a story that matches.
    pub fn can_match(&self) -> bool {
        !self.alternatives.is_empty()
    }

    /// Whether a story of these words matches.
    pub fn is_match(&self, words: &[StoryWord]) -> bool {
        self.alternatives.iter().any(|one| {
            one.wanted.iter().all(|phrase| phrase.is_in(words))
                && !one.excluded.iter().any(|phrase| phrase.is_in(words))
        })
    }
}

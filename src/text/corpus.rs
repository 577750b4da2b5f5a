//! The stories of the news as statistics need them: their time, their source, and their words in order.
//!
//! A story is known by its first headline: its time, source and words are that one's; anything else would look
//! ahead. Words are numbers of lemmas, so that a million stories fit in memory; the store knows their texts.
//! The numbers depend on the order in which news came, so no result may depend on them.

use crate::model::RateReport;
use jiff::civil::DateTime;
use rayon::iter::{ParallelIterator as _, repeat_n};
use std::{cell::Cell, ops::Range};

/// What a word is in the terms of its headline (correlate-spec.md §4.1–4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum WordRole {
    /// A term of its own that may begin and end a bigram.
    Plain,
    /// `против`: a term of its own that ends no bigram.
    Starter,
    /// `не`, `без`: begins a bigram and is nothing else.
    StopStarter,
    /// A stop word: no term, and it breaks a bigram.
    Stop,
    /// A part of the hyphenated word before it: a term of its own outside the sequence.
    Part,
    /// A number: no term unless asked for.
    Number,
}

/// Roles by their number.
const ROLES: [WordRole; 6] = [
    WordRole::Plain,
    WordRole::Starter,
    WordRole::StopStarter,
    WordRole::Stop,
    WordRole::Part,
    WordRole::Number,
];

/// A word of a headline in 32 bits: the number of its lemma, three bits of its role, and one for whether it follows the
/// word before directly. A million headlines have ten million of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct StoryWord(u32);

impl StoryWord {
    /// Bits below the number of a lemma.
    const BITS: u32 = 4;

    /// A word; `None` when the number of its lemma has more than 28 bits.
    pub const fn new(lemma: u32, role: WordRole, follows_directly: bool) -> Option<Self> {
        if lemma >> (u32::BITS - Self::BITS) != 0 {
            return None;
        }

        Some(Self(
            lemma << Self::BITS | (role as u32) << 1 | follows_directly as u32,
        ))
    }

    /// A word from its bits; `None` when they have no role.
    pub const fn from_bits(bits: u32) -> Option<Self> {
        if (bits >> 1 & 7) as usize >= ROLES.len() {
            None
        } else {
            Some(Self(bits))
        }
    }

    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The number of its lemma in the store.
    pub const fn lemma(self) -> u32 {
        self.0 >> Self::BITS
    }

    pub const fn role(self) -> WordRole {
        ROLES[(self.0 >> 1 & 7) as usize]
    }

    /// Whether there are only spaces between it and the word before.
    pub const fn follows_directly(self) -> bool {
        self.0 & 1 != 0
    }
}

/// A word of a headline before its lemma is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TitleWord<'a> {
    /// Its lemma; a number is its own.
    pub lemma: &'a str,
    /// What it is in terms.
    pub role: WordRole,
    /// Whether there are only spaces between it and the word before.
    pub follows_directly: bool,
    /// Slot for the lemma's number; 0 until assigned. It is kept with the form, to be found again.
    pub number: &'a Cell<u32>,
}

/// A story, without its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// The id of its first headline.
    pub headline: i64,
    /// Moscow's clock at publication; 23:59:59 where no time of day is known.
    pub moscow_time: DateTime,
    /// Whether a time of day is known.
    pub time_known: bool,
    /// Its source, a place in [`Corpus::sources`].
    pub source: u32,
    /// Whether it reports or forecasts a move of the rate, by each rule (correlate-spec.md §4.6).
    pub rate_report: RateReport,
}

/// Stories in the order of the time of their first headlines, then of its normalised title.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Names of sources.
    pub sources: Vec<String>,
    stories: Vec<Story>,
    words: Vec<StoryWord>,
    /// Where the words of each story end.
    words_end: Vec<u32>,
    /// The size of the corpus that this one was chosen from.
    chosen_from: Option<PartSize>,
}

impl Corpus {
    /// A corpus of parts with these sizes, to be filled in ([`Self::parts`]).
    ///
    /// # Panics
    /// With more than 2³² words.
    pub fn blank(sources: Vec<String>, sizes: &[PartSize]) -> Self {
        let stories = sizes.iter().map(|size| size.stories).sum();
        let words = sizes.iter().map(|size| size.words).sum();
        assert!(u32::try_from(words).is_ok(), "no collection has 2^32 words");

        Self {
            sources,
            // All threads bring in the memory: the first touch of a page is what loading spends most on.
            stories: repeat_n(Story::default(), stories).collect(),
            words: repeat_n(StoryWord::default(), words).collect(),
            words_end: vec![0; stories],
            chosen_from: None,
        }
    }

    /// No story yet, of those that are to be chosen from another corpus.
    pub fn chosen_from(whole: &Self) -> Self {
        Self {
            sources: whole.sources.clone(),
            chosen_from: Some(whole.whole_size()),
            ..Self::default()
        }
    }

    /// The parts of a blank corpus, which can be filled in parallel.
    ///
    /// # Panics
    /// With other sizes than those it was made of.
    pub fn parts(&mut self, sizes: &[PartSize]) -> Vec<CorpusPart<'_>> {
        let mut stories = &mut *self.stories;
        let mut words_end = &mut *self.words_end;
        let mut words = &mut *self.words;
        let mut words_before = 0;
        sizes
            .iter()
            .map(|size| {
                let part = CorpusPart {
                    stories: stories.split_off_mut(..size.stories)?,
                    words_end: words_end.split_off_mut(..size.stories)?,
                    words: words.split_off_mut(..size.words)?,
                    words_before,
                    stories_filled: 0,
                    words_filled: 0,
                };
                words_before += size.words;
                Some(part)
            })
            .collect::<Option<_>>()
            .expect("the sizes that the corpus was made of")
    }

    /// Appends a story; stories come in their order.
    ///
    /// # Panics
    /// With more than 2³² words.
    pub fn push(&mut self, story: Story, words: impl IntoIterator<Item = StoryWord>) {
        self.words.extend(words);
        let end = u32::try_from(self.words.len()).expect("no collection has 2^32 words");
        self.words_end.push(end);
        self.stories.push(story);
    }

    pub fn stories(&self) -> &[Story] {
        &self.stories
    }

    /// The numbers of its stories: their places among them.
    pub fn story_numbers(&self) -> Range<u32> {
        0..u32::try_from(self.stories.len()).unwrap_or(u32::MAX)
    }

    /// How many words all stories have.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// How much there is to choose from: its own size, or that of the corpus that it was chosen from.
    pub fn whole_size(&self) -> PartSize {
        self.chosen_from.unwrap_or(PartSize {
            stories: self.stories.len(),
            words: self.word_count(),
        })
    }

    /// The words of the story at a place.
    ///
    /// # Panics
    /// When there is no such story.
    pub fn words(&self, at: usize) -> &[StoryWord] {
        let begin = at.checked_sub(1).map_or(0, |before| self.words_end[before]);
        &self.words[begin as usize..self.words_end[at] as usize]
    }
}

/// How many stories and words a part of a corpus has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartSize {
    /// Stories.
    pub stories: usize,
    /// Words of all of them.
    pub words: usize,
}

/// A part of a blank corpus.
#[derive(Debug)]
pub struct CorpusPart<'a> {
    stories: &'a mut [Story],
    words: &'a mut [StoryWord],
    words_end: &'a mut [u32],
    /// Words of the parts before.
    words_before: usize,
    stories_filled: usize,
    words_filled: usize,
}

impl CorpusPart<'_> {
    /// Fills in a word of the next story; `None` when the part has no room for it.
    #[inline]
    pub fn push_word(&mut self, word: StoryWord) -> Option<()> {
        *self.words.get_mut(self.words_filled)? = word;
        self.words_filled += 1;
        Some(())
    }

    /// Fills in the next story, after its words; `None` when the part has no room for it.
    pub fn push_story(&mut self, story: Story) -> Option<()> {
        let end = u32::try_from(self.words_before + self.words_filled).ok()?;
        *self.stories.get_mut(self.stories_filled)? = story;
        *self.words_end.get_mut(self.stories_filled)? = end;
        self.stories_filled += 1;
        Some(())
    }

    /// Whether nothing is left to be filled in.
    pub const fn is_full(&self) -> bool {
        self.stories_filled == self.stories.len() && self.words_filled == self.words.len()
    }
}

/// A term: a lemma, or a bigram of two. It orders like its lemmas' numbers, which means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermKey(u64);

impl TermKey {
    /// A single lemma.
    pub const fn lemma(lemma: u32) -> Self {
        Self::bigram(lemma, u32::MAX)
    }

    /// Two neighbouring lemmas.
    pub const fn bigram(first: u32, second: u32) -> Self {
        Self((first as u64) << 32 | second as u64)
    }

    /// The lemmas: one or two.
    #[expect(clippy::cast_possible_truncation, reason = "the low half is wanted")]
    pub const fn lemmas(self) -> (u32, Option<u32>) {
        let first = (self.0 >> 32) as u32;
        match self.0 as u32 {
            u32::MAX => (first, None),
            second => (first, Some(second)),
        }
    }
}

/// Whether numbers are words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbers {
    /// They are none, and break a bigram.
    #[default]
    Drop,
    /// They are terms like words.
    Keep,
}

/// Puts the terms of a headline into `terms`, each once, in the order of their keys.
pub fn collect_terms(words: &[StoryWord], numbers: Numbers, terms: &mut Vec<TermKey>) {
    terms.clear();
    let mut before: Option<u32> = None;
    for word in words {
        let role = match word.role() {
            WordRole::Number if numbers == Numbers::Keep => WordRole::Plain,
            role => role,
        };
        // A part is outside the sequence: the whole word still begins the next bigram.
        if role == WordRole::Part {
            terms.push(TermKey::lemma(word.lemma()));
            continue;
        }

        if let Some(before) = before.filter(|_| role == WordRole::Plain && word.follows_directly())
        {
            terms.push(TermKey::bigram(before, word.lemma()));
        }
        if matches!(role, WordRole::Plain | WordRole::Starter) {
            terms.push(TermKey::lemma(word.lemma()));
        }
        before = (!matches!(role, WordRole::Stop | WordRole::Number)).then_some(word.lemma());
    }

    terms.sort_unstable();
    terms.dedup();
}

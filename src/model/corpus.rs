//! The stories of the news as statistics need them: when, whose, and which words in which order.
//!
//! A story is known by its first headline: its time, source and words are that one's; anything else would look
//! ahead. Words are numbers of lemmas, so that a million stories fit in memory; the store knows their texts.
//! The numbers depend on the order in which news came, so no result may depend on them.

use super::rate_report::RateReport;
use jiff::civil::DateTime;

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

/// A word of a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StoryWord {
    /// The number of its lemma in the store.
    pub lemma: u32,
    /// What it is in terms.
    pub role: WordRole,
    /// Whether nothing but spaces stands between it and the word before.
    pub follows_directly: bool,
}

/// A word of a headline before its lemma is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TitleWord<'a> {
    /// Its lemma; a number is its own.
    pub lemma: &'a str,
    /// What it is in terms.
    pub role: WordRole,
    /// Whether nothing but spaces stands between it and the word before.
    pub follows_directly: bool,
}

/// A story, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

impl Corpus {
    /// No stories yet, but room in memory for so many stories and words.
    pub fn with_room(sources: Vec<String>, stories: usize, words: usize) -> Self {
        Self {
            sources,
            stories: Vec::with_capacity(stories),
            words: Vec::with_capacity(words),
            words_end: Vec::with_capacity(stories),
        }
    }

    /// Appends a story; stories come in their order.
    ///
    /// # Panics
    /// With more than 2³² words.
    pub fn push(&mut self, story: Story, words: impl IntoIterator<Item = StoryWord>) {
        self.words.extend(words);
        self.words_end.push(u32::try_from(self.words.len()).expect("no collection has 2^32 words"));
        self.stories.push(story);
    }

    /// All stories.
    pub fn stories(&self) -> &[Story] {
        &self.stories
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

/// A term: a lemma, or a bigram of two. It orders like its lemmas' numbers, which means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermKey(u64);

impl TermKey {
    /// A single lemma.
    pub const fn lemma(lemma: u32) -> Self {
        Self((lemma as u64) << 32 | u32::MAX as u64)
    }

    /// Two neighbouring lemmas.
    pub const fn bigram(first: u32, second: u32) -> Self {
        Self((first as u64) << 32 | second as u64)
    }

    /// The lemmas: one or two.
    #[expect(clippy::cast_possible_truncation, reason = "the low half is wanted")]
    pub const fn lemmas(self) -> (u32, Option<u32>) {
        let (first, second) = ((self.0 >> 32) as u32, self.0 as u32);
        (first, if second == u32::MAX { None } else { Some(second) })
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
        let role = match word.role {
            WordRole::Number if numbers == Numbers::Keep => WordRole::Plain,
            role => role,
        };
        if role == WordRole::Part {
            terms.push(TermKey::lemma(word.lemma));
            continue;
        }
        if let Some(before) = before.filter(|_| role == WordRole::Plain && word.follows_directly) {
            terms.push(TermKey::bigram(before, word.lemma));
        }
        if matches!(role, WordRole::Plain | WordRole::Starter) {
            terms.push(TermKey::lemma(word.lemma));
        }
        before = (!matches!(role, WordRole::Stop | WordRole::Number)).then_some(word.lemma);
    }
    terms.sort_unstable();
    terms.dedup();
}

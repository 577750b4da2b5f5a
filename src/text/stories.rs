//! Stories: near-duplicate headlines as one (correlate-spec.md §4.5).
//!
//! A headline joins a story if the first headline of that story is at most 48 hours older and shares most lemmas with
//! it, or opens one. It is compared with first headlines only, so nothing chains. The index is exact: two sets that are
//! alike enough share one of their first lemmas in a fixed order, under which the first headlines are filed.
//! Headlines come in the order of time, then of normalised title; what is older than 48 hours is forgotten.

use super::{
    lemmas::{LemmaKey, Lemmas},
    normal::NormalText,
    tokens::words,
};
use foldhash::fast::RandomState;
use std::{
    cmp::Ordering,
    collections::{HashMap, VecDeque},
    rc::Rc,
};

/// How much later than its first headline a story may be joined, in seconds.
const STORY_SPAN_S: i64 = 48 * 3600;

/// The least likeness of two sets, in tenths: their intersection to their union. A choice of the specification.
const LEAST_LIKENESS_TENTHS: usize = 7;

/// Lists of the index that may stay empty: one that is made and dropped again and again costs more than it holds.
const MOST_EMPTY_LISTS: usize = 10_000;

/// The lemmas of a headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LemmaSet {
    /// In the fixed order of the index, each once.
    keys: Vec<LemmaKey>,
    sketch: u64,
}

/// The single lemmas of a title in its normal form, as [`Stories`] compares them.
pub fn lemmas_of_title(normal: &NormalText, lemmas: &mut Lemmas) -> LemmaSet {
    let mut keys = Vec::with_capacity(16);
    for word in words(normal) {
        for form in std::iter::once(word).chain(word.parts()) {
            let known = lemmas.word(form);
            if known.is_term() {
                keys.push(known.key);
            }
        }
    }

    LemmaSet::new(keys)
}

impl LemmaSet {
    pub(super) fn new(mut keys: Vec<LemmaKey>) -> Self {
        keys.sort_unstable();
        keys.dedup();
        Self {
            sketch: keys.iter().fold(0, |sketch, key| sketch | key.bit()),
            keys,
        }
    }

    /// The lemmas under which the set is filed and looked up: all but as many as may differ, and one more.
    fn filed_under(&self) -> &[LemmaKey] {
        let least_common = (self.keys.len() * LEAST_LIKENESS_TENTHS).div_ceil(10);
        let filed = (self.keys.len() - least_common + 1).min(self.keys.len());
        &self.keys[..filed]
    }

    /// How many lemmas both have; `None` when an antonym is in only one of them.
    fn common(&self, other: &Self) -> Option<usize> {
        let mut a = &*self.keys;
        let mut b = &*other.keys;
        let mut common = 0;
        while let (Some((x, after_x)), Some((y, after_y))) = (a.split_first(), b.split_first()) {
            match x.cmp(y) {
                Ordering::Equal => {
                    common += 1;
                    a = after_x;
                    b = after_y;
                }
                Ordering::Less if x.is_antonym() => return None,
                Ordering::Greater if y.is_antonym() => return None,
                Ordering::Less => a = after_x,
                Ordering::Greater => b = after_y,
            }
        }

        let has_antonym = a.iter().chain(b).any(|key| key.is_antonym());
        (!has_antonym).then_some(common)
    }
}

/// The stories that can still be joined.
#[derive(Debug, Default)]
pub struct Stories {
    /// By time; the number of the first one is `forgotten`.
    open: VecDeque<Story>,
    forgotten: u64,
    /// Lists by the time of their stories; empty ones are left for the next story for a while.
    by_lemma: HashMap<LemmaKey, VecDeque<IndexEntry>, RandomState>,
    by_title: HashMap<Rc<str>, u64, RandomState>,
}

/// A story by its first headline.
#[derive(Debug)]
struct Story {
    id: i64,
    time_s: i64,
    title: Rc<str>,
    lemmas: LemmaSet,
}

/// A story in a list of the index, with what excludes most of them without a look at the set.
#[derive(Clone, Copy, Debug)]
struct IndexEntry {
    number: u64,
    sketch: u64,
    lemmas: usize,
}

/// How alike a story is: the lemmas that it has in common and the union of both sets.
#[derive(Clone, Copy, Debug)]
struct Likeness {
    common: usize,
    union: usize,
    number: u64,
}

impl Likeness {
    /// Whether it is more alike, or as much and older.
    fn is_better_than(&self, other: &Self) -> bool {
        let own = self.common * other.union;
        let others = other.common * self.union;
        own > others || (own == others && self.number < other.number)
    }
}

impl Stories {
    /// The story of the next headline: the one it joins, else its own `id`. Times, in seconds, do not decrease.
    pub fn place(&mut self, id: i64, time_s: i64, normal_title: &str, lemmas: LemmaSet) -> i64 {
        self.forget_before(time_s.saturating_sub(STORY_SPAN_S));
        let found = self
            .most_alike(normal_title, &lemmas)
            .and_then(|number| self.story(number));
        if let Some(story) = found {
            return story.id;
        }

        self.open(id, time_s, normal_title, lemmas);
        id
    }

    /// Opens a story that is known to begin with this headline.
    pub fn open(&mut self, id: i64, time_s: i64, normal_title: &str, lemmas: LemmaSet) {
        let number = self.forgotten + self.open.len() as u64;
        let entry = IndexEntry {
            number,
            sketch: lemmas.sketch,
            lemmas: lemmas.keys.len(),
        };
        for key in lemmas.filed_under() {
            self.by_lemma.entry(*key).or_default().push_back(entry);
        }

        let title: Rc<str> = normal_title.into();
        // Of stories with one title the oldest is found.
        self.by_title.entry(Rc::clone(&title)).or_insert(number);
        self.open.push_back(Story {
            id,
            time_s,
            title,
            lemmas,
        });
    }

    fn story(&self, number: u64) -> Option<&Story> {
        let at = usize::try_from(number - self.forgotten).ok()?;
        self.open.get(at)
    }

    /// The most alike story, of equals the oldest.
    fn most_alike(&self, normal_title: &str, lemmas: &LemmaSet) -> Option<u64> {
        // Of equal titles the likeness is 1; an older story may be as alike under another title.
        let mut best = self.by_title.get(normal_title).map(|number| Likeness {
            common: 1,
            union: 1,
            number: *number,
        });
        let lists = lemmas
            .filed_under()
            .iter()
            .filter_map(|key| self.by_lemma.get(key));
        for entry in lists.flatten() {
            if !may_be_alike(lemmas, entry) {
                continue;
            }
            let Some(likeness) = self.likeness(lemmas, entry) else {
                continue;
            };
            if best.is_none_or(|best| likeness.is_better_than(&best)) {
                best = Some(likeness);
            }
        }

        best.map(|best| best.number)
    }

    /// How alike a story is, if it is alike enough.
    fn likeness(&self, lemmas: &LemmaSet, entry: &IndexEntry) -> Option<Likeness> {
        let common = self.story(entry.number)?.lemmas.common(lemmas)?;
        let union = lemmas.keys.len() + entry.lemmas - common;
        (common * 10 >= union * LEAST_LIKENESS_TENTHS).then_some(Likeness {
            common,
            union,
            number: entry.number,
        })
    }

    fn forget_before(&mut self, time_s: i64) {
        while let Some(story) = self.open.pop_front_if(|story| story.time_s < time_s) {
            for key in story.lemmas.filed_under() {
                // The oldest story is first in each of its lists.
                self.by_lemma.get_mut(key).and_then(VecDeque::pop_front);
            }
            if self.by_title.get(&story.title) == Some(&self.forgotten) {
                self.by_title.remove(&story.title);
            }
            self.forgotten += 1;
        }

        if self.by_lemma.len() > MOST_EMPTY_LISTS + 8 * self.open.len() {
            self.by_lemma.retain(|_, list| !list.is_empty());
        }
    }
}

/// Whether sizes and sketches allow enough common lemmas.
fn may_be_alike(lemmas: &LemmaSet, entry: &IndexEntry) -> bool {
    // Each bit that only one sketch has is a lemma that only that set has.
    let lone = (lemmas.sketch & !entry.sketch).count_ones() as usize;
    let others_lone = (entry.sketch & !lemmas.sketch).count_ones() as usize;
    let size = lemmas.keys.len();
    let most_common = (size - lone).min(entry.lemmas - others_lone);

    most_common * 10 >= (size + entry.lemmas - most_common) * LEAST_LIKENESS_TENTHS
}

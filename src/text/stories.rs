//! Stories: near-duplicate headlines as one (correlate-spec.md §4.5).
//!
//! A headline joins the story whose first headline is at most 48 hours older and shares most of its lemmas, or
//! opens one. Only first headlines are compared with, so nothing chains. The index is exact: two sets that are
//! alike enough share one of their first lemmas in a fixed order, under which the first headlines are filed.
//! Headlines come in the order of time, then of normalised title; what is older than 48 hours is forgotten.

use super::lemmas::LemmaKey;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

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

impl LemmaSet {
    pub(super) fn new(mut keys: Vec<LemmaKey>) -> Self {
        keys.sort_unstable();
        keys.dedup();
        Self {
            sketch: keys.iter().fold(0, |sketch, key| sketch | key.bit()),
            keys,
        }
    }

    fn len(&self) -> usize {
        self.keys.len()
    }

    /// The lemmas under which the set is filed and looked up: all but so many as may differ, and one more.
    fn filed_under(&self) -> &[LemmaKey] {
        let least_common = (self.len() * LEAST_LIKENESS_TENTHS).div_ceil(10);
        let filed = if self.keys.is_empty() {
            0
        } else {
            self.len() - least_common + 1
        };
        &self.keys[..filed]
    }

    /// How many lemmas both have; none when an antonym is in only one of them.
    fn common(&self, other: &Self) -> Option<usize> {
        let (mut a, mut b, mut common) = (&*self.keys, &*other.keys, 0);
        loop {
            let (Some((x, after_a)), Some((y, after_b))) = (a.split_first(), b.split_first())
            else {
                let has_antonym = a.iter().chain(b).any(|key| key.is_antonym());
                return (!has_antonym).then_some(common);
            };
            if x == y {
                common += 1;
                (a, b) = (after_a, after_b);
            } else {
                let lone = x.min(y);
                if lone.is_antonym() {
                    return None;
                }
                if lone == x { a = after_a } else { b = after_b }
            }
        }
    }
}

/// A set of given lemmas, stop words left out by the caller.
pub fn lemma_set<'a>(lemmas: impl IntoIterator<Item = &'a str>) -> LemmaSet {
    let is_antonym = |lemma: &str| super::words::antonyms().any(|word| word == lemma);
    LemmaSet::new(
        lemmas
            .into_iter()
            .map(|lemma| LemmaKey::new(lemma, is_antonym(lemma)))
            .collect(),
    )
}

/// The stories that can still be joined.
#[derive(Debug, Default)]
pub struct Stories {
    /// By time; the number of the first one is `forgotten`.
    open: VecDeque<Story>,
    forgotten: u64,
    /// Lists by the time of their stories; empty ones are left for the next story for a while.
    by_lemma: HashMap<LemmaKey, VecDeque<Filed>>,
    by_title: HashMap<Rc<str>, u64>,
}

/// A story by its first headline.
#[derive(Debug)]
struct Story {
    id: i64,
    time_s: i64,
    title: Rc<str>,
    lemmas: LemmaSet,
}

/// A story in a list of the index, with what tells most of them apart without a look at the set.
#[derive(Clone, Copy, Debug)]
struct Filed {
    number: u64,
    sketch: u64,
    lemmas: usize,
}

impl Stories {
    /// The story of the next headline: the one it joins, else its own `id`. Times, in seconds, do not decrease.
    pub fn place(&mut self, id: i64, time_s: i64, normal_title: &str, lemmas: LemmaSet) -> i64 {
        self.forget_before(time_s.saturating_sub(STORY_SPAN_S));
        let found = self
            .nearest(normal_title, &lemmas)
            .and_then(|number| self.story(number));
        if let Some(story) = found {
            return story.id;
        }
        self.open(id, time_s, normal_title, lemmas);
        id
    }

    /// Takes up a story that is known to have begun with this headline.
    pub fn open(&mut self, id: i64, time_s: i64, normal_title: &str, lemmas: LemmaSet) {
        let number = self.forgotten + self.open.len() as u64;
        let filed = Filed {
            number,
            sketch: lemmas.sketch,
            lemmas: lemmas.len(),
        };
        for key in lemmas.filed_under() {
            self.by_lemma.entry(*key).or_default().push_back(filed);
        }
        let title: Rc<str> = normal_title.into();
        self.by_title.entry(Rc::clone(&title)).or_insert(number);
        self.open.push_back(Story {
            id,
            time_s,
            title,
            lemmas,
        });
    }

    fn story(&self, number: u64) -> Option<&Story> {
        self.open
            .get(usize::try_from(number - self.forgotten).ok()?)
    }

    /// The most alike story, of equals the oldest.
    fn nearest(&self, normal_title: &str, lemmas: &LemmaSet) -> Option<u64> {
        // Of equal titles the likeness is 1; an older story may be as alike under another title.
        let mut best = self
            .by_title
            .get(normal_title)
            .map(|number| (1, 1, *number));
        let lists = lemmas
            .filed_under()
            .iter()
            .filter_map(|key| self.by_lemma.get(key));
        for filed in lists.flatten().filter(|filed| may_be_alike(lemmas, filed)) {
            let Some(common) = self
                .story(filed.number)
                .and_then(|story| story.lemmas.common(lemmas))
            else {
                continue;
            };
            let union = lemmas.len() + filed.lemmas - common;
            if common * 10 < union * LEAST_LIKENESS_TENTHS {
                continue;
            }
            let is_better = best.is_none_or(|(best_common, best_union, number)| {
                let (new, old) = (common * best_union, best_common * union);
                new > old || (new == old && filed.number < number)
            });
            if is_better {
                best = Some((common, union, filed.number));
            }
        }
        best.map(|(_, _, number)| number)
    }

    fn forget_before(&mut self, time_s: i64) {
        while let Some(story) = self.open.pop_front_if(|story| story.time_s < time_s) {
            for key in story.lemmas.filed_under() {
                // The oldest story stands first in each of its lists.
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

/// Whether sizes and sketches allow enough common lemmas: each bit that only one sketch has is a lemma that only
/// that set has.
fn may_be_alike(lemmas: &LemmaSet, filed: &Filed) -> bool {
    let lone = |a: u64, b: u64| (a & !b).count_ones() as usize;
    let most_common = (lemmas.len() - lone(lemmas.sketch, filed.sketch))
        .min(filed.lemmas - lone(filed.sketch, lemmas.sketch));
    most_common * 10 >= (lemmas.len() + filed.lemmas - most_common) * LEAST_LIKENESS_TENTHS
}

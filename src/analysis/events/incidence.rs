//! The events of all terms at once, for the screen (correlate-spec.md §4.10, §9).
//!
//! Most terms come once or twice in a million stories. A sieve of small counters, shared by terms of one hash, throws
//! them out before a table of terms is made, so that time and memory go with the terms that can have enough events.
//! It lets a few too many through and none too few: what passes is counted exactly.

use super::clusters::{Extent, LEAST_EVENTS};
use super::study::Study;
use super::surprise::Counter;
use super::windows::Mention;
use crate::model::{Numbers, TermKey, collect_terms};
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::atomic::{AtomicU8, Ordering};

/// Stories handed to a thread at a time.
const STORIES_AT_A_TIME: usize = 4096;

/// The most counters of the sieve, as a power of two: 16 MiB.
const MOST_SIEVE_BITS: u32 = 24;

/// A term with enough events to be tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermEvents {
    /// The term.
    pub key: TermKey,
    /// Stories that count and have it, in all windows.
    pub stories: u32,
    /// Positions of its events among the tested records, ascending.
    pub positions: Vec<u32>,
}

impl Study<'_> {
    /// All terms with enough events on tested records ([`Extent::is_enough`]) and not more than half of them, in the
    /// order of their keys. `reach` is b − a of the window tested. The number of threads changes nothing.
    pub fn terms(&self, numbers: Numbers, reach: u32) -> Vec<TermEvents> {
        let order = Order::new(self);
        let sieve = order.sieve(self, numbers);
        let table = Table::new(self, numbers, &order, sieve);
        let lists = table.lists();
        let find = |(counter, mentions): &mut (_, Vec<Mention>), at| {
            mentions.clear();
            mentions.extend(lists.ranks_of(at).iter().map(|rank| order.mentions[*rank as usize]));
            let positions = self.positions(counter, mentions, reach)?;
            Some(TermEvents { key: lists.keys[at], stories: mentions.len().try_into().ok()?, positions })
        };
        let places = (0..lists.keys.len()).into_par_iter();
        let mut found: Vec<TermEvents> =
            places.map_init(|| (self.counter(), Vec::new()), find).flatten_iter().collect();
        found.sort_unstable_by_key(|term| term.key);
        found
    }

    /// The events of a term, if they are enough and not too many.
    fn positions(&self, counter: &mut Counter, mentions: &[Mention], reach: u32) -> Option<Vec<u32>> {
        let (mut records, mut positions) = (Vec::new(), Vec::new());
        counter.count(mentions, |window| {
            if let Ok(position) = self.tested.position(window.window)
                && window.is_event(self.rule)
            {
                records.push(window.window);
                positions.push(position);
            }
        });
        let is_tested = 2 * positions.len() <= self.tested.len()
            && Extent::new(&records, self.record_dates, reach).is_enough();
        positions.shrink_to_fit();
        is_tested.then_some(positions)
    }
}

/// The stories that count in the order of their windows. A rank is a place in it.
struct Order {
    mentions: Vec<Mention>,
    /// Places in the corpus.
    stories: Vec<u32>,
}

impl Order {
    fn new(study: &Study) -> Self {
        let stories = (0..).zip(study.corpus.stories()).zip(study.placed);
        let mut order: Vec<(Mention, u32)> = stories
            .filter_map(|((at, story), record)| {
                Some((Mention { window: (*record)?, source: story.source }, at))
            })
            .collect();
        order.sort_unstable();
        Self {
            mentions: order.iter().map(|(mention, _)| *mention).collect(),
            stories: order.iter().map(|(_, story)| *story).collect(),
        }
    }

    /// Counts each term's stories in tested windows, up to those it needs.
    fn sieve(&self, study: &Study, numbers: Numbers) -> Sieve {
        let is_tested = |rank: &usize| study.tested.position(self.mentions[*rank].window).is_ok();
        let words = |rank| study.corpus.words(self.stories[rank] as usize);
        let tested: Vec<usize> = (0..self.stories.len()).filter(is_tested).collect();
        let sieve = Sieve::new(tested.iter().map(|rank| words(*rank).len()).sum());
        tested.par_chunks(STORIES_AT_A_TIME).for_each(|ranks| {
            let mut terms = Vec::new();
            for rank in ranks {
                collect_terms(words(*rank), numbers, &mut terms);
                terms.iter().for_each(|term| sieve.add(*term));
            }
        });
        sieve
    }
}

/// The lemmas of a term as one number.
fn number(key: TermKey) -> u64 {
    let (first, second) = key.lemmas();
    u64::from(first) << 32 | u64::from(second.unwrap_or(u32::MAX))
}

/// A hash whose every bit depends on every bit of the lemmas.
fn mixed(key: u64) -> u64 {
    // Any odd number without a pattern does; this is the golden ratio's.
    let wide = u128::from(key) * 0x9E37_79B9_7F4A_7C15;
    (wide >> 64) as u64 ^ wide as u64
}

/// Counters shared by terms of one hash: a term has at most the stories of its counter.
struct Sieve {
    counters: Vec<AtomicU8>,
    bits: u32,
}

impl Sieve {
    /// One for so many words.
    fn new(words: usize) -> Self {
        let bits = words.next_power_of_two().trailing_zeros().clamp(1, MOST_SIEVE_BITS);
        Self { counters: (0..1 << bits).map(|_| AtomicU8::new(0)).collect(), bits }
    }

    fn counter(&self, key: TermKey) -> &AtomicU8 {
        &self.counters[(mixed(number(key)) >> (u64::BITS - self.bits)) as usize]
    }

    fn add(&self, key: TermKey) {
        let counter = self.counter(key);
        // Stops at once where it is enough: a few threads may still add one each, far below 255.
        if usize::from(counter.load(Ordering::Relaxed)) < LEAST_EVENTS {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn lets_through(&self, key: TermKey) -> bool {
        usize::from(self.counter(key).load(Ordering::Relaxed)) >= LEAST_EVENTS
    }
}

/// Hashes keys of terms and nothing else.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = mixed(self.0 ^ key);
    }
}

/// The terms that the sieve lets through, numbered in the order in which they come.
struct Table {
    keys: Vec<TermKey>,
    /// Stories of each.
    stories: Vec<u32>,
    /// Those in tested windows.
    tested: Vec<u32>,
    /// The terms of each rank, one after the other.
    terms: Vec<u32>,
    /// How many terms each rank has.
    lengths: Vec<u32>,
}

impl Table {
    fn new(study: &Study, numbers: Numbers, order: &Order, sieve: Sieve) -> Self {
        let mut places: HashMap<TermKey, u32, BuildHasherDefault<KeyHasher>> = HashMap::default();
        let mut made = Self { keys: vec![], stories: vec![], tested: vec![], terms: vec![], lengths: vec![] };
        let mut terms = Vec::new();
        for (story, mention) in order.stories.iter().zip(&order.mentions) {
            let is_tested = study.tested.position(mention.window).is_ok();
            collect_terms(study.corpus.words(*story as usize), numbers, &mut terms);
            terms.retain(|term| sieve.lets_through(*term));
            for term in &terms {
                let place = *places.entry(*term).or_insert_with(|| made.add(*term));
                made.terms.push(place);
                made.stories[place as usize] += 1;
                made.tested[place as usize] += u32::from(is_tested);
            }
            made.lengths.push(u32::try_from(terms.len()).unwrap_or(u32::MAX));
        }
        made
    }

    fn add(&mut self, key: TermKey) -> u32 {
        self.keys.push(key);
        self.stories.push(0);
        self.tested.push(0);
        u32::try_from(self.keys.len() - 1).unwrap_or(u32::MAX)
    }

    /// The ranks of each term that has enough stories.
    fn lists(self) -> Lists {
        let is_kept = |place: &usize| self.tested[*place] as usize >= LEAST_EVENTS;
        let kept: Vec<usize> = (0..self.keys.len()).filter(is_kept).collect();
        let mut next = vec![usize::MAX; self.keys.len()];
        let (mut ends, mut total) = (Vec::with_capacity(kept.len()), 0);
        for place in &kept {
            next[*place] = total;
            total += self.stories[*place] as usize;
            ends.push(total);
        }
        let mut ranks = vec![0; total];
        let mut terms = self.terms.iter();
        for (rank, length) in (0..).zip(&self.lengths) {
            for place in terms.by_ref().take(*length as usize) {
                if let Some(slot) = ranks.get_mut(next[*place as usize]) {
                    *slot = rank;
                    next[*place as usize] += 1;
                }
            }
        }
        Lists { keys: kept.iter().map(|place| self.keys[*place]).collect(), ends, ranks }
    }
}

/// Terms and the ranks of their stories, ascending.
struct Lists {
    keys: Vec<TermKey>,
    ends: Vec<usize>,
    ranks: Vec<u32>,
}

impl Lists {
    fn ranks_of(&self, at: usize) -> &[u32] {
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.ranks[begin..self.ends[at]]
    }
}

#[cfg(test)]
#[path = "incidence_tests.rs"]
mod tests;

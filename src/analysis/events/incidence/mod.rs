//! The events of all terms at once, for the screen (correlate-spec.md §4.10, §9).
//!
//! Most terms come once or twice in a million stories. A sieve throws them out before a table of terms is made, so that
//! time and memory go with the terms that can have enough events; what passes is counted exactly.

use super::{
    clusters::{Extent, LEAST_EVENTS},
    sieve::{Sieve, mixed},
    study::Study,
    surprise::Counter,
    windows::Mention,
};
use crate::text::{Numbers, TermKey, collect_terms};
use rayon::prelude::*;
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    num::NonZeroU32,
};

/// Stories handed to a thread at a time.
const STORIES_AT_A_TIME: usize = 4096;

/// Portions of [`STORIES_AT_A_TIME`] stories held in memory before their terms are numbered.
const PORTIONS_HELD: usize = 16;

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
        let table = Table::new(self, numbers, &order, &sieve);

        // The sieve is 16 MiB, and the lists come on top of the table.
        drop(sieve);

        let lists = table.lists();
        let mut found: Vec<TermEvents> = (0..lists.keys.len())
            .into_par_iter()
            .map_init(
                || (self.counter(), Vec::new()),
                |(counter, mentions), at| {
                    mentions.clear();
                    let ranks = lists.ranks_of(at).iter();
                    mentions.extend(ranks.map(|rank| order.mentions[*rank as usize]));

                    Some(TermEvents {
                        key: lists.keys[at],
                        stories: mentions.len().try_into().ok()?,
                        positions: self.positions(counter, mentions, reach)?,
                    })
                },
            )
            .flatten_iter()
            .collect();

        found.sort_unstable_by_key(|term| term.key);
        found
    }

    /// The events of a term, if they are enough and not too many.
    fn positions(
        &self,
        counter: &mut Counter,
        mentions: &[Mention],
        reach: u32,
    ) -> Option<Vec<u32>> {
        let mut records = Vec::new();
        let mut positions = Vec::new();
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
            .filter_map(|((at, story), record)| Some((Mention::new(story, *record)?, at)))
            .collect();

        order.sort_unstable();

        let (mentions, stories) = order.into_iter().unzip();
        Self { mentions, stories }
    }

    /// Counts each term's stories in tested windows, up to those it needs.
    fn sieve(&self, study: &Study, numbers: Numbers) -> Sieve {
        let tested: Vec<usize> = (0..self.stories.len())
            .filter(|rank| study.tested.position(self.mentions[*rank].window).is_ok())
            .map(|rank| self.stories[rank] as usize)
            .collect();
        let words = tested.iter().map(|story| study.corpus.words(*story).len());
        let sieve = Sieve::new(words.sum());
        tested
            .par_chunks(STORIES_AT_A_TIME)
            .for_each_init(Vec::new, |terms, stories| {
                for story in stories {
                    collect_terms(study.corpus.words(*story), numbers, terms);
                    for term in &*terms {
                        sieve.add(*term);
                    }
                }
            });

        sieve
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
#[derive(Default)]
struct Table {
    keys: Vec<TermKey>,
    /// Stories of each: all, and those in tested windows.
    stories: Vec<(u32, u32)>,
    /// The terms of each rank, one after the other.
    terms: Vec<u32>,
    /// How many terms each rank has.
    lengths: Vec<u32>,
    places: Places,
}

/// The places of terms in the table. Most words of titles are terms by themselves, so these need no hash.
#[derive(Default)]
struct Places {
    lemmas: Vec<Option<NonZeroU32>>,
    bigrams: HashMap<TermKey, NonZeroU32, BuildHasherDefault<KeyHasher>>,
}

impl Places {
    /// One more than the place of a term, for good: `next` if it is new.
    fn find_or(&mut self, key: TermKey, next: NonZeroU32) -> NonZeroU32 {
        // Words of titles are terms by themselves, and their numbers need no hash.
        let (lemma, None) = key.lemmas() else {
            return *self.bigrams.entry(key).or_insert(next);
        };

        let lemma = lemma as usize;
        if self.lemmas.len() <= lemma {
            self.lemmas.resize(lemma + 1, None);
        }

        *self.lemmas[lemma].get_or_insert(next)
    }
}

/// The terms of some stories that the sieve lets through.
struct Portion {
    terms: Vec<TermKey>,
    /// How many terms each story has.
    lengths: Vec<u32>,
}

impl Portion {
    fn new(study: &Study, numbers: Numbers, stories: &[u32], sieve: &Sieve) -> Self {
        let mut made = Self {
            terms: Vec::new(),
            lengths: Vec::with_capacity(stories.len()),
        };
        let mut terms = Vec::new();
        for story in stories {
            collect_terms(study.corpus.words(*story as usize), numbers, &mut terms);
            let before = made.terms.len();
            made.terms
                .extend(terms.iter().filter(|term| sieve.lets_through(**term)));
            made.lengths
                .push(u32::try_from(made.terms.len() - before).unwrap_or(u32::MAX));
        }

        made
    }
}

impl Table {
    fn new(study: &Study, numbers: Numbers, order: &Order, sieve: &Sieve) -> Self {
        let mut made = Self::default();
        let held = PORTIONS_HELD * STORIES_AT_A_TIME;
        for (stories, mentions) in order.stories.chunks(held).zip(order.mentions.chunks(held)) {
            // Some portions at a time: their terms would otherwise be held twice.
            let portions: Vec<Portion> = stories
                .par_chunks(STORIES_AT_A_TIME)
                .map(|stories| Portion::new(study, numbers, stories, sieve))
                .collect();
            for (portion, mentions) in portions.iter().zip(mentions.chunks(STORIES_AT_A_TIME)) {
                made.number(study, portion, mentions);
            }
        }

        made
    }

    /// Adds the terms of a portion.
    fn number(&mut self, study: &Study, portion: &Portion, mentions: &[Mention]) {
        let mut terms = portion.terms.iter();
        for (mention, length) in mentions.iter().zip(&portion.lengths) {
            let is_tested = u32::from(study.tested.position(mention.window).is_ok());
            for term in terms.by_ref().take(*length as usize) {
                let place = self.place(*term);
                let (all, tested) = &mut self.stories[place as usize];
                *all += 1;
                *tested += is_tested;
                self.terms.push(place);
            }
        }

        self.lengths.extend(&portion.lengths);
    }

    /// The place of a term, a new one if it is new.
    ///
    /// # Panics
    /// With 2³² terms.
    fn place(&mut self, key: TermKey) -> u32 {
        let next = u32::try_from(self.keys.len() + 1)
            .ok()
            .and_then(NonZeroU32::new)
            .expect("no collection has 2^32 terms");
        let found = self.places.find_or(key, next);
        if found == next {
            self.keys.push(key);
            self.stories.push((0, 0));
        }

        found.get() - 1
    }

    /// The ranks of each term that has enough stories.
    fn lists(self) -> Lists {
        let kept: Vec<usize> = (0..self.keys.len())
            .filter(|place| self.stories[*place].1 as usize >= LEAST_EVENTS)
            .collect();
        // Where the next rank of each term goes; beyond the end for a term that is not kept.
        let mut next = vec![usize::MAX; self.keys.len()];
        let mut ends = Vec::with_capacity(kept.len());
        let mut total = 0;
        for place in &kept {
            next[*place] = total;
            total += self.stories[*place].0 as usize;
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

        Lists {
            keys: kept.iter().map(|place| self.keys[*place]).collect(),
            ends,
            ranks,
        }
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
mod tests;

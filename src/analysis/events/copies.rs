//! Copies: terms with nearly the same events, of which only one is tested (correlate-spec.md §4.10).
//!
//! "вице-премьер" has the events of its parts; tested one by one they would be three finds of one thing. The term
//! with most events stays; no chaining: a copy is like the kept one, not like another copy.

use std::cmp::Reverse;

/// Two terms are copies if they share at least this many tenths of all events of both (a choice).
const LEAST_OVERLAP_TENTHS: usize = 9;

/// A term that is tested, and the terms it represents, by their places among the terms handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The term.
    pub term: usize,
    /// Its copies: those with most events first, equal ones by name.
    pub copies: Vec<usize>,
}

/// The terms to test, those with most events first and equal ones by name, each with its copies. A term joins the
/// first kept one with an overlap (Jaccard) of 0.9 or more. `terms` are names, each once, and ascending events, at least one.
pub fn without_copies<Name: Ord>(terms: &[(Name, &[u32])]) -> Vec<Kept> {
    let mut order: Vec<usize> = (0..terms.len()).collect();
    order.sort_by_key(|at| (Reverse(terms[*at].1.len()), &terms[*at].0));

    let mut index = Index::new(terms.iter().map(|(_, events)| *events));
    let mut kept: Vec<Kept> = Vec::new();
    for term in order {
        let events = terms[term].1;
        let signature = index.signature(events);
        // No chaining: a copy is like the kept term, not like another copy.
        if let Some(of) = index.first_like(events, &signature) {
            kept[of].copies.push(term);
        } else {
            index.add(events, &signature);
            kept.push(Kept {
                term,
                copies: Vec::new(),
            });
        }
    }

    kept
}

/// How many events two lists of these lengths have in common where they are copies: Jaccard = common ÷ all, in
/// whole numbers.
fn least_common(length: usize, other: usize) -> usize {
    (LEAST_OVERLAP_TENTHS * (length + other)).div_ceil(10 + LEAST_OVERLAP_TENTHS)
}

/// Which kept terms can be like another one. Two lists that share nine tenths share one of their few rarest events:
/// of m events no more than a tenth can be missing from the other.
struct Index<'a> {
    /// Rank of an event, the rarest first.
    rarity: Vec<u32>,
    /// Events of the kept terms.
    kept: Vec<&'a [u32]>,
    /// Kept terms by an event of their signature, in the order in which they were kept.
    by_event: Vec<Vec<u32>>,
    /// Kept terms before this one have too many events to be like any that still come: events only get fewer.
    first_short: u32,
    /// Whether an event is one of the term looked up; all false between two.
    is_own: Vec<bool>,
}

impl<'a> Index<'a> {
    fn new(all: impl Iterator<Item = &'a [u32]>) -> Self {
        let mut uses: Vec<u32> = Vec::new();
        for event in all.flatten() {
            let event = *event as usize;
            uses.resize(uses.len().max(event + 1), 0);
            uses[event] += 1;
        }

        let mut by_uses: Vec<usize> = (0..uses.len()).collect();
        by_uses.sort_by_key(|event| uses[*event]);
        let mut rarity = vec![0; uses.len()];
        for (rank, event) in (0..).zip(by_uses) {
            rarity[event] = rank;
        }

        Self {
            kept: Vec::new(),
            by_event: vec![Vec::new(); uses.len()],
            first_short: 0,
            is_own: vec![false; uses.len()],
            rarity,
        }
    }

    /// The m − ⌈0.9·m⌉ + 1 rarest of m events.
    fn signature(&self, events: &[u32]) -> Vec<u32> {
        let mut events = events.to_vec();
        // Of m events at most a tenth can be missing from a copy, so it has one of these.
        let length = events.len() - (LEAST_OVERLAP_TENTHS * events.len()).div_ceil(10) + 1;
        events.sort_unstable_by_key(|event| self.rarity[*event as usize]);
        events.truncate(length);

        events
    }

    fn add(&mut self, events: &'a [u32], signature: &[u32]) {
        let kept = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        self.kept.push(events);
        for event in signature {
            self.by_event[*event as usize].push(kept);
        }
    }

    /// The first kept term that is like the events; those looked up before had no fewer.
    fn first_like(&mut self, events: &[u32], signature: &[u32]) -> Option<usize> {
        // Events only get fewer, so a kept term that is too long now stays so.
        let longest = 10 * events.len();
        while let Some(kept) = self.kept.get(self.first_short as usize)
            && LEAST_OVERLAP_TENTHS * kept.len() > longest
        {
            self.first_short += 1;
        }

        self.mark(events, true);
        let first = signature
            .iter()
            .filter_map(|event| {
                let kept = &self.by_event[*event as usize];
                let short = &kept[kept.partition_point(|of| *of < self.first_short)..];
                short
                    .iter()
                    .map(|of| *of as usize)
                    .find(|of| self.is_like(events.len(), self.kept[*of]))
            })
            .min();

        self.mark(events, false);
        first
    }

    fn mark(&mut self, events: &[u32], is_own: bool) {
        for event in events {
            self.is_own[*event as usize] = is_own;
        }
    }

    /// Whether other events are like those marked as own, of which there are `length`.
    fn is_like(&self, length: usize, other: &[u32]) -> bool {
        let Some(mut spare) = other.len().checked_sub(least_common(length, other.len())) else {
            return false;
        };
        // Ends as soon as more events are missing than may be, which is early for most.
        for event in other {
            if !self.is_own[*event as usize] {
                let Some(less) = spare.checked_sub(1) else {
                    return false;
                };
                spare = less;
            }
        }

        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// The rule exactly as the specification states it.
    fn plain(terms: &[(usize, &[u32])]) -> Vec<Kept> {
        let mut order: Vec<usize> = (0..terms.len()).collect();
        order.sort_by_key(|at| (Reverse(terms[*at].1.len()), terms[*at].0));
        let mut kept: Vec<Kept> = Vec::new();
        for term in order {
            let own: BTreeSet<_> = terms[term].1.iter().collect();
            let is_like = |one: &&mut Kept| {
                let other: BTreeSet<_> = terms[one.term].1.iter().collect();
                own.intersection(&other).count() * 10 >= own.union(&other).count() * 9
            };
            match kept.iter_mut().find(is_like) {
                Some(one) => one.copies.push(term),
                None => kept.push(Kept {
                    term,
                    copies: Vec::new(),
                }),
            }
        }
        kept
    }

    proptest! {
        #[test]
        fn the_index_loses_no_copy(base in prop::collection::btree_set(0u32..60, 5..40), changes in prop::collection::vec(prop::collection::btree_set(0u32..70, 0..4), 0..25)) {
            let lists: Vec<Vec<u32>> = changes.iter().map(|change| base.symmetric_difference(change).copied().collect()).collect();
            let terms: Vec<(usize, &[u32])> = lists.iter().enumerate().map(|(at, events)| (at * 7 % 25, &events[..])).collect();
            prop_assert_eq!(without_copies(&terms), plain(&terms));
        }
    }

    #[test]
    fn nothing_of_nothing() {
        assert_eq!(without_copies::<u8>(&[]), []);
    }
}

//! Copies: terms with nearly the same events, of which only one is tested (correlate-spec.md §4.10).
//!
//! "вице-премьер" has the events of its parts; tested one by one they would be three finds of one thing. The term
//! with most events stays; no chaining: a copy is like the kept one, not like another copy.

use std::cmp::Reverse;

/// Terms whose events overlap by this share of all events of both are copies, in tenths (a choice).
const LEAST_OVERLAP_TENTHS: usize = 9;

/// A term that is tested, and those it stands for. Places are those of the terms handed in.
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
        let is_copy = |of: &usize| overlap_enough(events, terms[kept[*of].term].1);
        let original = index.candidates(&signature, |of| terms[kept[of].term].1.len(), events.len());
        if let Some(of) = original.into_iter().find(is_copy) {
            kept[of].copies.push(term);
        } else {
            index.add(&signature, kept.len());
            kept.push(Kept { term, copies: Vec::new() });
        }
    }
    kept
}

/// Whether events are enough of another's: 10 · common ≥ 9 · all, in whole numbers.
fn overlap_enough(a: &[u32], b: &[u32]) -> bool {
    let (mut common, mut rest) = (0, b);
    for event in a {
        rest = &rest[rest.iter().take_while(|other| *other < event).count()..];
        common += usize::from(rest.first() == Some(event));
    }
    10 * common >= LEAST_OVERLAP_TENTHS * (a.len() + b.len() - common)
}

/// Which kept terms can be like another one. Two lists that share nine tenths share one of their few rarest events:
/// of m events, more than a tenth can not all be missing from the other.
struct Index {
    /// Rank of an event, the rarest first.
    rarity: Vec<u32>,
    /// Kept terms by an event of their signature, in the order in which they were kept.
    kept: Vec<Vec<u32>>,
}

impl Index {
    fn new<'a>(all: impl Iterator<Item = &'a [u32]>) -> Self {
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
        Self { kept: vec![Vec::new(); uses.len()], rarity }
    }

    /// The m − ⌈0.9·m⌉ + 1 rarest of m events.
    fn signature(&self, events: &[u32]) -> Vec<u32> {
        let mut events = events.to_vec();
        let length = events.len() - (LEAST_OVERLAP_TENTHS * events.len()).div_ceil(10) + 1;
        events.sort_unstable_by_key(|event| self.rarity[*event as usize]);
        events.truncate(length);
        events
    }

    fn add(&mut self, signature: &[u32], kept: usize) {
        for event in signature {
            self.kept[*event as usize].push(u32::try_from(kept).unwrap_or(u32::MAX));
        }
    }

    /// Kept terms that share an event of the signature and are not too long, in the order in which they were kept.
    fn candidates(&self, signature: &[u32], length_of: impl Fn(usize) -> usize, length: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for event in signature {
            // Kept terms grow shorter: those too long for the overlap stand first.
            let kept = &self.kept[*event as usize];
            let is_too_long = |of: &u32| LEAST_OVERLAP_TENTHS * length_of(*of as usize) > 10 * length;
            found.extend(kept[kept.partition_point(is_too_long)..].iter().map(|of| *of as usize));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// The rule as it stands in the specification.
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
                None => kept.push(Kept { term, copies: Vec::new() }),
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

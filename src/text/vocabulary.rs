//! The words met so far, each form with its lemma, packed so that looking one up waits for memory once or twice.
//!
//! A million headlines ask for twenty million words, most of them among the few thousand met first; so entries and
//! texts lie in the order in which words were met, and a slot of the table is four bytes.

use foldhash::fast::RandomState;
use std::hash::BuildHasher as _;

/// Words by form, with something known of each.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary<T> {
    /// Places in `entries` from 1, 0 for none; a power of two of them, at most half of them taken.
    slots: Vec<u32>,
    entries: Vec<Entry<T>>,
    /// Forms, each with its lemma behind it.
    text: String,
    state: RandomState,
}

#[derive(Clone, Copy, Debug)]
struct Entry<T> {
    hash: u64,
    start: usize,
    form_end: usize,
    lemma_end: usize,
    known: T,
}

impl<T> Default for Vocabulary<T> {
    fn default() -> Self {
        Self { slots: vec![0; 1024], entries: Vec::new(), text: String::new(), state: RandomState::default() }
    }
}

impl<T: Copy> Vocabulary<T> {
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The lemma of a form, and what is known of it.
    pub(super) fn get(&self, form: &str) -> Option<(&str, T)> {
        let hash = self.state.hash_one(form);
        let mut slot = self.first_slot(hash);
        loop {
            let at = (self.slots[slot] as usize).checked_sub(1)?;
            let entry = &self.entries[at];
            if entry.hash == hash && self.text[entry.start..entry.form_end] == *form {
                return Some((&self.text[entry.form_end..entry.lemma_end], entry.known));
            }
            slot = self.next_slot(slot);
        }
    }

    /// Adds a form; one that is there already keeps its first lemma.
    pub(super) fn insert(&mut self, form: &str, lemma: &str, known: T) {
        if self.get(form).is_some() {
            return;
        }
        if self.entries.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = self.state.hash_one(form);
        let start = self.text.len();
        self.text.push_str(form);
        let form_end = self.text.len();
        self.text.push_str(lemma);
        self.entries.push(Entry { hash, start, form_end, lemma_end: self.text.len(), known });
        self.take_slot(hash, self.entries.len());
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for at in 0..self.entries.len() {
            self.take_slot(self.entries[at].hash, at + 1);
        }
    }

    fn take_slot(&mut self, hash: u64, number: usize) {
        let mut slot = self.first_slot(hash);
        while self.slots[slot] != 0 {
            slot = self.next_slot(slot);
        }
        // There are never more than `MOST_FORMS` words, which fit.
        self.slots[slot] = u32::try_from(number).unwrap_or_default();
    }

    #[expect(clippy::cast_possible_truncation, reason = "the low bits are what is wanted")]
    fn first_slot(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    fn next_slot(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_its_own_lemma() {
        let mut words = Vocabulary::default();
        for at in 0..5_000 {
            words.insert(&format!("форма{at}"), &format!("лемма{}", at / 2), at);
        }
        words.insert("форма7", "другая", 0);
        for at in 0..5_000 {
            assert_eq!(words.get(&format!("форма{at}")), Some((&*format!("лемма{}", at / 2), at)));
        }
        assert_eq!((words.get("форма"), words.get(""), words.len()), (None, None, 5_000));
    }
}

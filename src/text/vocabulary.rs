//! The words met so far, each form with its lemma, packed so that looking one up waits for memory once or twice.
//!
//! A million headlines ask for twenty million words, most of them among the few thousand met first; so entries and
//! texts are kept in the order in which words were met, and a slot of the table is four bytes.

use foldhash::fast::RandomState;
use std::{cell::Cell, hash::BuildHasher as _};

/// Words by form, with something known of each.
#[derive(Clone, Debug)]
pub struct Vocabulary<T> {
    /// Places in `entries` from 1, 0 for none; a power of two of them, at most half of them taken.
    slots: Vec<u32>,
    entries: Vec<Entry<T>>,
    /// Forms, each with its lemma behind it.
    text: String,
    state: RandomState,
}

/// Offsets are into [`Vocabulary::text`]; forms are few enough for their texts to fit in 4 GiB.
#[derive(Clone, Debug)]
struct Entry<T> {
    hash: u64,
    start: u32,
    form_end: u32,
    lemma_end: u32,
    number: Cell<u32>,
    known: T,
}

/// What the vocabulary has for a form.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a, T> {
    pub lemma: &'a str,
    pub known: T,
    /// Slot for a number of the lemma; 0 until assigned.
    pub number: &'a Cell<u32>,
}

impl<T> Default for Vocabulary<T> {
    fn default() -> Self {
        Self {
            slots: vec![0; 1024],
            entries: Vec::new(),
            text: String::new(),
            state: RandomState::default(),
        }
    }
}

impl<T: Copy> Vocabulary<T> {
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The lemma of a form, and what is known of it.
    pub fn get(&self, form: &str) -> Option<Found<'_, T>> {
        let hash = self.state.hash_one(form);
        let mut slot = self.first_slot(hash);
        loop {
            let at = (self.slots[slot] as usize).checked_sub(1)?;
            let entry = &self.entries[at];
            let form_end = entry.form_end as usize;
            // The text is only looked at where the hash is right, which saves a second wait for memory.
            if entry.hash == hash && &self.text[entry.start as usize..form_end] == form {
                return Some(Found {
                    lemma: &self.text[form_end..entry.lemma_end as usize],
                    known: entry.known,
                    number: &entry.number,
                });
            }
            slot = self.next_slot(slot);
        }
    }

    /// Adds a form; one that is there already keeps its first lemma.
    pub fn insert(&mut self, form: &str, lemma: &str, known: T) {
        if self.get(form).is_some() {
            return;
        }
        if self.entries.len() * 2 >= self.slots.len() {
            self.grow();
        }

        let hash = self.state.hash_one(form);
        let start = self.push_text("");
        let form_end = self.push_text(form);
        let lemma_end = self.push_text(lemma);
        self.entries.push(Entry {
            hash,
            start,
            form_end,
            lemma_end,
            number: Cell::new(0),
            known,
        });
        self.take_slot(hash, self.entries.len());
    }

    /// Resets all numbers.
    pub fn forget_numbers(&mut self) {
        for entry in &self.entries {
            entry.number.set(0);
        }
    }

    /// Appends a text; where it ends.
    fn push_text(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        u32::try_from(self.text.len()).expect("a million forms of 128 bytes and their lemmas")
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

    #[expect(clippy::cast_possible_truncation, reason = "the low bits are wanted")]
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
            let found = words.get(&format!("форма{at}")).unwrap();
            assert_eq!(
                (found.lemma, found.known),
                (&*format!("лемма{}", at / 2), at)
            );
            assert_eq!(found.number.replace(7), 0);
        }
        assert!(words.get("форма").is_none() && words.get("").is_none());
        assert_eq!(
            (words.len(), words.get("форма7").unwrap().number.get()),
            (5_000, 7)
        );
        words.forget_numbers();
        assert_eq!(words.get("форма7").unwrap().number.get(), 0);
    }
}

//! The words met so far, each form with its lemma, packed so that looking one up waits for memory once or twice. A form
//! that is another word when it is written otherwise has an entry for each way.
//!
//! A million headlines ask for twenty million words, most of them among the few thousand met first; so entries and
//! texts are kept in the order in which words were met, and a slot of the table is four bytes: the place of an entry,
//! and as much of its hash as there is room for, so that the entries of other words are not looked at.

use super::writing::Writing;
use foldhash::fast::RandomState;
use std::{cell::Cell, hash::BuildHasher as _};

/// Words by form, with something known of each.
#[derive(Clone, Debug)]
pub struct Vocabulary<T> {
    /// A power of two of them, at most half of them taken.
    slots: Vec<Slot>,
    entries: Vec<Entry<T>>,
    /// Forms, each with its lemma behind it.
    text: String,
    state: RandomState,
}

/// The place of an entry from 1, 0 for none, below the highest bits of its hash.
#[derive(Clone, Copy, Debug)]
struct Slot(u32);

impl Slot {
    const FREE: Self = Self(0);
    /// The entries of four ways of writing a million forms have a place.
    const PLACE_BITS: u32 = 22;
    const PLACES: u32 = 1 << Self::PLACE_BITS;

    fn new(hash: u32, place: usize) -> Self {
        let number = u32::try_from(place + 1).ok();
        let number = number.filter(|number| *number < Self::PLACES);
        Self(Self::bits_of(hash) | number.expect("four entries for each of a million forms"))
    }

    const fn place(self) -> Option<usize> {
        (self.0 as usize % Self::PLACES as usize).checked_sub(1)
    }

    const fn may_be_of(self, hash: u32) -> bool {
        self.0 & !(Self::PLACES - 1) == Self::bits_of(hash)
    }

    const fn bits_of(hash: u32) -> u32 {
        hash & !(Self::PLACES - 1)
    }
}

/// Offsets are into [`Vocabulary::text`]; forms are few enough for their texts to fit in 4 GiB.
#[derive(Clone, Debug)]
struct Entry<T> {
    hash: u32,
    start: u32,
    form_end: u32,
    lemma_end: u32,
    number: Cell<u32>,
    writing: Writing,
    /// Whether there are entries for other ways of writing the form.
    has_others: bool,
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
            slots: vec![Slot::FREE; 1024],
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

    /// The lemma of a form as it is written, and what is known of it.
    pub fn get(&self, form: &str, writing: Writing) -> Option<Found<'_, T>> {
        let hash = self.hash(form);
        let mut entry = self.find(hash, form, Writing::Small)?;
        if writing != Writing::Small && entry.has_others {
            entry = self.find(hash_written(hash, writing), form, writing)?;
        }

        Some(Found {
            lemma: &self.text[entry.form_end as usize..entry.lemma_end as usize],
            known: entry.known,
            number: &entry.number,
        })
    }

    fn find(&self, hash: u32, form: &str, writing: Writing) -> Option<&Entry<T>> {
        let mut slot = self.first_slot(hash);
        loop {
            let taken = self.slots[slot];
            let at = taken.place()?;
            if !taken.may_be_of(hash) {
                slot = self.next_slot(slot);
                continue;
            }
            let entry = &self.entries[at];
            // As bytes: whether a text begins and ends between letters would be two further looks at memory.
            let is_same = || {
                let form_bytes = entry.start as usize..entry.form_end as usize;
                self.text.as_bytes()[form_bytes] == *form.as_bytes()
            };
            // The text is only looked at where the hash is right, which saves a second wait for memory.
            if entry.hash == hash && entry.writing == writing && is_same() {
                return Some(entry);
            }
            slot = self.next_slot(slot);
        }
    }

    /// Adds a form; one that is there already keeps its lemmas. `others` are the lemmas of each other way of writing
    /// it, if there is any with another lemma.
    pub fn insert(&mut self, form: &str, own: (&str, T), others: &[(Writing, &str, T)]) {
        if self.get(form, Writing::Small).is_some() {
            return;
        }

        let hash = self.hash(form);
        let others = others.iter().map(|(writing, lemma, known)| {
            let hash = hash_written(hash, *writing);
            (hash, *writing, *lemma, *known)
        });
        let has_others = others.len() > 0;
        for (hash, writing, lemma, known) in [(hash, Writing::Small, own.0, own.1)]
            .into_iter()
            .chain(others)
        {
            self.push(hash, form, lemma, |ends| Entry {
                hash,
                start: ends[0],
                form_end: ends[1],
                lemma_end: ends[2],
                number: Cell::new(0),
                writing,
                has_others,
                known,
            });
        }
    }

    fn push(
        &mut self,
        hash: u32,
        form: &str,
        lemma: &str,
        entry: impl FnOnce([u32; 3]) -> Entry<T>,
    ) {
        if self.entries.len() * 2 >= self.slots.len() {
            self.grow();
        }

        let ends = [
            self.push_text(""),
            self.push_text(form),
            self.push_text(lemma),
        ];
        self.entries.push(entry(ends));
        self.take_slot(hash, self.entries.len() - 1);
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
        self.slots = vec![Slot::FREE; self.slots.len() * 2];
        for at in 0..self.entries.len() {
            self.take_slot(self.entries[at].hash, at);
        }
    }

    fn take_slot(&mut self, hash: u32, place: usize) {
        let mut slot = self.first_slot(hash);
        while self.slots[slot].place().is_some() {
            slot = self.next_slot(slot);
        }

        self.slots[slot] = Slot::new(hash, place);
    }

    /// The highest bits are those by which a slot knows an entry, the lowest ones say where its slot is.
    fn hash(&self, form: &str) -> u32 {
        (self.state.hash_one(form) >> 32) as u32
    }

    fn first_slot(&self, hash: u32) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    fn next_slot(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }
}

/// The hash of a form that is written otherwise than in small letters.
const fn hash_written(hash: u32, writing: Writing) -> u32 {
    hash.rotate_left(8 * writing as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_its_own_lemma() {
        let mut words = Vocabulary::default();
        for at in 0..5_000 {
            let lemma = format!("лемма{}", at / 2);
            words.insert(&format!("форма{at}"), (&lemma, at), &[]);
        }
        words.insert("форма7", ("другая", 0), &[]);
        for at in 0..5_000 {
            let found = words.get(&format!("форма{at}"), Writing::Name).unwrap();
            assert_eq!(
                (found.lemma, found.known),
                (&*format!("лемма{}", at / 2), at)
            );
            assert_eq!(found.number.replace(7), 0);
        }
        assert!(
            words.get("форма", Writing::Small).is_none() && words.get("", Writing::Name).is_none()
        );
        assert_eq!(
            (
                words.len(),
                words.get("форма7", Writing::Small).unwrap().number.get()
            ),
            (5_000, 7)
        );
        words.forget_numbers();
        assert_eq!(words.get("форма7", Writing::Small).unwrap().number.get(), 0);
    }

    #[test]
    fn a_form_has_a_lemma_for_each_way_of_writing() {
        let mut words = Vocabulary::default();
        let others = Writing::ALL[1..].iter();
        let others: Vec<_> = others.map(|writing| (*writing, "киев", 2)).collect();
        words.insert("киев", ("кий", 1), &others);
        let get = |writing| {
            let found = words.get("киев", writing).unwrap();
            (found.lemma, found.known)
        };
        assert_eq!(get(Writing::Small), ("кий", 1));
        for writing in &Writing::ALL[1..] {
            assert_eq!(get(*writing), ("киев", 2));
        }
    }
}

//! Which terms can have enough stories: small counters, shared by the terms of one hash. It lets a few too many through
//! and none too few.

use super::clusters::LEAST_EVENTS;
use crate::text::TermKey;
use std::sync::atomic::{AtomicU8, Ordering};

/// The most counters of the sieve, as a power of two: 16 MiB.
const MOST_SIEVE_BITS: u32 = 24;

/// The lemmas of a term as one number.
fn number(key: TermKey) -> u64 {
    let (first, second) = key.lemmas();
    u64::from(first) << 32 | u64::from(second.unwrap_or(u32::MAX))
}

/// A hash in which every bit depends on every bit of the lemmas.
#[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
pub(super) fn mixed(key: u64) -> u64 {
    // Any odd number without a pattern does; this is the golden ratio's.
    let wide = u128::from(key) * 0x9E37_79B9_7F4A_7C15;
    (wide >> 64) as u64 ^ wide as u64
}

/// Counters shared by terms of one hash: a term has at most the stories of its counter.
pub(super) struct Sieve {
    counters: Vec<AtomicU8>,
    bits: u32,
}

impl Sieve {
    /// A sieve sized for this many words.
    pub(super) fn new(words: usize) -> Self {
        let bits = words
            .next_power_of_two()
            .trailing_zeros()
            .clamp(1, MOST_SIEVE_BITS);

        Self {
            counters: (0..1 << bits).map(|_| AtomicU8::new(0)).collect(),
            bits,
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "it has at most 24 bits")]
    fn counter(&self, key: TermKey) -> &AtomicU8 {
        &self.counters[(mixed(number(key)) >> (u64::BITS - self.bits)) as usize]
    }

    pub(super) fn add(&self, key: TermKey) {
        let counter = self.counter(key);
        // Stops at once where it is enough: a few threads may still add one each, far below 255.
        if usize::from(counter.load(Ordering::Relaxed)) < LEAST_EVENTS {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub(super) fn lets_through(&self, key: TermKey) -> bool {
        usize::from(self.counter(key).load(Ordering::Relaxed)) >= LEAST_EVENTS
    }
}

//! The faults of a feed, recorded as they are found and reported by line at the end.

use super::{FeedFault, FeedFaultKind};

/// Most faults remembered.
const MOST_FAULTS: usize = 100;

/// Faults with the byte of the text at which each was met.
#[derive(Debug, Default)]
pub(super) struct Faults {
    met: Vec<(usize, FeedFaultKind)>,
}

impl Faults {
    /// Notes a fault, unless there are too many.
    pub fn add(&mut self, at: usize, kind: FeedFaultKind) {
        if self.met.len() < MOST_FAULTS {
            self.met.push((at, kind));
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.met.is_empty()
    }

    /// The faults by line of the text, which is gone through once.
    pub fn by_line(mut self, text: &str) -> Vec<FeedFault> {
        self.met.sort_by_key(|(at, _)| *at);
        let mut line = 1;
        let mut counted = 0;
        self.met
            .into_iter()
            .map(|(at, kind)| {
                let between = text.as_bytes().get(counted..at).unwrap_or_default();
                line += memchr::memchr_iter(b'\n', between).count() as u64;
                counted = at.max(counted);
                FeedFault { line, kind }
            })
            .collect()
    }
}

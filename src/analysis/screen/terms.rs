//! The events of many terms, list after list in one vector: 200,000 terms are then two allocations.

/// Events of terms, as positions in the sequence of tested records. Terms are numbered from 0 in the order of arrival.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    positions: Vec<u32>,
    ends: Vec<usize>,
}

impl Terms {
    /// Adds a term; its events are ascending positions without repeats.
    pub fn push(&mut self, events: &[u32]) {
        debug_assert!(events.is_sorted_by(|a, b| a < b), "events ascend");
        self.positions.extend_from_slice(events);
        self.ends.push(self.positions.len());
    }

    /// Number of terms.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no term.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The events of a term.
    ///
    /// # Panics
    /// If there is no such term.
    pub fn events(&self, term: usize) -> &[u32] {
        let start = if term == 0 { 0 } else { self.ends[term - 1] };
        &self.positions[start..self.ends[term]]
    }

    /// Events of all terms together.
    pub fn event_count(&self) -> usize {
        self.positions.len()
    }
}

impl<'a> FromIterator<&'a [u32]> for Terms {
    fn from_iter<I: IntoIterator<Item = &'a [u32]>>(lists: I) -> Self {
        let mut terms = Self::default();
        lists.into_iter().for_each(|events| terms.push(events));
        terms
    }
}

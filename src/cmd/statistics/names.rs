//! Terms in words: the store has the texts of their lemmas.

use crate::error::Result;
use crate::store::Store;
use crate::text::TermKey;
use std::collections::HashMap;

/// Texts of the lemmas of some terms.
#[derive(Debug, Default)]
pub struct TermNames(HashMap<u32, String>);

impl TermNames {
    /// Loads what these terms need.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`].
    pub fn load(store: &Store, terms: impl IntoIterator<Item = TermKey>) -> Result<Self> {
        let mut numbers: Vec<u32> = terms
            .into_iter()
            .flat_map(|term| {
                let (first, second) = term.lemmas();
                [Some(first), second]
            })
            .flatten()
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        let texts = store.lemma_texts(&numbers)?;
        Ok(Self(numbers.into_iter().zip(texts).collect()))
    }

    /// `санкция`, `ключевой ставка`.
    pub fn name(&self, term: TermKey) -> String {
        let text = |number: u32| self.0.get(&number).map_or("", String::as_str);
        match term.lemmas() {
            (first, None) => text(first).to_owned(),
            (first, Some(second)) => format!("{} {}", text(first), text(second)),
        }
    }
}

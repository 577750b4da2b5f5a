//! Terms in words: a term is a number or two, and the store has the texts of their lemmas.

use crate::error::Result;
use crate::store::Store;
use crate::text::TermKey;
use std::collections::HashMap;

/// Texts of the lemmas of some terms.
#[derive(Debug, Default)]
pub struct TermNames(HashMap<u32, String>);

impl TermNames {
    /// Loads the lemmas of these terms.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`].
    pub fn load(store: &Store, terms: impl IntoIterator<Item = TermKey>) -> Result<Self> {
        let mut numbers = Vec::new();
        for term in terms {
            let (first, second) = term.lemmas();
            numbers.push(first);
            numbers.extend(second);
        }
        numbers.sort_unstable();
        numbers.dedup();

        let texts = store.lemma_texts(&numbers)?;
        Ok(Self(numbers.into_iter().zip(texts).collect()))
    }

    /// `санкция`, `ключевой ставка`.
    pub fn name(&self, term: TermKey) -> String {
        let (first, second) = term.lemmas();
        match second {
            None => self.lemma(first).to_owned(),
            Some(second) => format!("{} {}", self.lemma(first), self.lemma(second)),
        }
    }

    fn lemma(&self, number: u32) -> &str {
        self.0.get(&number).map_or("", String::as_str)
    }
}

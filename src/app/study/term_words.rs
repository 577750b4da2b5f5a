//! Terms in words: their names by lemmas, and the forms in which titles have them. A reader knows `санкции`, not the
//! lemma `санкция`.

use super::news::headlines_of;
use crate::{
    app::news::intake::remember,
    error::Result,
    store::Store,
    text::{self, Corpus, Lemmas, NormalText, QueryWord, TermKey},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

/// Titles that are searched: enough for the most frequent forms, if not for every rare one.
const MOST_TITLES: usize = 500;

/// Forms that are named.
const MOST_FORMS: usize = 8;

/// Texts of the lemmas of some terms.
#[derive(Default)]
pub struct TermNames(HashMap<u32, String>);

impl TermNames {
    /// Loads the lemmas of these terms.
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

/// The words of a term that is given by its name.
pub fn words_of_name(name: &str) -> Vec<QueryWord> {
    name.split(' ').map(QueryWord::of_lemma).collect()
}

/// The forms of these phrases in the latest titles of some stories; the most
/// frequent first, equal ones in alphabetical order.
pub fn forms_in_titles(
    store: &Store,
    corpus: &Corpus,
    phrases: &[Vec<QueryWord>],
    stories: &[u32],
    lemmas: &mut Lemmas,
) -> Result<Vec<String>> {
    let titles = load_normal_titles(store, corpus, stories)?;
    // Lemmas come from the store, so that the dictionary need not be loaded.
    for title in &titles {
        remember(store, lemmas, title)?;
    }

    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for title in &titles {
        for phrase in phrases {
            for form in text::forms_of(phrase, title, lemmas) {
                *counts.entry(form).or_default() += 1;
            }
        }
    }

    // The map is in alphabetical order, and the sort is stable.
    let mut forms: Vec<(String, usize)> = counts.into_iter().collect();
    forms.sort_by_key(|(_, count)| Reverse(*count));
    forms.truncate(MOST_FORMS);
    Ok(forms.into_iter().map(|(form, _)| form).collect())
}

/// The latest titles of some stories in their normal form.
fn load_normal_titles(store: &Store, corpus: &Corpus, stories: &[u32]) -> Result<Vec<NormalText>> {
    let latest = stories.iter().rev().take(MOST_TITLES);
    let ids = headlines_of(corpus, latest.map(|story| *story as usize));
    let titles = store.load_titles(&ids)?.into_iter();
    Ok(titles
        .map(|headline| text::normal_form(&headline.title))
        .collect())
}

//! The forms in which titles have a term: what a reader knows it by.

use super::Titles;
use crate::app::news::intake::remember;
use crate::error::Result;
use crate::store::Store;
use crate::text::Corpus;
use crate::text::{self, Lemmas};
use std::collections::BTreeMap;

/// Titles that are looked through: enough for which forms are the most frequent, if not for every rare one.
const MOST_TITLES: usize = 500;

/// Forms that are named.
const MOST_FORMS: usize = 8;

/// The forms of these phrases, given by their lemmas, in the latest titles of some stories; the most frequent first,
/// equal ones in alphabetical order.
///
/// # Errors
/// [`crate::error::Error::Store`].
pub fn forms_in_titles(
    store: &Store,
    corpus: &Corpus,
    phrases: &[Vec<String>],
    stories: &[u32],
    lemmas: &mut Lemmas,
) -> Result<Vec<String>> {
    let headline = |at: &u32| corpus.stories()[*at as usize].headline;
    let ids: Vec<i64> = stories
        .iter()
        .rev()
        .take(MOST_TITLES)
        .map(headline)
        .collect();
    let titles = Titles::load(store, ids.iter().copied())?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let normal: Vec<String> = ids
        .iter()
        .filter_map(|id| titles.get(*id))
        .map(|one| text::normal_form(&one.title))
        .collect();
    remember(store, lemmas, &normal.join("\n"))?;
    for title in &normal {
        for form in phrases
            .iter()
            .flat_map(|phrase| text::forms_of(phrase, title, lemmas))
        {
            *counts.entry(form).or_default() += 1;
        }
    }
    let mut forms: Vec<(String, usize)> = counts.into_iter().collect();
    forms.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(forms
        .into_iter()
        .take(MOST_FORMS)
        .map(|(form, _)| form)
        .collect())
}

/// The lemmas of a term that is given by its name.
pub fn phrase_of(name: &str) -> Vec<String> {
    name.split(' ').map(str::to_owned).collect()
}

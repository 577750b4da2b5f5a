//! The forms in which titles have a term: a reader knows `санкции`, not the lemma `санкция`.

use super::Titles;
use crate::app::news::intake::remember;
use crate::error::Result;
use crate::store::Store;
use crate::text::{self, Corpus, Lemmas};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Titles that are searched: enough for the most frequent forms, if not for every rare one.
const MOST_TITLES: usize = 500;

/// Forms that are named.
const MOST_FORMS: usize = 8;

/// The forms of these phrases, which are given by their lemmas, in the latest titles of some stories; the most
/// frequent first, equal ones in alphabetical order.
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
    let latest = stories.iter().rev().take(MOST_TITLES);
    let ids: Vec<i64> = latest
        .map(|story| corpus.stories()[*story as usize].headline)
        .collect();
    let titles = Titles::load(store, ids.iter().copied())?;
    let normal_titles: Vec<String> = ids
        .iter()
        .filter_map(|id| titles.get(*id))
        .map(|headline| text::normal_form(&headline.title))
        .collect();
    // Lemmas come from the store, so that the dictionary need not be loaded.
    remember(store, lemmas, &normal_titles.join("\n"))?;

    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for title in &normal_titles {
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

/// The lemmas of a term that is given by its name.
pub fn lemmas_of_name(name: &str) -> Vec<String> {
    name.split(' ').map(str::to_owned).collect()
}

//! The stories that a term matches, and the forms in which their titles have it.

use super::Question;
use crate::cmd::statistics::Titles;
use crate::error::{Error, Result};
use crate::model::Corpus;
use crate::render::term_query_error;
use crate::store::Store;
use crate::text::{self, Lemmas, TermQuery};
use std::collections::BTreeMap;

/// Titles that are looked through for forms; more would not change which are the most frequent.
const MOST_TITLES: usize = 2000;

/// Forms that are named.
const MOST_FORMS: usize = 8;

/// Lemmas that are suggested for one that was never seen.
const MOST_SUGGESTED: usize = 3;

/// Spelling is alike from here on (Jaro and Winkler's measure).
const LEAST_LIKENESS: f64 = 0.8;

/// A term with the stories it matches.
#[derive(Debug)]
pub struct Matched {
    query: TermQuery,
    lemmas: Lemmas,
    /// Places in the corpus, earliest first.
    pub stories: Vec<u32>,
}

impl Matched {
    /// Looks for a term.
    ///
    /// # Errors
    /// [`Error::Usage`] for an expression that is none, [`Error::TermNeverSeen`] when no story has it.
    pub fn find(question: &Question<'_>, term: &str) -> Result<Self> {
        let mut lemmas = Lemmas::default();
        remember(question.store, &mut lemmas, &text::normal_form(term))?;
        let query = TermQuery::parse(term, &mut lemmas)
            .map_err(|error| Error::Usage { flag: "--term", problem: term_query_error(&error) })?;
        let wanted = query.lemmas();
        let ids: BTreeMap<String, Option<u32>> =
            wanted.iter().cloned().zip(question.store.lemma_ids(&wanted)?).collect();
        let compiled = query.compile(|lemma| ids.get(lemma).copied().flatten());
        let stories = matching(question.corpus, &compiled.matcher);
        if stories.is_empty() {
            let words = if compiled.unknown.is_empty() { vec![term.to_owned()] } else { compiled.unknown };
            let nearest = nearest_lemmas(question.store, &words)?;
            return Err(Error::TermNeverSeen { words, nearest });
        }
        Ok(Self { query, lemmas, stories })
    }

    /// The forms met in titles, the most frequent first, equal ones in alphabetical order.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn forms(&mut self, question: &Question<'_>) -> Result<Vec<String>> {
        let counts = count_forms(question, &self.query.phrases(), &self.stories, &mut self.lemmas)?;
        Ok(forms_by_frequency(counts))
    }
}

/// How often each form of these phrases, given by their lemmas, stands in the latest titles of some stories.
///
/// # Errors
/// [`Error::Store`].
pub fn count_forms(
    question: &Question<'_>,
    phrases: &[Vec<String>],
    stories: &[u32],
    lemmas: &mut Lemmas,
) -> Result<BTreeMap<String, usize>> {
    let headline = |at: &u32| question.corpus.stories()[*at as usize].headline;
    let ids: Vec<i64> = stories.iter().rev().take(MOST_TITLES).map(headline).collect();
    let titles = Titles::load(question.store, ids.iter().copied())?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for title in ids.iter().filter_map(|id| titles.get(*id)) {
        let normal = text::normal_form(&title.title);
        remember(question.store, lemmas, &normal)?;
        for form in phrases.iter().flat_map(|phrase| text::forms_of(phrase, &normal, lemmas)) {
            *counts.entry(form).or_default() += 1;
        }
    }
    Ok(counts)
}

/// The most frequent forms, equal ones in alphabetical order.
pub fn forms_by_frequency(counts: BTreeMap<String, usize>) -> Vec<String> {
    let mut forms: Vec<(String, usize)> = counts.into_iter().collect();
    forms.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    forms.into_iter().take(MOST_FORMS).map(|(form, _)| form).collect()
}

/// Takes the lemmas that the store has kept, so that the dictionary need not be loaded.
fn remember(store: &Store, lemmas: &mut Lemmas, normal: &str) -> Result<()> {
    for (form, lemma) in store.load_lemmas(&lemmas.unknown_forms(normal))? {
        lemmas.remember(&form, &lemma);
    }
    Ok(())
}

fn matching(corpus: &Corpus, matcher: &crate::text::TermMatcher) -> Vec<u32> {
    let all = 0..u32::try_from(corpus.stories().len()).unwrap_or(u32::MAX);
    all.filter(|at| matcher.is_match(corpus.words(*at as usize))).collect()
}

/// Lemmas of the store that are spelled like these.
fn nearest_lemmas(store: &Store, words: &[String]) -> Result<Vec<String>> {
    let known = store.all_lemmas()?;
    let mut nearest: Vec<String> = Vec::new();
    for word in words {
        let likeness = |lemma: &String| strsim::jaro_winkler(word, lemma);
        let mut alike: Vec<(f64, &String)> = known
            .iter()
            .map(|(_, lemma)| (likeness(lemma), lemma))
            .filter(|(like, _)| *like >= LEAST_LIKENESS)
            .collect();
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let suggested = alike.into_iter().map(|(_, lemma)| lemma).filter(|lemma| *lemma != word);
        nearest.extend(suggested.take(MOST_SUGGESTED).cloned());
    }
    nearest.dedup();
    Ok(nearest)
}

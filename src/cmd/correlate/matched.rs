//! The stories that a term matches, and the forms in which their titles have it.

use super::Question;
use crate::app::news::intake::remember;
use crate::cmd::statistics::forms_in_titles;
use crate::error::{Error, Result};
use crate::render::term_query_error;
use crate::store::Store;
use crate::text::Corpus;
use crate::text::{self, LemmaMethod, Lemmas, TermMatcher, TermQuery};
use rayon::prelude::*;
use std::collections::BTreeMap;

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
    /// Looks for a term, which stands in the option `flag`.
    ///
    /// # Errors
    /// [`Error::Usage`] for an expression that is none, [`Error::TermNeverSeen`] when no story has it.
    pub fn find(question: &Question<'_>, term: &str, flag: &'static str) -> Result<Self> {
        let mut lemmas = Lemmas::default();
        remember(question.store, &mut lemmas, &text::normal_form(term))?;
        let query = parse(term, flag, &mut lemmas)?;
        let wanted = query.lemmas();
        let ids: BTreeMap<String, Option<u32>> = wanted
            .iter()
            .cloned()
            .zip(question.store.lemma_ids(&wanted)?)
            .collect();
        let compiled = query.compile(|lemma| ids.get(lemma).copied().flatten());
        let stories = matching(question.corpus, &compiled.matcher);
        if stories.is_empty() {
            let words = if compiled.unknown.is_empty() {
                vec![term.to_owned()]
            } else {
                compiled.unknown
            };
            let nearest = nearest_lemmas(question.store, &words)?;
            return Err(Error::TermNeverSeen { words, nearest });
        }
        Ok(Self {
            query,
            lemmas,
            stories,
        })
    }

    /// The forms met in titles, the most frequent first, equal ones in alphabetical order.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn forms(&mut self, question: &Question<'_>) -> Result<Vec<String>> {
        forms_in_titles(
            question.store,
            question.corpus,
            &self.query.phrases(),
            &self.stories,
            &mut self.lemmas,
        )
    }
}

/// Whether a term, which stands in the option `flag`, is well formed: that is said before a store is opened. Stems are
/// as good for it as lemmas and need no dictionary.
///
/// # Errors
/// [`Error::Usage`] when it is not.
pub fn check(term: &str, flag: &'static str) -> Result<()> {
    parse(term, flag, &mut Lemmas::by(LemmaMethod::Snowball)).map(|_| ())
}

fn parse(term: &str, flag: &'static str, lemmas: &mut Lemmas) -> Result<TermQuery> {
    TermQuery::parse(term, lemmas).map_err(|error| Error::Usage {
        flag,
        problem: term_query_error(&error),
    })
}

fn matching(corpus: &Corpus, matcher: &TermMatcher) -> Vec<u32> {
    let all = 0..u32::try_from(corpus.stories().len()).unwrap_or(u32::MAX);
    all.into_par_iter()
        .filter(|at| matcher.is_match(corpus.words(*at as usize)))
        .collect()
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
        let suggested = alike
            .into_iter()
            .map(|(_, lemma)| lemma)
            .filter(|lemma| *lemma != word);
        let new = |lemma: &&String| !nearest.contains(lemma);
        let suggested: Vec<String> = suggested
            .take(MOST_SUGGESTED)
            .filter(new)
            .cloned()
            .collect();
        nearest.extend(suggested);
    }
    Ok(nearest)
}

//! The stories that a term matches, and the forms in which their titles have it.

use super::{news::headlines_of, term_words::forms_in_titles};
use crate::{
    app::{
        App,
        news::intake::{remember, remember_typed},
    },
    error::{Error, Result},
    model::{each_once, echoed},
    render::term_query_error,
    store::Store,
    text::{self, Corpus, LemmaMethod, Lemmas, TermMatcher, TermQuery},
};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// Lemmas that are suggested for one that was never seen.
const MOST_SUGGESTED: usize = 3;

/// From this likeness on (Jaro and Winkler's measure) a lemma is suggested for another.
const LEAST_LIKENESS: f64 = 0.8;

/// A term with the stories it matches.
pub struct TermMatches {
    query: TermQuery,
    lemmas: Lemmas,
    /// Places in the corpus, earliest first.
    pub stories: Vec<u32>,
}

impl TermMatches {
    /// Looks for a term, the value of the option `flag`.
    ///
    /// # Errors
    /// [`Error::Usage`] for a malformed expression, [`Error::TermNeverSeen`] when no story matches.
    pub fn find(app: &App, corpus: &Corpus, term: &str, flag: &'static str) -> Result<Self> {
        let mut lemmas = Lemmas::default();
        remember_typed(&app.store, &mut lemmas, term)?;
        let query = parse_term(term, flag, &mut lemmas)?;

        let wanted = query.lemmas();
        let ids = app.store.lemma_ids(&wanted)?;
        let ids: HashMap<_, _> = wanted.into_iter().zip(ids).collect();
        let compiled = query.compile(|lemma| ids.get(lemma).copied().flatten());
        // One term, but a million stories: all threads look for it.
        let mut stories = stories_of(corpus, &compiled.certain);
        if let Some(possible) = &compiled.possible {
            let certain: HashSet<u32> = stories.iter().copied().collect();
            let mut open = stories_of(corpus, possible);
            open.retain(|story| !certain.contains(story));
            stories.extend(by_title(&app.store, corpus, open, &query, &mut lemmas)?);
            stories.sort_unstable();
        }

        if stories.is_empty() {
            let mut unknown = compiled.unknown;
            if unknown.is_empty() {
                // Each word is known, but no story has them all.
                unknown.insert(term.to_owned(), term.to_owned());
            }

            let lemmas: Vec<String> = unknown.keys().cloned().collect();
            let nearest = nearest_lemmas(&app.store, &lemmas)?;
            let words = unknown.values().map(|word| echoed(word)).collect();
            return Err(Error::TermNeverSeen {
                words,
                is_of_chosen: false,
                nearest,
            });
        }
        Ok(Self {
            query,
            lemmas,
            stories,
        })
    }

    /// What is asked for, the same for every form of its words.
    pub fn name(&self) -> String {
        self.query.name()
    }

    /// The forms in the titles, the most frequent first, equal ones in alphabetical order.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn forms(&mut self, store: &Store, corpus: &Corpus) -> Result<Vec<String>> {
        let phrases = self.query.phrases();
        forms_in_titles(store, corpus, &phrases, &self.stories, &mut self.lemmas)
    }
}

fn stories_of(corpus: &Corpus, matcher: &TermMatcher) -> Vec<u32> {
    corpus
        .story_numbers()
        .into_par_iter()
        .filter(|story| matcher.is_match(corpus.words(*story as usize)))
        .collect()
}

/// Those of some stories that have a term in forms of its words.
fn by_title(
    store: &Store,
    corpus: &Corpus,
    stories: Vec<u32>,
    query: &TermQuery,
    lemmas: &mut Lemmas,
) -> Result<Vec<u32>> {
    let ids = headlines_of(corpus, stories.iter().map(|story| *story as usize));
    let titles = store.load_titles(&ids)?;
    let mut found = Vec::new();
    for (story, headline) in stories.into_iter().zip(titles) {
        let title = text::normal_form(&headline.title);
        remember(store, lemmas, &title)?;
        if query.is_in_title(&title, lemmas) {
            found.push(story);
        }
    }
    Ok(found)
}

/// Checks the value of the option `flag` before a store is opened. Stems are as good for that as lemmas, and need no
/// dictionary.
///
/// # Errors
/// [`Error::Usage`] for a malformed expression.
pub fn check_term(term: &str, flag: &'static str) -> Result<()> {
    parse_term(term, flag, &mut Lemmas::by(LemmaMethod::Snowball)).map(|_| ())
}

fn parse_term(term: &str, flag: &'static str, lemmas: &mut Lemmas) -> Result<TermQuery> {
    TermQuery::parse(term, lemmas).map_err(|error| Error::Usage {
        flag,
        problem: term_query_error(&error),
    })
}

/// Lemmas of the store that are spelled like these.
fn nearest_lemmas(store: &Store, words: &[String]) -> Result<Vec<String>> {
    let known = store.all_lemmas()?;

    let lemmas = known.iter().map(|(_, lemma)| lemma.as_str());
    let nearest = words
        .iter()
        .flat_map(|word| lemmas_like(word, lemmas.clone()));
    Ok(each_once(nearest.map(str::to_owned)))
}

/// The likest first, equally like ones in alphabetical order.
fn lemmas_like<'a>(
    word: &str,
    lemmas: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = &'a str> {
    let mut alike: Vec<_> = lemmas
        .filter(|lemma| *lemma != word)
        .map(|lemma| (strsim::jaro_winkler(word, lemma), lemma))
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));

    let nearest = alike.into_iter().take(MOST_SUGGESTED);
    nearest.map(|(_, lemma)| lemma)
}

//! Which terms and headlines set a window of news apart from the windows of the year before (correlate-spec.md
//! §6.3).
//!
//! Generic over what a term is: numbers of lemmas where the store has them, texts elsewhere. A story gives the terms of its first
//! headline, each once. Results depend on the texts of terms, by which ties are broken, and never on their numbers.
//! Nothing here tests anything: the words of a day are chosen after seeing the day.

mod keyness;
mod picking;
mod sources;

pub use keyness::Occurrences;
pub use picking::PICKED_STORIES;

pub use sources::STEADY_SHARE;

use crate::text::TermKey;
use std::{cmp::Ordering, collections::HashMap, hash::Hash};

/// A window of fewer stories is listed whole.
pub const LEAST_STORIES: usize = 5;

/// A term of fewer stories of the window is not ranked.
pub const LEAST_OF_TERM: usize = 2;

/// A bigram hides a lemma of its own that occurs in at most this times as many stories of the window as it does.
pub const HIDING_RATIO: f64 = 1.2;

/// Terms of a story that make its score.
pub const SCORED_TERMS: usize = 5;

/// A lemma, or a bigram of two.
pub trait Term: Clone + Eq + Hash + Ord {
    /// The two lemmas of a bigram; none of a lemma.
    fn lemmas_of_bigram(&self) -> Option<[Self; 2]>;
}

impl Term for TermKey {
    fn lemmas_of_bigram(&self) -> Option<[Self; 2]> {
        let (first, second) = self.lemmas();
        second.map(|second| [Self::lemma(first), Self::lemma(second)])
    }
}

/// A text; a bigram has a space between its lemmas.
impl Term for String {
    fn lemmas_of_bigram(&self) -> Option<[Self; 2]> {
        self.split_once(' ')
            .map(|(first, second)| [first.to_owned(), second.to_owned()])
    }
}

/// A story of a window, by its first headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowStory<T> {
    /// Its source, by a number of the caller's.
    pub source: u32,
    /// How many headlines it has; at least 1, of no matter in the reference.
    pub size: usize,
    /// Points of relevance, 0 for none. Stories that have any are picked first.
    pub relevance: u32,
    /// Its lemmas and bigrams, each once.
    pub terms: Vec<T>,
}

/// A term that is ranked.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedTerm<T> {
    /// The term.
    pub term: T,
    /// Stories of the window that have it.
    pub in_target: usize,
    /// Stories of the reference that have it.
    pub in_reference: usize,
    /// Signed G²; may be negative.
    pub g2: f64,
    /// ζ of the log-odds with an informative prior.
    pub zeta: f64,
}

/// A story of the window with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoredStory {
    /// Its place in the window.
    pub story: usize,
    /// From 0 on: how much its terms set the window apart.
    pub score: f64,
}

/// What sets a window apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation<T> {
    /// The sources compared, ascending: the window's sources with stories in [`STEADY_SHARE`] of the reference windows.
    pub sources: Vec<u32>,
    /// Stories of the reference that are of these sources.
    pub reference_stories: usize,
    /// The terms of at least [`LEAST_OF_TERM`] stories that no bigram hides, the most distinctive first.
    pub terms: Vec<RankedTerm<T>>,
    /// The lemmas that a bigram hides, in the order of their texts.
    pub hidden: Vec<T>,
    /// The stories of these sources, in the order of the window.
    pub scores: Vec<ScoredStory>,
    /// Those to show, the relevant ones first, then the first picked first.
    pub picked: Vec<ScoredStory>,
}

/// Why a window is listed whole, without scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCompared {
    /// It has fewer than [`LEAST_STORIES`] stories.
    FewStories,
    /// The year before has no story.
    NoReference,
    /// No source of the window was there for [`STEADY_SHARE`] of the year before.
    NoSteadySource,
}

/// The news of a window of the reference.
pub trait ReferenceWindow<T> {
    fn stories(&self) -> &[WindowStory<T>];

    /// The sources of which every headline of the window is known, so that those without a story had none.
    fn sources_read(&self) -> &[u32] {
        &[]
    }
}

impl<T> ReferenceWindow<T> for Vec<WindowStory<T>> {
    fn stories(&self) -> &[WindowStory<T>] {
        self
    }
}

/// What sets the stories of `target` apart from the stories in the windows of `reference`. `by_text` orders terms by
/// their texts.
///
/// # Errors
/// [`NotCompared`] when all stories of the target are to be listed instead.
pub fn explain<T: Term>(
    target: &[WindowStory<T>],
    reference: &[impl ReferenceWindow<T>],
    by_text: impl Fn(&T, &T) -> Ordering,
) -> Result<Explanation<T>, NotCompared> {
    if target.len() < LEAST_STORIES {
        return Err(NotCompared::FewStories);
    }

    if reference.iter().all(|window| window.stories().is_empty()) {
        return Err(NotCompared::NoReference);
    }

    // Otherwise the house words of a source that has just entered would set the window apart.
    let sources = sources::steady(target, reference);

    if sources.is_empty() {
        return Err(NotCompared::NoSteadySource);
    }

    let stories: Vec<(usize, &WindowStory<T>)> = target
        .iter()
        .enumerate()
        .filter(|(_, story)| sources.contains(&story.source))
        .collect();
    let counted = Counted::new(
        stories.iter().map(|(_, story)| *story),
        reference
            .iter()
            .flat_map(ReferenceWindow::stories)
            .filter(|story| sources.binary_search(&story.source).is_ok()),
    );
    let mut ranked = counted.ranked();

    ranked.sort_by(|a, b| {
        let by_g2 = b.g2.total_cmp(&a.g2);
        by_g2.then_with(|| by_text(&a.term, &b.term))
    });
    let (hidden, terms) = part_hidden(ranked);
    let mut hidden: Vec<T> = hidden.into_iter().map(|ranked| ranked.term).collect();
    hidden.sort_by(&by_text);

    let weights: HashMap<&T, f64> = terms
        .iter()
        .filter(|ranked| ranked.g2 > 0.0)
        .map(|ranked| (&ranked.term, ranked.g2.sqrt()))
        .collect();
    let scores: Vec<ScoredStory> = stories
        .iter()
        .map(|(at, story)| ScoredStory {
            story: *at,
            score: score(story, &weights),
        })
        .collect();

    Ok(Explanation {
        sources,
        reference_stories: counted.reference_stories,
        picked: picking::pick(target, &scores),
        terms,
        hidden,
        scores,
    })
}

/// In how many stories of target and reference each term of the target occurs.
struct Counted<'a, T> {
    /// The terms in the order in which they were met.
    terms: Vec<(&'a T, [usize; 2])>,
    /// Σ over all terms, of target and reference.
    totals: [usize; 2],
    reference_stories: usize,
}

impl<'a, T: Term> Counted<'a, T> {
    fn new(
        target: impl Iterator<Item = &'a WindowStory<T>>,
        reference: impl Iterator<Item = &'a WindowStory<T>>,
    ) -> Self {
        let mut counted = Self {
            terms: Vec::new(),
            totals: [0; 2],
            reference_stories: 0,
        };
        let mut places: HashMap<&T, usize> = HashMap::new();
        for story in target {
            counted.totals[0] += story.terms.len();
            for term in &story.terms {
                let place = *places.entry(term).or_insert(counted.terms.len());
                if place == counted.terms.len() {
                    counted.terms.push((term, [0; 2]));
                }
                counted.terms[place].1[0] += 1;
            }
        }

        for story in reference {
            counted.reference_stories += 1;
            counted.totals[1] += story.terms.len();
            // A term that only the reference has counts in its total and is not ranked.
            for place in story.terms.iter().filter_map(|term| places.get(term)) {
                counted.terms[*place].1[1] += 1;
            }
        }

        counted
    }

    /// The terms of enough stories with their keyness.
    fn ranked(&self) -> Vec<RankedTerm<T>> {
        let [target, reference] = self.totals.map(|total| total as f64);
        self.terms
            .iter()
            .filter(|(_, [in_target, _])| *in_target >= LEAST_OF_TERM)
            .map(|(term, [in_target, in_reference])| {
                let occurrences = Occurrences {
                    in_target: *in_target as f64,
                    in_reference: *in_reference as f64,
                    target,
                    reference,
                };

                RankedTerm {
                    term: (*term).clone(),
                    in_target: *in_target,
                    in_reference: *in_reference,
                    g2: occurrences.signed_g2(),
                    zeta: occurrences.log_odds().zeta,
                }
            })
            .collect()
    }
}

/// Separates the lemmas that occur in hardly more stories than a distinctive bigram of theirs from the other terms.
fn part_hidden<T: Term>(terms: Vec<RankedTerm<T>>) -> (Vec<RankedTerm<T>>, Vec<RankedTerm<T>>) {
    let mut most_hidden: HashMap<T, usize> = HashMap::new();
    for ranked in terms.iter().filter(|ranked| ranked.g2 > 0.0) {
        for lemma in ranked.term.lemmas_of_bigram().into_iter().flatten() {
            let most = most_hidden.entry(lemma).or_default();
            *most = (*most).max(ranked.in_target);
        }
    }

    terms.into_iter().partition(|ranked| {
        most_hidden
            .get(&ranked.term)
            .is_some_and(|of_bigram| ranked.in_target as f64 <= HIDING_RATIO * *of_bigram as f64)
    })
}

/// Σ of the largest √G² of a story's terms ÷ √(number of its terms) × (1 + ln(its size)).
fn score<T: Term>(story: &WindowStory<T>, weights: &HashMap<&T, f64>) -> f64 {
    let mut found: Vec<f64> = story
        .terms
        .iter()
        .filter_map(|term| weights.get(term))
        .copied()
        .collect();
    found.sort_by(|a, b| b.total_cmp(a));
    // A long title has more terms, and a large story is news by itself.
    let sum: f64 = found.iter().take(SCORED_TERMS).sum();

    sum / (story.terms.len().max(1) as f64).sqrt() * (1.0 + (story.size.max(1) as f64).ln())
}

#[cfg(test)]
mod tests;

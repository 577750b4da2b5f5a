//! Which stories are shown: the relevant ones first, of these and of the others the highest scores, each damped by its
//! likeness to those picked before it.

use super::{ScoredStory, Term, WindowStory};
use std::{cmp::Ordering, collections::BTreeSet};

/// How many stories are shown.
pub const PICKED_STORIES: usize = 5;

/// How much of its score a story loses that has all lemmas of a picked one.
pub const DAMPING: f64 = 0.7;

/// Picks greedily, relevant stories before others, by score · relevance (1 for those of none) · (1 − [`DAMPING`] · the largest
/// Jaccard of lemmas with those picked); of equals the earlier.
pub(super) fn pick<T: Term>(target: &[WindowStory<T>], scores: &[ScoredStory]) -> Vec<ScoredStory> {
    let mut left: Vec<Candidate<T>> = scores
        .iter()
        .map(|scored| Candidate {
            scored: *scored,
            relevance: target[scored.story].relevance,
            lemmas: target[scored.story]
                .terms
                .iter()
                .filter(|term| term.lemmas_of_bigram().is_none())
                .collect(),
            likeness: 0.0,
        })
        .collect();

    let mut picked = Vec::with_capacity(PICKED_STORIES);
    while picked.len() < PICKED_STORIES {
        // Of equals `max_by` takes the last, hence the places backwards.
        let places = (0..left.len()).rev();
        let Some(best) = places.max_by(|a, b| left[*a].cmp_rank(&left[*b])) else {
            break;
        };

        let best = left.remove(best);

        for other in &mut left {
            other.likeness = jaccard(&best.lemmas, &other.lemmas).max(other.likeness);
        }

        picked.push(best.scored);
    }

    picked
}

/// A story that is not picked yet.
struct Candidate<'a, T> {
    scored: ScoredStory,
    relevance: u32,
    lemmas: BTreeSet<&'a T>,
    /// The largest Jaccard index with a picked story.
    likeness: f64,
}

impl<T> Candidate<'_, T> {
    fn rank(&self) -> f64 {
        self.scored.score * (1.0 - DAMPING * self.likeness) * f64::from(self.relevance.max(1))
    }

    fn cmp_rank(&self, other: &Self) -> Ordering {
        let by_relevance = (self.relevance > 0).cmp(&(other.relevance > 0));
        by_relevance.then_with(|| self.rank().total_cmp(&other.rank()))
    }
}

fn jaccard<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    let both = a.intersection(b).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

//! Which stories are shown: the highest scores, each damped by its likeness to those picked before it.

use super::{ScoredStory, Term, WindowStory};
use std::collections::BTreeSet;

/// How many stories are shown.
pub const PICKED_STORIES: usize = 5;

/// How much of its score a story loses that has all lemmas of a picked one.
pub const DAMPING: f64 = 0.7;

/// Picks greedily by score·(1 − [`DAMPING`]·the largest Jaccard of lemmas with those picked); of equals the earlier.
pub(super) fn pick<T: Term>(target: &[WindowStory<T>], scores: &[ScoredStory]) -> Vec<ScoredStory> {
    let lemmas_of = |scored: &ScoredStory| -> BTreeSet<&T> {
        let terms = target[scored.story].terms.iter();
        terms
            .filter(|term| term.lemmas_of_bigram().is_none())
            .collect()
    };
    let mut left: Vec<_> = scores
        .iter()
        .map(|scored| (scored, lemmas_of(scored), 0.0))
        .collect();
    let mut picked = Vec::with_capacity(PICKED_STORIES);
    while picked.len() < PICKED_STORIES {
        let damped = |at: usize| left[at].0.score * (1.0 - DAMPING * left[at].2);
        // Of equals `max_by` takes the last, hence the places backwards.
        let Some(best) = (0..left.len())
            .rev()
            .max_by(|a, b| damped(*a).total_cmp(&damped(*b)))
        else {
            break;
        };
        let (scored, lemmas, _) = left.remove(best);
        for (_, other, likeness) in &mut left {
            *likeness = jaccard(&lemmas, other).max(*likeness);
        }
        picked.push(*scored);
    }
    picked
}

fn jaccard<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    let both = a.intersection(b).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

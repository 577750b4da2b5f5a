//! In which order the stories of a window are shown: those about the economy, sanctions, war and the Bank first, by the
//! lexicon of `text`, and of these and of the others the distinctive ones first.

use crate::{
    analysis::explain::{Explanation, PICKED_STORIES},
    text::{RELEVANT, TermKey},
};
use std::{cmp::Reverse, collections::BTreeSet};

/// A story that is shown.
#[derive(Clone, Copy)]
pub struct ShownStory {
    /// Its place in the corpus.
    pub story: usize,
    /// How distinctive it is; `None` where it was not compared.
    pub score: Option<f64>,
    /// Its points by the lexicon.
    pub relevance: i32,
}

impl ShownStory {
    const fn is_relevant(&self) -> bool {
        self.relevance >= RELEVANT
    }
}

/// The points of a relevant story, 0 of another.
pub fn relevant_points(relevance: i32) -> u32 {
    u32::try_from(relevance)
        .ok()
        .filter(|_| relevance >= RELEVANT)
        .unwrap_or_default()
}

/// All of some stories: first the relevant ones, the most relevant first, then the others as they came.
pub fn all_shown(stories: &[usize], relevance_of: impl Fn(usize) -> i32) -> Vec<ShownStory> {
    let not_compared = stories.iter().map(|story| ShownStory {
        story: *story,
        score: None,
        relevance: relevance_of(*story),
    });
    let mut shown: Vec<_> = not_compared.collect();
    // The sort is stable, so that of equals the earlier story stays first.
    shown.sort_by_key(|one| Reverse(one.relevance.max(RELEVANT - 1)));
    shown
}

/// The picked ones of a window's stories. A relevant story of a source that was not compared comes before what is not
/// relevant.
pub fn picked_shown(
    target: &[usize],
    explanation: &Explanation<TermKey>,
    relevance_of: impl Fn(usize) -> i32,
) -> Vec<ShownStory> {
    let picked = explanation.picked.iter().map(|picked| ShownStory {
        story: target[picked.story],
        score: Some(picked.score),
        relevance: relevance_of(target[picked.story]),
    });
    let (mut shown, others): (Vec<_>, Vec<_>) = picked.partition(ShownStory::is_relevant);
    if shown.len() < PICKED_STORIES {
        let compared: BTreeSet<usize> = explanation.scores.iter().map(|one| one.story).collect();
        let places = (0..target.len()).filter(|place| !compared.contains(place));
        let apart: Vec<usize> = places.map(|place| target[place]).collect();
        let relevant = all_shown(&apart, relevance_of).into_iter();
        shown.extend(relevant.take_while(ShownStory::is_relevant));
    }

    shown.extend(others);
    shown.truncate(PICKED_STORIES);
    shown
}

//! Windows of the year before with the sources that were read whole in them: what a source without a story there had is
//! then known, and need not be guessed.

use crate::{
    analysis::explain::{ReferenceWindow, WindowStory},
    error::Result,
    model::Span,
    store::Store,
    text::{Corpus, TermKey},
};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

/// The days for which archives of the corpus's sources have been read, by the number of the source in the corpus.
pub struct DaysRead(Vec<(u32, BTreeSet<Date>)>);

impl DaysRead {
    /// # Errors
    /// [`crate::error::Error::Store`].
    pub fn load(store: &Store, corpus: &Corpus) -> Result<Self> {
        let mut days: HashMap<String, BTreeSet<Date>> = HashMap::new();
        for (source, date) in store.load_covered_sources()? {
            days.entry(source).or_default().insert(date);
        }

        let sources = (0..).zip(&corpus.sources);
        let read = sources.filter_map(|(number, source)| Some((number, days.remove(source)?)));
        Ok(Self(read.collect()))
    }

    /// The sources that were read on all of these days.
    pub fn sources_on(&self, days: Span) -> Vec<u32> {
        let read = self.0.iter();
        read.filter(|(_, read)| days.iter().all(|day| read.contains(&day)))
            .map(|(source, _)| *source)
            .collect()
    }
}

/// A window of the reference.
#[derive(Clone)]
pub struct ReadWindow {
    pub stories: Vec<WindowStory<TermKey>>,
    /// The sources that were read whole in it.
    pub read: Vec<u32>,
}

impl ReferenceWindow<TermKey> for ReadWindow {
    fn stories(&self) -> &[WindowStory<TermKey>] {
        &self.stories
    }

    fn sources_read(&self) -> &[u32] {
        &self.read
    }
}

/// The stories of the target's sources, in the windows that have any or in which one of these was read.
pub fn windows_of_same_sources(
    target: &[WindowStory<TermKey>],
    reference: &[ReadWindow],
) -> Vec<ReadWindow> {
    let sources: BTreeSet<u32> = target.iter().map(|story| story.source).collect();
    let windows = reference.iter().map(|window| {
        let mut window = window.clone();
        window
            .stories
            .retain(|story| sources.contains(&story.source));
        window.read.retain(|source| sources.contains(source));
        window
    });
    windows
        .filter(|window| !window.stories.is_empty() || !window.read.is_empty())
        .collect()
}

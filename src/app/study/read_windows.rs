//! Windows of the year before with the sources that were read whole in them: what a source without a story there had is
//! then known, and need not be guessed.

use super::sample::Sample;
use crate::{
    analysis::{
        events::{Link, TRAILING, Windows},
        explain::{ReferenceWindow, WindowStory},
    },
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

/// For each record whether every source with a story in the windows before was read on all days of its window; nothing
/// where no archive was ever read.
pub fn windows_read_whole(
    read: &DaysRead,
    sample: &Sample,
    windows: &Windows,
    link: Link,
) -> Option<Vec<bool>> {
    if read.0.is_empty() {
        return None;
    }

    let records = 0..sample.dates.len();
    Some(
        records
            .map(|at| {
                window_days(sample, link, at).is_some_and(|days| {
                    let known = read.sources_on(days);
                    let mut before = at.saturating_sub(TRAILING)..at;
                    !known.is_empty()
                        && before.all(|window| {
                            let mut sources = windows.sources(window).iter();
                            sources.all(|one| known.contains(&one.source))
                        })
                })
            })
            .collect(),
    )
}

/// All days of which some news can belong to a record; `None` of a record without a neighbour that bounds them.
fn window_days(sample: &Sample, link: Link, at: usize) -> Option<Span> {
    let set_date = |at: usize| Some(sample.moves.records().get(at)?.set_date);
    match link {
        Link::Effect => Span::new(set_date(at.checked_sub(1)?)?, set_date(at)?),
        // A record is shown until the next one: the day on which that one is set is its last.
        Link::Date => Span::new(*sample.dates.get(at)?, set_date(at + 1)?),
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

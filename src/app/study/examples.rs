//! Records with the headline of a story each, as examples of what a statistic is about.

use super::{Sample, Titles};
use crate::error::Result;
use crate::render::EventExample;
use crate::store::Store;
use crate::text::Corpus;

/// Examples of records, each with a story of the corpus if it has one.
///
/// # Errors
/// [`crate::error::Error::Store`].
pub fn load_examples(
    store: &Store,
    corpus: &Corpus,
    sample: &Sample,
    records: &[(u32, Option<usize>)],
) -> Result<Vec<EventExample>> {
    let headline = |story: usize| corpus.stories()[story].headline;
    let titles = Titles::load(
        store,
        records.iter().filter_map(|(_, story)| story.map(headline)),
    )?;

    let example = |(record, story): &(u32, Option<usize>)| {
        let record = &sample.moves.records()[*record as usize];
        EventExample {
            date: record.record_date,
            change: record.change_rub,
            z: record.z,
            headline: story.and_then(|story| titles.title(headline(story))),
        }
    };
    Ok(records.iter().map(example).collect())
}

//! Feeds' documents on their way into the store: the one place where `news fetch` meets the parser and the intake.

use crate::app::news::intake::Intake;
use crate::error::{AnswerFault, Error, Result};
use crate::net::Answer;
use crate::news::feed::{FeedDocument, FeedError, parse_feed};
use crate::render::{FeedCounts, NewsFault};
use crate::store::Store;
use jiff::Timestamp;

/// One intake for all feeds of a run: words are loaded once, stories told at the end.
pub struct FeedIntake<'a>(Intake<'a>);

impl<'a> FeedIntake<'a> {
    /// Opens the intake at `now`, when what is new will have been first seen.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn new(store: &'a mut Store, now: Timestamp) -> Result<Self> {
        Ok(Self(Intake::new(store, now)?))
    }

    /// The store below.
    pub const fn store(&mut self) -> &mut Store {
        self.0.store()
    }

    /// Reads a feed's document and stores its headlines; `source` is who published them, `base` the address that
    /// answered, to which links are relative.
    ///
    /// # Errors
    /// [`Error::BadAnswer`] when nothing of it can be read; [`Error::Store`], and nothing is stored then.
    pub fn take(&mut self, source: &str, base: &str, answer: &Answer) -> Result<FeedCounts> {
        let parsed = parse_feed(&answer.body, answer.content_type.as_deref());
        let bad = |error| Error::bad_answer(answer.url.clone(), fault_of(error));
        let mut document = parsed.map_err(bad)?;
        document.resolve_links(base);
        let FeedDocument { items, faults, .. } = document;
        let read = items.len();
        for headline in items
            .into_iter()
            .filter_map(|item| item.into_headline(source))
        {
            self.0.add(headline)?;
        }
        let taken = self.0.take_counts()?;
        let faults = faults.into_iter().map(NewsFault::Feed).collect();
        let (new, known, undated) = (taken.added, taken.known + taken.dated, taken.undated);
        Ok(FeedCounts {
            read,
            new,
            known,
            undated,
            faults,
        })
    }

    /// Ends the intake: the index is merged, stories are told.
    ///
    /// # Errors
    /// [`Error::Store`]; what was taken stays stored.
    pub fn finish(self) -> Result<()> {
        self.0.finish().map(|_| ())
    }
}

fn fault_of(error: FeedError) -> AnswerFault {
    match error {
        FeedError::TooLarge { limit_mib } => AnswerFault::TooLarge { limit_mib },
        FeedError::NotAFeed { .. } => AnswerFault::OtherDocument {
            what: error.to_string(),
        },
        other => AnswerFault::Malformed {
            cause: other.to_string(),
        },
    }
}

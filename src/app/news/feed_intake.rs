//! Feeds' documents on their way into the store: the one place where a fetch meets the parser and the intake.

use super::intake::Intake;
use crate::{
    error::{AnswerFault, Error, Result},
    net::Answer,
    news::{
        feed::{FeedDocument, FeedError},
        parse_document,
    },
    render::{FeedCounts, NewsFault, feed_error},
    store::Store,
};
use jiff::Timestamp;

/// One intake for all feeds of a run: words are loaded once, stories clustered at the end.
pub struct FeedIntake<'a>(Intake<'a>);

impl<'a> FeedIntake<'a> {
    /// Opens the intake at `now`, which becomes the time at which what is new was first seen.
    ///
    /// # Errors
    /// [`Error::Store`] when SQLite refuses.
    pub fn new(store: &'a mut Store, now: Timestamp) -> Result<Self> {
        Ok(Self(Intake::new(store, now)?))
    }

    pub const fn store(&mut self) -> &mut Store {
        self.0.store()
    }

    /// Reads a feed's document and stores its headlines; `source` is who published them, `base` the address that
    /// answered, to which links are relative.
    ///
    /// # Errors
    /// [`Error::BadAnswer`] when nothing of it can be read; [`Error::Store`], and nothing is stored then.
    pub fn take(&mut self, source: &str, base: &str, answer: &Answer) -> Result<FeedCounts> {
        let mut document = parse_document(&answer.body, answer.content_type.as_deref())
            .map_err(|error| Error::bad_answer(&answer.url, fault_of(error)))?;
        document.resolve_links(base);
        let FeedDocument { items, faults, .. } = document;

        let read = items.len();
        let headlines = items
            .into_iter()
            .filter_map(|item| item.into_headline(source));
        let mut titled = 0;
        for headline in headlines {
            titled += 1;
            self.0.add(headline)?;
        }
        let taken = self.0.take_counts()?;

        Ok(FeedCounts {
            read,
            new: taken.added,
            known: taken.known + taken.dated,
            undated: taken.undated,
            known_by_title: taken.known_by_title,
            in_future: taken.in_future,
            left_out: read - titled,
            faults: faults.into_iter().map(NewsFault::Feed).collect(),
        })
    }

    /// Ends the intake: the index is merged, stories are clustered.
    ///
    /// # Errors
    /// [`Error::Store`]; what was taken stays stored.
    pub fn finish(self) -> Result<()> {
        self.0.finish().map(|_| ())
    }
}

/// A document that cannot be read, as the fault of the answer it came in.
pub fn fault_of(error: FeedError) -> AnswerFault {
    match error {
        FeedError::TooLarge { limit_mib } => AnswerFault::TooLarge { limit_mib },
        FeedError::Broken(_) | FeedError::EntityBomb | FeedError::ExternalEntity => {
            AnswerFault::Malformed {
                cause: feed_error(&error),
            }
        }
        other => AnswerFault::OtherDocument {
            what: feed_error(&other),
        },
    }
}

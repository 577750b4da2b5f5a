//! Feeds' documents on their way into the store: the one place where `news fetch` meets the parser and the intake.
//!
//! PROVISIONAL on this branch: `news::feed` (branch `feeds`) takes the place of [`parse`], `cmd::news::intake`
//! (branch `store`) that of what [`FeedIntake`] does with the document; its signatures stay.

use crate::error::{AnswerFault, Error, Result};
use crate::net::{Answer, decode_text, first_words};
use crate::render::FeedCounts;
use crate::store::Store;
use jiff::Timestamp;

/// One intake for all feeds of a run: words are loaded once, stories told at the end.
pub struct FeedIntake<'a> {
    store: &'a mut Store,
}

impl<'a> FeedIntake<'a> {
    /// Opens the intake at `now`, when what is new will have been first seen.
    ///
    /// # Errors
    /// [`Error::Store`].
    #[allow(clippy::unnecessary_wraps, reason = "the intake that takes its place can fail")]
    pub fn new(store: &'a mut Store, _now: Timestamp) -> Result<Self> {
        Ok(Self { store })
    }

    /// The store below.
    pub const fn store(&mut self) -> &mut Store {
        self.store
    }

    /// Reads a feed's document and stores its headlines; `source` is who published them, `base` the address that
    /// answered, to which links are relative.
    ///
    /// # Errors
    /// [`Error::BadAnswer`] when nothing of it can be read; [`Error::Store`], and nothing is stored then.
    #[allow(clippy::unused_self, reason = "the intake that takes its place is written to")]
    pub fn take(&mut self, _source: &str, _base: &str, answer: &Answer) -> Result<FeedCounts> {
        let read = parse(answer).map_err(|fault| Error::BadAnswer { url: answer.url.clone(), fault })?;
        Ok(FeedCounts { read, new: read, ..FeedCounts::default() })
    }

    /// Ends the intake: the index is merged, stories are told.
    ///
    /// # Errors
    /// [`Error::Store`]; what was taken stays stored.
    #[allow(
        clippy::unnecessary_wraps,
        clippy::unused_self,
        reason = "the intake that takes its place needs both"
    )]
    pub fn finish(self) -> Result<()> {
        Ok(())
    }
}

/// Counts the items of what looks like a feed.
fn parse(answer: &Answer) -> std::result::Result<usize, AnswerFault> {
    let text = decode_text(&answer.body, None);
    if ["<rss", "<feed", "<rdf:RDF"].iter().any(|root| text.contains(root)) {
        return Ok(text.matches("<item>").count() + text.matches("<entry>").count());
    }
    let words = first_words(&answer.body, answer.content_type.as_deref());
    Err(AnswerFault::OtherDocument { what: format!("not a feed: {words}") })
}

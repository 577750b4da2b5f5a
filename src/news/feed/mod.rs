//! Feeds: RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0, read as far as they can be read.
//!
//! A pure function over bytes. What a broken feed has before its break is kept, the break is reported with its
//! line. Nothing is fetched, no entity of the document's own is expanded, nothing recurs on its depth; time is
//! linear and memory bounded by the document. What a date or an address does not tell is not invented.

mod address;
mod document_type;
mod faults;
mod field;
mod item;
mod markup;
mod reading;
mod sitemap;
mod text;
mod vocabulary;

#[cfg(test)]
mod odd_feeds_tests;

pub use sitemap::{Sitemap, parse_sitemap};

use crate::{
    encoding::decode,
    error::after_colon,
    model::{DateEvidence, Dated, Headline, Published},
    net::{LIMIT_MIB, first_words},
    news::{
        address::{is_relative, joined, whole},
        corpus::{CorpusError, RowProblem},
        form::Unread,
        passed_over::PassedOverCounts,
    },
};

/// What a feed says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedDocument {
    /// Its title.
    pub title: Option<String>,
    /// Its items, in its order; at most 50,000.
    pub items: Vec<FeedItem>,
    /// What could not be read, by line; at most 100.
    pub faults: Vec<FeedFault>,
    /// What it holds beside news, by its kind.
    pub passed_over: PassedOverCounts,
}

/// One item of a feed. Texts are as a reader sees them, at most 2,000 characters long and never empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedItem {
    /// The title; without one, the first sentence of its description.
    pub title: Option<String>,
    /// The address of the article. Relative where the feed gives nothing it could be relative to; see
    /// [`FeedDocument::resolve_links`].
    pub url: Option<String>,
    /// When it was published, else updated, else created.
    pub published: Option<Published>,
    /// Its description.
    pub summary: Option<String>,
    /// Who wrote it, several parted by commas.
    pub author: Option<String>,
    /// Its first category: Russian feeds give the rubric there.
    pub section: Option<String>,
    /// Its other categories and keywords, at most 100.
    pub tags: Vec<String>,
    /// Who published it, where that is not the document's own publisher: behind a title of an aggregator, in a sitemap, in
    /// a record of a collection.
    pub source: Option<String>,
}

/// What could not be read of a feed that otherwise was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct FeedFault {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong there.
    pub kind: FeedFaultKind,
}

/// Kinds of faults.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedFaultKind {
    /// There is something other than blanks before the document.
    #[error("there is something before the document")]
    Junk,
    /// The document ends inside this element.
    #[error("cut off inside `{0}`")]
    Cut(String),
    /// This element has no end; it was taken to end where the next one begins.
    #[error("`{0}` has no end")]
    Unclosed(String),
    /// A quote or the `>` is missing in the tag of this element.
    #[error("a quote or `>` is missing in the tag of `{0}`")]
    BrokenTag(String),
    /// An item with neither a title nor a text to take one from.
    #[error("an item without a title and without a text")]
    NoTitle,
    /// A text that should be a date and is none that can be read.
    #[error("`{0}` is not a date")]
    UnreadableDate(String),
    /// Bytes that mean nothing in the document's encoding; they became U+FFFD. The line is the first's.
    #[error("bytes that mean nothing in its encoding")]
    UndecodableBytes,
    /// The document declares entities of its own; they are not expanded.
    #[error("entities of its own are not expanded")]
    OwnEntities,
    /// Elements are nested deeper than 256; reading stopped there.
    #[error("elements are nested too deeply")]
    TooDeep,
    /// More than 50,000 items; reading stopped there.
    #[error("too many items")]
    TooManyItems,
    /// Dates of an export of Telegram that do not say their offset; they were taken for Moscow's.
    #[error(
        "dates without an offset from UTC, as older programs export them, are taken for Moscow's"
    )]
    WithoutOffset,
    /// A record of JSON or a row of a table that was left out.
    #[error(transparent)]
    Row(RowProblem),
}

impl FeedFaultKind {
    /// Whether an item or more of the feed was left out.
    pub const fn leaves_out(&self) -> bool {
        match self {
            Self::Cut(_) | Self::NoTitle | Self::TooDeep | Self::TooManyItems => true,
            Self::Row(problem) => problem.leaves_out(),
            _ => false,
        }
    }

    /// Whether an item was taken without its date or its time, which could not be read.
    pub const fn loses_date(&self) -> bool {
        match self {
            Self::UnreadableDate(_) => true,
            Self::Row(problem) => !problem.leaves_out(),
            _ => false,
        }
    }
}

/// Why nothing could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// Longer than a feed can be.
    #[error("larger than {limit_mib} MiB")]
    TooLarge {
        /// The limit.
        limit_mib: u64,
    },
    /// Nothing but blanks.
    #[error("an empty document")]
    Empty,
    /// Another document.
    #[error("not a feed{}", after_colon(first_words))]
    NotAFeed {
        /// Start of its text; empty where it has none.
        first_words: String,
    },
    /// One of its entities is made of others, to grow without end.
    #[error("an entity made of entities (a bomb)")]
    EntityBomb,
    /// One of its entities is to be fetched from elsewhere.
    #[error("an entity that refers to another document")]
    ExternalEntity,
    /// A sitemap of addresses alone.
    #[error("a sitemap without titles: only those of Google News (`news:title`) are read")]
    UntitledSitemap,
    /// A document that names sitemaps.
    #[error("an index of sitemaps: add the Google News sitemap that it lists")]
    SitemapIndex,
    /// OPML.
    #[error("a list of feeds (OPML): put their addresses into the configuration as [[feeds]]")]
    ListOfFeeds,
    /// XML of another kind.
    #[error(
        "XML of another kind (`{root}`): RSS, Atom, RDF, Google News sitemaps and NewsInfo of the Bank of Russia are read"
    )]
    OtherXml {
        /// Its first element.
        root: String,
    },
    /// A kind of file that is not read.
    #[error(transparent)]
    OtherKind(Unread),
    /// Pages, which are read by other commands.
    #[error("a file of saved pages, not a feed: `rates news add` takes it in")]
    SavedPages,
    /// JSON or a table of which nothing can be read.
    #[error(transparent)]
    Collection(CorpusError),
    /// A feed without a title or an item before its fault.
    #[error("nothing to be read before {0}")]
    Broken(FeedFault),
}

/// Reads a feed; `content_type` is that of the answer it came in, if it came in one.
///
/// # Errors
/// [`FeedError`] when nothing could be read. A sound feed without items is no error.
pub fn parse_feed(bytes: &[u8], content_type: Option<&str>) -> Result<FeedDocument, FeedError> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LIMIT_MIB * 1024 * 1024) {
        return Err(FeedError::TooLarge {
            limit_mib: LIMIT_MIB,
        });
    }

    let decoded = decode(bytes, content_type);
    if decoded.text.trim().is_empty() {
        return Err(FeedError::Empty);
    }
    if let Some(records) = sitemap::read(&decoded.text)? {
        return Ok(records);
    }
    let read = reading::read(&decoded.text, decoded.is_damaged)?;
    read.ok_or_else(|| match sitemap::root_of_xml(&decoded.text) {
        Some(root) => FeedError::OtherXml { root },
        None => FeedError::NotAFeed {
            first_words: first_words(bytes, content_type),
        },
    })
}

impl FeedDocument {
    /// Makes the items' addresses absolute that nothing in the feed was the base of; `address` is the feed's own.
    pub fn resolve_links(&mut self, address: &str) {
        for url in self.items.iter_mut().filter_map(|item| item.url.as_mut()) {
            if is_relative(url)
                && let Some(absolute) = joined(address, url)
            {
                *url = absolute;
            }
        }
    }
}

impl FeedItem {
    /// The headline of it; none without a title. `source` is who published it, unless the item says so itself.
    pub fn into_headline(self, source: &str) -> Option<Headline> {
        let dated = |published| Dated {
            published,
            evidence: DateEvidence::Feed,
        };
        Some(Headline {
            title: self.title?,
            // A relative address is that of another article in every other feed.
            url: self.url.and_then(whole),
            summary: self.summary,
            author: self.author,
            section: self.section,
            tags: self.tags,
            source: self.source.unwrap_or_else(|| source.to_owned()),
            dated: self.published.map(dated),
            header_date: None,
        })
    }
}

//! Where headlines come from: feeds, saved pages, corpora. Bytes become `model` values, and what is wrong with them is
//! listed with what could be read.
//!
//! Everything here is pure but for the readers that are handed in. Nothing here knows the store, the network or
//! what day it is.

pub mod address;
pub mod archive;
mod archive_kind;
pub mod archived_url;
mod container;
pub mod corpus;
mod document;
pub mod feed;
mod first_sentence;
mod form;
mod found_source;
mod host;
mod known_sources;
mod listing;
mod mhtml;
mod one_line;
pub mod page;
mod page_links;
mod passed_over;
mod publisher;
pub mod url_date;
mod void_elements;
mod warc;
mod word_list;

pub use archive_kind::{ArchiveKind, UnknownArchiveKind};
pub use container::{Unpacked, unpacked};
pub use document::parse_document;
pub use form::{Form, START_BYTES, Unread, begins_as_json, form_of};
pub use found_source::{FoundSource, find_source, is_answer_of};
pub use host::host_of;
pub use known_sources::{KnownSource, Reach, known_sources};
pub use listing::parse_listing;
pub use mhtml::parse_mhtml;
pub use passed_over::{PassedOver, PassedOverCounts};
pub use warc::{ArchivedList, WarcProblem, WarcRecord, read_warc};

//! What is in a file of news and is no news: counted by its kind, so that a sum of headlines is not taken for all there is.

use serde::Serialize;
use std::collections::BTreeMap;

/// A kind of content without news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PassedOver {
    /// The page of a site's root.
    HomePage,
    /// An answer that is not 200.
    Refusal,
    /// A record that refers to an earlier copy.
    Repetition,
    Picture,
    /// Audio or video.
    Media,
    /// Scripts, styles, fonts.
    Script,
    /// Text or JSON that lists no news, a PDF.
    Other,
    /// A post without a text: a picture, a poll.
    PostWithoutText,
    /// A note of a messenger: a member came, the picture changed.
    Notice,
    /// A chat that is no channel.
    Chat,
}

/// How often each kind was met.
pub type PassedOverCounts = BTreeMap<PassedOver, u64>;

//! An item while it is being read: the best date, the first title, authors and categories as they come.

use super::{
    FeedFaultKind, FeedItem,
    address::Links,
    vocabulary::{DateKind, Element},
};
use crate::{
    model::{Published, parse_instant},
    news::{first_sentence::first_sentence, publisher::title_before},
};

/// Most categories, keywords and authors of each kind.
const MOST_NAMES: usize = 100;

/// What is known of an item so far.
#[derive(Debug, Default)]
pub(super) struct ItemDraft {
    /// Its links.
    pub links: Links,
    /// Where it begins, as a byte of the text.
    pub at: usize,
    title: Option<String>,
    media_title: Option<String>,
    /// The first sentence of its text, the title of an item without one.
    first_sentence: Option<String>,
    source: Option<String>,
    summary: Option<String>,
    published: Option<(DateKind, Published)>,
    authors: Vec<String>,
    categories: Vec<String>,
}

impl ItemDraft {
    /// An item of which nothing is known but where it begins.
    pub fn beginning_at(at: usize) -> Self {
        Self {
            at,
            ..Self::default()
        }
    }

    /// Takes a text that is not empty.
    ///
    /// # Errors
    /// A date that cannot be read.
    pub fn add(&mut self, element: Element, text: String) -> Result<(), FeedFaultKind> {
        match element {
            Element::Title => self.title = self.title.take().or(Some(text)),
            Element::MediaTitle => self.media_title = self.media_title.take().or(Some(text)),
            Element::Source => self.source = self.source.take().or(Some(text)),
            Element::Summary => self.summary = self.summary.take().or(Some(text)),
            Element::Author | Element::Creator | Element::Name => {
                push_new(&mut self.authors, name_of(&text));
            }
            Element::Category => push_new(&mut self.categories, &text),
            Element::Keywords => text
                .split(',')
                .for_each(|word| push_new(&mut self.categories, word.trim())),
            Element::Date(kind) => {
                let published =
                    parse_instant(&text).map_err(|_| FeedFaultKind::UnreadableDate(text))?;
                // Feeds give several dates; `pubDate` takes precedence over `updated` in any order.
                if self.published.is_none_or(|(known, _)| kind < known) {
                    self.published = Some((kind, published));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether its title is known.
    pub fn has_title(&self) -> bool {
        self.title.is_some() || self.media_title.is_some()
    }

    /// Takes the first line of its text, for an item without a title.
    pub fn add_first_line(&mut self, line: &str) {
        let sentence = Some(first_sentence(line)).filter(|sentence| !sentence.is_empty());
        self.first_sentence = self.first_sentence.take().or(sentence);
    }

    /// The item.
    pub fn into_item(self) -> FeedItem {
        // RSS has no section; the first category is one by habit.
        let mut categories = self.categories.into_iter();
        let title = self.title.or(self.media_title).or(self.first_sentence);
        let Publisher { title, source } = Publisher::behind(title, self.source);
        let summary = self
            .summary
            .filter(|summary| !repeats(summary, title.as_deref(), source.as_deref()));

        FeedItem {
            title,
            url: self.links.article_address(),
            published: self.published.map(|(_, published)| published),
            summary,
            author: Some(self.authors.join(", ")).filter(|names| !names.is_empty()),
            section: categories.next(),
            tags: categories.collect(),
            source,
        }
    }
}

/// A title apart from its publisher.
struct Publisher {
    title: Option<String>,
    source: Option<String>,
}

impl Publisher {
    /// Google News writes the publisher behind each title, `Рубль вырос - Ведомости`, and into `source` too. A `source`
    /// that the title does not repeat may be the feed's own name, and says nothing.
    fn behind(title: Option<String>, source: Option<String>) -> Self {
        let parted = title.as_deref().zip(source.as_deref());
        let bare = parted.and_then(|(title, source)| title_before(title, source));

        match bare.map(str::to_owned) {
            Some(bare) => Self {
                title: Some(bare),
                source,
            },
            None => Self {
                title,
                source: None,
            },
        }
    }
}

/// Whether a description of an item has nothing but its title and its publisher.
fn repeats(summary: &str, title: Option<&str>, source: Option<&str>) -> bool {
    let rest = title.and_then(|title| summary.strip_prefix(title));
    rest.is_some_and(|rest| rest.is_empty() || Some(rest.trim()) == source)
}

fn push_new(names: &mut Vec<String>, name: &str) {
    if !name.is_empty() && names.len() < MOST_NAMES && !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}

/// The name in `address@example.org (Name)`, which RSS asks for.
fn name_of(author: &str) -> &str {
    match author.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').trim(),
        _ => author,
    }
}

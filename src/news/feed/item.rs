//! An item while it is being read: the best date, the first title, authors and categories as they come.

use super::{
    FeedFaultKind, FeedItem,
    address::Links,
    vocabulary::{DateKind, Element},
};
use crate::model::{Published, parse_instant};

/// Most categories, keywords and authors of each kind.
const MOST_NAMES: usize = 100;

/// What is known of an item so far.
#[derive(Debug, Default)]
pub(super) struct ItemDraft {
    /// Its links.
    pub links: Links,
    title: Option<String>,
    media_title: Option<String>,
    summary: Option<String>,
    published: Option<(DateKind, Published)>,
    authors: Vec<String>,
    categories: Vec<String>,
}

impl ItemDraft {
    /// Takes a text that is not empty.
    ///
    /// # Errors
    /// A date that cannot be read.
    pub fn add(&mut self, element: Element, text: String) -> Result<(), FeedFaultKind> {
        match element {
            Element::Title => self.title = self.title.take().or(Some(text)),
            Element::MediaTitle => self.media_title = self.media_title.take().or(Some(text)),
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

    /// The item.
    pub fn into_item(self) -> FeedItem {
        // RSS has no section; the first category is one by habit.
        let mut categories = self.categories.into_iter();
        FeedItem {
            title: self.title.or(self.media_title),
            url: self.links.address(),
            published: self.published.map(|(_, published)| published),
            summary: self.summary,
            author: Some(self.authors.join(", ")).filter(|names| !names.is_empty()),
            section: categories.next(),
            tags: categories.collect(),
            source: None,
        }
    }
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

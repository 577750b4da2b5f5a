//! The elements that are open at a place of a page, and to whom what is inside them belongs.
//!
//! End tags may be missing: one closes everything opened since its start, one without a start closes nothing. No
//! tree is kept, only the way from the root.

use super::{
    items::{Articles, ItemKind, Items},
    lines::Place,
    page_parts::{PartElement, PartNames, has_byline_name, place_by_names},
};
use crate::news::void_elements::is_void;
use std::collections::HashMap;

/// Elements that are open one inside the other; what is deeper belongs to the last of them.
const DEEPEST: usize = 512;

/// The first bytes of a name, which are all of a name of HTML.
type Name = [u8; 12];

/// The attributes of a start tag that say what the element is.
pub(super) struct StartTag<'a> {
    pub name: &'a [u8],
    /// `class` and `id`, parted by a blank.
    pub names: &'a str,
    pub role: &'a str,
    /// The type of the item that it begins, if it begins one.
    pub item_type: Option<&'a str>,
    /// The line in which it is.
    pub line: usize,
}

#[derive(Debug)]
struct OpenElement {
    name: Name,
    place: Place,
    /// Index of the item whose properties are inside it.
    item: Option<usize>,
    begins_item: bool,
    /// Index of the article that it is.
    article: Option<usize>,
    /// The line at which it starts, if it holds the content of the page.
    content_from: Option<usize>,
}

/// The way from the root to the text that is being read.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    open: Vec<OpenElement>,
    counts: HashMap<Name, usize>,
    has_heading: bool,
    pub items: Items,
    pub articles: Articles,
}

impl OpenElements {
    /// Where text is now.
    pub fn place(&self) -> Place {
        self.open.last().map_or(Place::Page, |open| open.place)
    }

    /// The item to which a property belongs now.
    pub fn item(&self) -> Option<usize> {
        self.open.last()?.item
    }

    /// The first line of the outermost `main` or `article` that is open.
    pub fn content_from(&self) -> Option<usize> {
        self.open.iter().find_map(|open| open.content_from)
    }

    pub fn start(&mut self, tag: &StartTag<'_>) {
        if is_void(tag.name) || self.open.len() >= DEEPEST {
            return;
        }

        if tag.name == b"main" || tag.role == "main" {
            self.end_places_beside();
        }
        let name = short(tag.name);
        let place = self.place_of(tag);
        let new_item = tag
            .item_type
            .and_then(|kind| self.items.begin(ItemKind::of(kind), tag.line));
        let article = match tag.name {
            b"article" => self.articles.begin(tag.line),
            _ => None,
        };

        *self.counts.entry(name).or_default() += 1;
        self.open.push(OpenElement {
            name,
            place,
            // One too many to be kept is not its parent's.
            item: match tag.item_type {
                Some(_) => new_item.or(Some(usize::MAX)),
                None => self.item(),
            },
            begins_item: new_item.is_some(),
            article,
            content_from: is_content(tag).then_some(tag.line),
        });
    }

    /// Ends what is open of that name, and what is open inside it; `end` is the line behind them.
    pub fn end(&mut self, name: &[u8], end: usize) {
        let name = short(name);
        if self.counts.get(&name).is_none_or(|count| *count == 0) {
            return;
        }

        while let Some(ended) = self.open.pop() {
            if let Some(count) = self.counts.get_mut(&ended.name) {
                *count -= 1;
            }
            if let Some(item) = ended.item.filter(|_| ended.begins_item) {
                self.items.end(item, end);
            }
            if let Some(article) = ended.article {
                self.articles.end(article, end);
            }
            if ended.name == name {
                return;
            }
        }
    }

    /// The heading of the page: an element beside it that was never closed ends here.
    pub fn start_heading(&mut self) {
        if self.place() != Place::Header && !self.has_heading {
            self.end_places_beside();
            self.has_heading = true;
        }
    }

    fn end_places_beside(&mut self) {
        for open in &mut self.open {
            if matches!(open.place, Place::Beside | Place::Others) {
                open.place = Place::Page;
            }
        }
    }

    fn place_of(&self, tag: &StartTag<'_>) -> Place {
        let parent = self.place();
        let own = match tag.name {
            b"aside" if has_byline_name(tag.names) => Place::Page,
            // The date of a caption is that of its picture.
            b"nav" | b"aside" | b"footer" | b"figcaption" => Place::Beside,
            b"html" | b"body" | b"head" | b"main" => Place::Page,
            name => place_by_names(&PartNames {
                element: part_element(name),
                is_inside_content: self.content_from().is_some(),
                names: tag.names,
            }),
        };

        match (parent, own) {
            (Place::Page, own) => own,
            // No header has it inside: the element is called so for another reason.
            (Place::Header, Place::Page) if is_content(tag) => Place::Page,
            (_, Place::Others) => Place::Others,
            (parent, _) => parent,
        }
    }
}

fn is_content(tag: &StartTag<'_>) -> bool {
    matches!(tag.name, b"main" | b"article") || tag.role == "main"
}

fn part_element(name: &[u8]) -> PartElement {
    match name {
        b"header" => PartElement::Header,
        b"blockquote" => PartElement::Quote,
        b"div" | b"section" | b"table" | b"tr" | b"td" | b"ul" | b"center" => {
            PartElement::Container
        }
        _ => PartElement::Other,
    }
}

fn short(name: &[u8]) -> Name {
    let mut short = Name::default();
    for (into, byte) in short.iter_mut().zip(name) {
        *into = *byte;
    }
    short
}

//! The pieces of a feed put together: where each element is, what ends where it should not, what is kept.
//!
//! A stack of open elements, not deeper than [`MOST_DEPTH`], and at most one item and one field being read. An end tag
//! closes every element that is still open inside its own; an item, or a field that can hold no other, also ends where
//! the next one begins.

use super::{
    FeedDocument, FeedError, FeedFaultKind,
    address::{Link, Links, address, is_from_the_root},
    document_type::has_own_entities,
    faults::Faults,
    field::{Family, Field, Tag, is_of_an_item},
    item::ItemDraft,
    markup::{Piece, Scanner},
    text::{
        LINE_END, first_line, first_line_of_html, folded, is_breaking, push_resolved, text_of_html,
    },
    vocabulary::{Element, Prefixes},
};
use crate::news::address::joined;

/// Deepest nesting; sound feeds with XHTML in them have some twenty.
const MOST_DEPTH: usize = 256;

/// Most items; the longest feeds of podcasts have some thousands.
const MOST_ITEMS: usize = 50_000;

/// Items without a title that are named one by one: all others are still counted by who reads the items.
const MOST_UNTITLED: usize = 10;

/// Elements that end tags of nothing may be compared with in one document. Beyond it they are compared with the
/// innermost [`NEAREST`] alone, which keeps the time linear.
const MOST_VAIN_COMPARISONS: usize = 1_000_000;

/// See [`MOST_VAIN_COMPARISONS`].
const NEAREST: usize = 16;

/// Elements of HTML without an end tag; feeds that forget to escape HTML write them so.
const VOID: &[&str] = &[
    "br", "img", "hr", "wbr", "input", "col", "embed", "param", "area",
];

/// Reads a feed. `None` if the text is not a feed.
pub(super) fn read(text: &str, is_damaged: bool) -> Result<Option<FeedDocument>, FeedError> {
    let mut reading = Reading::new(text);
    if let Some(at) = is_damaged.then(|| text.find('\u{fffd}')).flatten() {
        reading.faults.add(at, FeedFaultKind::UndecodableBytes);
    }

    while let Some(piece) = reading.scanner.next() {
        match piece {
            Piece::Text(text) => reading.take_text(text, push_resolved),
            Piece::Verbatim(text) => reading.take_text(text, |text, into| into.push_str(text)),
            Piece::DocumentType(text) => reading.take_document_type(text)?,
            // The end of the document inside a tag: `finish` says so.
            Piece::Start { .. } if reading.scanner.cut_at().is_some() => {}
            Piece::Start {
                name,
                attributes,
                is_empty,
                is_broken,
            } => {
                let tag = Tag {
                    name,
                    attributes,
                    element: reading.element(name, attributes),
                };

                if reading.family.is_none() && tag.element == Element::Html {
                    return Ok(None);
                }

                if is_broken {
                    reading.fault_here(FeedFaultKind::BrokenTag(folded(name)));
                }
                if !reading.start(&tag, is_empty) {
                    break;
                }
            }
            Piece::End { name } => reading.end(name),
        }
    }

    reading.finish()
}

/// An element that has begun.
struct Open<'a> {
    name: &'a str,
    element: Element,
}

#[derive(Default)]
struct Reading<'a> {
    text: &'a str,
    scanner: Scanner<'a>,
    prefixes: Prefixes<'a>,
    family: Option<Family>,
    open: Vec<Open<'a>>,
    /// The values of `xml:base` with the indices of their elements.
    bases: Vec<(usize, String)>,
    field: Option<Field>,
    field_text: String,
    item: Option<(usize, ItemDraft)>,
    untitled: usize,
    is_stopped: bool,
    vain_comparisons: usize,
    site: Links,
    faults: Faults,
    document: FeedDocument,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            scanner: Scanner::new(text),
            ..Self::default()
        }
    }

    fn fault_here(&mut self, kind: FeedFaultKind) {
        self.faults.add(self.scanner.piece_at(), kind);
    }

    fn element(&mut self, name: &str, attributes: &'a str) -> Element {
        if attributes.contains("xmlns:") {
            self.prefixes.bind(attributes);
        }
        self.prefixes.element(name)
    }

    fn take_text(&mut self, text: &str, push: fn(&str, &mut String)) {
        if self.field.is_some() {
            push(text, &mut self.field_text);
        } else if self.family.is_none() && self.faults.is_empty() && !folded(text).is_empty() {
            self.fault_here(FeedFaultKind::Junk);
        }
    }

    /// Inside the root a document type is that of some page in a text, and declares nothing.
    fn take_document_type(&mut self, text: &str) -> Result<(), FeedError> {
        if self.family.is_none() && has_own_entities(text)? {
            self.fault_here(FeedFaultKind::OwnEntities);
        }
        Ok(())
    }

    /// Begins an element; false when reading has to stop.
    fn start(&mut self, tag: &Tag<'a>, is_empty: bool) -> bool {
        if self.family.is_none() {
            self.family = match tag.element {
                Element::Rss => Some(Family::Rss),
                Element::Atom => Some(Family::Atom),
                // Warnings of a server's script, in HTML, before the feed.
                _ => return true,
            };
        }

        // Before the limits: a feed with items that are never closed is not deep.
        self.close_what_ends_before(tag.element);
        let is_item = tag.element == Element::Item && self.item.is_none();
        if let Some(kind) = self.limit_reached(is_item) {
            self.fault_here(kind);
            self.is_stopped = true;
            return false;
        }

        let parent = self.open.last().map_or(Element::Other, |open| open.element);
        self.open.push(Open {
            name: tag.name,
            element: tag.element,
        });
        self.note_base(tag);
        if is_item {
            self.begin_item(tag);
        } else if self.is_field(tag.element, parent) {
            self.begin_field(tag);
        } else if self.field.is_some() && is_breaking(tag.name) {
            self.field_text.push(LINE_END);
        }

        if is_empty || (tag.element == Element::Other && VOID.contains(&tag.name)) {
            self.pop();
        }
        true
    }

    fn begin_item(&mut self, tag: &Tag<'_>) {
        let about = tag.attribute("rdf:about");
        let mut draft = ItemDraft::beginning_at(self.scanner.piece_at());
        draft
            .links
            .add(Link::About, about.and_then(|about| address(&about, None)));
        self.item = Some((self.open.len() - 1, draft));
    }

    /// The limit that one more element, or item, would break.
    fn limit_reached(&self, is_item: bool) -> Option<FeedFaultKind> {
        if self.open.len() >= MOST_DEPTH {
            return Some(FeedFaultKind::TooDeep);
        }
        (is_item && self.document.items.len() >= MOST_ITEMS).then_some(FeedFaultKind::TooManyItems)
    }

    /// Closes an item before the next one, and an unclosed field before an element that it cannot contain.
    fn close_what_ends_before(&mut self, next: Element) {
        let level = match (&self.item, &self.field) {
            (Some((level, _)), _) if next == Element::Item => *level,
            (_, Some(field)) if field.ends_before(next) => field.level,
            _ => return,
        };
        self.pop_down_to(level);
    }

    /// Closes what is open from a level on.
    fn pop_down_to(&mut self, level: usize) {
        while self.open.len() > level {
            self.pop_unclosed();
        }
    }

    fn note_base(&mut self, tag: &Tag<'_>) {
        let written = tag
            .attributes
            .contains("xml:base")
            .then(|| tag.attribute("xml:base"))
            .flatten();
        if let Some(base) = written.and_then(|base| address(&base, self.base())) {
            self.bases.push((self.open.len() - 1, base));
        }
    }

    fn base(&self) -> Option<&str> {
        self.bases.last().map(|(_, base)| base.as_str())
    }

    /// Whether an element holds something of the item, or of the feed, that its parent is.
    fn is_field(&self, element: Element, parent: Element) -> bool {
        let is_rss = self.family == Some(Family::Rss);
        match (parent, element) {
            (Element::Channel | Element::Atom, Element::Title | Element::Link) => {
                self.item.is_none()
            }
            (Element::Author, Element::Name) => self.item.is_some(),
            // In Atom they hold other elements.
            (Element::Item, Element::Author | Element::Source) => is_rss,
            (Element::Item, Element::Content) => self.lacks_title(),
            (_, Element::MediaTitle) => self.item.is_some() && self.field.is_none(),
            (Element::Item, element) => is_of_an_item(element),
            _ => false,
        }
    }

    /// Whether the item that is being read has no title yet.
    fn lacks_title(&self) -> bool {
        self.item
            .as_ref()
            .is_some_and(|(_, draft)| !draft.has_title())
    }

    fn begin_field(&mut self, tag: &Tag<'_>) {
        self.field_text.clear();
        match tag.element {
            Element::Link => self.note_related_link(tag),
            Element::Category => {
                // Atom names it in an attribute, RSS in its text.
                let name = tag.attribute("label").or_else(|| tag.attribute("term"));
                self.field_text.push_str(&name.unwrap_or_default());
            }
            _ => {}
        }
        let level = self.open.len() - 1;
        self.field = Some(Field::new(tag, self.family, level, self.scanner.piece_at()));
    }

    /// `<link href="…">` of Atom.
    fn note_related_link(&mut self, tag: &Tag<'_>) {
        let href = tag.attribute("href");
        let href = href.and_then(|href| address(&href, self.base()));
        let rel = tag.attribute("rel");
        let kind = tag.attribute("type");
        self.links()
            .add_related(href, rel.as_deref(), kind.as_deref());
    }

    /// The links of the item that is being read, or of the feed.
    fn links(&mut self) -> &mut Links {
        match &mut self.item {
            Some((_, draft)) => &mut draft.links,
            None => &mut self.site,
        }
    }

    /// Ends an element and all that are open inside it. An end tag that matches no open element does nothing.
    fn end(&mut self, name: &str) {
        if self.field.is_some() && is_breaking(name) {
            self.field_text.push(LINE_END);
        }
        if let Some(level) = self.level_of(name) {
            self.pop_down_to(level + 1);
            self.pop();
        }
    }

    /// Index of the innermost element of a name.
    fn level_of(&mut self, name: &str) -> Option<usize> {
        let is_patient = self.vain_comparisons < MOST_VAIN_COMPARISONS;
        let outermost = if is_patient {
            0
        } else {
            self.open.len().saturating_sub(NEAREST)
        };
        let candidates = &self.open[outermost..];
        let found = candidates
            .iter()
            .rposition(|open| open.name.eq_ignore_ascii_case(name));

        if found.is_none() {
            self.vain_comparisons += candidates.len();
        }
        found.map(|level| outermost + level)
    }

    /// Ends the innermost element, which has no end of its own; that of mark-up inside a text loses nothing.
    fn pop_unclosed(&mut self) {
        if let Some(open) = self
            .open
            .last()
            .filter(|open| open.element != Element::Other)
        {
            self.fault_here(FeedFaultKind::Unclosed(folded(open.name)));
        }
        self.pop();
    }

    /// Ends the innermost element and what it was: a field, an item, the reach of a base.
    fn pop(&mut self) {
        let Some(level) = self.open.len().checked_sub(1) else {
            return;
        };

        if let Some(field) = self.field.take_if(|field| field.level == level) {
            self.finish_field(&field);
        }
        if let Some((_, draft)) = self.item.take_if(|(item_level, _)| *item_level == level) {
            self.finish_item(draft);
        }
        self.bases.pop_if(|(base_level, _)| *base_level == level);
        self.open.pop();
    }

    fn finish_field(&mut self, field: &Field) {
        let written = std::mem::take(&mut self.field_text);
        match field.element {
            Element::Link => {
                let found = address(&written, self.base());
                self.links().add(Link::Text, found);
            }
            Element::Id if field.is_id_an_address => {
                self.links().add(Link::Id, address(&written, None));
            }
            Element::Id => {}
            Element::Content => self.note_first_line(&written, field.is_html),
            element => {
                if element == Element::Summary {
                    self.note_first_line(&written, field.is_html);
                }
                let seen = if field.is_html {
                    text_of_html(&written)
                } else {
                    folded(&written)
                };
                self.finish_text(field.at, element, seen);
            }
        }
        self.field_text = written;
    }

    /// Takes the title of an item that has none so far from its text.
    fn note_first_line(&mut self, written: &str, is_html: bool) {
        let Some((_, draft)) = self.item.as_mut().filter(|(_, draft)| !draft.has_title()) else {
            return;
        };
        let line = if is_html {
            first_line_of_html(written)
        } else {
            first_line(written)
        };
        draft.add_first_line(&line);
    }

    fn finish_item(&mut self, draft: ItemDraft) {
        let at = draft.at;
        let item = draft.into_item();
        if item.title.is_none() {
            self.untitled += 1;
            if self.untitled <= MOST_UNTITLED {
                self.faults.add(at, FeedFaultKind::NoTitle);
            }
        }
        self.document.items.push(item);
    }

    fn finish_text(&mut self, at: usize, element: Element, seen: String) {
        match &mut self.item {
            _ if seen.is_empty() => {}
            Some((_, draft)) => {
                if let Err(kind) = draft.add(element, seen) {
                    self.faults.add(at, kind);
                }
            }
            None => self.document.title = self.document.title.take().or(Some(seen)),
        }
    }

    /// The document, with an item that the end cut into when it has its title.
    fn finish(mut self) -> Result<Option<FeedDocument>, FeedError> {
        if self.family.is_none() {
            return Ok(None);
        }

        if let Some(open) = self.open.last().filter(|_| !self.is_stopped) {
            let inside = folded(open.name);
            self.faults.add(
                self.scanner.cut_at().unwrap_or(self.text.len()),
                FeedFaultKind::Cut(inside),
            );
        }
        // Without its title the last item was cut off in the middle of anything.
        if let Some((_, draft)) = self.item.take().filter(|(_, draft)| draft.has_title()) {
            self.finish_item(draft);
        }
        self.resolve_from_the_root();
        let mut document = self.document;
        document.faults = self.faults.by_line(self.text);
        // What was read before the break is worth more than the news that there is one.
        let is_empty = document.title.is_none() && document.items.is_empty();
        let fatal =
            |kind: &FeedFaultKind| matches!(kind, FeedFaultKind::Cut(_) | FeedFaultKind::TooDeep);

        match document.faults.iter().find(|fault| fatal(&fault.kind)) {
            Some(fault) if is_empty => Err(FeedError::Broken(fault.clone())),
            _ => Ok(Some(document)),
        }
    }

    /// An address from the root of the site means the same on each of its pages, so the feed's link is its base. Other
    /// relative addresses depend on the page, and RSS does not say which page that is.
    fn resolve_from_the_root(&mut self) {
        let Some(site) = std::mem::take(&mut self.site).address() else {
            return;
        };

        for url in self
            .document
            .items
            .iter_mut()
            .filter_map(|item| item.url.as_mut())
        {
            if is_from_the_root(url)
                && let Some(absolute) = joined(&site, url)
            {
                *url = absolute;
            }
        }
    }
}

//! The pieces of a feed put together: which element stands where, what ends where it should not, what is kept.
//!
//! A stack of open elements, not deeper than [`MOST_DEPTH`], and at most one item and one field being read. An
//! end tag closes whatever stands open inside its element; an item, or a field that can hold no other, also
//! ends where the next one begins.

use super::address::{Links, address, is_from_the_root, joined};
use super::document_type::{OwnEntities, judge_entities};
use super::item::ItemDraft;
use super::markup::{Piece, Scanner, attributes};
use super::text::{folded, is_breaking, push_resolved, text_of_html};
use super::vocabulary::{Element, Prefixes};
use super::{FeedDocument, FeedError, FeedFault, FeedFaultKind};

/// Deepest nesting; sound feeds with XHTML in them have some twenty.
const MOST_DEPTH: usize = 256;

/// Most items; the longest feeds of podcasts have some thousands.
const MOST_ITEMS: usize = 50_000;

/// Most faults remembered.
const MOST_FAULTS: usize = 100;

/// Elements of HTML without an end tag; feeds that forget to escape HTML write them so.
const VOID: &[&str] = &["br", "img", "hr", "wbr", "input", "col", "embed", "param", "area"];

/// Reads a feed. None when the text is no feed.
pub(super) fn read(text: &str, is_damaged: bool) -> Result<Option<FeedDocument>, FeedError> {
    let mut reading = Reading::new(text);
    if let Some(at) = text.find('\u{fffd}').filter(|_| is_damaged) {
        reading.fault(at, FeedFaultKind::UndecodableBytes);
    }
    while let Some(piece) = reading.scanner.next() {
        match piece {
            Piece::Text(text) => reading.take_text(text, push_resolved),
            Piece::Verbatim(text) => reading.take_text(text, |text, into| into.push_str(text)),
            Piece::DocumentType(text) => reading.take_document_type(text)?,
            // The end of the document inside a tag: `finish` says so.
            Piece::Start { .. } if reading.scanner.cut_at().is_some() => {}
            Piece::Start { name, attributes, is_empty, is_broken } => {
                let tag = Tag { name, attributes, element: reading.element(name, attributes) };
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

/// A start tag.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
    element: Element,
}

impl Tag<'_> {
    /// The value of an attribute, references resolved.
    fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = attributes(self.attributes).find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        let mut resolved = String::new();
        push_resolved(value, &mut resolved);
        Some(resolved)
    }
}

/// Whose rules a feed follows for what is HTML in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// Titles and descriptions are HTML, whether the mark-up is escaped once or stands in CDATA.
    Rss,
    /// `type` says so; without it a text is plain.
    Atom,
}

/// An element that has begun.
struct Open<'a> {
    name: &'a str,
    element: Element,
}

/// A field that is being read.
struct Field {
    element: Element,
    /// Index of its element among those that are open.
    level: usize,
    /// Where it begins.
    at: usize,
    is_html: bool,
    is_id_an_address: bool,
}

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
    is_stopped: bool,
    site: Links,
    faults: Vec<(usize, FeedFaultKind)>,
    document: FeedDocument,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            scanner: Scanner::new(text),
            prefixes: Prefixes::default(),
            family: None,
            open: Vec::new(),
            bases: Vec::new(),
            field: None,
            field_text: String::new(),
            item: None,
            is_stopped: false,
            site: Links::default(),
            faults: Vec::new(),
            document: FeedDocument::default(),
        }
    }

    fn fault(&mut self, at: usize, kind: FeedFaultKind) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push((at, kind));
        }
    }

    fn fault_here(&mut self, kind: FeedFaultKind) {
        self.fault(self.scanner.piece_at(), kind);
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

    fn take_document_type(&mut self, text: &str) -> Result<(), FeedError> {
        if judge_entities(text)? == OwnEntities::Ignored {
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
        self.close_what_ends_before(tag.element);
        let is_item = tag.element == Element::Item && self.item.is_none();
        let limit = match () {
            () if self.open.len() >= MOST_DEPTH => Some(FeedFaultKind::TooDeep),
            () if is_item && self.document.items.len() >= MOST_ITEMS => Some(FeedFaultKind::TooManyItems),
            () => None,
        };
        if let Some(kind) = limit {
            self.fault_here(kind);
            self.is_stopped = true;
            return false;
        }
        let parent = self.open.last().map_or(Element::Other, |open| open.element);
        self.open.push(Open { name: tag.name, element: tag.element });
        self.note_base(tag);
        if is_item {
            let mut draft = ItemDraft::default();
            draft.links.add_about(tag.attribute("rdf:about").and_then(|about| address(&about, None)));
            self.item = Some((self.open.len() - 1, draft));
        } else if self.is_field(tag.element, parent) {
            self.begin_field(tag);
        } else if self.field.is_some() && is_breaking(tag.name) {
            self.field_text.push(' ');
        }
        if is_empty || (tag.element == Element::Other && VOID.contains(&tag.name)) {
            self.pop();
        }
        true
    }

    /// Closes the item before the next, and a field that has no end before what cannot stand in it.
    fn close_what_ends_before(&mut self, next: Element) {
        let level = match (&self.item, &self.field) {
            (Some((level, _)), _) if next == Element::Item => *level,
            (_, Some(field)) if ends_field(field.element, next) => field.level,
            _ => return,
        };
        while self.open.len() > level {
            self.pop_unclosed();
        }
    }

    fn note_base(&mut self, tag: &Tag<'_>) {
        let written = tag.attributes.contains("xml:base").then(|| tag.attribute("xml:base")).flatten();
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
        match (element, parent) {
            (Element::Title | Element::Link, Element::Channel | Element::Atom) => self.item.is_none(),
            (Element::MediaTitle, _) => self.item.is_some() && self.field.is_none(),
            (Element::Name, Element::Author) => self.item.is_some(),
            (Element::Author, Element::Item) => is_rss,
            (
                Element::Creator
                | Element::Title
                | Element::Link
                | Element::Id
                | Element::Summary
                | Element::Category,
                Element::Item,
            )
            | (Element::Keywords | Element::Date(_), Element::Item) => true,
            _ => false,
        }
    }

    fn begin_field(&mut self, tag: &Tag<'_>) {
        let attribute = |name| tag.attribute(name).map(|value| value.to_ascii_lowercase());
        let is_html = match attribute("type") {
            Some(kind) => kind.contains("html") && !kind.contains("xhtml"),
            None => self.family == Some(Family::Rss) && tag.element != Element::MediaTitle,
        };
        self.field_text.clear();
        match tag.element {
            Element::Link => {
                let href = tag.attribute("href").and_then(|href| address(&href, self.base()));
                self.links().add_related(href, attribute("rel").as_deref(), attribute("type").as_deref());
            }
            Element::Category => {
                let name = tag.attribute("label").or_else(|| tag.attribute("term"));
                self.field_text.push_str(&name.unwrap_or_default());
            }
            _ => {}
        }
        self.field = Some(Field {
            element: tag.element,
            level: self.open.len() - 1,
            at: self.scanner.piece_at(),
            is_html,
            is_id_an_address: attribute("ispermalink").is_none_or(|value| value.trim() != "false"),
        });
    }

    /// The links of the item that is being read, or of the feed.
    fn links(&mut self) -> &mut Links {
        match &mut self.item {
            Some((_, draft)) => &mut draft.links,
            None => &mut self.site,
        }
    }

    /// Ends an element and all that stand open inside it. An end tag of nothing that is open does nothing.
    fn end(&mut self, name: &str) {
        let level = self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name));
        if self.field.is_some() && is_breaking(name) {
            self.field_text.push(' ');
        }
        let Some(level) = level else { return };
        while self.open.len() > level + 1 {
            self.pop_unclosed();
        }
        self.pop();
    }

    /// Ends the innermost element, which has no end of its own; that of mark-up inside a text loses nothing.
    fn pop_unclosed(&mut self) {
        if let Some(open) = self.open.last().filter(|open| open.element != Element::Other) {
            self.fault_here(FeedFaultKind::Unclosed(folded(open.name)));
        }
        self.pop();
    }

    /// Ends the innermost element and what it was: a field, an item, the reach of a base.
    fn pop(&mut self) {
        let Some(level) = self.open.len().checked_sub(1) else { return };
        if let Some(field) = self.field.take_if(|field| field.level == level) {
            self.finish_field(&field);
        }
        if let Some((_, draft)) = self.item.take_if(|(item_level, _)| *item_level == level) {
            self.document.items.push(draft.into_item());
        }
        self.bases.pop_if(|(base_level, _)| *base_level == level);
        self.open.pop();
    }

    fn finish_field(&mut self, field: &Field) {
        let written = std::mem::take(&mut self.field_text);
        match field.element {
            Element::Link => {
                let found = address(&written, self.base());
                self.links().add_text(found);
            }
            Element::Id if field.is_id_an_address => self.links().add_id(address(&written, None)),
            Element::Id => {}
            element => {
                let seen = if field.is_html { text_of_html(&written) } else { folded(&written) };
                self.finish_text(field.at, element, seen);
            }
        }
        self.field_text = written;
    }

    fn finish_text(&mut self, at: usize, element: Element, seen: String) {
        match &mut self.item {
            _ if seen.is_empty() => {}
            Some((_, draft)) => {
                if let Err(kind) = draft.add(element, seen) {
                    self.fault(at, kind);
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
            self.fault(self.scanner.cut_at().unwrap_or(self.text.len()), FeedFaultKind::Cut(inside));
        }
        if let Some((_, draft)) = self.item.take().filter(|(_, draft)| draft.has_title()) {
            self.document.items.push(draft.into_item());
        }
        self.resolve_from_the_root();
        let mut document = self.document;
        document.faults = with_lines(self.text, self.faults);
        let is_empty = document.title.is_none() && document.items.is_empty();
        let fatal = |kind: &FeedFaultKind| matches!(kind, FeedFaultKind::Cut(_) | FeedFaultKind::TooDeep);
        match document.faults.iter().find(|fault| fatal(&fault.kind)) {
            Some(fault) if is_empty => Err(FeedError::Broken(fault.clone())),
            _ => Ok(Some(document)),
        }
    }

    /// Addresses from the root of the site mean the same beside each of its pages, so the feed's link is their
    /// base. Others would depend on which page it is, and RSS names none.
    fn resolve_from_the_root(&mut self) {
        let Some(site) = std::mem::take(&mut self.site).address() else { return };
        for url in self.document.items.iter_mut().filter_map(|item| item.url.as_mut()) {
            if is_from_the_root(url)
                && let Some(absolute) = joined(&site, url)
            {
                *url = absolute;
            }
        }
    }
}

/// Whether a field that is open ends where another element begins. Those that hold HTML are ended only by what
/// HTML does not have.
fn ends_field(open: Element, next: Element) -> bool {
    match next {
        Element::Item | Element::Id | Element::Date(_) => true,
        Element::Title | Element::Link | Element::Summary | Element::Category | Element::Creator => {
            !matches!(open, Element::Summary | Element::Author)
        }
        _ => false,
    }
}

/// Faults by line. The text is gone through once.
fn with_lines(text: &str, mut faults: Vec<(usize, FeedFaultKind)>) -> Vec<FeedFault> {
    faults.sort_by_key(|(at, _)| *at);
    let (mut line, mut counted) = (1, 0);
    let mut with_line = |(at, kind): (usize, FeedFaultKind)| {
        let between = &text.as_bytes()[counted..at.max(counted)];
        line += between.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        counted = at.max(counted);
        FeedFault { line, kind }
    };
    faults.into_iter().map(&mut with_line).collect()
}

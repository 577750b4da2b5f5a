//! The fields of a feed and of its items: which elements they are, what is HTML in them, where they end.

use super::{markup::attributes, text::push_resolved, vocabulary::Element};

/// A start tag.
pub(super) struct Tag<'a> {
    /// With its prefix.
    pub name: &'a str,
    /// The text of the tag after the name.
    pub attributes: &'a str,
    /// What it is to us.
    pub element: Element,
}

impl Tag<'_> {
    /// The value of an attribute, references resolved.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) =
            attributes(self.attributes).find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        let mut resolved = String::new();
        push_resolved(value, &mut resolved);
        Some(resolved)
    }
}

/// Which rules a feed follows for HTML in its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Titles and descriptions are HTML, whether the mark-up is escaped once or is in CDATA.
    Rss,
    /// `type` says so; without it a text is plain.
    Atom,
}

/// A field that is being read.
pub(super) struct Field {
    /// Its element.
    pub element: Element,
    /// Index of its element among those that are open.
    pub level: usize,
    /// Where it begins, as a byte of the text.
    pub at: usize,
    /// Whether its text is HTML.
    pub is_html: bool,
    /// Of an id: whether it may be an address.
    pub is_id_an_address: bool,
}

impl Field {
    /// The field that a tag begins.
    pub fn new(tag: &Tag<'_>, family: Option<Family>, level: usize, at: usize) -> Self {
        let is_html = match small_attribute(tag, "type") {
            Some(kind) => kind.contains("html") && !kind.contains("xhtml"),
            // Without it titles of media, which are Yahoo's, are plain also inside RSS.
            None => family == Some(Family::Rss) && tag.element != Element::MediaTitle,
        };
        Self {
            element: tag.element,
            level,
            at,
            is_html,
            is_id_an_address: small_attribute(tag, "ispermalink")
                .is_none_or(|value| value != "false"),
        }
    }

    /// Whether it ends where another element begins. A field of HTML is ended only by what HTML does not have.
    pub fn ends_before(&self, next: Element) -> bool {
        match next {
            Element::Item | Element::Id | Element::Date(_) => true,
            Element::Title
            | Element::Link
            | Element::Summary
            | Element::Category
            | Element::Creator => !matches!(
                self.element,
                Element::Summary | Element::Content | Element::Author
            ),
            _ => false,
        }
    }
}

fn small_attribute(tag: &Tag<'_>, name: &str) -> Option<String> {
    tag.attribute(name)
        .map(|value| value.trim().to_ascii_lowercase())
}

/// Whether an element of an item holds a text or an address of it.
pub(super) fn is_of_an_item(element: Element) -> bool {
    matches!(
        element,
        Element::Creator
            | Element::Category
            | Element::Keywords
            | Element::Title
            | Element::Summary
            | Element::Date(_)
            | Element::Link
            | Element::Id
    )
}

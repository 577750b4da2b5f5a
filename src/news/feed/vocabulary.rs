//! The elements of RSS 0.9x, 1.0 and 2.0, of Atom 0.3 and 1.0 and of their companions, whatever their prefix.
//!
//! A prefix means what the document binds it to; one that it binds to nothing means what everybody uses it for,
//! so that a feed that lost the attributes of its root is read like a whole one.

use super::markup::attributes;
use Vocabulary::{Content, Core, DublinCore, Media, Other, Rbc, Rdf};

/// Most prefixes remembered; sound feeds have about ten.
const MOST_PREFIXES: usize = 64;

/// Longest name that is one of ours, in bytes.
const LONGEST_NAME: usize = 24;

/// The vocabulary that an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vocabulary {
    /// RSS and Atom.
    Core,
    /// RDF, which the root of RSS 1.0 belongs to.
    Rdf,
    /// Dublin Core, both sets of terms.
    DublinCore,
    /// Whole articles in RSS.
    Content,
    /// Media RSS.
    Media,
    /// rbc.ru's own.
    Rbc,
    /// Anything else.
    Other,
}

/// What an element is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// `rss`, `rdf:RDF`.
    Rss,
    /// `feed`.
    Atom,
    /// `channel`.
    Channel,
    /// `item`, `entry`.
    Item,
    /// `author` of Atom, which holds a `name`; of RSS, which holds a text.
    Author,
    /// `dc:creator`.
    Creator,
    /// `name` in an `author`.
    Name,
    /// `title`.
    Title,
    /// `media:title` or `dc:title`, a title where there is no other.
    MediaTitle,
    /// `link`.
    Link,
    /// `guid`, `id`.
    Id,
    /// `description`, `summary`.
    Summary,
    /// `content`, `content:encoded`: the article, of which no more than a title is taken.
    Content,
    /// `source` of RSS: who published the item.
    Source,
    /// A date.
    Date(DateKind),
    /// `category`, `dc:subject`.
    Category,
    /// `media:keywords`, a list.
    Keywords,
    /// `html`: this is no feed.
    Html,
    /// Anything else.
    Other,
}

/// Which date, in the order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DateKind {
    /// `pubDate`, `published`, `issued`.
    Published,
    /// `updated`, `modified`, `dc:date`.
    Updated,
    /// `created`.
    Created,
    /// `rbc_news:newsDate_timestamp`, Unix time.
    RbcTime,
    /// `rbc_news:date`, a day.
    RbcDay,
}

/// The prefixes that a document binds.
#[derive(Debug, Default)]
pub(super) struct Prefixes<'a> {
    bound: Vec<(&'a str, Vocabulary)>,
}

impl<'a> Prefixes<'a> {
    /// Records the bindings among the attributes of a tag. They are not undone at its end: in practice no feed gives
    /// one prefix two meanings.
    pub fn bind(&mut self, text: &'a str) {
        for (name, address) in attributes(text) {
            let Some(prefix) = name.strip_prefix("xmlns:") else {
                continue;
            };

            // A later binding of the same prefix counts, as in XML.
            self.bound.retain(|(known, _)| *known != prefix);
            if self.bound.len() < MOST_PREFIXES {
                self.bound.push((prefix, vocabulary_at(address)));
            }
        }
    }

    /// What an element is.
    pub fn element(&self, name: &str) -> Element {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let vocabulary = match self.bound.iter().find(|(known, _)| *known == prefix) {
            Some((_, vocabulary)) => *vocabulary,
            None => vocabulary_by_habit(prefix),
        };
        let mut small = [0; LONGEST_NAME];
        let Some(small) = small.get_mut(..local.len()) else {
            return Element::Other;
        };

        small.copy_from_slice(local.as_bytes());
        small.make_ascii_lowercase();
        element_of(vocabulary, small)
    }
}

fn vocabulary_at(address: &str) -> Vocabulary {
    let address = address.trim().trim_end_matches(['/', '#']);
    match address {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns" => Rdf,
        "http://www.w3.org/2005/Atom"
        | "http://purl.org/atom/ns"
        | "http://purl.org/rss/1.0"
        | "http://my.netscape.com/rdf/simple/0.9"
        | "http://backend.userland.com/rss2" => Core,
        "http://purl.org/dc/elements/1.1"
        | "http://purl.org/dc/elements/1.0"
        | "http://purl.org/dc/terms" => DublinCore,
        "http://search.yahoo.com/mrss" => Media,
        "http://purl.org/rss/1.0/modules/content" => Content,
        _ if address.contains("rbc.ru") => Rbc,
        _ => Other,
    }
}

fn vocabulary_by_habit(prefix: &str) -> Vocabulary {
    match prefix {
        "" | "atom" | "atom10" | "atom03" | "a10" | "rss" => Core,
        "rdf" => Rdf,
        "dc" | "dcterms" => DublinCore,
        "media" => Media,
        "content" => Content,
        "rbc_news" => Rbc,
        _ => Other,
    }
}

/// The element of a name in small letters; feeds write `pubDate` and `pubdate`.
fn element_of(vocabulary: Vocabulary, name: &[u8]) -> Element {
    match (vocabulary, name) {
        (Core | Rdf, b"rdf") | (Core, b"rss") => Element::Rss,
        (Core, _) => core_element(name),
        (DublinCore, b"creator") => Element::Creator,
        (DublinCore, b"subject") => Element::Category,
        (DublinCore, b"issued" | b"available") => Element::Date(DateKind::Published),
        (DublinCore, b"date" | b"modified") => Element::Date(DateKind::Updated),
        (DublinCore, b"created") => Element::Date(DateKind::Created),
        (Media | DublinCore, b"title") => Element::MediaTitle,
        (Media, b"keywords") => Element::Keywords,
        (Content, b"encoded") => Element::Content,
        (Rbc, b"newsdate_timestamp") => Element::Date(DateKind::RbcTime),
        (Rbc, b"date") => Element::Date(DateKind::RbcDay),
        _ => Element::Other,
    }
}

fn core_element(name: &[u8]) -> Element {
    match name {
        b"feed" => Element::Atom,
        b"channel" => Element::Channel,
        b"item" | b"entry" => Element::Item,
        b"author" => Element::Author,
        b"name" => Element::Name,
        b"title" => Element::Title,
        b"link" => Element::Link,
        b"guid" | b"id" => Element::Id,
        b"description" | b"summary" => Element::Summary,
        b"content" => Element::Content,
        b"source" => Element::Source,
        b"pubdate" | b"published" | b"issued" => Element::Date(DateKind::Published),
        b"updated" | b"modified" => Element::Date(DateKind::Updated),
        b"created" => Element::Date(DateKind::Created),
        b"category" => Element::Category,
        b"html" => Element::Html,
        _ => Element::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bindings: &str, name: &str, expected: Element) {
        let mut prefixes = Prefixes::default();
        prefixes.bind(bindings);
        assert_eq!(prefixes.element(name), expected, "{bindings} {name}");
    }

    #[test]
    fn a_prefix_means_what_it_is_bound_to_or_what_it_is_used_for() {
        check("", "pubDate", Element::Date(DateKind::Published));
        check("", "PUBDATE", Element::Date(DateKind::Published));
        check("", "dc:date", Element::Date(DateKind::Updated));
        check("", "rian:title", Element::Other);
        check("", "rdf:RDF", Element::Rss);
        check(
            " xmlns:x='http://www.w3.org/2005/Atom'",
            "x:feed",
            Element::Atom,
        );
        check(
            " xmlns:x=\"http://purl.org/dc/elements/1.1/\"",
            "x:creator",
            Element::Creator,
        );
        check(" xmlns:dc='urn:other'", "dc:date", Element::Other);
        check(" xmlns='http://purl.org/rss/1.0/'", "item", Element::Item);
        check(
            " xmlns:rbc_news=\"https://www.rbc.ru\"",
            "rbc_news:newsDate_timestamp",
            Element::Date(DateKind::RbcTime),
        );
        check("", "itunes:title", Element::Other);
        check("", "a-name-that-is-longer-than-any-of-ours", Element::Other);
    }
}

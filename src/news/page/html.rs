//! An HTML page in one pass over its tokens: the text as lines, and the mark-up that names title, address, date.
//!
//! No tree is built, so nesting costs nothing and missing end tags do no harm. Scripts, styles, vector drawings,
//! templates and lists of choices are not text. What is kept of one page is bounded.

use super::{
    attributes::{ATTRIBUTE_BYTES, Attribute, Attributes, push_within},
    html_text::HtmlText,
    items::{Articles, Items, Position},
    lines::{Line, Place},
    open_elements::{OpenElements, StartTag},
    save_notes::SaveNotes,
    site_name::SiteNames,
    stamps::Stamp,
};
use crate::news::address::names_an_article;
use html5gum::{
    Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use std::convert::Infallible;

/// What the tokens of a page tell.
#[derive(Debug, Default)]
pub(super) struct HtmlPage {
    text: HtmlText,
    /// Names (`property`, `name` or `itemprop`, in small letters) and contents of meta elements, in order.
    pub metas: Vec<(String, String)>,
    /// Each `link rel="canonical"`.
    pub canonicals: Vec<String>,
    /// `base`, to which relative addresses are relative.
    pub base: Option<String>,
    /// What a program noted when it saved the page.
    pub notes: SaveNotes,
    /// The text of `title`.
    pub title: String,
    /// The `h1` elements but those that link to the home page, as a logo does.
    pub headings: Vec<Heading>,
    /// The `h2` elements: where the `h1` is the name of the site, the article's heading is one of them.
    pub subheadings: Vec<Heading>,
    /// Scripts of JSON-LD.
    pub json_ld: Vec<String>,
    /// Dates of microdata and of time elements.
    pub stamps: Vec<Stamp>,
    /// The items of microdata.
    pub items: Items,
    /// The `article` elements.
    pub articles: Articles,
    /// Texts of links to tags: `rel="tag"`, or to an address such as `/tags/rubl`.
    pub tags: Vec<String>,
}

/// An `h1` or `h2`.
#[derive(Debug)]
pub(super) struct Heading {
    pub text: String,
    pub line: usize,
    /// Whether it is an `h1`.
    pub is_first: bool,
    /// Whether it is in the header of the page, as a site's name is.
    pub is_in_header: bool,
    /// The line at which the `main` or `article` around it starts.
    pub content_from: Option<usize>,
}

/// A heading that is being read.
#[derive(Debug)]
struct OpenHeading {
    /// Where its text begins.
    from: usize,
    content_from: Option<usize>,
    /// Whether it is an `h1`.
    is_first: bool,
}

/// Metas, time elements and tags kept of one page, each.
const ITEMS_KEPT: usize = 200;
/// Bytes of JSON-LD kept, in all.
const JSON_LD_BYTES: usize = 512 * 1024;
/// Bytes of a title kept.
const TITLE_BYTES: usize = 4 * 1024;

/// Reads a page.
pub(super) fn read_html(page: &str) -> HtmlPage {
    let mut reader = Reader::default();
    let mut emitter = CallbackEmitter::new(
        |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
            reader.take(&event);
            None
        },
    );
    // Scripts and styles are read as text that ends at their own end tag.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(page, emitter).for_each(drop);
    reader.page.text.end_line();

    reader.page.items = reader.open.items;
    reader.page.articles = reader.open.articles;
    reader.page
}

/// Names of meta elements that may hold the site's.
const SITE_NAMES: [&str; 3] = [
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
];

/// Most words of a site's name; some sites write the title of each page in its place.
const MOST_WORDS_OF_NAME: usize = 5;

impl HtmlPage {
    /// The names that the page gives its site, and its host.
    pub fn site_names(&self, host: Option<&str>) -> SiteNames {
        let mut names = SiteNames::default();
        if let Some(host) = host {
            names.add_host(host);
        }
        let stated = SITE_NAMES.iter().filter_map(|name| self.meta(name));
        stated
            .filter(|name| name.split_whitespace().count() <= MOST_WORDS_OF_NAME)
            .for_each(|name| names.add(name));

        names
    }

    /// The text, without empty lines.
    pub fn lines(&self) -> Vec<Line<'_>> {
        self.text.lines()
    }
}

/// What the text between two tags belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Text,
    Title,
    JsonLd,
    /// An element with text that is skipped, by its name.
    Unread(&'static str),
}

#[derive(Debug, Default)]
struct Reader {
    page: HtmlPage,
    element: Vec<u8>,
    attributes: Attributes,
    inside: Inside,
    json_ld_bytes: usize,
    /// Where the text of an open link to a tag begins.
    tag_from: Option<usize>,
    open_heading: Option<OpenHeading>,
    /// Whether the open heading links to the home page, as a logo does.
    is_heading_home: bool,
    open: OpenElements,
    /// The time element that is open: its stamp, and where its text begins.
    time_from: Option<(usize, usize)>,
}

/// Elements with text that is skipped.
const UNREAD: [&str; 9] = [
    "script", "style", "noscript", "svg", "template", "select", "textarea", "iframe", "object",
];

impl Reader {
    fn take(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.element.clear();
                self.element.extend_from_slice(name);
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => self.attributes.begin(name),
            CallbackEvent::AttributeValue { value } => self.attributes.set(value),
            CallbackEvent::CloseStartTag { .. } => self.start_element(),
            CallbackEvent::EndTag { name } => self.end_element(name),
            CallbackEvent::String { value } => self.add_text(value),
            CallbackEvent::Comment { value } => self.comment(value),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn start_element(&mut self) {
        // Elements inside an unread one are its text.
        if matches!(self.inside, Inside::Unread(_)) {
            return;
        }

        match self.element.as_slice() {
            b"meta" => self.meta(),
            b"link" if self.attributes.is(Attribute::Rel, "canonical") => {
                let href = self.attributes.get(Attribute::Href);
                let href = href.to_owned();
                keep(&mut self.page.canonicals, href);
            }
            b"base" if self.page.base.is_none() => {
                let href = self.attributes.get(Attribute::Href);
                self.page.base = Some(href.to_owned()).filter(|href| !href.is_empty());
            }
            b"title" => self.inside = Inside::Title,
            b"script" if self.attributes.is_json_ld() => {
                keep(&mut self.page.json_ld, String::new());
                self.inside = Inside::JsonLd;
            }
            name => {
                if let Some(unread) = UNREAD.iter().find(|unread| unread.as_bytes() == name) {
                    self.inside = Inside::Unread(unread);
                    return;
                }
                self.page.text.start_element(name);
            }
        }

        // A property of an element that begins an item is still one of the item around it.
        self.properties();
        self.open_element();
        self.open_captures();
    }

    fn open_element(&mut self) {
        if self.element == b"h1" {
            self.open.start_heading();
        }
        let attributes = &self.attributes;
        let item_type = attributes.get(Attribute::Itemtype);
        self.open.start(&StartTag {
            name: &self.element,
            names: &attributes.names(),
            role: attributes.get(Attribute::Role),
            item_type: attributes.begins_item.then_some(item_type),
            line: self.page.text.line_at(usize::MAX),
        });
        self.page.text.set_place(self.open.place());
    }

    /// The dates that attributes say, and the address of the item around.
    fn properties(&mut self) {
        let attributes = &self.attributes;
        let itemprop = attributes.get(Attribute::Itemprop);
        let is_time = self.element == b"time";
        if attributes.has_itemprop("url") || attributes.has_itemprop("mainEntityOfPage") {
            self.open
                .items
                .set_address(self.open.item(), attributes.address());
        }
        if !is_time && itemprop.is_empty() {
            return;
        }

        let Some(role) = attributes.stamp_role(is_time) else {
            return;
        };
        let text = attributes.stamp(is_time);
        if text.is_empty() {
            return;
        }

        if is_time {
            self.time_from = Some((self.page.stamps.len(), self.page.text.position()));
        }
        let stamp = Stamp {
            text: text.to_owned(),
            role,
            is_time,
            shown: None,
            position: Position {
                place: self.open.place(),
                item: self.open.item(),
                line: self.page.text.line_at(usize::MAX),
            },
        };
        keep(&mut self.page.stamps, stamp);
    }

    fn open_captures(&mut self) {
        match self.element.as_slice() {
            b"h1" => self.begin_heading(true),
            b"h2" if self.open_heading.is_none() => self.begin_heading(false),
            b"a" if self.open_heading.is_some() && self.is_link_home() => {
                self.is_heading_home = true;
            }
            b"a" if self.is_link_to_tag() => self.tag_from = Some(self.page.text.position()),
            _ => {}
        }
    }

    fn begin_heading(&mut self, is_first: bool) {
        self.open_heading = Some(OpenHeading {
            from: self.page.text.position(),
            content_from: self.open.content_from(),
            is_first,
        });
        self.is_heading_home = false;
    }

    fn is_link_home(&self) -> bool {
        let href = self.attributes.get(Attribute::Href);
        !href.is_empty() && !href.starts_with('#') && !names_an_article(href)
    }

    fn is_link_to_tag(&self) -> bool {
        let mut rel = self.attributes.get(Attribute::Rel).split_whitespace();
        let is_to_tag = is_address_of_tag(self.attributes.get(Attribute::Href));
        is_to_tag && !self.page.text.is_beside() || rel.any(|rel| rel.eq_ignore_ascii_case("tag"))
    }

    fn end_element(&mut self, name: &[u8]) {
        match self.inside {
            Inside::Unread(unread) if unread.as_bytes() == name => self.inside = Inside::Text,
            Inside::Unread(_) => return,
            Inside::Title | Inside::JsonLd if matches!(name, b"title" | b"script") => {
                self.inside = Inside::Text;
            }
            _ => {}
        }
        match name {
            b"a" => self.end_link(),
            b"h1" => self.end_heading(true),
            b"h2" => self.end_heading(false),
            b"time" => self.end_time(),
            _ => {}
        }

        let text = &mut self.page.text;
        text.end_element(name);
        self.open.end(name, text.next_line());
        text.set_place(self.open.place());
    }

    fn end_time(&mut self) {
        if let Some((stamp, from)) = self.time_from.take()
            && let Some(stamp) = self.page.stamps.get_mut(stamp)
        {
            stamp.shown = self.page.text.since(from);
        }
    }

    fn end_link(&mut self) {
        let from = self.tag_from.take();
        if let Some(tag) = from.and_then(|from| self.page.text.since(from)) {
            keep(&mut self.page.tags, tag);
        }
    }

    fn end_heading(&mut self, is_first: bool) {
        let ended = self.open_heading.take_if(|open| open.is_first == is_first);
        let Some(OpenHeading {
            from, content_from, ..
        }) = ended
        else {
            return;
        };
        let text = &self.page.text;
        let heading = text.since(from).filter(|text| text.len() <= TITLE_BYTES);
        let line = text.line_at(from);

        if let Some(text) = heading.filter(|_| !self.is_heading_home) {
            let heading = Heading {
                text,
                line,
                is_first,
                is_in_header: self.open.place() == Place::Header,
                content_from,
            };
            let headings = if is_first {
                &mut self.page.headings
            } else {
                &mut self.page.subheadings
            };
            keep(headings, heading);
        }
    }

    fn add_text(&mut self, value: &[u8]) {
        let text = String::from_utf8_lossy(value);
        match self.inside {
            Inside::Text => self.page.text.add(&text),
            Inside::Title => push_within(&mut self.page.title, &text, TITLE_BYTES),
            Inside::JsonLd => {
                if let Some(script) = self.page.json_ld.last_mut() {
                    let before = script.len();
                    // The room is shared by all scripts of a page.
                    push_within(script, &text, before + JSON_LD_BYTES - self.json_ld_bytes);
                    self.json_ld_bytes += script.len() - before;
                }
            }
            Inside::Unread(_) => {}
        }
    }

    fn meta(&mut self) {
        let content = self.attributes.get(Attribute::Content);
        let name = match self.attributes.get(Attribute::Name) {
            // Dates of microdata are of the item around them.
            "" if self.attributes.has_itemprop("datePublished") => "",
            "" => self.attributes.get(Attribute::Itemprop),
            name => name,
        };
        if !name.is_empty() && !content.is_empty() {
            let meta = (name.to_ascii_lowercase(), content.to_owned());
            keep(&mut self.page.metas, meta);
        }
    }

    fn comment(&mut self, value: &[u8]) {
        let text = String::from_utf8_lossy(&value[..value.len().min(ATTRIBUTE_BYTES)]);
        self.page.notes.add(text.trim());
    }
}

fn keep<T>(kept: &mut Vec<T>, item: T) {
    if kept.len() < ITEMS_KEPT {
        kept.push(item);
    }
}

fn is_address_of_tag(href: &str) -> bool {
    href.contains("/tag/") || href.contains("/tags/")
}

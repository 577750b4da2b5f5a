//! An HTML page in one pass over its tokens: the text as lines, and the mark-up that names title, address, date.
//!
//! No tree is built, so nesting costs nothing and missing end tags do no harm. Scripts, styles, vector drawings,
//! templates and lists of choices are not text. What is kept of one page is bounded.

use super::{
    html_text::HtmlText,
    lines::{Line, folded},
    site_name::{SiteNames, article_heading},
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
    /// Names (`property`, `name` or `itemprop`, in small letters) and contents of meta elements, in order; and
    /// of other elements with `itemprop="datePublished"`.
    pub metas: Vec<(String, String)>,
    /// Each `link rel="canonical"`.
    pub canonicals: Vec<String>,
    /// `base`, to which relative addresses are relative.
    pub base: Option<String>,
    /// The address that a browser noted when it saved the page.
    pub saved_from: Option<String>,
    /// The text of `title`.
    pub title: String,
    /// The `h1` of the article and its line.
    pub heading: Option<(String, usize)>,
    /// Scripts of JSON-LD.
    pub json_ld: Vec<String>,
    /// Time elements with a `datetime`.
    pub times: Vec<TimeElement>,
    /// Texts of links to tags: `rel="tag"`, or to an address such as `/tags/rubl`.
    pub tags: Vec<String>,
}

/// A time element.
#[derive(Debug)]
pub(super) struct TimeElement {
    /// Its `datetime`.
    pub stamp: String,
    /// Whether it says that it is the time of publication.
    pub role: TimeRole,
    /// The line that contains it, or the line that follows it.
    pub line: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeRole {
    /// `itemprop="datePublished"` or `pubdate`.
    Publication,
    /// Unsaid.
    Unsaid,
    /// `itemprop="dateModified"`, or in a side column or link.
    Other,
}

/// Metas, time elements and tags kept of one page, each.
const ITEMS_KEPT: usize = 200;
/// Bytes of an attribute kept.
const ATTRIBUTE_BYTES: usize = 4 * 1024;
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
    reader.finish()
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
    /// The names that the page gives its site.
    pub fn site_names(&self) -> SiteNames {
        let mut names = SiteNames::default();
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

/// Attributes that are read, by [`Attribute`], each with its last value.
#[derive(Debug, Default)]
struct Attributes {
    values: [String; 7],
    is_pubdate: bool,
}

/// The attribute that the next value belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Attribute {
    /// `name` and `property` are written for each other.
    Name,
    Itemprop,
    Content,
    Href,
    Rel,
    Datetime,
    Type,
    #[default]
    Other,
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
    attribute: Attribute,
    inside: Inside,
    json_ld_bytes: usize,
    /// Where the text of an open link to a tag begins.
    tag_from: Option<usize>,
    heading_from: Option<usize>,
    /// Whether the open heading links to the home page, as a logo does.
    is_heading_home: bool,
    /// Every `h1` with its line.
    headings: Vec<(String, usize)>,
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
                self.attribute = Attribute::Other;
            }
            CallbackEvent::AttributeName { name } => self.attribute = self.attribute_of(name),
            CallbackEvent::AttributeValue { value } => self.attributes.set(self.attribute, value),
            CallbackEvent::CloseStartTag { .. } => self.start_element(),
            CallbackEvent::EndTag { name } => self.end_element(name),
            CallbackEvent::String { value } => self.add_text(value),
            CallbackEvent::Comment { value } => self.comment(value),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn attribute_of(&mut self, name: &[u8]) -> Attribute {
        match name {
            b"name" | b"property" => Attribute::Name,
            b"itemprop" => Attribute::Itemprop,
            b"content" => Attribute::Content,
            b"href" => Attribute::Href,
            b"rel" => Attribute::Rel,
            b"datetime" => Attribute::Datetime,
            b"type" => Attribute::Type,
            b"pubdate" => {
                self.attributes.is_pubdate = true;
                Attribute::Other
            }
            _ => Attribute::Other,
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
            b"time" => self.time(),
            name => {
                if let Some(unread) = UNREAD.iter().find(|unread| unread.as_bytes() == name) {
                    self.inside = Inside::Unread(unread);
                    return;
                }
                self.page.text.start_element(name);
                self.open_captures();
            }
        }
        self.published_of_attributes();
    }

    /// What is no meta element may say the same in its attributes.
    fn published_of_attributes(&mut self) {
        let is_other_element = !matches!(self.element.as_slice(), b"meta" | b"time");
        if is_other_element && self.attributes.is(Attribute::Itemprop, "datepublished") {
            let stamp = match self.attributes.get(Attribute::Content) {
                "" => self.attributes.get(Attribute::Datetime),
                content => content,
            };
            let meta = ("datepublished".to_owned(), stamp.to_owned());
            keep(&mut self.page.metas, meta);
        }
    }

    fn open_captures(&mut self) {
        match self.element.as_slice() {
            b"h1" => {
                self.heading_from = Some(self.page.text.position());
                self.is_heading_home = false;
            }
            b"a" if self.heading_from.is_some() && self.is_link_home() => {
                self.is_heading_home = true;
            }
            b"a" if self.is_link_to_tag() => self.tag_from = Some(self.page.text.position()),
            _ => {}
        }
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
            b"h1" => self.end_heading(),
            _ => {}
        }
        self.page.text.end_element(name);
    }

    fn end_link(&mut self) {
        let from = self.tag_from.take();
        if let Some(tag) = from.and_then(|from| self.page.text.since(from)) {
            keep(&mut self.page.tags, tag);
        }
    }

    fn end_heading(&mut self) {
        if let Some(from) = self.heading_from.take() {
            let text = &self.page.text;
            let heading = text.since(from).filter(|text| text.len() <= TITLE_BYTES);
            let heading = heading.map(|heading| (heading, text.line_at(from)));
            if let Some(heading) = heading.filter(|_| !self.is_heading_home) {
                keep(&mut self.headings, heading);
            }
        }
    }

    /// The page, with the heading of its article.
    fn finish(mut self) -> HtmlPage {
        self.page.text.end_line();
        let title = folded(&self.page.title);
        let titles = [self.page.meta("og:title").unwrap_or_default(), &title];
        let texts = self.headings.iter().map(|(text, _)| text.as_str());
        let found = article_heading(texts, &titles, &self.page.site_names());

        self.page.heading = found.map(|at| self.headings.swap_remove(at));
        self.page
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
            "" => self.attributes.get(Attribute::Itemprop),
            name => name,
        };
        if !name.is_empty() && !content.is_empty() {
            let meta = (name.to_ascii_lowercase(), content.to_owned());
            keep(&mut self.page.metas, meta);
        }
    }

    fn time(&mut self) {
        let datetime = self.attributes.get(Attribute::Datetime);
        if datetime.is_empty() {
            return;
        }

        let is_published = self.attributes.is(Attribute::Itemprop, "datepublished");
        let role = if self.attributes.is_pubdate || is_published {
            TimeRole::Publication
        } else if self.attributes.is(Attribute::Itemprop, "datemodified")
            || self.page.text.is_beside()
        {
            TimeRole::Other
        } else {
            TimeRole::Unsaid
        };
        let time = TimeElement {
            stamp: datetime.to_owned(),
            role,
            line: self.page.text.line_at(usize::MAX),
        };
        keep(&mut self.page.times, time);
    }

    fn comment(&mut self, value: &[u8]) {
        let text = String::from_utf8_lossy(&value[..value.len().min(ATTRIBUTE_BYTES)]);
        if let Some(url) = noted_address(text.trim()) {
            self.page.saved_from.get_or_insert_with(|| url.to_owned());
        }
    }
}

/// The address in `<!-- saved from url=(0038)https://… -->`, as browsers write it, or in the comment of `SingleFile`,
/// which has a line for it.
fn noted_address(comment: &str) -> Option<&str> {
    if let Some(rest) = comment.strip_prefix("saved from url=(") {
        return rest.split_once(')').map(|(_, url)| url.trim());
    }

    let mut lines = comment.lines();
    lines.next().filter(|first| first.contains("SingleFile"))?;
    lines
        .find_map(|line| line.trim().strip_prefix("url:"))
        .map(str::trim)
}

impl Attributes {
    fn clear(&mut self) {
        self.values.iter_mut().for_each(String::clear);
        self.is_pubdate = false;
    }

    fn get(&self, attribute: Attribute) -> &str {
        &self.values[attribute as usize]
    }

    fn is_json_ld(&self) -> bool {
        let kind = self.get(Attribute::Type);
        kind.to_ascii_lowercase().contains("ld+json")
    }

    fn is(&self, attribute: Attribute, value: &str) -> bool {
        self.get(attribute).eq_ignore_ascii_case(value)
    }

    fn set(&mut self, attribute: Attribute, value: &[u8]) {
        // Other attributes have no room.
        if let Some(room) = self.values.get_mut(attribute as usize) {
            room.clear();
            push_within(room, &String::from_utf8_lossy(value), ATTRIBUTE_BYTES);
        }
    }
}

fn keep<T>(kept: &mut Vec<T>, item: T) {
    if kept.len() < ITEMS_KEPT {
        kept.push(item);
    }
}

/// Appends as many whole characters as leave `into` within `most` bytes.
fn push_within(into: &mut String, text: &str, most: usize) {
    let room = most.saturating_sub(into.len());
    into.push_str(&text[..text.floor_char_boundary(room)]);
}

fn is_address_of_tag(href: &str) -> bool {
    href.contains("/tag/") || href.contains("/tags/")
}

//! The tokens of a page that lists news, as the drafts of its items.

use super::{Origin, Part, Shape, absolute, day_of};
use crate::news::void_elements::is_void;
use html5gum::emitters::callback::CallbackEvent;
use jiff::civil::Date;

/// Most items read of one page; a day of Lenta has some five hundred on all its pages.
const MOST_ITEMS: usize = 5_000;

/// Bytes kept of one text of an item.
const TEXT_BYTES: usize = 16 * 1024;

/// An item as the page shows it.
#[derive(Default)]
pub(super) struct Draft {
    pub title: String,
    pub text: String,
    pub time: String,
    pub section: String,
    pub url: String,
    pub sender: String,
    pub author: String,
    /// Whether the message of another is inside it.
    is_forwarded: bool,
    /// How many elements are open inside it.
    depth: usize,
}

/// Attributes that are read.
#[derive(Default)]
struct Attributes {
    class: String,
    href: String,
    datetime: String,
    post: String,
    id: String,
    property: String,
    content: String,
    rel: String,
    title: String,
}

pub(super) struct Reader {
    pub shape: &'static Shape,
    element: String,
    attribute: String,
    attributes: Attributes,
    /// The items that are finished, and the open one.
    pub drafts: Vec<Draft>,
    open: Option<Draft>,
    /// The part that is being read, and the depth at which it ends.
    part: Option<(Part, usize)>,
    /// The name of the channel.
    pub title: String,
    is_in_name: bool,
    /// Addresses of the page itself, the surest first, and of its other pages.
    pub own: Option<String>,
    pub days: Vec<Date>,
}

impl Reader {
    pub fn new(shape: &'static Shape) -> Self {
        Self {
            shape,
            element: String::new(),
            attribute: String::new(),
            attributes: Attributes::default(),
            drafts: Vec::new(),
            open: None,
            part: None,
            title: String::new(),
            is_in_name: false,
            own: None,
            days: Vec::new(),
        }
    }

    pub fn take(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.element = String::from_utf8_lossy(name).into_owned();
                self.attributes = Attributes::default();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = String::from_utf8_lossy(name).into_owned();
            }
            CallbackEvent::AttributeValue { value } => self.keep_attribute(value),
            CallbackEvent::CloseStartTag { self_closing } => self.start(*self_closing),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.add_text(&String::from_utf8_lossy(value)),
            _ => {}
        }
    }

    fn keep_attribute(&mut self, value: &[u8]) {
        let kept = match self.attribute.as_str() {
            "class" => &mut self.attributes.class,
            "href" => &mut self.attributes.href,
            "datetime" => &mut self.attributes.datetime,
            "data-post" => &mut self.attributes.post,
            "data-id" => &mut self.attributes.id,
            "property" => &mut self.attributes.property,
            "content" => &mut self.attributes.content,
            "rel" => &mut self.attributes.rel,
            "title" => &mut self.attributes.title,
            _ => return,
        };
        *kept = String::from_utf8_lossy(value).into_owned();
    }

    fn start(&mut self, is_self_closing: bool) {
        self.note_page();
        self.is_in_name = self.is_name_of_export();
        if is_void(self.element.as_bytes()) || is_self_closing {
            if self.element == "br" {
                self.add_text("\n");
            }
            return;
        }

        if self.is_item() && self.open.is_none() && self.drafts.len() < MOST_ITEMS {
            self.open = Some(Draft {
                url: self.attributes.post.clone(),
                ..Draft::default()
            });
        }
        let Some(draft) = &mut self.open else {
            return;
        };

        draft.depth += 1;
        if draft.url.is_empty() {
            draft.url.clone_from(&self.attributes.href);
        }
        match self.shape.origin {
            Origin::Channel if !self.attributes.datetime.is_empty() => {
                draft.time.clone_from(&self.attributes.datetime);
            }
            // The first is the message's own; a forwarded one has another inside.
            Origin::Export
                if draft.time.is_empty() && has_class(&self.attributes.class, "date") =>
            {
                draft.time.clone_from(&self.attributes.title);
            }
            _ => {}
        }
        draft.is_forwarded |= has_class(&self.attributes.class, "forwarded");
        if self.part.is_none() {
            let depth = draft.depth;
            let is_forwarded = draft.is_forwarded;
            // A message quotes others, with texts of the same class: its own is the last.
            let part = self.part_of_element();
            let part = part.filter(|part| *part != Part::Sender || !is_forwarded);
            self.part = part.map(|part| (part, depth));
            if let Some((Part::Text, _)) = self.part {
                self.clear_text();
            }
        }
        if matches!(self.element.as_str(), "p" | "div") {
            self.add_text("\n");
        }
    }

    /// Whether an element above the messages of an export has the name of the chat.
    fn is_name_of_export(&self) -> bool {
        let class = &self.attributes.class;
        self.shape.origin == Origin::Export
            && self.open.is_none()
            && self.title.is_empty()
            && has_class(class, "text")
            && has_class(class, "bold")
    }

    fn clear_text(&mut self) {
        if let Some(draft) = &mut self.open {
            draft.text.clear();
        }
    }

    fn is_item(&self) -> bool {
        if self.shape.item.is_empty() {
            return self.element == "div" && !self.attributes.id.is_empty();
        }
        has_class(&self.attributes.class, self.shape.item)
    }

    fn part_of_element(&self) -> Option<Part> {
        let (_, part) = self.shape.parts.iter().find(|(name, _)| {
            if self.shape.item.is_empty() {
                self.element == *name
            } else {
                has_class(&self.attributes.class, name)
            }
        })?;
        Some(*part)
    }

    /// What the page says of itself, and where its other pages are.
    fn note_page(&mut self) {
        let attributes = &self.attributes;
        match self.element.as_str() {
            "meta" if attributes.property == "og:title" => {
                self.title.clone_from(&attributes.content);
            }
            "meta" if attributes.property == "og:url" => {
                self.own = Some(attributes.content.clone());
            }
            "link" if attributes.rel == "canonical" => self.own = Some(attributes.href.clone()),
            // Links to the days before and after are there too; the parts of a day are its own.
            "a" if self.open.is_none() && attributes.href.contains("/page") => {
                let whole = absolute(&attributes.href, self.shape.site);
                self.days.extend(day_of(&whole));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        self.is_in_name = false;
        if matches!(name, b"p" | b"div") {
            self.add_text("\n");
        }
        let Some(draft) = &mut self.open else {
            return;
        };

        draft.depth = draft.depth.saturating_sub(1);
        let depth = draft.depth;
        self.part.take_if(|(_, ends_at)| depth < *ends_at);
        if depth == 0 {
            self.drafts.extend(self.open.take());
        }
    }

    fn add_text(&mut self, text: &str) {
        if self.is_in_name && self.title.len() + text.len() <= TEXT_BYTES {
            self.title.push_str(text);
        }
        let (Some(draft), Some((part, _))) = (&mut self.open, self.part) else {
            return;
        };
        let kept = match part {
            Part::Title => &mut draft.title,
            Part::Text => &mut draft.text,
            Part::Time => &mut draft.time,
            Part::Section => &mut draft.section,
            Part::Sender => &mut draft.sender,
            Part::Author => &mut draft.author,
        };
        if kept.len() + text.len() <= TEXT_BYTES {
            kept.push_str(text);
        }
    }

    /// The end of the page is that of the item that is open.
    pub fn end_of_page(&mut self) {
        self.drafts.extend(self.open.take());
    }
}

fn has_class(classes: &str, class: &str) -> bool {
    classes.split_ascii_whitespace().any(|one| one == class)
}

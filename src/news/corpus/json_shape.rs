//! What an object of JSON is: a record, or what holds a list of records.

use super::{
    columns::is_title,
    json_record::Surroundings,
    json_values::{Member, Next, Values},
    telegram,
};
use crate::table::{Mapping, Window};
use serde::de::IgnoredAny;
use std::io::Read;

/// The keys of the lists that records are in.
const LISTS: [&str; 16] = [
    "items",
    "articles",
    "posts",
    "messages",
    "stories",
    "documents",
    "results",
    "entries",
    "headlines",
    "news",
    "data",
    "hits",
    "list",
    "rows",
    "docs",
    "children",
];

/// The keys of the objects that hold a list: of an account of Telegram, of the Guardian and the New York Times, of
/// Elasticsearch, of Reddit.
const GROUPS: [&str; 5] = ["chats", "left_chats", "response", "hits", "data"];

/// Groups in each other that are looked into.
const MOST_GROUPS: usize = 3;

/// Whether what begins here is read as a document and not line by line.
pub(super) fn is_document<R: Read>(window: &mut Window<R>) -> bool {
    let mut values = Values { window };
    if values.next_byte() != Some(b'{') {
        return true;
    }

    match values.shape() {
        Shape::Holder(_) => true,
        Shape::Record(end) => {
            let bytes = &values.window.bytes()[..end];
            let behind = &values.window.bytes()[end..];
            if behind.trim_ascii().is_empty() && values.window.is_all() {
                return true;
            }
            // The quote that is missing in one line may be found in the next.
            bytes.contains(&b'\n') && serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
        }
        Shape::Broken => {
            let mut lines = values.window.bytes().split(|byte| *byte == b'\n');
            let first = lines.next().unwrap_or_default().trim_ascii_end();
            let has_more = lines.next().is_some();
            has_more && first.ends_with(b"{") || first.ends_with(b"[") || first.ends_with(b",")
        }
    }
}

/// What an object is.
pub(super) enum Shape {
    /// It holds a list of records, or an object that holds one, here.
    Holder(Member),
    /// It is a record itself, and ends there.
    Record(usize),
    /// It cannot be seen whole.
    Broken,
}

impl<R: Read> Values<'_, R> {
    /// What the object is that the window begins with.
    pub fn shape(&mut self) -> Shape {
        self.shape_at(0, MOST_GROUPS)
    }

    /// What the object is that begins at a place.
    fn shape_at(&mut self, start: usize, groups: usize) -> Shape {
        let mut at = start + 1;
        let mut has_title = false;
        loop {
            let member = match self.next_member(at) {
                Next::Member(member) => member,
                Next::End(end) => return Shape::Record(end),
                Next::Lost => return Shape::Broken,
            };
            let Member { key, value_at, .. } = &member;
            let is_holder = self.is_list(key, *value_at, has_title)
                || !has_title && self.is_group_within(key, *value_at, groups);
            if is_holder {
                return Shape::Holder(member);
            }

            has_title |= is_title(&Mapping::default(), &member.key);
            match self.value_end(member.value_at) {
                Some(end) => at = end,
                None => return Shape::Broken,
            }
        }
    }

    /// Whether the value of a key is an object that holds a list of records.
    pub fn is_group(&mut self, key: &str, at: usize) -> bool {
        self.is_group_within(key, at, MOST_GROUPS)
    }

    fn is_group_within(&mut self, key: &str, at: usize, groups: usize) -> bool {
        groups > 0
            && GROUPS.contains(&key)
            && self.window.bytes().get(at) == Some(&b'{')
            && matches!(self.shape_at(at, groups - 1), Shape::Holder(_))
    }

    /// Whether the list that the window begins with is one of messages.
    pub fn are_messages(&mut self) -> bool {
        let end = self.value_end(1);
        let first = end.and_then(|end| std::str::from_utf8(&self.window.bytes()[1..end]).ok());
        first.is_some_and(telegram::is_message)
    }

    /// Whether the value of a key is a list of records. What a titled record lists are its parts, but a JSON Feed has a
    /// title too.
    pub fn is_list(&mut self, key: &str, at: usize, has_title: bool) -> bool {
        let is_named = LISTS.iter().any(|name| name.eq_ignore_ascii_case(key));
        if !is_named || self.window.bytes().get(at) != Some(&b'[') {
            return false;
        }

        match self.first_in_list(at) {
            Some(b'{') => !has_title || key == "items",
            Some(b']') => !has_title,
            _ => false,
        }
    }
}

/// The texts that an object has next to its list, as far as a window shows them.
#[derive(Default)]
pub(super) struct Preface(Vec<(String, String)>);

impl Preface {
    /// The texts among the members of the object that the window begins with.
    pub fn read<R: Read>(values: &mut Values<'_, R>) -> Self {
        let mut texts = Vec::new();
        let mut at = 1;
        while let Next::Member(member) = values.next_member(at) {
            let Some(end) = values.value_end(member.value_at) else {
                break;
            };
            let value = &values.window.bytes()[member.value_at..end];
            if member.first == b'"'
                && let Ok(text) = serde_json::from_slice(value)
            {
                texts.push((member.key, text));
            }
            at = end;
        }

        Self(texts)
    }

    pub fn text(&self, key: &str) -> Option<&str> {
        let (_, text) = self.0.iter().find(|(known, _)| known == key)?;
        Some(text.trim()).filter(|text| !text.is_empty())
    }

    pub fn surroundings(&self, list: &str) -> Surroundings {
        let is_feed =
            list == "items" && self.text("version").is_some_and(|v| v.contains("jsonfeed"));
        // A feed and a channel publish what they list; a title of another answer is a heading.
        let source = match list {
            "items" if is_feed => self.text("title"),
            "messages" => self.text("name"),
            _ => None,
        };
        Surroundings {
            source: source.map(str::to_owned),
            has_posts: is_feed,
        }
    }
}

//! The attributes of a start tag that say what an element is, and what of a date.

use super::stamps::StampRole;

/// Bytes of an attribute kept.
pub(super) const ATTRIBUTE_BYTES: usize = 4 * 1024;

/// Attributes that are read, by [`Attribute`], each with its last value.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    values: [String; 12],
    is_pubdate: bool,
    /// Whether it has `itemscope`.
    pub begins_item: bool,
    open: Attribute,
}

/// The attribute that the next value belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Attribute {
    /// `name` and `property` are written for each other.
    Name,
    Itemprop,
    Content,
    Href,
    Rel,
    Datetime,
    Type,
    Class,
    Id,
    Role,
    Itemtype,
    Itemid,
    #[default]
    Other,
}

impl Attributes {
    /// The attribute that the next value belongs to.
    pub fn begin(&mut self, name: &[u8]) {
        self.open = match name {
            b"name" | b"property" => Attribute::Name,
            b"itemprop" => Attribute::Itemprop,
            b"content" => Attribute::Content,
            b"href" => Attribute::Href,
            b"rel" => Attribute::Rel,
            b"datetime" => Attribute::Datetime,
            b"type" => Attribute::Type,
            b"class" => Attribute::Class,
            b"id" => Attribute::Id,
            b"role" => Attribute::Role,
            b"itemtype" => Attribute::Itemtype,
            b"itemid" => Attribute::Itemid,
            b"itemscope" => {
                self.begins_item = true;
                Attribute::Other
            }
            b"pubdate" => {
                self.is_pubdate = true;
                Attribute::Other
            }
            _ => Attribute::Other,
        };
    }

    pub fn clear(&mut self) {
        self.values.iter_mut().for_each(String::clear);
        self.is_pubdate = false;
        self.begins_item = false;
        self.open = Attribute::Other;
    }

    /// `class` and `id`.
    pub fn names(&self) -> String {
        format!("{} {}", self.get(Attribute::Class), self.get(Attribute::Id))
    }

    pub fn has_itemprop(&self, name: &str) -> bool {
        let mut names = self.get(Attribute::Itemprop).split_ascii_whitespace();
        names.any(|itemprop| itemprop.eq_ignore_ascii_case(name))
    }

    /// The address that a property gives.
    pub fn address(&self) -> &str {
        [Attribute::Itemid, Attribute::Content, Attribute::Href]
            .into_iter()
            .map(|attribute| self.get(attribute))
            .find(|address| !address.is_empty())
            .unwrap_or_default()
    }

    /// What a stamp says of itself; `None` for a property that is no date of publication.
    pub fn stamp_role(&self, is_time: bool) -> Option<StampRole> {
        if self.has_itemprop("datePublished") {
            Some(StampRole::Property)
        } else if self.is_pubdate {
            Some(StampRole::Publication)
        } else if is_time {
            Some(if self.has_itemprop("dateModified") {
                StampRole::Other
            } else {
                StampRole::Unsaid
            })
        } else {
            None
        }
    }

    pub fn stamp(&self, is_time: bool) -> &str {
        match self.get(Attribute::Content) {
            content if !is_time && !content.is_empty() => content,
            _ => self.get(Attribute::Datetime),
        }
    }

    pub fn get(&self, attribute: Attribute) -> &str {
        &self.values[attribute as usize]
    }

    pub fn is_json_ld(&self) -> bool {
        let kind = self.get(Attribute::Type);
        kind.to_ascii_lowercase().contains("ld+json")
    }

    pub fn is(&self, attribute: Attribute, value: &str) -> bool {
        self.get(attribute).eq_ignore_ascii_case(value)
    }

    pub fn set(&mut self, value: &[u8]) {
        // Other attributes have no room.
        if let Some(room) = self.values.get_mut(self.open as usize) {
            room.clear();
            push_within(room, &String::from_utf8_lossy(value), ATTRIBUTE_BYTES);
        }
    }
}

/// Appends as many whole characters as leave `into` within `most` bytes.
pub(super) fn push_within(into: &mut String, text: &str, most: usize) {
    let room = most.saturating_sub(into.len());
    into.push_str(&text[..text.floor_char_boundary(room)]);
}

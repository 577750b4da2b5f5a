//! A value of JSON as text, whatever object or list it is packed in.

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::{borrow::Cow, fmt};

/// The members of an object that hold its text, the best first.
const TEXTS_OF_OBJECTS: [&str; 13] = [
    "rendered",
    "text",
    // Of MongoDB: of a date, and of the number in it.
    "$date",
    "$numberLong",
    // Of the New York Times: of a headline, a keyword and a byline.
    "main",
    "value",
    "original",
    "name",
    "title",
    "date",
    // Of fundus: of a `body`, and of an `html`.
    "summary",
    "requested_url",
    "responded_url",
];

/// A key as it is written; only one with escapes is copied.
#[derive(Deserialize)]
pub(super) struct Key<'k>(#[serde(borrow)] pub Cow<'k, str>);

/// Writes a value as text: the elements of a list one a line, but the pieces of a text as they follow each other; nothing
/// for null and false. Gives whether the value was in pieces, or was one.
pub(super) struct TextSeed<'o>(pub &'o mut String);

impl<'de> DeserializeSeed<'de> for TextSeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TextSeed<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<bool, E> {
        self.0.push_str(text);
        Ok(false)
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_bool<E>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E>(self, number: i64) -> Result<bool, E> {
        self.0.push_str(&number.to_string());
        Ok(false)
    }

    fn visit_u64<E>(self, number: u64) -> Result<bool, E> {
        self.0.push_str(&number.to_string());
        Ok(false)
    }

    fn visit_f64<E>(self, number: f64) -> Result<bool, E> {
        self.0.push_str(&number.to_string());
        Ok(false)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        let from = self.0.len();
        let mut lengths = Vec::new();
        let mut has_pieces = false;
        loop {
            let start = self.0.len();
            let Some(is_piece) = list.next_element_seed(TextSeed(&mut *self.0))? else {
                break;
            };
            has_pieces |= is_piece;
            lengths.push(self.0.len() - start);
            self.0.push('\n');
        }

        // What the elements are is known behind the last one.
        if has_pieces {
            let written = self.0.split_off(from);
            let mut rest = written.as_str();
            for length in lengths {
                self.0.push_str(&rest[..length]);
                rest = &rest[length + 1..];
            }
        }
        Ok(has_pieces)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let from = self.0.len();
        let mut has_kind = false;
        let mut best = TEXTS_OF_OBJECTS.len();
        while let Some(Key(key)) = map.next_key()? {
            has_kind |= key == "type";
            let rank = TEXTS_OF_OBJECTS.iter().position(|known| *known == key);
            let Some(rank) = rank.filter(|rank| *rank < best) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };

            let mut text = String::new();
            map.next_value_seed(TextSeed(&mut text))?;
            if !text.is_empty() {
                best = rank;
                self.0.truncate(from);
                self.0.push_str(&text);
            }
        }

        Ok(has_kind && best < TEXTS_OF_OBJECTS.len())
    }
}

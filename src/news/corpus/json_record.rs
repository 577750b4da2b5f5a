//! One JSON object as a headline. Keys are looked up as they come and texts kept in buffers that are used again: no map
//! is made of a record.
//!
//! A text may be packed into an object (`{"rendered": …}` of WordPress, `{"name": …}` of NewsAPI and JSON Feed) or be a
//! list of pieces (Telegram).

use super::{
    RowProblem,
    columns::{Clock, has_dates},
    field::{CorpusField, FIELDS, HEADLINE_FIELDS},
    row::RowTexts,
    text::{post_title, without_gaps},
    unknown_columns::UnknownColumns,
};
use crate::{model::Headline, news::address::joined, table::Mapping};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};
use std::{borrow::Cow, fmt};

/// The members of an object that hold its text.
const TEXTS_OF_OBJECTS: [&str; 7] = [
    "rendered",
    "text",
    "name",
    "title",
    // Of fundus: of a `body`, and of an `html`.
    "summary",
    "responded_url",
    "requested_url",
];

/// The site of the Bank of Russia.
const BANK: &str = "https://www.cbr.ru";

/// Fields in which a number is the id of something that the record does not name, and whether only a list of them is:
/// `"author": 1`, `"tags": [5, 7]`.
const NAMING_FIELDS: [(CorpusField, bool); 4] = [
    (CorpusField::Source, false),
    (CorpusField::Author, false),
    (CorpusField::Section, true),
    (CorpusField::Tags, true),
];

/// What the document around a record says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Surroundings {
    /// The source of records that name none.
    pub source: Option<String>,
    /// Whether records may all be short posts without titles.
    pub has_posts: bool,
}

/// A key whose values are dates although its name is not that of a date; `None` if another key has such a name.
pub(super) fn key_with_dates<'o>(
    objects: impl IntoIterator<Item = &'o Map<String, Value>>,
    mapping: &Mapping,
) -> Option<String> {
    let dates = [CorpusField::Published, CorpusField::Date].map(|field| field as usize);
    let mut columns = UnknownColumns::default();
    for (key, value) in objects.into_iter().flatten() {
        let known = mapping.field_of(key, &HEADLINE_FIELDS);
        if known.is_some_and(|(field, _)| dates.contains(&field)) {
            return None;
        }
        columns.add(key, value.as_str().unwrap_or("?"), mapping);
    }

    columns.with_dates().map(str::to_owned)
}

/// The fields of the object being read.
pub(super) struct Record<'m> {
    mapping: &'m Mapping,
    texts: [String; FIELDS],
    /// For each field, the rank of the key that its text was read from.
    ranks: [Option<u8>; FIELDS],
    clocks: [Clock; 2],
    /// Whether GDELT wrote it, which puts blanks before commas.
    is_from_gdelt: bool,
    /// Whether the Bank of Russia wrote it: its addresses lack the host.
    is_from_bank: bool,
}

impl<'m> Record<'m> {
    pub fn new(mapping: &'m Mapping) -> Self {
        Self {
            mapping,
            texts: Default::default(),
            ranks: [None; FIELDS],
            clocks: Default::default(),
            is_from_gdelt: false,
            is_from_bank: false,
        }
    }

    pub fn headline(
        &mut self,
        json: &str,
        stem: &str,
        around: &Surroundings,
    ) -> Result<Headline, RowProblem> {
        self.read(json).map_err(|error| RowProblem::Json {
            cause: error.to_string(),
        })?;
        for (field, is_list) in NAMING_FIELDS {
            let text = &mut self.texts[field as usize];
            let has_no_name = text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'\n');
            if has_no_name && (!is_list || text.contains('\n')) {
                text.clear();
            }
        }

        // The `html` of fundus has the address; that of others is the page itself.
        let url = &mut self.texts[CorpusField::Url as usize];
        if url.contains('<') {
            url.clear();
        }
        if self.is_from_bank && url.starts_with('/') {
            *url = joined(BANK, url).unwrap_or_default();
        }

        let source = &mut self.texts[CorpusField::Source as usize];
        if let Some(known) = around.source.as_ref().filter(|_| source.is_empty()) {
            source.push_str(known);
        }
        if self.is_from_gdelt {
            let title = &mut self.texts[CorpusField::Title as usize];
            *title = without_gaps(title);
        }

        RowTexts {
            texts: self
                .texts
                .each_ref()
                .map(|text| Cow::Borrowed(text.as_str())),
            clocks: self.clocks,
            has_date_column: has_dates(&self.ranks),
            has_day_numbers: false,
        }
        .headline(stem)
    }

    fn read(&mut self, json: &str) -> serde_json::Result<()> {
        self.texts.iter_mut().for_each(String::clear);
        self.ranks = [None; FIELDS];
        self.is_from_gdelt = false;
        self.is_from_bank = false;

        let mut json = serde_json::Deserializer::from_str(json);
        json.deserialize_map(RecordVisitor(self))?;
        json.end()
    }

    /// Takes a key in, if it is the best yet for its field.
    fn key(&mut self, key: &str) -> Option<usize> {
        self.is_from_gdelt |= key == "seendate";
        self.is_from_bank |= key == "DocDate";
        let (field, rank) = self.mapping.field_of(key, &HEADLINE_FIELDS)?;
        let known = &mut self.ranks[field];
        if known.is_some_and(|known| known < rank) {
            return None;
        }

        *known = Some(rank);
        // A better key comes after a worse one: what that one had is dropped.
        if field == CorpusField::Published as usize {
            self.clocks[0] = Clock::of(key);
        } else if field == CorpusField::Date as usize {
            self.clocks[1] = Clock::of(key);
        }
        self.texts[field].clear();

        Some(field)
    }

    /// A title in pieces is the first line of a post.
    fn end_of_pieces(&mut self, field: usize, has_pieces: bool) {
        if has_pieces && field == CorpusField::Title as usize {
            self.texts[field] = post_title(&self.texts[field]);
        }
    }
}

struct RecordVisitor<'o, 'm>(&'o mut Record<'m>);

impl<'de> Visitor<'de> for RecordVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        // The whole object is read even where all fields are known: a row is sound only to its end.
        while let Some(Key(key)) = map.next_key()? {
            match self.0.key(&key) {
                Some(field) => {
                    let has_pieces = map.next_value_seed(TextSeed(&mut self.0.texts[field]))?;
                    self.0.end_of_pieces(field, has_pieces);
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }

        Ok(())
    }
}

/// A key as it is written; only one with escapes is copied.
#[derive(Deserialize)]
struct Key<'k>(#[serde(borrow)] Cow<'k, str>);

/// Writes a value as text: the elements of a list one a line, but the pieces of a text as they follow each other; nothing
/// for null and false. Gives whether the value was in pieces, or was one.
struct TextSeed<'o>(&'o mut String);

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
        let mut has_kind = false;
        let mut is_known = false;
        while let Some(Key(key)) = map.next_key()? {
            has_kind |= key == "type";
            if !is_known && TEXTS_OF_OBJECTS.contains(&&*key) {
                is_known = true;
                map.next_value_seed(TextSeed(&mut *self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }

        Ok(has_kind && is_known)
    }
}

//! One JSON object as a headline. Keys are looked up as they come and texts kept in buffers that are used again: no map
//! is made of a record.
//!
//! A text may be packed into an object (`{"rendered": …}` of WordPress, `{"name": …}` of NewsAPI and JSON Feed, `{"$date": …}`
//! of MongoDB) or be a list of pieces (Telegram), and the fields may be in an object inside (`_source` of Elasticsearch,
//! `data` of Reddit).

use super::{
    RowProblem,
    columns::{Clock, has_dates},
    day_order::DayOrder,
    field::{CorpusField, FIELDS, HEADLINE_FIELDS},
    json_text::{Key, TextSeed},
    row::{ReadRow, RowTexts},
    text::{post_title, without_gaps},
};
use crate::{news::address::joined, table::Mapping};
use serde::{
    Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::{borrow::Cow, fmt};

/// The objects inside a record that have fields of it: of Elasticsearch, of Reddit, of the Guardian, of JSON:API and of
/// GraphQL.
pub(super) const INNER_RECORDS: [&str; 5] = ["_source", "data", "fields", "attributes", "node"];

/// Behind the ranks of all names: what a record has itself goes before what an object inside it has.
const INNER_RANK: u8 = 100;

/// Keys that may hold an address, for records without any other.
const IDS: [&str; 2] = ["id", "guid"];

/// Sites that leave their host out of addresses, by a key that only their records have: the Bank of Russia and Reddit.
const SITES: [(&str, &str); 2] = [
    ("DocDate", "https://www.cbr.ru"),
    ("subreddit", "https://www.reddit.com"),
];

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

/// The fields of the object being read.
pub(super) struct Record<'m> {
    mapping: &'m Mapping,
    texts: [String; FIELDS],
    /// For each field, the rank of the key that its text was read from.
    ranks: [Option<u8>; FIELDS],
    clocks: [Clock; 2],
    /// Whether GDELT wrote it, which puts blanks before commas.
    is_from_gdelt: bool,
    /// The site that addresses without a host are of.
    site: Option<&'static str>,
    id: String,
    /// What is first in dates with slashes, where the first records show it.
    pub day_order: Option<DayOrder>,
}

impl<'m> Record<'m> {
    pub fn new(mapping: &'m Mapping) -> Self {
        Self {
            mapping,
            texts: Default::default(),
            ranks: [None; FIELDS],
            clocks: Default::default(),
            is_from_gdelt: false,
            site: None,
            id: String::new(),
            day_order: None,
        }
    }

    pub fn row(
        &mut self,
        json: &str,
        stem: &str,
        around: &Surroundings,
    ) -> Result<ReadRow, RowProblem> {
        self.read(json).map_err(|error| RowProblem::Json {
            cause: error.to_string(),
        })?;
        self.drop_numbers();
        self.mend_address();

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
            day_order: self.day_order,
        }
        .read(stem)
    }

    /// Drops the ids of what the record does not name.
    fn drop_numbers(&mut self) {
        for (field, is_list) in NAMING_FIELDS {
            let text = &mut self.texts[field as usize];
            let has_no_name = text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'\n');
            if has_no_name && (!is_list || text.contains('\n')) {
                text.clear();
            }
        }
    }

    fn mend_address(&mut self) {
        let url = &mut self.texts[CorpusField::Url as usize];
        // The `html` of fundus has the address; that of others is the page itself.
        if url.contains('<') {
            url.clear();
        }
        if url.is_empty()
            && ["http://", "https://"]
                .iter()
                .any(|start| self.id.starts_with(start))
        {
            url.push_str(&self.id);
        }
        if let Some(site) = self.site.filter(|_| url.starts_with('/')) {
            *url = joined(site, url).unwrap_or_default();
        }
    }

    fn read(&mut self, json: &str) -> serde_json::Result<()> {
        self.texts.iter_mut().for_each(String::clear);
        self.ranks = [None; FIELDS];
        self.is_from_gdelt = false;
        self.site = None;
        self.id.clear();

        let mut json = serde_json::Deserializer::from_str(json);
        json.deserialize_map(RecordVisitor {
            record: self,
            added_rank: 0,
        })?;
        json.end()
    }

    /// Takes a key in, if it is the best yet for its field.
    fn key(&mut self, key: &str, added_rank: u8) -> Option<usize> {
        self.is_from_gdelt |= key == "seendate";
        if let Some((_, site)) = SITES.iter().find(|(mark, _)| *mark == key) {
            self.site = Some(site);
        }
        // By the rule for names, `_source` is `source` too.
        if key == INNER_RECORDS[0] {
            return None;
        }
        let (field, rank) = self.mapping.field_of(key, &HEADLINE_FIELDS)?;
        let rank = rank + added_rank;
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

struct RecordVisitor<'o, 'm> {
    record: &'o mut Record<'m>,
    /// What the ranks of its names are raised by.
    added_rank: u8,
}

impl<'de> Visitor<'de> for RecordVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { record, added_rank } = self;
        // The whole object is read even where all fields are known: a row is sound only to its end.
        while let Some(Key(key)) = map.next_key()? {
            if let Some(field) = record.key(&key, added_rank) {
                let has_pieces = map.next_value_seed(TextSeed(&mut record.texts[field]))?;
                record.end_of_pieces(field, has_pieces);
            } else if IDS.contains(&&*key) && record.id.is_empty() {
                map.next_value_seed(TextSeed(&mut record.id))?;
            } else if INNER_RECORDS.contains(&&*key) {
                map.next_value_seed(InnerSeed(record))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }

        Ok(())
    }
}

/// Reads the fields of an object inside a record; other values have none.
struct InnerSeed<'o, 'm>(&'o mut Record<'m>);

impl<'de> DeserializeSeed<'de> for InnerSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for InnerSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        RecordVisitor {
            record: self.0,
            added_rank: INNER_RANK,
        }
        .visit_map(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
}

//! One JSON object a line. Keys are looked up as they come and texts kept in buffers that are used again: no map
//! is made of a row.

use super::{
    CorpusError, Reading, RowProblem,
    columns::{Clock, check_columns, has_dates},
    field::{CorpusField, FIELDS, HEADLINE_FIELDS},
    row::{RowTexts, decoded},
};
use crate::{
    model::Headline,
    table::{Mapping, Next, Window},
};
use encoding_rs::Encoding;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};
use std::{borrow::Cow, collections::BTreeSet, fmt, io::Read, ops::ControlFlow};

/// Lines looked at for their keys before anything is read.
const SAMPLE_LINES: usize = 100;

/// Reads objects to the end.
pub(super) fn read_objects<R: Read>(
    window: &mut Window<R>,
    encoding: &'static Encoding,
    reading: &mut Reading<'_>,
) -> Result<ControlFlow<()>, CorpusError> {
    check_keys(window.bytes(), reading.mapping)?;
    Ok(read_lines(window, encoding, reading))
}

fn read_lines<R: Read>(
    window: &mut Window<R>,
    encoding: &'static Encoding,
    reading: &mut Reading<'_>,
) -> ControlFlow<()> {
    let mut object = Object::new(reading.mapping);
    loop {
        match window.next_line() {
            Next::Row(length) => {
                let line = window.bytes()[..length].trim_ascii();
                if !line.is_empty() {
                    let headline = decoded(encoding, line)
                        .and_then(|line| object.headline(&line, reading.stem));
                    reading.row(window.line(), headline)?;
                }
                window.advance(length);
            }
            Next::TooLong => reading.leave_out_line(window)?,
            Next::End => return ControlFlow::Continue(()),
        }
    }
}

/// Proves by the first lines that there are titles, and the keys of the mapping.
fn check_keys(sample: &[u8], mapping: &Mapping) -> Result<(), CorpusError> {
    let lines = sample.split(|byte| *byte == b'\n').take(SAMPLE_LINES);
    let objects: Vec<Map<String, Value>> = lines
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect();
    let keys: BTreeSet<&str> = objects
        .iter()
        .flat_map(Map::keys)
        .map(String::as_str)
        .collect();

    // A sample without one whole object proves nothing: its lines are then reported one by one.
    if objects.is_empty() {
        Ok(())
    } else {
        check_columns(mapping, &keys.into_iter().collect::<Vec<_>>())
    }
}

/// The fields of the object being read.
struct Object<'m> {
    mapping: &'m Mapping,
    texts: [String; FIELDS],
    /// For each field, the rank of the key that its text was read from.
    ranks: [Option<u8>; FIELDS],
    clocks: [Clock; 2],
}

impl<'m> Object<'m> {
    fn new(mapping: &'m Mapping) -> Self {
        Self {
            mapping,
            texts: Default::default(),
            ranks: [None; FIELDS],
            clocks: Default::default(),
        }
    }

    fn headline(&mut self, line: &str, stem: &str) -> Result<Headline, RowProblem> {
        self.texts.iter_mut().for_each(String::clear);
        self.ranks = [None; FIELDS];
        let mut json = serde_json::Deserializer::from_str(line);
        json.deserialize_map(ObjectVisitor(self))
            .and_then(|()| json.end())
            .map_err(|error| RowProblem::Json {
                cause: error.to_string(),
            })?;

        RowTexts {
            texts: self
                .texts
                .each_ref()
                .map(|text| Cow::Borrowed(text.as_str())),
            clocks: self.clocks,
            has_date_column: has_dates(&self.ranks),
        }
        .headline(stem)
    }

    /// Takes a key in, if it is the best yet for its field.
    fn key(&mut self, key: &str) -> Option<usize> {
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
}

struct ObjectVisitor<'o, 'm>(&'o mut Object<'m>);

impl<'de> Visitor<'de> for ObjectVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        // The whole object is read even where all fields are known: a row is sound only to its end.
        while let Some(Key(key)) = map.next_key()? {
            match self.0.key(&key) {
                Some(field) => map.next_value_seed(TextSeed(&mut self.0.texts[field]))?,
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

/// Writes a value as text: the elements of a list one a line, nothing for null, objects and false.
struct TextSeed<'o>(&'o mut String);

impl<'de> DeserializeSeed<'de> for TextSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TextSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.push_str(text);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.0.push_str(&number.to_string());
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.0.push_str(&number.to_string());
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.0.push_str(&number.to_string());
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(TextSeed(&mut *self.0))?.is_some() {
            self.0.push('\n');
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

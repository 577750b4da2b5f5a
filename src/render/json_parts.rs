//! What every JSON document is written with: exact numbers, days, keys in their order, and lines.
//!
//! Values are borrowed where that can be, so that a row costs no allocation. Figures are written through raw values: a
//! float would lose digits, a string would not be a number.

use super::digits::Digits;
use crate::model::{Decimal, Span};
use jiff::civil::Date;
use serde::{Serialize, Serializer, ser::Error as _};
use serde_json::value::RawValue;
use std::io::{self, Write};

/// Serialises values under the keys of a contract, in the order in which they are written; a key marked `if some` is
/// absent where it has no value.
macro_rules! serialize_keys {
    ($serializer:expr, { $($key:literal $(if $some:ident)?: $value:expr,)* }) => {{
        use serde::ser::SerializeMap as _;
        let mut map = $serializer.serialize_map(None)?;
        $(serialize_keys!(@entry map, $key, $value $(, $some)?);)*
        map.end()
    }};
    (@entry $map:ident, $key:literal, $value:expr) => {
        $map.serialize_entry($key, &$value)?
    };
    (@entry $map:ident, $key:literal, $value:expr, some) => {
        if let Some(value) = &$value {
            $map.serialize_entry($key, value)?;
        }
    };
}
pub(super) use serialize_keys;

/// A value in the form that its JSON has here, where that is more than its own `Serialize` or another one.
#[derive(Clone, Copy)]
pub struct Json<T>(pub T);

impl<T: Serialize> Serialize for Json<&T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// The rows of a list in the form that their JSON has.
pub fn rows<T>(rows: &[T]) -> Vec<Json<&T>> {
    rows.iter().map(Json).collect()
}

/// A number with exactly its digits.
#[derive(Clone, Copy, Serialize)]
pub struct Number(pub Decimal);

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = Digits::of(*self);
        // A float would lose digits; a raw value is copied as it is.
        serde_json::from_str::<&RawValue>(digits.as_str())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

/// `"2024-05-21"`, as the date itself is written, but without its formatter: for rows that come by the thousand.
#[derive(Clone, Copy)]
pub struct Day(pub Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Digits::date(self.0).as_str())
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("from", self.from()), ("to", self.to())])
    }
}

/// A value by its `Display`.
pub struct Shown<T>(pub T);

impl<T: std::fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// `{"key":value}`: a document of one key.
pub struct Keyed<T>(pub &'static str, pub T);

impl<T: Serialize> Serialize for Keyed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(self.0, &self.1)])
    }
}

/// Writes a JSON document and the end of its line.
pub fn write_line(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::new();
    push_line(document, &mut line)?;
    out.write_all(&line)
}

pub fn push_line(document: &impl Serialize, line: &mut Vec<u8>) -> io::Result<()> {
    // Into memory first: a document is many small pieces, and each would be a call through the writer's table.
    serde_json::to_writer(&mut *line, document)?;
    line.push(b'\n');
    Ok(())
}

//! The first records of a stream of JSON: what their keys are, before anything is read of them.

use super::{
    CorpusError,
    columns::check_columns,
    day_order::{DayOrder, DayOrders},
    field::{CorpusField, HEADLINE_FIELDS},
    json_list_path::ListPath,
    json_record::INNER_RECORDS,
    telegram,
    unknown_columns::UnknownColumns,
};
use crate::table::Mapping;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Records looked at.
pub(super) const SAMPLE_RECORDS: usize = 100;

/// Some of the first records.
pub(super) struct Sample(Vec<Map<String, Value>>);

impl Sample {
    /// Those of the texts that are whole objects.
    pub fn of<'t>(texts: impl Iterator<Item = &'t [u8]>) -> Self {
        let objects = texts.take(SAMPLE_RECORDS);
        Self(
            objects
                .filter_map(|text| serde_json::from_slice(text).ok())
                .collect(),
        )
    }

    /// Whether the records have any keys at all.
    pub fn has_keys(&self) -> bool {
        self.0.iter().any(|object| !object.is_empty())
    }

    /// Whether a record is a post of Telegram.
    pub fn has_posts(&self) -> bool {
        let mut marks = telegram::MARKS.iter();
        marks.any(|mark| self.0.iter().any(|object| object.contains_key(*mark)))
    }

    /// Proves that there are titles, and the keys of the mapping.
    pub fn check(&self, mapping: &Mapping) -> Result<(), CorpusError> {
        let keys: BTreeSet<&str> = self.members().map(|(key, _)| key).collect();
        check_columns(mapping, &keys.into_iter().collect::<Vec<_>>()).map_err(|error| {
            // The records may be in a list where none is looked for.
            let nested = self.0.iter().find_map(ListPath::find);
            nested.map_or(error, CorpusError::NestedRecords)
        })
    }

    /// A key with dates for values, although its name is not one of a date; `None` if another key has such a name.
    pub fn key_with_dates(&self, mapping: &Mapping) -> Option<String> {
        let mut columns = UnknownColumns::default();
        for (key, value) in self.members() {
            if is_date(key, mapping) {
                return None;
            }
            columns.add(key, value.as_str().unwrap_or("?"), mapping);
        }

        columns.with_dates().map(str::to_owned)
    }

    /// What is first in dates with slashes, where the records show it.
    pub fn day_order(&self, mapping: &Mapping) -> Option<DayOrder> {
        let mut orders = DayOrders::default();
        for (key, value) in self.members() {
            if let Some(text) = value.as_str().filter(|_| is_date(key, mapping)) {
                orders.see(text);
            }
        }

        orders.decided()
    }

    /// The members of all records, and of the objects in them that have fields too.
    fn members(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flatten().flat_map(|(key, value)| {
            let inner = Some(value).filter(|_| INNER_RECORDS.contains(&key.as_str()));
            let inner = inner.and_then(Value::as_object).into_iter().flatten();
            std::iter::once((key, value))
                .chain(inner)
                .map(|(key, value)| (key.as_str(), value))
        })
    }
}

fn is_date(key: &str, mapping: &Mapping) -> bool {
    let dates = [CorpusField::Published, CorpusField::Date].map(|field| field as usize);
    let field = mapping.field_of(key, &HEADLINE_FIELDS);
    field.is_some_and(|(field, _)| dates.contains(&field))
}

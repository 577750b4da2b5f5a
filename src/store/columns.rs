//! The values in the columns of a row, as the model has them.

use super::bad_row::name_row;
use crate::model::{Nominal, Record, Span};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Row;
use rusqlite::types::Type;

/// An ISO date from column `at`.
pub(super) fn date(row: &Row<'_>, at: usize) -> rusqlite::Result<Date> {
    row.get_ref(at)?
        .as_str()?
        .parse()
        .map_err(|error: jiff::Error| invalid(at, error))
}

pub(super) fn optional_date(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Date>> {
    if row.get_ref(at)? == rusqlite::types::ValueRef::Null {
        Ok(None)
    } else {
        date(row, at).map(Some)
    }
}

/// An instant from column `at`, if there is one.
pub(super) fn optional_instant(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Timestamp>> {
    let Some(text) = row.get_ref(at)?.as_str_or_null()? else {
        return Ok(None);
    };
    text.parse()
        .map(Some)
        .map_err(|error: jiff::Error| invalid(at, error))
}

/// A record from the columns `record_date, nominal, value_e4` that come first in a row.
pub(super) fn record(row: &Row<'_>) -> rusqlite::Result<Record> {
    let columns = || {
        let nominal = Nominal::new(row.get(1)?).map_err(|error| invalid(1, error))?;
        Record::new(date(row, 0)?, nominal, row.get(2)?).map_err(|error| invalid(2, error))
    };
    name_row("rate", row, columns())
}

/// A span of days from the columns `from_date, to_date` that come first in a row.
pub(super) fn span(row: &Row<'_>) -> rusqlite::Result<Span> {
    Span::new(date(row, 0)?, date(row, 1)?)
        .ok_or_else(|| invalid(1, "a span that ends before it begins"))
}

/// A stored value that is not what the schema promises.
pub(super) fn invalid(
    column: usize,
    cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, cause.into())
}

//! The values in the columns of a row, as the model has them.

use super::{SqlResult, bad_row::name_row};
use crate::model::{Nominal, Record, Span};
use rusqlite::{
    Connection, OptionalExtension, Params, Row,
    types::{Type, ValueRef},
};
use std::{error::Error, str::FromStr};

/// Why a value could not be read.
type Cause = Box<dyn Error + Send + Sync>;

/// Reads all rows of a query.
pub fn load_all<T, All: FromIterator<T>>(
    connection: &Connection,
    sql: &str,
    values: impl Params,
    read: impl FnMut(&Row<'_>) -> SqlResult<T>,
) -> SqlResult<All> {
    connection
        .prepare_cached(sql)?
        .query_map(values, read)?
        .collect()
}

/// Reads the first row of a query, if there is one.
pub fn load_first<T>(
    connection: &Connection,
    sql: &str,
    values: impl Params,
    read: impl FnOnce(&Row<'_>) -> SqlResult<T>,
) -> SqlResult<Option<T>> {
    connection
        .prepare_cached(sql)?
        .query_row(values, read)
        .optional()
}

/// Shows the rows of a query one by one, where all of them would not fit in memory.
pub fn visit_rows(
    connection: &Connection,
    sql: &str,
    values: impl Params,
    mut visit: impl FnMut(&Row<'_>) -> SqlResult<()>,
) -> SqlResult<()> {
    let mut select = connection.prepare_cached(sql)?;
    let mut rows = select.query(values)?;
    while let Some(row) = rows.next()? {
        visit(row)?;
    }

    Ok(())
}

/// Writes one row, or whatever else a statement does.
pub fn execute(connection: &Connection, sql: &str, values: impl Params) -> SqlResult<()> {
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// The text in column `at`, borrowed from the row.
pub fn text_at<'a>(row: &'a Row<'_>, at: usize) -> SqlResult<&'a str> {
    Ok(row.get_ref(at)?.as_str()?)
}

/// A date, an instant or another value that is stored as text in column `at`.
pub fn parsed<T: FromStr<Err: Into<Cause>>>(row: &Row<'_>, at: usize) -> SqlResult<T> {
    text_at(row, at)?
        .parse()
        .map_err(|error: T::Err| invalid(at, error))
}

/// The same, where the column may be empty.
pub fn optional<T: FromStr<Err: Into<Cause>>>(row: &Row<'_>, at: usize) -> SqlResult<Option<T>> {
    match row.get_ref(at)? {
        ValueRef::Null => Ok(None),
        _ => parsed(row, at).map(Some),
    }
}

/// A record from the columns `record_date, nominal, value_e4` that come first in a row.
pub fn record(row: &Row<'_>) -> SqlResult<Record> {
    name_row("rate", row, record_of_columns(row))
}

fn record_of_columns(row: &Row<'_>) -> SqlResult<Record> {
    let nominal = Nominal::new(row.get(1)?).map_err(|error| invalid(1, error))?;
    Record::new(parsed(row, 0)?, nominal, row.get(2)?).map_err(|error| invalid(2, error))
}

/// The date, nominal and value of a record, as the store writes them.
pub fn figures(record: &Record) -> (String, i64, i64) {
    let date = record.record_date().to_string();
    (date, record.nominal().units(), record.value_e4())
}

/// A span of days from the columns `from_date, to_date` that come first in a row.
pub fn span(row: &Row<'_>) -> SqlResult<Span> {
    Span::new(parsed(row, 0)?, parsed(row, 1)?)
        .ok_or_else(|| invalid(1, "a span that ends before it begins"))
}

/// The first and last day of a span, as the store writes them.
pub fn ends(span: Span) -> [String; 2] {
    [span.from().to_string(), span.to().to_string()]
}

/// A stored value that is not what the schema promises.
pub fn invalid(column: usize, cause: impl Into<Cause>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, cause.into())
}

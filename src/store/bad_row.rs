//! A stored value that is not what the schema promises, named by its table, row and column.
//!
//! The SQL library knows only the position of the column ("Conversion error from type Text at index: 8"), and
//! that does not help to find the row.

use crate::error::{Bilingual, Error};
use rusqlite::types::ValueRef;
use rusqlite::{ErrorCode, Row};
use std::fmt;
use std::path::Path;

/// Most characters of a value in a message.
const MOST_VALUE: usize = 60;

/// The place and text of an unreadable value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BadRow {
    table: &'static str,
    /// The row's first column, by which it can be found.
    row: String,
    column: String,
    value: String,
}

impl BadRow {
    /// Names a value where no row of a query is at hand.
    pub(super) fn new(
        table: &'static str,
        row: impl fmt::Display,
        column: &str,
        value: &str,
    ) -> Self {
        Self {
            table,
            row: row.to_string(),
            column: column.to_owned(),
            value: value.to_owned(),
        }
    }

    /// As a line of `rates db check`.
    pub(super) fn words(&self) -> Bilingual {
        let Self {
            table,
            row,
            column,
            value,
        } = self;
        Bilingual::new(
            format!("{table} {row}, column {column}: {value} cannot be read"),
            format!("{table} {row}, столбец {column}: {value} не читается"),
        )
    }
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().en)
    }
}

impl std::error::Error for BadRow {}

/// Names the row in an error of reading one of its values; other errors stay as they are. The first column must be
/// the one by which the row of `table` is known.
pub(super) fn name_row<T>(
    table: &'static str,
    row: &Row<'_>,
    read: rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    use rusqlite::Error as E;
    read.map_err(|error| match &error {
        E::FromSqlConversionFailure(_, _, cause) if cause.is::<BadRow>() => error,
        E::FromSqlConversionFailure(at, ..)
        | E::Utf8Error(at, _)
        | E::InvalidColumnType(at, ..)
        | E::IntegralValueOutOfRange(at, _) => bad_row(table, row, *at).into(),
        _ => error,
    })
}

fn bad_row(table: &'static str, row: &Row<'_>, at: usize) -> BadRow {
    let value = |at: usize| row.get_ref(at).map_or_else(|_| "?".to_owned(), shown);
    let column = row.as_ref().column_name(at).unwrap_or("?").to_owned();
    // The first column is a key, not a quotation.
    let key = value(0).trim_matches('`').to_owned();
    BadRow {
        table,
        row: key,
        column,
        value: value(at),
    }
}

impl From<BadRow> for rusqlite::Error {
    fn from(bad: BadRow) -> Self {
        Self::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(bad))
    }
}

/// A value for a message: short, without control characters.
fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Blob(bytes) => format!("a blob of {} bytes", bytes.len()),
        ValueRef::Text(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            let plain = text
                .chars()
                .map(|c| if c.is_control() { '\u{fffd}' } else { c });
            let short: String = plain.take(MOST_VALUE).collect();
            let end = if text.chars().count() > MOST_VALUE {
                "…"
            } else {
                ""
            };
            format!("`{short}{end}`")
        }
    }
}

/// Turns an error of the SQL library into the program's own. Damage and refusal are kept apart because the next step
/// differs.
pub(super) fn store_error(path: &Path, error: &rusqlite::Error) -> Error {
    let fault = match error {
        rusqlite::Error::FromSqlConversionFailure(_, _, cause) => {
            match cause.downcast_ref::<BadRow>() {
                Some(bad) => bad.words(),
                None => {
                    return Error::Store {
                        path: path.to_owned(),
                        cause: cause.to_string(),
                    };
                }
            }
        }
        rusqlite::Error::Utf8Error(..) | rusqlite::Error::InvalidColumnType(..) => malformed(error),
        error if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => malformed(error),
        error => {
            return Error::Store {
                path: path.to_owned(),
                cause: error.to_string(),
            };
        }
    };
    Error::Damaged {
        path: path.to_owned(),
        faults: vec![fault],
    }
}

/// The message for a file with damaged pages, with SQLite's words.
pub(super) fn malformed(error: &rusqlite::Error) -> Bilingual {
    Bilingual::new(
        format!("the file is damaged: {error}"),
        format!("файл повреждён: {error}"),
    )
}

/// A row's error as a line.
pub(super) fn words_of(error: &rusqlite::Error) -> Bilingual {
    match store_error(Path::new(""), error) {
        Error::Damaged { mut faults, .. } if faults.len() == 1 => faults.remove(0),
        _ => malformed(error),
    }
}

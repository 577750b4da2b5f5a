//! A stored value that is not what the schema promises, named by its table, row and column.
//!
//! The SQL library knows only the position of the column ("Conversion error from type Text at index: 8"), and
//! that does not help to find the row.

use super::SqlResult;
use crate::error::{Bilingual, Error, Refusal};
use rusqlite::{
    ErrorCode, Row,
    types::{Type, ValueRef},
};
use std::{fmt::Display, path::Path};

/// Most characters of a value in a message.
const MOST_VALUE: usize = 60;

/// The place and text of an unreadable value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub struct BadRow {
    table: &'static str,
    /// The row's first column, by which it can be found.
    row: String,
    column: String,
    value: String,
}

impl BadRow {
    /// Names a value where no row of a query is at hand.
    pub fn new(table: &'static str, row: impl Display, column: &str, value: &str) -> Self {
        Self {
            table,
            row: row.to_string(),
            column: column.to_owned(),
            value: value.to_owned(),
        }
    }

    /// As a line of `rates db check`.
    pub fn words(&self) -> Bilingual {
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

impl From<BadRow> for rusqlite::Error {
    fn from(bad: BadRow) -> Self {
        Self::FromSqlConversionFailure(0, Type::Text, Box::new(bad))
    }
}

/// Names the row in an error of reading one of its values; other errors stay as they are. The first column must be
/// the one by which the row of `table` is known.
pub fn name_row<T>(table: &'static str, row: &Row<'_>, read: SqlResult<T>) -> SqlResult<T> {
    use rusqlite::Error as E;
    read.map_err(|error| match &error {
        // A function further down knew the row better.
        E::FromSqlConversionFailure(_, _, cause) if cause.is::<BadRow>() => error,
        E::FromSqlConversionFailure(at, ..)
        | E::Utf8Error(at, _)
        | E::InvalidColumnType(at, ..)
        | E::IntegralValueOutOfRange(at, _) => bad_row(table, row, *at).into(),
        _ => error,
    })
}

fn bad_row(table: &'static str, row: &Row<'_>, at: usize) -> BadRow {
    BadRow {
        table,
        // The first column is a key, not a quotation.
        row: column_text(row, 0).trim_matches('`').to_owned(),
        column: row.as_ref().column_name(at).unwrap_or("?").to_owned(),
        value: column_text(row, at),
    }
}

/// A value for a message: short, without control characters.
fn column_text(row: &Row<'_>, at: usize) -> String {
    match row.get_ref(at) {
        Err(_) => "?".to_owned(),
        Ok(ValueRef::Null) => "NULL".to_owned(),
        Ok(ValueRef::Integer(number)) => number.to_string(),
        Ok(ValueRef::Real(number)) => number.to_string(),
        Ok(ValueRef::Blob(bytes)) => format!("a blob of {} bytes", bytes.len()),
        Ok(ValueRef::Text(bytes)) => quote(&String::from_utf8_lossy(bytes)),
    }
}

fn quote(text: &str) -> String {
    let mut quoted: String = text
        .chars()
        .take(MOST_VALUE)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();

    if text.chars().count() > MOST_VALUE {
        quoted.push('…');
    }

    format!("`{quoted}`")
}

/// Turns an error of the SQL library into the program's own. Damage and refusal are kept apart because the next step
/// differs.
pub fn store_error(path: &Path, error: &rusqlite::Error) -> Error {
    use rusqlite::Error as E;
    let is_corrupt = error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt);
    let fault = match error {
        E::FromSqlConversionFailure(_, _, cause) => match cause.downcast_ref::<BadRow>() {
            Some(bad) => bad.words(),
            None => return Error::store(path, unnamed_refusal(cause)),
        },
        E::Utf8Error(..) | E::InvalidColumnType(..) => malformed(error),
        _ if is_corrupt => malformed(error),
        _ => return Error::store(path, refusal(error)),
    };

    Error::Damaged {
        path: path.to_owned(),
        faults: vec![fault],
    }
}

/// What SQLite's result codes mean to the user, and the next step.
fn refusal(error: &rusqlite::Error) -> Refusal {
    let Some(code) = error.sqlite_error_code() else {
        return unnamed_refusal(error);
    };
    let (russian, next) = match code {
        ErrorCode::CannotOpen => (
            "файл базы не открывается",
            (
                "--db names a file, not a folder; check that it and its folder may be read and written",
                "в --db указывают файл, а не папку; проверьте права на чтение и запись файла и его папки",
            ),
        ),
        ErrorCode::NotADatabase => (
            "это не база SQLite",
            ("name another file with --db", "укажите другой файл в --db"),
        ),
        ErrorCode::ReadOnly
        | ErrorCode::PermissionDenied
        | ErrorCode::AuthorizationForStatementDenied => (
            "в базу нельзя писать",
            (
                "make the file and its folder writable, or copy it and name the copy with --db",
                "откройте запись в файл и его папку или скопируйте его и укажите копию в --db",
            ),
        ),
        ErrorCode::DatabaseBusy
        | ErrorCode::DatabaseLocked
        | ErrorCode::FileLockingProtocolFailed => (
            "база занята другой программой",
            (
                "wait until the other program is done with the file, then try again",
                "дождитесь, пока другая программа закончит работу с файлом, и повторите",
            ),
        ),
        ErrorCode::DiskFull => (
            "на диске нет места",
            (
                "make room on the disk; what was stored before is safe",
                "освободите место на диске; сохранённое раньше цело",
            ),
        ),
        ErrorCode::SystemIoFailure => (
            "диск не читается или не пишется",
            (
                "check the disk, then the file with `rates db check`",
                "проверьте диск, а затем файл: `rates db check`",
            ),
        ),
        _ => return unnamed_refusal(error),
    };

    Refusal::new(error.to_string(), russian, next)
}

/// A refusal that only the library can name.
fn unnamed_refusal(error: impl Display) -> Refusal {
    Refusal::new(
        error.to_string(),
        format!("SQLite отказала ({error})"),
        (
            "look for faults in the file with `rates db check`, or name another one with --db",
            "проверьте файл командой `rates db check` или укажите другой в --db",
        ),
    )
}

/// The message for a file with damaged pages, with SQLite's words.
pub fn malformed(error: &rusqlite::Error) -> Bilingual {
    Bilingual::new(
        format!("the file is damaged: {error}"),
        format!("файл повреждён ({error})"),
    )
}

/// A row's error as a line.
pub fn words_of(error: &rusqlite::Error) -> Bilingual {
    match store_error(Path::new(""), error) {
        Error::Damaged { mut faults, .. } if faults.len() == 1 => faults.remove(0),
        _ => malformed(error),
    }
}

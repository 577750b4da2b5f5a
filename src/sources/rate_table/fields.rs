//! The columns of a table of rates, and the fields of its rows.

use crate::{
    encoding::is_damaged,
    model::RowCause,
    table::{FieldNames, Row},
};
use std::borrow::Cow;

/// The columns of a table of rates, by the names that the Bank's own tables and people give them. `curs`, `cdx` and
/// `data` are in the tables that the Bank's site exports.
pub const RATE_FIELDS: [FieldNames; 6] = [
    &[
        "date",
        "data",
        "дата",
        "day",
        "день",
        "record date",
        "дата курса",
    ],
    &[
        "char_code",
        "code",
        "charcode",
        "букв. код",
        "буквенный код",
        "currency",
        "currency code",
        "валюта",
        "код валюты",
        "код",
        "cdx",
    ],
    &["nominal", "номинал", "единиц", "units"],
    &["value", "rate", "curs", "курс", "значение", "курс цб"],
    &["source", "источник"],
    &["span"],
];

pub(super) fn field<'r>(row: &Row<'r>, column: usize) -> Result<Cow<'r, str>, RowCause> {
    let text = row.get(column).ok_or(RowCause::FewerFields)?;
    if is_damaged(&text) {
        return Err(RowCause::NotUtf8);
    }
    Ok(text)
}

/// A field that must not be empty; `at` is its place in [`RATE_FIELDS`].
pub(super) fn filled<'r>(
    row: &Row<'r>,
    column: usize,
    at: usize,
) -> Result<Cow<'r, str>, RowCause> {
    let text = field(row, column)?;
    if text.is_empty() {
        return Err(RowCause::EmptyField(RATE_FIELDS[at][0]));
    }
    Ok(text)
}

/// A field of a column that may be missing or empty.
pub(super) fn optional_field<'r>(
    row: &Row<'r>,
    column: Option<usize>,
) -> Result<Option<Cow<'r, str>>, RowCause> {
    let text = column.map(|column| field(row, column)).transpose()?;
    Ok(text.filter(|text| !text.is_empty()))
}

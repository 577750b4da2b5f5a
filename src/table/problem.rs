//! Why nothing of a table can be read.

use super::window::LONGEST_ROW_BYTES;
use crate::model::{echoed, parse_amount, parse_written_day};
use std::fmt;

/// Why nothing of a table can be read. Texts of the user are shortened for a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableError {
    /// No bytes, or blanks alone.
    Empty,
    /// Bytes that are no text: a workbook, a picture, an archive.
    NotText,
    /// A row beyond [`LONGEST_ROW_BYTES`]: it cannot be read, and is not passed over without a word.
    RowTooLong,
    /// No column that could be that of a field.
    NoColumn {
        /// Own name of the field.
        field: &'static str,
        /// The columns there are.
        found: Vec<String>,
    },
    /// The first line has data where the names of columns should be.
    NoHeader {
        /// Own name of a field that is needed.
        field: &'static str,
        /// What the line has.
        found: Vec<String>,
    },
    /// Two columns of which either could be a field's.
    TwoColumns {
        /// Own name of the field.
        field: &'static str,
        /// Their names.
        columns: [String; 2],
    },
    /// A mapping to a column that is not there.
    NoMappedColumn {
        /// Own name of the field.
        field: &'static str,
        /// The column it was to be read from.
        column: String,
        /// The columns there are.
        found: Vec<String>,
    },
}

impl TableError {
    /// A field has no column; `names` are those of the columns there are.
    pub fn no_column(field: &'static str, names: &[&str]) -> Self {
        let found = echoed_names(names);
        // No column is named by a date or a figure.
        let is_data = |name: &&str| parse_written_day(name).is_ok() || parse_amount(name).is_ok();
        if names.iter().any(is_data) {
            return Self::NoHeader { field, found };
        }

        Self::NoColumn { field, found }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            Self::NotText => {
                f.write_str("not a table of text, but a workbook perhaps, or UTF-16 without a byte order mark; save it as CSV in UTF-8")
            }
            Self::RowTooLong => write!(
                f,
                "a row of more than {} MiB; shorten it, or look for a quote that is never closed",
                LONGEST_ROW_BYTES >> 20
            ),
            Self::NoColumn { field, found } => write!(
                f,
                "no column for the field `{field}` among {}; name it with --map \"{field}=COLUMN\"",
                listed(found)
            ),
            Self::NoHeader { field, found } => write!(
                f,
                "data ({}) in the place of the names of columns; put a line with the names above it, \
                 `{field}` among them",
                listed(found)
            ),
            Self::TwoColumns {
                field,
                columns: [one, other],
            } => write!(
                f,
                "two columns for the field `{field}`: `{one}` and `{other}`; rename the one that is \
                 not meant"
            ),
            Self::NoMappedColumn {
                field,
                column,
                found,
            } => write!(
                f,
                "no column `{column}` for the field `{field}`; there are {}",
                listed(found)
            ),
        }
    }
}

impl std::error::Error for TableError {}

fn listed(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// Columns named in a message about a table that lacks one.
const MOST_NAMED: usize = 20;

/// The names of columns as a message repeats them; the last is `…` where there are more.
pub(super) fn echoed_names(names: &[&str]) -> Vec<String> {
    let mut shown: Vec<String> = names
        .iter()
        .take(MOST_NAMED)
        .map(|name| echoed(name))
        .collect();
    if names.len() > MOST_NAMED {
        shown.push("…".to_owned());
    }

    shown
}

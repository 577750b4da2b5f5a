//! Why nothing of a table can be read.

use crate::model::echoed;
use std::fmt;

/// Why nothing of a table can be read. Texts of the user are shortened for a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableError {
    /// No bytes, or blanks alone.
    Empty,
    /// Bytes that are no text: a workbook, a picture, an archive.
    NotText,
    /// No column that could be that of a field.
    NoColumn {
        /// Own name of the field.
        field: &'static str,
        /// The columns there are.
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
    /// A field has no column; `found` are the columns there are.
    pub fn no_column(field: &'static str, found: &[&str]) -> Self {
        Self::NoColumn {
            field,
            found: echoed_names(found),
        }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            Self::NotText => {
                f.write_str("not a table of text; save it as CSV, a workbook cannot be read")
            }
            Self::NoColumn { field, found } => write!(
                f,
                "no column for the field `{field}` among {}; name it with --map \"{field}=COLUMN\"",
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

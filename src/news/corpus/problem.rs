//! What can be wrong with a collection and with its rows, in words.

use super::json_list_path::ListPath;
use crate::{
    model::echoed,
    table::{LONGEST_ROW_BYTES, TableError},
};
use std::fmt;

/// A row that was left out, or a member that was, or the rest of a broken stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The file inside a tar.
    pub member: Option<String>,
    /// The line that it begins with, from 1.
    pub line: u64,
    /// What is wrong.
    pub what: RowProblem,
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(member) = &self.member {
            write!(f, "{member}, ")?;
        }
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// What can be wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// Nothing to show.
    #[error("no title")]
    NoTitle,
    /// Fields that do not fit the header.
    #[error("{found} fields where the header has {header}")]
    FieldCount {
        /// Fields of the row.
        found: usize,
        /// Columns of the header.
        header: usize,
    },
    /// A date that cannot be read.
    #[error("`{text}` is not a date")]
    Date {
        /// Its first characters.
        text: String,
    },
    /// A date that can be two days, in a column that does not show which.
    #[error(
        "`{text}` can be two days, and no date of its column shows whether the day or the month is first: write YYYY-MM-DD"
    )]
    AmbiguousDate {
        /// Its first characters.
        text: String,
    },
    /// A time beside a day that was read.
    #[error("`{text}` is not a time; the headline has its day alone")]
    Time {
        /// Its first characters.
        text: String,
    },
    /// Bytes that are no text, in a file that is UTF-8 elsewhere.
    #[error("not UTF-8")]
    NotUtf8,
    /// A line beyond [`LONGEST_ROW_BYTES`].
    #[error("longer than {} MiB", LONGEST_ROW_BYTES >> 20)]
    TooLong,
    /// No JSON object.
    #[error("not a JSON object: {cause}")]
    Json {
        /// The parser's words.
        cause: String,
    },
    /// A JSON value that is no object, among objects.
    #[error("not a JSON object")]
    NoObject,
    /// JSON that ends in the middle of a value; what came before has been handed on.
    #[error("the JSON ends or breaks in the middle of a value; the rest cannot be read")]
    JsonEnds,
    /// A file inside a tar that is no collection.
    #[error(transparent)]
    Member(CorpusError),
    /// The stream broke off; everything before has been handed on.
    #[error("the rest cannot be read: {cause}")]
    Cut {
        /// The unpacker's or the system's words.
        cause: String,
    },
}

impl RowProblem {
    /// Whether the row was left out; otherwise it was handed on without what could not be read.
    pub const fn leaves_out(&self) -> bool {
        !matches!(self, Self::Time { .. })
    }

    pub(super) fn time(text: &str) -> Self {
        Self::Time { text: echoed(text) }
    }

    pub(super) fn ambiguous_date(text: &str) -> Self {
        Self::AmbiguousDate { text: echoed(text) }
    }

    pub(super) fn date(date: &str, time: Option<&str>) -> Self {
        Self::Date {
            text: echoed([date, time.unwrap_or_default()].join(" ").trim_end()),
        }
    }
}

/// Why nothing of a collection could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorpusError {
    /// Bytes that are neither text nor packed in a way known here.
    #[error("neither text (CSV, TSV, JSON lines) nor gzip, bzip2, Zstandard or tar of it")]
    NotText,
    /// JSON without objects.
    #[error(
        "JSON without objects; headlines are read from objects such as {{\"title\": …, \"url\": …, \"date\": …}}"
    )]
    NoRecords,
    /// JSON with its records in a list where none is looked for.
    #[error(
        "no records where they are looked for, but a list of objects at `{0}` with the keys {keys}: \
         `{command}` takes them out, and --map title=KEY says which key has the titles",
        keys = .0.keys(),
        command = .0.command()
    )]
    NestedRecords(ListPath),
    /// An account of Telegram without channels.
    #[error(
        "this export of a Telegram account has no channels, only {chats} other {}, which {} not news; export the channel itself", if *chats == 1 { "chat" } else { "chats" }, if *chats == 1 { "is" } else { "are" }
    )]
    NoChannels {
        /// Chats in it.
        chats: u64,
    },
    /// A chat of Telegram, exported by itself.
    #[error(
        "a Telegram chat of the type `{kind}`: messages of people are no news; export a channel"
    )]
    OtherChat {
        /// As the export writes it.
        kind: String,
    },
    /// A table without titles, or without a mapped column.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A tar without anything that could be a collection.
    #[error("no CSV, TSV or JSON file among the {members} of the archive")]
    NoTables {
        /// Files in it.
        members: u64,
    },
    /// The stream broke off before anything could be read.
    #[error("cannot be read: {cause}")]
    Unreadable {
        /// The unpacker's or the system's words.
        cause: String,
    },
}

impl CorpusError {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "it is what becomes of the error"
    )]
    pub(super) fn unreadable(error: std::io::Error) -> Self {
        Self::Unreadable {
            cause: error.to_string(),
        }
    }
}

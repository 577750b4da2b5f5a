//! Collections of headlines, read as a stream: tables and lines of JSON, packed or not, by whatever names their
//! columns go.
//!
//! Read in this order: `container` undoes packers and tar, `window` moves over the text, `split` and `delimited`
//! find the rows of tables, `json_lines` those of JSON, `columns` says which text is what, and `row` makes the
//! headline (`date`, `text`). A bad row is reported by its line and left out, the rest goes on; memory is bounded
//! by the longest row and the packers' windows, whatever the input.

mod columns;
mod container;
mod date;
mod delimited;
mod encoding;
mod json_lines;
#[cfg(test)]
mod reading_tests;
mod row;
mod split;
mod text;
mod window;

pub use columns::{CorpusField, Mapping, MappingError, field_names};
pub use window::LONGEST_ROW_BYTES;

use crate::model::Headline;
use container::{Unpacked, unpacked, walk_tar};
use encoding::TextEncoding;
use std::fmt;
use std::io::Read;
use std::ops::ControlFlow;
use window::Window;

/// A row of a collection, as it is handed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A sound one.
    Headline(Headline),
    /// One that was left out.
    Fault(RowFault),
}

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

/// Characters shown of a text that could not be read.
const CHARACTERS_SHOWN: usize = 40;

impl RowProblem {
    fn date(date: &str, time: Option<&str>) -> Self {
        let text = [date, time.unwrap_or_default()].join(" ");
        Self::Date { text: text.trim_end().chars().take(CHARACTERS_SHOWN).collect() }
    }
}

/// Why nothing of a collection could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorpusError {
    /// No bytes, or blanks alone.
    #[error("the file is empty")]
    Empty,
    /// Bytes that are neither text nor packed in a way known here.
    #[error("neither text (CSV, TSV, JSON lines) nor gzip, bzip2, Zstandard or tar of it")]
    NotText,
    /// One JSON array instead of lines.
    #[error("one JSON list; write one object a line")]
    JsonList,
    /// No column that could be a title's.
    #[error("no column `title` among {}; name it with title=COLUMN", listed(found))]
    NoTitles {
        /// The columns or keys there are.
        found: Vec<String>,
    },
    /// A mapping to a column that is not there.
    #[error("no column `{column}` for the field `{field}`; there are {}", listed(found))]
    NoColumn {
        /// The field.
        field: CorpusField,
        /// The column it was to be read from.
        column: String,
        /// The columns or keys there are.
        found: Vec<String>,
    },
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

/// Columns shown of a file that lacks one.
const COLUMNS_SHOWN: usize = 20;

fn listed(names: &[String]) -> String {
    let shown = names.iter().take(COLUMNS_SHOWN);
    let short = |name: &String| format!("`{}`", name.chars().take(CHARACTERS_SHOWN).collect::<String>());
    let more = if names.len() > COLUMNS_SHOWN { ", …" } else { "" };
    shown.map(short).collect::<Vec<_>>().join(", ") + more
}

/// What was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CorpusSummary {
    /// Headlines handed on.
    pub headlines: u64,
    /// Those of them without a date.
    pub undated: u64,
    /// Faults handed on.
    pub faults: u64,
    /// Tables read: one, or those of a tar.
    pub tables: u64,
    /// Whether the caller ended the reading.
    pub is_stopped: bool,
}

/// Reads a collection and hands each row to `sink`, which may end the reading. `stem` is the source of headlines
/// that name none and have no address. Headlines and faults come in the order of the input.
///
/// Rows beyond [`LONGEST_ROW_BYTES`] are left out. Besides one such row, memory is taken by the unpackers alone: at
/// most two windows of Zstandard of 128 MiB each, and 8 MB for bzip2.
///
/// # Errors
/// [`CorpusError`] when the input is no collection. A stream that breaks off later is a fault, and no error.
pub fn read_corpus(
    input: impl Read,
    stem: &str,
    mapping: &Mapping,
    sink: &mut dyn FnMut(Row) -> ControlFlow<()>,
) -> Result<CorpusSummary, CorpusError> {
    let Unpacked { input, is_tar } = unpacked(input).map_err(unreadable)?;
    let mut reading =
        Reading { stem, mapping, sink, member: None, summary: CorpusSummary::default(), is_cut: false };
    let flow = if is_tar { reading.read_tar(input)? } else { reading.read_text(input)? };
    reading.summary.is_stopped = flow.is_break();
    Ok(reading.summary)
}

/// A collection being read.
struct Reading<'c> {
    stem: &'c str,
    mapping: &'c Mapping,
    sink: &'c mut dyn FnMut(Row) -> ControlFlow<()>,
    member: Option<String>,
    summary: CorpusSummary,
    is_cut: bool,
}

impl Reading<'_> {
    fn row(&mut self, line: u64, headline: Result<Headline, RowProblem>) -> ControlFlow<()> {
        match headline {
            Ok(headline) => {
                self.summary.headlines += 1;
                self.summary.undated += u64::from(headline.dated.is_none());
                (self.sink)(Row::Headline(headline))
            }
            Err(what) => self.fault(line, what),
        }
    }

    fn fault(&mut self, line: u64, what: RowProblem) -> ControlFlow<()> {
        self.summary.faults += 1;
        (self.sink)(Row::Fault(RowFault { member: self.member.clone(), line, what }))
    }

    /// Leaves out a line that is too long for the window.
    fn leave_out_line<R: Read>(&mut self, window: &mut Window<R>) -> ControlFlow<()> {
        let line = window.line();
        window.skip_line();
        self.fault(line, RowProblem::TooLong)
    }

    fn read_text(&mut self, input: impl Read) -> Result<ControlFlow<()>, CorpusError> {
        let mut window = Window::new(input);
        if window.bytes().starts_with(b"\xef\xbb\xbf") {
            window.advance(3);
        }
        let sample = window.bytes();
        let encoding = TextEncoding::of(sample);
        let read = match sample.trim_ascii_start().first() {
            None => Err(window.take_failure().map_or(CorpusError::Empty, unreadable)),
            Some(_) if is_binary(sample) => Err(CorpusError::NotText),
            Some(b'{') => json_lines::read_objects(&mut window, encoding, self),
            Some(b'[') => Err(CorpusError::JsonList),
            Some(_) => delimited::read_table(&mut window, encoding, self),
        };
        let flow = read?;
        self.summary.tables += 1;
        match window.take_failure() {
            Some(error) if flow.is_continue() => Ok(self.cut(window.line(), &error)),
            _ => Ok(flow),
        }
    }

    fn cut(&mut self, line: u64, error: &std::io::Error) -> ControlFlow<()> {
        self.is_cut = true;
        self.fault(line, RowProblem::Cut { cause: error.to_string() })
    }

    fn read_tar(&mut self, input: impl Read) -> Result<ControlFlow<()>, CorpusError> {
        let mut members = 0;
        let walked = walk_tar(input, &mut |name, member| {
            members += 1;
            if is_table(name) { self.read_member(name, member) } else { ControlFlow::Continue(()) }
        });
        self.member = None;
        let has_any = self.summary.tables > 0 || self.summary.faults > 0;
        match walked {
            Ok(_) if !has_any => Err(CorpusError::NoTables { members }),
            Ok(flow) => Ok(flow),
            Err(error) if !has_any => Err(unreadable(error)),
            // Where it broke off inside a member, that has been said.
            Err(_) if self.is_cut => Ok(ControlFlow::Continue(())),
            Err(error) => Ok(self.cut(1, &error)),
        }
    }

    fn read_member(&mut self, name: &str, input: &mut dyn Read) -> ControlFlow<()> {
        self.member = Some(name.to_owned());
        let read = match unpacked(input) {
            Ok(Unpacked { is_tar: true, .. }) => Err(CorpusError::NotText),
            Ok(Unpacked { input, .. }) => self.read_text(input),
            Err(error) => Err(unreadable(error)),
        };
        read.unwrap_or_else(|error| self.fault(1, RowProblem::Member(error)))
    }
}

fn unreadable(error: std::io::Error) -> CorpusError {
    CorpusError::Unreadable { cause: error.to_string() }
}

/// Whether the first line has what no text has.
fn is_binary(sample: &[u8]) -> bool {
    let line = sample.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    line.is_some_and(|line| line.iter().any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()))
}

/// Whether a member of a tar can be a collection. Taiga keeps articles and an older list of them, whose columns
/// have shifted, in `texts`; the list above them is the good one.
fn is_table(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut parts = name.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let unpacked = [".gz", ".bz2", ".zst"].iter().find_map(|end| file.strip_suffix(end)).unwrap_or(file);
    let is_named = [".csv", ".tsv", ".json", ".jsonl", ".ndjson"].iter().any(|end| unpacked.ends_with(end));
    is_named && !file.starts_with('.') && !parts.any(|folder| folder == "texts" || folder == "tagged_texts")
}

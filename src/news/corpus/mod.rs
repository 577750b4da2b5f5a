//! Collections of headlines, read as a stream: tables and lines of JSON, packed or not, by whatever names their
//! columns go.
//!
//! Read in this order: `news::container` undoes packers and tar; `delimited` finds the rows of tables (by `crate::table`),
//! `json_lines` the lines of JSON, and `json_document` the records of other JSON (`json_values`, `json_shape`).
//! `columns` and `field` say which text is what, and `row` makes the headline (`date`, `text`); of JSON, `json_object`
//! decides between a record (`json_record`, `json_text`) and a post (`telegram`), and `json_sample` looks at the first
//! objects before any is read. A bad row is reported by its line and left out, the rest goes on; memory is bounded by the
//! longest row and the packers' windows, whatever the input.

mod columns;
mod date;
mod day_number;
mod day_order;
mod delimited;
mod field;
mod json_document;
mod json_lines;
mod json_list_path;
mod json_object;
mod json_record;
mod json_sample;
mod json_shape;
#[cfg(test)]
mod json_tests;
mod json_text;
mod json_values;
mod problem;
#[cfg(test)]
mod reading_tests;
mod row;
mod telegram;
mod text;
mod unknown_columns;

pub use columns::{KnownColumns, known_columns};
pub use field::{CorpusField, HEADLINE_FIELDS};
pub use json_list_path::ListPath;
pub use problem::{CorpusError, RowFault, RowProblem};
pub(super) use text::{post_title, summary_text};

use crate::{
    encoding::{encoding_of, utf16_as_utf8},
    model::Headline,
    news::{
        container::{Unpacked, unpacked, walk_tar},
        passed_over::{PassedOver, PassedOverCounts},
    },
    table::{Mapping, TableError, Window},
};
use encoding_rs::Encoding;
use row::ReadRow;
use std::{io::Read, ops::ControlFlow};

/// A row of a collection, as it is handed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A sound one.
    Headline(Headline),
    /// One that was left out, or what could not be read of the one before.
    Fault(RowFault),
}

impl Row {
    /// The row with a sound headline changed.
    #[must_use]
    pub fn map(self, change: impl FnOnce(Headline) -> Headline) -> Self {
        match self {
            Self::Headline(headline) => Self::Headline(change(headline)),
            Self::Fault(fault) => Self::Fault(fault),
        }
    }
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorpusSummary {
    /// Headlines handed on.
    pub headlines: u64,
    /// How many of these have no date.
    pub undated: u64,
    /// Faults handed on.
    pub faults: u64,
    /// Tables read: one, or all the tables of a tar.
    pub tables: u64,
    /// What is no news, by its kind.
    pub passed_over: PassedOverCounts,
    /// Where no column is one of dates by its name: one that has dates.
    pub date_column: Option<String>,
    /// The title of a JSON Feed.
    pub feed_title: Option<String>,
}

/// Reads a collection and hands each row to `sink`, which may end the reading. `stem` is the source of headlines
/// that name none and have no address. Headlines and faults come in the order of the input.
///
/// Rows beyond [`crate::table::LONGEST_ROW_BYTES`] are left out. Besides one such row, memory is taken by the unpackers alone: at
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
    let Unpacked { input, is_tar } = unpacked(input).map_err(CorpusError::unreadable)?;
    let mut reading = Reading {
        stem,
        mapping,
        sink,
        member: None,
        summary: CorpusSummary::default(),
        is_cut: false,
    };

    // That the caller ended the reading is the caller's to know.
    let _ = if is_tar {
        reading.read_tar(input)?
    } else {
        reading.read_text(input)?
    };

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
    fn row(&mut self, line: u64, read: Result<ReadRow, RowProblem>) -> ControlFlow<()> {
        let ReadRow {
            headline,
            unread_time,
        } = match read {
            Ok(row) => row,
            Err(what) => return self.fault(line, what),
        };

        self.summary.headlines += 1;
        self.summary.undated += u64::from(headline.dated.is_none());
        (self.sink)(Row::Headline(headline))?;
        match unread_time {
            Some(time) => self.fault(line, RowProblem::time(&time)),
            None => ControlFlow::Continue(()),
        }
    }

    fn pass_over(&mut self, kind: PassedOver) {
        *self.summary.passed_over.entry(kind).or_default() += 1;
    }

    fn fault(&mut self, line: u64, what: RowProblem) -> ControlFlow<()> {
        self.summary.faults += 1;
        (self.sink)(Row::Fault(RowFault {
            member: self.member.clone(),
            line,
            what,
        }))
    }

    /// Leaves out a line that is too long for the window.
    fn leave_out_line<R: Read>(&mut self, window: &mut Window<R>) -> ControlFlow<()> {
        let line = window.line();
        window.skip_line();
        self.fault(line, RowProblem::TooLong)
    }

    fn read_text(&mut self, input: impl Read) -> Result<ControlFlow<()>, CorpusError> {
        let input = utf16_as_utf8(input).map_err(CorpusError::unreadable)?;
        let mut window = Window::new(input);
        if window.bytes().starts_with(b"\xef\xbb\xbf") {
            window.advance(3);
        }
        // One window is read before anything else, so encoding and format are detected from the same bytes.
        let sample = window.bytes();
        let encoding = encoding_of(sample, None);
        let read = match sample.trim_ascii_start().first() {
            None => Err(window
                .take_failure()
                .map_or(TableError::Empty.into(), CorpusError::unreadable)),
            Some(_) if is_binary(sample) => Err(CorpusError::NotText),
            Some(b'{' | b'[') => self.read_json(&mut window, encoding),
            Some(_) => delimited::read_table(&mut window, encoding, self),
        };
        let flow = read?;
        self.summary.tables += 1;

        match window.take_failure() {
            Some(error) if flow.is_continue() => Ok(self.cut(window.line(), &error)),
            _ => Ok(flow),
        }
    }

    fn read_json<R: Read>(
        &mut self,
        window: &mut Window<R>,
        encoding: &'static Encoding,
    ) -> Result<ControlFlow<()>, CorpusError> {
        if json_shape::is_document(window) {
            json_document::read_document(window, encoding, self)
        } else {
            json_lines::read_objects(window, encoding, self)
        }
    }

    fn cut(&mut self, line: u64, error: &std::io::Error) -> ControlFlow<()> {
        self.is_cut = true;
        self.fault(
            line,
            RowProblem::Cut {
                cause: error.to_string(),
            },
        )
    }

    fn read_tar(&mut self, input: impl Read) -> Result<ControlFlow<()>, CorpusError> {
        let mut members = 0;
        let walked = walk_tar(input, &mut |name, member| {
            members += 1;
            if is_table(name) {
                self.read_member(name, member)
            } else {
                ControlFlow::Continue(())
            }
        });
        self.member = None;
        let has_any = self.summary.tables > 0 || self.summary.faults > 0;

        match walked {
            Ok(_) if !has_any => Err(CorpusError::NoTables { members }),
            Ok(flow) => Ok(flow),
            Err(error) if !has_any => Err(CorpusError::unreadable(error)),
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
            Err(error) => Err(CorpusError::unreadable(error)),
        };

        read.unwrap_or_else(|error| self.fault(1, RowProblem::Member(error)))
    }
}

/// Whether the first line has what no text has.
fn is_binary(sample: &[u8]) -> bool {
    // A stray control character further down does not make a text binary.
    first_line(sample)
        .iter()
        .any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
}

/// The first line that is not blank.
fn first_line(sample: &[u8]) -> &[u8] {
    sample
        .split(|byte| *byte == b'\n')
        .find(|line| !line.trim_ascii().is_empty())
        .unwrap_or_default()
}

/// Whether a member of a tar can be a collection. Taiga keeps articles and an older list of them, which has shifted
/// columns, in `texts`; the list in the folder above is the good one.
fn is_table(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut parts = name.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let unpacked = [".gz", ".bz2", ".zst"]
        .iter()
        .find_map(|end| file.strip_suffix(end))
        .unwrap_or(file);
    let is_named = [".csv", ".tsv", ".json", ".jsonl", ".ndjson"]
        .iter()
        .any(|end| unpacked.ends_with(end));

    is_named
        && !file.starts_with('.')
        && !parts.any(|folder| folder == "texts" || folder == "tagged_texts")
}

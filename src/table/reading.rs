//! A whole table: its separator, its header and its rows.

use super::{
    beginning::{bytes_above_header, column_separator, named_separator},
    columns::{DecimalMark, FieldNames, Mapping},
    problem::TableError,
    split::{Field, Splitter},
    texts::Texts,
    window::{Next, Window},
};
use crate::{encoding::decode, model::echoed};
use std::borrow::Cow;

/// The text of a table in any encoding met (UTF-8, windows-1251, UTF-16 with a byte order mark), with line feeds at the
/// ends of its rows.
pub fn decoded_table(bytes: &[u8]) -> Cow<'_, str> {
    let text = decode(bytes, None).text;
    // Spreadsheets of old Macs end rows with carriage returns alone.
    if !text.contains('\n') && text.contains('\r') {
        return text.replace('\r', "\n").into();
    }

    text
}

/// A table being read, row by row.
pub struct TextTable<'t> {
    text: &'t str,
    window: Window<&'t [u8]>,
    splitter: Splitter,
    separator: u8,
    decimal: Option<DecimalMark>,
    /// The names of the columns, without the blanks around them; empty for a table without a header.
    header: Vec<String>,
    header_line: u64,
    /// Lines that were passed over in search of the header.
    lines_above: u64,
    /// Bytes of the row handed on last.
    handed_on: usize,
}

/// One row of a table.
pub struct Row<'r> {
    /// The line that it begins with, from 1.
    pub line: u64,
    bytes: &'r [u8],
    fields: &'r [Field],
}

impl<'t> TextTable<'t> {
    /// Finds the line with the names of the columns, and the separator in it: the first that is not blank, or if it has
    /// no name that is known, as the title of a bank's statement, the first of the next lines that has two.
    ///
    /// # Errors
    /// [`TableError::Empty`], [`TableError::NotText`].
    pub fn begin(
        text: &'t str,
        mapping: &Mapping,
        fields: &[FieldNames],
    ) -> Result<Self, TableError> {
        let above = bytes_above_header(text, mapping, fields);
        Self::begin_at(text, above, mapping, fields)
    }

    /// As [`Self::begin`], for a table that may have no header: it begins with the first line that is not blank.
    ///
    /// # Errors
    /// As for [`Self::begin`].
    pub fn begin_list(
        text: &'t str,
        mapping: &Mapping,
        fields: &[FieldNames],
    ) -> Result<Self, TableError> {
        Self::begin_at(text, 0, mapping, fields)
    }

    fn begin_at(
        text: &'t str,
        above: usize,
        mapping: &Mapping,
        fields: &[FieldNames],
    ) -> Result<Self, TableError> {
        let mut window = Window::new(text.as_bytes());
        window.advance(above);
        let lines_above = window.line() - 1;
        window.skip_blanks();
        let named = named_separator(window.first_line().trim_ascii_end());
        if named.is_some() {
            window.skip_line();
            window.skip_blanks();
        }

        let line = window.first_line().trim_ascii_end();
        if line.is_empty() {
            return Err(TableError::Empty);
        }
        if is_binary(line) {
            return Err(TableError::NotText);
        }

        let separator = named.unwrap_or_else(|| {
            let text_of = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
            column_separator(line, text_of, mapping, fields)
        });
        let header_line = window.line();
        Ok(Self {
            text,
            window,
            splitter: Splitter::new(separator),
            separator,
            decimal: mapping.decimal(),
            header: Vec::new(),
            header_line,
            lines_above,
            handed_on: 0,
        })
    }

    /// Reads the first row as the names of the columns and finds the fields among them.
    ///
    /// # Errors
    /// [`TableError`]; that a field has no column is for the caller to judge.
    pub fn read_header<const N: usize>(
        &mut self,
        mapping: &Mapping,
        fields: &[FieldNames; N],
    ) -> Result<[Option<usize>; N], TableError> {
        let length = match self.splitter.next(&mut self.window) {
            Next::Row(length) => length,
            Next::TooLong => return Err(TableError::RowTooLong),
            Next::End => return Err(TableError::NotText),
        };
        let row = &self.window.bytes()[..length];
        let names = self.splitter.fields.iter().map(|field| field.of(row));
        self.header = names
            .map(|name| String::from_utf8_lossy(&name).trim().to_owned())
            .collect();
        self.window.advance(length);
        self.splitter.width = self.header.len();

        let header: Vec<&str> = self.header.iter().map(String::as_str).collect();
        mapping.check(&header)?;
        let columns = mapping.best_columns(&header, fields);
        refuse_twins(&header, &columns, mapping, fields)?;
        Ok(columns)
    }

    /// The names of the columns, without the blanks around them.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The line of the header, or of the first row.
    pub const fn header_line(&self) -> u64 {
        self.header_line
    }

    /// Lines above the header that were passed over.
    pub const fn lines_above(&self) -> u64 {
        self.lines_above
    }

    /// The column of a field that there must be.
    ///
    /// # Errors
    /// [`TableError::NoColumn`].
    pub fn needed(&self, column: Option<usize>, field: FieldNames) -> Result<usize, TableError> {
        column.ok_or_else(|| self.no_column(field))
    }

    /// The error about a field without a column.
    pub fn no_column(&self, field: FieldNames) -> TableError {
        let header: Vec<&str> = self.header.iter().map(String::as_str).collect();
        TableError::no_column(field[0], &header)
    }

    /// The next row that is not blank.
    ///
    /// # Errors
    /// The line of a row that is too long to be read.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, (u64, TableError)> {
        loop {
            self.window.advance(std::mem::take(&mut self.handed_on));
            match self.splitter.next(&mut self.window) {
                Next::Row(length) => {
                    self.handed_on = length;
                    if !self.is_blank(length) {
                        break;
                    }
                }
                Next::TooLong => return Err((self.window.line(), TableError::RowTooLong)),
                Next::End => return Ok(None),
            }
        }

        Ok(Some(Row {
            line: self.window.line(),
            bytes: &self.window.bytes()[..self.handed_on],
            fields: &self.splitter.fields,
        }))
    }

    /// Whether the next row has nothing; of an empty row a spreadsheet saves the separators.
    fn is_blank(&self, length: usize) -> bool {
        let mut bytes = self.window.bytes()[..length].iter();
        bytes.all(|byte| byte.is_ascii_whitespace() || *byte == self.separator)
    }

    pub(super) const fn text(&self) -> &'t str {
        self.text
    }

    pub(super) const fn separator(&self) -> u8 {
        self.separator
    }

    pub(super) const fn decimal(&self) -> Option<DecimalMark> {
        self.decimal
    }
}

impl<'r> Row<'r> {
    /// How many fields the row has, without empty ones behind `width`: some tables end each row with a separator.
    pub fn count(&self, width: usize) -> usize {
        let behind = self.fields.iter().skip(width).rev();
        let blank = behind.take_while(|field| field.is_blank(self.bytes));
        self.fields.len() - blank.count()
    }

    /// The fields as they are, without empty ones behind `width`.
    pub fn texts(&self, width: usize) -> Texts {
        let texts = (0..self.count(width)).filter_map(|at| self.text(at));
        texts.collect()
    }

    /// A field without the blanks around it; `None` where the row has none.
    pub fn get(&self, at: usize) -> Option<Cow<'r, str>> {
        Some(match self.text(at)? {
            Cow::Borrowed(text) => text.trim().into(),
            Cow::Owned(text) => text.trim().to_owned().into(),
        })
    }

    fn text(&self, at: usize) -> Option<Cow<'r, str>> {
        let text = self.fields.get(at)?.of(self.bytes);
        // The table was decoded, so that only its quotes could part a character, and they are ASCII.
        Some(match text {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).unwrap_or_default().into(),
            Cow::Owned(bytes) => String::from_utf8_lossy(&bytes).into_owned().into(),
        })
    }
}

/// Whether a line has what no text has.
fn is_binary(line: &[u8]) -> bool {
    line.iter()
        .any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
}

/// Two columns of the same name for one field: which is meant is not guessed.
fn refuse_twins<const N: usize>(
    header: &[&str],
    columns: &[Option<usize>; N],
    mapping: &Mapping,
    fields: &[FieldNames; N],
) -> Result<(), TableError> {
    for (at, name) in header.iter().enumerate() {
        let Some((field, rank)) = mapping.field_of(name, fields) else {
            continue;
        };
        let taken = columns[field].filter(|taken| *taken != at);
        let twin =
            taken.filter(|taken| mapping.field_of(header[*taken], fields) == Some((field, rank)));
        if let Some(twin) = twin {
            return Err(TableError::TwoColumns {
                field: fields[field][0],
                columns: [echoed(header[twin]), echoed(name)],
            });
        }
    }

    Ok(())
}

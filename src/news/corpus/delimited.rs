//! Tables of delimited text with a header row; the delimiter and the encoding are found out.

use super::columns::{Columns, CorpusField, Mapping};
use super::encoding::TextEncoding;
use super::row::RowTexts;
use super::split::{Field, Splitter};
use super::window::{Next, Window};
use super::{CorpusError, Reading, RowProblem};
use std::borrow::Cow;
use std::io::Read;
use std::ops::ControlFlow;

/// What parts fields, the likelier first.
const DELIMITERS: [u8; 4] = [b'\t', b',', b';', b'|'];

/// Reads a table to its end.
pub(super) fn read_table<R: Read>(
    window: &mut Window<R>,
    encoding: TextEncoding,
    reading: &mut Reading<'_>,
) -> Result<ControlFlow<()>, CorpusError> {
    let (splitter, columns) = read_header(window, encoding, reading.mapping)?;
    Ok(read_rows(window, encoding, splitter, &columns, reading))
}

fn read_rows<R: Read>(
    window: &mut Window<R>,
    encoding: TextEncoding,
    mut splitter: Splitter,
    columns: &Columns,
    reading: &mut Reading<'_>,
) -> ControlFlow<()> {
    loop {
        match splitter.next(window) {
            Next::Row(length) => {
                let row = &window.bytes()[..length];
                if !row.trim_ascii().is_empty() {
                    let headline = row_texts(row, &mut splitter.fields, columns, encoding)
                        .and_then(|texts| texts.headline(reading.stem));
                    reading.row(window.line(), headline)?;
                }
                window.advance(length);
            }
            Next::TooLong => reading.leave_out_line(window)?,
            Next::End => return ControlFlow::Continue(()),
        }
    }
}

/// The header row, by the delimiter under which it has most of the names known here.
fn read_header<R: Read>(
    window: &mut Window<R>,
    encoding: TextEncoding,
    mapping: &Mapping,
) -> Result<(Splitter, Columns), CorpusError> {
    let blank = window.bytes().iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    window.advance(blank);
    let line_end = memchr::memchr(b'\n', window.bytes()).unwrap_or(window.bytes().len());
    let line = &window.bytes()[..line_end];
    let known_names = |delimiter: u8| {
        let mut splitter = Splitter::new(delimiter);
        splitter.split_fields(line);
        let name = |field: &Field| encoding.decode_lossy(&field.of(line));
        let known =
            splitter.fields.iter().filter(|field| mapping.field_of(name(field).trim()).is_some()).count();
        (known, splitter.fields.len())
    };
    // Of equals the last is the greatest for `max_by_key`; the likelier is to win.
    let delimiter = DELIMITERS.into_iter().rev().max_by_key(|delimiter| known_names(*delimiter));
    let mut splitter = Splitter::new(delimiter.unwrap_or(b','));
    let Next::Row(length) = splitter.next(window) else { return Err(CorpusError::NotText) };
    let row = &window.bytes()[..length];
    let names: Vec<String> =
        splitter.fields.iter().map(|field| encoding.decode_lossy(&field.of(row)).trim().to_owned()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let columns = Columns::find(&names, mapping)?;
    window.advance(length);
    Ok((splitter, columns))
}

fn row_texts<'r>(
    row: &'r [u8],
    fields: &mut Vec<Field>,
    columns: &Columns,
    encoding: TextEncoding,
) -> Result<RowTexts<'r>, RowProblem> {
    if fields.len() + 1 == columns.count {
        part_lost_tab(row, fields, columns);
    }
    let is_empty = |field: &Field| field.of(row).trim_ascii().is_empty();
    let has_more = fields.get(columns.count..).is_some_and(|more| !more.iter().all(is_empty));
    if has_more || fields.len() < columns.count {
        return Err(RowProblem::FieldCount { found: fields.len(), header: columns.count });
    }
    let mut texts = [const { Cow::Borrowed("") }; _];
    for (text, at) in texts.iter_mut().zip(columns.at) {
        let Some(field) = at.and_then(|at| fields.get(at)) else { continue };
        *text = match field.of(row) {
            Cow::Borrowed(bytes) => encoding.decode(bytes)?,
            Cow::Owned(bytes) => Cow::Owned(encoding.decode(&bytes)?.into_owned()),
        };
    }
    let has = |field: CorpusField| columns.at[field as usize].is_some();
    let has_date_column = has(CorpusField::Published) || has(CorpusField::Date);
    Ok(RowTexts { texts, clocks: columns.clocks, has_date_column })
}

/// Taiga's list of Fontanka has lost the tab before the address, which is the last column:
/// `политика, бизнесhttp://www.fontanka.ru/…`.
fn part_lost_tab(row: &[u8], fields: &mut Vec<Field>, columns: &Columns) {
    let last = Some(columns.count - 1);
    let is_address =
        columns.at[CorpusField::Url as usize] == last || columns.at[CorpusField::Source as usize] == last;
    let Some(field) = fields.last().copied().filter(|_| is_address) else { return };
    let bytes = field.of(row);
    let at = memchr::memmem::find(&bytes, b"http://").or_else(|| memchr::memmem::find(&bytes, b"https://"));
    if let (Some(at), Cow::Borrowed(_)) = (at, &bytes) {
        fields.pop();
        fields.extend(field.parted(at));
    }
}

//! Tables of delimited text with a header row; the delimiter is found out.

use super::{
    CorpusError, Reading, RowProblem,
    columns::{Columns, has_dates},
    day_order::{DayOrder, DayOrders},
    field::{CorpusField, HEADLINE_FIELDS},
    row::{RowTexts, decoded},
    unknown_columns::UnknownColumns,
};
use crate::{
    encoding::without_guard,
    table::{Field, Mapping, Next, Splitter, Window, column_separator, named_separator},
};
use encoding_rs::Encoding;
use std::{borrow::Cow, io::Read, ops::ControlFlow};

/// Rows looked at for dates in columns of other names.
const SAMPLE_ROWS: usize = 100;

/// Reads a table to its end.
pub(super) fn read_table<R: Read>(
    window: &mut Window<R>,
    encoding: &'static Encoding,
    reading: &mut Reading<'_>,
) -> Result<ControlFlow<()>, CorpusError> {
    let mut table = Table::read_header(window, encoding, reading.mapping)?;
    if !has_dates(&table.columns.at) {
        reading.summary.date_column = table.column_with_dates(window.bytes(), reading.mapping);
    }
    Ok(table.read_rows(window, reading))
}

struct Table {
    encoding: &'static Encoding,
    splitter: Splitter,
    columns: Columns,
    /// The header row, without the blanks around it.
    header: Vec<u8>,
    /// What is first in its dates with slashes, where the first rows show it.
    day_order: Option<DayOrder>,
}

impl Table {
    /// Reads the header row, by the delimiter under which it has most of the names known here.
    fn read_header<R: Read>(
        window: &mut Window<R>,
        encoding: &'static Encoding,
        mapping: &Mapping,
    ) -> Result<Self, CorpusError> {
        window.skip_blanks();
        let named = named_separator(window.first_line().trim_ascii_end());
        if named.is_some() {
            window.skip_line();
            window.skip_blanks();
        }

        let separator = named.unwrap_or_else(|| {
            let text_of = |name: &[u8]| encoding.decode(name).0.into_owned();
            column_separator(window.first_line(), text_of, mapping, &HEADLINE_FIELDS)
        });
        let mut splitter = Splitter::new(separator);
        let Next::Row(length) = splitter.next(window) else {
            return Err(CorpusError::NotText);
        };

        let row = &window.bytes()[..length];
        let names = column_names(&splitter.fields, row, encoding);
        let columns = Columns::find(
            &names.iter().map(String::as_str).collect::<Vec<_>>(),
            mapping,
        )?;
        let header = row.trim_ascii().to_vec();
        window.advance(length);
        let day_order = day_order(window.bytes(), &mut splitter, &columns);
        splitter.width = columns.count;

        Ok(Self {
            encoding,
            splitter,
            columns,
            header,
            day_order,
        })
    }

    /// A column that the first rows show to have dates, although its name does not say so.
    fn column_with_dates(&mut self, sample: &[u8], mapping: &Mapping) -> Option<String> {
        self.splitter.split_fields(&self.header);
        let names = column_names(&self.splitter.fields, &self.header, self.encoding);
        let mut columns = UnknownColumns::default();

        let lines = sample.split(|byte| *byte == b'\n').take(SAMPLE_ROWS);
        for line in lines {
            self.splitter.split_fields(line);
            let fields = &self.splitter.fields;
            if fields.len() != names.len() {
                continue;
            }
            for (name, field) in names.iter().zip(fields) {
                let written = field.of(line);
                let text = self.encoding.decode_without_bom_handling(&written).0;
                columns.add(name, &text, mapping);
            }
        }

        columns.with_dates().map(str::to_owned)
    }

    fn read_rows<R: Read>(
        &mut self,
        window: &mut Window<R>,
        reading: &mut Reading<'_>,
    ) -> ControlFlow<()> {
        loop {
            match self.splitter.next(window) {
                Next::Row(length) => {
                    let row = &window.bytes()[..length];
                    let trimmed = row.trim_ascii();
                    // Tables that were joined end to end have their header again in the middle.
                    if !trimmed.is_empty() && trimmed != self.header {
                        let read = self.texts(row).and_then(|texts| texts.read(reading.stem));
                        reading.row(window.line(), read)?;
                    }
                    window.advance(length);
                }
                Next::TooLong => reading.leave_out_line(window)?,
                Next::End => return ControlFlow::Continue(()),
            }
        }
    }

    fn texts<'r>(&mut self, row: &'r [u8]) -> Result<RowTexts<'r>, RowProblem> {
        let columns = &self.columns;
        let fields = &mut self.splitter.fields;
        if fields.len() + 1 == columns.count {
            part_lost_tab(row, fields, columns);
        }
        check_count(row, fields, columns.count)?;

        let mut texts = [const { Cow::Borrowed("") }; _];
        for (text, at) in texts.iter_mut().zip(columns.at) {
            let Some(field) = at.and_then(|at| fields.get(at)) else {
                continue;
            };

            let written = match field.of(row) {
                Cow::Borrowed(bytes) => decoded(self.encoding, bytes)?,
                Cow::Owned(bytes) => Cow::Owned(decoded(self.encoding, &bytes)?.into_owned()),
            };
            *text = as_meant(written);
        }

        Ok(RowTexts {
            texts,
            clocks: columns.clocks,
            has_date_column: has_dates(&columns.at),
            day_order: self.day_order,
        })
    }
}

/// What is first in the dates with slashes of the first rows. A row over several lines is passed over.
fn day_order(sample: &[u8], splitter: &mut Splitter, columns: &Columns) -> Option<DayOrder> {
    let dates = [CorpusField::Published, CorpusField::Date, CorpusField::Time];
    let at = dates.iter().find_map(|field| columns.at[*field as usize])?;

    let mut orders = DayOrders::default();
    // Most tables have no such date, and need not be parted twice.
    let with_slashes = sample
        .split(|byte| *byte == b'\n')
        .filter(|line| has_slashes(line));
    for line in with_slashes {
        splitter.split_fields(line);
        let whole_row = Some(&splitter.fields).filter(|fields| fields.len() == columns.count);
        if let Some(field) = whole_row.and_then(|fields| fields.get(at)) {
            orders.see(&String::from_utf8_lossy(&field.of(line)));
        }
    }

    orders.decided()
}

/// Whether a line can have a date with slashes: `/` behind one or two figures that nothing of an address is before.
fn has_slashes(line: &[u8]) -> bool {
    memchr::memchr_iter(b'/', line).any(|at| {
        let mut before = line[..at].iter().rev();
        let figures = before.clone().take_while(|byte| byte.is_ascii_digit());
        let count = figures.count();
        let is_first = before
            .nth(count)
            .is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'/');
        matches!(count, 1 | 2) && is_first
    })
}

/// A text without the guard that `news list --format csv` and other careful programs put before one that a spreadsheet
/// would calculate.
fn as_meant(written: Cow<'_, str>) -> Cow<'_, str> {
    match written {
        Cow::Borrowed(text) => without_guard(text),
        Cow::Owned(text) => Cow::Owned(without_guard(&text).into_owned()),
    }
}

/// Refuses a row with fewer fields than the header, or more; some tables end each row with a delimiter.
fn check_count(row: &[u8], fields: &[Field], header: usize) -> Result<(), RowProblem> {
    if fields.len() >= header && fields[header..].iter().all(|field| field.is_blank(row)) {
        return Ok(());
    }

    Err(RowProblem::FieldCount {
        found: fields.len(),
        header,
    })
}

fn column_names(fields: &[Field], header: &[u8], encoding: &'static Encoding) -> Vec<String> {
    fields
        .iter()
        .map(|field| encoding.decode(&field.of(header)).0.trim().to_owned())
        .collect()
}

/// Taiga's list of Fontanka has lost the tab before the address, which is the last column:
/// `политика, бизнесhttp://www.fontanka.ru/…`.
fn part_lost_tab(row: &[u8], fields: &mut Vec<Field>, columns: &Columns) {
    let last = Some(columns.count - 1);
    let has_address = [CorpusField::Url, CorpusField::Source]
        .iter()
        .any(|field| columns.at[*field as usize] == last);
    let Some(field) = fields.last().copied().filter(|_| has_address) else {
        return;
    };
    let Cow::Borrowed(bytes) = field.of(row) else {
        return;
    };

    let found = ["http://", "https://"]
        .iter()
        .find_map(|start| memchr::memmem::find(bytes, start.as_bytes()));
    if let Some(at) = found.filter(|at| *at > 0) {
        fields.pop();
        fields.extend(field.parted(at));
    }
}

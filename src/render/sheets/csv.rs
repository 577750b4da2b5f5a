//! CSV, for programs or for a spreadsheet that is opened by a double click.
//!
//! Figures have exactly their digits and a hyphen for minus, in any language. What is unknown is an empty field.

use super::cell::{Cell, Cells, Meaning, Table};
use crate::{
    encoding::{guarded, without_guard},
    model::Published,
    render::digits::Digits,
};
use std::io::{self, Write};

/// Who reads the CSV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CsvFor {
    /// Programs: commas, points, ISO dates and instants.
    #[default]
    Programs,
    /// A spreadsheet with a decimal point: the same with a byte order mark, without which Excel reads Cyrillic as
    /// windows-1252, and with Moscow's clock in place of an instant.
    Excel,
    /// A spreadsheet in Russian, in the form in which it saves CSV itself: semicolons, decimal commas, 21.05.2024.
    ExcelRu,
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes a table as CSV.
///
/// # Errors
/// Those of `out`.
pub fn render_csv<T: Table + ?Sized>(
    table: &T,
    reader: CsvFor,
    out: &mut dyn Write,
) -> io::Result<()> {
    if reader != CsvFor::Programs {
        out.write_all(BYTE_ORDER_MARK)?;
    }
    let mut csv = Csv {
        out,
        reader,
        separator: match reader {
            CsvFor::Programs | CsvFor::Excel => b',',
            CsvFor::ExcelRu => b';',
        },
        row: Vec::new(),
    };

    for name in table.columns() {
        csv.write_cell(&Cell::Text(&name))?;
    }
    csv.end_row()?;
    table.write_rows(&mut csv)?;
    csv.out.flush()
}

struct Csv<'a> {
    out: &'a mut dyn Write,
    reader: CsvFor,
    separator: u8,
    /// The row that is being written, with a separator behind each field.
    row: Vec<u8>,
}

impl Csv<'_> {
    fn add_digits(&mut self, digits: &Digits) {
        self.row.extend_from_slice(digits.as_bytes());
        self.row.push(self.separator);
    }

    /// A field as RFC 4180 has it: in quotes if it needs them, its own quotes twice.
    fn add_text(&mut self, text: &str) {
        let needs_quotes =
            |byte: u8| matches!(byte, b'"' | b'\r' | b'\n') || byte == self.separator;
        if text.bytes().any(needs_quotes) {
            let text = text.replace('"', "\"\"");
            self.row.push(b'"');
            self.row.extend_from_slice(text.as_bytes());
            self.row.push(b'"');
        } else {
            self.row.extend_from_slice(text.as_bytes());
        }
        self.row.push(self.separator);
    }

    fn add_moment(&mut self, published: Published) {
        let form = match self.reader {
            CsvFor::Programs => return self.add_text(&published.to_string()),
            CsvFor::Excel => "%Y-%m-%d %H:%M:%S",
            CsvFor::ExcelRu => "%d.%m.%Y %H:%M:%S",
        };
        match published.moscow_time() {
            Some(time) => self.add_text(&time.strftime(form).to_string()),
            None => self.add(&Cell::Day(published.day())),
        }
    }

    fn add_own(&mut self, text: &str, meaning: Option<&Meaning>) {
        match meaning {
            Some(meaning) if self.reader != CsvFor::Programs => self.add(&meaning.into()),
            // A figure or day is no formula, and a text that came guarded is not guarded twice.
            Some(_) => self.add_text(text),
            None => self.add_text(&guarded(&without_guard(text))),
        }
    }

    fn add(&mut self, cell: &Cell<'_>) {
        let is_russian = self.reader == CsvFor::ExcelRu;
        match *cell {
            Cell::Empty => self.row.push(self.separator),
            Cell::Word(word) => self.add_text(word),
            Cell::Text(text) => self.add_text(&guarded(text)),
            Cell::Whole(number) => self.add_digits(&Digits::whole(number)),
            // The comma of a figure never parts fields: these are parted by semicolons then.
            Cell::Figure(figure) if is_russian => self.add_digits(&Digits::of(figure).with_comma()),
            Cell::Figure(figure) => self.add_digits(&Digits::of(figure)),
            Cell::Day(day) if is_russian => self.add_digits(&Digits::dotted_date(day)),
            Cell::Day(day) => self.add_digits(&Digits::date(day)),
            Cell::Moment(published) => self.add_moment(published),
            Cell::Own(text, meaning) => self.add_own(text, meaning),
        }
    }
}

impl Cells for Csv<'_> {
    fn write_cell(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        self.add(cell);
        Ok(())
    }

    fn end_row(&mut self) -> io::Result<()> {
        if let Some(last) = self.row.last_mut() {
            *last = b'\n';
        }
        self.out.write_all(&self.row)?;
        self.row.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixtures::written;
    use proptest::prelude::*;

    struct Texts(Vec<[String; 2]>);

    impl Table for Texts {
        const NAME: &'static str = "texts";

        fn columns(&self) -> Vec<String> {
            vec!["a".to_owned(), "b".to_owned()]
        }

        fn write_rows(&self, out: &mut impl Cells) -> io::Result<()> {
            let mut rows = self.0.iter();
            rows.try_for_each(|[a, b]| out.write_row(&[Cell::Word(a), Cell::Word(b)]))
        }
    }

    proptest! {
        #[test]
        fn another_reader_of_csv_reads_the_same_fields(
            rows in prop::collection::vec(["[a-zя \",;\t\r\n']{0,8}", "[a-zя \",;\t\r\n']{0,8}"], 0..9),
            reader in prop::sample::select(vec![CsvFor::Programs, CsvFor::Excel, CsvFor::ExcelRu]),
        ) {
            let table = Texts(rows.clone());
            let text = written(|out| render_csv(&table, reader, out));
            let separator = if reader == CsvFor::ExcelRu { b';' } else { b',' };
            let mut other = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());

            let read = other.records().map(|row| row.unwrap());
            let read: Vec<[String; 2]> = read.map(|row| [row[0].to_owned(), row[1].to_owned()]).collect();
            prop_assert_eq!(read, rows);
        }
    }
}

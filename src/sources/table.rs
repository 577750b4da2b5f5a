//! Rates in a CSV file: columns `date`, `char_code` (or `code`), `nominal`, `value`, and if known `source`, `span`.
//!
//! Columns go by their names, in any order; others are passed over. A bad row is counted and named by its line,
//! and the rest goes on. A span is written `1992-07-01..2026-08-21`: the days for which every record is listed.

use crate::model::{Currency, Decimal, ListedRecord, Nominal, Record, Span, parse_written_day};
use csv::{ByteRecord, ReaderBuilder};
use jiff::civil::Date;

/// A file read: its rows and what was wrong with others.
#[derive(Debug, Default)]
pub struct Table {
    /// Sound rows, in the order of the file.
    pub rows: Vec<ListedRecord>,
    /// Line and fault of each row left out.
    pub faults: Vec<(u64, String)>,
}

/// Where the columns stand.
struct Columns {
    date: usize,
    code: usize,
    nominal: usize,
    value: usize,
    source: Option<usize>,
    span: Option<usize>,
}

/// Reads a file of rates of `source`.
///
/// # Errors
/// The name of a column that is missing, or what is wrong with the first line.
pub fn parse_table(bytes: &[u8], source: &str) -> Result<Table, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
    let columns = Columns::find(reader.byte_headers().map_err(|error| error.to_string())?)?;
    let mut table = Table::default();
    let mut known = &crate::model::CATALOGUE[0];
    let mut row = ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut row) {
            Ok(false) => return Ok(table),
            Ok(true) => {
                let line = row_line(&row, bytes);
                match columns.read(&row, line, source, &mut known) {
                    Ok(listed) => table.rows.push(listed),
                    Err(fault) => table.faults.push((line, fault)),
                }
            }
            Err(error) => return Err(error.to_string()),
        }
    }
}

/// The line of a row, from 1: after a carriage return the reader still stands before the line feed.
pub fn row_line(row: &ByteRecord, bytes: &[u8]) -> u64 {
    row.position().map_or(0, |position| {
        let at = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        position.line() + u64::from(bytes.get(at) == Some(&b'\n'))
    })
}

impl Columns {
    fn find(header: &ByteRecord) -> Result<Self, String> {
        let at = |names: &[&str]| {
            let is_one =
                |field: &[u8]| names.iter().any(|n| field.trim_ascii().eq_ignore_ascii_case(n.as_bytes()));
            header.iter().position(is_one)
        };
        let needed = |names: &[&str]| at(names).ok_or_else(|| format!("no column `{}`", names[0]));
        Ok(Self {
            date: needed(&["date"])?,
            code: needed(&["char_code", "code"])?,
            nominal: needed(&["nominal"])?,
            value: needed(&["value"])?,
            source: at(&["source"]),
            span: at(&["span"]),
        })
    }

    /// One row; `known` is the currency of the row before, which the next one mostly is of, too.
    fn read(
        &self,
        row: &ByteRecord,
        line: u64,
        source: &str,
        known: &mut &'static Currency,
    ) -> Result<ListedRecord, String> {
        let field = |at: usize| {
            let bytes = row.get(at).ok_or("fewer fields than the first line has")?;
            std::str::from_utf8(bytes).map(str::trim).map_err(|_| "not UTF-8")
        };
        let code = field(self.code)?;
        if known.code != code {
            *known = Currency::by_code(code).ok_or_else(|| format!("unknown currency `{code}`"))?;
        }
        let nominal = field(self.nominal)?;
        let nominal = nominal.parse().map_err(|_| format!("nominal `{nominal}` is not a whole number"))?;
        let value = field(self.value)?;
        let value_e4 = Decimal::parse(value)
            .and_then(Decimal::to_e4)
            .map_err(|error| format!("value `{value}`: {error}"))?;
        let nominal = Nominal::new(nominal).map_err(|error| error.to_string())?;
        let day = parse_written_day(field(self.date)?).map_err(|error| error.to_string())?;
        let record = Record::new(day, nominal, value_e4).map_err(|error| error.to_string())?;
        if let Some(other) =
            self.source.map(field).transpose()?.filter(|name| !name.is_empty() && *name != source)
        {
            return Err(format!("unknown source `{other}`"));
        }
        let span = match self.span.map(field).transpose()?.filter(|text| !text.is_empty()) {
            Some(text) => Some(parse_span(text, record.record_date())?),
            None => None,
        };
        Ok(ListedRecord { currency: known, record, span, line })
    }
}

/// `1992-07-01..2026-08-21`, with the record's date in it.
fn parse_span(text: &str, record_date: Date) -> Result<Span, String> {
    let ends = text.split_once("..").and_then(|(from, to)| Span::new(from.parse().ok()?, to.parse().ok()?));
    match ends {
        Some(span) if span.contains(record_date) => Ok(span),
        Some(_) => Err(format!("the span `{text}` does not have the record's date")),
        None => Err(format!("`{text}` is not a span: write 2024-05-01..2024-05-31")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_fault(row: &str, words: &str) {
        let file =
            format!("date,char_code,nominal,value,source,span\n{row}\n2024-05-21,USD,1,90.6537,cbr,\n");
        let table = parse_table(file.as_bytes(), "cbr").unwrap();
        assert_eq!((table.rows.len(), table.faults[0].0), (1, 2), "{row}");
        assert!(table.faults[0].1.contains(words), "{:?}", table.faults);
    }

    #[test]
    fn columns_go_by_name_in_any_order() {
        let file = "\u{feff}value,kind,CODE,nominal,date\r\n58.1234,p,JPY,100,2024-05-21\r\n";
        let table = parse_table(file.as_bytes(), "cbr").unwrap();
        assert_eq!(
            (table.rows[0].currency.code, table.rows[0].record.value().to_string()),
            ("JPY", "58.1234".into())
        );
        assert_eq!(table.rows[0].line, 2);
    }

    /// A spreadsheet of Russia writes 21.05.2024, other programs a clock behind the date.
    #[test]
    fn dates_are_read_as_everywhere() {
        for typed in
            ["2024-05-21", "21.05.2024", "28/05/2024", "2024-05-21T00:00:00", "2024/05/21", "21.05.24"]
        {
            let file = format!("date,char_code,nominal,value\n{typed},USD,1,90.6537\n");
            let table = parse_table(file.as_bytes(), "cbr").unwrap();
            let day = if typed.starts_with("28") { 28 } else { 21 };
            assert_eq!(table.rows[0].record.record_date(), jiff::civil::date(2024, 5, day), "{typed}");
        }
    }

    #[test]
    fn a_missing_column_is_named() {
        assert_eq!(parse_table(b"date,code,value\n", "cbr").unwrap_err(), "no column `nominal`");
    }

    #[test]
    fn bad_rows_are_named_and_the_rest_goes_on() {
        check_fault("2024-02-30,USD,1,90.0000,cbr,", "February 2024 has 29 days");
        check_fault("05/06/2024,USD,1,90.0000,cbr,", "write 2024-06-05 or 2024-05-06");
        check_fault("2024-05-21,UDS,1,90.0000,cbr,", "unknown currency `UDS`");
        check_fault("2024-05-21,USD,3,90.0000,cbr,", "power of ten");
        check_fault("2024-05-21,USD,1,90.00001,cbr,", "more digits");
        check_fault("2024-05-21,USD,1,-1,cbr,", "not between");
        check_fault("2024-05-21,USD,1,\"90,5\",cbr,", "not a decimal");
        check_fault("2024-05-21,USD,1,90,ecb,", "unknown source `ecb`");
        check_fault("2024-05-21,USD,1,90,cbr,2024-06-01..2024-06-02", "does not have");
        check_fault("2024-05-21,USD,1,90,cbr,all", "not a span");
        check_fault("2024-05-21,USD", "fewer fields");
    }
}

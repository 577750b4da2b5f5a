//! Rates in a CSV file: columns `date`, `char_code` (or `code`), `nominal`, `value`, and if known `source`, `span`.
//!
//! Columns go by their names, in any order; others are passed over. A bad row is counted and named by its line,
//! and the rest goes on. A span is written `1992-07-01..2026-08-21`: the days for which every record is listed.

use super::csv_rows::{column_named, no_column, row_line, text_of};
use crate::{
    encoding::decode,
    error::Bilingual,
    model::{
        CATALOGUE, Currency, Decimal, ListedRecord, Nominal, REDENOMINATIONS, Record, RecordError,
        RowCause, RowFault, RowPlace, Span, parse_written_day,
    },
};
use csv::{ByteRecord, ReaderBuilder};
use jiff::civil::Date;

/// A file read: its rows and what was wrong with others.
#[derive(Debug, Default)]
pub struct Table {
    /// Sound rows, in the order of the file.
    pub rows: Vec<ListedRecord>,
    /// Rows left out.
    pub faults: Vec<RowFault>,
}

/// The columns of the fields.
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
pub fn parse_table(bytes: &[u8], source: &str) -> Result<Table, Bilingual> {
    let text = decode(bytes, None).text;
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let columns = Columns::find(reader.byte_headers().map_err(|error| in_words(&error))?)?;

    let mut table = Table::default();
    // Rows mostly come in runs of one currency, so it is looked up once a run.
    let mut known = &CATALOGUE[0];
    let mut row = ByteRecord::new();

    while reader
        .read_byte_record(&mut row)
        .map_err(|error| in_words(&error))?
    {
        let line = row_line(&row, text.as_bytes());
        match columns.read(&row, line, source, &mut known) {
            Ok(listed) => table.rows.push(listed),
            Err(cause) => {
                let place = columns.place(&row);
                table.faults.push(RowFault { line, place, cause });
            }
        }
    }

    Ok(table)
}

/// The reader of CSV speaks English only.
fn in_words(error: &csv::Error) -> Bilingual {
    Bilingual::new(error.to_string(), error.to_string())
}

impl Columns {
    fn find(header: &ByteRecord) -> Result<Self, Bilingual> {
        let needed =
            |names: &[&str]| column_named(header, names).ok_or_else(|| no_column(names[0]));
        Ok(Self {
            date: needed(&["date"])?,
            code: needed(&["char_code", "code"])?,
            nominal: needed(&["nominal"])?,
            value: needed(&["value"])?,
            source: column_named(header, &["source"]),
            span: column_named(header, &["span"]),
        })
    }

    /// One row; `known` is the currency of the row before, which the next one mostly is of, too.
    fn read(
        &self,
        row: &ByteRecord,
        line: u64,
        source: &str,
        known: &mut &'static Currency,
    ) -> Result<ListedRecord, RowCause> {
        let code = field(row, self.code)?;
        if known.code != code {
            *known = Currency::by_code(code)
                .ok_or_else(|| RowCause::UnknownCurrency(code.to_owned()))?;
        }
        let date = parse_written_day(field(row, self.date)?).map_err(RowCause::Date)?;
        // Before the figures, because their unit depends on it.
        refuse_ended_code(code, date)?;

        let record = self.record(row, date)?;
        if let Some(other) = optional_field(row, self.source)?.filter(|name| *name != source) {
            return Err(RowCause::UnknownSource(other.to_owned()));
        }

        let span = optional_field(row, self.span)?
            .map(|text| parse_span(text, date))
            .transpose()?;
        Ok(ListedRecord {
            currency: known,
            record,
            span,
            line,
        })
    }

    fn record(&self, row: &ByteRecord, date: Date) -> Result<Record, RowCause> {
        let nominal = parse_nominal(field(row, self.nominal)?)?;
        let value = field(row, self.value)?;
        let value_e4 = Decimal::parse(value)
            .and_then(Decimal::to_e4)
            .map_err(|error| RowCause::ValueUnread(value.to_owned(), error))?;
        Record::new(date, nominal, value_e4).map_err(|error| match error {
            RecordError::Value(_) if value_e4 <= 0 => RowCause::ValueNotPositive(value.to_owned()),
            // Nominals were checked above.
            _ => RowCause::ValueTooLarge(value.to_owned()),
        })
    }

    /// The record that a faulty row describes, as far as it can be read.
    fn place(&self, row: &ByteRecord) -> RowPlace {
        let span = self.span.and_then(|column| field(row, column).ok());
        RowPlace {
            currency: field(row, self.code).ok().and_then(Currency::by_code),
            date: field(row, self.date)
                .ok()
                .and_then(|text| text.parse().ok()),
            span: span.and_then(|text| Span::parse(text, "..")),
        }
    }
}

fn parse_nominal(text: &str) -> Result<Nominal, RowCause> {
    let units = text
        .parse()
        .map_err(|_| RowCause::NominalNotWhole(text.to_owned()))?;
    Nominal::new(units).map_err(|_| RowCause::Nominal(units))
}

fn field(row: &ByteRecord, column: usize) -> Result<&str, RowCause> {
    let bytes = row.get(column).ok_or(RowCause::FewerFields)?;
    text_of(bytes).ok_or(RowCause::NotUtf8)
}

/// A field of a column that may be missing or empty.
fn optional_field(row: &ByteRecord, column: Option<usize>) -> Result<Option<&str>, RowCause> {
    let text = column.map(|column| field(row, column)).transpose()?;
    Ok(text.filter(|text| !text.is_empty()))
}

/// A former code (TRL) means its own unit, so it ends with it. On the day of the change the Bank may give both.
fn refuse_ended_code(code: &str, date: Date) -> Result<(), RowCause> {
    let died = REDENOMINATIONS
        .iter()
        .find(|change| change.former_code == code && date > change.date);
    died.map_or(Ok(()), |change| {
        Err(RowCause::FormerCodeEnded {
            code: code.to_owned(),
            new_from: change.date,
        })
    })
}

/// `1992-07-01..2026-08-21`, with the record's date in it.
fn parse_span(text: &str, record_date: Date) -> Result<Span, RowCause> {
    match Span::parse(text, "..") {
        Some(span) if span.contains(record_date) => Ok(span),
        Some(_) => Err(RowCause::SpanWithoutDate(text.to_owned())),
        None => Err(RowCause::NotASpan(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_fault(row: &str, cause: &RowCause) {
        let file = format!(
            "date,char_code,nominal,value,source,span\n{row}\n2024-05-21,USD,1,90.6537,cbr,\n"
        );
        let table = parse_table(file.as_bytes(), "cbr").unwrap();
        assert_eq!((table.rows.len(), table.faults[0].line), (1, 2), "{row}");
        assert_eq!(table.faults[0].cause, *cause, "{row}");
    }

    #[test]
    fn columns_go_by_name_in_any_order() {
        let file = "\u{feff}value,kind,CODE,nominal,date\r\n58.1234,p,JPY,100,2024-05-21\r\n";
        let table = parse_table(file.as_bytes(), "cbr").unwrap();
        assert_eq!(
            (
                table.rows[0].currency.code,
                table.rows[0].record.value().to_string()
            ),
            ("JPY", "58.1234".into())
        );
        assert_eq!(table.rows[0].line, 2);
    }

    /// A spreadsheet of Russia writes 21.05.2024, other programs a clock behind the date.
    #[test]
    fn dates_are_read_as_everywhere() {
        for typed in [
            "2024-05-21",
            "21.05.2024",
            "28/05/2024",
            "2024-05-21T00:00:00",
            "2024/05/21",
            "21.05.24",
        ] {
            let file = format!("date,char_code,nominal,value\n{typed},USD,1,90.6537\n");
            let table = parse_table(file.as_bytes(), "cbr").unwrap();
            let day = if typed.starts_with("28") { 28 } else { 21 };
            assert_eq!(
                table.rows[0].record.record_date(),
                jiff::civil::date(2024, 5, day),
                "{typed}"
            );
        }
    }

    #[test]
    fn a_missing_column_is_named() {
        assert_eq!(
            parse_table(b"date,code,value\n", "cbr").unwrap_err(),
            no_column("nominal")
        );
    }

    #[test]
    fn bad_rows_are_named_and_the_rest_goes_on() {
        let text = |text: &str| text.to_owned();
        for date in ["2024-02-30", "05/06/2024"] {
            let fault = RowCause::Date(parse_written_day(date).unwrap_err());
            check_fault(&format!("{date},USD,1,90.0000,cbr,"), &fault);
        }
        check_fault(
            "2024-05-21,UDS,1,90.0000,cbr,",
            &RowCause::UnknownCurrency(text("UDS")),
        );
        check_fault("2024-05-21,USD,3,90.0000,cbr,", &RowCause::Nominal(3));
        check_fault(
            "2024-05-21,USD,one,90.0000,cbr,",
            &RowCause::NominalNotWhole(text("one")),
        );
        let unread =
            |value: &str| RowCause::ValueUnread(text(value), Decimal::parse("90,5").unwrap_err());
        check_fault("2024-05-21,USD,1,\"90,5\",cbr,", &unread("90,5"));
        check_fault(
            "2024-05-21,USD,1,100000001,cbr,",
            &RowCause::ValueTooLarge(text("100000001")),
        );
        check_fault(
            "2024-05-21,USD,1,90,ecb,",
            &RowCause::UnknownSource(text("ecb")),
        );
        let other_span = "2024-06-01..2024-06-02";
        let row = format!("2024-05-21,USD,1,90,cbr,{other_span}");
        check_fault(&row, &RowCause::SpanWithoutDate(text(other_span)));
        check_fault(
            "2024-05-21,USD,1,90,cbr,all",
            &RowCause::NotASpan(text("all")),
        );
        check_fault("2024-05-21,USD", &RowCause::FewerFields);
    }

    #[test]
    fn a_value_of_zero_must_be_above_it() {
        for value in ["0", "0.0000", "-1"] {
            check_fault(
                &format!("2024-05-21,USD,1,{value},cbr,"),
                &RowCause::ValueNotPositive(value.to_owned()),
            );
        }
    }

    /// The days of a row that is left out are known as far as it could be read: they must not count as covered.
    #[test]
    fn a_faulty_row_says_what_it_is_about() {
        let file = "date,char_code,nominal,value,span\n2024-05-21,USD,1,x,2024-05-21..2024-05-31\n?,EUR,1,x,\n";
        let faults = parse_table(file.as_bytes(), "cbr").unwrap().faults;
        let may = Span::new("2024-05-21".parse().unwrap(), "2024-05-31".parse().unwrap());
        let code = |place: &RowPlace| place.currency.map(|currency| currency.code);
        assert_eq!(
            (code(&faults[0].place), faults[0].place.span),
            (Some("USD"), may)
        );
        assert_eq!(faults[0].place.date, may.map(Span::from));
        assert_eq!(
            (code(&faults[1].place), faults[1].place.date),
            (Some("EUR"), None)
        );
    }

    #[test]
    fn a_former_code_means_its_own_unit_and_ends_with_it() {
        let read = |date: &str| {
            let file = format!("date,char_code,nominal,value\n{date},TRL,1000000,20.5741\n");
            parse_table(file.as_bytes(), "cbr").unwrap()
        };
        assert_eq!(read("2004-12-29").rows[0].currency.code, "TRY");
        let new_from = "2005-01-01".parse().unwrap();
        let ended = RowCause::FormerCodeEnded {
            code: "TRL".to_owned(),
            new_from,
        };
        assert_eq!(read("2005-01-05").faults[0].cause, ended);
    }
}

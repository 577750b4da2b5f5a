//! Rates in a table: the date, the currency, the nominal and the value of each record, and if known its source and span.
//!
//! Columns go by their names in English or Russian, in any order; others are passed over. A currency that is not in a
//! column is given for the whole file, or is the name of the column (`date,usd,eur`). A nominal is never guessed: without
//! one, only the currencies are read that the Bank has always quoted for one unit. A bad row is counted and named by its
//! line, and the rest goes on. A span is written `1992-07-01..2026-08-21`: the days for which every record is listed.

use crate::{
    model::{
        CATALOGUE, Currency, Decimal, ListedRecord, Nominal, REDENOMINATIONS, Record, RecordError,
        RowCause, RowFault, RowPlace, Span, UnknownCurrency, parse_written_day,
    },
    table::{FieldNames, Figures, Mapping, Row, TableError, TextTable, decoded_table},
};
use jiff::civil::Date;
use std::{borrow::Cow, cell::Cell};

/// The columns of a table of rates, by the names that the Bank's own tables and people give them. `curs`, `cdx` and
/// `data` are in the tables that the Bank's site exports.
pub const RATE_FIELDS: [FieldNames; 6] = [
    &[
        "date",
        "data",
        "дата",
        "day",
        "день",
        "record date",
        "дата курса",
    ],
    &[
        "char_code",
        "code",
        "charcode",
        "букв. код",
        "буквенный код",
        "currency",
        "currency code",
        "валюта",
        "код валюты",
        "код",
        "cdx",
    ],
    &["nominal", "номинал", "единиц", "units"],
    &["value", "rate", "curs", "курс", "значение", "курс цб"],
    &["source", "источник"],
    &["span"],
];

/// The currencies that the Bank has quoted for one unit on every day of its records.
pub const ALWAYS_PER_ONE: [&str; 7] = ["AUD", "CAD", "CHF", "EUR", "GBP", "SGD", "USD"];

/// Other names of the one source that is known, in small letters.
const NAMES_OF_THE_BANK: [&str; 8] = [
    "цб",
    "цб рф",
    "банк россии",
    "cbr.ru",
    "www.cbr.ru",
    "bank of russia",
    "central bank of russia",
    "the bank of russia",
];

/// What is known of a file besides its rows.
#[derive(Clone, Copy, Debug)]
pub struct RateTableOptions<'o> {
    /// The source of all figures.
    pub source: &'o str,
    /// Whether the file is of that source whatever a column says.
    pub is_source_given: bool,
    pub mapping: &'o Mapping,
    /// The currency of all rows, where no column has it.
    pub currency: Option<&'static Currency>,
    /// The nominal of all rows, where no column has it.
    pub nominal: Option<Nominal>,
}

/// A file read: its rows and what was wrong with others.
#[derive(Debug, Default)]
pub struct RateTable {
    /// Sound rows, in the order of the file.
    pub rows: Vec<ListedRecord>,
    /// Rows left out.
    pub faults: Vec<RowFault>,
}

/// Reads a file of rates.
///
/// # Errors
/// The line, and why the file is no table of rates.
pub fn parse_rate_table(
    bytes: &[u8],
    options: RateTableOptions<'_>,
) -> Result<RateTable, (u64, TableError)> {
    let text = decoded_table(bytes);
    let mut table =
        TextTable::begin(&text, options.mapping, &RATE_FIELDS).map_err(|error| (1, error))?;
    let line = table.header_line();
    let columns = RateColumns::find(&mut table, options).map_err(|error| (line, error))?;

    let width = table.header().len();
    let mut read = RateTable::default();
    while let Some(row) = table.next_row() {
        columns.read_row(&row, width, &mut read);
    }

    Ok(read)
}

/// Where a row has what.
struct RateColumns<'t, 'o> {
    options: RateTableOptions<'o>,
    date: usize,
    /// One, or in a table with a column for each currency all of these.
    prices: Vec<PriceColumn<'t>>,
    source: Option<usize>,
    span: Option<usize>,
    is_wide: bool,
}

/// A column of values.
struct PriceColumn<'t> {
    money: Money,
    nominal: GivenNominal,
    value: usize,
    figures: Figures<'t>,
    /// The currency of the row before: rows mostly come in runs of one currency, so it is looked up once a run.
    known: Cell<&'static Currency>,
}

/// The currency of a value.
enum Money {
    /// It is in this column.
    Column(usize),
    /// It is known for the whole column of values, by this code.
    Known(&'static Currency, &'static str),
}

/// The nominal of a value.
enum GivenNominal {
    /// It is in this column.
    Column(usize),
    /// It is the same for the whole column of values.
    Known(Nominal),
    /// It was not given.
    Unknown,
}

impl<'t, 'o> RateColumns<'t, 'o> {
    fn find(table: &mut TextTable<'t>, options: RateTableOptions<'o>) -> Result<Self, TableError> {
        let [date, code, nominal, value, source, span] =
            table.read_header(options.mapping, &RATE_FIELDS)?;
        let [date_names, code_names, _, value_names, ..] = RATE_FIELDS;
        let date = table.needed(date, date_names)?;
        let given_nominal = match (nominal, options.nominal) {
            (Some(column), _) => GivenNominal::Column(column),
            (None, Some(nominal)) => GivenNominal::Known(nominal),
            (None, None) => GivenNominal::Unknown,
        };

        let money = match (code, options.currency) {
            (Some(column), _) => Some(Money::Column(column)),
            (None, Some(currency)) => Some(Money::Known(currency, currency.code)),
            (None, None) => None,
        };
        let prices = match (money, value) {
            (Some(money), Some(value)) => vec![PriceColumn {
                money,
                nominal: given_nominal,
                value,
                figures: table.figures(value),
                known: Cell::new(&CATALOGUE[0]),
            }],
            (None, None) => columns_of_currencies(table, date, options.nominal)
                .ok_or_else(|| table.no_column(code_names))?,
            (None, Some(_)) => return Err(table.no_column(code_names)),
            (Some(_), None) => return Err(table.no_column(value_names)),
        };

        Ok(Self {
            options,
            date,
            is_wide: code.is_none() && value.is_none(),
            prices,
            source,
            span,
        })
    }

    /// Adds the records of a row, or why there is none.
    fn read_row(&self, row: &Row<'_>, width: usize, read: &mut RateTable) {
        let found = row.count(width);
        for price in &self.prices {
            let listed = if found > width {
                let header = width;
                Err(RowCause::MoreFields { found, header })
            } else if self.is_wide && row.get(price.value).is_some_and(|text| text.is_empty()) {
                // In a table with a column for each currency an empty field is no record.
                continue;
            } else {
                self.read(row, price)
            };

            match listed {
                Ok(listed) => read.rows.push(listed),
                Err(cause) => read.faults.push(RowFault {
                    line: row.line,
                    place: self.place(row, price),
                    cause,
                }),
            }
        }
    }

    fn read(&self, row: &Row<'_>, price: &PriceColumn<'_>) -> Result<ListedRecord, RowCause> {
        let (currency, code) = price.money_of(row)?;
        let date = parse_written_day(&filled(row, self.date, 0)?).map_err(RowCause::Date)?;
        // Before the figures, because their unit depends on it.
        refuse_ended_code(&code, date)?;

        let nominal = price.nominal_of(row, currency)?;
        let record = price.record(row, date, nominal)?;
        if let Some(other) = optional_field(row, self.source)?
            && !self.options.is_source_given
            && !self.is_of_source(&other)
        {
            return Err(RowCause::UnknownSource(other.into_owned()));
        }

        let span = optional_field(row, self.span)?
            .map(|text| parse_span(&text, date))
            .transpose()?;
        Ok(ListedRecord {
            currency,
            record,
            span,
            line: row.line,
        })
    }

    fn is_of_source(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case(self.options.source)
            || NAMES_OF_THE_BANK.contains(&name.to_lowercase().as_str())
    }

    /// The record that a faulty row describes, as far as it can be read.
    fn place(&self, row: &Row<'_>, price: &PriceColumn<'_>) -> RowPlace {
        let date = field(row, self.date).ok();
        let span = self.span.and_then(|column| field(row, column).ok());
        RowPlace {
            currency: price.money_of(row).ok().map(|(currency, _)| currency),
            date: date.and_then(|text| parse_written_day(&text).ok()),
            span: span.and_then(|text| Span::parse(&text, "..")),
        }
    }
}

impl PriceColumn<'_> {
    /// The currency of a row, and the code by which the row means a unit.
    fn money_of<'r>(&self, row: &Row<'r>) -> Result<(&'static Currency, Cow<'r, str>), RowCause> {
        match self.money {
            Money::Known(currency, code) => Ok((currency, code.into())),
            Money::Column(at) => {
                let text = filled(row, at, 1)?;
                if self.known.get().code == text {
                    return Ok((self.known.get(), text));
                }

                let (currency, code) = find_currency(&text).map_err(RowCause::UnknownCurrency)?;
                self.known.set(currency);
                Ok((currency, code.into()))
            }
        }
    }

    fn nominal_of(&self, row: &Row<'_>, currency: &Currency) -> Result<Nominal, RowCause> {
        match self.nominal {
            GivenNominal::Column(at) => parse_nominal(&filled(row, at, 2)?),
            GivenNominal::Known(nominal) => Ok(nominal),
            GivenNominal::Unknown if ALWAYS_PER_ONE.contains(&currency.code) => Ok(Nominal::ONE),
            GivenNominal::Unknown => Err(RowCause::NoNominal(currency.code)),
        }
    }

    fn record(&self, row: &Row<'_>, date: Date, nominal: Nominal) -> Result<Record, RowCause> {
        let text = filled(row, self.value, 3)?;
        let value = match Decimal::parse(&text) {
            Ok(value) => value,
            Err(_) => self.figures.parse(&text).map_err(RowCause::ValueUnread)?,
        };
        let value_e4 = value
            .to_e4()
            .map_err(|_| RowCause::ValueDigits(text.clone().into_owned()))?;

        Record::new(date, nominal, value_e4).map_err(|error| match error {
            RecordError::Value(_) if value_e4 <= 0 => RowCause::ValueNotPositive(text.into_owned()),
            // Nominals were checked above.
            _ => RowCause::ValueTooLarge(text.into_owned()),
        })
    }
}

/// A column for each currency beside the date, `None` if one of them is anything else. `100 JPY` names the nominal.
fn columns_of_currencies<'t>(
    table: &TextTable<'t>,
    date: usize,
    given: Option<Nominal>,
) -> Option<Vec<PriceColumn<'t>>> {
    let names = table.header().iter().enumerate();
    let named: Option<Vec<PriceColumn<'t>>> = names
        .filter(|(at, _)| *at != date)
        .map(|(at, name)| {
            let (nominal, code) = split_nominal(name);
            let (currency, code) = find_currency(code).ok()?;
            let nominal = nominal.or(given);
            Some(PriceColumn {
                money: Money::Known(currency, code),
                nominal: nominal.map_or(GivenNominal::Unknown, GivenNominal::Known),
                value: at,
                figures: table.figures(at),
                known: Cell::new(currency),
            })
        })
        .collect();

    named.filter(|columns| !columns.is_empty())
}

/// `100 JPY` as its nominal and its code.
fn split_nominal(name: &str) -> (Option<Nominal>, &str) {
    let (units, code) = name.split_once(' ').unwrap_or(("", name));
    match parse_nominal(units) {
        Ok(nominal) => (Some(nominal), code.trim()),
        Err(_) => (None, name),
    }
}

/// A currency by its code in any letters, by its number or by its name, and the code that is meant.
fn find_currency(text: &str) -> Result<(&'static Currency, &'static str), UnknownCurrency> {
    let capitals = text.to_uppercase();
    let currency = Currency::by_code(&capitals).or_else(|| Currency::by_number(text));
    let currency = match currency {
        Some(currency) => currency,
        None => Currency::find(text)?,
    };

    let former = currency.former_codes().find(|former| *former == capitals);
    Ok((currency, former.unwrap_or(currency.code)))
}

fn parse_nominal(text: &str) -> Result<Nominal, RowCause> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let units = digits
        .parse()
        .map_err(|_| RowCause::NominalNotWhole(text.to_owned()))?;
    Nominal::new(units).map_err(|_| RowCause::Nominal(units))
}

fn field<'r>(row: &Row<'r>, column: usize) -> Result<Cow<'r, str>, RowCause> {
    let text = row.get(column).ok_or(RowCause::FewerFields)?;
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return Err(RowCause::NotUtf8);
    }
    Ok(text)
}

/// A field that must not be empty; `at` is its place in [`RATE_FIELDS`].
fn filled<'r>(row: &Row<'r>, column: usize, at: usize) -> Result<Cow<'r, str>, RowCause> {
    let text = field(row, column)?;
    if text.is_empty() {
        return Err(RowCause::EmptyField(RATE_FIELDS[at][0]));
    }
    Ok(text)
}

/// A field of a column that may be missing or empty.
fn optional_field<'r>(
    row: &Row<'r>,
    column: Option<usize>,
) -> Result<Option<Cow<'r, str>>, RowCause> {
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
    use crate::model::AmountError;
    use expect_test::expect;

    fn options(mapping: &Mapping) -> RateTableOptions<'_> {
        RateTableOptions {
            source: "cbr",
            is_source_given: false,
            mapping,
            currency: None,
            nominal: None,
        }
    }

    fn read(file: &str) -> RateTable {
        parse_rate_table(file.as_bytes(), options(&Mapping::default())).unwrap()
    }

    fn refused(file: &str) -> String {
        let refused = parse_rate_table(file.as_bytes(), options(&Mapping::default()));
        let (line, error) = refused.unwrap_err();
        format!("{line}: {error}")
    }

    /// The records of a file, a word each.
    fn records(table: &RateTable) -> Vec<String> {
        let rows = table.rows.iter().map(|row| {
            let (date, nominal) = (row.record.record_date(), row.record.nominal().units());
            format!(
                "{date} {nominal} {} {}",
                row.currency.code,
                row.record.value()
            )
        });
        rows.collect()
    }

    fn check_fault(row: &str, cause: &RowCause) {
        let file = format!(
            "date,char_code,nominal,value,source,span\n{row}\n2024-05-21,USD,1,90.6537,cbr,\n"
        );
        let table = read(&file);
        assert_eq!((table.rows.len(), table.faults[0].line), (1, 2), "{row}");
        assert_eq!(table.faults[0].cause, *cause, "{row}");
    }

    #[test]
    fn columns_go_by_name_in_any_order() {
        let table =
            read("\u{feff}value,kind,CODE,nominal,date\r\n58.1234,p,JPY,100,2024-05-21\r\n");
        assert_eq!(records(&table), ["2024-05-21 100 JPY 58.1234"]);
        assert_eq!(table.rows[0].line, 2);
    }

    /// The table that the Bank's site exports, and the one on its page of a day.
    #[test]
    fn tables_of_the_bank_are_read_as_they_are() {
        let exported =
            "nominal;data;curs;cdx\n1;21.05.2024;90,6537;Доллар США\n100;21.05.2024;58,1234;Иена\n";
        let of_a_day = "Дата;Цифр. код;Букв. код;Единиц;Валюта;Курс\n\
                        21.05.2024;840;USD;1;Доллар США;90,6537\n\
                        21.05.2024;392;JPY;100;Иен;58,1234\n";
        for file in [exported, of_a_day] {
            assert_eq!(
                records(&read(file)),
                ["2024-05-21 1 USD 90.6537", "2024-05-21 100 JPY 58.1234"]
            );
        }
    }

    #[test]
    fn every_encoding_and_separator_of_a_spreadsheet_is_read() {
        let text = "Дата\tВалюта\tНоминал\tКурс\n21.05.2024\tдоллар США\t1\t90,6537\n";
        let utf16 = |to_bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| -> Vec<u8> {
            mark.into_iter()
                .chain(text.encode_utf16().flat_map(to_bytes))
                .collect()
        };
        let windows_1251 = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
        let files = [
            text.as_bytes().to_vec(),
            text.replace('\t', ";").into_bytes(),
            text.replace('\n', "\r").into_bytes(),
            format!("sep=;\n{}", text.replace('\t', ";")).into_bytes(),
            windows_1251,
            utf16(u16::to_le_bytes, [0xff, 0xfe]),
            utf16(u16::to_be_bytes, [0xfe, 0xff]),
        ];
        for file in files {
            let mapping = Mapping::default();
            let table = parse_rate_table(&file, options(&mapping)).unwrap();
            assert_eq!(records(&table), ["2024-05-21 1 USD 90.6537"], "{file:?}");
        }
    }

    /// A spreadsheet of Russia writes 21.05.2024, other programs a clock behind the date.
    #[test]
    fn dates_are_read_as_everywhere() {
        for typed in [
            "2024-05-21",
            "21.05.2024",
            "5/21/2024",
            "2024-05-21T00:00:00",
            "2024/05/21",
            "21.05.24",
            "21\u{a0}мая\u{a0}2024 г.",
            "вторник, 21 мая 2024 года",
            "21-May-24",
        ] {
            let table = read(&format!(
                "date;char_code;nominal;value\n{typed};USD;1;90.6537\n"
            ));
            assert_eq!(records(&table), ["2024-05-21 1 USD 90.6537"], "{typed}");
        }
    }

    #[test]
    fn a_missing_column_is_named_with_the_way_out() {
        expect![[r#"1: no column for the field `date` among `Когда`, `code`, `nominal`, `value`; name it with --map "date=COLUMN""#]].assert_eq(&refused("Когда;code;nominal;value\n"));
        expect![[r#"1: no column for the field `char_code` among `date`, `nominal`, `value`; name it with --map "char_code=COLUMN""#]].assert_eq(&refused("date,nominal,value\n"));
        expect![[r#"1: no column for the field `value` among `date`, `code`, `nominal`; name it with --map "value=COLUMN""#]].assert_eq(&refused("date,code,nominal\n"));
        expect!["1: the file is empty"].assert_eq(&refused(" \n"));
        expect!["1: not a table of text; save it as CSV, a workbook cannot be read"]
            .assert_eq(&refused("PK\u{3}\u{4}\u{14}\0xl/workbook.xml"));
        expect!["1: two columns for the field `value`: `value` and `value`; rename the one that is not meant"].assert_eq(&refused("date,code,value,value\n"));
    }

    /// `Date;Rate` and the like: what no column has is given for the whole file.
    #[test]
    fn a_currency_and_a_nominal_may_be_given_for_the_file() {
        let given = |code: &str, nominal: Option<i64>| {
            let file = "Date;Rate\n21.05.2024;58,1234\n";
            let mapping = Mapping::default();
            let options = RateTableOptions {
                currency: Currency::by_code(code),
                nominal: nominal.map(|units| Nominal::new(units).unwrap()),
                ..options(&mapping)
            };
            parse_rate_table(file.as_bytes(), options).unwrap()
        };
        assert_eq!(
            records(&given("JPY", Some(100))),
            ["2024-05-21 100 JPY 58.1234"]
        );
        assert_eq!(records(&given("USD", None)), ["2024-05-21 1 USD 58.1234"]);
        assert_eq!(
            given("JPY", None).faults[0].cause,
            RowCause::NoNominal("JPY")
        );
    }

    #[test]
    fn a_column_for_each_currency_is_read_where_nothing_is_guessed() {
        let table = read(
            "date,usd,Евро,100 JPY\n2024-05-21,90.6537,98.5842,58.1234\n2024-05-22,90.4082,,\n",
        );
        assert_eq!(
            records(&table),
            [
                "2024-05-21 1 USD 90.6537",
                "2024-05-21 1 EUR 98.5842",
                "2024-05-21 100 JPY 58.1234",
                "2024-05-22 1 USD 90.4082",
            ]
        );
        assert!(table.faults.is_empty(), "{:?}", table.faults);
        let yen = read("date,jpy\n2024-05-21,58.1234\n");
        assert_eq!(yen.faults[0].cause, RowCause::NoNominal("JPY"));
        expect![[r#"1: no column for the field `char_code` among `date`, `usd`, `weather`; name it with --map "char_code=COLUMN""#]].assert_eq(&refused("date,usd,weather\n"));
    }

    #[test]
    fn codes_in_small_letters_numbers_and_names_are_currencies() {
        for typed in ["usd", "840", "Доллар США", "US Dollar"] {
            let table = read(&format!("date,code,value\n2024-05-21,{typed},90.6537\n"));
            assert_eq!(records(&table), ["2024-05-21 1 USD 90.6537"], "{typed}");
        }
        let shared = read("date,code,nominal,value\n2024-05-21,крона,1,90\n");
        assert!(matches!(
            shared.faults[0].cause,
            RowCause::UnknownCurrency(_)
        ));
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
            &RowCause::UnknownCurrency(Currency::find("UDS").unwrap_err()),
        );
        check_fault("2024-05-21,USD,3,90.0000,cbr,", &RowCause::Nominal(3));
        check_fault(
            "2024-05-21,USD,one,90.0000,cbr,",
            &RowCause::NominalNotWhole(text("one")),
        );
        check_fault(
            "2024-05-21,USD,1,ninety,cbr,",
            &RowCause::ValueUnread(AmountError::Unreadable(text("ninety"))),
        );
        check_fault(
            "2024-05-21,USD,1,90.65371,cbr,",
            &RowCause::ValueDigits(text("90.65371")),
        );
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

    /// An unquoted decimal comma between commas: 90 would be taken for the value.
    #[test]
    fn a_row_with_more_fields_than_the_header_is_left_out() {
        let cause = RowCause::MoreFields {
            found: 7,
            header: 6,
        };
        check_fault("2024-05-21,USD,1,90,6537,cbr,x", &cause);
        assert!(
            read("date,code,value\n2024-05-21,USD,90.6537,,\n")
                .faults
                .is_empty()
        );
    }

    #[test]
    fn other_names_of_the_bank_are_its_source() {
        for name in ["cbr", "CBR", "ЦБ РФ", "Банк России", "cbr.ru"] {
            let table = read(&format!(
                "date,code,value,source\n2024-05-21,USD,90.6537,{name}\n"
            ));
            assert_eq!(table.rows.len(), 1, "{name}");
        }
    }

    #[test]
    fn a_value_of_zero_must_be_above_it() {
        for value in ["0", "0.0000", "-1", "−1"] {
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
        let faults = read(file).faults;
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
        let of = |date: &str| {
            read(&format!(
                "date,char_code,nominal,value\n{date},TRL,1000000,20.5741\n"
            ))
        };
        assert_eq!(of("2004-12-29").rows[0].currency.code, "TRY");
        let new_from = "2005-01-01".parse().unwrap();
        let ended = RowCause::FormerCodeEnded {
            code: "TRL".to_owned(),
            new_from,
        };
        assert_eq!(of("2005-01-05").faults[0].cause, ended);
    }
}

//! Rates in a table: the date, the currency, the nominal and the value of each record, and if known its source and span.
//!
//! Columns go by their names in English or Russian, in any order; others are passed over. A currency that is not in a
//! column is given for the whole file, or is the name of the column (`date,usd,eur`). A nominal is never guessed: without
//! one, only the currencies are read that the Bank has always quoted for one unit. A bad row is counted and named by its
//! line, and the rest goes on. A span is written `1992-07-01..2026-08-21`: the days for which every record is listed.

mod fields;
mod price;
#[cfg(test)]
mod tests;

pub use fields::RATE_FIELDS;
pub use price::ALWAYS_PER_ONE;

use crate::{
    model::{
        Currency, ListedRecord, Nominal, REDENOMINATIONS, RowCause, RowFault, RowPlace, Span,
        parse_written_day,
    },
    table::{Mapping, Row, TableError, TextTable, decoded_table},
};
use fields::{field, filled, optional_field};
use jiff::civil::Date;
use price::{GivenNominal, Money, PriceColumn, columns_of_currencies};

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
    while let Some(row) = table.next_row()? {
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
            (Some(money), Some(value)) => {
                vec![PriceColumn::new(table, value, money, given_nominal)]
            }
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

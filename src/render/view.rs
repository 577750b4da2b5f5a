//! What there is to show: plain values that a command fills in and a renderer writes down.

use crate::{
    error::Error,
    model::{Currency, Decimal, InForce, Lang, NotInForce, Quoted, Record, Span, Unit},
    rates::{Conversion, Freshness, Side},
    table::{ColumnMarks, Texts},
};
use jiff::civil::Date;

/// How text for people is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Language of dates and headings.
    pub lang: Lang,
    pub minus: Minus,
    pub colour: Colour,
}

/// The minus sign of figures for people; JSON, CSV and price directives always have the hyphen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minus {
    /// U+2212.
    Typographic,
    Ascii,
}

/// Colour of changes in the header line; the sign says the same without it. Tables have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// None.
    Plain,
    /// Green for a rise, red for a fall.
    RiseAndFall,
}

/// How a table is framed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFrame {
    /// Columns parted by blanks and nothing else: for pipes and files.
    Plain,
    /// Rules above and below the headings, within the columns of a terminal.
    Terminal { columns: u16 },
}

/// The rates of one day.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The day asked for, with which the line begins.
    pub day: Date,
    /// One a currency, in the order asked for.
    pub rates: Vec<ShownRate>,
}

/// A currency's rate in force on a day.
#[derive(Clone, Debug)]
pub struct ShownRate {
    /// The pair that is priced.
    pub quoted: Quoted,
    /// The rate, or why there is none.
    pub rate: Result<InForce, NotInForce>,
    /// Short name of the source: `cbr`.
    pub source: String,
    /// How old the record is.
    pub age: Age,
}

/// The age of the record that an answer is based on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Age {
    /// Days from the record to the day asked for, or to today without one; 0 for a record of the future.
    pub days: i64,
    /// Whether the calendar of the Bank's records does not explain the age.
    pub is_stale: bool,
}

/// A converted amount with its way.
#[derive(Clone, Copy, Debug)]
pub struct Converted {
    /// The day of the rates.
    pub day: Date,
    pub amount: Decimal,
    /// Its unit, with the rate taken.
    pub from: Side,
    /// The unit wanted, with the rate taken.
    pub to: Side,
    pub conversion: Conversion,
    /// The age of the older of the records.
    pub age: Age,
}

/// A user's table with what became of its rows.
#[derive(Clone, Debug)]
pub struct ConvertedTable {
    /// The names of the file's own columns.
    pub header: Vec<String>,
    /// Which of these has the days.
    pub day_column: usize,
    /// Which of these has the amounts.
    pub amount_column: usize,
    /// How figures are written in each of these.
    pub marks: ColumnMarks,
    pub rows: Vec<ConvertedRow>,
}

/// A row of a user's table.
#[derive(Clone, Debug)]
pub struct ConvertedRow {
    /// The line that it begins with, from 1.
    pub line: u64,
    /// Its own fields, as in the file.
    pub own: Texts,
    /// The conversion, or why there is none.
    pub outcome: Result<Converted, Error>,
}

impl ConvertedTable {
    /// Columns of the file: those that it names, or the fields of a row that has more. It looks at every row.
    pub fn width(&self) -> usize {
        let widest = self.rows.iter().map(|row| row.own.len()).max();
        widest.unwrap_or_default().max(self.header.len())
    }

    /// How many rows have an error.
    pub fn failed(&self) -> usize {
        let failed = self.rows.iter().filter(|row| row.outcome.is_err());
        failed.count()
    }
}

/// One rate of a conversion, as it was published.
#[derive(Clone, Copy, Debug)]
pub struct Leg {
    pub currency: &'static Currency,
    pub rate: InForce,
}

impl Converted {
    /// The rates taken, in the order of the way; once where both units are of one currency.
    pub fn path(&self) -> impl Iterator<Item = Leg> {
        // TRL to TRY and the like take one rate of one currency.
        let is_one = self.from.unit.currency() == self.to.unit.currency();
        let other = (!is_one).then_some(self.to);

        std::iter::once(self.from).chain(other).filter_map(|side| {
            Some(Leg {
                currency: side.unit.currency()?,
                rate: side.rate?,
            })
        })
    }
}

/// How fresh one currency is and what is missing.
#[derive(Clone, Debug)]
pub struct CurrencyStatus {
    pub currency: &'static Currency,
    /// Date of the first record.
    pub first: Option<Date>,
    /// Date of the last record.
    pub last: Option<Date>,
    pub covered_to: Option<Date>,
    /// Whether that is fresh, and why.
    pub freshness: Freshness,
    /// Days between covered ones that are not covered.
    pub holes: Vec<Span>,
}

/// A row of `db export`.
#[derive(Clone, Copy, Debug)]
pub struct ExportRow<'a> {
    /// The unit in which the figure was published.
    pub unit: Unit,
    pub record: Record,
    /// Short name of the source.
    pub source: &'a str,
    /// The span of coverage it belongs to, if any.
    pub span: Option<Span>,
}

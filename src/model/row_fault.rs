//! Why a row of a file of rates was left out.

use super::{AmountError, Currency, DateError, Decimal, Record, Span, UnknownCurrency};
use jiff::civil::Date;

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Line of the file, from 1.
    pub line: u64,
    /// The record that the row is about, where it could be read that far.
    pub place: RowPlace,
    /// Why.
    pub cause: RowCause,
}

/// The record that a row describes, as far as it could be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowPlace {
    /// The currency.
    pub currency: Option<&'static Currency>,
    /// The date.
    pub date: Option<Date>,
    /// The days for which the row claims that the file lists every record.
    pub span: Option<Span>,
}

/// Who gave a figure that a file would replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficialOrigin {
    /// The embedded archive.
    Archive,
    /// An answer of the Bank, on this day in Moscow.
    Fetched(Date),
}

/// Why a row was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowCause {
    /// Fewer fields than the first line has.
    FewerFields,
    /// More fields than the first line has.
    MoreFields {
        /// Fields of the row.
        found: usize,
        /// Columns of the header.
        header: usize,
    },
    /// Nothing in a field that is needed, by its name.
    EmptyField(&'static str),
    /// A field with bytes that are no text.
    NotUtf8,
    /// What is no currency's code or name.
    UnknownCurrency(UnknownCurrency),
    /// A former code after its last day.
    FormerCodeEnded {
        /// The code.
        code: String,
        /// The first day of the new code.
        new_from: Date,
    },
    /// A date that cannot be read.
    Date(DateError),
    /// A nominal that is not a whole number.
    NominalNotWhole(String),
    /// A nominal that the Bank does not use.
    Nominal(i64),
    /// No nominal, for a currency that the Bank quotes for one unit or for many.
    NoNominal(&'static str),
    /// A value that cannot be read.
    ValueUnread(AmountError),
    /// A value that needs more than four digits after the point.
    ValueDigits(String),
    /// A value of zero or less.
    ValueNotPositive(String),
    /// A value beyond any rate.
    ValueTooLarge(String),
    /// Figures of another source.
    UnknownSource(String),
    /// Not a span.
    NotASpan(String),
    /// A span without the record's date.
    SpanWithoutDate(String),
    /// A date for which the Bank cannot have set a rate yet.
    LaterThanTomorrow {
        /// Tomorrow in Moscow.
        tomorrow: Date,
    },
    /// A date before the first record.
    BeforeFirstRecord {
        /// Date of that record.
        first: Date,
    },
    /// The file has another value for the same date and nominal.
    RepeatedOtherwise {
        /// Its line.
        line: u64,
        /// That value, which was taken.
        taken: Decimal,
    },
    /// The Bank gave another figure.
    BankDiffers {
        /// The Bank's.
        official: Record,
        /// The file's.
        listed: Record,
        /// Where the Bank's comes from.
        origin: OfficialOrigin,
        /// Whether `--replace` would take the file's: not one that no rate can be.
        may_be_replaced: bool,
    },
    /// All records around the date are known, and there is none on it.
    NoRecordThatDay {
        /// Whether only an imported file says so, which `--replace` may overrule.
        may_be_replaced: bool,
    },
    /// Farther from another record than any rate has moved.
    Jump {
        /// The file's figure.
        listed: Record,
        /// The record it is compared with.
        beside: Record,
    },
}

impl RowFault {
    /// Whether a day without this row may lack a record: then it is not covered.
    pub const fn leaves_a_hole(&self) -> bool {
        !matches!(
            self.cause,
            RowCause::RepeatedOtherwise { .. }
                | RowCause::BankDiffers { .. }
                | RowCause::NoRecordThatDay { .. }
                | RowCause::LaterThanTomorrow { .. }
                | RowCause::BeforeFirstRecord { .. }
        )
    }
}

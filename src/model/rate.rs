//! A record: what the Bank published for one currency and one date, digit for digit.

use super::{Currency, Decimal, Span};
use jiff::civil::Date;

/// Units of the currency to which a value belongs: a power of ten from 1 to 1,000,000,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nominal(i64);

impl Nominal {
    /// One unit.
    pub const ONE: Self = Self(1);

    /// Checks the range.
    ///
    /// # Errors
    /// [`RecordError::Nominal`] for anything but a power of ten up to 10^9: the Bank has used no other, and
    /// only these keep changes over a new nominal exact.
    pub fn new(units: i64) -> Result<Self, RecordError> {
        let is_power_of_ten =
            (1..=1_000_000_000).contains(&units) && 10i64.pow(units.ilog10()) == units;
        is_power_of_ten
            .then_some(Self(units))
            .ok_or(RecordError::Nominal(units))
    }

    /// The number of units.
    pub const fn units(self) -> i64 {
        self.0
    }
}

/// One published figure: rubles per `nominal` units from `record_date` until the next record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    record_date: Date,
    nominal: Nominal,
    value_e4: i64,
}

/// Difference of a record from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Rubles per nominal of the later record, exact; of four digits or, over a new nominal, more.
    pub amount: Decimal,
    /// 100 × change ÷ earlier value in the units of the later record, four digits.
    pub percent: Decimal,
    /// Date of the earlier record.
    pub previous_record_date: Date,
}

/// The records of each date: of a redenomination there may be two, in the old unit and in the new one.
pub fn records_by_date(records: &[Record]) -> impl DoubleEndedIterator<Item = &[Record]> {
    records.chunk_by(|one, next| one.record_date() == next.record_date())
}

/// A record as a file lists it.
#[derive(Clone, Copy, Debug)]
pub struct ListedRecord {
    /// The currency.
    pub currency: &'static Currency,
    /// The figure.
    pub record: Record,
    /// The days for which the file lists every record, if it says so.
    pub span: Option<Span>,
    /// Line of the file, from 1.
    pub line: u64,
}

/// Why figures are no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Nominal that is not a power of ten in 1..=10^9.
    #[error("nominal {0} is not a power of ten from 1 to 1000000000")]
    Nominal(i64),
    /// Value of zero or less, or beyond a hundred million rubles.
    #[error("value {0} is not between 0 and 100000000")]
    Value(Decimal),
}

/// Largest value, in ten-thousandths of a ruble: a hundred million rubles a nominal.
const LARGEST_VALUE_E4: i64 = 1_000_000_000_000;

impl Record {
    /// A record of `value_e4` ten-thousandths of a ruble per `nominal`.
    ///
    /// # Errors
    /// [`RecordError::Value`] unless 0 < value ≤ 100,000,000 rubles.
    pub fn new(record_date: Date, nominal: Nominal, value_e4: i64) -> Result<Self, RecordError> {
        if value_e4 <= 0 || value_e4 > LARGEST_VALUE_E4 {
            return Err(RecordError::Value(Decimal::new(value_e4.into(), 4)));
        }

        Ok(Self {
            record_date,
            nominal,
            value_e4,
        })
    }

    /// The day from which it is in force.
    pub const fn record_date(&self) -> Date {
        self.record_date
    }

    /// Units to which the value belongs.
    pub const fn nominal(&self) -> Nominal {
        self.nominal
    }

    /// Ten-thousandths of a ruble per nominal.
    pub const fn value_e4(&self) -> i64 {
        self.value_e4
    }

    /// Rubles per nominal with the four digits published.
    pub fn value(&self) -> Decimal {
        Decimal::new(self.value_e4.into(), 4)
    }

    /// Rubles per one unit, exact: nominals are powers of ten.
    pub fn value_per_unit(&self) -> Decimal {
        Decimal::new(self.value_e4.into(), 4 + self.nominal.0.ilog10())
    }
}

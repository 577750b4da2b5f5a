//! Rates of before a redenomination, which are counted in later units.

use crate::model::REDENOMINATIONS;
use jiff::civil::Date;

/// A currency with rates of before its last redenomination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restated {
    /// `RUB` for what the rates are counted in.
    pub code: &'static str,
    /// First day of the new unit.
    pub before: Date,
    /// Old units in a new one.
    pub factor: i64,
}

impl Restated {
    /// `None` if no unit of the currency was replaced after `first_record`.
    pub fn of(code: &'static str, first_record: Date) -> Option<Self> {
        let last = REDENOMINATIONS
            .iter()
            .rfind(|one| one.currency == code && first_record < one.date)?;

        Some(Self {
            code,
            before: last.date,
            factor: last.factor,
        })
    }
}

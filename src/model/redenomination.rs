//! Redenominations: when a new unit replaced many old ones, and which code ended with the old unit.
//!
//! Dates are record dates of the Bank: the date of the first record in the new unit.

use jiff::civil::{Date, date};

/// One redenomination: from `date` on, one unit is worth `factor` units of before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redenomination {
    /// Present code of the currency; `RUB` for the ruble itself.
    pub currency: &'static str,
    /// Record date of the first record in new units.
    pub date: Date,
    /// Old units in a new one: a power of ten, or five times one.
    pub factor: i64,
    /// ISO 4217 letters of the unit that it replaced.
    pub former_code: &'static str,
}

/// First day of the new ruble: 1000 old rubles became one (decree of the President of 4 August 1997, No. 822).
pub const RUBLE_1998: Date = date(1998, 1, 1);

/// All redenominations within the Bank's records, by currency and date; also rows of the table `redenomination`.
#[rustfmt::skip]
pub const REDENOMINATIONS: &[Redenomination] = &[
    Redenomination { currency: "RUB", date: RUBLE_1998, factor: 1_000, former_code: "RUR" },
    Redenomination { currency: "AZN", date: date(2006, 1, 1), factor: 5_000, former_code: "AZM" },
    Redenomination { currency: "BGN", date: date(1999, 7, 1), factor: 1_000, former_code: "BGL" },
    Redenomination { currency: "BYN", date: date(2000, 1, 1), factor: 1_000, former_code: "BYB" },
    Redenomination { currency: "BYN", date: date(2016, 7, 1), factor: 10_000, former_code: "BYR" },
    Redenomination { currency: "RON", date: date(2005, 7, 1), factor: 10_000, former_code: "ROL" },
    Redenomination { currency: "TMT", date: date(2009, 1, 1), factor: 5_000, former_code: "TMM" },
    Redenomination { currency: "TRY", date: date(2005, 1, 1), factor: 1_000_000, former_code: "TRL" },
];

/// Units of `earlier` in one unit of `later`.
pub(super) fn factor_between(code: &str, earlier: Date, later: Date) -> i64 {
    REDENOMINATIONS
        .iter()
        .filter(|r| r.currency == code && earlier < r.date && r.date <= later)
        .map(|r| r.factor)
        .product()
}

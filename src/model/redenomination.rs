//! Redenominations: when a new unit replaced many old ones, and which code ended with the old unit.
//!
//! Dates are those of the Bank's records: the first record counted in the new unit.

use super::{Currency, Decimal};
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

/// What a figure of an earlier day is multiplied by to count in the units of a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitScale {
    /// Units of the currency: an old rate per unit is multiplied by it.
    pub currency: i64,
    /// Rubles: an old rate is divided by it.
    pub ruble: i64,
}

/// The first redenomination of a currency after a day.
pub fn next_redenomination(currency: &Currency, day: Date) -> Option<&'static Redenomination> {
    REDENOMINATIONS
        .iter()
        .find(|change| change.currency == currency.code && day < change.date)
}

/// The scale from figures of `earlier` to figures of `later`, both as the Bank published them.
pub fn unit_scale(currency: &Currency, earlier: Date, later: Date) -> UnitScale {
    UnitScale {
        currency: factor_between(currency.code, earlier, later),
        ruble: factor_between("RUB", earlier, later),
    }
}

/// Units of `earlier` in one unit of `later`.
pub(super) fn factor_between(code: &str, earlier: Date, later: Date) -> i64 {
    let between = |r: &&Redenomination| r.currency == code && earlier < r.date && r.date <= later;
    REDENOMINATIONS
        .iter()
        .filter(between)
        .map(|r| r.factor)
        .product()
}

impl UnitScale {
    /// The scale between figures in the same units.
    pub const SAME: Self = Self {
        currency: 1,
        ruble: 1,
    };

    /// Whether the units are the same on both days.
    pub const fn is_same(self) -> bool {
        self.currency == 1 && self.ruble == 1
    }

    /// An earlier value (rubles per `from_nominal`) as rubles per `to_nominal` in later units, exactly.
    pub fn restate(self, value: Decimal, from_nominal: i64, to_nominal: i64) -> Decimal {
        let multiplier = i128::from(to_nominal) * i128::from(self.currency);
        let divisor = i128::from(from_nominal) * i128::from(self.ruble);
        debug_assert_eq!(
            10i128.pow(divisor.ilog10()),
            divisor,
            "nominals and ruble factors are powers of ten"
        );
        Decimal::new(value.units() * multiplier, value.scale() + divisor.ilog10())
            .trimmed(value.scale())
    }
}

/// Whether the Bank may have given two records for one date: in old units and in new ones, as for the lev on 1999-07-01.
pub fn may_have_two_records(currency: &Currency, date: Date) -> bool {
    REDENOMINATIONS
        .iter()
        .any(|change| change.currency == currency.code && change.date == date)
}

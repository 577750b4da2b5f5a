//! Redenominations: when a currency's unit became so many of its old ones.
//!
//! Dates are those of the Bank's records: the first record counted in the new unit.

use super::{Currency, Decimal};
use jiff::civil::{Date, date};

/// One redenomination: from `date` on, one unit is worth `factor` units of before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redenomination {
    /// Currency code; `RUB` for the ruble itself.
    pub currency: &'static str,
    /// Record date of the first record in new units.
    pub date: Date,
    /// Old units in a new one.
    pub factor: i64,
}

/// First day of the new ruble: 1000 old rubles became one (decree of the President of 4 August 1997, No. 822).
pub const RUBLE_1998: Date = date(1998, 1, 1);

/// All that lie within the Bank's records; also rows of the table `redenomination`.
pub const REDENOMINATIONS: &[Redenomination] = &[
    Redenomination { currency: "RUB", date: RUBLE_1998, factor: 1_000 },
    Redenomination { currency: "AZN", date: date(2006, 1, 1), factor: 5_000 },
    Redenomination { currency: "BGN", date: date(1999, 7, 1), factor: 1_000 },
    Redenomination { currency: "BYN", date: date(2000, 1, 1), factor: 1_000 },
    Redenomination { currency: "BYN", date: date(2016, 7, 1), factor: 10_000 },
    Redenomination { currency: "RON", date: date(2005, 7, 1), factor: 10_000 },
    Redenomination { currency: "TMT", date: date(2009, 1, 1), factor: 5_000 },
    Redenomination { currency: "TRY", date: date(2005, 1, 1), factor: 1_000_000 },
];

/// What a figure of an earlier day is multiplied by to count in the units of a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitScale {
    /// Units of the currency: an old rate per unit is multiplied by it.
    pub currency: i64,
    /// Rubles: an old rate is divided by it.
    pub ruble: i64,
}

impl UnitScale {
    /// Whether the units are the same on both days.
    pub const fn is_same(self) -> bool {
        self.currency == 1 && self.ruble == 1
    }
}

/// The scale from figures of `earlier` to figures of `later` for one currency.
pub fn unit_scale(currency: &Currency, earlier: Date, later: Date) -> UnitScale {
    let product = |code: &str| {
        let between = |r: &&Redenomination| r.currency == code && earlier < r.date && r.date <= later;
        REDENOMINATIONS.iter().filter(between).map(|r| r.factor).product()
    };
    UnitScale { currency: product(currency.code), ruble: product("RUB") }
}

impl UnitScale {
    /// An earlier value (rubles per `from_nominal`) as rubles per `to_nominal` in later units, exactly.
    pub fn restate(self, value: Decimal, from_nominal: i64, to_nominal: i64) -> Decimal {
        let multiplier = i128::from(to_nominal) * i128::from(self.currency);
        let divisor = i128::from(from_nominal) * i128::from(self.ruble);
        debug_assert_eq!(
            10i128.pow(divisor.ilog10()),
            divisor,
            "nominals and ruble factors are powers of ten"
        );
        Decimal::new(value.units() * multiplier, value.scale() + divisor.ilog10()).trimmed(value.scale())
    }
}

//! What a redenomination does to figures: the factor from the units of one day to the units of a later day.

use super::{
    Currency, Decimal,
    redenomination::{REDENOMINATIONS, Redenomination, factor_between},
};
use jiff::civil::Date;

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

        // A division by a power of ten only moves the point, so no digit is lost.
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

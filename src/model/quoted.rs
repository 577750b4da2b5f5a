//! What a series is the price of: a currency as published, a unit in rubles, or one unit in another.

use super::{
    Change, Currency, Decimal, Nominal, Record, Unit,
    redenomination::factor_between,
    unit_scale::{UnitScale, unit_scale},
};
use jiff::civil::Date;
use std::fmt;

/// Significant digits of a cross rate as it is shown.
const CROSS_DIGITS: u32 = 8;

/// Digits after the point that a cross rate has at least.
const LEAST_CROSS_SCALE: u32 = 4;

/// What a code, a name or a pair on the command line asks for: the price of `base` in `quote`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The unit that is priced.
    pub base: Unit,
    /// The unit of the price; `None` for the rubles of each record's day, as the Bank publishes them.
    pub quote: Option<Unit>,
}

impl Pair {
    /// The currencies that it needs records of; two for a cross rate.
    pub fn currencies(self) -> impl Iterator<Item = &'static Currency> {
        [self.base.currency(), self.quote.and_then(Unit::currency)]
            .into_iter()
            .flatten()
    }
}

/// A currency and the units in which its records are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The currency of the records; for a cross rate, the first that is not the ruble.
    pub currency: &'static Currency,
    /// The units of every day, with the ruble of each record's own day if the pair names none; without a pair, the units
    /// of each record's own day, as the Bank published it.
    fixed: Option<Pair>,
    /// Whether figures are shown per one unit instead of per nominal.
    is_per_unit: bool,
}

/// A figure as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Units to which the value belongs: a power of ten.
    pub nominal: Nominal,
    /// The price of `nominal` units.
    pub value: Decimal,
}

impl Quoted {
    /// A currency as the Bank published it.
    pub const fn published(currency: &'static Currency) -> Self {
        Self {
            currency,
            fixed: None,
            is_per_unit: false,
        }
    }

    /// A pair, in the same units on every day; `None` for a pair of the ruble with itself.
    pub fn pair(pair: Pair) -> Option<Self> {
        let currency = pair.currencies().next()?;
        let is_published = pair
            == Pair {
                base: Unit::present(currency),
                quote: None,
            };
        let has_one_unit = factor_between(currency.code, Date::MIN, Date::MAX) == 1;

        Some(Self {
            fixed: Some(pair).filter(|_| !is_published || !has_one_unit),
            ..Self::published(currency)
        })
    }

    /// The same with figures of one unit, exact: 100 JPY = 58.1673 is shown as 0.581673. A cross rate always is of one.
    #[must_use]
    pub const fn per_unit(self) -> Self {
        Self {
            is_per_unit: true,
            ..self
        }
    }

    /// Whether the price is in another currency, and so a quotient of two published figures.
    pub fn is_cross(self) -> bool {
        self.cross().is_some()
    }

    /// The currencies that it needs records of; two for a cross rate.
    pub fn currencies(self) -> impl Iterator<Item = &'static Currency> {
        [self.currency].into_iter().chain(
            self.cross()
                .and_then(|pair| pair.quote)
                .and_then(Unit::currency)
                .filter(|other| *other != self.currency),
        )
    }

    /// The pair of a cross rate.
    pub fn cross(self) -> Option<Pair> {
        let quote = self.fixed?.quote?;
        self.fixed.filter(|_| quote.currency().is_some())
    }

    /// The scale from figures of `earlier` to figures of `later`.
    pub fn scale(self, earlier: Date, later: Date) -> UnitScale {
        match self.fixed {
            None => unit_scale(self.currency, earlier, later),
            Some(Pair { quote: None, .. }) => UnitScale {
                currency: 1,
                ruble: factor_between("RUB", earlier, later),
            },
            Some(_) => UnitScale::SAME,
        }
    }

    /// The unit in which records of a day are priced: `RUB`, `RUR` before 1998, or the other currency of a cross.
    pub fn quote_on(self, record_date: Date) -> Unit {
        let named = self.fixed.and_then(|pair| pair.quote);
        named.unwrap_or_else(|| Unit::ruble_of(record_date))
    }

    /// The unit that is priced on a day.
    pub fn base_on(self, record_date: Date) -> Unit {
        self.unit_of_all()
            .unwrap_or_else(|| Unit::in_use(self.currency, record_date))
    }

    /// The unit that is priced, if it is the same one all along.
    pub fn unit_of_all(self) -> Option<Unit> {
        self.fixed.map(|pair| pair.base)
    }

    /// Whether the unit of the price was asked for by name.
    pub fn names_quote(self) -> bool {
        self.fixed.is_some_and(|pair| pair.quote.is_some())
    }

    /// What a figure of a day is the price of: `USD`, `TRL`, or `USD/EUR` for a cross rate.
    pub fn label_on(self, record_date: Date) -> String {
        if self.is_cross() {
            self.to_string()
        } else {
            self.base_on(record_date).code().to_owned()
        }
    }

    /// The kind of ruble that the price of a day is in, where that is not today's.
    pub fn unusual_ruble_on(self, record_date: Date) -> Option<Unit> {
        let quote = self.quote_on(record_date);
        (!self.is_cross() && quote != Unit::RUB).then_some(quote)
    }

    /// The unit in which the Bank published a record of that day, if figures are counted in another one.
    pub fn published_in(self, record_date: Date) -> Option<Unit> {
        let published = Unit::in_use(self.currency, record_date);
        (!self.is_cross() && self.base_on(record_date).code() != published.code())
            .then_some(published)
    }

    /// A record as it is shown: a cross rate is of one unit, to eight significant digits.
    pub fn figure(self, record: &Record) -> Figure {
        self.aggregate(record.nominal(), record.value())
    }

    fn counted(self, nominal: Nominal, value: Decimal) -> Figure {
        if self.is_per_unit {
            Figure {
                nominal: Nominal::ONE,
                value: of_one_unit(value, nominal),
            }
        } else {
            Figure { nominal, value }
        }
    }

    /// A change as it is shown, per the nominal of [`Self::figure`].
    pub fn change(self, record: &Record, change: &Change) -> Decimal {
        if !self.is_cross() {
            return self.counted(record.nominal(), change.amount).value;
        }

        let per_unit = of_one_unit(change.amount, record.nominal());
        per_unit
            .rounded(self.figure(record).value.scale())
            .unwrap_or(per_unit)
    }

    /// A mean or another figure of several records, per `nominal`, as it is shown.
    pub fn aggregate(self, nominal: Nominal, value: Decimal) -> Figure {
        if !self.is_cross() {
            return self.counted(nominal, value);
        }

        Figure {
            nominal: Nominal::ONE,
            value: shown_cross(of_one_unit(value, nominal)),
        }
    }
}

/// The code by which it is named: `USD`, `TRL`, `USD/EUR`, `USD/RUR`.
impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(Pair { base, quote }) = self.fixed else {
            return f.write_str(self.currency.code);
        };
        match quote.filter(|quote| *quote != Unit::RUB) {
            Some(quote) => write!(f, "{}/{}", base.code(), quote.code()),
            None => f.write_str(base.code()),
        }
    }
}

/// What is per nominal as per one unit, exact: nominals are powers of ten.
fn of_one_unit(value: Decimal, nominal: Nominal) -> Decimal {
    // A change over a new nominal has more digits than the value.
    let digits = value.scale() + nominal.units().ilog10();
    Decimal::new(value.units(), digits.min(super::decimal::MAX_SCALE))
}

/// Eight significant digits, at least four of them after the point.
fn shown_cross(per_unit: Decimal) -> Decimal {
    let scale = per_unit
        .scale_of_significant(CROSS_DIGITS)
        .max(LEAST_CROSS_SCALE);
    per_unit.rounded(scale).unwrap_or(per_unit)
}

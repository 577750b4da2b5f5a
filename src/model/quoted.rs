//! What a series is the price of: a currency as published, a unit in rubles, or one unit in another.

use super::redenomination::{UnitScale, factor_between, unit_scale};
use super::{
    Change, Currency, Decimal, Nominal, NotOneCurrency, Record, Span, Spans, Unit, UnknownCurrency,
};
use jiff::civil::Date;
use std::fmt;

/// Significant digits of a cross rate as it is shown.
const CROSS_DIGITS: u32 = 8;

/// Digits after the point that a cross rate has at least.
const LEAST_CROSS_SCALE: u32 = 4;

/// Ten-thousandths from which on a cross rate is kept: eleven significant digits, three more than are shown.
const LEAST_CROSS_E4: i128 = 10_000_000_000;

/// What a code, a name or a pair on the command line asks for: the price of `base` in `quote`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The unit that is priced.
    pub base: Unit,
    /// The unit of the price; `None` for the rubles of each record's day, as the Bank publishes them.
    pub quote: Option<Unit>,
}

/// Why a text names no price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PairError {
    /// A code or name that is not known.
    Unknown(UnknownCurrency),
    /// The ruble alone, in which all rates are quoted.
    Ruble(Unit),
    /// Two units of the same money: `USD/USD`, `BYR/BYN`.
    SameMoney(Unit, Unit),
}

impl From<UnknownCurrency> for PairError {
    fn from(unknown: UnknownCurrency) -> Self {
        Self::Unknown(unknown)
    }
}

impl Pair {
    /// Reads `USD`, `trl`, `евро`, `USD/EUR`, `CNYUSD` or `USD/RUR`.
    ///
    /// # Errors
    /// [`PairError`].
    pub fn find(typed: &str) -> Result<Self, PairError> {
        let Some((base, quote)) = split(typed) else {
            let base = Unit::find(typed)?;
            return if base.currency().is_some() {
                Ok(Self { base, quote: None })
            } else {
                Err(PairError::Ruble(base))
            };
        };
        let base = Unit::find(base)?;
        let quote = Unit::find(quote)?;

        if base.present_code() == quote.present_code() {
            return Err(PairError::SameMoney(base, quote));
        }
        Ok(Self {
            base,
            quote: Some(quote),
        })
    }

    /// The currencies that it needs records of; two for a cross rate.
    pub fn currencies(self) -> impl Iterator<Item = &'static Currency> {
        [self.base.currency(), self.quote.and_then(Unit::currency)]
            .into_iter()
            .flatten()
    }
}

/// The two halves of a pair: separated by a slash, or six letters that are two codes.
fn split(typed: &str) -> Option<(&str, &str)> {
    let typed = typed.trim();
    if let Some((base, quote)) = typed.split_once('/') {
        return Some((base.trim(), quote.trim()));
    }
    let base = typed.get(..3)?;
    let quote = typed.get(3..6)?;
    let is_code = |half: &str| Unit::by_code(&half.to_uppercase()).is_some();
    (typed.len() == 6 && is_code(base) && is_code(quote)).then_some((base, quote))
}

/// The currencies of a text that names a price rather than one currency: a pair of codes, or a hundredth.
pub(super) fn part_of_price(typed: &str) -> Option<(Vec<&'static Currency>, NotOneCurrency)> {
    let find = |code: &str| Unit::by_code(code).or_else(|| Unit::by_code(&code.to_uppercase()));
    if let Some((base, quote)) = split(typed) {
        let pair = Pair {
            base: find(base)?,
            quote: Some(find(quote)?),
        };
        return Some((pair.currencies().collect(), NotOneCurrency::Pair));
    }
    let currency = find(typed.trim())?.currency()?;
    Some((vec![currency], NotOneCurrency::Hundredth))
}

/// A currency and the units in which its records are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The currency of the records; for a cross rate, the first that is not the ruble.
    pub currency: &'static Currency,
    units: Units,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Units {
    /// The units of each record's own day, as the Bank published it.
    Published,
    /// The same on every day; the ruble of each record's own day if the pair names none.
    Fixed(Pair),
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
            units: Units::Published,
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
        let units = if is_published && has_one_unit {
            Units::Published
        } else {
            Units::Fixed(pair)
        };
        Some(Self { currency, units })
    }

    /// Whether the price is in another currency, and so a quotient of two published figures.
    pub fn is_cross(self) -> bool {
        self.cross().is_some()
    }

    /// The currencies that it needs records of; two for a cross rate.
    pub fn currencies(self) -> impl Iterator<Item = &'static Currency> {
        let of_pair = self
            .cross()
            .and_then(|pair| pair.quote)
            .and_then(Unit::currency);
        [
            Some(self.currency),
            of_pair.filter(|other| *other != self.currency),
        ]
        .into_iter()
        .flatten()
    }

    /// The pair of a cross rate.
    pub fn cross(self) -> Option<Pair> {
        match self.units {
            Units::Fixed(pair) if pair.quote.is_some_and(|quote| quote.currency().is_some()) => {
                Some(pair)
            }
            _ => None,
        }
    }

    /// The scale from figures of `earlier` to figures of `later`.
    pub fn scale(self, earlier: Date, later: Date) -> UnitScale {
        match self.units {
            Units::Published => unit_scale(self.currency, earlier, later),
            Units::Fixed(Pair { quote: None, .. }) => UnitScale {
                currency: 1,
                ruble: factor_between("RUB", earlier, later),
            },
            Units::Fixed(_) => UnitScale::SAME,
        }
    }

    /// The unit in which records of a day are priced: `RUB`, `RUR` before 1998, or the other currency of a cross.
    pub fn quote_on(self, record_date: Date) -> Unit {
        match self.units {
            Units::Fixed(Pair {
                quote: Some(quote), ..
            }) => quote,
            _ => Unit::ruble_of(record_date),
        }
    }

    /// The unit that is priced on a day.
    pub fn base_on(self, record_date: Date) -> Unit {
        match self.units {
            Units::Fixed(pair) => pair.base,
            Units::Published => Unit::in_use(self.currency, record_date),
        }
    }

    /// The unit that is priced, if it is the same one all along.
    pub fn unit_of_all(self) -> Option<Unit> {
        match self.units {
            Units::Fixed(pair) => Some(pair.base),
            Units::Published => None,
        }
    }

    /// Whether the unit of the price was asked for by name.
    pub fn names_quote(self) -> bool {
        matches!(self.units, Units::Fixed(Pair { quote: Some(_), .. }))
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
        if !self.is_cross() {
            return Figure {
                nominal: record.nominal(),
                value: record.value(),
            };
        }
        Figure {
            nominal: Nominal::ONE,
            value: shown_cross(record.value_per_unit()),
        }
    }

    /// A change as it is shown, per the nominal of [`Self::figure`].
    pub fn change(self, record: &Record, change: &Change) -> Decimal {
        if !self.is_cross() {
            return change.amount;
        }
        let per_unit = Decimal::new(
            change.amount.units(),
            (change.amount.scale() + record.nominal().units().ilog10())
                .min(super::decimal::MAX_SCALE),
        );
        per_unit
            .rounded(self.figure(record).value.scale())
            .unwrap_or(per_unit)
    }

    /// A mean or another figure of several records, per `nominal`, as it is shown.
    pub fn aggregate(self, nominal: Nominal, value: Decimal) -> Figure {
        if !self.is_cross() {
            return Figure { nominal, value };
        }
        let per_unit = Decimal::new(value.units(), value.scale() + nominal.units().ilog10());
        Figure {
            nominal: Nominal::ONE,
            value: shown_cross(per_unit),
        }
    }
}

/// The code by which it is named: `USD`, `TRL`, `USD/EUR`, `USD/RUR`.
impl fmt::Display for Quoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.units {
            Units::Published => f.write_str(self.currency.code),
            Units::Fixed(Pair { base, quote }) => match quote.filter(|quote| *quote != Unit::RUB) {
                Some(quote) => write!(f, "{}/{}", base.code(), quote.code()),
                None => f.write_str(base.code()),
            },
        }
    }
}

/// Eight significant digits, at least four of them after the point.
fn shown_cross(per_unit: Decimal) -> Decimal {
    let scale = per_unit
        .scale_of_significant(CROSS_DIGITS)
        .max(LEAST_CROSS_SCALE);
    per_unit.rounded(scale).unwrap_or(per_unit)
}

/// A record restated exactly in a unit and a kind of ruble; `None` if a record cannot hold the digits.
///
/// The value keeps at least the digits that were published, and the nominal is the smallest power of ten with which
/// it is exact: 1 BYN = 28.5700 is 10000 BYR = 28.5700, and 1 AZN = 30.5394 is 10000 AZM = 61.0788.
pub(super) fn restate(currency: &'static Currency, record: &Record, pair: Pair) -> Option<Record> {
    let day = record.record_date();
    let published = Unit::in_use(currency, day);
    let of_unit = Ratio::new(published.per_present(), pair.base.per_present());
    let in_unit = if of_unit.is_one() {
        *record
    } else {
        in_other_unit(record, of_unit)?
    };

    let Some(quote) = pair.quote else {
        return Some(in_unit);
    };
    let of_ruble = Ratio::new(quote.per_present(), Unit::ruble_of(day).per_present());
    if of_ruble.is_one() {
        Some(in_unit)
    } else {
        in_other_rubles(&in_unit, of_ruble)
    }
}

/// A fraction of two factors.
#[derive(Clone, Copy)]
struct Ratio {
    top: i128,
    bottom: i128,
}

impl Ratio {
    fn new(top: i64, bottom: i64) -> Self {
        Self {
            top: top.into(),
            bottom: bottom.into(),
        }
    }

    const fn is_one(self) -> bool {
        self.top == self.bottom
    }

    /// The value of a record times the ratio, per another nominal; `None` unless that is a whole number of
    /// ten-thousandths.
    fn value_e4(self, record: &Record, nominal: i64) -> Option<i128> {
        let top = i128::from(record.value_e4()) * self.top * i128::from(nominal);
        let bottom = i128::from(record.nominal().units()) * self.bottom;
        (top % bottom == 0).then_some(top / bottom)
    }
}

/// The first nominal with which the value is exact and has no fewer digits than were published.
fn in_other_unit(record: &Record, ratio: Ratio) -> Option<Record> {
    let has_digits = |e4: &i128| *e4 >= i128::from(record.value_e4());
    nominals().find_map(|nominal| {
        let e4 = ratio.value_e4(record, nominal).filter(has_digits)?;
        remade(record, nominal, e4)
    })
}

/// The first nominal, not below the record's own, with which the value is exact.
fn in_other_rubles(record: &Record, ratio: Ratio) -> Option<Record> {
    let mut nominals = nominals().skip_while(|nominal| *nominal < record.nominal().units());
    nominals.find_map(|nominal| remade(record, nominal, ratio.value_e4(record, nominal)?))
}

/// The price of one unit in another, cut off after eleven significant digits.
///
/// Rounded there, and again to the eight that are shown, it could end a unit off; cut off, it rounds as the exact
/// quotient does.
pub(super) fn quotient(day: Date, base: Decimal, quote: Decimal) -> Option<Record> {
    nominals().find_map(|nominal| {
        let per_nominal = base.times(Decimal::new(nominal.into(), 0)).ok()?;
        let nearest = per_nominal.divided_by(quote, 4).ok()?;
        let was_rounded_up = nearest.times(quote).ok()? > per_nominal;
        let value = Decimal::new(
            nearest.units() - i128::from(was_rounded_up),
            nearest.scale(),
        );
        let is_last = nominal == 1_000_000_000;
        if value.units() < LEAST_CROSS_E4 && !is_last {
            return None;
        }
        Record::new(
            day,
            Nominal::new(nominal).ok()?,
            i64::try_from(value.units()).ok()?,
        )
        .ok()
    })
}

fn remade(record: &Record, nominal: i64, value_e4: i128) -> Option<Record> {
    Record::new(
        record.record_date(),
        Nominal::new(nominal).ok()?,
        i64::try_from(value_e4).ok()?,
    )
    .ok()
}

/// The nominals that a record may have, smallest first.
fn nominals() -> impl Iterator<Item = i64> {
    (0..=9).map(|exponent| 10i64.pow(exponent))
}

/// The days that both sets have.
pub(super) fn common_days(a: &Spans, b: &Spans) -> Spans {
    let overlaps = |one: &Span| {
        b.as_slice()
            .iter()
            .filter_map(|other| one.intersection(*other))
            .collect::<Vec<_>>()
    };
    a.as_slice().iter().flat_map(overlaps).collect()
}

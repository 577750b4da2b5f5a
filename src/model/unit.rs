//! Units of money: what a code means, and which unit a published record counts in.
//!
//! A code that died in a redenomination keeps its own meaning: `TRL` is the old lira on any day, and `RUR` the
//! ruble from before 1998. The Bank counts each record in the unit of its day, so a figure is restated whenever the
//! unit asked for is another one.

use super::{
    Currency,
    redenomination::{REDENOMINATIONS, RUBLE_1998, factor_between},
    unit_scale::next_redenomination,
};
use jiff::civil::Date;

/// A unit of money: a currency's present unit, one that it had before, or a hundredth in which prices are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    code: &'static str,
    currency: Option<&'static Currency>,
    per_present: i64,
}

/// What came in the place of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Successor {
    /// The unit that replaced it, which may have been replaced since.
    pub unit: Unit,
    /// The first day of that unit.
    pub since: Date,
    /// Old units in a new one: a power of ten, or five times one.
    pub factor: i64,
}

/// Hundredths in which exchanges quote prices: code, and the currency it is a hundredth of.
///
/// London's pence are written `GBp` or `GBX`, Johannesburg's cents `ZAc` or `ZAC`, US cents `USX`. The letters decide,
/// and their case: `gbp` is the pound. Each has one code in capitals.
const HUNDREDTHS: &[(&str, &str)] = &[
    ("GBX", "GBP"),
    ("GBp", "GBP"),
    ("ZAC", "ZAR"),
    ("ZAc", "ZAR"),
    ("USX", "USD"),
];

impl Unit {
    /// Today's ruble.
    pub const RUB: Self = Self {
        code: "RUB",
        currency: None,
        per_present: 1,
    };

    /// The ruble from before 1998; a thousand make one of today's.
    pub const RUR: Self = Self {
        code: "RUR",
        currency: None,
        per_present: 1_000,
    };

    /// The unit in which a currency counts today.
    pub const fn present(currency: &'static Currency) -> Self {
        Self {
            code: currency.code,
            currency: Some(currency),
            per_present: 1,
        }
    }

    /// The unit of exactly this code.
    pub fn by_code(code: &str) -> Option<Self> {
        match code {
            "RUB" => return Some(Self::RUB),
            "RUR" => return Some(Self::RUR),
            _ => {}
        }

        if let Some((hundredth, whole)) =
            HUNDREDTHS.iter().find(|(hundredth, _)| *hundredth == code)
        {
            let currency = Currency::by_code(whole)?;
            return Some(Self {
                code: hundredth,
                currency: Some(currency),
                per_present: 100,
            });
        }

        if let Some(died) = REDENOMINATIONS.iter().find(|r| r.former_code == code) {
            // A dead code keeps the meaning of its last day.
            let last_day = died.date.yesterday().ok()?;
            return Some(Self::in_use(Currency::by_code(died.currency)?, last_day));
        }

        Currency::by_code(code).map(Self::present)
    }

    /// The unit in which the Bank's records of a currency count on a day.
    pub fn in_use(currency: &'static Currency, day: Date) -> Self {
        next_redenomination(currency, day).map_or(Self::present(currency), |next| Self {
            code: next.former_code,
            currency: Some(currency),
            per_present: factor_between(currency.code, day, Date::MAX),
        })
    }

    /// The unit in use on the eve of a day: of two records on the day of a redenomination, the first counts in it.
    pub fn in_use_before(currency: &'static Currency, day: Date) -> Self {
        Self::in_use(currency, day.yesterday().unwrap_or(day))
    }

    /// The ruble in which the Bank's records of a day are counted.
    pub fn ruble_of(day: Date) -> Self {
        if day < RUBLE_1998 {
            Self::RUR
        } else {
            Self::RUB
        }
    }

    /// The code.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// A code of the same unit in capitals alone: `GBX` for `GBp`, which in capitals would be the pound.
    pub fn code_in_capitals(self) -> &'static str {
        HUNDREDTHS
            .iter()
            .find(|(code, whole)| {
                self.is_hundredth() && *whole == self.present_code() && is_in_capitals(code)
            })
            .map_or(self.code, |(code, _)| code)
    }

    /// The currency it belongs to; `None` for the ruble.
    pub const fn currency(self) -> Option<&'static Currency> {
        self.currency
    }

    /// How many of it make one present unit; 1 for a present unit itself.
    pub const fn per_present(self) -> i64 {
        self.per_present
    }

    /// Whether it is a hundredth in which prices are quoted.
    pub fn is_hundredth(self) -> bool {
        HUNDREDTHS.iter().any(|(code, _)| *code == self.code)
    }

    /// The first day of the present unit of its currency; `None` for a present unit and for a hundredth.
    ///
    /// Of two redenominations it is the second: ten million BYB made one BYN only when that came, in 2016.
    pub fn present_unit_since(self) -> Option<Date> {
        let died = REDENOMINATIONS
            .iter()
            .find(|r| r.former_code == self.code)?;
        REDENOMINATIONS
            .iter()
            .filter(|r| r.currency == died.currency)
            .map(|r| r.date)
            .max()
    }

    /// The unit that replaced it in a redenomination; `None` for a present unit and for a hundredth.
    pub fn successor(self) -> Option<Successor> {
        let died = REDENOMINATIONS
            .iter()
            .find(|r| r.former_code == self.code)?;
        let unit = match self.currency {
            Some(currency) => Self::in_use(currency, died.date),
            None => Self::RUB,
        };

        Some(Successor {
            unit,
            since: died.date,
            factor: died.factor,
        })
    }

    /// Code of the present unit of the same money.
    pub fn present_code(self) -> &'static str {
        self.currency.map_or("RUB", |currency| currency.code)
    }
}

fn is_in_capitals(code: &str) -> bool {
    code.bytes().all(|letter| letter.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_unit_has_a_code_in_capitals_that_means_the_same_unit() {
        let hundredths = HUNDREDTHS.iter().map(|(code, _)| *code);
        let codes = hundredths
            .chain(REDENOMINATIONS.iter().map(|r| r.former_code))
            .chain(["RUB", "GBP"]);
        for code in codes {
            let unit = Unit::by_code(code).unwrap();
            let capitals = Unit::by_code(unit.code_in_capitals()).unwrap();
            assert!(is_in_capitals(capitals.code()), "{code}");
            assert_eq!(
                (capitals.present_code(), capitals.per_present()),
                (unit.present_code(), unit.per_present()),
                "{code}"
            );
        }
    }

    #[test]
    fn records_count_in_the_unit_of_their_day() {
        let byn = Currency::by_code("BYN").unwrap();
        for (day, code) in [
            (date(1999, 12, 31), "BYB"),
            (date(2000, 1, 1), "BYR"),
            (date(2016, 6, 30), "BYR"),
            (date(2016, 7, 1), "BYN"),
        ] {
            assert_eq!(Unit::in_use(byn, day).code(), code, "{day}");
        }
        assert_eq!(Unit::in_use_before(byn, date(2000, 1, 1)).code(), "BYB");
        assert_eq!(Unit::in_use_before(byn, date(2016, 7, 1)).code(), "BYR");
        assert_eq!(Unit::ruble_of(date(1997, 12, 31)), Unit::RUR);
        assert_eq!(Unit::ruble_of(date(1998, 1, 1)), Unit::RUB);
    }

    #[test]
    fn a_former_unit_names_the_one_that_replaced_it() {
        let successor = |code: &str| {
            let next = Unit::by_code(code).unwrap().successor()?;
            Some((next.unit.code(), next.since, next.factor))
        };
        let of_1998 = date(1998, 1, 1);
        assert_eq!(successor("RUR"), Some(("RUB", of_1998, 1_000)));
        assert_eq!(
            successor("BYB"),
            Some(("BYR", date(2000, 1, 1), 1_000)),
            "not the last of its successors"
        );
        assert_eq!(successor("BYR"), Some(("BYN", date(2016, 7, 1), 10_000)));
        assert_eq!(successor("AZM"), Some(("AZN", date(2006, 1, 1), 5_000)));
        for code in ["RUB", "USD", "BYN", "GBp"] {
            assert_eq!(successor(code), None, "{code}");
        }
    }

    #[test]
    fn every_former_code_is_known_to_the_catalogue_of_its_currency() {
        for died in REDENOMINATIONS.iter().filter(|r| r.currency != "RUB") {
            let unit = Unit::by_code(died.former_code).unwrap();
            assert_eq!(unit.present_code(), died.currency);
        }
    }
}

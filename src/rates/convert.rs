//! Amounts from one unit of money to another through the ruble, at rates in force on one day.
//!
//! The whole way is one exact fraction, and the only rounding is the last step. A unit that a redenomination
//! replaced counts by its factor: `RUB` is always today's ruble and `RUR` the one from before 1998.

use super::aggregate::RESULT_DIGITS;
use crate::{
    error::{Error, Result},
    model::{Decimal, DecimalError, InForce, Unit},
};

/// Significant digits below which [`RESULT_DIGITS`] would lose too much of a conversion.
const LEAST_SIGNIFICANT: u32 = 6;

/// Significant digits that such a conversion has instead.
const SIGNIFICANT: u32 = 8;

/// Digits after the point to which the size of a small result is looked up.
const LOOK_DIGITS: u32 = 20;

/// One end of a conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The unit of the amount.
    pub unit: Unit,
    /// The published rate of its currency; `None` for a ruble.
    pub rate: Option<InForce>,
}

/// A converted amount: an exact fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion {
    top: i128,
    bottom: i128,
    /// Units of the target, rounded half-up.
    pub result: Decimal,
}

/// Converts `amount` at rates in force on the same day, rounded half-up to `digits` after the point.
///
/// Without `digits` the result has four, or eight significant digits where four would show fewer than six.
///
/// # Errors
/// [`Error::Usage`] when the amount or the result has more digits than an exact decimal holds.
pub fn convert(amount: Decimal, from: Side, to: Side, digits: Option<u32>) -> Result<Conversion> {
    debug_assert!(
        from.rate
            .zip(to.rate)
            .is_none_or(|(from, to)| from.day == to.day),
        "a cross is made through the ruble of one day"
    );
    let Fraction { top, bottom } = exact_result(amount, from, to).ok_or_else(too_large)?;

    let digits = digits.map_or_else(|| usual_digits(top, bottom), Ok);
    let result = digits
        .and_then(|digits| quotient(top, bottom, digits))
        .map_err(|_| too_large())?;

    Ok(Conversion {
        top,
        bottom,
        result,
    })
}

/// `None` where 128 bits do not hold the fraction.
fn exact_result(amount: Decimal, from: Side, to: Side) -> Option<Fraction> {
    Fraction::of(amount.trimmed(0))?
        .times(rubles_per_unit(from)?)?
        .divided_by(rubles_per_unit(to)?)
}

impl Conversion {
    /// The exact result: all its digits, or `top/bottom` where no decimal is exact.
    pub fn exact_text(&self) -> String {
        let mut rest = self.bottom;
        let [twos, fives] = [2, 5].map(|prime| {
            let mut power = 0;
            while rest % prime == 0 {
                rest /= prime;
                power += 1;
            }

            power
        });
        // A fraction is a decimal if its denominator has no prime but 2 and 5.
        let decimal = (rest == 1)
            .then(|| quotient(self.top, self.bottom, twos.max(fives)).ok())
            .flatten();

        decimal.map_or_else(
            || format!("{}/{}", self.top, self.bottom),
            |exact| exact.to_string(),
        )
    }
}

/// Today's rubles in one unit.
fn rubles_per_unit(side: Side) -> Option<Fraction> {
    let per_present = i128::from(side.unit.per_present());
    let Some(shown) = side.rate else {
        return Some(Fraction::new(1, per_present));
    };

    let record = shown.record;
    let day = record.record_date();
    let published = side
        .unit
        .currency()
        .map_or(side.unit, |currency| Unit::in_use(currency, day));

    // The published figure, in units of today's currency and rubles of today.
    let nominal = i128::from(record.nominal().units());

    Fraction::new(record.value_e4().into(), 10_000 * nominal)
        .times(Fraction::new(published.per_present().into(), per_present))?
        .times(Fraction::new(1, Unit::ruble_of(day).per_present().into()))
}

/// Four digits after the point, or as many as show eight significant ones where four would lose too much.
fn usual_digits(top: i128, bottom: i128) -> std::result::Result<u32, DecimalError> {
    let usual = quotient(top, bottom, RESULT_DIGITS)?;
    let shows_enough = usual.units().unsigned_abs() >= 10u128.pow(LEAST_SIGNIFICANT - 1);
    let is_exact = 10i128.pow(RESULT_DIGITS) % bottom == 0;
    // An exact result needs no more digits, however small it is.
    if is_exact || shows_enough {
        return Ok(RESULT_DIGITS);
    }

    Ok(quotient(top, bottom, LOOK_DIGITS)?
        .scale_of_significant(SIGNIFICANT)
        .max(RESULT_DIGITS))
}

fn quotient(top: i128, bottom: i128, digits: u32) -> std::result::Result<Decimal, DecimalError> {
    Decimal::new(top, 0).divided_by(Decimal::new(bottom, 0), digits)
}

/// A fraction in lowest terms; `bottom` > 0.
#[derive(Clone, Copy)]
struct Fraction {
    top: i128,
    bottom: i128,
}

impl Fraction {
    /// `bottom` must be above 0.
    fn new(top: i128, bottom: i128) -> Self {
        let shared = common_divisor(top.unsigned_abs(), bottom.unsigned_abs());
        let shared = i128::try_from(shared).unwrap_or(1).max(1);

        Self {
            top: top / shared,
            bottom: bottom / shared,
        }
    }

    fn of(decimal: Decimal) -> Option<Self> {
        let bottom = 10i128.checked_pow(decimal.scale())?;
        Some(Self::new(decimal.units(), bottom))
    }

    /// Common factors go before the products are made, so that these fit wherever the result does.
    fn times(self, other: Self) -> Option<Self> {
        let a = Self::new(self.top, other.bottom);
        let b = Self::new(other.top, self.bottom);
        let top = a.top.checked_mul(b.top)?;
        let bottom = a.bottom.checked_mul(b.bottom)?;
        Some(Self { top, bottom })
    }

    fn divided_by(self, other: Self) -> Option<Self> {
        self.times(Self {
            top: other.bottom,
            bottom: other.top,
        })
    }
}

fn common_divisor(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

fn too_large() -> Error {
    Error::usage(
        "AMOUNT",
        "more digits than can be converted exactly",
        "в числе больше цифр, чем можно пересчитать точно",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Nominal, Record};
    use proptest::prelude::*;

    fn side(code: &str, day: &str, nominal: i64, value_e4: i64) -> Side {
        let day = day.parse().unwrap();
        let record = Record::new(day, Nominal::new(nominal).unwrap(), value_e4).unwrap();
        Side {
            unit: Unit::find(code).unwrap(),
            rate: Some(InForce {
                day,
                record,
                change: None,
            }),
        }
    }

    fn ruble(code: &str) -> Side {
        Side {
            unit: Unit::find(code).unwrap(),
            rate: None,
        }
    }

    fn done(amount: &str, from: Side, to: Side, digits: Option<u32>) -> Conversion {
        convert(Decimal::parse(amount).unwrap(), from, to, digits).unwrap()
    }

    fn check(amount: &str, from: Side, to: Side, expected: &str) {
        assert_eq!(
            done(amount, from, to, None).result.to_string(),
            expected,
            "{amount}"
        );
    }

    fn usd() -> Side {
        side("USD", "2024-05-21", 1, 906_537)
    }

    #[test]
    fn rubles_currencies_and_crosses() {
        let eur = side("EUR", "2024-05-21", 1, 985_842);
        let jpy = side("JPY", "2024-05-21", 100, 581_234);
        check("100", usd(), ruble("RUB"), "9065.3700");
        check("9065.37", ruble("RUB"), usd(), "100.0000");
        check("100", usd(), eur, "91.9556");
        check("1000", jpy, ruble("RUB"), "581.2340");
        check("1", ruble("RUB"), jpy, "1.7204775");
        check("5.5", ruble("RUB"), ruble("RUB"), "5.5000");
        check("0", usd(), eur, "0.0000");
        check("-100", usd(), eur, "-91.9556");
    }

    #[test]
    fn a_small_result_has_eight_significant_digits() {
        // 1 ÷ 90.6537 = 0.011030989358...
        check("1", ruble("RUB"), usd(), "0.011030989");
        check(
            "1",
            side("UZS", "2024-05-21", 10_000, 713_000),
            usd(),
            "0.000078650954",
        );
        check("1", usd(), ruble("RUB"), "90.6537");
    }

    /// 5.27 × 90.6537 is 477.744999: rounded to four digits first, it would end in 477.75.
    #[test]
    fn kopecks_are_rounded_once_from_the_exact_product() {
        let exact = done("5.27", usd(), ruble("RUB"), Some(2));
        assert_eq!(
            (exact.result.to_string(), exact.exact_text()),
            ("477.74".into(), "477.744999".into())
        );
        assert_eq!(
            done("5.27", usd(), ruble("RUB"), None).result.to_string(),
            "477.7450"
        );
    }

    #[test]
    fn no_kopeck_is_off_over_all_amounts_to_two_thousand() {
        for cents in 1..=200_000i64 {
            let amount = Decimal::new(cents.into(), 2);
            let converted = convert(amount, usd(), ruble("RUB"), Some(2))
                .unwrap()
                .result;
            // A cent is 906,537 millionths of a ruble, and half a kopeck goes up.
            let kopecks = (cents * 906_537 + 5_000) / 10_000;
            assert_eq!(converted, Decimal::new(kopecks.into(), 2), "{amount}");
        }
    }

    #[test]
    fn what_is_no_decimal_is_an_exact_fraction() {
        assert_eq!(
            done("1", ruble("RUB"), usd(), None).exact_text(),
            "10000/906537"
        );
        assert_eq!(
            done(
                "3",
                ruble("RUB"),
                side("USD", "2024-05-21", 1, 80_000),
                None
            )
            .exact_text(),
            "0.375"
        );
    }

    #[test]
    fn an_amount_of_a_dead_code_is_in_its_own_unit() {
        let lira = side("TRL", "2005-01-15", 1, 204_889);
        check("1000000", lira, ruble("RUB"), "20.4889");
        let before = side("TRY", "2004-12-15", 1_000_000, 197_151);
        check("1", before, ruble("RUB"), "19.7151");
        let belarus = side("BYR", "2021-10-11", 1, 289_330);
        check(
            "2530000",
            belarus,
            side("USD", "2021-10-11", 1, 719_882),
            "101.6840",
        );
        check(
            "100",
            side("GBX", "2024-05-21", 1, 1_151_121),
            ruble("RUB"),
            "115.1121",
        );
    }

    #[test]
    fn the_ruble_of_before_1998_is_rur() {
        let old = side("USD", "1997-05-21", 1, 57_710_000);
        check("100", old, ruble("RUB"), "577.1000");
        check("100", old, ruble("RUR"), "577100.0000");
        check("100", ruble("RUB"), old, "17.3280");
        check("100", ruble("RUR"), old, "0.017328019");
        check("1000", ruble("RUR"), ruble("RUB"), "1.0000");
    }

    #[test]
    fn what_no_decimal_holds_is_refused() {
        let huge = Decimal::new(i128::MAX, 0);
        assert_eq!(
            convert(huge, usd(), ruble("RUB"), None)
                .unwrap_err()
                .exit_code(),
            2
        );
    }

    proptest! {
        #[test]
        fn the_result_is_the_nearest_at_its_digits(amount_e2 in -20_000_000i64..20_000_000, from in 1i64..2_000_000, to in 1i64..2_000_000, digits in 0u32..8) {
            let amount = Decimal::new(amount_e2.into(), 2);
            let done = convert(amount, side("USD", "2024-05-21", 1, from), side("EUR", "2024-05-21", 1, to), Some(digits)).unwrap();
            // |amount × from ÷ to − result| ≤ half a unit of the last digit, in whole numbers.
            let exact = i128::from(amount_e2) * i128::from(from) * 10i128.pow(digits);
            let rounded = done.result.units() * i128::from(to) * 100;
            prop_assert!(2 * (exact - rounded).abs() <= i128::from(to) * 100);
        }

        #[test]
        fn there_and_back_is_the_same(amount_e2 in 1i64..20_000_000, value in 1i64..2_000_000) {
            let (amount, rate) = (Decimal::new(amount_e2.into(), 2), side("USD", "2024-05-21", 1, value));
            let there = convert(amount, rate, ruble("RUB"), Some(6)).unwrap().result;
            prop_assert_eq!(convert(there, ruble("RUB"), rate, Some(2)).unwrap().result, amount);
        }
    }
}

//! Amounts from one currency to another through the ruble, at rates in force on one day.
//!
//! The whole way is one exact fraction and is rounded once. Rates in old rubles (records before 1998) count in
//! new ones, so that an amount of rubles always means today's rubles.

use crate::error::{Bilingual, Error, Result};
use crate::model::{Decimal, DecimalError, InForce, RUBLE_1998};

/// Digits after the point of a conversion or a mean.
pub const RESULT_DIGITS: u32 = 4;

/// The power of ten by which the ruble of 1998 is larger than the one before it.
const RUBLE_1998_DIGITS: u32 = 3;

/// A converted amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// Units of the target, rounded half-up to [`RESULT_DIGITS`].
    pub result: Decimal,
    /// Whether a rate in old rubles took part, counted in new ones.
    pub counted_in_new_rubles: bool,
}

/// Converts `amount` at rates in force on the same day; `None` is the ruble.
///
/// # Errors
/// [`Error::Usage`] when the amount or the result has more digits than an exact decimal holds.
pub fn convert(amount: Decimal, from: Option<&InForce>, to: Option<&InForce>) -> Result<Conversion> {
    debug_assert!(
        from.zip(to).is_none_or(|(from, to)| from.day == to.day),
        "a cross is made through the ruble of one day"
    );
    let is_old = |shown: &InForce| shown.record.record_date() < RUBLE_1998;
    let exact = || -> std::result::Result<Decimal, DecimalError> {
        let rubles = amount.trimmed(0).times(new_rubles_per_unit(from).trimmed(0))?;
        rubles.divided_by(new_rubles_per_unit(to), RESULT_DIGITS)
    };
    Ok(Conversion {
        result: exact().map_err(|_| too_large())?,
        counted_in_new_rubles: [from, to].into_iter().flatten().any(is_old),
    })
}

fn new_rubles_per_unit(shown: Option<&InForce>) -> Decimal {
    let Some(shown) = shown else { return Decimal::new(1, 0) };
    let value = shown.record.value_per_unit();
    let is_old = shown.record.record_date() < RUBLE_1998;
    // At most 4 digits, 9 of the nominal and 3 of 1998: far below the 24 that a decimal may have.
    Decimal::new(value.units(), value.scale() + if is_old { RUBLE_1998_DIGITS } else { 0 })
}

fn too_large() -> Error {
    let problem = Bilingual::new(
        "more digits than can be converted exactly",
        "в числе больше цифр, чем можно пересчитать точно",
    );
    Error::Usage { flag: "AMOUNT", problem }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Nominal, Record};
    use proptest::prelude::*;

    fn rate(day: &str, nominal: i64, value_e4: i64) -> InForce {
        let day = day.parse().unwrap();
        let record = Record::new(day, Nominal::new(nominal).unwrap(), value_e4).unwrap();
        InForce { day, record, change: None }
    }

    fn check(amount: &str, from: Option<InForce>, to: Option<InForce>, expected: &str) -> bool {
        let done = convert(Decimal::parse(amount).unwrap(), from.as_ref(), to.as_ref()).unwrap();
        assert_eq!(done.result.to_string(), expected, "{amount}");
        done.counted_in_new_rubles
    }

    #[test]
    fn rubles_currencies_and_crosses() {
        let usd = || Some(rate("2024-05-21", 1, 906_537));
        let eur = || Some(rate("2024-05-21", 1, 985_842));
        let jpy = || Some(rate("2024-05-21", 100, 581_234));
        assert!(!check("100", usd(), None, "9065.3700"));
        check("9065.37", None, usd(), "100.0000");
        check("100", usd(), eur(), "91.9556");
        check("1000", jpy(), None, "581.2340");
        check("1", None, jpy(), "1.7205");
        check("-12.50", usd(), None, "-1133.1713");
        check("12.3", None, None, "12.3000");
    }

    #[test]
    fn old_rubles_count_in_new_ones() {
        let old = || Some(rate("1997-12-30", 1, 59_600_000));
        assert!(check("100", old(), None, "596.0000"));
        assert!(check("596", None, old(), "100.0000"));
        assert!(check("7", old(), old(), "7.0000"));
    }

    #[test]
    fn an_amount_beyond_the_range_is_wrong_usage() {
        let usd = rate("2024-05-21", 1, 906_537);
        let huge = Decimal::parse(&"9".repeat(38)).unwrap();
        assert_eq!(convert(huge, Some(&usd), None).unwrap_err().exit_code(), 2);
        assert_eq!(convert(huge, None, Some(&usd)).unwrap_err().exit_code(), 2);
    }

    proptest! {
        #[test]
        fn there_and_back_is_near(units in 1i64..10i64.pow(12), e4 in 10_000i64..10_000_000) {
            let (amount, usd) = (Decimal::new(units.into(), 2), rate("2024-05-21", 1, e4));
            let rubles = convert(amount, Some(&usd), None).unwrap().result;
            let back = convert(rubles, None, Some(&usd)).unwrap().result;
            prop_assert!(back.minus(amount).unwrap().abs() <= Decimal::new(2, 4));
        }
    }
}

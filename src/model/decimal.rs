//! Exact decimal numbers: `units` × 10^−`scale`.
//!
//! Rates are ten-thousandths of a ruble per nominal; changes over a new nominal and converted amounts need
//! more digits. No float takes part; [`Decimal::to_f64`] is the one crossing to statistics and drawing.

use std::{cmp::Ordering, fmt};

/// Largest number of digits after the point.
pub const MAX_SCALE: u32 = 24;

/// An exact decimal, `units` × 10^−`scale`, 0 ≤ `scale` ≤ 24.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    units: i128,
    scale: u32,
}

/// Why a text is not a decimal or a result does not fit one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Not of the form `-12.34` or `1.2E-05`.
    #[error("not a decimal number")]
    Malformed,
    /// More digits than an exact decimal here can hold.
    #[error("more digits than can be held exactly")]
    TooLarge,
}

impl Decimal {
    /// Zero with no digits after the point.
    pub const ZERO: Self = Self { units: 0, scale: 0 };

    /// `units` × 10^−`scale`.
    ///
    /// # Panics
    /// When `scale` exceeds 24: a programming error, no input reaches it.
    pub const fn new(units: i128, scale: u32) -> Self {
        assert!(scale <= MAX_SCALE, "scale beyond 24 digits");
        Self { units, scale }
    }

    /// Reads `-12.34`, `+5` or `7.21103E-05`; the point is a point.
    ///
    /// # Errors
    /// [`DecimalError::Malformed`] for other text, [`DecimalError::TooLarge`] beyond 24 digits after the point
    /// or the range of 128 bits.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (text, 0),
        };
        let (sign, digits) = match mantissa.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));

        if whole.is_empty() && fraction.is_empty() || digits.ends_with('.') {
            return Err(DecimalError::Malformed);
        }

        let mut units = 0i128;
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return Err(DecimalError::Malformed);
            }

            units = units
                .checked_mul(10)
                .and_then(|units| units.checked_add((byte - b'0').into()))
                .ok_or(DecimalError::TooLarge)?;
        }

        let units = sign * units;
        let scale = i32::try_from(fraction.len()).map_err(|_| DecimalError::TooLarge)? - exponent;

        if scale < 0 {
            let factor = factor_of(scale.unsigned_abs())?;
            let units = units.checked_mul(factor).ok_or(DecimalError::TooLarge)?;
            return Ok(Self { units, scale: 0 });
        }

        Self {
            units,
            scale: scale.unsigned_abs(),
        }
        .within_limit()
    }

    /// Without trailing zeros beyond 24 digits after the point, which are all that may be there.
    fn within_limit(self) -> Result<Self, DecimalError> {
        let trimmed = self.trimmed(MAX_SCALE);
        if trimmed.scale > MAX_SCALE {
            Err(DecimalError::TooLarge)
        } else {
            Ok(trimmed)
        }
    }

    /// The integer of 10^−[`Self::scale`] units.
    pub const fn units(self) -> i128 {
        self.units
    }

    /// Digits after the point.
    pub const fn scale(self) -> u32 {
        self.scale
    }

    /// The same number in ten-thousandths, if it is a whole number of them.
    ///
    /// # Errors
    /// [`DecimalError::TooLarge`] when digits beyond the fourth are not zero or the range is exceeded.
    pub fn to_e4(self) -> Result<i64, DecimalError> {
        let e4 = self.trimmed(4).at_scale(4)?;
        i64::try_from(e4.units).map_err(|_| DecimalError::TooLarge)
    }

    /// Drops trailing zeros after the point, keeping at least `least` digits there (or all it has, if fewer).
    #[must_use]
    pub fn trimmed(self, least: u32) -> Self {
        let mut trimmed = self;
        while trimmed.scale > least && trimmed.units % 10 == 0 {
            trimmed.units /= 10;
            trimmed.scale -= 1;
        }

        trimmed
    }

    /// The same number written with `scale` digits, `scale` not below its own.
    ///
    /// # Errors
    /// [`DecimalError::TooLarge`] when 128 bits do not hold it.
    pub fn at_scale(self, scale: u32) -> Result<Self, DecimalError> {
        scale
            .checked_sub(self.scale)
            .and_then(power_of_ten)
            .and_then(|factor| self.units.checked_mul(factor))
            .map(|units| Self { units, scale })
            .ok_or(DecimalError::TooLarge)
    }

    /// How many digits after the point show `significant` digits of it, counted from the first that is not zero.
    pub fn scale_of_significant(self, significant: u32) -> u32 {
        let digits = self
            .units
            .unsigned_abs()
            .checked_ilog10()
            .map_or(0, |log| log + 1);

        (significant + self.scale)
            .saturating_sub(digits)
            .min(MAX_SCALE)
    }

    /// Rounded half-up (away from zero) to `digits` after the point; padded with zeros when it has fewer.
    ///
    /// # Errors
    /// [`DecimalError::TooLarge`] when padding leaves the range.
    pub fn rounded(self, digits: u32) -> Result<Self, DecimalError> {
        if self.scale <= digits {
            return self.at_scale(digits);
        }

        let divisor = factor_of(self.scale - digits)?;
        Ok(Self::new(divide_half_up(self.units, divisor), digits))
    }

    /// Whether `shown` is this number rounded to its digits. Of a number exactly between two, either the one away from
    /// zero, as [`Self::rounded`] has it, or the even one, which many libraries take: 73.765 is 73.77 or 73.76.
    pub fn may_be_shown_as(self, shown: Self) -> bool {
        self.rounded(shown.scale) == Ok(shown)
            || shown.units % 2 == 0 && self.is_half_a_digit_from(shown)
    }

    fn is_half_a_digit_from(self, shown: Self) -> bool {
        let gap = self.minus(shown).map(Self::abs);
        gap.and_then(|gap| gap.plus(gap)) == Ok(Self::new(1, shown.scale))
    }

    /// Sum.
    ///
    /// # Errors
    /// [`DecimalError::TooLarge`] outside the range.
    pub fn plus(self, other: Self) -> Result<Self, DecimalError> {
        let scale = self.scale.max(other.scale);
        let a = self.at_scale(scale)?;
        let b = other.at_scale(scale)?;

        Ok(Self {
            units: a.units.checked_add(b.units).ok_or(DecimalError::TooLarge)?,
            scale,
        })
    }

    /// Difference.
    ///
    /// # Errors
    /// [`DecimalError::TooLarge`] outside the range.
    pub fn minus(self, other: Self) -> Result<Self, DecimalError> {
        self.plus(Self {
            units: -other.units,
            scale: other.scale,
        })
    }

    /// Product.
    ///
    /// # Errors
    /// [`DecimalError::TooLarge`] outside the range.
    pub fn times(self, other: Self) -> Result<Self, DecimalError> {
        let units = self
            .units
            .checked_mul(other.units)
            .ok_or(DecimalError::TooLarge)?;

        Self {
            units,
            scale: self.scale + other.scale,
        }
        .within_limit()
    }

    /// Quotient, rounded half-up to `digits` after the point.
    ///
    /// # Errors
    /// [`DecimalError::TooLarge`] outside the range; [`DecimalError::Malformed`] when `other` is zero.
    pub fn divided_by(self, other: Self, digits: u32) -> Result<Self, DecimalError> {
        if other.units == 0 {
            return Err(DecimalError::Malformed);
        }

        // Without trailing zeros, so that the products fit wherever the quotient does.
        let dividend = self.trimmed(0);
        let divisor = other.trimmed(0);
        let shift = i64::from(digits) + i64::from(divisor.scale) - i64::from(dividend.scale);
        let factor = u32::try_from(shift.abs()).ok().and_then(power_of_ten);
        let shifted = |units: i128| factor.and_then(|factor| units.checked_mul(factor));
        let (top, bottom) = if shift >= 0 {
            (shifted(dividend.units), Some(divisor.units))
        } else {
            (Some(dividend.units), shifted(divisor.units))
        };
        let (top, bottom) = top.zip(bottom).ok_or(DecimalError::TooLarge)?;

        Ok(Self {
            units: divide_half_up(top * bottom.signum(), bottom.abs()),
            scale: digits,
        })
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.units < 0
    }

    /// Whether it is zero.
    pub const fn is_zero(self) -> bool {
        self.units == 0
    }

    /// The number without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self {
            units: self.units.abs(),
            scale: self.scale,
        }
    }

    /// The nearest float: the one crossing from exact rates to statistics and drawing.
    pub fn to_f64(self) -> f64 {
        self.units as f64 / 10f64.powi(self.scale.cast_signed())
    }
}

/// The number after `e`: a sign and up to three digits.
fn parse_exponent(text: &str) -> Result<i32, DecimalError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());

    let number = text.parse().ok().filter(|_| is_number);
    number.ok_or(DecimalError::Malformed)
}

/// 10^`exponent`, if 128 bits hold it.
pub(super) fn power_of_ten(exponent: u32) -> Option<i128> {
    10i128.checked_pow(exponent)
}

/// The factor that moves the decimal point by this many digits.
fn factor_of(digits: u32) -> Result<i128, DecimalError> {
    power_of_ten(digits).ok_or(DecimalError::TooLarge)
}

/// `top` ÷ `bottom` rounded to the nearest integer, halves away from zero; `bottom` > 0.
fn divide_half_up(top: i128, bottom: i128) -> i128 {
    let quotient = top / bottom;
    let rest = top % bottom;
    // Not 2·rest ≥ bottom, which could leave 128 bits.
    if rest.unsigned_abs() >= bottom.unsigned_abs() - rest.unsigned_abs() {
        quotient + top.signum()
    } else {
        quotient
    }
}

impl fmt::Display for Decimal {
    /// All its digits with a point: `-0.3336`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = self.units.unsigned_abs();
        if self.scale == 0 {
            return write!(f, "{sign}{digits}");
        }

        let unit = 10u128.pow(self.scale);
        let width = self.scale as usize;

        write!(f, "{sign}{}.{:0width$}", digits / unit, digits % unit)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        let a = self.trimmed(0);
        let b = other.trimmed(0);
        a.units == b.units && a.scale == b.scale
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let scale = self.scale.max(other.scale);
        match (self.at_scale(scale), other.at_scale(scale)) {
            (Ok(a), Ok(b)) => Some(a.units.cmp(&b.units)),
            // 128 bits do not hold one of them at the scale of the other, so they are far apart.
            _ => self.to_f64().partial_cmp(&other.to_f64()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn check_rounding(text: &str, digits: u32, expected: &str) {
        assert_eq!(
            decimal(text).rounded(digits).unwrap().to_string(),
            expected,
            "{text} to {digits}"
        );
    }

    #[test]
    fn a_half_may_be_shown_as_the_even_digit_too() {
        let may = |exact: &str, shown: &str| decimal(exact).may_be_shown_as(decimal(shown));
        for (exact, shown) in [
            ("73.7650", "73.77"),
            ("73.7650", "73.76"),
            ("-0.335", "-0.34"),
            ("0.5", "0"),
            ("90.6537", "90.65"),
            ("90.65", "90.6500"),
        ] {
            assert!(may(exact, shown), "{exact} {shown}");
        }
        for (exact, shown) in [
            ("73.7750", "73.77"),
            ("73.7651", "73.76"),
            ("73.7650", "73.75"),
            ("73.7650", "73.78"),
        ] {
            assert!(!may(exact, shown), "{exact} {shown}");
        }
    }

    #[test]
    fn rounds_half_up_away_from_zero() {
        check_rounding("90.6537", 2, "90.65");
        check_rounding("-0.3336", 2, "-0.33");
        check_rounding("-0.335", 2, "-0.34");
        check_rounding("0.005", 2, "0.01");
        check_rounding("0.0049", 2, "0.00");
        check_rounding("7", 3, "7.000");
    }

    #[test]
    fn significant_digits_count_from_the_first_that_is_not_zero() {
        for (text, significant, scale) in [
            ("0.01103098935", 8, 9),
            ("90.6537", 6, 4),
            ("91.9556", 8, 6),
            ("25000.5", 4, 0),
            ("0", 8, 8),
        ] {
            assert_eq!(
                decimal(text).scale_of_significant(significant),
                scale,
                "{text}"
            );
        }
    }

    #[test]
    fn reads_scientific_notation_exactly() {
        assert_eq!(decimal("7.21103E-05").to_string(), "0.0000721103");
        assert_eq!(decimal("1.5e+3").to_string(), "1500");
        assert_eq!(decimal("+0.10").to_string(), "0.10");
    }

    #[test]
    fn refuses_what_is_no_decimal() {
        for text in [
            "", "-", ".", "1.", "1,5", "1 000", "1e", "0x1", "NaN", "--1", "1e+-3", "٣",
        ] {
            assert_eq!(
                Decimal::parse(text).unwrap_err(),
                DecimalError::Malformed,
                "{text:?}"
            );
        }
        assert_eq!(Decimal::parse("1e999").unwrap_err(), DecimalError::TooLarge);
        assert_eq!(
            Decimal::parse(&"9".repeat(60)).unwrap_err(),
            DecimalError::TooLarge
        );
    }

    #[test]
    fn ten_thousandths_refuse_a_fifth_digit() {
        assert_eq!(decimal("0.1800").to_e4(), Ok(1800));
        assert_eq!(decimal("90").to_e4(), Ok(900_000));
        assert_eq!(decimal("1.23450").to_e4(), Ok(12345));
        assert_eq!(decimal("1.23456").to_e4(), Err(DecimalError::TooLarge));
    }

    proptest! {
        #[test]
        fn text_goes_round(units in -10i128.pow(20)..10i128.pow(20), scale in 0u32..12) {
            let number = Decimal::new(units, scale);
            let again = Decimal::parse(&number.to_string()).unwrap();
            prop_assert_eq!(again.units(), units);
            prop_assert_eq!(again.scale(), scale);
        }

        #[test]
        fn difference_and_sum_undo_each_other(a in -10i64.pow(15)..10i64.pow(15), b in -10i64.pow(15)..10i64.pow(15), s in 0u32..8, t in 0u32..8) {
            let (a, b) = (Decimal::new(a.into(), s), Decimal::new(b.into(), t));
            prop_assert_eq!(a.minus(b).unwrap().plus(b).unwrap(), a);
        }

        #[test]
        fn rounding_moves_by_at_most_half_a_unit(units in -10i128.pow(18)..10i128.pow(18), scale in 0u32..10, digits in 0u32..10) {
            let number = Decimal::new(units, scale);
            let off = number.rounded(digits).unwrap().minus(number).unwrap().abs();
            prop_assert!(off <= Decimal::new(5, digits + 1));
        }

        #[test]
        fn quotient_times_divisor_is_near(a in 1i128..10i128.pow(14), b in 1i128..10i128.pow(10)) {
            let (a, b) = (Decimal::new(a, 4), Decimal::new(b, 4));
            let back = a.divided_by(b, 6).unwrap().times(b).unwrap();
            let off = back.minus(a).unwrap().abs();
            prop_assert!(off <= b.times(Decimal::new(5, 7)).unwrap());
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = Decimal::parse(&text);
        }
    }
}

//! Numbers as they are written in a picture: a real minus, a plus where it says something, thousands kept apart.

use crate::model::{Decimal, DecimalError, Lang, group_thousands};

/// The result of exact arithmetic, which fails when a number needs too many digits.
pub type Exact<T> = Result<T, DecimalError>;

/// The lowest and the highest of some values.
pub type Extent = (f64, f64);

/// A value with its day, or half day, by number.
pub type RateAt = (i32, f64);

/// Below one, a rate keeps at least this many significant digits.
const LEAST_SIGNIFICANT: u32 = 3;

/// Which numbers get a sign.
#[derive(Clone, Copy)]
pub enum Sign {
    /// Only those below zero.
    Negative,
    /// All but zero.
    Always,
}

/// A number with `digits` after the point.
pub fn decimal_text(value: Decimal, digits: u32, sign: Sign) -> String {
    let rounded = value.rounded(digits).unwrap_or(value);
    let before = match (rounded.is_negative(), sign) {
        (true, _) => "−",
        (false, Sign::Always) if !rounded.is_zero() => "+",
        _ => "",
    };

    format!("{before}{}", rounded.abs())
}

/// A float with `digits` after the point and its thousands kept apart.
pub fn float_text(value: f64, digits: usize) -> String {
    group_digits(&format!("{value:.digits$}")).replace('-', "−")
}

/// Digits after the point of a rate: two; below one at least four, and three significant ones of a small cross rate.
pub fn rate_digits(rate: Decimal) -> u32 {
    if rate < Decimal::new(1, 0) {
        rate.scale_of_significant(LEAST_SIGNIFICANT).max(4)
    } else {
        2
    }
}

/// A written number with its thousands kept apart from ten thousand on, by spaces that do not break.
pub fn group_digits(text: &str) -> String {
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let digits = whole.trim_start_matches(['−', '-', '+']);
    if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }

    let sign = &whole[..whole.len() - digits.len()];
    format!("{sign}{}{rest}", group_thousands(digits, Lang::Ru))
}

/// A written number of per cent: every picture has the same blank before the sign, at which no line breaks.
pub fn per_cent(number: &str) -> String {
    format!("{number}\u{a0}%")
}

/// The smallest and the largest of some numbers; zeros without any.
pub fn extent(numbers: impl Iterator<Item = f64>) -> Extent {
    numbers
        .map(|number| (number, number))
        .reduce(|(low, high), (number, _)| (low.min(number), high.max(number)))
        .unwrap_or_default()
}

/// The extent of several extents together.
pub fn joint_extent(extents: impl Iterator<Item = Extent>) -> Extent {
    extent(extents.flat_map(<[f64; 2]>::from))
}

/// The next lower whole number, zero for what is below it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates"
)]
pub fn whole(value: f64) -> usize {
    value as usize
}

/// The largest of some lengths, which are never below zero.
pub fn longest(lengths: impl Iterator<Item = f64>) -> f64 {
    lengths.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_bear_a_real_minus() {
        let change = Decimal::parse("-0.3336").unwrap();
        assert_eq!(decimal_text(change, 2, Sign::Always), "−0.33");
        assert_eq!(
            decimal_text(Decimal::parse("0.004").unwrap(), 2, Sign::Always),
            "0.00"
        );
        assert_eq!(
            decimal_text(Decimal::parse("1.765").unwrap(), 2, Sign::Always),
            "+1.77"
        );
    }
}

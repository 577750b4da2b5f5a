//! Round numbers: the steps in which people count.

/// The smallest of 1, 2, 5 times a power of ten that is not far below `least`: one number more than wished for is
/// better than half of them.
pub fn round_step(least: f64) -> f64 {
    let least = least.max(1e-12);
    let power = power_of_ten(least);

    [power, 2.0 * power, 5.0 * power]
        .into_iter()
        .find(|step| *step >= least * 0.75)
        .unwrap_or(10.0 * power)
}

/// The highest power of ten that is not above `value`.
pub fn power_of_ten(value: f64) -> f64 {
    10f64.powi(decade(value))
}

/// The exponent of [`power_of_ten`].
#[expect(
    clippy::cast_possible_truncation,
    reason = "logarithms of floats are within ±400"
)]
pub fn decade(value: f64) -> i32 {
    value.log10().floor() as i32
}

//! Mean, standard deviation and quantiles of a sample, each by one definition: n − 1 in the deviation, and
//! quantiles that run linearly between neighbours (numpy's default).

/// Arithmetic mean; 0 of nothing.
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        0.0
    } else {
        values.iter().sum::<f64>() / values.len() as f64
    }
}

/// Standard deviation with n − 1; 0 of fewer than two values.
pub fn standard_deviation(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }

    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();

    (squares / (values.len() - 1) as f64).sqrt()
}

/// The quantile at `share` (0 to 1) of values in ascending order; None of nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place in the sample"
)]
pub fn quantile(ascending: &[f64], share: f64) -> Option<f64> {
    let place = share * ascending.len().checked_sub(1)? as f64;
    let below = ascending[place.floor() as usize];
    let above = ascending[place.ceil() as usize];

    // Linear between neighbours, as numpy has it by default.
    Some(below + (above - below) * place.fract())
}

/// The quantile at one half; None of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(&ascending(values.to_vec()), 0.5)
}

pub(super) fn ascending(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

/// The values at these places.
pub(super) fn values_at(values: &[f64], places: &[u32]) -> Vec<f64> {
    places.iter().map(|at| values[*at as usize]).collect()
}

/// At most `most` of the places, the strongest first; of equals the one that came first.
pub(super) fn strongest(places: &[u32], most: usize, strength: impl Fn(usize) -> f64) -> Vec<u32> {
    let mut sorted = places.to_vec();
    sorted.sort_by(|a, b| strength(*b as usize).total_cmp(&strength(*a as usize)));
    sorted.truncate(most);

    sorted
}

/// Adds values to sums, place by place.
pub(super) fn add_to(sums: &mut [f64], values: &[f64]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_run_linearly_between_neighbours() {
        let check = |share: f64, expected: f64| {
            let found = quantile(&[1.0, 2.0, 4.0, 8.0], share).unwrap();
            assert!((found - expected).abs() < 1e-12, "{share}: {found}");
        };
        check(0.0, 1.0);
        check(0.5, 3.0);
        check(0.9, 6.8);
        check(1.0, 8.0);
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
    }

    #[test]
    fn a_deviation_needs_two_values() {
        assert!((standard_deviation(&[1.0, 3.0]) - 2.0f64.sqrt()).abs() < 1e-12);
        assert_eq!(standard_deviation(&[1.0]).to_bits(), 0.0f64.to_bits());
    }
}

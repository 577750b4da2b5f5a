//! Numbers on a logarithmic value axis: those that people count in, not powers of something.
//!
//! Over a part of a decade these are the same as on a linear axis (80, 90, 100, 110); over more, 1 2 5 or 1 3 of
//! each decade, or decades alone.

use super::rounding::{decade, round_step};

/// Numbers of each decade, the most first.
const OF_DECADE: [&[f64]; 3] = [&[1.0, 2.0, 5.0], &[1.0, 3.0], &[1.0]];

/// Tried when too few of the above are in sight.
const MORE_OF_DECADE: &[f64] = &[1.0, 2.0, 3.0, 5.0, 7.0];

/// Up to this ratio of its ends an axis has the numbers of a linear one.
pub const MOST_RATIO_OF_LINEAR: f64 = 4.0;

/// Decades from one number to the next, if not each has one.
const DECADES: [i32; 4] = [2, 3, 5, 10];

/// About `wanted` numbers between `low` and `high`, at least two wherever the floats allow it; both are positive.
pub fn log_ticks(low: f64, high: f64, wanted: usize) -> Vec<f64> {
    let wanted = wanted.clamp(1, 12) as f64;
    let mut readable = choices(low, high, wanted);
    readable.retain(|ticks| are_readable(ticks, low, high, wanted));

    let three = readable.iter().position(|ticks| ticks.len() >= 3);
    if !readable.is_empty() {
        return readable.swap_remove(three.unwrap_or_default());
    }
    // If nothing has room, two numbers show at least which way is up.
    (1..12u32)
        .map(|parts| multiples(low, high, f64::from(parts)))
        .find(|ticks| ticks.len() >= 2)
        .unwrap_or_else(|| vec![low, high])
}

/// Sets of numbers to choose from, the best first.
fn choices(low: f64, high: f64, wanted: f64) -> Vec<Vec<f64>> {
    if high / low < MOST_RATIO_OF_LINEAR {
        let parts = [1.5, 1.0, 0.7, 0.5, 0.35];
        return parts.map(|part| multiples(low, high, wanted * part)).into();
    }

    let each_decade = OF_DECADE.map(|numbers| of_decades(low, high, numbers, 1));
    let some_decades = DECADES.map(|every| of_decades(low, high, &[1.0], every));
    let mut choices = Vec::from(each_decade);
    choices.extend(some_decades);
    choices.push(of_decades(low, high, MORE_OF_DECADE, 1));
    choices
}

/// Whether there are 2 to 12 numbers, none too close to the next.
fn are_readable(ticks: &[f64], low: f64, high: f64, wanted: f64) -> bool {
    let height = (high / low).ln();
    let gaps = ticks
        .windows(2)
        .map(|pair| (pair[1] / pair[0]).ln() / height);

    (2..=12).contains(&ticks.len()) && gaps.fold(1.0, f64::min) >= 0.55 / wanted
}

/// Multiples of the round step that divides the axis into about `parts`.
fn multiples(low: f64, high: f64, parts: f64) -> Vec<f64> {
    let step = round_step((high - low) / parts);
    let first = (low / step - 1e-9).ceil().max(1.0);

    (0..20)
        .map(|count| (first + f64::from(count)) * step)
        .take_while(|tick| *tick <= high * (1.0 + 1e-9))
        .collect()
}

fn of_decades(low: f64, high: f64, numbers: &[f64], every: i32) -> Vec<f64> {
    (decade(low)..=decade(high))
        .filter(|power| power.rem_euclid(every) == 0)
        .flat_map(|power| numbers.iter().map(move |number| number * 10f64.powi(power)))
        .filter(|tick| (low..=high).contains(tick))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn figures_are_those_people_count_in() {
        assert_eq!(
            log_ticks(75.0, 114.0, 6),
            [75.0, 80.0, 85.0, 90.0, 95.0, 100.0, 105.0, 110.0]
        );
        assert_eq!(
            log_ticks(0.12, 121.0, 6),
            [0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]
        );
        assert_eq!(log_ticks(0.12, 121.0, 2), [1.0, 10.0, 100.0]);
        assert_eq!(log_ticks(1e-3, 1e9, 3), [1e-3, 1.0, 1e3, 1e6, 1e9]);
        assert_eq!(log_ticks(5.9, 121.0, 6), [10.0, 20.0, 50.0, 100.0]);
    }

    proptest! {
        /// Whatever the ends: two to twelve figures between them, each above the one before.
        #[test]
        fn figures_are_few_and_rise(low in 1e-4f64..1e6, ratio in 1.0001f64..1e7, wanted in 1usize..9) {
            let ticks = log_ticks(low, low * ratio, wanted);
            prop_assert!((2..=20).contains(&ticks.len()), "{:?}", ticks);
            prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", ticks);
            prop_assert!(ticks.iter().all(|tick| (low * 0.999_999..=low * ratio * 1.000_001).contains(tick)));
        }
    }
}

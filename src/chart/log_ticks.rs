//! Figures of a logarithmic value axis: those that people count in, not powers of something.
//!
//! Over a part of a decade these are the same as on a linear axis (80, 90, 100, 110); over more, 1 2 5 or 1 3 of
//! each decade, or decades alone.

use super::axis::round_step;

/// Figures of each decade, the most first.
const OF_DECADE: [&[f64]; 3] = [&[1.0, 2.0, 5.0], &[1.0, 3.0], &[1.0]];

/// Those of a decade of which too few of the above are in sight.
const MORE_OF_DECADE: &[f64] = &[1.0, 2.0, 3.0, 5.0, 7.0];

/// Up to this ratio of its ends an axis has the figures of a linear one.
pub(super) const MOST_RATIO_OF_LINEAR: f64 = 4.0;

/// Decades from one figure to the next, where not each has one.
const DECADES: [i32; 4] = [2, 3, 5, 10];

/// About `wanted` figures between `low` and `high`, at least two wherever the floats allow it; both are positive.
pub(super) fn log_ticks(low: f64, high: f64, wanted: usize) -> Vec<f64> {
    let wanted = wanted.clamp(1, 12) as f64;
    let height = (high / low).ln();
    let is_good = |ticks: &&Vec<f64>| {
        let gaps = ticks
            .windows(2)
            .map(|pair| (pair[1] / pair[0]).ln() / height);
        (2..=12).contains(&ticks.len()) && gaps.fold(1.0, f64::min) >= 0.55 / wanted
    };
    let linear = |parts: f64| multiples(low, high, round_step((high - low) / parts));
    let all: Vec<Vec<f64>> = if high / low < MOST_RATIO_OF_LINEAR {
        [1.5, 1.0, 0.7, 0.5, 0.35]
            .into_iter()
            .map(|part| linear(wanted * part))
            .collect()
    } else {
        let by_decade = OF_DECADE
            .into_iter()
            .map(|figures| of_decades(low, high, figures, 1));
        let by_decades = DECADES
            .into_iter()
            .map(|every| of_decades(low, high, &[1.0], every));
        by_decade
            .chain(by_decades)
            .chain([of_decades(low, high, MORE_OF_DECADE, 1)])
            .collect()
    };
    let three = all.iter().filter(is_good).find(|ticks| ticks.len() >= 3);
    let chosen = three.or_else(|| all.iter().find(is_good)).cloned();
    // Where nothing has room, two figures show at least which way is up.
    let fallback = || {
        (1..12u32)
            .map(|parts| linear(f64::from(parts)))
            .find(|ticks| ticks.len() >= 2)
    };
    chosen.or_else(fallback).unwrap_or_else(|| vec![low, high])
}

fn multiples(low: f64, high: f64, step: f64) -> Vec<f64> {
    let first = (low / step - 1e-9).ceil().max(1.0);
    let all = (0..20).map(|at| (first + f64::from(at)) * step);
    all.take_while(|tick| *tick <= high * (1.0 + 1e-9))
        .collect()
}

fn of_decades(low: f64, high: f64, figures: &[f64], every: i32) -> Vec<f64> {
    let (first, last) = (decade(low), decade(high));
    let decades = (first..=last).filter(|power| power.rem_euclid(every) == 0);
    let all =
        decades.flat_map(|power| figures.iter().map(move |figure| figure * 10f64.powi(power)));
    all.filter(|tick| (low..=high).contains(tick)).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "logarithms of floats are within ±400"
)]
fn decade(value: f64) -> i32 {
    value.log10().floor() as i32
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

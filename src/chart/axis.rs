//! The value axis: a linear or logarithmic scale with round figures on it.
//!
//! plotters' own chooser is not used because it knows nothing of how many labels have room, nor of decimals.

use super::log_ticks::{MOST_RATIO_OF_LINEAR, log_ticks};
use super::words::grouped_figure;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};
use std::ops::Range;

/// A scale from `low` to `high`, `low` < `high`.
#[derive(Clone, Debug)]
pub(super) struct ValueAxis {
    low: f64,
    high: f64,
    spacing: Spacing,
    is_of_percent: bool,
}

/// How far apart figures are.
#[derive(Clone, Debug)]
enum Spacing {
    /// By their difference; a figure each `step`.
    Linear { step: f64 },
    /// By their ratio.
    Logarithmic { ticks: Vec<f64> },
}

/// Space above the highest and below the lowest figure, by their distance.
const MARGIN: f64 = 0.06;
/// A line whose lowest is below this part of its highest is drawn from zero.
const NEAR_ZERO: f64 = 0.25;

impl ValueAxis {
    /// For lines between `low` and `high`, with about `wanted` figures. A line that comes near zero is drawn from zero,
    /// others from a little below their lowest: the eye is to see the movement, not the distance from nothing.
    pub(super) fn of_rates((low, high): (f64, f64), wanted: usize) -> Self {
        if is_flat(low, high) {
            // A line that does not move lies in the middle of two parts in a hundred.
            let half = high.abs().max(1e-4) * 0.01;
            return Self::new(high - half, high + half, wanted);
        }
        let height = high - low;
        let lowest = if low < high * NEAR_ZERO {
            0.0
        } else {
            low - height * MARGIN
        };
        Self::new(lowest, high + height * MARGIN, wanted)
    }

    /// The same by ratios; `low` is above zero.
    pub(super) fn of_ratios((low, high): (f64, f64), wanted: usize) -> Self {
        let (low, high) = (low.max(1e-12), high.max(1e-12));
        let margin = if is_flat(low, high) {
            1.01
        } else {
            (high / low).powf(MARGIN)
        };
        let (low, high) = (low / margin, high * margin);
        let spacing = Spacing::Logarithmic {
            ticks: log_ticks(low, high, wanted),
        };
        Self {
            low,
            high,
            spacing,
            is_of_percent: false,
        }
    }

    /// For lines of changes in per cent, which all begin at zero.
    pub(super) fn of_percent(extent: (f64, f64), wanted: usize) -> Self {
        Self {
            is_of_percent: true,
            ..Self::about_zero(extent, wanted)
        }
    }

    /// For figures above and below zero, which is always on the axis.
    pub(super) fn about_zero((low, high): (f64, f64), wanted: usize) -> Self {
        let (low, high) = (low.min(0.0), high.max(0.0));
        let margin = if high - low > 1e-9 {
            (high - low) * MARGIN
        } else {
            1.0
        };
        Self::new(low - margin, high + margin, wanted)
    }

    /// For bars up and down from zero, as far up as down: zero and one round figure on each side.
    pub(super) fn of_changes((low, high): (f64, f64)) -> Self {
        const MARGIN: f64 = 1.04;
        const ROUND: [f64; 9] = [8.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.5, 1.0, 0.8];
        let most = low.abs().max(high.abs());
        let most = if most > 0.0 { most } else { 1.0 };
        let power = 10f64.powi(floored(most.log10()));
        let step = ROUND
            .into_iter()
            .map(|factor| factor * power)
            .find(|step| *step <= most * 0.98);
        let spacing = Spacing::Linear {
            step: step.unwrap_or(power),
        };
        Self {
            low: -most * MARGIN,
            high: most * MARGIN,
            spacing,
            is_of_percent: false,
        }
    }

    /// For lines between `low` and `high` on `rows` rows of text: every figure stands in the middle of its row, so that
    /// what is written beside a row is true of it.
    pub(super) fn of_rows((low, high): (f64, f64), rows: usize) -> Self {
        let half = if is_flat(low, high) {
            high.abs().max(1e-4) * 0.01
        } else {
            0.0
        };
        let (low, high) = (low - half, high + half);
        let low = if half == 0.0 && low >= 0.0 && low < high * NEAR_ZERO {
            0.0
        } else {
            low
        };
        // A row above and one below, where there are many, are for what is written over the line.
        let (rows, spare) = (rows.max(1) as f64, if rows >= 10 { 2.0 } else { 0.0 });
        let least = ((high - low) / (rows - spare)).max(1e-12);
        let fitting = units_of_rows(least, rows)
            .into_iter()
            .find_map(|(unit, step)| {
                let lowest = (low / unit + 0.5).floor();
                let left_over = lowest - 0.5 + rows - high / unit;
                // What is left over is shared between above and below, but below zero there is nothing.
                let down =
                    (left_over / 2.0)
                        .floor()
                        .min(if low >= 0.0 { lowest } else { f64::INFINITY });
                let lowest = (lowest - down.max(0.0) - 0.5) * unit;
                let high = lowest + rows * unit;
                (left_over >= 0.0).then_some(Self {
                    spacing: Spacing::Linear { step },
                    ..Self::new(lowest, high, 2)
                })
            });
        fitting.unwrap_or_else(|| Self::new(low, high, 2))
    }

    /// The same for lines of changes in per cent, which all begin at zero.
    pub(super) fn of_percent_rows((low, high): (f64, f64), rows: usize) -> Self {
        let (low, high) = (low.min(0.0), high.max(0.0));
        let extent = if high - low > 1e-9 {
            (low, high)
        } else {
            (-1.0, 1.0)
        };
        Self {
            is_of_percent: true,
            ..Self::of_rows(extent, rows)
        }
    }

    /// The same by ratios; `low` is above zero. Round figures are not evenly apart here: each stands beside the row in
    /// which it lies.
    pub(super) fn of_ratio_rows((low, high): (f64, f64), rows: usize) -> Self {
        let (low, high) = (low.max(1e-12), high.max(1e-12));
        let spare = if rows >= 10 { 1.0 } else { 0.5 };
        let part = spare / (rows as f64 - 2.0 * spare).max(1.0);
        let margin = if is_flat(low, high) {
            1.01
        } else {
            (high / low).powf(part)
        };
        let (low, high) = (low / margin, high * margin);
        let spacing = Spacing::Logarithmic {
            ticks: log_ticks(low, high, (rows / 4).max(2)),
        };
        Self {
            low,
            high,
            spacing,
            is_of_percent: false,
        }
    }

    fn new(low: f64, high: f64, wanted: usize) -> Self {
        let axis = |step| Self {
            low,
            high,
            spacing: Spacing::Linear { step },
            is_of_percent: false,
        };
        let mut wanted = wanted.clamp(1, 12);
        let mut chosen = axis(round_step((high - low) / wanted as f64));
        // One figure alone does not show a scale.
        while chosen.ticks().len() < 2 && wanted < 12 {
            wanted += 1;
            chosen = axis(round_step((high - low) / wanted as f64));
        }
        chosen
    }

    /// Figures on the axis, lowest first; on a linear one all are multiples of 1, 2 or 5 times a power of ten.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let step = match &self.spacing {
            Spacing::Linear { step } => *step,
            Spacing::Logarithmic { ticks } => return ticks.clone(),
        };
        let first = (self.low / step - 1e-9).ceil();
        let count = (0..20).map(|at| (first + f64::from(at)) * step);
        // Adding zero makes a negative zero positive.
        count
            .take_while(|tick| *tick <= self.high + step * 1e-9)
            .map(|tick| tick + 0.0)
            .collect()
    }

    /// A figure with the digits its step needs, or on a logarithmic axis itself; zero needs none.
    pub(super) fn text(&self, tick: f64) -> String {
        let digits = match &self.spacing {
            _ if tick == 0.0 => 0,
            Spacing::Linear { step } => digits_of(*step),
            // Figures of a part of a decade are even steps.
            Spacing::Logarithmic { ticks } if self.high < MOST_RATIO_OF_LINEAR * self.low => ticks
                .iter()
                .map(|tick| digits_of(*tick))
                .max()
                .unwrap_or_default(),
            Spacing::Logarithmic { .. } => digits_of(tick),
        };
        let plain = grouped_figure(&format!("{tick:.digits$}")).replace('-', "−");
        match self.is_of_percent {
            true if tick > 0.0 => format!("+{plain}%"),
            true => format!("{plain}%"),
            false => plain,
        }
    }

    /// The same with a plus before what is above zero; figures of per cent have it anyway.
    pub(super) fn signed_text(&self, tick: f64) -> String {
        if tick > 0.0 && !self.is_of_percent {
            format!("+{}", self.text(tick))
        } else {
            self.text(tick)
        }
    }

    /// Place of a value between the ends: 0 at the foot, 1 at the top.
    pub(super) fn part(&self, value: f64) -> f64 {
        match self.spacing {
            Spacing::Linear { .. } => (value - self.low) / (self.high - self.low),
            Spacing::Logarithmic { .. } => {
                (value.max(1e-12) / self.low).ln() / (self.high / self.low).ln()
            }
        }
    }
}

impl Ranged for ValueAxis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (start, end): (i32, i32)) -> i32 {
        between(self.part(*value), start, end)
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.ticks()
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

/// Whether figures differ by no more than floats do.
fn is_flat(low: f64, high: f64) -> bool {
    high - low <= high.abs() * 1e-12
}

/// What a row may stand for, `least` or more and the smallest first, with the step from one figure to the next: so many
/// rows that figures keep apart where there are many, and that there are two.
fn units_of_rows(least: f64, rows: f64) -> Vec<(f64, f64)> {
    let closest = if rows >= 12.0 { 3.0 } else { 1.0 };
    let power = 10f64.powi(floored(least.log10()));
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0].map(|factor| factor * power);
    let apart = [5.0, 4.0, 3.0, 2.0, 1.0]
        .into_iter()
        .filter(|apart| (closest..=rows / 2.0).contains(apart));
    let units = apart.flat_map(|apart| steps.map(|step| (step / apart, step)));
    let mut units: Vec<_> = units.filter(|(unit, _)| *unit >= least).collect();
    units.sort_by(|a, b| a.0.total_cmp(&b.0));
    units
}

/// The grid place `part` of the way from `start` to `end`.
#[expect(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, and parts are near 0 to 1"
)]
pub(super) fn between(part: f64, start: i32, end: i32) -> i32 {
    (f64::from(start) + part * f64::from(end - start)).round() as i32
}

/// Digits after the point that `figure` needs.
fn digits_of(figure: f64) -> usize {
    let is_whole = |digits: &i32| {
        let scaled = figure.abs() * 10f64.powi(*digits);
        scaled > 0.5 && (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1.0)
    };
    usize::try_from((0..9).find(is_whole).unwrap_or(9)).unwrap_or_default()
}

/// The smallest of 1, 2, 5 times a power of ten that is not far below `least`: one figure more than wished for is
/// better than half of them.
pub(super) fn round_step(least: f64) -> f64 {
    let least = least.max(1e-12);
    let power = 10f64.powi(floored(least.log10()));
    let step = [1.0, 2.0, 5.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= least * 0.75);
    step.unwrap_or(10.0 * power)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "logarithms of floats are within ±400"
)]
fn floored(logarithm: f64) -> i32 {
    logarithm.floor() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(extent: (f64, f64), wanted: usize, expected: &str) {
        let axis = ValueAxis::of_rates(extent, wanted);
        let texts: Vec<_> = axis
            .ticks()
            .into_iter()
            .map(|tick| axis.text(tick))
            .collect();
        assert_eq!(texts.join(" "), expected);
    }

    #[test]
    fn figures_are_round() {
        check((76.12, 113.14), 6, "80 90 100 110");
        check((76.12, 113.14), 3, "80 100");
        check((0.125, 120.3), 6, "0 20 40 60 80 100 120");
        check((83.1234, 83.1234), 4, "82.5 83.0 83.5");
        check((0.1801, 0.1822), 3, "0.180 0.181 0.182");
    }

    #[test]
    fn figures_of_ratios_have_their_own_digits() {
        let texts = |extent, wanted| {
            let axis = ValueAxis::of_ratios(extent, wanted);
            axis.ticks()
                .into_iter()
                .map(|tick| axis.text(tick))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(texts((0.125, 120.3), 8), "0.1 0.2 0.5 1 2 5 10 20 50 100");
        assert_eq!(texts((76.12, 113.14), 5), "80 90 100 110");
        assert_eq!(
            texts((100.0, 66_000.0), 4),
            "100 300 1000 3000 10\u{a0}000 30\u{a0}000"
        );
        assert_eq!(texts((83.0, 83.0), 4), "82.5 83.0 83.5");
    }

    #[test]
    fn figures_of_rows_are_round() {
        let check = |axis: ValueAxis, expected: &str| {
            let texts: Vec<_> = axis
                .ticks()
                .into_iter()
                .map(|tick| axis.text(tick))
                .collect();
            assert_eq!(texts.join(" "), expected);
        };
        check(
            ValueAxis::of_rows((70.79, 116.14), 16),
            "70 80 90 100 110 120",
        );
        check(ValueAxis::of_rows((0.125, 120.3), 16), "0 50 100 150");
        check(ValueAxis::of_rows((83.1234, 83.1234), 8), "83 84");
        check(ValueAxis::of_rows((0.1801, 0.1822), 6), "0.180 0.181 0.182");
        check(
            ValueAxis::of_percent_rows((-5.2, 11.7), 16),
            "−5% 0% +5% +10%",
        );
        check(
            ValueAxis::of_percent_rows((0.0, 0.0), 16),
            "−1.0% −0.5% 0% +0.5% +1.0%",
        );
        check(
            ValueAxis::of_ratio_rows((0.125, 120.3), 16),
            "0.1 0.3 1 3 10 30 100",
        );
    }

    #[test]
    fn changes_bear_signs() {
        let texts = |extent| {
            let axis = ValueAxis::of_changes(extent);
            axis.ticks()
                .into_iter()
                .map(|tick| axis.signed_text(tick))
                .collect::<Vec<_>>()
        };
        assert_eq!(texts((-4.1, 3.2)), ["−4", "0", "+4"]);
        assert_eq!(texts((0.0, 0.018)), ["−0.015", "0", "+0.015"]);
        assert_eq!(texts((-1.0, 0.0)), ["−0.8", "0", "+0.8"]);
        assert_eq!(texts((0.0, 0.0)), ["−0.8", "0", "+0.8"]);
    }

    proptest! {
        /// Whatever the figures: two to twelve labels on rows of text, each in the middle of its row, the line inside.
        #[test]
        fn labels_stand_in_the_middle_of_rows(low in 1e-4f64..1e6, height in 0.0f64..1e6, rows in 2usize..40) {
            let axis = ValueAxis::of_rows((low, low + height), rows);
            let ticks = axis.ticks();
            prop_assert!((2..=14).contains(&ticks.len()), "{:?}", ticks);
            for pair in ticks.windows(2) {
                prop_assert_ne!(axis.text(pair[0]), axis.text(pair[1]));
            }
            for tick in ticks {
                let row = axis.part(tick) * rows as f64 - 0.5;
                prop_assert!((row - row.round()).abs() < 1e-3, "{} at row {}", tick, row);
            }
            for value in [low, low + height] {
                prop_assert!((-1e-9..=1.0 + 1e-9).contains(&axis.part(value)));
            }
        }

        /// Whatever the figures: two to twelve labels, inside the axis, all different.
        #[test]
        fn labels_are_few_and_differ(low in 1e-4f64..1e6, height in 0.0f64..1e6, wanted in 1usize..9) {
            let axis = ValueAxis::of_rates((low, low + height), wanted);
            let ticks = axis.ticks();
            prop_assert!((2..=12).contains(&ticks.len()), "{:?}", ticks);
            for pair in ticks.windows(2) {
                prop_assert_ne!(axis.text(pair[0]), axis.text(pair[1]));
            }
            prop_assert!(ticks.iter().all(|tick| (-1e-6..=1.0 + 1e-6).contains(&axis.part(*tick))));
        }
    }
}

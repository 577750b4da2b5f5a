//! The value axis: a linear or logarithmic scale with round numbers on it.
//!
//! plotters' own chooser is not used because it knows nothing of how many labels have room, nor of decimals.

use super::{
    log_ticks::{MOST_RATIO_OF_LINEAR, log_ticks},
    rounding::{power_of_ten, round_step},
};
use crate::chart::data::{Extent, float_text, per_cent};

/// A scale from `low` to `high`, `low` < `high`.
#[derive(Clone)]
pub struct ValueAxis {
    low: f64,
    high: f64,
    spacing: Spacing,
    is_of_percent: bool,
}

/// How far apart numbers are.
#[derive(Clone)]
enum Spacing {
    /// By their difference; a label each `step`.
    Linear { step: f64 },
    /// By their ratio.
    Logarithmic { ticks: Vec<f64> },
}

/// Space above the highest and below the lowest number, as a part of their distance.
const MARGIN: f64 = 0.06;
/// A line that comes lower than this part of its highest is drawn from zero.
const NEAR_ZERO: f64 = 0.25;
/// From as many rows of text on, some are left free for what is written over the line.
const MANY_ROWS: usize = 10;

impl ValueAxis {
    /// For lines between `low` and `high`, with about `wanted` numbers. A line that comes near zero is drawn from zero,
    /// others from a little below their lowest: the eye is to see the movement, not the distance from nothing.
    pub fn of_rates((low, high): Extent, wanted: usize) -> Self {
        if is_flat(low, high) {
            let half = half_of_flat(high);
            return Self::linear(high - half, high + half, wanted);
        }

        let margin = (high - low) * MARGIN;
        let lowest = if low < high * NEAR_ZERO {
            0.0
        } else {
            low - margin
        };
        Self::linear(lowest, high + margin, wanted)
    }

    /// The same by ratios; `low` is above zero.
    pub fn of_ratios(extent: Extent, wanted: usize) -> Self {
        Self::logarithmic(extent, MARGIN, wanted)
    }

    /// For lines of changes in per cent, which all begin at zero.
    pub fn of_percent(extent: Extent, wanted: usize) -> Self {
        Self {
            is_of_percent: true,
            ..Self::about_zero(extent, wanted)
        }
    }

    /// For numbers above and below zero, which is always on the axis.
    pub fn about_zero((low, high): Extent, wanted: usize) -> Self {
        let low = low.min(0.0);
        let high = high.max(0.0);
        let margin = match high - low {
            // Without any change the axis still needs a height.
            ..=1e-9 => 1.0,
            height => height * MARGIN,
        };

        Self::linear(low - margin, high + margin, wanted)
    }

    /// For bars up and down from zero, as far up as down: zero and one round number on each side.
    pub fn of_changes((low, high): Extent) -> Self {
        const MARGIN: f64 = 1.04;
        const ROUND: [f64; 9] = [8.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.5, 1.0, 0.8];
        let most = match low.abs().max(high.abs()) {
            most if most > 0.0 => most,
            // Bars of a rate that never moved.
            _ => 1.0,
        };

        let power = power_of_ten(most);
        let step = ROUND
            .into_iter()
            .map(|factor| factor * power)
            .find(|step| *step <= most * 0.98);
        Self::with_step(-most * MARGIN, most * MARGIN, step.unwrap_or(power))
    }

    /// For lines between `low` and `high` on `rows` rows of text: every number is in the middle of its row, so that
    /// what is written there is true of the row.
    pub fn of_rows((mut low, mut high): Extent, rows: usize) -> Self {
        if is_flat(low, high) {
            let half = half_of_flat(high);
            low -= half;
            high += half;
        } else if low >= 0.0 && low < high * NEAR_ZERO {
            low = 0.0;
        }

        // What is written over the line needs a row above and one below.
        let spare = if rows >= MANY_ROWS { 2.0 } else { 0.0 };
        let rows = rows.max(1) as f64;
        let least = ((high - low) / (rows - spare)).max(1e-12);
        units_of_rows(least, rows)
            .into_iter()
            .find_map(|(unit, step)| Self::with_rows(low, high, rows, unit, step))
            .unwrap_or_else(|| Self::linear(low, high, 2))
    }

    /// An axis of rows that are `unit` high each, with a number each `step`; `None` if the lines do not fit on it.
    fn with_rows(low: f64, high: f64, rows: f64, unit: f64, step: f64) -> Option<Self> {
        let lowest_row = (low / unit + 0.5).floor();
        let left_over = lowest_row - 0.5 + rows - high / unit;
        if left_over < 0.0 {
            return None;
        }

        // What is left over is shared between above and below, but below zero there is nothing to show.
        let most_below = if low >= 0.0 {
            lowest_row
        } else {
            f64::INFINITY
        };
        let below = (left_over / 2.0).floor().min(most_below);
        let lowest = (lowest_row - below.max(0.0) - 0.5) * unit;
        Some(Self::with_step(lowest, lowest + rows * unit, step))
    }

    /// The same for lines of changes in per cent, which all begin at zero.
    pub fn of_percent_rows((low, high): Extent, rows: usize) -> Self {
        let extent = match (low.min(0.0), high.max(0.0)) {
            (low, high) if high - low > 1e-9 => (low, high),
            _ => (-1.0, 1.0),
        };

        Self {
            is_of_percent: true,
            ..Self::of_rows(extent, rows)
        }
    }

    /// The same by ratios; `low` is above zero. Round numbers are not evenly apart here: each is written at the row in
    /// which it falls.
    pub fn of_ratio_rows(extent: Extent, rows: usize) -> Self {
        let spare = if rows >= MANY_ROWS { 1.0 } else { 0.5 };
        let part = spare / (rows as f64 - 2.0 * spare).max(1.0);

        Self::logarithmic(extent, part, (rows / 4).max(2))
    }

    fn logarithmic((low, high): Extent, margin_part: f64, wanted: usize) -> Self {
        // Zero has no logarithm.
        let low = low.max(1e-12);
        let high = high.max(1e-12);
        let margin = if is_flat(low, high) {
            1.01
        } else {
            (high / low).powf(margin_part)
        };

        let low = low / margin;
        let high = high * margin;
        Self {
            low,
            high,
            spacing: Spacing::Logarithmic {
                ticks: log_ticks(low, high, wanted),
            },
            is_of_percent: false,
        }
    }

    fn linear(low: f64, high: f64, wanted: usize) -> Self {
        let mut wanted = wanted.clamp(1, 12);
        loop {
            let axis = Self::with_step(low, high, round_step((high - low) / wanted as f64));
            // One number alone does not show a scale.
            if axis.ticks().len() >= 2 || wanted >= 12 {
                return axis;
            }
            wanted += 1;
        }
    }

    const fn with_step(low: f64, high: f64, step: f64) -> Self {
        Self {
            low,
            high,
            spacing: Spacing::Linear { step },
            is_of_percent: false,
        }
    }

    /// Numbers on the axis, lowest first; on a linear one all are multiples of 1, 2 or 5 times a power of ten.
    pub fn ticks(&self) -> Vec<f64> {
        let step = match &self.spacing {
            Spacing::Linear { step } => *step,
            Spacing::Logarithmic { ticks } => return ticks.clone(),
        };
        let first = (self.low / step - 1e-9).ceil();

        // Adding zero makes a negative zero positive.
        (0..20)
            .map(|count| (first + f64::from(count)) * step)
            .take_while(|tick| *tick <= self.high + step * 1e-9)
            .map(|tick| tick + 0.0)
            .collect()
    }

    /// The ticks, or every second or third of them if they would be less than `least` apart on an axis of `length`; zero
    /// always.
    pub fn ticks_apart(&self, length: f64, least: f64) -> Vec<f64> {
        let ticks = self.ticks();
        let gaps = ticks
            .windows(2)
            .map(|pair| (self.part(pair[1]) - self.part(pair[0])) * length);
        let apart = gaps.fold(f64::INFINITY, f64::min);
        let every = (1..20u32).find(|every| apart * f64::from(*every) >= least);
        let zero = ticks.iter().position(|tick| *tick == 0.0);

        ticks
            .into_iter()
            .enumerate()
            .filter(|(index, _)| {
                let from_zero = index.abs_diff(zero.unwrap_or_default());
                from_zero.is_multiple_of(every.unwrap_or(20) as usize)
            })
            .map(|(_, tick)| tick)
            .collect()
    }

    /// A number with the digits its step needs, or on a logarithmic axis itself; zero needs none.
    pub fn text(&self, tick: f64) -> String {
        let plain = float_text(tick, self.digits(tick));
        match self.is_of_percent {
            true if tick > 0.0 => per_cent(&format!("+{plain}")),
            true => per_cent(&plain),
            false => plain,
        }
    }

    fn digits(&self, tick: f64) -> usize {
        match &self.spacing {
            _ if tick == 0.0 => 0,
            Spacing::Linear { step } => digits_of(*step),
            // Numbers of a part of a decade are even steps.
            Spacing::Logarithmic { ticks } if self.high < MOST_RATIO_OF_LINEAR * self.low => ticks
                .iter()
                .map(|tick| digits_of(*tick))
                .max()
                .unwrap_or_default(),
            Spacing::Logarithmic { .. } => digits_of(tick),
        }
    }

    /// The same with a plus before what is above zero; numbers of per cent have it anyway.
    pub fn signed_text(&self, tick: f64) -> String {
        let plus = if tick > 0.0 && !self.is_of_percent {
            "+"
        } else {
            ""
        };

        format!("{plus}{}", self.text(tick))
    }

    /// Place of a value between the ends: 0 at the foot, 1 at the top.
    pub fn part(&self, value: f64) -> f64 {
        match self.spacing {
            Spacing::Linear { .. } => (value - self.low) / (self.high - self.low),
            Spacing::Logarithmic { .. } => {
                (value.max(1e-12) / self.low).ln() / (self.high / self.low).ln()
            }
        }
    }
}

/// Whether numbers differ by no more than floats do.
fn is_flat(low: f64, high: f64) -> bool {
    high - low <= high.abs() * 1e-12
}

/// Half the height of the axis for a line that does not move: 1 % of its value, or of 0.0001 if that is more.
fn half_of_flat(high: f64) -> f64 {
    high.abs().max(1e-4) * 0.01
}

/// What a row may be worth, `least` or more and the smallest first, with the step from one number to the next: enough
/// rows that numbers keep apart if there are many, and that there are two.
fn units_of_rows(least: f64, rows: f64) -> Vec<(f64, f64)> {
    // With a number on each of many rows none could be read at a glance.
    let closest = if rows >= 12.0 { 3.0 } else { 1.0 };
    let power = power_of_ten(least);
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0].map(|factor| factor * power);

    let mut units: Vec<_> = [5.0, 4.0, 3.0, 2.0, 1.0]
        .into_iter()
        .filter(|apart| (closest..=rows / 2.0).contains(apart))
        .flat_map(|apart| steps.map(|step| (step / apart, step)))
        .filter(|(unit, _)| *unit >= least)
        .collect();
    units.sort_by(|a, b| a.0.total_cmp(&b.0));
    units
}

/// Digits after the point that `number` needs.
fn digits_of(number: f64) -> usize {
    let digits = (0..9i32).find(|digits| {
        let scaled = number.abs() * 10f64.powi(*digits);
        scaled > 0.5 && (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1.0)
    });

    digits.map_or(9, i32::unsigned_abs) as usize
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
            "−5\u{a0}% 0\u{a0}% +5\u{a0}% +10\u{a0}%",
        );
        check(
            ValueAxis::of_percent_rows((0.0, 0.0), 16),
            "−1.0\u{a0}% −0.5\u{a0}% 0\u{a0}% +0.5\u{a0}% +1.0\u{a0}%",
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

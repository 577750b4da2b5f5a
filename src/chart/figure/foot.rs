//! The axes of figures: figures beside a frame, numbers under it, and rows of words about them.

use super::drawing::Point;
use super::sheet::Sheet;
use crate::chart::axis::ValueAxis;
use crate::chart::font::{Weight, fitting, width};
use crate::chart::labels::{Align, Frame, Ink, Label};
use crate::chart::panel::thinned;

/// A frame with a value axis at its left and whole numbers along its foot.
pub(super) struct Field {
    pub(super) frame: Frame,
    values: ValueAxis,
    ticks: Vec<(f64, String)>,
    first: i32,
    last: i32,
}

impl Field {
    /// A field between `top` and `bottom` with room for its figures at the left, `beside` pixels free at the right.
    pub(super) fn new(
        sheet: &Sheet,
        (top, bottom): (f64, f64),
        beside: f64,
        values: ValueAxis,
        (first, last): (i32, i32),
    ) -> Self {
        let (base, axis) = (sheet.kind.base, sheet.kind.axis);
        let ticks = values.ticks();
        let apart = ticks
            .windows(2)
            .map(|pair| (values.part(pair[1]) - values.part(pair[0])) * (bottom - top));
        let ticks = thinned(&ticks, apart.fold(f64::INFINITY, f64::min), 1.4 * axis);
        let ticks: Vec<_> = ticks
            .into_iter()
            .map(|tick| (tick, values.signed_text(tick)))
            .collect();
        let widest = ticks
            .iter()
            .map(|(_, text)| width(text, axis, Weight::Regular))
            .fold(0.0, f64::max);
        let frame = Frame {
            left: sheet.left + widest + 0.6 * base,
            top,
            right: sheet.right - beside,
            bottom,
        };
        Self {
            frame,
            values,
            ticks,
            first,
            last,
        }
    }

    /// Figures at the left, and a line of the grid at each.
    pub(super) fn add_grid(&self, sheet: &mut Sheet) {
        let (base, axis) = (sheet.kind.base, sheet.kind.axis);
        let (x, ends) = (
            self.frame.left - 0.6 * base,
            (self.frame.left, self.frame.right),
        );
        for (tick, text) in &self.ticks {
            let y = self.y(*tick);
            let label = sheet.small(text.clone(), x, y + 0.36 * axis, Align::Right, Ink::Muted);
            sheet.drawing.labels.push(label);
            sheet
                .drawing
                .level(y, ends, sheet.palette.grid, sheet.hair());
        }
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        self.frame.bottom - self.values.part(value) * self.frame.height()
    }

    /// Pixels from a number to the next.
    pub(super) fn slot(&self) -> f64 {
        self.frame.width() / f64::from(self.last - self.first + 1)
    }

    /// The middle of a number's slot.
    pub(super) fn x(&self, number: i32) -> f64 {
        self.frame.left + (f64::from(number - self.first) + 0.5) * self.slot()
    }

    /// Values at the numbers from the first one on.
    pub(super) fn points(&self, values: impl Iterator<Item = f64>) -> Vec<Point> {
        (self.first..=self.last)
            .zip(values)
            .map(|(number, value)| (self.x(number), self.y(value)))
            .collect()
    }

    /// The zero line.
    pub(super) fn add_zero(&self, sheet: &mut Sheet) {
        let ends = (self.frame.left, self.frame.right);
        sheet
            .drawing
            .level(self.y(0.0), ends, sheet.palette.axis, sheet.hair());
    }

    /// The foot with ticks and as many numbers as have room, zero always and bold.
    pub(super) fn add_foot(&self, sheet: &mut Sheet) {
        let (base, axis, hair) = (sheet.kind.base, sheet.kind.axis, sheet.hair());
        let Frame {
            left,
            right,
            bottom,
            ..
        } = self.frame;
        sheet
            .drawing
            .level(bottom, (left, right), sheet.palette.axis, hair);
        let texts = (self.first..=self.last).map(super::words::signed);
        let widest = texts
            .map(|text| width(&text, axis, Weight::Bold))
            .fold(0.0, f64::max);
        let fits = |every: &i32| self.slot() * f64::from(*every) >= widest + 0.5 * axis;
        let every = [1, 2, 5, 10, 20, 50, 100, 200]
            .into_iter()
            .find(fits)
            .unwrap_or(500);
        for number in (self.first..=self.last).filter(|number| number % every == 0) {
            let x = self.x(number);
            let foot = bottom + (0.32 * base).round();
            sheet
                .drawing
                .upright(x, (bottom, foot), sheet.palette.axis, hair);
            let (weight, ink) = if number == 0 {
                (Weight::Bold, Ink::Text)
            } else {
                (Weight::Regular, Ink::Muted)
            };
            let text = super::words::signed(number);
            let label = sheet.small(text, x, bottom + 1.5 * axis, Align::Middle, ink);
            sheet.drawing.labels.push(Label { weight, ..label });
        }
    }
}

/// The first of `variants` that fits between `left` and `right`, with its baseline; where none does, one made smaller.
pub(super) fn heading(
    sheet: &Sheet,
    variants: &[String],
    (left, right): (f64, f64),
    baseline: f64,
) -> Label {
    let (text, size) = fitting(variants, sheet.kind.axis, Weight::Regular, right - left);
    Label {
        size,
        ..sheet.small(text, left, baseline, Align::Left, Ink::Muted)
    }
}

/// A row with words at its left, its middle and its right, the fullest that fit; the middle goes first.
pub(super) fn row_of_words(
    sheet: &Sheet,
    [first, middle, last]: [&[String]; 3],
    (left, right): (f64, f64),
    baseline: f64,
) -> Vec<Label> {
    let axis = sheet.kind.axis;
    let wide = |text: &String| {
        if text.is_empty() {
            0.0
        } else {
            width(text, axis, Weight::Regular) + axis
        }
    };
    let pick = |variants: &[String], at: usize| {
        variants
            .get(at.min(variants.len().saturating_sub(1)))
            .cloned()
            .unwrap_or_default()
    };
    let tries = [
        (0, Some(0)),
        (0, Some(1)),
        (1, Some(1)),
        (0, None),
        (1, None),
        (2, None),
    ];
    let chosen = tries.into_iter().map(|(sides, inner)| {
        (
            pick(first, sides),
            inner.map_or_else(String::new, |at| pick(middle, at)),
            pick(last, sides),
        )
    });
    let fits = |(first, middle, last): &(String, String, String)| {
        // The middle one stands in the middle, whatever is beside it.
        let half = (right - left) / 2.0;
        let room = if middle.is_empty() {
            f64::INFINITY
        } else {
            half - wide(middle) / 2.0
        };
        wide(first) <= room && wide(last) <= room && wide(first) + wide(last) <= right - left + axis
    };
    let Some((first, middle, last)) = chosen.into_iter().find(fits) else {
        return Vec::new();
    };
    let center = f64::midpoint(left, right);
    let all = [
        (first, left, Align::Left),
        (middle, center, Align::Middle),
        (last, right, Align::Right),
    ];
    let label = |(text, x, align)| sheet.small(text, x, baseline, align, Ink::Muted);
    all.into_iter()
        .filter(|(text, ..)| !text.is_empty())
        .map(label)
        .collect()
}

/// Heights that a figure would like to take from what it can spare, granted in the order in which they are asked for.
pub(super) struct Spare(pub(super) f64);

impl Spare {
    /// The height, or nothing where it cannot be spared.
    pub(super) fn take(&mut self, height: f64) -> f64 {
        if height > self.0 {
            return 0.0;
        }
        self.0 -= height;
        height
    }
}

/// How many figures an axis is to have.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few"
)]
pub(super) fn wanted(length: f64, each: f64) -> usize {
    (length / each).clamp(2.0, 8.0) as usize
}

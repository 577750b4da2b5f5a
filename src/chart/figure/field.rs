//! A frame with a value axis at its left and whole numbers along its foot, and the words around it.

use super::drawing::Point;
use super::sheet::Sheet;
use super::words::signed;
use crate::chart::data::longest;
use crate::chart::plan::{Align, Frame, Ink, TypeSizes};
use crate::chart::scale::ValueAxis;
use crate::chart::words::typeface::{HALF_HEIGHT, Weight, width};

/// Numbers from one label of the foot to the next.
const EVERY: [i32; 8] = [1, 2, 5, 10, 20, 50, 100, 200];

/// Height of the numbers under a field, in parts of the type of axes.
pub const TICKS: f64 = 1.8;

pub struct Field {
    pub frame: Frame,
    values: ValueAxis,
    ticks: Vec<(f64, String)>,
    first: i32,
    last: i32,
}

impl Field {
    /// A field between `top` and `bottom` with room for its numbers at the left, `beside` pixels free at the right.
    pub fn new(
        sheet: &Sheet,
        (top, bottom): (f64, f64),
        beside: f64,
        values: ValueAxis,
        (first, last): (i32, i32),
    ) -> Self {
        let TypeSizes { base, axis, .. } = sheet.sizes;
        let ticks = values.ticks_apart(bottom - top, 1.4 * axis).into_iter();
        let ticks: Vec<_> = ticks.map(|tick| (tick, values.signed_text(tick))).collect();
        let widths = ticks
            .iter()
            .map(|(_, text)| width(text, axis, Weight::Regular));
        let frame = Frame {
            left: sheet.left + longest(widths) + 0.6 * base,
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

    /// Left and right edge.
    pub const fn sides(&self) -> (f64, f64) {
        (self.frame.left, self.frame.right)
    }

    /// Numbers at the left, and a line of the grid at each.
    pub fn add_grid(&self, sheet: &mut Sheet) {
        let TypeSizes { base, axis, .. } = sheet.sizes;
        let hair = sheet.hair();
        for (tick, text) in &self.ticks {
            let y = self.y(*tick);
            let x = self.frame.left - 0.6 * base;
            let baseline = y + HALF_HEIGHT * axis;
            sheet.write(sheet.small(text.clone(), x, baseline, Align::Right, Ink::Muted));
            sheet
                .drawing
                .level(y, self.sides(), sheet.palette.grid, hair);
        }
    }

    pub fn y(&self, value: f64) -> f64 {
        self.frame.bottom - self.values.part(value) * self.frame.height()
    }

    /// Pixels from a number to the next.
    pub fn slot(&self) -> f64 {
        self.frame.width() / f64::from(self.last - self.first + 1)
    }

    /// The middle of a number's slot.
    pub fn x(&self, number: i32) -> f64 {
        self.frame.left + (f64::from(number - self.first) + 0.5) * self.slot()
    }

    /// Values at the numbers from the first one on.
    pub fn points(&self, values: impl Iterator<Item = f64>) -> Vec<Point> {
        let numbers = self.first..=self.last;
        numbers
            .zip(values)
            .map(|(number, value)| (self.x(number), self.y(value)))
            .collect()
    }

    /// The zero line.
    pub fn add_zero(&self, sheet: &mut Sheet) {
        let hair = sheet.hair();
        let y = self.y(0.0);
        sheet
            .drawing
            .level(y, self.sides(), sheet.palette.axis, hair);
    }

    /// The foot with ticks and as many numbers as have room, zero always and bold.
    pub fn add_foot(&self, sheet: &mut Sheet) {
        let TypeSizes { base, axis, .. } = sheet.sizes;
        let bottom = self.frame.bottom;
        let colour = sheet.palette.axis;
        let hair = sheet.hair();
        sheet.drawing.level(bottom, self.sides(), colour, hair);

        let numbers = self.first..=self.last;
        let texts = numbers.clone().map(signed);
        let widest = longest(texts.map(|text| width(&text, axis, Weight::Bold)));
        let every = EVERY
            .into_iter()
            .find(|every| self.slot() * f64::from(*every) >= widest + 0.5 * axis);
        for number in numbers.filter(|number| number % every.unwrap_or(500) == 0) {
            let x = self.x(number);
            let foot = bottom + (0.32 * base).round();
            sheet.drawing.upright(x, (bottom, foot), colour, hair);
            let ink = if number == 0 { Ink::Text } else { Ink::Muted };
            let baseline = bottom + 1.5 * axis;
            let label = sheet.small(signed(number), x, baseline, Align::Middle, ink);
            sheet.write(if number == 0 { label.bold() } else { label });
        }
    }
}

/// Writes words at the left, the middle and the right of a row, the fullest that fit; the middle goes first.
pub fn write_row(
    sheet: &mut Sheet,
    [first, middle, last]: [&[String]; 3],
    (left, right): (f64, f64),
    baseline: f64,
) {
    /// Variants of the words at the sides and of those in the middle.
    const TRIES: [(usize, Option<usize>); 6] = [
        (0, Some(0)),
        (0, Some(1)),
        (1, Some(1)),
        (0, None),
        (1, None),
        (2, None),
    ];
    let axis = sheet.sizes.axis;
    let fitting = TRIES.into_iter().find_map(|(sides, inner)| {
        let inner = inner.map_or("", |inner| variant(middle, inner));
        let texts = [variant(first, sides), inner, variant(last, sides)];
        row_fits(texts, right - left, axis).then_some(texts)
    });

    let places = [
        (left, Align::Left),
        (f64::midpoint(left, right), Align::Middle),
        (right, Align::Right),
    ];
    for (text, (x, align)) in fitting.into_iter().flatten().zip(places) {
        if !text.is_empty() {
            sheet.write(sheet.small(text.to_owned(), x, baseline, align, Ink::Muted));
        }
    }
}

/// The variant at `index`, or the shortest if there are fewer.
fn variant(variants: &[String], index: usize) -> &str {
    let shortest = variants.last();
    variants.get(index).or(shortest).map_or("", String::as_str)
}

fn row_fits([first, middle, last]: [&str; 3], room: f64, axis: f64) -> bool {
    let [first, inner, last] = [first, middle, last].map(|text| match text {
        "" => 0.0,
        text => width(text, axis, Weight::Regular) + axis,
    });
    // The middle one stands in the middle, whatever is at its sides.
    let side = if middle.is_empty() {
        f64::INFINITY
    } else {
        room / 2.0 - inner / 2.0
    };

    first <= side && last <= side && first + last <= room + axis
}

/// How many numbers an axis is to have.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few"
)]
pub fn wanted(length: f64, each: f64) -> usize {
    (length / each).clamp(2.0, 8.0) as usize
}

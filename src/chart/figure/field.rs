//! A frame with a value axis at its left and whole numbers along its foot, and the words around it.

use super::{band_names::BandNames, sheet::Sheet, words::signed};
use crate::chart::{
    data::{longest, whole},
    plan::{Align, Ends, Frame, Ink, Point, SpareHeight, TypeSizes},
    scale::ValueAxis,
    words::{ASCENT, HALF_HEIGHT, Lettering, Weight},
};

/// Numbers from one label of the foot to the next.
const EVERY: [i32; 8] = [1, 2, 5, 10, 20, 50, 100, 200];

/// The lowest field, in parts of the type of axes: what else asks for height yields to it.
const LEAST_FRAME: f64 = 7.0;

/// Height of the numbers under a field, in parts of the type of axes.
const TICKS: f64 = 1.8;

/// The rows of words around a field, in pixels; zero for one that has no room.
pub struct WordRows {
    pub over: f64,
    pub under: f64,
    pub key: f64,
}

impl WordRows {
    /// Height that a field can spare for words.
    pub fn spare(sheet: &Sheet) -> SpareHeight {
        SpareHeight(sheet.height() - (TICKS + LEAST_FRAME) * sheet.sizes.axis)
    }

    /// Height that the names would like to have below the field.
    pub fn key_height(names: &BandNames, axis: f64) -> f64 {
        names.height_below(axis) + 0.4 * axis
    }

    /// Where the field ends.
    pub fn field_bottom(&self, sheet: &Sheet) -> f64 {
        sheet.bottom - TICKS * sheet.sizes.axis - self.under - self.key
    }

    /// Writes a heading over the field.
    pub fn write_over(&self, sheet: &mut Sheet, field: &Field, variants: &[String]) {
        if self.over > 0.0 {
            sheet.write_heading(
                variants,
                (field.frame.left, sheet.right),
                sheet.top + ASCENT * sheet.sizes.axis,
            );
        }
    }

    /// The baseline of the words under the numbers, if they have room.
    pub fn baseline_under(&self, sheet: &Sheet, field: &Field) -> Option<f64> {
        let baseline = field.frame.bottom + (TICKS + 1.1) * sheet.sizes.axis;
        (self.under > 0.0).then_some(baseline)
    }

    /// Writes the names below the field, or to the right of it at the heights of `places`.
    pub fn write_names(
        &self,
        sheet: &mut Sheet,
        field: &Field,
        names: &BandNames,
        places: &[Point],
    ) {
        if self.key > 0.0 {
            let axis = sheet.sizes.axis;
            let top = field.frame.bottom + TICKS * axis + self.under + 0.4 * axis;
            names.add_below(sheet, top);
        }

        names.add_beside(sheet, field.frame, places);
    }
}

/// A frame with its scales.
pub struct Field {
    pub frame: Frame,
    values: ValueAxis,
    ticks: Vec<(f64, String)>,
    first: i32,
    last: i32,
}

impl Field {
    /// A field between `top` and `bottom` with room for its numbers at the left, and at the right for names.
    pub fn new(
        sheet: &Sheet,
        (top, bottom): Ends,
        names: &BandNames,
        values: ValueAxis,
        (first, last): (i32, i32),
    ) -> Self {
        let TypeSizes { base, axis, .. } = sheet.sizes;
        let ticks = values.ticks_apart(bottom - top, 1.4 * axis).into_iter();
        let ticks: Vec<_> = ticks.map(|tick| (tick, values.signed_text(tick))).collect();
        let lettering = sheet.regular(axis);
        let widths = ticks.iter().map(|(_, text)| lettering.width(text));

        let frame = Frame {
            left: sheet.left + longest(widths) + 0.6 * base,
            top,
            right: sheet.right - names.width_beside().max(0.5 * base),
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
    pub const fn sides(&self) -> Ends {
        self.frame.sides()
    }

    /// Numbers at the left, and a line of the grid at each.
    pub fn add_grid(&self, sheet: &mut Sheet) {
        let TypeSizes { base, axis, .. } = sheet.sizes;
        for (tick, text) in &self.ticks {
            let y = self.y(*tick);
            let x = self.frame.left - 0.6 * base;
            let baseline = y + HALF_HEIGHT * axis;
            sheet.write_small(text.clone(), x, baseline, Align::Right, Ink::Muted);
            sheet.draw_level(y, self.sides(), sheet.palette.grid);
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
        (self.first..=self.last)
            .zip(values)
            .map(|(number, value)| (self.x(number), self.y(value)))
            .collect()
    }

    /// The zero line.
    pub fn add_zero(&self, sheet: &mut Sheet) {
        sheet.draw_level(self.y(0.0), self.sides(), sheet.palette.axis);
    }

    /// The foot with ticks and as many numbers as have room, zero always and bold.
    pub fn add_foot(&self, sheet: &mut Sheet) {
        let TypeSizes { base, axis, .. } = sheet.sizes;
        let bottom = self.frame.bottom;
        let foot = bottom + (0.32 * base).round();
        let colour = sheet.palette.axis;
        sheet.draw_level(bottom, self.sides(), colour);

        let every = self.label_step(sheet.sizes);
        for number in (self.first..=self.last).filter(|number| number % every == 0) {
            let x = self.x(number);
            sheet.draw_upright(x, (bottom, foot), colour);
            let ink = if number == 0 { Ink::Text } else { Ink::Muted };

            let baseline = bottom + 1.5 * axis;
            let label = sheet.small(signed(number), x, baseline, Align::Middle, ink);
            sheet.write(if number == 0 { label.bold() } else { label });
        }
    }

    /// From one number of the foot to the next; all of them are multiples of it, so that zero is one.
    fn label_step(&self, sizes: TypeSizes) -> i32 {
        let texts = (self.first..=self.last).map(signed);
        let TypeSizes { axis, measure, .. } = sizes;
        let widest = longest(texts.map(|text| measure.width(&text, axis, Weight::Bold)));

        EVERY
            .into_iter()
            .find(|every| self.slot() * f64::from(*every) >= widest + 0.5 * axis)
            .unwrap_or(500)
    }
}

/// Writes words at the left, the middle and the right of a row, the fullest that fit; the middle goes first.
pub fn write_row(sheet: &mut Sheet, words: [&[String]; 3], (left, right): Ends, baseline: f64) {
    let places = [
        (left, Align::Left),
        (f64::midpoint(left, right), Align::Middle),
        (right, Align::Right),
    ];
    let fitting = fitting_row(words, right - left, sheet.regular(sheet.sizes.axis));
    for (text, (x, align)) in fitting.into_iter().flatten().zip(places) {
        if !text.is_empty() {
            sheet.write_small(text.to_owned(), x, baseline, align, Ink::Muted);
        }
    }
}

fn fitting_row(
    [first, middle, last]: [&[String]; 3],
    room: f64,
    lettering: Lettering,
) -> Option<[&str; 3]> {
    /// Variants of the words at the sides and of those in the middle.
    const TRIES: [(usize, Option<usize>); 6] = [
        (0, Some(0)),
        (0, Some(1)),
        (1, Some(1)),
        (0, None),
        (1, None),
        (2, None),
    ];

    TRIES.into_iter().find_map(|(sides, inner)| {
        let inner = inner.map_or("", |inner| variant(middle, inner));
        let texts = [variant(first, sides), inner, variant(last, sides)];
        row_fits(texts, room, lettering).then_some(texts)
    })
}

/// The variant at `index`, or the shortest if there are fewer.
fn variant(variants: &[String], index: usize) -> &str {
    let shortest = variants.last();
    variants.get(index).or(shortest).map_or("", String::as_str)
}

fn row_fits([first, middle, last]: [&str; 3], room: f64, lettering: Lettering) -> bool {
    let gap = lettering.size;
    let [first, inner, last] = [first, middle, last].map(|text| match text {
        "" => 0.0,
        text => lettering.width(text) + gap,
    });
    // The middle text is centred, whatever is on either side of it.
    let side = if middle.is_empty() {
        f64::INFINITY
    } else {
        room / 2.0 - inner / 2.0
    };

    first <= side && last <= side && first + last <= room + gap
}

/// How many numbers an axis is to have.
pub fn wanted(length: f64, each: f64) -> usize {
    whole((length / each).clamp(2.0, 8.0))
}

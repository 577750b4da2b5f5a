//! Labels: a text with its place, and how the labels at the ends of lines keep out of each other's way.

use crate::chart::{
    data::whole,
    words::{self, ASCENT, DESCENT, Measure, Weight},
};

/// A rectangle in pixels from the upper left of the picture.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// A place in pixels from the upper left.
pub type Point = (f64, f64);

/// The two ends of a line, or of a room, in pixels.
pub type Ends = (f64, f64);

/// Which side of a text its place is.
#[derive(Clone, Copy, PartialEq)]
pub enum Align {
    Left,
    Middle,
    Right,
}

/// In which colour of the theme a text is written.
#[derive(Clone, Copy)]
pub enum Ink {
    Text,
    Muted,
    /// The colour of the ground, on something dark.
    Ground,
    /// The colour of a line by its place in the specification.
    Line(usize),
}

/// A text with its place.
#[derive(Clone)]
pub struct Label {
    pub text: String,
    pub x: f64,
    pub baseline: f64,
    pub align: Align,
    pub size: f64,
    pub weight: Weight,
    pub ink: Ink,
}

impl Ink {
    /// The line that has this colour; `None` if it is not a line's colour.
    pub const fn line(self) -> Option<usize> {
        match self {
            Self::Line(line) => Some(line),
            _ => None,
        }
    }
}

impl Frame {
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Left and right edge.
    pub const fn sides(&self) -> Ends {
        (self.left, self.right)
    }

    /// Whether `other` is at least `gap` away.
    pub fn is_apart(&self, other: &Self, gap: f64) -> bool {
        self.right + gap <= other.left
            || other.right + gap <= self.left
            || self.bottom + gap <= other.top
            || other.bottom + gap <= self.top
    }

    /// Whether a place is inside, or less than `gap` away.
    pub fn holds(&self, (x, y): Point, gap: f64) -> bool {
        (self.left - gap..=self.right + gap).contains(&x)
            && (self.top - gap..=self.bottom + gap).contains(&y)
    }
}

impl Label {
    /// Regular type from `x` on.
    pub const fn new(text: String, x: f64, baseline: f64, size: f64, ink: Ink) -> Self {
        Self {
            text,
            x,
            baseline,
            align: Align::Left,
            size,
            weight: Weight::Regular,
            ink,
        }
    }

    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    pub fn weighted(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    pub fn bold(self) -> Self {
        self.weighted(Weight::Bold)
    }

    /// The room it takes.
    pub fn frame(&self, measure: Measure) -> Frame {
        let wide = measure.width(&self.text, self.size, self.weight);
        let left = match self.align {
            Align::Left => self.x,
            Align::Middle => self.x - wide / 2.0,
            Align::Right => self.x - wide,
        };

        Frame {
            left,
            top: self.baseline - self.size * ASCENT,
            right: left + wide,
            bottom: self.baseline + self.size * DESCENT,
        }
    }
}

/// Letters of labels that the embedded typefaces lack.
pub fn missing_letters(labels: &[Label]) -> Vec<char> {
    words::missing_letters(labels.iter().map(|label| label.text.as_str()))
}

/// Tops of boxes of `height`, each as near to its wish as can be without one lying on another, between `from` and `to`.
///
/// Boxes that would collide form a block about the mean of their wishes, and blocks that meet become one: the least
/// sum of squared moves (pool adjacent violators).
pub fn spread(wishes: &[f64], height: f64, from: f64, to: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|a, b| wishes[*a].total_cmp(&wishes[*b]));
    let mut blocks: Vec<Block> = Vec::new();
    for index in &order {
        let mut block = Block {
            sum: wishes[*index],
            count: 1.0,
        };
        while let Some(above) =
            blocks.pop_if(|above| above.bottom(height, from, to) > block.top(height, from, to))
        {
            // Counted from the block's own top, the wishes below are higher by the boxes above them.
            block = Block {
                sum: above.sum + block.sum - above.count * block.count * height,
                count: above.count + block.count,
            };
        }

        blocks.push(block);
    }

    let mut tops = vec![0.0; wishes.len()];
    let mut boxes = order.into_iter();
    for block in blocks {
        let mut top = block.top(height, from, to);
        for index in boxes.by_ref().take(whole(block.count)) {
            tops[index] = top;
            top += height;
        }
    }
    tops
}

/// Boxes that touch; `sum` is of their wishes, each less the height of the boxes above it in the block.
struct Block {
    sum: f64,
    count: f64,
}

impl Block {
    fn top(&self, height: f64, from: f64, to: f64) -> f64 {
        let mean = self.sum / self.count;
        mean.min(to - self.count * height).max(from)
    }

    fn bottom(&self, height: f64, from: f64, to: f64) -> f64 {
        self.top(height, from, to) + self.count * height
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_move_no_further_than_they_must() {
        assert_eq!(spread(&[10.0, 50.0], 20.0, 0.0, 100.0), [10.0, 50.0]);
        assert_eq!(spread(&[50.0, 40.0], 20.0, 0.0, 100.0), [55.0, 35.0]);
        assert_eq!(
            spread(&[95.0, -5.0, 96.0], 20.0, 0.0, 100.0),
            [60.0, 0.0, 80.0]
        );
    }

    proptest! {
        /// Whatever the wishes: no box on another, none outside when all fit, and the order of the wishes kept.
        #[test]
        fn boxes_never_overlap(wishes in prop::collection::vec(-50.0f64..250.0, 1..10), height in 1.0f64..20.0) {
            let tops = spread(&wishes, height, 0.0, 200.0);
            let mut sorted = tops.clone();
            sorted.sort_by(f64::total_cmp);
            prop_assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= height - 1e-9));
            prop_assert!(sorted[0] >= 0.0 && sorted[sorted.len() - 1] + height <= 200.0 + 1e-9);
            for (a, top) in wishes.iter().zip(&tops) {
                for (b, other) in wishes.iter().zip(&tops) {
                    prop_assert!(a >= b || top <= other);
                }
            }
        }
    }
}

//! Flags above the panels: each as near to its day as can be, those that would touch become one.

use super::labels::Ends;
use crate::chart::words::{Measure, Weight};

/// A flag shared by the marks with the indices `first` to `last`.
#[derive(Clone, Copy)]
pub struct Flag {
    pub first: usize,
    pub last: usize,
    /// Edges of its box.
    pub left: f64,
    pub right: f64,
}

impl Flag {
    /// The flag of some marks over their middle, between the edges `from` and `to`.
    fn new(
        places: &[f64],
        (first, last): (usize, usize),
        size: f64,
        (from, to): Ends,
        measure: Measure,
    ) -> Self {
        let mut flag = Self {
            first,
            last,
            left: 0.0,
            right: 0.0,
        };
        let wide = measure.width(&flag.text(), size, Weight::Bold) + 0.8 * size;
        let left = f64::midpoint(places[first], places[last]) - wide / 2.0;

        flag.left = left.min(to - wide).max(from);
        flag.right = flag.left + wide;
        flag
    }

    /// Its number, or its first and last one.
    pub fn text(&self) -> String {
        let first = self.first + 1;
        if self.first == self.last {
            first.to_string()
        } else {
            format!("{first}–{}", self.last + 1)
        }
    }
}

/// Flags for marks at `places` (in ascending order), with type of `size`, between two edges.
///
/// Each mark begins with a flag of its own over its place; a flag that touches the one before is joined with it, and
/// the joint flag is centred over its marks.
pub fn flags(places: &[f64], size: f64, edges: Ends, measure: Measure) -> Vec<Flag> {
    let gap = 0.25 * size;
    let mut placed: Vec<Flag> = Vec::new();
    for index in 0..places.len() {
        let mut next = Flag::new(places, (index, index), size, edges, measure);
        // A joint flag has a different place, and may touch the one before it.
        while let Some(before) = placed.pop_if(|before| before.right + gap > next.left) {
            next = Flag::new(places, (before.first, next.last), size, edges, measure);
        }
        placed.push(next);
    }

    placed.retain(|flag| flag.right <= edges.1 + 0.01);
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(places: &[f64], expected: &str) {
        let texts: Vec<_> = flags(places, 10.0, (0.0, 300.0), Measure::Own)
            .iter()
            .map(Flag::text)
            .collect();
        assert_eq!(texts.join(" "), expected);
    }

    #[test]
    fn flags_that_would_touch_are_one() {
        check(&[10.0, 100.0, 290.0], "1 2 3");
        check(&[10.0, 12.0, 100.0, 108.0, 117.0], "1–2 3–5");
        check(&[0.0, 300.0, 300.0], "1 2–3");
        check(&[], "");
    }

    proptest! {
        /// Wherever the marks are: each is under one flag, in order, and no flag touches another or leaves.
        #[test]
        fn flags_keep_apart(mut places in prop::collection::vec(0.0f64..500.0, 0..60), size in 8.0f64..20.0) {
            places.sort_by(f64::total_cmp);
            let placed = flags(&places, size, (0.0, 500.0), Measure::Widest);
            let covered: Vec<_> = placed.iter().flat_map(|flag| flag.first..=flag.last).collect();
            prop_assert_eq!(covered, (0..places.len()).collect::<Vec<_>>());
            prop_assert!(placed.windows(2).all(|pair| pair[0].right < pair[1].left));
            prop_assert!(placed.iter().all(|flag| flag.left >= 0.0 && flag.right <= 500.01));
        }
    }
}

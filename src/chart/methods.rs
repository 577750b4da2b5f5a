//! Changes of the Bank's method of fixing, as thin lines with a few words above them.
//!
//! Dates and words from correlate-spec.md §1: the day from which rates were set so.

use super::font::{ASCENT, DESCENT, Weight, width};
use super::labels::{Align, Ink, Label};
use super::mark_words;
use crate::model::{Lang, Span};
use jiff::civil::{Date, date};

/// The days of change, in order.
pub(super) const METHODS: [Date; 5] =
    [date(2003, 4, 15), date(2022, 3, 11), date(2022, 4, 25), date(2024, 6, 13), date(2024, 12, 27)];

/// Height of a lane of labels, by the size of its type.
pub(super) const LANE: f64 = ASCENT + DESCENT + 0.2;

/// Those of a span, by their place in [`METHODS`].
pub(super) fn seen(span: Span) -> impl Iterator<Item = (usize, Date)> {
    METHODS.into_iter().enumerate().filter(move |(_, day)| span.contains(*day))
}

/// Labels of the changes at `places` (place in [`METHODS`] and pixels), from the first lane down, between the edges
/// `from` and `to`. Each takes the fullest words that have room in any lane; the last ones may find none.
pub(super) fn labels(
    places: &[(usize, f64)],
    lanes: usize,
    size: f64,
    (from, to): (f64, f64),
    lang: Lang,
) -> Vec<(usize, Label)> {
    let mut ends = vec![f64::NEG_INFINITY; lanes];
    let mut placed = Vec::new();
    for (method, x) in places {
        let variants = mark_words::method(*method, METHODS[*method], lang);
        let tries = variants.iter().flat_map(|text| (0..lanes).map(move |lane| (text, lane)));
        let found = tries.into_iter().find_map(|(text, lane)| {
            let wide = width(text, size, Weight::Regular);
            let left = (x + 0.35 * size).min(to - wide);
            (left >= from && left >= ends[lane] + 0.7 * size).then(|| (text.clone(), lane, left, wide))
        });
        if let Some((text, lane, left, wide)) = found {
            ends[lane] = left + wide;
            let (align, weight, ink) = (Align::Left, Weight::Regular, Ink::Muted);
            placed.push((lane, Label { text, x: left, baseline: 0.0, align, size, weight, ink }));
        }
    }
    placed
}

/// Lanes that the labels need, at most `most`.
pub(super) fn lanes(places: &[(usize, f64)], most: usize, size: f64, edges: (f64, f64), lang: Lang) -> usize {
    (0..=most).find(|lanes| labels(places, *lanes, size, edges, lang).len() == places.len()).unwrap_or(most)
}

//! Changes of the Bank's method of fixing, as thin lines with a few words above them.
//!
//! Dates and words from correlate-spec.md §1: the day from which rates were set so.

use super::font::{ASCENT, DESCENT, Weight, width};
use super::labels::{Align, Ink, Label};
use super::mark_words;
use crate::model::{Lang, Span};
use jiff::civil::{Date, date};

/// The days of change, in order.
pub(super) const METHODS: [Date; 5] = [
    date(2003, 4, 15),
    date(2022, 3, 11),
    date(2022, 4, 25),
    date(2024, 6, 13),
    date(2024, 12, 27),
];

/// Height of a lane of labels, by the size of its type.
pub(super) const LANE: f64 = ASCENT + DESCENT + 0.2;

/// Those of a span, by their place in [`METHODS`].
pub(super) fn seen(span: Span) -> impl Iterator<Item = (usize, Date)> {
    METHODS
        .into_iter()
        .enumerate()
        .filter(move |(_, day)| span.contains(*day))
}

/// Labels of the changes at `places` (place in [`METHODS`] and pixels) with their lanes, between the edges `from` and
/// `to`. Each takes the fullest words that have room beside its line, on the right or else on the left, in the first
/// lane that has it; the last ones may find none.
pub(super) fn labels(
    places: &[(usize, f64)],
    lanes: usize,
    size: f64,
    (from, to): (f64, f64),
    lang: Lang,
) -> Vec<(usize, Label)> {
    let mut ends = vec![from - 0.7 * size; lanes];
    let mut placed = Vec::new();
    for (method, x) in places {
        let variants = mark_words::method(*method, METHODS[*method], lang);
        let found = variants.into_iter().find_map(|text| {
            let wide = width(&text, size, Weight::Regular);
            let sides = [x + 0.35 * size, x - 0.35 * size - wide];
            let has_room =
                |lane: &usize, left: f64| left + wide <= to && left >= ends[*lane] + 0.7 * size;
            // Better in another lane than across another line.
            let is_clear = |left: f64| {
                !places
                    .iter()
                    .any(|(_, other)| left < *other && *other < left + wide)
            };
            let all = || (0..lanes).flat_map(|lane| sides.map(|left| (lane, left)));
            let mut free = all().filter(|(lane, left)| has_room(lane, *left));
            let clear = free.clone().find(|(_, left)| is_clear(*left));
            let (lane, left) = clear.or_else(|| free.next())?;
            Some((text, lane, left, wide))
        });
        if let Some((text, lane, left, wide)) = found {
            ends[lane] = left + wide;
            let (align, weight, ink) = (Align::Left, Weight::Regular, Ink::Muted);
            placed.push((
                lane,
                Label {
                    text,
                    x: left,
                    baseline: 0.0,
                    align,
                    size,
                    weight,
                    ink,
                },
            ));
        }
    }
    placed
}

/// Lanes that the labels need, at most `most`.
pub(super) fn lanes(
    places: &[(usize, f64)],
    most: usize,
    size: f64,
    edges: (f64, f64),
    lang: Lang,
) -> usize {
    (0..=most)
        .find(|lanes| labels(places, *lanes, size, edges, lang).len() == places.len())
        .unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(places: &[(usize, f64)], lanes: usize, edges: (f64, f64), expected: &[&str]) {
        let placed = labels(places, lanes, 10.0, edges, Lang::Ru);
        let texts: Vec<_> = placed
            .iter()
            .map(|(lane, label)| format!("{lane} {}", label.text))
            .collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn words_stand_beside_their_line_in_the_first_lane_with_room() {
        let full = [
            "0 11 мар 2022: торги биржи до 16:30",
            "0 25 апр 2022: торги биржи до 15:30",
        ];
        check(&[(1, 100.0), (2, 500.0)], 2, (0.0, 1000.0), &full);
        check(&[(1, 100.0), (2, 200.0)], 1, (0.0, 1000.0), &[full[0]]);
        let second = "1 25 апр 2022: торги биржи до 15:30";
        check(
            &[(1, 100.0), (2, 200.0)],
            2,
            (0.0, 1000.0),
            &[full[0], second],
        );
        check(&[(1, 900.0)], 1, (0.0, 1000.0), &full[..1]);
        check(&[(1, 30.0)], 1, (0.0, 90.0), &["0 до 16:30"]);
        check(&[(1, 100.0)], 0, (0.0, 1000.0), &[]);
    }
}

//! Changes of the Bank's method of fixing, as thin lines with a few words above them.

use super::{
    labels::{Align, Ends, Ink, Label},
    type_sizes::TypeSizes,
};
use crate::{
    chart::words::{ASCENT, DESCENT, MethodChange, Weight},
    model::Lang,
};

/// Height of a lane of labels, by the size of its type.
pub const LANE: f64 = ASCENT + DESCENT + 0.2;

/// Between two labels of a lane, by the size of their type.
const GAP: f64 = 0.7;

/// Between a label and its line.
const FROM_LINE: f64 = 0.35;

/// A change with its place in pixels.
pub type MethodPlace = (&'static MethodChange, f64);

/// Labels of the changes at `places` with their lanes, between the edges `from` and `to`. Each takes the fullest words
/// that have room at its line, on the right or else on the left, in the first lane that has it; the last ones may find
/// none.
pub fn method_labels(
    places: &[MethodPlace],
    lanes: usize,
    sizes: TypeSizes,
    edges: Ends,
    lang: Lang,
) -> Vec<(usize, Label)> {
    let size = sizes.axis;
    let mut ends = vec![edges.0 - GAP * size; lanes];
    let mut placed = Vec::new();
    for (change, x) in places {
        for text in change.texts(lang) {
            let wide = sizes.measure.width(&text, size, Weight::Regular);
            let free = free_places(*x, wide, size, &ends, edges.1);
            // Better in another lane than across another line.
            let clear = free.iter().find(|(_, left)| {
                let mut others = places.iter().map(|(_, other)| *other);
                !others.any(|other| *left < other && other < left + wide)
            });

            if let Some((lane, left)) = clear.or(free.first()).copied() {
                ends[lane] = left + wide;
                placed.push((lane, beside_line(text, *x, left, sizes)));
                break;
            }
        }
    }

    placed
}

/// A label that begins at `left`, or ends where its line is when that is on its right: nothing else then depends on the
/// viewer's typeface.
fn beside_line(text: String, line: f64, left: f64, sizes: TypeSizes) -> Label {
    let size = sizes.axis;
    if left > line {
        return Label::new(text, left, 0.0, size, Ink::Muted);
    }

    let right = line - FROM_LINE * size;
    Label::new(text, right, 0.0, size, Ink::Muted).aligned(Align::Right)
}

/// Lanes and left edges where a text `wide` has room at its line, lane by lane.
fn free_places(x: f64, wide: f64, size: f64, ends: &[f64], to: f64) -> Vec<(usize, f64)> {
    let sides = [x + FROM_LINE * size, x - FROM_LINE * size - wide];
    let places = ends
        .iter()
        .enumerate()
        .flat_map(|(lane, end)| sides.map(|left| (lane, *end, left)));

    places
        .filter(|(_, end, left)| left + wide <= to && *left >= end + GAP * size)
        .map(|(lane, _, left)| (lane, left))
        .collect()
}

/// Lanes that the labels need, at most `most`.
pub fn method_lanes(
    places: &[MethodPlace],
    most: usize,
    sizes: TypeSizes,
    edges: Ends,
    lang: Lang,
) -> usize {
    (0..=most)
        .find(|lanes| method_labels(places, *lanes, sizes, edges, lang).len() == places.len())
        .unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{chart::words::Measure, model::Span};
    use jiff::civil::Date;

    fn check(places: &[(usize, f64)], lanes: usize, edges: (f64, f64), expected: &[&str]) {
        let all: Vec<_> = MethodChange::within(Span::new(Date::MIN, Date::MAX).unwrap()).collect();
        let places: Vec<_> = places.iter().map(|(index, x)| (all[*index], *x)).collect();
        let sizes = TypeSizes {
            axis: 10.0,
            ..TypeSizes::of((1600.0, 900.0), Measure::Own)
        };
        let placed = method_labels(&places, lanes, sizes, edges, Lang::Ru);
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

//! Lines of the grid and of marks keep off labels: what is left of a line when the room of labels is taken out of it.

use super::labels::{Ends, Frame};

/// The parts of a level line at `y` that keep `gap` pixels off every frame.
pub fn level_parts(y: f64, sides: Ends, frames: &[Frame], gap: f64) -> Vec<Ends> {
    let met = frames
        .iter()
        .filter(|frame| (frame.top - gap..frame.bottom + gap).contains(&y));
    let taken = met.map(|frame| (frame.left - gap, frame.right + gap));

    left_over(sides, taken.collect())
}

/// The parts of an upright line at `x` that keep `gap` pixels off every frame.
pub fn upright_parts(x: f64, ends: Ends, frames: &[Frame], gap: f64) -> Vec<Ends> {
    let met = frames
        .iter()
        .filter(|frame| (frame.left - gap..frame.right + gap).contains(&x));
    let taken = met.map(|frame| (frame.top - gap, frame.bottom + gap));

    left_over(ends, taken.collect())
}

/// What is left between two ends outside the stretches `taken`, which may overlap.
fn left_over((from, to): Ends, mut taken: Vec<Ends>) -> Vec<Ends> {
    taken.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut parts = Vec::new();
    let mut start = from;
    for (begin, end) in taken {
        parts.push((start, begin.min(to)));
        start = start.max(end);
    }

    parts.push((start, to));
    parts.retain(|(start, end)| start < end);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_off_labels_that_overlap_or_reach_beyond() {
        let line = (0.0, 100.0);
        assert_eq!(left_over(line, vec![]), [line]);
        assert_eq!(
            left_over(line, vec![(40.0, 60.0), (20.0, 50.0)]),
            [(0.0, 20.0), (60.0, 100.0)]
        );
        assert_eq!(
            left_over(line, vec![(-10.0, 5.0), (90.0, 120.0), (130.0, 140.0)]),
            [(5.0, 90.0)]
        );
        assert_eq!(left_over(line, vec![(-10.0, 120.0)]), []);
    }

    #[test]
    fn a_label_above_or_beside_a_line_does_not_break_it() {
        let label = Frame {
            left: 40.0,
            top: 10.0,
            right: 60.0,
            bottom: 20.0,
        };
        let sides = (0.0, 100.0);
        let level = |y| level_parts(y, sides, &[label], 2.0);
        assert_eq!(level(15.0), [(0.0, 38.0), (62.0, 100.0)]);
        assert_eq!(level(23.0), [sides]);
        let upright = |x| upright_parts(x, (0.0, 30.0), &[label], 2.0);
        assert_eq!(upright(50.0), [(0.0, 8.0), (22.0, 30.0)]);
        assert_eq!(upright(63.0), [(0.0, 30.0)]);
    }
}

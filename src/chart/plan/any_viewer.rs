//! Whether labels that were placed for the embedded typeface keep apart where a viewer has only a wider one.

use super::labels::{Frame, Label};
use crate::chart::words::Measure;

/// Words nearer to each other on one line, in parts of their size, would be read as one.
const LEAST_GAP: f64 = 0.25;

/// Words nearer to the edge, in parts of their size, would look cut off.
const LEAST_MARGIN: f64 = 0.3;

/// Whether no label leaves a picture of `width` pixels or touches another, however wide a viewer's letters are.
pub fn have_room_anywhere(labels: &[Label], width: f64) -> bool {
    let frames: Vec<_> = labels
        .iter()
        .map(|label| label.frame(Measure::Widest))
        .collect();
    let are_inside = labels.iter().zip(&frames).all(|(label, frame)| {
        let margin = LEAST_MARGIN * label.size;
        frame.left >= margin && frame.right <= width - margin
    });

    are_inside
        && labels.iter().enumerate().all(|(index, label)| {
            let others = labels.iter().zip(&frames).skip(index + 1);
            others
                .into_iter()
                .all(|(other, frame)| are_apart((label, &frames[index]), (other, frame)))
        })
}

fn are_apart((one, its): (&Label, &Frame), (other, others): (&Label, &Frame)) -> bool {
    let is_one_line = (one.baseline - other.baseline).abs() < 0.5;
    let gap = if is_one_line {
        LEAST_GAP * one.size.min(other.size)
    } else {
        0.0
    };

    // Lines of type that follow each other closely may touch by a rounding.
    let is_apart_down = its.bottom <= others.top + 0.01 || others.bottom <= its.top + 0.01;
    is_apart_down || its.right + gap <= others.left || others.right + gap <= its.left
}

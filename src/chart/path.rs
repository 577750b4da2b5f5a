//! The way of a line from record to record, and broken lines.

use super::dates::midnight;
use super::layout::Panel;

/// From so many pixels a day on, a rate is drawn as what it is, a step that lasts until the next record. Closer
/// together steps look like noise, and a straight line from record to record reads better.
const STEPS_FROM_DAY_PX: f64 = 9.0;

impl Panel {
    /// Pixels of a day.
    pub(super) fn day_px(&self) -> f64 {
        self.frame.width() / self.dates.days()
    }

    /// Whether rates are drawn as steps.
    pub(super) fn is_stepped(&self) -> bool {
        self.day_px() >= STEPS_FROM_DAY_PX
    }

    /// Corners, by half days, of the line through figures that hold from their days on, the last one to the end
    /// of the day `to`.
    pub(super) fn path(&self, points: &[(i32, f64)], to: i32) -> Vec<(i32, f64)> {
        if self.is_stepped() {
            steps(points, to)
        } else {
            straight(points, to)
        }
    }
}

/// A rate holds until the next one; the last one to the end of the run's last day.
pub(super) fn steps(points: &[(i32, f64)], to: i32) -> Vec<(i32, f64)> {
    let ends = points.iter().skip(1).map(|(day, _)| *day).chain([to + 1]);
    let step = |((day, value), end): (&(i32, f64), i32)| {
        [(midnight(*day), *value), (midnight(end), *value)]
    };
    points.iter().zip(ends).flat_map(step).collect()
}

/// From record to record, and level to the end of the run's last day. Over holidays the line stays level too, and
/// moves on the day before the next record: a slope of ten days would tell of days on which nothing moved.
pub(super) fn straight(points: &[(i32, f64)], to: i32) -> Vec<(i32, f64)> {
    const LONG_DAYS: i32 = 5;
    let ends = points.iter().skip(1).map(|(day, _)| *day).chain([to + 2]);
    let mut corners = Vec::with_capacity(points.len() + 16);
    for ((day, value), end) in points.iter().zip(ends) {
        corners.push((midnight(*day), *value));
        if end - day >= LONG_DAYS || end > to {
            corners.push((midnight(end - 1), *value));
        }
    }
    corners
}

/// The dashes of a broken line: pieces of `dash` pixels with `gap` pixels between them.
pub(super) fn dashes(corners: &[(f64, f64)], dash: f64, gap: f64) -> Vec<[(f64, f64); 2]> {
    let mut along = 0.0;
    let mut pieces = Vec::new();
    for ends in corners.windows(2) {
        let ((x, y), (to_x, to_y)) = (ends[0], ends[1]);
        let length = (to_x - x).hypot(to_y - y);
        let at = |gone: f64| {
            (
                x + (to_x - x) * gone / length,
                y + (to_y - y) * gone / length,
            )
        };
        let mut gone = 0.0;
        while length > 0.0 && gone < length {
            let place = (along + gone) % (dash + gap);
            let until = if place < dash {
                dash - place
            } else {
                dash + gap - place
            };
            // A hair at least, so that rounding cannot hold it up.
            let next = (gone + until.max(0.01)).min(length);
            if place < dash {
                pieces.push([at(gone), at(next)]);
            }
            gone = next;
        }
        along += length;
    }
    pieces
}

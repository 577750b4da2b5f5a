//! The way of a line from record to record, and broken lines.

use super::labels::Point;
use crate::chart::data::{RateAt, midnight};

/// Corners, by half days, of steps: a rate holds until the next one, the last one to the end of the day `to`.
pub fn steps(rates: &[RateAt], to: i32) -> Vec<RateAt> {
    let mut corners = Vec::with_capacity(2 * rates.len());
    for ((day, rate), end) in rates.iter().zip(ends(rates, to + 1)) {
        corners.push((midnight(*day), *rate));
        corners.push((midnight(end), *rate));
    }

    corners
}

/// The same from record to record, and level to the end of the day `to`. Over holidays the line stays level too, and
/// moves on the day before the next record: a slope of ten days would claim movement on days that had none.
pub fn straight(rates: &[RateAt], to: i32) -> Vec<RateAt> {
    const LONG_DAYS: i32 = 5;
    let mut corners = Vec::with_capacity(rates.len() + 16);
    for ((day, rate), end) in rates.iter().zip(ends(rates, to + 2)) {
        corners.push((midnight(*day), *rate));
        if end - day >= LONG_DAYS || end > to {
            corners.push((midnight(end - 1), *rate));
        }
    }

    corners
}

/// The day on which each rate ends: that of the next one.
fn ends(rates: &[RateAt], last: i32) -> impl Iterator<Item = i32> {
    rates.iter().skip(1).map(|(day, _)| *day).chain([last])
}

/// The dashes of a broken line: pieces of `dash` pixels with `gap` pixels between them.
pub fn dashes(corners: &[Point], dash: f64, gap: f64) -> Vec<[Point; 2]> {
    let mut pieces = Vec::new();
    // The pattern goes on around a corner.
    let mut along = 0.0;
    for ends in corners.windows(2) {
        let [(x, y), (to_x, to_y)] = [ends[0], ends[1]];
        let length = (to_x - x).hypot(to_y - y);
        let after = |gone: f64| {
            let part = |from: f64, to: f64| from + (to - from) * gone / length;
            (part(x, to_x), part(y, to_y))
        };

        let mut gone = 0.0;
        while length > 0.0 && gone < length {
            let place = (along + gone) % (dash + gap);
            let is_dash = place < dash;
            let until = if is_dash { dash } else { dash + gap } - place;
            // A hair at least, so that rounding cannot hold it up.
            let next = (gone + until.max(0.01)).min(length);
            if is_dash {
                pieces.push([after(gone), after(next)]);
            }
            gone = next;
        }
        along += length;
    }

    pieces
}

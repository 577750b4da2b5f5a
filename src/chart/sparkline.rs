//! A line's last rates in as many letters: `▃▁▂▅█▆▆`.

use super::spec::{Line, day_number, extent};
use crate::model::{Series, Span};
use jiff::civil::Date;

/// The letters of a sparkline, the lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SparkLetters {
    /// Blocks of eight heights.
    Blocks,
    /// Five heights within ASCII.
    Ascii,
}

impl SparkLetters {
    const fn all(self) -> &'static [char] {
        match self {
            Self::Blocks => &['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
            Self::Ascii => &['_', '.', '-', '*', '^'],
        }
    }
}

/// The last `most` records in force on `day` or before, as far back as no day is missing, from the lowest to the
/// highest of them. Rates that do not move are of middle height. Empty where no rate is in force on `day`.
pub fn sparkline(series: &Series, day: Date, most: usize, letters: SparkLetters) -> String {
    let first = series.records().first().map_or(day, |record| record.record_date().min(day));
    let line = Span::new(first, day).and_then(|span| Line::new(series, span).ok());
    let run = line.iter().flat_map(|line| line.runs.last()).find(|run| run.to == day_number(day));
    let Some(points) = run.map(|run| &run.points[run.points.len().saturating_sub(most)..]) else {
        return String::new();
    };
    let (low, high) = extent(points.iter().map(|point| point.value));
    let letters = letters.all();
    let height = |value: f64| if high > low { (value - low) / (high - low) } else { 0.5 };
    points.iter().map(|point| letters[nearest(height(point.value), letters.len() - 1)]).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
fn nearest(part: f64, most: usize) -> usize {
    ((part * most as f64).round() as usize).min(most)
}

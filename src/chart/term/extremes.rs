//! The highest and the lowest rate of each line with its date, if that has room between the dots.

use super::{canvas::Canvas, sheet::Sheet, text_panel::TextPanel};
use crate::chart::{
    data::{Spec, midnight},
    words,
};

/// Columns and rows; in smaller frames extremes would be all there is to see.
const LEAST: (usize, usize) = (30, 8);

/// Writes them into the canvas of a panel.
pub fn write_extremes(canvas: &mut Canvas, panel: &TextPanel, spec: &Spec, sheet: &Sheet) {
    if sheet.plot < LEAST.0 || panel.rows < LEAST.1 {
        return;
    }

    for index in &panel.lines {
        let line = &spec.lines[*index];
        for (extreme, is_highest) in line.labelled_extremes(spec.view.values.is_relative()) {
            let mut text = words::extreme(line, &extreme, spec.span, spec.lang);
            if panel.lines.len() > 1 {
                text = format!("{} {text}", line.measured_label());
            }

            let column = sheet.column(midnight(extreme.day));
            let row = panel.row(line.measure.of(extreme.value.to_f64()));
            let wide = text.chars().count();

            let places = places(column, row, panel.rows, is_highest, wide);
            let free = places
                .into_iter()
                .flatten()
                .find(|(row, column)| canvas.has_room(*row, *column, wide));

            if let Some((row, column)) = free {
                canvas.write(row, column, &text, *index);
            }
        }
    }
}

/// Rows and columns for a text about a point, the nearest first: above a highest or below a lowest rate, then aside.
fn places(
    column: usize,
    row: usize,
    rows: usize,
    is_highest: bool,
    wide: usize,
) -> [Option<(usize, usize)>; 5] {
    let away = if is_highest {
        row.checked_sub(1)
    } else {
        Some(row + 1).filter(|row| *row < rows)
    };
    let starts = [
        (away, column.checked_sub(wide / 2)),
        (away, Some(column)),
        (away, (column + 1).checked_sub(wide)),
        (Some(row), Some(column + 2)),
        (Some(row), column.checked_sub(wide + 1)),
    ];

    // A text directly next to the axis would look like a number of the axis.
    starts.map(|(row, start)| Some((row?, start?.max(1))))
}

//! The highest and the lowest rate of each line with its date, where that has room between the dots.

use super::Sheet;
use super::canvas::Canvas;
use super::panel::TextPanel;
use crate::chart::dates::midnight;
use crate::chart::spec::Spec;
use crate::chart::words;

/// In smaller frames they would be all there is to see.
const LEAST: (usize, usize) = (30, 8);

/// Above a highest rate, below a lowest one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

/// Writes them into the canvas of a panel.
pub(super) fn write_extremes(canvas: &mut Canvas, panel: &TextPanel, spec: &Spec, sheet: &Sheet) {
    if sheet.plot < LEAST.0 || panel.rows < LEAST.1 {
        return;
    }
    for at in &panel.lines {
        let line = &spec.lines[*at];
        let [lowest, highest] = line.extremes;
        for (extreme, side) in [(highest, Side::Above), (lowest, Side::Below)] {
            // The last figure is labelled at the end of the line, and the subtitle names the day on which all are
            // zero or 100.
            let is_start = spec.view.values.is_relative() && extreme.value == line.base;
            if lowest.value == highest.value || extreme.value == line.last.value || is_start {
                continue;
            }
            let mut text = words::extreme(line, &extreme, spec.span, spec.lang);
            if panel.lines.len() > 1 {
                text = format!("{} {text}", line.label());
            }
            let point = (extreme.day, line.measure.of(extreme.value.to_f64()));
            if let Some((row, column)) =
                place(canvas, panel, sheet, point, (side, text.chars().count()))
            {
                canvas.write(row, column, &text, *at);
            }
        }
    }
}

/// Row and column where the text stands free, the nearest to its point first.
fn place(
    canvas: &Canvas,
    panel: &TextPanel,
    sheet: &Sheet,
    (day, value): (i32, f64),
    (side, wide): (Side, usize),
) -> Option<(usize, usize)> {
    let (column, row) = (sheet.column(midnight(day)), panel.row(value));
    let away = match side {
        Side::Above => row.checked_sub(1),
        Side::Below => Some(row + 1).filter(|row| *row < panel.rows),
    };
    let half = wide / 2;
    let starts = [
        column.checked_sub(half),
        Some(column),
        (column + 1).checked_sub(wide),
    ];
    let over = starts.into_iter().map(|start| Some((away?, start?)));
    let beside = [Some(column + 2), column.checked_sub(wide + 1)].map(|start| Some((row, start?)));
    // A figure right beside the axis would look like one of the axis.
    let mut off_axis = over
        .chain(beside)
        .flatten()
        .map(|(row, start)| (row, start.max(1)));
    off_axis.find(|(row, column)| canvas.has_room(*row, *column, wide))
}

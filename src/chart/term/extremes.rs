//! The highest and the lowest rate of each line with its date, where that has room between the dots.

use super::Sheet;
use super::canvas::Canvas;
use super::panel::TextPanel;
use crate::chart::dates::midnight;
use crate::chart::spec::{Line, Point, Spec};
use crate::chart::words::{Sign, figure};
use crate::model::{Decimal, month_short_genitive};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

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
        let highest = line.points().reduce(|best, point| if point.value > best.value { point } else { best });
        let lowest = line.points().reduce(|best, point| if point.value < best.value { point } else { best });
        let (Some(highest), Some(lowest)) = (highest, lowest) else { continue };
        let last = line.points().last();
        for (point, side) in [(highest, Side::Above), (lowest, Side::Below)] {
            // The last rate is told at the end of the line.
            if highest.value > lowest.value && Some(point) != last {
                let Some(mut text) = text_of(line, point, spec) else { continue };
                if panel.lines.len() > 1 {
                    text = format!("{} {text}", line.label());
                }
                if let Some((row, column)) = place(canvas, panel, sheet, point, (side, text.chars().count()))
                {
                    canvas.write(row, column, &text, *at);
                }
            }
        }
    }
}

/// `113.14 · 10 янв 2025`; the year only where the chart has several.
fn text_of(line: &Line, point: Point, spec: &Spec) -> Option<String> {
    const EPOCH: Date = date(1970, 1, 1);
    // What the Bank publishes has four digits after the point, which a float of this size keeps.
    let value = Decimal::parse(&format!("{:.4}", point.value)).ok()?;
    let day = EPOCH.checked_add(i64::from(point.day).days()).ok()?;
    let year = if spec.span.from().year() == spec.span.to().year() {
        String::new()
    } else {
        format!(" {}", day.year())
    };
    let value = figure(value, line.last.digits(), Sign::Negative);
    Some(format!("{value} · {} {}{year}", day.day(), month_short_genitive(day.month(), spec.lang)))
}

/// Row and column where the text stands free, the nearest to its point first.
fn place(
    canvas: &Canvas,
    panel: &TextPanel,
    sheet: &Sheet,
    point: Point,
    (side, wide): (Side, usize),
) -> Option<(usize, usize)> {
    let (column, row) = (sheet.column(midnight(point.day)), panel.row(point.value));
    let away = match side {
        Side::Above => row.checked_sub(1),
        Side::Below => Some(row + 1).filter(|row| *row < panel.rows),
    };
    let half = wide / 2;
    let starts = [column.checked_sub(half), Some(column), (column + 1).checked_sub(wide)];
    let over = starts.into_iter().map(|start| Some((away?, start?)));
    let beside = [Some(column + 2), column.checked_sub(wide + 1)].map(|start| Some((row, start?)));
    // A figure right beside the axis would look like one of the axis.
    let mut off_axis = over.chain(beside).flatten().map(|(row, start)| (row, start.max(1)));
    off_axis.find(|(row, column)| canvas.has_room(*row, *column, wide))
}

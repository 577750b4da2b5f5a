//! What a line or a band is, in words: beside its end where there is room, else in a row with a sample of it below.

use super::drawing::Point;
use super::sheet::{LEADING, Sheet};
use super::wrap::wrapped;
use crate::chart::font::{ASCENT, Weight, fitting_or_cut, width};
use crate::chart::labels::{Align, Frame, Ink, Label, spread};
use plotters::style::RGBColor;

/// The words for a line or a band.
pub(super) struct Name {
    /// The fullest first.
    pub(super) texts: Vec<String>,
    pub(super) weight: Weight,
    pub(super) ink: Ink,
    pub(super) sample: Sample,
}

/// How what is named looks.
#[derive(Clone, Copy)]
pub(super) enum Sample {
    Line(RGBColor),
    Band {
        colour: RGBColor,
        part: f64,
        edge: Option<RGBColor>,
    },
}

/// All names of a figure with their places.
pub(super) struct Names {
    names: Vec<Name>,
    place: Place,
}

enum Place {
    /// In a column of this width; the lines of each.
    Beside { width: f64, lines: Vec<Vec<String>> },
    /// In rows: the name's number, the place of its sample, its text.
    Below {
        rows: Vec<Vec<(usize, f64, String)>>,
    },
}

/// So many ems of width leave room for words beside.
const LEAST_WIDTH_BESIDE: f64 = 46.0;
/// Ems of a sample in a row, with the gap behind it.
const SAMPLE: f64 = 2.0;
const SAMPLE_GAP: f64 = 0.5;
/// Between two names of a row.
const APART: f64 = 1.6;
/// Ems of a dash in the edge of a band.
pub(super) const DASH: f64 = 0.25;
/// From one row to the next, in parts of the type of axes.
const ROW: f64 = 1.5;

impl Names {
    pub(super) fn new(names: Vec<Name>, sheet: &Sheet) -> Self {
        let base = sheet.kind.base;
        let whole = sheet.right - sheet.left;
        let place = if whole >= LEAST_WIDTH_BESIDE * base {
            let width = (0.17 * whole).clamp(9.0 * base, 14.0 * base);
            let room = width - base;
            let lines = |name: &Name| {
                let full = name.texts.first().map_or("", String::as_str);
                wrapped(full, sheet.kind.axis, name.weight, room, 3)
            };
            Place::Beside {
                width,
                lines: names.iter().map(lines).collect(),
            }
        } else {
            Place::Below {
                rows: rows(&names, sheet),
            }
        };
        Self { names, place }
    }

    /// Width of the column beside, none where the names stand below.
    pub(super) const fn width_beside(&self) -> f64 {
        match self.place {
            Place::Beside { width, .. } => width,
            Place::Below { .. } => 0.0,
        }
    }

    /// Height of the rows below, none where the names stand beside.
    pub(super) fn height_below(&self, axis: f64) -> f64 {
        match &self.place {
            Place::Beside { .. } => 0.0,
            Place::Below { rows } => rows.len() as f64 * ROW * axis,
        }
    }

    /// Writes the names beside `frame`, each as near to the height of its place as can be, with a thin line to it. Those
    /// that have no room are left out, the last first.
    pub(super) fn add_beside(&self, sheet: &mut Sheet, frame: Frame, places: &[Point]) {
        let Place::Beside { lines, .. } = &self.place else {
            return;
        };
        let (base, axis) = (sheet.kind.base, sheet.kind.axis);
        let most = lines.iter().map(Vec::len).max().unwrap_or_default().max(1) as f64;
        let height = most * LEADING * axis + 0.4 * axis;
        let room = frame.height() + 0.8 * axis;
        let shown = (0..=lines.len())
            .rev()
            .find(|count| *count as f64 * height <= room)
            .unwrap_or_default();
        let own = |at: usize| lines[at].len() as f64 * LEADING * axis;
        let wishes: Vec<_> = (0..shown).map(|at| places[at].1 - own(at) / 2.0).collect();
        let tops = spread(
            &wishes,
            height,
            frame.top - 0.4 * axis,
            frame.bottom + 0.4 * axis,
        );
        let x = frame.right + base;
        for (at, top) in tops.into_iter().enumerate() {
            let (name, hair) = (&self.names[at], sheet.hair());
            let middle = top + own(at) / 2.0;
            let colour = match name.sample {
                Sample::Line(colour) => colour,
                Sample::Band { edge, .. } => edge.unwrap_or_else(|| sheet.palette.stem()),
            };
            let corners = vec![
                places[at],
                (frame.right + 0.3 * base, middle),
                (x - 0.3 * base, middle),
            ];
            sheet.drawing.stroke(corners, colour, hair);
            for (line, text) in lines[at].iter().enumerate() {
                let baseline = top + line as f64 * LEADING * axis + ASCENT * axis;
                let label = sheet.small(text.clone(), x, baseline, Align::Left, name.ink);
                sheet.drawing.labels.push(Label {
                    weight: name.weight,
                    ..label
                });
            }
        }
    }

    /// Writes the names in rows from `top` on.
    pub(super) fn add_below(&self, sheet: &mut Sheet, top: f64) {
        let Place::Below { rows } = &self.place else {
            return;
        };
        let (base, axis) = (sheet.kind.base, sheet.kind.axis);
        for (row, entries) in rows.iter().enumerate() {
            let baseline = top + row as f64 * ROW * axis + ASCENT * axis;
            let middle = baseline - 0.36 * axis;
            for (at, x, text) in entries {
                let (name, hair) = (&self.names[*at], sheet.hair());
                let (left, right) = (*x, x + SAMPLE * base);
                match name.sample {
                    Sample::Line(colour) => {
                        sheet
                            .drawing
                            .level(middle, (left, right), colour, (0.13 * base).max(1.0));
                    }
                    Sample::Band { colour, part, edge } => {
                        let (top, bottom) = (middle - 0.4 * axis, middle + 0.4 * axis);
                        sheet.drawing.fill(
                            Frame {
                                left,
                                top,
                                right,
                                bottom,
                            },
                            colour,
                            part,
                        );
                        for (y, edge) in [top, bottom].into_iter().zip([edge; 2]) {
                            let Some(edge) = edge else { continue };
                            sheet
                                .drawing
                                .dashes(&[(left, y), (right, y)], edge, hair, DASH * base);
                        }
                    }
                }
                let x = right + SAMPLE_GAP * base;
                let label = sheet.small(text.clone(), x, baseline, Align::Left, name.ink);
                sheet.drawing.labels.push(Label {
                    weight: name.weight,
                    ..label
                });
            }
        }
    }
}

/// As many names a row as have room.
fn rows(names: &[Name], sheet: &Sheet) -> Vec<Vec<(usize, f64, String)>> {
    let (base, axis) = (sheet.kind.base, sheet.kind.axis);
    let mut rows: Vec<Vec<(usize, f64, String)>> = Vec::new();
    let mut x = sheet.left;
    for (at, name) in names.iter().enumerate() {
        let room = sheet.right - sheet.left - (SAMPLE + SAMPLE_GAP) * base;
        let text = fitting_or_cut(&name.texts, axis, name.weight, room);
        let wide = (SAMPLE + SAMPLE_GAP) * base + width(&text, axis, name.weight);
        if rows.is_empty() || x + wide > sheet.right {
            rows.push(Vec::new());
            x = sheet.left;
        }
        if let Some(row) = rows.last_mut() {
            row.push((at, x, text));
        }
        x += wide + APART * base;
    }
    rows
}

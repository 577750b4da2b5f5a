//! The names of lines and bands: at their ends if there is room, else in a row with a sample of each below.

use super::{
    sheet::{LEADING, Sheet},
    wrap::wrapped,
};
use crate::chart::{
    plan::{Align, Ends, Frame, Ink, Point, TypeSizes, spread},
    words::{ASCENT, HALF_HEIGHT, Lettering, Weight},
};
use plotters::style::RGBColor;

/// The words for a line or a band.
pub struct BandName {
    /// The fullest first.
    pub texts: Vec<String>,
    pub weight: Weight,
    pub ink: Ink,
    pub sample: Sample,
}

/// How a named line or band looks.
#[derive(Clone, Copy)]
pub enum Sample {
    Line(RGBColor),
    Band {
        colour: RGBColor,
        part: f64,
        edge: Option<RGBColor>,
    },
}

/// All names of a figure with their places.
pub struct BandNames {
    names: Vec<BandName>,
    place: Place,
}

enum Place {
    /// In a column of this width; the lines of each.
    Beside {
        width: f64,
        lines: Vec<Vec<String>>,
    },
    Below {
        rows: Vec<Vec<Entry>>,
    },
}

/// A name in a row.
struct Entry {
    /// By its place among the names.
    name: usize,
    /// Where its sample begins.
    x: f64,
    text: String,
}

/// The least width of a figure, in ems, that leaves room for names to the right of the field.
const LEAST_WIDTH_BESIDE: f64 = 46.0;
/// Ems of a sample in a row, with the gap behind it.
const SAMPLE: f64 = 2.0;
const SAMPLE_GAP: f64 = 0.5;
/// Between two names of a row.
const APART: f64 = 1.6;

/// From one row to the next, in parts of the type of axes.
const ROW: f64 = 1.5;

impl Sample {
    /// The band in which values are expected by chance: dashed edges, so that it differs from other bands on paper too.
    pub fn of_chance(sheet: &Sheet, part: f64) -> Self {
        Self::Band {
            colour: sheet.palette.muted,
            part,
            edge: Some(sheet.palette.axis),
        }
    }

    pub const fn without_edge(colour: RGBColor, part: f64) -> Self {
        let edge = None;
        Self::Band { colour, part, edge }
    }

    /// The colour of the thin line from the name.
    fn leader(self, sheet: &Sheet) -> RGBColor {
        match self {
            Self::Line(colour) => colour,
            Self::Band { edge, .. } => edge.unwrap_or_else(|| sheet.palette.stem()),
        }
    }
}

impl BandName {
    const fn lettering(&self, sheet: &Sheet) -> Lettering {
        Lettering {
            weight: self.weight,
            ..sheet.regular(sheet.sizes.axis)
        }
    }
}

impl BandNames {
    pub fn new(names: Vec<BandName>, sheet: &Sheet) -> Self {
        let base = sheet.sizes.base;
        let whole = sheet.width();
        // Names to the right would leave the field too narrow.
        if whole < LEAST_WIDTH_BESIDE * base {
            let rows = rows(&names, sheet);
            let place = Place::Below { rows };
            return Self { names, place };
        }

        let width = (0.17 * whole).clamp(9.0 * base, 14.0 * base);
        let mut lines = Vec::new();
        for name in &names {
            let full = name.texts.first().map_or("", String::as_str);
            lines.push(wrapped(full, name.lettering(sheet), width - base, 3));
        }
        let place = Place::Beside { width, lines };
        Self { names, place }
    }

    /// Width of the column of names to the right of the field; zero if the names are below it.
    pub const fn width_beside(&self) -> f64 {
        match self.place {
            Place::Beside { width, .. } => width,
            Place::Below { .. } => 0.0,
        }
    }

    /// Height of the rows of names below the field; zero if the names are to the right of it.
    pub fn height_below(&self, axis: f64) -> f64 {
        match &self.place {
            Place::Beside { .. } => 0.0,
            Place::Below { rows } => rows.len() as f64 * ROW * axis,
        }
    }

    /// Writes the names to the right of `frame`, each as near to the height of its place as possible, with a thin line
    /// to it. Names without room are left out, the last first.
    pub fn add_beside(&self, sheet: &mut Sheet, frame: Frame, places: &[Point]) {
        let Place::Beside { lines, .. } = &self.place else {
            return;
        };
        let axis = sheet.sizes.axis;
        let around = 0.4 * axis;
        let most = lines.iter().map(Vec::len).max().unwrap_or_default().max(1);
        let height = most as f64 * LEADING * axis + around;
        let room = frame.height() + 2.0 * around;
        let shown = (0..=lines.len())
            .rev()
            .find(|count| *count as f64 * height <= room)
            .unwrap_or_default();

        // The middle of a name is to be at the height of its place.
        let halves = lines
            .iter()
            .map(|lines| lines.len() as f64 * LEADING * axis / 2.0);
        let halves: Vec<_> = halves.take(shown).collect();
        let wishes: Vec<_> = halves
            .iter()
            .zip(places)
            .map(|(half, place)| place.1 - half)
            .collect();

        let tops = spread(&wishes, height, frame.top - around, frame.bottom + around);
        for (index, top) in tops.into_iter().enumerate() {
            let middle = top + halves[index];
            self.add_leader(sheet, index, frame.right, places[index], middle);
            let x = frame.right + sheet.sizes.base;
            for (line, text) in lines[index].iter().enumerate() {
                let baseline = top + line as f64 * LEADING * axis + ASCENT * axis;
                self.write(sheet, index, text, x, baseline);
            }
        }
    }

    /// The thin line from a place to the middle of its name, right of the frame.
    fn add_leader(&self, sheet: &mut Sheet, name: usize, right: f64, place: Point, middle: f64) {
        let base = sheet.sizes.base;
        let colour = self.names[name].sample.leader(sheet);
        let [from, to] = [0.3, 0.7].map(|part| (right + part * base, middle));

        sheet
            .drawing
            .stroke(vec![place, from, to], colour, sheet.sizes.hair());
    }

    /// Writes the names in rows from `top` on.
    pub fn add_below(&self, sheet: &mut Sheet, top: f64) {
        let Place::Below { rows } = &self.place else {
            return;
        };
        let TypeSizes { base, axis, .. } = sheet.sizes;
        for (row, entries) in rows.iter().enumerate() {
            let baseline = top + row as f64 * ROW * axis + ASCENT * axis;
            let middle = baseline - HALF_HEIGHT * axis;
            for entry in entries {
                let right = entry.x + SAMPLE * base;
                let sample = self.names[entry.name].sample;
                add_sample(sheet, sample, (entry.x, right), middle);
                let x = right + SAMPLE_GAP * base;
                self.write(sheet, entry.name, &entry.text, x, baseline);
            }
        }
    }

    fn write(&self, sheet: &mut Sheet, name: usize, text: &str, x: f64, baseline: f64) {
        let name = &self.names[name];
        let label = sheet.small(text.to_owned(), x, baseline, Align::Left, name.ink);
        sheet.write(label.weighted(name.weight));
    }
}

fn add_sample(sheet: &mut Sheet, sample: Sample, (left, right): Ends, middle: f64) {
    let TypeSizes { base, axis, .. } = sheet.sizes;
    match sample {
        Sample::Line(colour) => {
            let width = (0.13 * base).max(1.0);
            sheet.drawing.level(middle, (left, right), colour, width);
        }
        Sample::Band { colour, part, edge } => {
            let frame = Frame {
                left,
                top: middle - 0.4 * axis,
                right,
                bottom: middle + 0.4 * axis,
            };
            sheet.drawing.fill(frame, colour, part);

            let Some(edge) = edge else { return };
            for y in [frame.top, frame.bottom] {
                let corners = [(left, y), (right, y)];
                sheet.draw_dashes(&corners, edge);
            }
        }
    }
}

/// As many names a row as have room.
fn rows(names: &[BandName], sheet: &Sheet) -> Vec<Vec<Entry>> {
    let base = sheet.sizes.base;
    let sample = (SAMPLE + SAMPLE_GAP) * base;
    let mut rows: Vec<Vec<Entry>> = Vec::new();
    let mut x = sheet.left;
    for (index, name) in names.iter().enumerate() {
        let lettering = name.lettering(sheet);
        let text = lettering.fitting_or_cut(&name.texts, sheet.width() - sample);
        let wide = sample + lettering.width(&text);
        // A row has at least one name, however long.
        if rows.is_empty() || x + wide > sheet.right {
            rows.push(Vec::new());
            x = sheet.left;
        }

        if let Some(row) = rows.last_mut() {
            let name = index;
            row.push(Entry { name, x, text });
        }
        x += wide + APART * base;
    }

    rows
}

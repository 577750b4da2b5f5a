//! The key below the chart: for each flag its number, its days, and what happened; in columns, cut where there is no
//! room for all.

use super::font::{ASCENT, Weight, fitting, fitting_or_cut, width};
use super::labels::{Align, Ink, Label};
use super::layout::Type;
use super::mark_words;
use super::marks::{Marked, Seen};
use super::spec::Spec;

/// Height of a row, by the size of its type.
const ROW: f64 = 1.5;

/// A key before it has its place.
pub(super) struct Key {
    cells: Vec<Cell>,
    grid: Grid,
    caveat: Option<(String, f64)>,
}

/// A mark in the key, or how many more there are.
struct Cell {
    number: String,
    days: Vec<String>,
    texts: Vec<String>,
    ink: Ink,
}

/// Rows and columns, in pixels.
#[derive(Clone, Copy)]
struct Grid {
    rows: usize,
    /// Width of a column, and of the space between two.
    column: f64,
    gutter: f64,
    /// Size of its type.
    size: f64,
    /// How wide the numbers are.
    number: f64,
}

impl Key {
    /// The key for the marks `seen` in `room` pixels across and at most `height` down; none where not one row has
    /// room.
    pub(super) fn new(spec: &Spec, seen: &[Seen], room: f64, height: f64, kind: Type) -> Option<Self> {
        let caveats =
            if spec.marks.has_moves() { mark_words::caveat_of_moves(spec.lang) } else { Vec::new() };
        let caveat = Some(fitting(&caveats, (0.8 * kind.base).max(8.5), Weight::Regular, room));
        let caveat = caveat.filter(|(text, _)| !text.is_empty());
        let for_rows = height - if caveat.is_some() { ROW * kind.axis } else { 0.0 };
        let most_rows = whole(for_rows / (ROW * kind.axis));
        if seen.is_empty() || most_rows == 0 {
            return None;
        }
        let mut cells: Vec<Cell> =
            seen.iter().enumerate().map(|(at, seen)| Cell::of(spec, at, seen)).collect();
        let (columns, grid) = Grid::choose(&cells, most_rows, room, kind);
        let most = columns * most_rows;
        if cells.len() > most {
            let more = cells.len() - (most - 1);
            cells.truncate(most - 1);
            cells.push(Cell::more(more, spec));
        }
        Some(Self { cells, grid, caveat })
    }

    /// Its height in pixels.
    pub(super) fn height(&self) -> f64 {
        let lines = self.grid.rows + usize::from(self.caveat.is_some());
        lines as f64 * ROW * self.grid.size
    }

    /// Its labels, from `left` and `top` on; it is read down, then across.
    pub(super) fn labels(&self, left: f64, top: f64) -> Vec<Label> {
        let size = self.grid.size;
        let baseline = |row: usize| top + row as f64 * ROW * size + size * (ASCENT + 0.3);
        let mut labels = Vec::new();
        for (at, column) in self.cells.chunks(self.grid.rows).enumerate() {
            let x = left + at as f64 * (self.grid.column + self.grid.gutter);
            let days = self.grid.days_width(column);
            for (row, cell) in column.iter().enumerate() {
                labels.extend(cell.labels(&self.grid, days, x, baseline(row)));
            }
        }
        labels.extend(
            self.caveat
                .iter()
                .map(|(text, size)| label(text.clone(), left, baseline(self.grid.rows), *size, Ink::Muted)),
        );
        labels
    }
}

impl Grid {
    /// As few rows as leave every text whole; else as few columns as have room for every mark; else as many rows
    /// and columns as there can be.
    fn choose(cells: &[Cell], most_rows: usize, room: f64, kind: Type) -> (usize, Self) {
        let (size, gutter) = (kind.axis, 1.6 * kind.base);
        let number = width(&cells.len().to_string(), size, Weight::Bold) + 0.6 * size;
        let grid = |columns: usize| {
            let rows = cells.len().div_ceil(columns).min(most_rows);
            let column = (room + gutter) / columns as f64 - gutter;
            Self { rows, column, gutter, size, number }
        };
        let most = whole((room + gutter) / (15.0 * kind.base + gutter)).clamp(1, 4).min(cells.len());
        let has_all = |columns: &usize| columns * most_rows >= cells.len();
        let is_whole = |columns: &usize| grid(*columns).is_whole(cells);
        let columns = (1..=most)
            .rev()
            .find(|columns| has_all(columns) && is_whole(columns))
            .or_else(|| (1..=most).find(has_all))
            .unwrap_or(most);
        (columns, grid(columns))
    }

    fn is_whole(&self, cells: &[Cell]) -> bool {
        cells.chunks(self.rows).all(|column| {
            let room = self.column - self.number - self.days_width(column);
            let fits = |text: &String| width(text, self.size, Weight::Regular) <= room;
            column.iter().all(|cell| cell.texts.iter().any(fits))
        })
    }

    /// Room for the days of a column, written alike in all its rows: in full, in figures, or not at all.
    fn days_width(&self, cells: &[Cell]) -> f64 {
        let widest = |variant: usize| {
            let of = |days: &String| width(days, self.size, Weight::Regular);
            let all = cells.iter().filter_map(|cell| cell.days.get(variant)).map(of);
            all.fold(0.0, f64::max) + 0.9 * self.size
        };
        let parts = [(0, 0.3), (1, 0.42)];
        let fits = parts.into_iter().find(|(variant, part)| widest(*variant) <= part * self.column);
        fits.map_or(0.0, |(variant, _)| widest(variant))
    }
}

impl Cell {
    fn of(spec: &Spec, at: usize, seen: &Seen) -> Self {
        let texts = match &seen.mark.what {
            Marked::Event { label, kind } => mark_words::event(label, kind.as_deref()),
            Marked::Move { code, percent, headline } => {
                mark_words::largest_move(code, *percent, headline.as_deref(), spec.lang)
            }
        };
        let days = mark_words::short_days(seen.mark.days, spec.lang);
        Self { number: (at + 1).to_string(), days, texts, ink: ink_of_kind(seen.kind) }
    }

    /// What stands for `count` marks that have no room.
    fn more(count: usize, spec: &Spec) -> Self {
        let texts = vec![mark_words::and_more(count, spec.lang)];
        Self { number: String::new(), days: Vec::new(), texts, ink: Ink::Muted }
    }

    fn labels(&self, grid: &Grid, days: f64, x: f64, baseline: f64) -> Vec<Label> {
        let size = grid.size;
        if self.number.is_empty() {
            let text = fitting_or_cut(&self.texts, size, Weight::Regular, grid.column);
            return vec![label(text, x, baseline, size, Ink::Muted)];
        }
        let number = label(self.number.clone(), x, baseline, size, self.ink);
        let mut labels = vec![Label { weight: Weight::Bold, ..number }];
        let for_days = fitting_or_cut(&self.days, size, Weight::Regular, days - 0.7 * size);
        let text = fitting_or_cut(&self.texts, size, Weight::Regular, grid.column - grid.number - days);
        labels.push(label(for_days, x + grid.number, baseline, size, Ink::Muted));
        labels.push(label(text, x + grid.number + days, baseline, size, Ink::Text));
        labels.retain(|label| !label.text.is_empty());
        labels
    }
}

fn label(text: String, x: f64, baseline: f64, size: f64, ink: Ink) -> Label {
    Label { text, x, baseline, align: Align::Left, size, weight: Weight::Regular, ink }
}

/// Kinds take inks from the end of the palette: lines take theirs from its beginning.
pub(super) fn ink_of_kind(kind: Option<usize>) -> Ink {
    kind.map_or(Ink::Text, |kind| Ink::Line(7 - kind % 4))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates; a count of rows"
)]
fn whole(count: f64) -> usize {
    count.floor().max(0.0) as usize
}

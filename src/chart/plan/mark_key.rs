//! The key below the chart: for each flag its number, its days, and what happened; in columns, cut if there is no
//! room for all.

use super::{
    labels::{Ink, Label},
    mark_grid::{Cell, Grid, ROW},
    type_sizes::TypeSizes,
};
use crate::chart::{
    data::{SeenMark, Spec, whole},
    words::{ASCENT, Weight, caveat_of_moves},
};

/// A key before it has its place.
pub struct MarkKey {
    cells: Vec<Cell>,
    grid: Grid,
    caveat: Option<(String, f64)>,
}

impl MarkKey {
    /// The key for the marks `seen` in `room` pixels across and at most `height` down; `None` if not one row has room.
    pub fn new(
        spec: &Spec,
        seen: &[SeenMark],
        room: f64,
        height: f64,
        sizes: TypeSizes,
    ) -> Option<Self> {
        let caveat = caveat(spec, room, sizes);
        let row = ROW * sizes.axis;
        let for_caveat = if caveat.is_some() { row } else { 0.0 };
        let most_rows = whole((height - for_caveat) / row);
        if seen.is_empty() || most_rows == 0 {
            return None;
        }

        let mut cells: Vec<_> = (1..)
            .zip(seen)
            .map(|(number, seen)| Cell::new(number, seen, spec))
            .collect();

        let grid = Grid::choose(&cells, most_rows, room, sizes);
        let most = grid.columns.len() * most_rows;
        if cells.len() > most {
            // The last cell says how many more there are.
            let more = cells.len() - (most - 1);
            cells.truncate(most - 1);
            cells.push(Cell::more(more, spec.lang));
        }

        Some(Self {
            cells,
            grid,
            caveat,
        })
    }

    /// Its height in pixels.
    pub fn height(&self) -> f64 {
        let lines = self.grid.rows + usize::from(self.caveat.is_some());
        lines as f64 * ROW * self.grid.size
    }

    /// Its labels, from `left` and `top` on; it is read down, then across.
    pub fn labels(&self, left: f64, top: f64) -> Vec<Label> {
        let size = self.grid.size;
        let baseline = |row: usize| top + row as f64 * ROW * size + size * (ASCENT + 0.3);
        let mut labels = Vec::new();
        let mut x = left;
        for (cells, column) in self.cells.chunks(self.grid.rows).zip(&self.grid.columns) {
            let days = self.grid.days_width(cells, *column);
            for (row, cell) in cells.iter().enumerate() {
                labels.extend(cell.labels(&self.grid, days, *column, x, baseline(row)));
            }
            x += column + self.grid.gutter;
        }

        if let Some((text, size)) = &self.caveat {
            let baseline = baseline(self.grid.rows);
            labels.push(Label::new(text.clone(), left, baseline, *size, Ink::Muted));
        }
        labels
    }
}

/// The sentence about headlines of moves, with its size.
fn caveat(spec: &Spec, room: f64, sizes: TypeSizes) -> Option<(String, f64)> {
    if !spec.marks.has_moves() {
        return None;
    }

    let variants = caveat_of_moves(spec.lang);
    Some(
        sizes
            .measure
            .fitting(&variants, sizes.source, Weight::Regular, room),
    )
    .filter(|(text, _)| !text.is_empty())
}

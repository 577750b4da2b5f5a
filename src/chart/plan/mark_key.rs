//! The key below the chart: for each flag its number, its days, and what happened; in columns, cut if there is no
//! room for all.

use super::{
    labels::{Ink, Label},
    type_sizes::TypeSizes,
};
use crate::{
    chart::{
        data::{SeenMark, Spec, longest, whole},
        words::{ASCENT, Measure, Weight, and_more, caveat_of_moves, mark, short_days},
    },
    model::Lang,
};

/// Height of a row, by the size of its type.
const ROW: f64 = 1.5;

/// The part of a column that its days may take, in full and in figures, in letters of the embedded typeface.
const DAYS_PARTS: [f64; 2] = [0.3, 0.42];

/// Between two columns, and the narrowest column that is worth having, by `base`.
const GUTTER: f64 = 1.6;
const LEAST_COLUMN: f64 = 15.0;

/// A key before it has its place.
pub struct MarkKey {
    cells: Vec<Cell>,
    grid: Grid,
    caveat: Option<(String, f64)>,
}

/// A mark in the key or, without a number, how many more there are.
struct Cell {
    number: String,
    days: Vec<String>,
    texts: Vec<String>,
    ink: Ink,
}

/// Rows and columns, in pixels.
struct Grid {
    rows: usize,
    /// Width of each column.
    columns: Vec<f64>,
    /// Space between two.
    gutter: f64,
    /// Size of its type.
    size: f64,
    /// Width of the numbers.
    number: f64,
    measure: Measure,
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
            .map(|(number, seen)| Cell::new(number, seen, spec.lang))
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

impl Grid {
    /// As few rows as leave every text whole; else as few columns as have room for every mark; else as many rows
    /// and columns as there can be.
    fn choose(cells: &[Cell], most_rows: usize, room: f64, sizes: TypeSizes) -> Self {
        let gutter = GUTTER * sizes.base;
        let most = whole((room + gutter) / (LEAST_COLUMN * sizes.base + gutter))
            .clamp(1, 4)
            .min(cells.len());

        let fewest = (1..=most).find(|columns| columns * most_rows >= cells.len());
        let whole = (fewest.unwrap_or(most + 1)..=most)
            .rev()
            .map(|columns| Self::of_columns(cells, columns, most_rows, room, sizes))
            .find(|grid| grid.is_whole(cells));
        whole.unwrap_or_else(|| {
            Self::of_columns(cells, fewest.unwrap_or(most), most_rows, room, sizes)
        })
    }

    /// Columns of one width if every text fits; else those that need less leave the rest to the others.
    fn of_columns(
        cells: &[Cell],
        columns: usize,
        most_rows: usize,
        room: f64,
        sizes: TypeSizes,
    ) -> Self {
        let size = sizes.axis;
        let measure = sizes.measure;
        let gutter = GUTTER * sizes.base;
        let room = room - (columns - 1) as f64 * gutter;
        let mut grid = Self {
            rows: cells.len().div_ceil(columns).min(most_rows),
            columns: vec![room / columns as f64; columns],
            gutter,
            size,
            number: measure.width(&cells.len().to_string(), size, Weight::Bold) + 0.6 * size,
            measure,
        };

        // Columns of different widths are worth it only if a text would be cut.
        if !grid.is_whole(cells) {
            let chunks = cells.chunks(grid.rows).take(columns);
            let needs: Vec<_> = chunks.map(|cells| grid.need(cells)).collect();
            grid.columns = shared_out(room, &needs);
        }
        grid
    }

    /// Whether no text has to be cut.
    fn is_whole(&self, cells: &[Cell]) -> bool {
        let mut columns = cells.chunks(self.rows).zip(&self.columns);
        columns.all(|(cells, column)| {
            let room = column - self.number - self.days_width(cells, *column);
            cells
                .iter()
                .all(|cell| cell.texts.iter().any(|text| self.wide(text) <= room))
        })
    }

    /// Width of a column with everything in full.
    fn need(&self, cells: &[Cell]) -> f64 {
        let shortest = cells.iter().filter_map(|cell| cell.texts.last());
        let texts = longest(shortest.map(|text| self.wide(text)));
        // The days in full have to stay below their part of the column.
        let days = self.widest_days(cells, 0);
        let least = days / (DAYS_PARTS[0] * self.measure.letter_width());

        (self.number + days + texts).max(least) + 1.0
    }

    /// Room for the days of a column, written alike in all its rows: in full, in figures, or not at all.
    fn days_width(&self, cells: &[Cell], column: f64) -> f64 {
        DAYS_PARTS
            .into_iter()
            .enumerate()
            .map(|(variant, part)| {
                let most = part * self.measure.letter_width() * column;
                (self.widest_days(cells, variant), most)
            })
            .find(|(wide, most)| wide <= most)
            .map_or(0.0, |(wide, _)| wide)
    }

    fn widest_days(&self, cells: &[Cell], variant: usize) -> f64 {
        let days = cells.iter().filter_map(|cell| cell.days.get(variant));
        longest(days.map(|days| self.wide(days))) + 0.9 * self.size
    }

    /// The first text that fits `room`, else the last one cut.
    fn label(&self, texts: &[String], room: f64, x: f64, baseline: f64, ink: Ink) -> Label {
        let text = self
            .measure
            .fitting_or_cut(texts, self.size, Weight::Regular, room);
        Label::new(text, x, baseline, self.size, ink)
    }

    fn wide(&self, text: &str) -> f64 {
        self.measure.width(text, self.size, Weight::Regular)
    }
}

/// `room` shared out among those that need it: who needs less than an even share gets that, and what it leaves goes
/// to the others.
fn shared_out(room: f64, needs: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..needs.len()).collect();
    // The least need first, so that each share is final when it is given.
    order.sort_by(|a, b| needs[*a].total_cmp(&needs[*b]));
    let mut shares = vec![0.0; needs.len()];
    let mut left = room;
    for (served, index) in order.into_iter().enumerate() {
        let even = left / (needs.len() - served) as f64;
        shares[index] = needs[index].min(even);
        left -= shares[index];
    }

    let rest = left.max(0.0) / needs.len().max(1) as f64;
    shares.into_iter().map(|share| share + rest).collect()
}

impl Cell {
    fn new(number: usize, seen: &SeenMark, lang: Lang) -> Self {
        Self {
            number: number.to_string(),
            days: short_days(seen.mark.days, lang),
            texts: mark(seen.mark, lang),
            ink: ink_of_kind(seen.kind),
        }
    }

    fn more(count: usize, lang: Lang) -> Self {
        Self {
            number: String::new(),
            days: Vec::new(),
            texts: vec![and_more(count, lang)],
            ink: Ink::Muted,
        }
    }

    fn labels(&self, grid: &Grid, days: f64, column: f64, x: f64, baseline: f64) -> Vec<Label> {
        if self.number.is_empty() {
            return vec![grid.label(&self.texts, column, x, baseline, Ink::Muted)];
        }

        let days_x = x + grid.number;
        let for_text = column - grid.number - days;
        let number = Label::new(self.number.clone(), x, baseline, grid.size, self.ink);
        let days_room = days - 0.7 * grid.size;
        let mut labels = vec![
            number.bold(),
            grid.label(&self.days, days_room, days_x, baseline, Ink::Muted),
            grid.label(&self.texts, for_text, days_x + days, baseline, Ink::Text),
        ];
        labels.retain(|label| !label.text.is_empty());
        labels
    }
}

/// Kinds take inks from the end of the palette: lines take theirs from its beginning.
pub fn ink_of_kind(kind: Option<usize>) -> Ink {
    kind.map_or(Ink::Text, |kind| Ink::Line(7 - kind % 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_needs_less_leaves_the_rest_to_others() {
        assert_eq!(shared_out(300.0, &[50.0, 400.0]), [50.0, 250.0]);
        assert_eq!(
            shared_out(300.0, &[400.0, 50.0, 100.0]),
            [150.0, 50.0, 100.0]
        );
        assert_eq!(shared_out(300.0, &[50.0, 150.0]), [100.0, 200.0]);
        assert_eq!(shared_out(300.0, &[400.0, 500.0]), [150.0, 150.0]);
    }
}

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
struct Grid {
    rows: usize,
    /// Width of each column.
    columns: Vec<f64>,
    /// Space between two.
    gutter: f64,
    /// Size of its type.
    size: f64,
    /// How wide the numbers are.
    number: f64,
}

impl Key {
    /// The key for the marks `seen` in `room` pixels across and at most `height` down; none where not one row has
    /// room.
    pub(super) fn new(
        spec: &Spec,
        seen: &[Seen],
        room: f64,
        height: f64,
        kind: Type,
    ) -> Option<Self> {
        let caveats = if spec.marks.has_moves() {
            mark_words::caveat_of_moves(spec.lang)
        } else {
            Vec::new()
        };
        let caveat = Some(fitting(
            &caveats,
            (0.8 * kind.base).max(8.5),
            Weight::Regular,
            room,
        ));
        let caveat = caveat.filter(|(text, _)| !text.is_empty());
        let for_rows = height
            - if caveat.is_some() {
                ROW * kind.axis
            } else {
                0.0
            };
        let most_rows = whole(for_rows / (ROW * kind.axis));
        if seen.is_empty() || most_rows == 0 {
            return None;
        }
        let mut cells: Vec<Cell> = seen
            .iter()
            .enumerate()
            .map(|(at, seen)| Cell::of(spec, at, seen))
            .collect();
        let grid = Grid::choose(&cells, most_rows, room, kind);
        let most = grid.columns.len() * most_rows;
        if cells.len() > most {
            let more = cells.len() - (most - 1);
            cells.truncate(most - 1);
            cells.push(Cell::more(more, spec));
        }
        Some(Self {
            cells,
            grid,
            caveat,
        })
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
        let mut x = left;
        for (column, wide) in self.cells.chunks(self.grid.rows).zip(&self.grid.columns) {
            let days = self.grid.days_width(column, *wide);
            for (row, cell) in column.iter().enumerate() {
                labels.extend(cell.labels(&self.grid, (days, *wide), x, baseline(row)));
            }
            x += wide + self.grid.gutter;
        }
        labels.extend(self.caveat.iter().map(|(text, size)| {
            label(
                text.clone(),
                left,
                baseline(self.grid.rows),
                *size,
                Ink::Muted,
            )
        }));
        labels
    }
}

impl Grid {
    /// As few rows as leave every text whole; else as few columns as have room for every mark; else as many rows
    /// and columns as there can be.
    fn choose(cells: &[Cell], most_rows: usize, room: f64, kind: Type) -> Self {
        let gutter = 1.6 * kind.base;
        let most = whole((room + gutter) / (15.0 * kind.base + gutter))
            .clamp(1, 4)
            .min(cells.len());
        let grid = |columns| Self::of_columns(cells, columns, most_rows, room, kind);
        let has_all = |columns: &usize| columns * most_rows >= cells.len();
        let whole = (1..=most)
            .rev()
            .filter(has_all)
            .map(grid)
            .find(|grid| grid.is_whole(cells));
        whole.unwrap_or_else(|| grid((1..=most).find(has_all).unwrap_or(most)))
    }

    /// Columns of one width where every text fits; else those that need less leave the rest to the others.
    fn of_columns(cells: &[Cell], columns: usize, most_rows: usize, room: f64, kind: Type) -> Self {
        let (size, gutter) = (kind.axis, 1.6 * kind.base);
        let number = width(&cells.len().to_string(), size, Weight::Bold) + 0.6 * size;
        let rows = cells.len().div_ceil(columns).min(most_rows);
        let room = room - (columns - 1) as f64 * gutter;
        let alike = vec![room / columns as f64; columns];
        let mut grid = Self {
            rows,
            columns: alike,
            gutter,
            size,
            number,
        };
        if !grid.is_whole(cells) {
            let needs: Vec<_> = cells
                .chunks(rows)
                .take(columns)
                .map(|column| grid.need(column))
                .collect();
            grid.columns = shared_out(room, &needs);
        }
        grid
    }

    fn is_whole(&self, cells: &[Cell]) -> bool {
        cells
            .chunks(self.rows)
            .zip(&self.columns)
            .all(|(column, wide)| {
                let room = wide - self.number - self.days_width(column, *wide);
                let fits = |text: &String| width(text, self.size, Weight::Regular) <= room;
                column.iter().all(|cell| cell.texts.iter().any(fits))
            })
    }

    /// How wide a column with everything in full is.
    fn need(&self, cells: &[Cell]) -> f64 {
        let text = |cell: &Cell| {
            let last = cell.texts.last();
            last.map_or(0.0, |text| width(text, self.size, Weight::Regular))
        };
        let texts = cells.iter().map(text).fold(0.0, f64::max);
        // The days in full have to stay below their part of the column.
        let days = self.widest_days(cells, 0);
        (self.number + days + texts).max(days / DAYS_PARTS[0]) + 1.0
    }

    /// Room for the days of a column, written alike in all its rows: in full, in figures, or not at all.
    fn days_width(&self, cells: &[Cell], column: f64) -> f64 {
        let mut tries = DAYS_PARTS.into_iter().enumerate();
        let fits = tries.find(|(variant, part)| self.widest_days(cells, *variant) <= part * column);
        fits.map_or(0.0, |(variant, _)| self.widest_days(cells, variant))
    }

    fn widest_days(&self, cells: &[Cell], variant: usize) -> f64 {
        let of = |days: &String| width(days, self.size, Weight::Regular);
        let all = cells
            .iter()
            .filter_map(|cell| cell.days.get(variant))
            .map(of);
        all.fold(0.0, f64::max) + 0.9 * self.size
    }
}

/// The part of a column that its days may take, in full and in figures.
const DAYS_PARTS: [f64; 2] = [0.3, 0.42];

/// `room` shared out among those that need it: who needs less than an even share gets that, and what it leaves goes
/// to the others.
fn shared_out(room: f64, needs: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by(|a, b| needs[*a].total_cmp(&needs[*b]));
    let (mut left, mut shares) = (room, vec![0.0; needs.len()]);
    for (at, place) in order.into_iter().enumerate() {
        let even = left / (needs.len() - at) as f64;
        shares[place] = needs[place].min(even);
        left -= shares[place];
    }
    let rest = left.max(0.0) / needs.len().max(1) as f64;
    shares.into_iter().map(|share| share + rest).collect()
}

impl Cell {
    fn of(spec: &Spec, at: usize, seen: &Seen) -> Self {
        let texts = match &seen.mark.what {
            Marked::Event { label, kind } => mark_words::event(label, kind.as_deref()),
            Marked::Move {
                code,
                percent,
                headline,
            } => mark_words::largest_move(code, *percent, headline.as_deref(), spec.lang),
        };
        let days = mark_words::short_days(seen.mark.days, spec.lang);
        Self {
            number: (at + 1).to_string(),
            days,
            texts,
            ink: ink_of_kind(seen.kind),
        }
    }

    /// What stands for `count` marks that have no room.
    fn more(count: usize, spec: &Spec) -> Self {
        let texts = vec![mark_words::and_more(count, spec.lang)];
        Self {
            number: String::new(),
            days: Vec::new(),
            texts,
            ink: Ink::Muted,
        }
    }

    fn labels(&self, grid: &Grid, (days, column): (f64, f64), x: f64, baseline: f64) -> Vec<Label> {
        let size = grid.size;
        if self.number.is_empty() {
            let text = fitting_or_cut(&self.texts, size, Weight::Regular, column);
            return vec![label(text, x, baseline, size, Ink::Muted)];
        }
        let number = label(self.number.clone(), x, baseline, size, self.ink);
        let mut labels = vec![Label {
            weight: Weight::Bold,
            ..number
        }];
        let for_days = fitting_or_cut(&self.days, size, Weight::Regular, days - 0.7 * size);
        let text = fitting_or_cut(
            &self.texts,
            size,
            Weight::Regular,
            column - grid.number - days,
        );
        labels.push(label(for_days, x + grid.number, baseline, size, Ink::Muted));
        labels.push(label(
            text,
            x + grid.number + days,
            baseline,
            size,
            Ink::Text,
        ));
        labels.retain(|label| !label.text.is_empty());
        labels
    }
}

fn label(text: String, x: f64, baseline: f64, size: f64, ink: Ink) -> Label {
    Label {
        text,
        x,
        baseline,
        align: Align::Left,
        size,
        weight: Weight::Regular,
        ink,
    }
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

//! The rows and columns of the key, and what is written in each of its cells.

use super::{
    labels::{Ink, Label},
    mark_ink::ink_of_kind,
    type_sizes::TypeSizes,
};
use crate::{
    chart::{
        data::{SeenMark, Spec, longest, whole},
        words::{Lettering, Measure, Weight, and_more, days_of_mark, mark},
    },
    model::Lang,
};

/// Height of a row, by the size of its type.
pub const ROW: f64 = 1.5;

/// The part of a column that its days may take if that cuts the texts, in letters of the embedded typeface: in full, in
/// figures, in figures without a year.
const DAYS_PARTS: [f64; 3] = [0.3, 0.42, 0.5];

/// Between two columns, and the narrowest column that is worth having, by `base`.
const GUTTER: f64 = 1.6;
const LEAST_COLUMN: f64 = 15.0;

/// A mark in the key or, without a number, how many more there are.
pub struct Cell {
    number: String,
    days: Vec<String>,
    texts: Vec<String>,
    ink: Ink,
}

/// Rows and columns, in pixels.
pub struct Grid {
    pub rows: usize,
    /// Width of each column.
    pub columns: Vec<f64>,
    /// Space between two.
    pub gutter: f64,
    /// Size of its type.
    pub size: f64,
    /// Width of the numbers.
    number: f64,
    measure: Measure,
}

impl Grid {
    /// As few rows as leave every text whole; else as few columns as have room for every mark; else as many rows
    /// and columns as there can be.
    pub fn choose(cells: &[Cell], most_rows: usize, room: f64, sizes: TypeSizes) -> Self {
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

    /// Whether days are written and no text has to be cut.
    fn is_whole(&self, cells: &[Cell]) -> bool {
        let mut columns = cells.chunks(self.rows).zip(&self.columns);
        columns.all(|(cells, column)| {
            let days = self.days_width(cells, *column);
            days > 0.0 && self.number + days + self.widest_text(cells) <= *column
        })
    }

    /// Width of a column with its days in full and no text cut.
    fn need(&self, cells: &[Cell]) -> f64 {
        self.number + self.widest_days(cells, 0) + self.widest_text(cells) + 1.0
    }

    /// The widest of the shortest texts: kinds are left out before days are.
    fn widest_text(&self, cells: &[Cell]) -> f64 {
        let shortest = cells.iter().filter_map(|cell| cell.texts.last());
        longest(shortest.map(|text| self.wide(text)))
    }

    /// Room for the days of a column, written alike in all its rows: in full, in figures, or not at all.
    pub fn days_width(&self, cells: &[Cell], column: f64) -> f64 {
        let beside = column - self.number - self.widest_text(cells);
        let variants = cells.iter().map(|cell| cell.days.len());
        // The last cell may have no days.
        let variants = variants.filter(|count| *count > 0).min();

        (0..variants.unwrap_or(1))
            .map(|variant| {
                let most = DAYS_PARTS[variant] * self.measure.letter_width() * column;
                (self.widest_days(cells, variant), most)
            })
            .find(|(wide, most)| *wide <= beside.max(*most))
            .map_or(0.0, |(wide, _)| wide)
    }

    fn widest_days(&self, cells: &[Cell], variant: usize) -> f64 {
        let days = cells.iter().filter_map(|cell| cell.days.get(variant));
        longest(days.map(|days| self.wide(days))) + 0.9 * self.size
    }

    /// The first text that fits `room`, else the last one cut.
    fn label(&self, texts: &[String], room: f64, x: f64, baseline: f64, ink: Ink) -> Label {
        let text = self.lettering().fitting_or_cut(texts, room);
        Label::new(text, x, baseline, self.size, ink)
    }

    fn wide(&self, text: &str) -> f64 {
        self.lettering().width(text)
    }

    const fn lettering(&self) -> Lettering {
        Lettering {
            size: self.size,
            weight: Weight::Regular,
            measure: self.measure,
        }
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
    pub fn new(number: usize, seen: &SeenMark, spec: &Spec) -> Self {
        Self {
            number: number.to_string(),
            days: days_of_mark(seen.mark.days, spec.span, spec.lang),
            texts: mark(seen.mark, spec.lang),
            ink: ink_of_kind(seen.kind),
        }
    }

    pub fn more(count: usize, lang: Lang) -> Self {
        Self {
            number: String::new(),
            days: Vec::new(),
            texts: vec![and_more(count, lang)],
            ink: Ink::Muted,
        }
    }

    pub fn labels(&self, grid: &Grid, days: f64, column: f64, x: f64, baseline: f64) -> Vec<Label> {
        if self.number.is_empty() {
            return vec![grid.label(&self.texts, column, x, baseline, Ink::Muted)];
        }

        let days_x = x + grid.number;
        let for_text = column - grid.number - days;
        let number = Label::new(self.number.clone(), x, baseline, grid.size, self.ink);
        let days_room = days - 0.7 * grid.size;
        // Where days have no room, kinds are left out too.
        let texts = if days > 0.0 {
            &self.texts[..]
        } else {
            &self.texts[self.texts.len().saturating_sub(1)..]
        };
        let mut labels = vec![
            number.bold(),
            grid.label(&self.days, days_room, days_x, baseline, Ink::Muted),
            grid.label(texts, for_text, days_x + days, baseline, Ink::Text),
        ];
        labels.retain(|label| !label.text.is_empty());
        labels
    }
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

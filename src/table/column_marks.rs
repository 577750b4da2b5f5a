//! The decimal marks of all columns of a table, for a writer that keeps what may be no figure.

use super::{
    columns::DecimalMark,
    marks::{Habit, Marks, OpenCell, marks_of, open_cell, settled_by},
    texts::Texts,
};
use crate::model::{Decimal, parse_amount};

/// The decimal marks of all columns of a table, for fields that may or may not be figures.
#[derive(Clone, Debug)]
pub struct ColumnMarks {
    habit: Habit,
    columns: Vec<Marks>,
    /// The marks of all columns together, because most tables are written with one.
    everywhere: Marks,
}

impl ColumnMarks {
    pub(super) const fn new(habit: Habit) -> Self {
        Self {
            habit,
            columns: Vec::new(),
            everywhere: Marks::NONE,
        }
    }

    /// Takes in the fields of a row.
    pub fn see(&mut self, row: &Texts) {
        if self.columns.len() < row.len() {
            self.columns.resize(row.len(), Marks::default());
        }
        for (column, cell) in self.columns.iter_mut().zip(row.iter()) {
            *column = column.and(marks_of(cell.trim()));
        }
    }

    /// Ends the rows: only then is known what all columns show together.
    #[must_use]
    pub fn seen(mut self) -> Self {
        let columns = self.columns.iter().copied();
        self.everywhere = columns.fold(Marks::default(), Marks::and);
        self
    }

    /// The figure that a cell of a column is, if that is certain.
    pub fn figure(&self, column: usize, cell: &str) -> Option<Decimal> {
        // An amount has no letter but that of an exponent, and a text takes long to read as one with a currency.
        if cell.contains(|c: char| c.is_alphabetic() && !matches!(c, 'e' | 'E')) {
            return None;
        }

        let read = parse_amount(cell);
        let Some(open) = open_cell(cell, &read) else {
            return read.ok();
        };
        let own = self.columns.get(column).copied().unwrap_or_default();
        if self.habit.given.is_none() && !self.is_shown(own, &open) {
            return None;
        }
        settled_by(own, self.habit, open).ok()
    }

    /// Whether the column, or where it shows nothing the table, shows what the mark of a cell is. A text of the user may
    /// be no figure at all, so more evidence is asked for than for a figure.
    fn is_shown(&self, own: Marks, open: &OpenCell) -> bool {
        let is_between_semicolons = self.habit.separator == b';';
        let comma_is_open = open.mark == DecimalMark::Comma;
        if own != Marks::default() {
            return true;
        }
        match (self.everywhere.shows_comma(), self.everywhere.shows_point()) {
            (false, false) => comma_is_open == is_between_semicolons,
            (true, false) => comma_is_open && is_between_semicolons,
            (false, true) => !comma_is_open && !is_between_semicolons,
            (true, true) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_the_users_own_has_a_figure_only_where_it_is_certain() {
        for (separator, rows, cell, expected) in [
            (b';', &[["100", "1.000.000,00"]][..], "1.250", Some("1250")),
            (b';', &[["100,50", "1.250"]], "1.250", None),
            (b';', &[["100", "1.250"]], "1.250", None),
            (b';', &[["100,50", "1,250"]], "1,250", Some("1.250")),
            (b';', &[["1.5", "1,250"]], "1,250", None),
            (b',', &[["100", "2,5"], ["100", "1.250"]], "1.250", None),
            (b'\t', &[["100,50", "1.250"]], "1.250", None),
            (b',', &[["100.50", "1.250"]], "1.250", Some("1.250")),
            (b',', &[["100.50", "1,250"]], "1,250", None),
            (b',', &[["100", "1,5"], ["100", "1.5"]], "1.250", None),
            (
                b',',
                &[["100", "1,5"], ["100", "1.5"]],
                "1.25",
                Some("1.25"),
            ),
        ] {
            let mut marks = ColumnMarks::new(Habit {
                separator,
                given: None,
            });
            for row in rows {
                marks.see(&row.iter().collect());
            }
            let figure = marks.seen().figure(1, cell);
            let figure = figure.map(|figure| figure.to_string());
            assert_eq!(figure.as_deref(), expected, "{cell} among {rows:?}");
        }
    }
}

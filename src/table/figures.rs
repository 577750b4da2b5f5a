//! The figures of one column: which mark stands before the fraction is found out from the column where a cell alone
//! leaves it open.
//!
//! `1,234` and, beside decimal commas, `1.234` can be a little more than one or more than a thousand. What settles it is
//! what the user says (`--decimal`), or a cell in which a mark parts thousands beyond doubt (`1.234,56`, `1.234.567`), or
//! that all fractions of the column are behind this very mark. A spreadsheet puts `;` between fields because its decimal
//! mark is the comma. Otherwise the figure is refused with both readings.

use super::{
    column_marks::ColumnMarks,
    marks::{Habit, Marks, could_be_thousands, marks_of, open_cell, settled_by},
    reading::TextTable,
    split::Splitter,
};
use crate::model::{AmountError, Decimal, Unit, parse_amount, parse_amount_in};
use std::cell::OnceCell;

/// The figures of a column.
pub struct Figures<'t> {
    text: &'t str,
    habit: Habit,
    column: usize,
    /// Found out when a cell first leaves a doubt.
    marks: OnceCell<Marks>,
}

impl<'t> Figures<'t> {
    const fn new(text: &'t str, habit: Habit, column: usize) -> Self {
        Self {
            text,
            habit,
            column,
            marks: OnceCell::new(),
        }
    }

    /// Reads a cell of the column.
    ///
    /// # Errors
    /// [`AmountError`], for figures in doubt only where the column leaves one.
    pub fn parse(&self, cell: &str) -> Result<Decimal, AmountError> {
        // Most figures are plain, and a table may have many thousands.
        match Decimal::parse(cell) {
            Ok(figure) if !could_be_thousands(cell) => Ok(figure),
            _ => self.settled(cell, parse_amount(cell)),
        }
    }

    /// Reads a cell that may name the money it is in, if that is `unit`.
    ///
    /// # Errors
    /// As [`Self::parse`], and [`AmountError::OtherMoney`].
    pub fn parse_in(&self, cell: &str, unit: Unit) -> Result<Decimal, AmountError> {
        self.settled(cell, parse_amount_in(cell, unit))
    }

    fn settled(
        &self,
        cell: &str,
        read: Result<Decimal, AmountError>,
    ) -> Result<Decimal, AmountError> {
        match open_cell(cell, &read) {
            None => read,
            Some(open) => settled_by(self.marks(), self.habit, open),
        }
    }

    /// The marks that the cells of the column have before fractions.
    fn marks(&self) -> Marks {
        *self.marks.get_or_init(|| {
            let mut splitter = Splitter::new(self.habit.separator);
            let lines = self.text.lines().map(str::as_bytes);
            lines
                .map(|line| {
                    splitter.split_fields(line);
                    let cell = splitter.fields.get(self.column);
                    let cell = cell.map(|field| field.of(line)).unwrap_or_default();
                    marks_of(String::from_utf8_lossy(&cell).trim())
                })
                .fold(Marks::default(), Marks::and)
        })
    }
}

impl<'t> TextTable<'t> {
    /// The figures of a column.
    pub const fn figures(&self, column: usize) -> Figures<'t> {
        Figures::new(self.text(), self.habit(), column)
    }

    /// The marks of all columns, to be found out row by row.
    pub const fn column_marks(&self) -> ColumnMarks {
        ColumnMarks::new(self.habit())
    }

    const fn habit(&self) -> Habit {
        Habit {
            separator: self.separator(),
            given: self.decimal(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::columns::DecimalMark;

    const fn habit(separator: u8) -> Habit {
        Habit {
            separator,
            given: None,
        }
    }

    fn check(separator: char, column: &[&str], cell: &str, expected: Option<&str>) {
        let rows: Vec<String> = column
            .iter()
            .map(|cell| format!("x{separator}\"{cell}\"\n"))
            .collect();
        let rows = rows.concat();
        let figures = Figures::new(&rows, habit(separator as u8), 1);
        let read = figures.parse(cell).ok().map(|amount| amount.to_string());
        assert_eq!(read.as_deref(), expected, "{cell} among {column:?}");
    }

    #[test]
    fn another_cell_of_the_column_shows_the_decimal_mark() {
        check(',', &["90,5"], "1,234", Some("1.234"));
        check(',', &["1,234.56"], "1,234", Some("1234"));
        check('\t', &["1 234,56"], "1,234", Some("1.234"));
        check(',', &["1.234,56"], "1.234", Some("1234"));
        check(',', &["1,234,567"], "1,234", Some("1234"));
    }

    #[test]
    fn a_semicolon_between_fields_means_a_decimal_comma() {
        check(';', &["100"], "1,234", Some("1.234"));
        check(';', &["1,234.56"], "1,234", Some("1234"));
        check(';', &["100"], "1.234", Some("1.234"));
    }

    /// Read by the comma of the others, `1.234` was multiplied by a thousand without a word.
    #[test]
    fn a_point_before_three_digits_among_decimal_commas_is_refused_and_the_reverse() {
        check(',', &["2,5"], "1.234", None);
        check(';', &["2,5"], "1.234", None);
        check(',', &["2.5"], "1,234", None);
        check(',', &["2,5", "2.5"], "1.234", None);
        check(',', &["2,5", "1.234.567"], "1.234", Some("1234"));
        check(',', &["2,5"], "12.34", Some("12.34"));
        check(',', &["2,5"], "1.234,5", Some("1234.5"));

        let figures = Figures::new("x,\"2,5\"\n", habit(b','), 1);
        assert_eq!(
            figures.parse("1.234").unwrap_err().to_string(),
            "`1.234` can be 1234 or 1.234, and its column does not show which: give --decimal comma or --decimal point"
        );
    }

    #[test]
    fn the_decimal_mark_that_the_user_gives_decides() {
        let read = |given: DecimalMark, cell: &str| {
            let habit = Habit {
                given: Some(given),
                ..habit(b',')
            };
            let figures = Figures::new("x,\"2,5\"\nx,2.5\n", habit, 1);
            figures.parse(cell).unwrap().to_string()
        };
        assert_eq!(read(DecimalMark::Comma, "1.234"), "1234");
        assert_eq!(read(DecimalMark::Point, "1.234"), "1.234");
        assert_eq!(read(DecimalMark::Comma, "1,234"), "1.234");
        assert_eq!(read(DecimalMark::Point, "1,234"), "1234");
    }

    #[test]
    fn where_nothing_shows_it_the_figure_is_refused() {
        check(',', &["100", "1,234"], "1,234", None);
        check('\t', &["100"], "1,234", None);
        check(';', &["90,5", "90.5"], "1,234", None);
        check(',', &["21.05.2024", "word, word"], "1,234", None);
    }

    #[test]
    fn figures_that_leave_no_doubt_are_read_as_everywhere() {
        check(';', &["90,5"], "90.6537", Some("90.6537"));
        check(';', &["90,5"], "1.234.567", Some("1234567"));
        check(',', &["90,5"], "−5", Some("-5"));
        check(',', &["90,5"], "0.125", Some("0.125"));
    }
}

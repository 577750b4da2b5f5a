//! The figures of one column: which mark stands before the fraction is found out from the column where a cell alone
//! leaves it open.
//!
//! `1,234` and, beside decimal commas, `1.234` can be a little more than one or more than a thousand. Another cell of the
//! column shows which (`90,5`, `1,234.56`), or the separator does: a spreadsheet puts `;` between fields because its
//! decimal mark is the comma. Where nothing shows it, the figure is refused with both readings.

use super::{reading::TextTable, split::Splitter, texts::Texts};
use crate::model::{AmountError, Decimal, Unit, parse_amount, parse_amount_in};
use std::cell::OnceCell;

/// The figures of a column.
pub struct Figures<'t> {
    text: &'t str,
    separator: u8,
    column: usize,
    /// Found out when a cell first leaves a doubt.
    marks: OnceCell<Marks>,
}

/// Marks found before fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    None,
    Comma,
    Point,
    Both,
}

impl<'t> Figures<'t> {
    pub(super) const fn new(text: &'t str, separator: u8, column: usize) -> Self {
        Self {
            text,
            separator,
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
        let is_open = matches!(read, Err(AmountError::Ambiguous { .. }));
        if !is_open && !could_be_thousands(cell) {
            return read;
        }
        settled_by(*self.marks(), self.separator, cell, read)
    }

    /// The marks that the cells of the column have before fractions.
    fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| {
            let mut splitter = Splitter::new(self.separator);
            let lines = self.text.lines().map(str::as_bytes);
            lines
                .map(|line| {
                    splitter.split_fields(line);
                    let cell = splitter.fields.get(self.column);
                    let cell = cell.map(|field| field.of(line)).unwrap_or_default();
                    marks_of(String::from_utf8_lossy(&cell).trim())
                })
                .fold(Marks::None, Marks::and)
        })
    }
}

/// Reads a cell that alone leaves its mark open.
fn settled_by(
    marks: Marks,
    separator: u8,
    cell: &str,
    read: Result<Decimal, AmountError>,
) -> Result<Decimal, AmountError> {
    match read {
        Err(AmountError::Ambiguous { text, readings }) => {
            let [whole, fraction] = &readings;
            match marks {
                Marks::Comma => parse_amount(fraction),
                Marks::Point => parse_amount(whole),
                Marks::None if separator == b';' => parse_amount(fraction),
                _ => Err(AmountError::Ambiguous { text, readings }),
            }
        }
        // Read with a decimal point, which among decimal commas parts thousands.
        Ok(amount) if could_be_thousands(cell) && marks == Marks::Comma => {
            Ok(Decimal::new(amount.units(), 0))
        }
        other => other,
    }
}

/// The decimal marks of all columns of a table, for fields that may or may not be figures.
#[derive(Clone, Debug)]
pub struct ColumnMarks {
    separator: u8,
    columns: Vec<Marks>,
    /// The marks of all columns together, because most tables are written with one.
    everywhere: Marks,
}

impl ColumnMarks {
    /// Takes in the fields of a row.
    pub fn see(&mut self, row: &Texts) {
        if self.columns.len() < row.len() {
            self.columns.resize(row.len(), Marks::None);
        }
        for (column, cell) in self.columns.iter_mut().zip(row.iter()) {
            *column = column.and(marks_of(cell.trim()));
        }
    }

    /// Ends the rows: only then is known what all columns show together.
    #[must_use]
    pub fn seen(mut self) -> Self {
        let columns = self.columns.iter().copied();
        self.everywhere = columns.fold(Marks::None, Marks::and);
        self
    }

    /// The figure that a cell of a column is, if that is certain.
    pub fn figure(&self, column: usize, cell: &str) -> Option<Decimal> {
        // An amount has no letter but that of an exponent, and a text takes long to read as one with a currency.
        if cell.contains(|c: char| c.is_alphabetic() && !matches!(c, 'e' | 'E')) {
            return None;
        }

        let read = parse_amount(cell);
        let is_open = matches!(read, Err(AmountError::Ambiguous { .. }));
        if !is_open && !could_be_thousands(cell) {
            return read.ok();
        }

        let marks = self.columns.get(column).copied().unwrap_or(Marks::None);
        let is_between_semicolons = self.separator == b';';
        let is_certain = match (marks, self.everywhere) {
            (Marks::Comma | Marks::Point, _) => true,
            (Marks::None, Marks::None) => is_open == is_between_semicolons,
            (Marks::None, Marks::Comma) => is_open && is_between_semicolons,
            (Marks::None, Marks::Point) => !is_open && !is_between_semicolons,
            (Marks::Both, _) | (_, Marks::Both) => false,
        };
        is_certain
            .then(|| settled_by(marks, self.separator, cell, read).ok())
            .flatten()
    }
}

impl Marks {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (one, Self::None) => one,
            (Self::None, other) => other,
            (one, other) if one == other => one,
            _ => Self::Both,
        }
    }
}

impl<'t> TextTable<'t> {
    /// The figures of a column.
    pub const fn figures(&self, column: usize) -> Figures<'t> {
        Figures::new(self.text(), self.separator(), column)
    }

    /// The marks of all columns, to be found out row by row.
    pub const fn column_marks(&self) -> ColumnMarks {
        ColumnMarks {
            separator: self.separator(),
            columns: Vec::new(),
            everywhere: Marks::None,
        }
    }
}

/// The decimal mark that a cell alone shows.
fn marks_of(cell: &str) -> Marks {
    // Most cells have neither mark, and need not be read.
    if !cell.contains([',', '.']) {
        return Marks::None;
    }
    // A date or a word is no evidence.
    let is_figure = !matches!(
        parse_amount(cell),
        Err(AmountError::Ambiguous { .. } | AmountError::Unreadable(_) | AmountError::TooLong(_))
    );
    if !is_figure || could_be_thousands(cell) {
        return Marks::None;
    }

    let count = |mark: char| cell.matches(mark).count();
    match (count(','), count('.'), cell.rfind([',', '.'])) {
        (0, 0, _) | (_, _, None) => Marks::None,
        // Several of a kind part thousands, so fractions have the other.
        (2.., 0, _) => Marks::Point,
        (0, 2.., _) => Marks::Comma,
        (_, _, Some(last)) if cell[last..].starts_with(',') => Marks::Comma,
        _ => Marks::Point,
    }
}

/// Whether a cell has one point and three digits behind it, at most three in front: `1.234`.
fn could_be_thousands(cell: &str) -> bool {
    let number = cell.trim_matches(|c: char| !c.is_ascii_digit());
    number.split_once('.').is_some_and(|(whole, fraction)| {
        let are_digits = [whole, fraction]
            .iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        are_digits && fraction.len() == 3 && matches!(whole.len(), 1..=3) && !whole.starts_with('0')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(separator: char, column: &[&str], cell: &str, expected: Option<&str>) {
        let rows: Vec<String> = column
            .iter()
            .map(|cell| format!("x{separator}\"{cell}\"\n"))
            .collect();
        let rows = rows.concat();
        let figures = Figures::new(&rows, separator as u8, 1);
        let read = figures.parse(cell).ok().map(|amount| amount.to_string());
        assert_eq!(read.as_deref(), expected, "{cell} among {column:?}");
    }

    #[test]
    fn another_cell_of_the_column_shows_the_decimal_mark() {
        check(',', &["90,5"], "1,234", Some("1.234"));
        check(',', &["1,234.56"], "1,234", Some("1234"));
        check(',', &["12.5"], "1,234", Some("1234"));
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

    #[test]
    fn where_nothing_shows_it_the_figure_is_refused() {
        check(',', &["100", "1,234"], "1,234", None);
        check('\t', &["100"], "1,234", None);
        check(';', &["90,5", "90.5"], "1,234", None);
        check(',', &["21.05.2024", "word, word"], "1,234", None);
    }

    #[test]
    fn a_column_of_the_users_own_has_a_figure_only_where_it_is_certain() {
        for (separator, rows, cell, expected) in [
            (b';', &[["100", "1.000.000,00"]][..], "1.250", Some("1250")),
            (b';', &[["100,50", "1.250"]], "1.250", None),
            (b';', &[["100", "1.250"]], "1.250", None),
            (b';', &[["100,50", "1,250"]], "1,250", Some("1.250")),
            (b';', &[["1.5", "1,250"]], "1,250", None),
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
            let mut marks = ColumnMarks {
                separator,
                columns: Vec::new(),
                everywhere: Marks::None,
            };
            for row in rows {
                marks.see(&row.iter().collect());
            }
            let figure = marks.seen().figure(1, cell);
            let figure = figure.map(|figure| figure.to_string());
            assert_eq!(figure.as_deref(), expected, "{cell} among {rows:?}");
        }
    }

    #[test]
    fn figures_that_leave_no_doubt_are_read_as_everywhere() {
        check(';', &["90,5"], "90.6537", Some("90.6537"));
        check(';', &["90,5"], "1.234.567", Some("1234567"));
        check(',', &["90,5"], "−5", Some("-5"));
        check(',', &["90,5"], "0.125", Some("0.125"));
    }
}

//! Cells by what they are, and tables made of them.

use crate::model::{Decimal, Published};
use jiff::civil::Date;
use std::io;

/// One cell of a table.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// What is not known, or does not exist.
    Empty,
    /// A code or name of the program's own vocabulary, which no spreadsheet can mistake.
    Word(&'a str),
    /// What a stranger may have written: titles, addresses, names.
    Text(&'a str),
    Whole(i64),
    Figure(Decimal),
    Day(Date),
    Moment(Published),
    /// A field of a user's table, which a program gets as it was written, and a spreadsheet by what it means.
    Own(&'a str, Option<&'a Meaning>),
}

/// What a field of a user's table means.
#[derive(Clone, Copy, Debug)]
pub enum Meaning {
    Day(Date),
    Figure(Decimal),
}

impl From<&Meaning> for Cell<'_> {
    fn from(meaning: &Meaning) -> Self {
        match *meaning {
            Meaning::Day(day) => Self::Day(day),
            Meaning::Figure(figure) => Self::Figure(figure),
        }
    }
}

impl From<Option<Decimal>> for Cell<'_> {
    fn from(figure: Option<Decimal>) -> Self {
        figure.map_or(Self::Empty, Self::Figure)
    }
}

impl From<Option<Date>> for Cell<'_> {
    fn from(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }
}

/// A format in which a table is being written, cell by cell.
pub trait Cells {
    fn write_cell(&mut self, cell: &Cell<'_>) -> io::Result<()>;

    fn end_row(&mut self) -> io::Result<()>;

    fn write_cells(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        cells.iter().try_for_each(|cell| self.write_cell(cell))
    }

    fn write_row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.write_cells(cells)?;
        self.end_row()
    }
}

/// What can be written as a table.
pub trait Table {
    /// What it is, in a word.
    const NAME: &'static str;

    /// The names of its columns.
    fn columns(&self) -> Vec<String>;

    /// Writes the rows; each has as many cells as there are columns.
    ///
    /// # Errors
    /// Those of the format.
    fn write_rows(&self, out: &mut impl Cells) -> io::Result<()>;
}

/// Names of columns, written with commas between them.
pub(in crate::render) fn names(joined: &str) -> Vec<String> {
    joined.split(',').map(str::to_owned).collect()
}

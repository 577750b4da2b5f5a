//! Tables that leave the program as files: CSV for a program or a spreadsheet, and the workbook of a spreadsheet.
//!
//! A [`Table`] names its columns and gives its cells by what they are ([`Cell`]), once; the formats decide how a figure,
//! a day or a stranger's text is written. So no format can take a figure for a text or a text for a formula.

mod cell;
mod csv;
mod xlsx;

pub(in crate::render) use cell::names;
pub use cell::{Cell, Cells, Meaning, Table};
pub use csv::{CsvFor, render_csv};
pub use xlsx::{Workbook, render_xlsx};

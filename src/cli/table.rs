//! How tables are read, where tables go, and what will read their CSV.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// What will read the CSV.
#[derive(Args, Debug)]
#[group(skip)]
pub struct CsvArgs {
    /// What will read the CSV; without --format the output is CSV then
    #[arg(long, value_enum, value_name = "PROGRAM")]
    pub csv_for: Option<CsvForArg>,
}

/// Readers of CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CsvForArg {
    /// Programs: commas, decimal points, ISO dates; the default of --format csv
    Programs,
    /// Excel or LibreOffice with a decimal point: the same with a byte order mark
    Excel,
    /// Excel or LibreOffice in Russian: semicolons, decimal commas, 21.05.2024, a byte order mark
    ExcelRu,
}

/// Where a table goes.
#[derive(Args, Debug)]
#[group(skip)]
pub struct OutputArgs {
    /// File, its format by its name (.csv, .json, .xlsx …); - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// What will read the CSV
    #[command(flatten)]
    pub csv: CsvArgs,
}

/// The mark before the fractions of a table that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DecimalArg {
    /// 1,234 is a little more than one, 1.234 more than a thousand
    Comma,
    /// 1.234 is a little more than one, 1,234 more than a thousand
    Point,
}

//! In which format a table is written: as typed, or by the name of its file, or by the reader of its CSV.

use super::table_output::file_of;
use crate::{
    cli::{CsvArgs, OutputArgs},
    error::{Error, Result},
};
use clap::ValueEnum;

/// The format typed, or CSV where the reader of CSV is named, or the usual one.
///
/// # Errors
/// [`Error::Usage`] for a reader of CSV beside another format.
pub fn format_or<F: ValueEnum + PartialEq>(typed: Option<F>, csv: &CsvArgs, usual: F) -> Result<F> {
    let format = match typed {
        Some(typed) => typed,
        None if csv.csv_for.is_some() => named("csv").unwrap_or(usual),
        None => usual,
    };
    if csv.csv_for.is_some() && is_no_csv(&format) {
        return Err(Error::usage(
            "--csv-for",
            "it is for CSV alone; leave out --format, or this option",
            "он действует только для CSV; уберите --format или этот параметр",
        ));
    }
    Ok(format)
}

/// As [`format_or`], with the format of the file's name where none is typed.
///
/// # Errors
/// [`Error::Usage`] also for a name that promises another format than the one typed, or none.
pub fn format_of_output<F: ValueEnum + PartialEq>(
    typed: Option<F>,
    output: &OutputArgs,
    usual: F,
) -> Result<F> {
    let Some(file) = file_of(output) else {
        return format_or(typed, &output.csv, usual);
    };

    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let by_name = named(&ending);
    if file.is_dir() {
        return Err(Error::usage(
            "--output",
            "it is a folder; give the name of a file in it",
            "это папка; укажите имя файла в ней",
        ));
    }
    if typed.is_none() && output.csv.csv_for.is_some() && by_name.as_ref().is_some_and(is_no_csv) {
        return Err(Error::usage(
            "--csv-for",
            format!(
                "the file's name ends in .{ending}, and this option is for CSV alone; end the name in .csv, or leave the option out"
            ),
            format!(
                "имя файла кончается на .{ending}, а параметр действует только для CSV; назовите файл .csv или уберите параметр"
            ),
        ));
    }
    match (typed, by_name) {
        (Some(typed), Some(by_name)) if typed != by_name => Err(other_format(&typed, &ending)),
        (None, None) if output.csv.csv_for.is_none() => Err(no_format::<F>()),
        (typed, by_name) => format_or(typed.or(by_name), &output.csv, usual),
    }
}

/// The name of the file promises no format, and none is typed.
fn no_format<F: ValueEnum>() -> Error {
    let values = F::value_variants().iter();
    let values = values.filter_map(ValueEnum::to_possible_value);
    let names: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
    let formats = names.join(", ");
    Error::usage(
        "--output",
        format!(
            "the file's name does not end in a format of this command ({formats}); add --format"
        ),
        format!(
            "имя файла не кончается на один из форматов команды ({formats}); добавьте --format"
        ),
    )
}

fn is_no_csv<F: ValueEnum + PartialEq>(format: &F) -> bool {
    Some(format) != named("csv").as_ref()
}

/// The format that is called so.
fn named<F: ValueEnum>(name: &str) -> Option<F> {
    F::from_str(name, true).ok()
}

fn other_format(typed: &impl ValueEnum, ending: &str) -> Error {
    let typed = typed.to_possible_value();
    let typed = typed.as_ref().map_or("", |value| value.get_name());
    Error::usage(
        "--format",
        format!("it says {typed}, but the file's name ends in .{ending}; change one of them"),
        format!("указан {typed}, а имя файла кончается на .{ending}; измените одно из двух"),
    )
}

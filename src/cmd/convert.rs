//! `rates convert`: one amount, or the rows of a table.

use super::{
    context::Context,
    input::{parse_mapping, read_input},
    table_format::format_of_output,
};
use crate::{
    app::{
        convert::{ConversionRequest, check_whole_amount, convert, find_units},
        convert_table::{AMOUNT_FIELDS, convert_table},
    },
    cli::{ConvertArgs, ConvertFormat},
    error::{Error, Result},
    model::parse_amount,
    render::{
        converted_table::{self, ConvertedSheet},
        json, render_conversion,
    },
    table::DecimalMark,
};
use std::path::Path;

pub fn run(context: &Context, arguments: &ConvertArgs) -> Result<()> {
    match &arguments.csv {
        Some(path) => convert_rows(context, arguments, path),
        None => convert_one(context, arguments),
    }
}

fn convert_one(context: &Context, arguments: &ConvertArgs) -> Result<()> {
    // clap does not require a file that the amount excludes.
    let of_tables = [
        ("--map", arguments.map.is_some()),
        ("--decimal", arguments.decimal.is_some()),
    ];
    if let Some((flag, _)) = of_tables.iter().find(|(_, is_given)| *is_given) {
        return Err(Error::usage(
            flag,
            "it says how a table is read; give the table with --csv FILE",
            "параметр говорит, как читать таблицу; укажите саму таблицу: --csv ФАЙЛ",
        ));
    }
    // clap requires both words where there is no file.
    let amount = arguments.amount.as_deref().unwrap_or_default();
    let from = arguments.from.as_deref().unwrap_or_default();
    check_whole_amount(amount, from, arguments.to.iter().chain(&arguments.wanted))?;
    let amount = parse_amount(amount)?;
    let (from, to) = find_units(from, wanted(arguments)?)?;
    let request = ConversionRequest {
        amount,
        from,
        to,
        day: context.optional_day(arguments.on.as_deref())?,
        digits: arguments.digits.map(u32::from),
    };

    let output = &arguments.output;
    let format = format_of_output(arguments.format, output, ConvertFormat::Line)?;
    let converted = convert(&context.open()?, &request)?;
    match format {
        ConvertFormat::Line => {
            let text = render_conversion(&converted, context.style());
            context.write_to(output, |out| writeln!(out, "{text}"))
        }
        ConvertFormat::Json => {
            context.write_to(output, |out| json::render_conversion(&converted, out))
        }
        ConvertFormat::Csv => context.write_csv(output, &converted),
        ConvertFormat::Xlsx => context.write_xlsx(output, &converted),
    }
}

/// The currency wanted, as typed: with or without a word before it.
fn wanted(arguments: &ConvertArgs) -> Result<Option<&str>> {
    let to = arguments.to.as_deref();
    let is_preposition = to.is_some_and(|word| ["to", "in", "into", "в"].contains(&word));
    match &arguments.wanted[..] {
        [] => return Ok(to),
        [wanted] if is_preposition => return Ok(Some(wanted)),
        _ => {}
    }
    Err(Error::usage(
        "TO",
        "one currency is wanted: `rates convert 1250 EUR to USD`",
        "нужна одна валюта: `rates convert 1250 EUR в USD`",
    ))
}

fn convert_rows(context: &Context, arguments: &ConvertArgs, path: &Path) -> Result<()> {
    let mapping = parse_mapping(arguments.map.as_deref(), &AMOUNT_FIELDS)?
        .with_decimal(arguments.decimal.map(DecimalMark::from));
    let file = read_input(path)?;
    let digits = arguments.digits.map(u32::from);
    let output = &arguments.output;
    let format = format_of_output(arguments.format, output, ConvertFormat::Csv)?;
    let table = convert_table(&context.open()?, &file, &mapping, digits)?;

    let today = context.today;
    let sheet = ConvertedSheet::new(&table, context.lang, today);
    match format {
        ConvertFormat::Line => context.write_to(output, |out| {
            let rows = table.rows.iter();
            let mut converted = rows.filter_map(|row| row.outcome.as_ref().ok());
            converted
                .try_for_each(|row| writeln!(out, "{}", render_conversion(row, context.style())))
        }),
        ConvertFormat::Json => context.write_to(output, |out| {
            converted_table::render_json(&table, today, out)
        }),
        ConvertFormat::Csv => context.write_csv(output, &sheet),
        ConvertFormat::Xlsx => context.write_xlsx(output, &sheet),
    }?;

    // All rows are printed before those with an error end the command with 1.
    match table.failed() {
        0 => Ok(()),
        count => Err(Error::RowsNotConverted { count }),
    }
}

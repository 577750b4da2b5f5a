//! `rates convert`: one amount, or the rows of a file.

use super::{context::Context, input::read_input};
use crate::{
    app::convert::{ConversionRequest, convert, convert_rows, find_units},
    cli::{ConvertArgs, ConvertFormat},
    error::Result,
    model::parse_amount,
    render::{Converted, csv, json, render_conversion},
};

pub fn run(context: &Context, arguments: &ConvertArgs) -> Result<()> {
    let digits = arguments.digits.map(u32::from);
    if let Some(path) = &arguments.csv {
        let file = read_input(path)?;

        let (rows, left_out) = convert_rows(&context.open()?, &file, digits)?;
        let format = arguments.format.unwrap_or(ConvertFormat::Csv);
        write(context, &rows, format)?;
        // The rows that could be converted are printed before the others end the command with 1.
        return left_out.result();
    }

    // clap requires both words where there is no file.
    let amount = parse_amount(arguments.amount.as_deref().unwrap_or_default())?;
    let from = arguments.from.as_deref().unwrap_or_default();
    let (from, to) = find_units(from, arguments.to.as_deref())?;
    let request = ConversionRequest {
        amount,
        from,
        to,
        day: context.optional_day(arguments.on.as_deref())?,
        digits,
    };

    let converted = convert(&context.open()?, &request)?;
    let format = arguments.format.unwrap_or(ConvertFormat::Line);
    write(context, &[converted], format)
}

fn write(context: &Context, rows: &[Converted], format: ConvertFormat) -> Result<()> {
    let style = context.style();
    let mut each = rows.iter();
    context.write(|out| match format {
        ConvertFormat::Line => {
            each.try_for_each(|row| writeln!(out, "{}", render_conversion(row, style)))
        }
        ConvertFormat::Json => each.try_for_each(|row| json::render_conversion(row, out)),
        ConvertFormat::Csv => csv::render_conversions(rows, out),
    })
}

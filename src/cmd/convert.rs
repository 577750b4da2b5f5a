//! `rates convert`: one amount, or the rows of a file.

use super::context::Context;
use super::show::usual_day;
use super::support::read_input;
use crate::analysis;
use crate::cli::{ConvertArgs, ConvertFormat};
use crate::error::{Bilingual, Error, Result};
use crate::model::{Currency, Decimal, Span};
use crate::render::{self, Converted, Leg, Minus};
use crate::sources::table::row_line;
use crate::store::Store;
use jiff::civil::Date;
use std::path::Path;

pub fn run(context: &Context, arguments: &ConvertArgs) -> Result<()> {
    let store = context.open_store()?;
    if let Some(file) = &arguments.csv {
        return convert_file(context, &store, file, arguments.format.unwrap_or(ConvertFormat::Csv));
    }
    let typed = |text: &Option<String>| text.clone().unwrap_or_default();
    let amount = parse_amount(&typed(&arguments.amount))?;
    let from = find_currency(&typed(&arguments.from))?;
    let to = find_currency(&typed(&arguments.to))?;
    let currencies: Vec<_> = [from, to].into_iter().flatten().collect();
    let day = match &arguments.on {
        Some(text) => context.day(text)?,
        None if currencies.is_empty() => context.today,
        None => usual_day(context, &store, &currencies)?,
    };
    let converted = convert(&store, amount, from, to, day)?;
    for note in render::notes_on_conversion(&converted) {
        context.note(&render::note_text(&note, context.lang, context.today));
    }
    write(context, &[converted], arguments.format.unwrap_or(ConvertFormat::Line))
}

fn write(context: &Context, rows: &[Converted], format: ConvertFormat) -> Result<()> {
    let style = context.style(Minus::Typographic);
    context.write(|out| match format {
        ConvertFormat::Line => {
            rows.iter().try_for_each(|row| writeln!(out, "{}", render::render_conversion(row, style)))
        }
        ConvertFormat::Json => rows.iter().try_for_each(|row| render::json::render_conversion(row, out)),
        ConvertFormat::Csv => render::csv::render_conversions(rows, out),
    })
}

/// Converts at the rates in force on `day`; `None` is the ruble.
fn convert(
    store: &Store,
    amount: Decimal,
    from: Option<&'static Currency>,
    to: Option<&'static Currency>,
    day: Date,
) -> Result<Converted> {
    let leg = |currency: Option<&'static Currency>| -> Result<Option<Leg>> {
        let Some(currency) = currency else { return Ok(None) };
        let rate = store.load_series(currency, Span::day(day))?.in_force(day);
        let rate = rate.map_err(|reason| Error::NoRate { currency, day, reason })?;
        Ok(Some(Leg { currency, rate }))
    };
    let (from, to) = (leg(from)?, leg(to)?);
    let rate = |leg: &Option<Leg>| leg.map(|leg| leg.rate);
    let conversion = analysis::convert(amount, rate(&from).as_ref(), rate(&to).as_ref())?;
    Ok(Converted { day, amount, from, to, conversion })
}

/// Converts each row; bad ones are said with their line and left out, and the rest goes on.
fn convert_file(context: &Context, store: &Store, file: &Path, format: ConvertFormat) -> Result<()> {
    let bytes = read_input(file)?;
    let broken = |line: u64, message: String| Error::Content { path: file.to_owned(), line, message };
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes.as_slice());
    let header = reader.headers().map_err(|error| broken(1, error.to_string()))?.clone();
    let mut columns = [0; 4];
    for (at, name) in columns.iter_mut().zip(["date", "amount", "from", "to"]) {
        let found =
            header.iter().position(|field| field.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name));
        *at = found.ok_or_else(|| broken(1, format!("no column `{name}`")))?;
    }
    let (mut rows, mut left_out) = (Vec::new(), 0);
    for (index, record) in reader.records().enumerate() {
        let line =
            record.as_ref().map_or(index as u64 + 2, |record| row_line(record.as_byte_record(), &bytes));
        let converted = record.map_err(|error| broken(0, error.to_string())).and_then(|record| {
            let field = |at: usize| record.get(at).unwrap_or_default();
            let [date, amount, from, to] = columns.map(field);
            let (from, to) = (find_currency(from)?, find_currency(to)?);
            convert(store, parse_amount(amount)?, from, to, context.day(date)?)
        });
        match converted {
            Ok(converted) => rows.push(converted),
            Err(error) => {
                left_out += 1;
                let text = render::error_text(&error, context.lang, context.today);
                context.note(&format!("{}:{line}: {text}", file.display()));
            }
        }
    }
    write(context, &rows, format)?;
    if left_out > 0 { Err(Error::RowsLeftOut { count: left_out }) } else { Ok(()) }
}

/// A currency, or `None` for the ruble.
fn find_currency(typed: &str) -> Result<Option<&'static Currency>> {
    let is_ruble = ["RUB", "RUR", "РУБ"].contains(&typed.trim().to_uppercase().as_str());
    if is_ruble { Ok(None) } else { Ok(Some(Currency::find(typed)?)) }
}

/// `100`, `12.5`, `12,5`, `1 000,50`; `1,000` could be a thousand or one, and is refused.
fn parse_amount(typed: &str) -> Result<Decimal> {
    let refused = |en: &str, ru: &str| Error::Usage {
        flag: "AMOUNT",
        problem: Bilingual::new(format!("`{typed}` {en}"), format!("«{typed}» {ru}")),
    };
    let plain: String = typed
        .trim()
        .replace('−', "-")
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '_'))
        .collect();
    let groups: Vec<&str> = plain.trim_start_matches(['-', '+']).split(',').collect();
    let is_group = |group: &&str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
    if groups.len() > 1
        && groups[0] != "0"
        && (groups.contains(&"") || groups[1..].iter().all(|g| is_group(&g.split('.').next().unwrap_or(g))))
    {
        return Err(refused(
            "is ambiguous: write 1000.5 or 1000,5 without marks between thousands",
            "можно понять по-разному: напишите 1000.5 или 1000,5, не разделяя тысячи запятой",
        ));
    }
    Decimal::parse(&plain.replacen(',', ".", 1)).map_err(|_| refused("is not an amount", "— не сумма"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, expected) in [
            ("100", "100"),
            ("12.50", "12.50"),
            ("12,5", "12.5"),
            ("1 000,50", "1000.50"),
            ("1\u{a0}000\u{202f}000", "1000000"),
            ("−5", "-5"),
            ("0,125", "0.125"),
            ("1e3", "1000"),
        ] {
            assert_eq!(parse_amount(typed).unwrap().to_string(), expected, "{typed}");
        }
        for typed in ["", "1,000", "1,000,000", "1,000.50", "1,2,3", "abc", "1.2.3", "1,"] {
            assert_eq!(parse_amount(typed).unwrap_err().exit_code(), 2, "{typed}");
        }
    }
}

//! `rates convert`: one amount, or the rows of a file.

use super::context::Context;
use super::rate_ages::{load_age, say_stale};
use super::rate_series::{default_day, not_a_price};
use super::support::read_input;
use crate::analysis::{self, Side};
use crate::cli::{ConvertArgs, ConvertFormat};
use crate::error::{Bilingual, Error, Result};
use crate::model::{Decimal, Pair, PairError, Span, Unit, each_once, parse_amount};
use crate::render::{self, Age, Converted, Minus};
use crate::sources::table::{no_column, row_line};
use crate::store::Store;
use jiff::civil::Date;
use std::path::Path;

pub fn run(context: &Context, arguments: &ConvertArgs) -> Result<()> {
    let store = context.open_store()?;
    let digits = arguments.digits.map(u32::from);
    if let Some(file) = &arguments.csv {
        let format = arguments.format.unwrap_or(ConvertFormat::Csv);
        return convert_file(context, &store, file, digits, format);
    }

    let typed = |text: &Option<String>| text.clone().unwrap_or_default();
    let amount = parse_amount(&typed(&arguments.amount))?;
    let (from, to) = find_units(&typed(&arguments.from), arguments.to.as_deref())?;
    let asked = arguments
        .on
        .as_deref()
        .map(|text| context.day(text))
        .transpose()?;
    let currencies = each_once([from, to].into_iter().filter_map(Unit::currency));
    let day = match asked {
        Some(day) => day,
        None if currencies.is_empty() => context.today,
        None => default_day(context, &store, &currencies)?,
    };

    let wanted = Wanted {
        amount,
        from,
        to,
        day,
        asked,
        digits,
    };
    let converted = convert(context, &store, &wanted)?;

    if asked.is_none() {
        say_stale(context, &store, &currencies, None)?;
    }
    for note in render::notes_on_conversion(&converted) {
        context.say(&note);
    }
    write(
        context,
        &[converted],
        arguments.format.unwrap_or(ConvertFormat::Line),
    )
}

fn write(context: &Context, rows: &[Converted], format: ConvertFormat) -> Result<()> {
    let style = context.style(Minus::Typographic);
    context.write(|out| match format {
        ConvertFormat::Line => rows
            .iter()
            .try_for_each(|row| writeln!(out, "{}", render::render_conversion(row, style))),
        ConvertFormat::Json => rows
            .iter()
            .try_for_each(|row| render::json::render_conversion(row, out)),
        ConvertFormat::Csv => render::csv::render_conversions(rows, out),
    })
}

/// A conversion to be made.
#[derive(Clone, Copy)]
struct Wanted {
    amount: Decimal,
    from: Unit,
    to: Unit,
    day: Date,
    /// The day that was typed.
    asked: Option<Date>,
    digits: Option<u32>,
}

/// Converts at the rates in force on the day.
fn convert(context: &Context, store: &Store, wanted: &Wanted) -> Result<Converted> {
    let Wanted {
        amount,
        day,
        asked,
        digits,
        ..
    } = *wanted;
    let mut age = Age::default();
    let mut side = |unit: Unit| -> Result<Side> {
        let Some(currency) = unit.currency() else {
            return Ok(Side { unit, rate: None });
        };
        let rate = store.load_series(currency, Span::day(day))?.in_force(day);
        let rate = rate.map_err(|reason| Error::NoRate {
            currency,
            day,
            reason,
        })?;
        let own = load_age(context, store, currency, rate.record.record_date(), asked)?;
        age = Age {
            days: age.days.max(own.days),
            is_stale: age.is_stale || own.is_stale,
        };
        Ok(Side {
            unit,
            rate: Some(rate),
        })
    };
    let from = side(wanted.from)?;
    let to = side(wanted.to)?;
    let conversion = analysis::convert(amount, from, to, digits)?;
    Ok(Converted {
        day,
        amount,
        from,
        to,
        conversion,
        age,
    })
}

/// The units of an amount and of its result: two codes, a pair, or one code, which is converted into rubles.
fn find_units(from: &str, to: Option<&str>) -> Result<(Unit, Unit)> {
    if let Some(to) = to.filter(|to| !to.is_empty()) {
        return Ok((Unit::find(from)?, Unit::find(to)?));
    }
    match Unit::find(from) {
        Ok(from) => Ok((from, Unit::RUB)),
        Err(unknown) => match Pair::find(from) {
            Ok(Pair { base, quote }) => Ok((base, quote.unwrap_or(Unit::RUB))),
            Err(PairError::SameMoney(base, quote)) => Ok((base, quote)),
            Err(PairError::Unknown(_)) => Err(unknown.into()),
            Err(error) => Err(not_a_price(&error)),
        },
    }
}

/// Converts each row; bad ones are said with their line and left out, and the rest goes on.
fn convert_file(
    context: &Context,
    store: &Store,
    file: &Path,
    digits: Option<u32>,
    format: ConvertFormat,
) -> Result<()> {
    let bytes = read_input(file)?;
    let broken = |line: u64, error: csv::Error| {
        let message = Bilingual::new(error.to_string(), error.to_string());
        Error::content(file, line, message)
    };
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(bytes.as_slice());
    let header = reader.headers().map_err(|error| broken(1, error))?.clone();
    let mut columns = [0; 4];
    for (at, name) in columns.iter_mut().zip(["date", "amount", "from", "to"]) {
        let found = header.iter().position(|field| {
            field
                .trim_start_matches('\u{feff}')
                .eq_ignore_ascii_case(name)
        });
        *at = found.ok_or_else(|| Error::content(file, 1, no_column(name)))?;
    }

    let mut rows = Vec::new();
    let mut left_out = 0;
    for (index, record) in reader.records().enumerate() {
        let line = record.as_ref().map_or(index as u64 + 2, |record| {
            row_line(record.as_byte_record(), &bytes)
        });
        let converted = record.map_err(|error| broken(0, error)).and_then(|record| {
            let field = |at: usize| record.get(at).unwrap_or_default();
            let [date, amount, from, to] = columns.map(field);
            let (from, to) = find_units(from, Some(to))?;
            let amount = parse_amount(amount)?;
            let day = context.day(date)?;
            convert(
                context,
                store,
                &Wanted {
                    amount,
                    from,
                    to,
                    day,
                    asked: Some(day),
                    digits,
                },
            )
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

    for note in render::notes_on_conversions(&rows) {
        context.say(&note);
    }
    write(context, &rows, format)?;
    if left_out > 0 {
        Err(Error::RowsLeftOut { count: left_out })
    } else {
        Ok(())
    }
}

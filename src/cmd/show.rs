//! `rates show`: the rates in force on a day.

use super::{
    context::Context, environment::Screen, table_format::format_or, table_output::csv_reader,
};
use crate::{
    app::{
        news::load_headlines_of_day,
        rates::{ShowRequest, load_shown, load_sparklines},
    },
    chart::TextLetters,
    cli::{ShowArgs, ShowFormat},
    error::{Error, Result},
    render::{self, LinkedHeadline, Minus, Shown, json, render_csv},
};

pub fn run(context: &Context, arguments: &ShowArgs) -> Result<()> {
    let format = format_or(arguments.format, &arguments.csv, ShowFormat::Line)?;
    refuse_what_has_no_room(arguments, format)?;
    let request = ShowRequest {
        pairs: context.pairs(&arguments.codes)?,
        day: context.optional_day(arguments.on.as_deref())?,
        with_ages: format == ShowFormat::Json,
    };
    let app = context.open_with(arguments.news)?;

    let shown = load_shown(&app, &request)?;
    // Of the day that was chosen: without one typed it may be the last covered one.
    let headlines = arguments
        .news
        .then(|| load_headlines_of_day(&app, &request.currencies(), shown.day))
        .transpose()?;
    let sparks = if arguments.spark {
        let letters = context.letters(arguments.ascii.then_some(TextLetters::Ascii));
        let most = most_spark_letters(context, arguments, &shown);
        load_sparklines(&app, &request.pairs, shown.day, letters, most)?
    } else {
        Vec::new()
    };
    write(
        context,
        arguments,
        format,
        &shown,
        &sparks,
        headlines.as_deref(),
    )
}

/// Letters of each small chart: on a terminal as many as leave the line whole.
fn most_spark_letters(context: &Context, arguments: &ShowArgs, shown: &Shown) -> usize {
    let Screen::Terminal(columns) = context.stdout else {
        return usize::MAX;
    };

    let columns = columns.unwrap_or(80).into();
    render::spark_room(shown, arguments.digits.into(), context.lang, columns)
}

fn refuse_what_has_no_room(arguments: &ShowArgs, format: ShowFormat) -> Result<()> {
    if arguments.news && format == ShowFormat::Csv {
        return Err(Error::usage(
            "--news",
            "CSV has no place for headlines; `rates news list --format csv` lists them with their rates",
            "в CSV заголовкам нет места; список с курсами: `rates news list --format csv`",
        ));
    }
    if arguments.spark && format != ShowFormat::Line {
        return Err(Error::usage(
            "--spark",
            "only the line has room for it; `rates history` gives the series in other forms",
            "место ей только в строке; ряд в других видах даёт `rates history`",
        ));
    }
    Ok(())
}

fn write(
    context: &Context,
    arguments: &ShowArgs,
    format: ShowFormat,
    shown: &Shown,
    sparks: &[String],
    headlines: Option<&[LinkedHeadline]>,
) -> Result<()> {
    let mut style = context.style();
    if arguments.ascii {
        style.minus = Minus::Ascii;
    }
    let text = match format {
        ShowFormat::Json => {
            return context.write(|out| json::render_shown(shown, headlines, out));
        }
        ShowFormat::Csv => {
            let reader = csv_reader(&arguments.csv);
            return context.write(|out| render_csv(shown, reader, out));
        }
        ShowFormat::Line => {
            let digits = u32::from(arguments.digits);
            render::render_line_with_sparks(shown, sparks, digits, style)
        }
        ShowFormat::Table => render::render_shown_table(shown, style, context.frame()),
    };

    let below = headlines.map(|all| render::render_headlines_of_day(all, style, context.frame()));
    context.print(&format!("{text}\n{}", below.unwrap_or_default()))
}

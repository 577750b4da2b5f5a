//! `rates history`: series of records, days or periods.

mod request;

use super::{context::Context, price_file, table_format::format_of_output};
use crate::{
    app::history::{Histories, load_histories},
    cli::{HistoryArgs, HistoryFormat, OutputArgs},
    error::{Error, Result},
    rates,
    render::{
        json,
        prices::{render_one_c, render_prices},
        render_history_table,
    },
};
use request::{history_request, price_format};

pub fn run(context: &Context, arguments: &HistoryArgs) -> Result<()> {
    let format = format_of_output(arguments.format, &arguments.output, HistoryFormat::Table)?;
    let request = history_request(context, arguments, format)?;
    let Some(path) = &arguments.append else {
        let found = load_histories(&context.open()?, &request)?;
        return write(context, &found, format, &arguments.output);
    };

    let Some(program) = price_format(format) else {
        return Err(Error::usage(
            "--append",
            "adds price directives only; choose --format ledger, hledger or beancount, or write the whole file anew",
            "дописывает только цены; выберите --format ledger, hledger или beancount или запишите файл целиком",
        ));
    };
    let found = load_histories(&context.open()?, &request)?;
    price_file::append(context, path, &rates::prices(&found.histories), program)
}

fn write(
    context: &Context,
    found: &Histories,
    format: HistoryFormat,
    output: &OutputArgs,
) -> Result<()> {
    let histories = &found.histories[..];
    if let Some(program) = price_format(format) {
        return context.write_to(output, |out| render_prices(histories, program, out));
    }

    match format {
        HistoryFormat::Csv => context.write_csv(output, histories),
        HistoryFormat::Xlsx => context.write_xlsx(output, histories),
        HistoryFormat::Json => context.write_to(output, |out| {
            json::render_histories(histories, &found.ages, out)
        }),
        HistoryFormat::Ndjson => {
            context.write_to(output, |out| json::render_histories_ndjson(histories, out))
        }
        HistoryFormat::OneC => context.write_to(output, |out| {
            histories
                .iter()
                .try_for_each(|history| render_one_c(history, out))
        }),
        _ => {
            let frame = context.frame_in(output);
            let table = render_history_table(histories, context.style(), frame);
            context.write_to(output, |out| writeln!(out, "{table}"))
        }
    }
}

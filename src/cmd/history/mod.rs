//! `rates history`: series of records, days or periods.

mod request;

use super::{context::Context, price_file};
use crate::{
    app::history::{Histories, load_histories},
    cli::{HistoryArgs, HistoryFormat},
    error::{Error, Result},
    rates,
    render::{
        csv, json,
        prices::{render_one_c, render_prices},
        render_history_table,
    },
};
use request::{history_request, price_format};

pub fn run(context: &Context, arguments: &HistoryArgs) -> Result<()> {
    let request = history_request(context, arguments)?;
    let Some(path) = &arguments.append else {
        let found = load_histories(&context.open()?, &request)?;
        return write(context, &found, arguments.format);
    };

    let Some(program) = price_format(arguments.format) else {
        return Err(Error::usage(
            "--append",
            "adds price directives only; choose --format ledger, hledger or beancount, or write the whole file anew",
            "дописывает только цены; выберите --format ledger, hledger или beancount или запишите файл целиком",
        ));
    };
    let found = load_histories(&context.open()?, &request)?;
    price_file::append(context, path, &rates::prices(&found.histories), program)
}

fn write(context: &Context, found: &Histories, format: HistoryFormat) -> Result<()> {
    let histories = &found.histories;
    if let Some(program) = price_format(format) {
        return context.write(|out| render_prices(histories, program, out));
    }

    let style = context.style();
    context.write(|out| match format {
        HistoryFormat::Csv => csv::render_histories(histories, out),
        HistoryFormat::Json => json::render_histories(histories, &found.ages, out),
        HistoryFormat::Ndjson => json::render_histories_ndjson(histories, out),
        HistoryFormat::OneC => histories
            .iter()
            .try_for_each(|history| render_one_c(history, out)),
        _ => {
            let table = render_history_table(histories, style, context.frame());
            writeln!(out, "{table}")
        }
    })
}

//! `rates history`: series of records, days or periods.

use super::context::Context;
use crate::{
    app::history::{Histories, HistoryRequest, Step, load_histories},
    cli::{EveryArg, HistoryArgs, HistoryFormat},
    error::{Error, Result},
    model::Every,
    rates::Aggregate,
    render::{
        csv, json,
        ledger::{PriceFormat, render_prices},
        render_history_table,
    },
};

pub fn run(context: &Context, arguments: &HistoryArgs) -> Result<()> {
    let request = history_request(context, arguments)?;
    let found = load_histories(&context.open()?, &request)?;

    write(context, &found, arguments.format)
}

fn history_request(context: &Context, arguments: &HistoryArgs) -> Result<HistoryRequest> {
    let pairs = context.pairs(&arguments.codes)?;
    let (from, to) = context.range(arguments.from.as_deref(), arguments.to.as_deref())?;
    // An aggregate without a step is one of the whole range.
    let usual = arguments.agg.map_or(EveryArg::Record, |_| EveryArg::All);
    let step = step_of(arguments.every.unwrap_or(usual));
    if arguments.agg.is_some() && matches!(step, Step::Every(Every::Record | Every::Day)) {
        return Err(Error::usage(
            "--agg",
            "cannot aggregate single records or days; choose --every week, month, quarter, year or all",
            "отдельные записи и дни сводить не во что; выберите --every week, month, quarter, year или all",
        ));
    }

    Ok(HistoryRequest {
        pairs,
        from,
        to,
        step,
        aggregate: arguments.agg.map_or(Aggregate::Last, Into::into),
        keeps_published_units: price_format(arguments.format).is_some(),
    })
}

const fn step_of(typed: EveryArg) -> Step {
    let every = match typed {
        EveryArg::Record => Every::Record,
        EveryArg::Day => Every::Day,
        EveryArg::Week => Every::Week,
        EveryArg::Month => Every::Month,
        EveryArg::Quarter => Every::Quarter,
        EveryArg::Year => Every::Year,
        EveryArg::All => return Step::WholeRange,
    };
    Step::Every(every)
}

/// The program for which price directives are written, if they are.
const fn price_format(format: HistoryFormat) -> Option<PriceFormat> {
    match format {
        HistoryFormat::Ledger => Some(PriceFormat::Ledger),
        HistoryFormat::Hledger => Some(PriceFormat::Hledger),
        HistoryFormat::Beancount => Some(PriceFormat::Beancount),
        _ => None,
    }
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
        _ => {
            let table = render_history_table(histories, style, context.frame());
            writeln!(out, "{table}")
        }
    })
}

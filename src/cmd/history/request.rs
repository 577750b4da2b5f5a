//! The request of `history`, out of what was typed.

use crate::{
    app::history::{HistoryRequest, Step},
    cli::{EveryArg, HistoryArgs, HistoryFormat},
    cmd::context::Context,
    error::{Error, Result},
    model::{Every, Pair, Unit},
    rates::Aggregate,
    render::prices::PriceFormat,
};

pub fn history_request(
    context: &Context,
    arguments: &HistoryArgs,
    format: HistoryFormat,
) -> Result<HistoryRequest> {
    let mut pairs = context.pairs(&arguments.codes)?;
    if format == HistoryFormat::OneC {
        pairs = vec![pair_for_one_c(&pairs, arguments.per_unit)?];
    }
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
        is_for_price_directives: price_format(format).is_some(),
        is_per_unit: arguments.per_unit,
    })
}

/// The one currency of a file for 1C, in today's rubles on every day: the file cannot say that some are old.
fn pair_for_one_c(pairs: &[Pair], is_per_unit: bool) -> Result<Pair> {
    if is_per_unit {
        return Err(Error::usage(
            "--per-unit",
            "a file for 1C has the nominal beside each rate; leave --per-unit out",
            "в файле для 1С рядом с курсом стоит номинал; уберите --per-unit",
        ));
    }

    match pairs {
        [one] if one.quote.is_none_or(|quote| quote == Unit::RUB) => Ok(Pair {
            quote: Some(Unit::RUB),
            ..*one
        }),
        _ => Err(Error::usage(
            "--format 1c",
            "a file for 1C has the ruble rates of one currency, a file for each: \
             `rates history USD --format 1c > usd.tsv`",
            "в файле для 1С рублёвые курсы одной валюты, каждой — свой файл: \
             `rates history USD --format 1c > usd.tsv`",
        )),
    }
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
pub const fn price_format(format: HistoryFormat) -> Option<PriceFormat> {
    match format {
        HistoryFormat::Ledger => Some(PriceFormat::Ledger),
        HistoryFormat::Hledger => Some(PriceFormat::Hledger),
        HistoryFormat::Beancount => Some(PriceFormat::Beancount),
        _ => None,
    }
}

//! `rates history`: series of records, days or periods.

use super::context::Context;
use super::rate_ages::{load_last_age, say_stale};
use super::rate_series::load_pair;
use crate::analysis::{Aggregate, History, history, history_of_whole};
use crate::cli::{AggArg, EveryArg, HistoryArgs, HistoryFormat};
use crate::error::{Error, Result};
use crate::model::{Currency, Every, Pair, Record, Series, Span, Unit, each_once};
use crate::render::ledger::PriceFormat;
use crate::render::{self, Age, Minus};
use crate::store::Store;
use jiff::civil::Date;

pub fn run(context: &Context, arguments: &HistoryArgs) -> Result<()> {
    let pairs = context.pairs(&arguments.codes)?;
    let (from, to) = context.range(arguments.from.as_deref(), arguments.to.as_deref())?;
    let (step, aggregate) = typed_step(arguments)?;
    let span = whole_span(from, to);

    let store = context.open_store()?;
    let mut histories = Vec::with_capacity(pairs.len());
    let mut ages = Vec::with_capacity(pairs.len());
    let mut currencies = Vec::with_capacity(pairs.len());
    let mut lacking = Vec::new();
    for pair in pairs {
        let series = load(&store, pair, span, arguments.format)?;
        let rows = match step {
            Step::Every(every) => history(&series, span, every, aggregate),
            Step::WholeRange => history_of_whole(&series, span, aggregate),
        };
        if rows.rows.is_empty() {
            lacking.push(no_records(series.currency(), &series, span, context.today));
            continue;
        }
        let last_record = series
            .records()
            .last()
            .map_or(context.today, Record::record_date);
        ages.push(load_last_age(
            context,
            &store,
            pair.currencies(),
            last_record,
            span.to().min(context.today),
        )?);
        currencies.extend(pair.currencies());
        histories.push(rows);
    }

    say_stale(context, &store, &each_once(currencies), to)?;
    if histories.is_empty() {
        return Err(lacking.remove(0));
    }

    for error in &lacking {
        context.note(&render::error_text(error, context.lang, context.today));
    }
    for note in render::notes_on_histories(&histories) {
        context.say(&note);
    }

    write(context, &histories, &ages, arguments.format)
}

/// The series in the units asked for. Price directives of a living code keep the units of each day, each under the
/// code of its time, so that the old lira and the new one never meet in one account.
fn load(store: &Store, pair: Pair, span: Span, format: HistoryFormat) -> Result<Series> {
    let are_prices = matches!(
        format,
        HistoryFormat::Ledger | HistoryFormat::Hledger | HistoryFormat::Beancount
    );
    match pair.base.currency() {
        Some(currency)
            if are_prices
                && pair
                    == (Pair {
                        base: Unit::present(currency),
                        quote: None,
                    }) =>
        {
            store.load_series(currency, span)
        }
        _ => load_pair(store, pair, span),
    }
}

fn write(
    context: &Context,
    histories: &[History],
    ages: &[Age],
    format: HistoryFormat,
) -> Result<()> {
    let style = context.style(Minus::Typographic);
    context.write(|out| match format {
        HistoryFormat::Table => {
            writeln!(
                out,
                "{}",
                render::render_history_table(histories, style, context.frame())
            )
        }
        HistoryFormat::Csv => render::csv::render_histories(histories, out),
        HistoryFormat::Json => render::json::render_histories(histories, ages, out),
        HistoryFormat::Ndjson => render::json::render_histories_ndjson(histories, out),
        HistoryFormat::Ledger => render::ledger::render_prices(histories, PriceFormat::Ledger, out),
        HistoryFormat::Hledger => {
            render::ledger::render_prices(histories, PriceFormat::Hledger, out)
        }
        HistoryFormat::Beancount => {
            render::ledger::render_prices(histories, PriceFormat::Beancount, out)
        }
    })
}

/// How the range is divided.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Every(Every),
    WholeRange,
}

/// The typed step: `--agg` alone aggregates the whole range; with records or days it is wrong usage.
fn typed_step(arguments: &HistoryArgs) -> Result<(Step, Aggregate)> {
    let usual = if arguments.agg.is_some() {
        EveryArg::All
    } else {
        EveryArg::Record
    };
    let step = match arguments.every.unwrap_or(usual) {
        EveryArg::Record => Step::Every(Every::Record),
        EveryArg::Day => Step::Every(Every::Day),
        EveryArg::Week => Step::Every(Every::Week),
        EveryArg::Month => Step::Every(Every::Month),
        EveryArg::Quarter => Step::Every(Every::Quarter),
        EveryArg::Year => Step::Every(Every::Year),
        EveryArg::All => Step::WholeRange,
    };
    let aggregate = match arguments.agg {
        None | Some(AggArg::Last) => Aggregate::Last,
        Some(AggArg::MeanRecords) => Aggregate::MeanRecords,
        Some(AggArg::MeanDays) => Aggregate::MeanDays,
        Some(AggArg::Min) => Aggregate::Min,
        Some(AggArg::Max) => Aggregate::Max,
    };
    if arguments.agg.is_some() && matches!(step, Step::Every(Every::Record | Every::Day)) {
        let en = "cannot aggregate single records or days; choose --every week, month, quarter, year or all";
        let ru = "отдельные записи и дни сводить не во что; выберите --every week, month, quarter, year или all";
        return Err(Error::usage("--agg", en, ru));
    }
    Ok((step, aggregate))
}

/// The range with open ends as far as dates go.
pub fn whole_span(from: Option<Date>, to: Option<Date>) -> Span {
    let (from, to) = (from.unwrap_or(Date::MIN), to.unwrap_or(Date::MAX));
    Span::new(from, to).unwrap_or(Span::day(from))
}

/// The error of a currency without records in a range; open ends are shown as the catalogue's and today's.
pub fn no_records(currency: &'static Currency, series: &Series, span: Span, today: Date) -> Error {
    let first = if span.from() == Date::MIN {
        crate::model::FIRST_RECORD_DAY
    } else {
        span.from()
    };
    let last = if span.to() == Date::MAX {
        today.max(first)
    } else {
        span.to()
    };
    let span = Span::new(first, last).unwrap_or(span);
    Error::NoRecords {
        currency,
        span,
        coverage: series.coverage().clone(),
    }
}

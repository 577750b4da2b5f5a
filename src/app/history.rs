//! Series of records, days or periods.

use super::{
    App,
    rates::{load_last_age, load_pair, no_records, say_stale, whole_span},
};
use crate::{
    error::Result,
    model::{Every, Pair, Record, Series, Span, Unit, each_once},
    rates::{self, Aggregate, History},
    render::{Age, WorkNote, notes_on_histories},
};
use jiff::civil::Date;

/// Which histories are asked for.
pub struct HistoryRequest {
    pub pairs: Vec<Pair>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub step: Step,
    pub aggregate: Aggregate,
    /// Whether price directives are made of it. The records of a living currency then keep the units of their days, each
    /// under the code of its time, for the old lira and the new one must not meet in one account; and the range opens with
    /// the rate in force on its first day.
    pub is_for_price_directives: bool,
    /// Whether figures are of one unit instead of the nominal.
    pub is_per_unit: bool,
}

/// How a range is divided.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Every(Every),
    WholeRange,
}

/// A history, and the age of its last record, for each pair that has records in the range.
#[derive(Default)]
pub struct Histories {
    pub histories: Vec<History>,
    pub ages: Vec<Age>,
}

/// Loads the histories, with notes on pairs without records, on ages and on periods that are partly known.
///
/// # Errors
/// [`crate::error::Error::NoRecords`] of the first pair when none has records.
pub fn load_histories(app: &App, request: &HistoryRequest) -> Result<Histories> {
    let span = whole_span(request.from, request.to);

    let mut found = Histories::default();
    let mut currencies = Vec::with_capacity(request.pairs.len());
    let mut lacking = Vec::new();
    for pair in &request.pairs {
        let series = load_series(app, *pair, span, request.is_for_price_directives)?;
        let history = divide(&series, span, request);
        if history.is_empty() {
            lacking.push(no_records(&series, span, app.today));
        } else {
            found.ages.push(load_age(app, *pair, &series, span)?);
            found.histories.push(history);
            currencies.extend(pair.currencies());
        }
    }

    say_stale(app, &each_once(currencies), request.to)?;
    // A pair without records fails the others no more than a row of a table would.
    if found.histories.is_empty() {
        return Err(lacking.remove(0));
    }
    app.note_all(lacking.into_iter().map(WorkNote::Failed));
    app.note_all(notes_on_histories(&found.histories));
    Ok(found)
}

fn divide(series: &Series, span: Span, request: &HistoryRequest) -> History {
    let mut history = match request.step {
        Step::Every(every) => rates::history(series, span, every, request.aggregate),
        Step::WholeRange => rates::history_of_whole(series, span, request.aggregate),
    };

    if request.is_for_price_directives && request.step != Step::WholeRange {
        history = history.opened(series, span);
    }
    if request.is_per_unit {
        history.quoted = history.quoted.per_unit();
    }
    history
}

fn load_age(app: &App, pair: Pair, series: &Series, span: Span) -> Result<Age> {
    let last_day = series
        .records()
        .last()
        .map_or(app.today, Record::record_date);
    load_last_age(app, pair.currencies(), last_day, span.to().min(app.today))
}

fn load_series(app: &App, pair: Pair, span: Span, is_for_price_directives: bool) -> Result<Series> {
    match pair.base.currency() {
        Some(currency)
            if is_for_price_directives
                && pair.quote.is_none()
                && pair.base == Unit::present(currency) =>
        {
            app.store.load_series(currency, span)
        }
        _ => load_pair(app, pair, span),
    }
}

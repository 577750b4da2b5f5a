//! What is to be asked of the Bank, and what came so far.

use crate::{
    app::{App, rates::load_believed},
    error::Result,
    model::{Currency, Spans},
    net::Answer,
    sources::{
        cbr::{self, SeriesRequest},
        plan::{Typed, days_to_ask},
    },
    store::{Listed, Outcome},
};
use jiff::civil::Date;

/// How much of the catalogue is asked for.
#[derive(Clone, Copy)]
pub enum Scope {
    /// Some currencies, a series each.
    Some,
    /// All, a series each, and the catalogue itself.
    All,
    /// All on one day: that is one question.
    OneDayOfAll(Date),
}

/// What is to be asked of one currency.
pub struct Plan {
    pub currency: &'static Currency,
    pub days: Spans,
    pub requests: Vec<SeriesRequest<'static>>,
}

/// What came so far; it survives an interruption.
#[derive(Default)]
pub struct Came {
    pub outcomes: Vec<(&'static Currency, Outcome)>,
    pub unlisted: Vec<Unlisted>,
}

/// Stored records within the covered days of an answer that it does not list.
pub struct Unlisted {
    pub currency: &'static Currency,
    /// The dates of the records.
    pub dates: Vec<Date>,
    pub answer: Answer,
    /// What could be believed of it.
    pub listed: [Listed; 1],
}

pub fn plan_currency(app: &App, currency: &'static Currency, typed: Typed) -> Result<Plan> {
    let coverage = load_believed(app, currency, app.today)?;
    let days = days_to_ask(currency, &coverage, typed, app.today);
    let requests = days
        .as_slice()
        .iter()
        .flat_map(|span| cbr::split_requests(currency, *span));

    Ok(Plan {
        currency,
        requests: requests.collect(),
        days,
    })
}

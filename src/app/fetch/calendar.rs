//! After a fetch: the dates of the daily currencies are compared.
//!
//! This compares stored dates, not answers, so the order in which currencies were asked does not matter.

use super::plan::{Came, Unlisted};
use crate::{
    app::App,
    error::{AnswerFault, Error, Result},
    model::{CalendarFault, Currency, RecordDates, Span, Spans, compare_calendars, is_alone},
    net::Answer,
    sources::cbr,
    store::{Incoming, Listed, Outcome},
};
use jiff::civil::Date;

/// Dates that a message names; the others are counted.
const MOST_NAMED: usize = 5;

/// Takes records that the source no longer lists out of force where no other currency has one on the day, and
/// adds their dates to the outcomes. Returns a fault for each currency with other records of the kind, which stay in
/// force.
pub fn withdraw_lone(app: &mut App, came: &mut Came) -> Result<Vec<Error>> {
    let all = app.store.load_record_dates()?;

    let mut staying: Vec<(&'static Currency, Vec<Date>)> = Vec::new();
    for unlisted in &came.unlisted {
        let currency = unlisted.currency;
        let withdrawn = withdraw(app, unlisted, &all)?;

        let left = unlisted
            .dates
            .iter()
            .filter(|date| !withdrawn.contains(date))
            .copied();
        match staying.iter_mut().find(|(other, _)| *other == currency) {
            Some((_, dates)) => dates.extend(left),
            None => staying.push((currency, left.collect())),
        }
        let outcome = Outcome {
            withdrawn,
            ..Outcome::default()
        };
        came.outcomes.push((currency, outcome));
    }

    let faults = staying.iter().filter_map(|(currency, dates)| {
        let code = currency.code;
        bad_days(app, currency, dates, |count, first| AnswerFault::Unlisted {
            code,
            count,
            first,
        })
    });
    Ok(faults.collect())
}

/// Withdraws those records of an answer that are alone on their day; returns the dates of those that were in force.
fn withdraw(app: &mut App, unlisted: &Unlisted, all: &[RecordDates]) -> Result<Vec<Date>> {
    let currency = unlisted.currency;
    let dates = unlisted.dates.iter().copied();
    let alone: Vec<_> = dates
        .filter(|date| is_alone(all, currency, *date))
        .collect();
    let incoming = incoming(app, &unlisted.answer, &unlisted.listed);
    app.store.withdraw(&incoming, currency, &alone)
}

/// What could be believed of an answer, as the store takes it in.
pub fn incoming<'a>(app: &App, answer: &'a Answer, listed: &'a [Listed]) -> Incoming<'a> {
    Incoming {
        url: &answer.url,
        fetched_at: app.now,
        status: answer.status,
        body: &answer.body,
        listed,
    }
}

/// Takes days on which a daily currency lacks a record that another one has out of its coverage, so that they are
/// asked for again; the faults to report. A date that one currency alone has is reported if it was `asked` for.
pub fn settle_calendar(app: &mut App, asked: &[(&'static Currency, &Spans)]) -> Result<Vec<Error>> {
    let mut errors = Vec::new();
    for fault in compare_calendars(&app.store.load_record_dates()?) {
        // The days are asked for again by the next fetch; the records around them stay.
        app.store.uncover(fault.currency, &fault.unknown)?;
        errors.extend(missing_days(app, &fault));
        errors.extend(lone_days(app, &fault, asked));
    }
    Ok(errors)
}

fn missing_days(app: &App, fault: &CalendarFault) -> Option<Error> {
    // Without a witness, another currency with a record of the day, nothing is known to be missing.
    let witness = fault.witness?.code;
    bad_days(app, fault.currency, &fault.missing, |count, first| {
        AnswerFault::MissingDays {
            code: fault.currency.code,
            witness,
            count,
            first,
        }
    })
}

fn lone_days(
    app: &App,
    fault: &CalendarFault,
    asked: &[(&'static Currency, &Spans)],
) -> Option<Error> {
    let code = fault.currency.code;
    let mut lone = fault.lone.clone();
    lone.retain(|day| {
        asked.iter().any(|(currency, spans)| {
            *currency == fault.currency && spans.containing(*day).is_some()
        })
    });
    bad_days(app, fault.currency, &lone, |count, first| {
        AnswerFault::LoneDays { code, count, first }
    })
}

/// A fault of some days, with the address under which the source lists them; none without days.
fn bad_days(
    app: &App,
    currency: &Currency,
    dates: &[Date],
    fault: impl FnOnce(usize, Vec<Date>) -> AnswerFault,
) -> Option<Error> {
    let span = Span::new(*dates.first()?, *dates.last()?)?;
    let url = cbr::dynamic_url(&app.config.cbr_url, currency.id_on(span.from()), span);

    let first = dates.iter().copied().take(MOST_NAMED).collect();
    Some(Error::bad_answer(url, fault(dates.len(), first)))
}

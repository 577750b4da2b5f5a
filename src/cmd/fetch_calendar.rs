//! After a fetch: the dates of the daily currencies are compared.
//!
//! This compares stored dates, not answers, so the order in which currencies were asked does not matter.

use super::context::Context;
use crate::error::{AnswerFault, Error, Result};
use crate::model::{CalendarFault, Currency, Span, Spans, compare_calendars, is_alone};
use crate::net::Answer;
use crate::sources::cbr;
use crate::store::{Incoming, Listed, Outcome, Store};
use jiff::civil::Date;

/// Dates that a message names; the others are counted.
const MOST_NAMED: usize = 5;

/// Stored records within the covered days of an answer that it does not list.
pub struct Unlisted {
    /// The currency.
    pub currency: &'static Currency,
    /// The dates of the records.
    pub dates: Vec<Date>,
    /// The answer.
    pub answer: Answer,
    /// What could be believed of it.
    pub listed: [Listed; 1],
}

/// Takes records that the source no longer lists out of force where no other currency has one on the day, and
/// adds their dates to `outcomes`. Returns a fault for each currency with other records of the kind, which stay in force.
///
/// # Errors
/// Those of the store.
pub fn withdraw_lone(
    context: &Context,
    store: &mut Store,
    unlisted: &[Unlisted],
    outcomes: &mut Vec<(&'static Currency, Outcome)>,
) -> Result<Vec<Error>> {
    let all = store.load_record_dates()?;
    let mut staying: Vec<(&'static Currency, Vec<Date>)> = Vec::new();
    for Unlisted {
        currency,
        dates,
        answer,
        listed,
    } in unlisted
    {
        let alone = dates
            .iter()
            .copied()
            .filter(|date| is_alone(&all, currency, *date));
        let alone: Vec<Date> = alone.collect();
        let Answer {
            url, status, body, ..
        } = answer;
        let incoming = Incoming {
            url,
            fetched_at: context.now,
            status: *status,
            body,
            listed,
        };
        let withdrawn = store.withdraw(&incoming, currency, &alone)?;

        let left = dates
            .iter()
            .copied()
            .filter(|date| !withdrawn.contains(date));
        match staying.iter_mut().find(|(other, _)| other == currency) {
            Some((_, dates)) => dates.extend(left),
            None => staying.push((currency, left.collect())),
        }
        outcomes.push((
            *currency,
            Outcome {
                withdrawn,
                ..Outcome::default()
            },
        ));
    }
    let errors = staying
        .iter()
        .filter_map(|(currency, dates)| unlisted_days(context, currency, dates));
    Ok(errors.collect())
}

fn unlisted_days(context: &Context, currency: &'static Currency, dates: &[Date]) -> Option<Error> {
    let days = AnswerFault::Unlisted {
        code: currency.code,
        count: dates.len(),
        first: dates.iter().copied().take(MOST_NAMED).collect(),
    };
    bad_answer(context, currency, dates, days)
}

/// Takes days on which a daily currency lacks a record that another one has out of its coverage, so that they are
/// asked for again; the faults to report. A date that one currency alone has is reported if it was `asked` for.
///
/// # Errors
/// Those of the store.
pub fn settle_calendar(
    context: &Context,
    store: &mut Store,
    asked: &[(&'static Currency, &Spans)],
) -> Result<Vec<Error>> {
    let mut errors = Vec::new();
    for fault in compare_calendars(&store.load_record_dates()?) {
        store.uncover(fault.currency, &fault.unknown)?;
        let spans = asked
            .iter()
            .find(|(currency, _)| *currency == fault.currency)
            .map(|(_, spans)| *spans);
        let is_asked = |day: &Date| spans.is_some_and(|spans| spans.containing(*day).is_some());
        let lone: Vec<Date> = fault.lone.iter().copied().filter(is_asked).collect();
        errors.extend(missing_days(context, &fault));
        errors.extend(lone_days(context, fault.currency, &lone));
    }
    Ok(errors)
}

fn missing_days(context: &Context, fault: &CalendarFault) -> Option<Error> {
    let days = AnswerFault::MissingDays {
        code: fault.currency.code,
        witness: fault.witness?.code,
        count: fault.missing.len(),
        first: fault.missing.iter().copied().take(MOST_NAMED).collect(),
    };
    bad_answer(context, fault.currency, &fault.missing, days)
}

fn lone_days(context: &Context, currency: &'static Currency, dates: &[Date]) -> Option<Error> {
    let days = AnswerFault::LoneDays {
        code: currency.code,
        count: dates.len(),
        first: dates.iter().copied().take(MOST_NAMED).collect(),
    };
    bad_answer(context, currency, dates, days)
}

/// The fault with the address under which the source lists these dates.
fn bad_answer(
    context: &Context,
    currency: &Currency,
    dates: &[Date],
    fault: AnswerFault,
) -> Option<Error> {
    let span = Span::new(*dates.first()?, *dates.last()?)?;
    let url = cbr::dynamic_url(&context.config.cbr_url, currency.id_on(span.from()), span);
    Some(Error::bad_answer(url, fault))
}

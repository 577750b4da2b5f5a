//! After a fetch: the dates of the daily currencies are compared.
//!
//! This compares stored dates, not answers, so the order in which currencies were asked does not matter.

use super::context::Context;
use crate::error::{AnswerFault, Error, Result};
use crate::model::{CalendarFault, Currency, Span, Spans, compare_calendars};
use crate::sources::cbr;
use crate::store::Store;
use jiff::civil::Date;

/// Dates that a message names; the others are counted.
const MOST_NAMED: usize = 5;

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
        let spans = asked.iter().find(|(currency, _)| *currency == fault.currency).map(|(_, spans)| *spans);
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
fn bad_answer(context: &Context, currency: &Currency, dates: &[Date], fault: AnswerFault) -> Option<Error> {
    let span = Span::new(*dates.first()?, *dates.last()?)?;
    let url = cbr::dynamic_url(&context.config.cbr_url, currency.id_on(span.from()), span);
    Some(Error::BadAnswer { url, fault })
}

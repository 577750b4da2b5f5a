//! The days of a chart: from which to which, of which currencies, and what is said of those that are missing.

use super::context::Context;
use super::history::no_records;
use super::rate_series::say_stale;
use crate::chart::Spec;
use crate::error::Result;
use crate::model::{Currency, Series, Span};
use crate::render::{self, DaysNote};
use crate::store::Store;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// From `--from`, or a year back, to the last day covered for any of the currencies, `--to` at most.
///
/// # Errors
/// [`crate::error::Error::NoRecords`] of the first currency when that lies before `--from`.
pub fn drawn_span(
    context: &Context,
    store: &Store,
    currencies: &[&'static Currency],
    (from, to): (Option<Date>, Option<Date>),
) -> Result<Span> {
    let mut farthest: Option<Date> = None;
    for currency in currencies {
        let coverage = store.load_coverage(currency)?;
        let last = coverage.as_slice().iter().rev().find(|span| to.is_none_or(|to| span.from() <= to));
        farthest = farthest.max(last.map(|span| to.map_or(span.to(), |to| span.to().min(to))));
    }
    let last = farthest.unwrap_or(context.today);
    let first = from.unwrap_or_else(|| last.saturating_sub(1.year()));
    if let Some(span) = Span::new(first, last) {
        return Ok(span);
    }
    let wanted = Span::new(first, to.unwrap_or(last.max(first))).unwrap_or(Span::day(first));
    let series = store.load_series(currencies[0], wanted)?;
    Err(no_records(currencies[0], &series, wanted, context.today))
}

/// The series, from the earliest day on, that have records in the span; those without are said, and none at all is an error.
///
/// # Errors
/// [`crate::error::Error::NoRecords`] of the first currency when none has a record.
pub fn load_drawn(
    context: &Context,
    store: &Store,
    currencies: &[&'static Currency],
    (earliest, span): (Date, Span),
) -> Result<Vec<Series>> {
    let loaded = Span::new(earliest, span.to()).unwrap_or(span);
    let (mut drawn, mut lacking) = (Vec::new(), Vec::new());
    for currency in currencies {
        let series = store.load_series(currency, loaded)?;
        if span.iter().any(|day| series.in_force(day).is_ok()) {
            drawn.push(series);
        } else {
            lacking.push(no_records(currency, &series, span, context.today));
        }
    }
    if drawn.is_empty() {
        return Err(lacking.remove(0));
    }
    for error in &lacking {
        let next = render::hint(error, context.lang, context.today);
        let text = render::error_text(error, context.lang, context.today);
        context.note(&next.map_or_else(|| text.clone(), |next| format!("{text}; {next}")));
    }
    Ok(drawn)
}

/// Says which lines stop or have gaps and why, and what is older than it should be.
///
/// # Errors
/// Those of the store.
pub fn say_days(context: &Context, store: &Store, spec: &Spec, to: Option<Date>) -> Result<()> {
    let say = |note: &DaysNote| context.note(&render::days_note_text(note, context.lang, context.today));
    let mut stopped = Vec::new();
    for line in spec.gaps() {
        let currency = line.currency;
        let mut gaps = line.gaps;
        let end = gaps.pop_if(|gap| gap.to() == spec.span.to());
        if !gaps.is_empty() {
            say(&DaysNote::Gaps { currency, gaps });
        }
        if let Some(missing) = end {
            say(&DaysNote::LineEnds { currency, missing });
            stopped.push(currency);
        }
    }
    if let Some(asked) = to.filter(|to| *to > spec.span.to()) {
        say(&DaysNote::DrawnTo { asked, drawn: spec.span.to() });
    }
    let others = spec.lines.iter().map(|line| line.currency);
    let others: Vec<_> = others.filter(|currency| !stopped.contains(currency)).collect();
    say_stale(context, store, &others, to)
}

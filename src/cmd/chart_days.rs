//! The days of a chart: its first and last day, the series that have rates in between, and notes on missing days.

use super::context::Context;
use super::history::no_records;
use super::rate_ages::say_stale;
use super::rate_series::load_pair;
use crate::analysis::believed_coverage;
use crate::chart::Spec;
use crate::error::Result;
use crate::model::{Pair, Series, Span, each_once};
use crate::render::{self, DaysNote, Note};
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
    pairs: &[Pair],
    (from, to): (Option<Date>, Option<Date>),
) -> Result<Span> {
    let tomorrow = context.today.tomorrow().unwrap_or(context.today);
    let loaded = Span::new(context.today, tomorrow).unwrap_or(Span::day(context.today));
    let mut farthest: Option<Date> = None;
    for pair in pairs {
        let series = load_pair(store, *pair, loaded)?;
        // Only `--to` can ask for days that an old store claims to know of the future.
        let coverage = if to.is_some() {
            series.coverage().clone()
        } else {
            believed_coverage(&series, context.today)
        };
        let last = coverage
            .as_slice()
            .iter()
            .rev()
            .find(|span| to.is_none_or(|to| span.from() <= to));
        farthest = farthest.max(last.map(|span| to.map_or(span.to(), |to| span.to().min(to))));
    }

    let last = farthest.unwrap_or(context.today);
    let first = from.unwrap_or_else(|| last.saturating_sub(1.year()));
    if let Some(span) = Span::new(first, last) {
        return Ok(span);
    }

    let wanted = Span::new(first, to.unwrap_or(last.max(first))).unwrap_or(Span::day(first));
    let series = load_pair(store, pairs[0], wanted)?;
    Err(no_records(
        series.currency(),
        &series,
        wanted,
        context.today,
    ))
}

/// The series, from the earliest day on, that have rates in the span. Those without get a note.
///
/// # Errors
/// [`crate::error::Error::NoRecords`] of the first currency when none has a record.
pub fn load_drawn(
    context: &Context,
    store: &Store,
    pairs: &[Pair],
    (earliest, span): (Date, Span),
) -> Result<Vec<Series>> {
    let loaded = Span::new(earliest, span.to()).unwrap_or(span);
    let mut drawn = Vec::new();
    let mut lacking = Vec::new();
    for pair in pairs {
        let series = load_pair(store, *pair, loaded)?;
        if span.iter().any(|day| series.in_force(day).is_ok()) {
            drawn.push(series);
        } else {
            lacking.push(no_records(series.currency(), &series, span, context.today));
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

/// Notes which lines stop or have gaps and why, and which rates are older than the calendar explains.
///
/// # Errors
/// Those of the store.
pub fn say_days(context: &Context, store: &Store, spec: &Spec, to: Option<Date>) -> Result<()> {
    let mut stopped = Vec::new();
    for line in spec.gaps() {
        let quoted = line.quoted;
        let mut gaps = line.gaps;
        let end = gaps.pop_if(|gap| gap.to() == spec.span.to());
        if !gaps.is_empty() {
            context.say(&Note::Days(DaysNote::Gaps { quoted, gaps }));
        }
        if let Some(missing) = end {
            context.say(&Note::Days(DaysNote::LineEnds { quoted, missing }));
            stopped.extend(quoted.currencies());
        }
    }

    if let Some(asked) = to.filter(|to| *to > spec.span.to()) {
        context.say(&Note::Days(DaysNote::DrawnTo {
            asked,
            drawn: spec.span.to(),
        }));
    }

    let all = each_once(spec.lines.iter().flat_map(|line| line.quoted.currencies()));
    let others: Vec<_> = all
        .into_iter()
        .filter(|currency| !stopped.contains(currency))
        .collect();
    say_stale(context, store, &others, to)?;

    for note in render::notes_on_lines(spec.lines.iter().map(|line| line.quoted)) {
        context.say(&note);
    }
    Ok(())
}

//! The days of a chart: its first and last day, the series that have rates in between, and notes on missing days.

use crate::{
    app::{
        App,
        rates::{load_pair, no_records, say_stale},
    },
    chart::Spec,
    error::Result,
    model::{Currency, Pair, Series, Span, each_once},
    rates::believed_coverage,
    render::{DaysNote, WorkNote, notes_on_lines},
};
use jiff::{ToSpan as _, civil::Date};

/// From the first day asked for, or a year back, to the last day covered for any of the currencies, the last day asked
/// for at most.
///
/// # Errors
/// [`crate::error::Error::NoRecords`] of the first currency when its last day is before the first day asked for.
pub fn choose_span(
    app: &App,
    pairs: &[Pair],
    from: Option<Date>,
    to: Option<Date>,
) -> Result<Span> {
    let mut farthest = None;
    for pair in pairs {
        farthest = farthest.max(find_last_covered(app, *pair, to)?);
    }

    // Lines end each where their rates do, and the chart with the longest.
    let last = farthest.unwrap_or(app.today);
    let first = from.unwrap_or_else(|| last.saturating_sub(1.year()));
    if let Some(span) = Span::new(first, last) {
        return Ok(span);
    }

    let wanted = Span::starting(first, to.unwrap_or(last));
    let series = load_pair(app, pairs[0], wanted)?;
    Err(no_records(&series, wanted, app.today))
}

fn find_last_covered(app: &App, pair: Pair, to: Option<Date>) -> Result<Option<Date>> {
    let tomorrow = app.today.tomorrow().unwrap_or(app.today);
    let loaded = Span::starting(app.today, tomorrow);
    let series = load_pair(app, pair, loaded)?;

    // Only a last day that was asked for may be in the future, which an old store can claim to know.
    Ok(match to {
        Some(to) => series.coverage().last_day_through(to),
        None => believed_coverage(&series, app.today).last_day(),
    })
}

/// The series, from the earliest day on, that have rates in the span. Those without get a note.
///
/// # Errors
/// [`crate::error::Error::NoRecords`] of the first currency when none has a record.
pub fn load_drawn(app: &App, pairs: &[Pair], earliest: Date, span: Span) -> Result<Vec<Series>> {
    let loaded = Span::new(earliest, span.to()).unwrap_or(span);

    let mut drawn = Vec::new();
    let mut lacking = Vec::new();
    for pair in pairs {
        let series = load_pair(app, *pair, loaded)?;
        if span.iter().any(|day| series.in_force(day).is_ok()) {
            drawn.push(series);
        } else {
            lacking.push(no_records(&series, span, app.today));
        }
    }

    if drawn.is_empty() {
        return Err(lacking.remove(0));
    }
    app.note_all(lacking.into_iter().map(WorkNote::FailedWithHint));
    Ok(drawn)
}

/// Notes which lines stop or have gaps and why, and which rates are older than the calendar explains.
pub fn say_days(app: &App, spec: &Spec, to: Option<Date>) -> Result<()> {
    let stopped = say_gaps(app, spec);
    if let Some(asked) = to.filter(|to| *to > spec.span.to()) {
        app.note(DaysNote::DrawnTo {
            asked,
            drawn: spec.span.to(),
        });
    }

    // That a line stops says already how old its rates are.
    let all = each_once(spec.lines.iter().flat_map(|line| line.quoted.currencies()));
    let others = all
        .into_iter()
        .filter(|currency| !stopped.contains(currency));
    say_stale(app, &others.collect::<Vec<_>>(), to)?;

    app.note_all(notes_on_lines(spec.lines.iter().map(|line| line.quoted)));
    Ok(())
}

/// Notes the days without rates, and the currencies with a line that stops before the last day.
fn say_gaps(app: &App, spec: &Spec) -> Vec<&'static Currency> {
    let mut stopped = Vec::new();
    for line in spec.gaps() {
        let quoted = line.quoted;
        let mut gaps = line.gaps;
        let end = gaps.pop_if(|gap| gap.to() == spec.span.to());

        if !gaps.is_empty() {
            app.note(DaysNote::Gaps { quoted, gaps });
        }
        if let Some(missing) = end {
            app.note(DaysNote::LineEnds { quoted, missing });
            stopped.extend(quoted.currencies());
        }
    }
    stopped
}

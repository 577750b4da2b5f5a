//! What is marked on a chart: events of a file, days with a term, the largest moves with their headlines.

use super::chart_moves::largest_moves;
use super::context::Context;
use super::support::read_input;
use crate::app::news::intake::folded_query;
use crate::chart::{Mark, Marked, Spec, TermDays};
use crate::cli::MarkArgs;
use crate::error::{Error, HeadlinesAsked, Result};
use crate::model::{KEY_RATE, Series, Span};
use crate::news::events::{Event, parse_events};
use crate::render::{NotMarked, event_problem, not_marked_text};
use crate::store::{HeadlineFilter, SearchOrder, Store};
use jiff::civil::Date;
use std::path::Path;

/// How the marking went; the picture is drawn all the same.
#[must_use]
pub struct MarkedChart {
    rows_left_out: usize,
}

impl MarkedChart {
    /// # Errors
    /// [`Error::RowsLeftOut`] when rows of events were.
    pub fn result(&self) -> Result<()> {
        match self.rows_left_out {
            0 => Ok(()),
            count => Err(Error::RowsLeftOut { count }),
        }
    }
}

/// Puts the marks asked for into `spec`. Bad rows of events are said with their line and left out.
///
/// # Errors
/// [`Error::File`] for the file of events, [`Error::NoHeadlines`] when no headline in view has the term,
/// [`Error::Store`].
pub fn add_marks(
    context: &Context,
    store: &mut Store,
    arguments: &MarkArgs,
    series: &[Series],
    spec: &mut Spec,
) -> Result<MarkedChart> {
    let mut rows_left_out = 0;
    spec.marks.shows_methods = arguments.methods;
    spec.marks.shows_key_rate = arguments.key_rate;
    if arguments.key_rate && !spec.has_key_rate() {
        say_not_marked(context, NotMarked::KeyRateUnknown(KEY_RATE[0].from));
    }
    if let Some(term) = &arguments.mark {
        spec.marks.term = Some(term_days(store, term, spec.span)?);
    }
    if let Some(file) = &arguments.events {
        let (events, left_out) = read_events(context, file)?;
        let out_of_view = events
            .iter()
            .filter(|event| event.days.intersection(spec.span).is_none())
            .count();
        if out_of_view > 0 {
            say_not_marked(context, NotMarked::OutOfView(out_of_view));
        }
        spec.marks.flagged.extend(events.into_iter().map(mark));
        rows_left_out = left_out;
    }
    if arguments.news {
        spec.marks
            .flagged
            .extend(largest_moves(context, store, series, spec)?);
    }
    Ok(MarkedChart { rows_left_out })
}

fn say_not_marked(context: &Context, what: NotMarked) {
    context.note(&not_marked_text(what, context.lang));
}

/// The events of a file, and how many rows are none; these are said with their line.
///
/// # Errors
/// [`Error::NoFile`], [`Error::File`].
pub fn read_events(context: &Context, file: &Path) -> Result<(Vec<Event>, usize)> {
    let (events, faults) = parse_events(&read_input(file)?, context.today);
    for fault in &faults {
        let what = event_problem(&fault.what, context.lang, context.today);
        context.note(&format!("{}:{}: {what}", file.display(), fault.line));
    }
    Ok((events, faults.len()))
}

/// An event as a chart marks it.
pub fn mark(event: Event) -> Mark {
    Mark {
        days: event.days,
        what: Marked::Event {
            label: event.label,
            kind: event.kind,
        },
    }
}

/// The days of `span` with a headline that has `term`.
fn term_days(store: &Store, term: &str, span: Span) -> Result<TermDays> {
    let filter = HeadlineFilter {
        from: Some(span.from()),
        to: Some(span.to()),
        ..HeadlineFilter::default()
    };
    let found = match folded_query(store, term)? {
        Some(query) => store.search_headlines(&query, &filter, SearchOrder::Newest)?,
        None => Vec::new(),
    };
    let mut days: Vec<Date> = found
        .iter()
        .filter_map(|stored| Some(stored.headline.dated?.published.day()))
        .collect();
    if days.is_empty() {
        let asked = HeadlinesAsked {
            words: Some(term.to_owned()),
            from: filter.from,
            to: filter.to,
            ..HeadlinesAsked::default()
        };
        return Err(Error::NoHeadlines {
            asked,
            is_store_empty: store.count_headlines()?.all == 0,
        });
    }
    days.sort_unstable();
    days.dedup();
    Ok(TermDays {
        term: term.to_owned(),
        days,
        headlines: found.len(),
    })
}

//! What is marked on a chart: events of a file, days with a term, the largest moves with their headlines.

use super::context::Context;
use super::events_file::EventsFile;
use crate::app::App;
use crate::app::news::intake::folded_query;
use crate::app::study::{event_mark, mark_largest_moves};
use crate::chart::{Spec, TermDays};
use crate::cli::MarkArgs;
use crate::error::{Error, HeadlinesAsked, Result};
use crate::model::{KEY_RATE, Series, Span};
use crate::render::{NotMarked, not_marked_text};
use crate::store::{HeadlineFilter, SearchOrder, Store};
use jiff::civil::Date;

/// Puts the marks asked for into `spec`. Rows of the file of events that were left out decide how the command ends, but
/// the picture is drawn all the same.
///
/// # Errors
/// [`Error::File`] for the file of events, [`Error::NoHeadlines`] when no headline in view has the term,
/// [`Error::Store`].
pub fn add_marks(
    context: &Context,
    app: &mut App,
    arguments: &MarkArgs,
    series: &[Series],
    spec: &mut Spec,
) -> Result<EventsFile> {
    spec.marks.shows_methods = arguments.methods;
    spec.marks.shows_key_rate = arguments.key_rate;
    if arguments.key_rate && !spec.has_key_rate() {
        say_not_marked(context, NotMarked::KeyRateUnknown(KEY_RATE[0].from));
    }
    if let Some(term) = &arguments.mark {
        spec.marks.term = Some(term_days(&app.store, term, spec.span)?);
    }

    let known = EventsFile::read(context, arguments.events.as_deref())?;
    let out_of_view = known
        .events
        .iter()
        .filter(|event| event.days.intersection(spec.span).is_none())
        .count();
    if out_of_view > 0 {
        say_not_marked(context, NotMarked::OutOfView(out_of_view));
    }
    let events = known.events.iter().cloned();
    spec.marks.flagged.extend(events.map(event_mark));

    if arguments.news {
        let moves = mark_largest_moves(app, series, spec)?;
        spec.marks.flagged.extend(moves);
    }
    Ok(known)
}

fn say_not_marked(context: &Context, what: NotMarked) {
    context.note(&not_marked_text(what, context.lang));
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

//! What is marked on a chart: events of a file, days with a term, the largest moves with their headlines.

use crate::{
    app::{
        App,
        news::{SearchRequest, no_headlines, search_headlines},
        study::{event_mark, mark_largest_moves},
    },
    chart::{Spec, TermDays},
    error::Result,
    model::Series,
    render::WorkNote,
    store::{HeadlineFilter, NewsFilter, SearchOrder},
    timeline::{Event, KEY_RATE},
};
use std::collections::BTreeMap;

/// What is to be marked.
#[derive(Default)]
pub struct MarksRequest {
    pub events: Vec<Event>,
    /// A word or phrase; days with headlines that have it are marked.
    pub term: Option<String>,
    /// Whether the largest moves are, each with a headline.
    pub largest_moves: bool,
    /// Whether the changes in how the Bank set the rate are.
    pub methods: bool,
    pub key_rate: bool,
}

/// Puts the marks into `spec`, with notes on those that are not in view.
pub fn add_marks(
    app: &mut App,
    request: MarksRequest,
    series: &[Series],
    filter: &NewsFilter,
    spec: &mut Spec,
) -> Result<()> {
    spec.marks.shows_methods = request.methods;
    spec.marks.shows_key_rate = request.key_rate;
    if request.key_rate && !spec.has_key_rate() {
        let first = KEY_RATE[0].from;
        app.note(WorkNote::KeyRateUnknown { first });
    }
    if let Some(term) = request.term {
        add_term(app, term, filter, spec)?;
    }

    flag_events(app, &request.events, spec);

    if request.largest_moves {
        let moves = mark_largest_moves(app, series, spec, filter)?;
        for one in moves {
            spec.marks.flagged.push(one.mark);
            one.source
                .into_iter()
                .for_each(|name| spec.marks.cite(name));
        }
    }
    Ok(())
}

fn flag_events(app: &App, events: &[Event], spec: &mut Spec) {
    let others = events
        .iter()
        .filter(|event| event.days.intersection(spec.span).is_none());
    let out_of_view = others.count();
    if out_of_view > 0 {
        app.note(WorkNote::EventsOutOfView(out_of_view));
    }

    spec.marks
        .flagged
        .extend(events.iter().map(|event| event_mark(event, app.lang)));
}

/// Marks the days in view with a headline that has `term`.
fn add_term(app: &App, term: String, news: &NewsFilter, spec: &mut Spec) -> Result<()> {
    let search = SearchRequest {
        words: term,
        order: SearchOrder::Newest,
    };
    let filter = HeadlineFilter {
        from: Some(spec.span.from()),
        to: Some(spec.span.to()),
        news: news.clone(),
        ..HeadlineFilter::default()
    };
    let found = search_headlines(&app.store, &search, &filter)?;

    let mut counts = BTreeMap::new();
    for stored in &found {
        if let Some(dated) = &stored.headline.dated {
            *counts.entry(dated.published.day()).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return Err(no_headlines(app, Some(&search), &filter)?);
    }

    for stored in found {
        spec.marks.cite(stored.headline.source);
    }
    spec.marks.term = Some(TermDays {
        term: search.words,
        days: counts.into_iter().collect(),
    });
    Ok(())
}

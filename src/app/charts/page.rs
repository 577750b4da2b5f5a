//! The headlines of a chart's days, for a page.

use crate::{
    app::App,
    chart::headline_size_bytes,
    error::Result,
    model::{Headline, Span},
    render::Note,
    store::NewsFilter,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Headlines of a day.
const PER_DAY: usize = 20;

/// All headlines of a page: what a telephone still opens at once.
const MOST_BYTES: usize = 2_000_000;

/// The newest headlines of each day, as many as a page has room for, with a note if there were more.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn load_page_headlines(app: &App, span: Span, filter: &NewsFilter) -> Result<Vec<Headline>> {
    let mut taken = Vec::new();
    let mut bytes = 0;
    for id in in_rounds(choose_ids(app, span, filter)?) {
        let headline = app.store.load_headline(id)?;
        bytes += headline_size_bytes(&headline);
        if bytes > MOST_BYTES {
            app.note(Note::HeadlinesCut { shown: taken.len() });
            break;
        }

        taken.push(Headline {
            summary: None,
            tags: Vec::new(),
            ..headline
        });
    }
    Ok(taken)
}

/// The headlines of each day, the latest day first.
fn choose_ids(app: &App, span: Span, filter: &NewsFilter) -> Result<Vec<Vec<i64>>> {
    let mut days: BTreeMap<Date, Vec<i64>> = BTreeMap::new();
    app.store
        .visit_titles_of_days(span, filter, &mut |titled| {
            let of_day = days.entry(titled.day).or_default();
            if of_day.len() < PER_DAY {
                of_day.push(titled.id);
            }
        })?;
    Ok(days.into_values().rev().collect())
}

/// The first of every day, then the second of every day: where there is an end, all days are cut alike.
fn in_rounds(days: Vec<Vec<i64>>) -> impl Iterator<Item = i64> {
    (0..PER_DAY).flat_map(move |place| {
        let of_place = days.iter().filter_map(|day| day.get(place).copied());
        of_place.collect::<Vec<_>>()
    })
}

//! The headlines of a chart's days, for a page.

use crate::{
    app::{App, news::intake::remember},
    chart::headline_size_bytes,
    error::Result,
    model::{Headline, Span},
    render::Note,
    store::NewsFilter,
    text::{Lemmas, RELEVANT, TitleRelevance, normal_form},
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Headlines of a day.
const PER_DAY: usize = 20;

/// All headlines of a page: what a telephone still opens at once.
const MOST_BYTES: usize = 2_000_000;

/// The headlines of each day, first those on the economy, sanctions, war and the Bank, the newest first, as many as a page
/// has room for, with a note if there were more.
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

/// The headlines of a day by their ids, the newest first.
#[derive(Default)]
struct OfDay {
    relevant: Vec<i64>,
    others: Vec<i64>,
}

impl OfDay {
    fn chosen(self) -> Vec<i64> {
        let all = self.relevant.into_iter().chain(self.others);
        all.take(PER_DAY).collect()
    }
}

/// The headlines of each day, the latest day first.
fn choose_ids(app: &App, span: Span, filter: &NewsFilter) -> Result<Vec<Vec<i64>>> {
    let mut lemmas = Lemmas::default();
    let mut relevance = TitleRelevance::new(lemmas.method());
    let mut days: BTreeMap<Date, OfDay> = BTreeMap::new();
    let mut visited = Ok(());
    app.store
        .visit_titles_of_days(span, filter, &mut |titled| {
            let title = normal_form(titled.title);
            if visited.is_ok() {
                visited = remember(&app.store, &mut lemmas, &title);
            }
            let of_day = days.entry(titled.day).or_default();
            let alike = if relevance.score(&title, &mut lemmas) >= RELEVANT {
                &mut of_day.relevant
            } else {
                &mut of_day.others
            };
            if alike.len() < PER_DAY {
                alike.push(titled.id);
            }
        })?;

    visited?;
    Ok(days.into_values().rev().map(OfDay::chosen).collect())
}

/// The first of every day, then the second of every day: where there is an end, all days are cut alike.
fn in_rounds(days: Vec<Vec<i64>>) -> impl Iterator<Item = i64> {
    (0..PER_DAY).flat_map(move |place| {
        let of_place = days.iter().filter_map(|day| day.get(place).copied());
        of_place.collect::<Vec<_>>()
    })
}

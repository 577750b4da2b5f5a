//! The largest moves in view of a chart, each with the headline of its window that `explain` would pick first.

use super::news::{load_news_if_any, load_title};
use super::window_news::PlacedNews;
use super::{Sample, load_whole_sample};
use crate::analysis;
use crate::app::App;
use crate::chart::{Mark, Marked, Spec};
use crate::error::{Error, Result};
use crate::model::{Currency, Decimal, Series, Span};
use crate::store::Store;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The largest moves of `series` in view, as many as the picture has room for.
///
/// # Errors
/// [`Error::Store`], [`Error::UnknownUnit`], [`Error::Interrupted`], and [`Error::Usage`] for a cross rate.
pub fn mark_largest_moves(app: &mut App, series: &[Series], spec: &Spec) -> Result<Vec<Mark>> {
    let mut pairs = series.iter().map(Series::quoted);
    if let Some(pair) = pairs.find(|pair| pair.is_cross()) {
        return Err(Error::usage(
            "--news",
            format!("headlines are linked to ruble rates, and {pair} is not one"),
            format!("заголовки связаны с курсами к рублю, а {pair} — не такой курс"),
        ));
    }

    let moves = analysis::largest_moves(series, spec.span, spec.most_moves());
    let corpus = load_news_if_any(app)?;
    // Placing a million stories takes longer than all the rest: once for each currency.
    let mut placed: BTreeMap<&str, (Sample, PlacedNews<'_>)> = BTreeMap::new();
    for one in &moves {
        if let Entry::Vacant(entry) = placed.entry(one.currency.code) {
            let sample = load_whole_sample(app, one.currency.code)?;
            let news = PlacedNews::new(&sample, &corpus);
            entry.insert((sample, news));
        }
    }

    moves
        .iter()
        .map(|one| {
            let (sample, news) = &placed[one.currency.code];
            let date = one.record.record_date();
            let headline = load_headline(&app.store, sample, news, date)?;
            Ok(move_mark(one.currency, date, one.change.percent, headline))
        })
        .collect()
}

/// A move as a chart marks it.
pub fn move_mark(
    currency: &'static Currency,
    date: Date,
    percent: Decimal,
    headline: Option<String>,
) -> Mark {
    Mark {
        days: Span::day(date),
        what: Marked::Move {
            code: currency.code,
            percent,
            headline,
        },
    }
}

/// The first headline of those that set the window of a record apart.
fn load_headline(
    store: &Store,
    sample: &Sample,
    news: &PlacedNews<'_>,
    date: Date,
) -> Result<Option<String>> {
    let Ok(record) = sample.dates.binary_search(&date) else {
        return Ok(None);
    };
    let explanation = news.explain(store, &news.of_record(sample, record))?;
    match explanation.shown.first() {
        Some(first) => load_title(store, news.corpus, first.story),
        None => Ok(None),
    }
}

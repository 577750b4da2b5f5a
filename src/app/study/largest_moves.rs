//! The largest moves in view of a chart, each with the headline of its window that `explain` would pick first.

use super::{
    news::{load_news_if_any, load_titled},
    sample::load_whole_sample,
    window_news::PlacedNews,
};
use crate::{
    app::App,
    chart::{Mark, Marked, Spec},
    error::{Error, Result},
    model::{Decimal, Series, Span, each_once},
    rates::{self, DailyMove},
    store::NewsFilter,
    text::Corpus,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A move with the source of its headline.
pub struct MarkedMove {
    pub mark: Mark,
    pub source: Option<String>,
}

/// The largest moves of `series` in view, as many as the picture has room for.
///
/// # Errors
/// [`Error::Store`], [`Error::UnknownUnit`], [`Error::Interrupted`], and [`Error::Usage`] for a cross rate.
pub fn mark_largest_moves(
    app: &mut App,
    series: &[Series],
    spec: &Spec,
    filter: &NewsFilter,
) -> Result<Vec<MarkedMove>> {
    refuse_cross_rates(series)?;
    let moves = rates::largest_moves(series, spec.span, spec.most_moves());
    let corpus = load_news_if_any(app, filter)?;
    let placed = place_news(app, &corpus, filter, &moves)?;

    moves
        .iter()
        .map(|one| {
            let date = one.record.record_date();
            let headline = load_headline(&placed[one.currency.code], date)?;
            let (title, source) = headline.unzip();
            let percent = one.change.percent;
            Ok(MarkedMove {
                mark: move_mark(one.currency.code, date, percent, title),
                source,
            })
        })
        .collect()
}

fn refuse_cross_rates(series: &[Series]) -> Result<()> {
    let mut pairs = series.iter().map(Series::quoted);
    pairs.find(|pair| pair.is_cross()).map_or(Ok(()), |pair| {
        let en = format!("headlines are linked to ruble rates, and {pair} is not one");
        let ru = format!("заголовки связаны с курсами к рублю, а {pair} — не такой курс");
        Err(Error::usage("--news", en, ru))
    })
}

/// The news by currency; placing a million stories takes longer than all the rest.
fn place_news<'a>(
    app: &'a App,
    corpus: &'a Corpus,
    filter: &'a NewsFilter,
    moves: &[DailyMove],
) -> Result<BTreeMap<&'static str, PlacedNews<'a>>> {
    let codes = each_once(moves.iter().map(|one| one.currency.code));
    codes
        .into_iter()
        .map(|code| {
            let sample = load_whole_sample(app, code)?;
            let news = PlacedNews::new(&app.store, corpus, filter, sample)?;
            Ok((code, news))
        })
        .collect()
}

/// A move as a chart marks it.
pub fn move_mark(
    code: &'static str,
    date: Date,
    percent: Decimal,
    headline: Option<String>,
) -> Mark {
    Mark {
        days: Span::day(date),
        what: Marked::Move {
            code,
            percent,
            headline,
        },
    }
}

/// Title and source of the first headline of those that set the window of a record apart.
fn load_headline(news: &PlacedNews<'_>, date: Date) -> Result<Option<(String, String)>> {
    let Ok(record) = news.sample.dates.binary_search(&date) else {
        return Ok(None);
    };

    let explanation = news.explain(&news.of_record(record))?;
    explanation.shown.first().map_or(Ok(None), |one| {
        load_titled(news.store, news.corpus, one.story)
    })
}

//! The largest moves in view of a chart, each with the headline of its window that `explain` would pick first.

use super::window_news::PlacedNews;
use super::{Sample, Titles, load_news_if_any, load_whole_sample};
use crate::analysis;
use crate::app::App;
use crate::chart::{Mark, Marked, Spec};
use crate::error::{Error, Result};
use crate::model::{Series, Span};
use crate::store::Store;
use jiff::civil::Date;
use std::collections::BTreeMap;

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
    let mut samples: BTreeMap<&str, (Sample, PlacedNews<'_>)> = BTreeMap::new();
    let mut marks = Vec::with_capacity(moves.len());
    for one in moves {
        let code = one.currency.code;
        if !samples.contains_key(code) {
            let sample = load_whole_sample(app, code)?;
            let news = PlacedNews::new(&sample, &corpus);
            samples.insert(code, (sample, news));
        }

        let date = one.record.record_date();
        let (sample, news) = &samples[code];
        marks.push(Mark {
            days: Span::day(date),
            what: Marked::Move {
                code,
                percent: one.change.percent,
                headline: load_headline(&app.store, sample, news, date)?,
            },
        });
    }
    Ok(marks)
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
    let Some(first) = explanation.shown.first() else {
        return Ok(None);
    };

    let id = news.corpus.stories()[first.story].headline;
    Ok(Titles::load(store, &[id])?.title(id))
}

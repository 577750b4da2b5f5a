//! The largest moves in view, each with the headline of its window that `explain` would pick first.

use super::context::Context;
use super::interrupt;
use super::statistics::{PlacedNews, Quoted, Sample, Titles, load_news, load_sample};
use crate::analysis::{self, DailyMove, FactorsFrom};
use crate::chart::{Mark, Marked, Spec};
use crate::error::{Error, Result};
use crate::model::{Series, Span};
use crate::store::Store;
use crate::text::Corpus;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The largest moves of `series` in view, as many as the picture has room for.
///
/// # Errors
/// [`Error::Store`], [`Error::UnknownUnit`], [`Error::Interrupted`], and [`Error::Usage`] for a cross rate.
pub fn largest_moves(
    context: &Context,
    store: &mut Store,
    series: &[Series],
    spec: &Spec,
) -> Result<Vec<Mark>> {
    if let Some(pair) = series
        .iter()
        .map(Series::quoted)
        .find(|quoted| quoted.is_cross())
    {
        let en = format!("headlines are linked to ruble rates, and {pair} is not one");
        let ru = format!("заголовки связаны с курсами к рублю, а {pair} — не такой курс");
        return Err(Error::usage("--news", en, ru));
    }
    let moves = analysis::largest_moves(series, spec.span, spec.most_moves());
    // Moves are marked with news or without.
    let corpus = match load_news(context, store, &interrupt::on_ctrl_c()) {
        Err(Error::NoHeadlines { .. }) => Corpus::default(),
        loaded => loaded?,
    };
    let mut samples = BTreeMap::new();
    for one in &moves {
        let code = one.currency.code;
        if !samples.contains_key(code) {
            let whole = (Some(Date::MIN), None);
            let sample = load_sample(
                context,
                store,
                Quoted::Currency(code),
                whole,
                FactorsFrom::Whole,
            )?;
            let placed = PlacedNews::new(&sample, &corpus);
            samples.insert(code, (sample, placed));
        }
    }
    let mut marks = Vec::with_capacity(moves.len());
    for one in moves {
        let (sample, placed) = &samples[one.currency.code];
        let headline = headline(store, &corpus, sample, placed, &one)?;
        let what = Marked::Move {
            code: one.currency.code,
            percent: one.change.percent,
            headline,
        };
        marks.push(Mark {
            days: Span::day(one.record.record_date()),
            what,
        });
    }
    Ok(marks)
}

/// The title that stands for the news of a move's window.
fn headline(
    store: &Store,
    corpus: &Corpus,
    sample: &Sample,
    placed: &PlacedNews<'_>,
    one: &DailyMove,
) -> Result<Option<String>> {
    let Ok(at) = sample.dates.binary_search(&one.record.record_date()) else {
        return Ok(None);
    };
    let explained = placed.explained(store, &placed.of_record(sample, at))?;
    let Some(picked) = explained.picked.first() else {
        return Ok(None);
    };
    let id = corpus.stories()[picked.story].headline;
    Ok(Titles::load(store, [id])?.title(id))
}

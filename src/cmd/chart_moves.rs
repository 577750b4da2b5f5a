//! The largest moves in view, each with a headline of its window: of the news that came after the rate before was
//! set and before this one was. Here `store` and `analysis` meet.

use super::chart_headline::NewsBefore;
use super::news::every_day;
use crate::analysis::{self, DailyMove};
use crate::chart::{Mark, Marked, Spec};
use crate::error::Result;
use crate::model::{Cutoffs, Series, Span, links};
use crate::store::{HeadlineFilter, Store, StoredHeadline};
use jiff::civil::Date;

/// The largest moves of `series` in view, as many as the picture has room for.
///
/// # Errors
/// [`crate::error::Error::Store`].
pub fn largest_moves(store: &Store, series: &[Series], spec: &Spec) -> Result<Vec<Mark>> {
    let moves = analysis::largest_moves(series, spec.span, spec.most_moves());
    let mut news_before = NewsBefore::new(store);
    let mut marks = Vec::with_capacity(moves.len());
    for one in moves {
        let (first_day, window) = load_window(store, &one)?;
        let headline = news_before.most_distinctive(&window, first_day)?;
        let what = Marked::Move { code: one.currency.code, percent: one.change.percent, headline };
        marks.push(Mark { days: Span::day(one.record.record_date()), what });
    }
    Ok(marks)
}

/// The first day of the window of a move, and the headlines whose effect it is, earliest first.
fn load_window(store: &Store, one: &DailyMove) -> Result<(Date, Vec<StoredHeadline>)> {
    // From the day before the earlier record, when it was set, to the day before this one.
    let day_before = |day: Date| day.yesterday().unwrap_or(day);
    let first_day = day_before(one.change.previous_record_date);
    let to = Some(day_before(one.record.record_date()));
    let (series, cutoffs) = (store.load_series(one.currency, every_day())?, store.load_cutoffs()?);
    let filter = HeadlineFilter { from: Some(first_day), to, ..HeadlineFilter::default() };
    let mut found = store.load_headlines(&filter)?;
    found.reverse();
    found.retain(|stored| is_effect_of(stored, one, &series, &cutoffs));
    Ok((first_day, found))
}

fn is_effect_of(stored: &StoredHeadline, one: &DailyMove, series: &Series, cutoffs: &Cutoffs) -> bool {
    stored.headline.dated.is_some_and(|dated| {
        let effect = links(series, cutoffs, &dated.published).effect;
        effect.is_ok_and(|effect| effect.record.record_date() == one.record.record_date())
    })
}

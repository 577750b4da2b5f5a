//! The largest moves in view, each with a headline of its window: of the news that came after the rate before was
//! set and before this one was. Here `store`, `analysis` and `text` meet.

use super::news::every_day;
use crate::analysis::{self, DailyMove};
use crate::chart::{Mark, Marked, Spec};
use crate::error::Result;
use crate::model::{Cutoffs, Series, Span, links};
use crate::store::{HeadlineFilter, Store, StoredHeadline};
use crate::text::{self, LemmaCounts, Lemmas};
use std::collections::BTreeSet;

/// The largest moves of `series` in view, as many as the picture has room for.
///
/// # Errors
/// [`crate::error::Error::Store`].
pub fn largest_moves(store: &Store, series: &[Series], spec: &Spec) -> Result<Vec<Mark>> {
    let moves = analysis::largest_moves(series, spec.span, spec.most_moves());
    let mut vocabulary = None;
    let mut marks = Vec::with_capacity(moves.len());
    for one in moves {
        let window = load_window(store, &one)?;
        let headline = if window.is_empty() {
            None
        } else {
            let known = match &mut vocabulary {
                Some(known) => known,
                empty => empty.insert(Vocabulary::load(store, spec.span)?),
            };
            let lemmas: Vec<_> = window.iter().map(|title| known.lemmas_of(title)).collect();
            text::most_distinctive(&lemmas, &known.counts).map(|at| window[at].clone())
        };
        let what = Marked::Move { code: one.currency.code, percent: one.change.percent, headline };
        marks.push(Mark { days: Span::day(one.record.record_date()), what });
    }
    Ok(marks)
}

/// The titles of the headlines whose effect is this record, earliest first.
fn load_window(store: &Store, one: &DailyMove) -> Result<Vec<String>> {
    // From the day before the earlier record, when it was set, to the day before this one.
    let day_before = |day: jiff::civil::Date| day.yesterday().unwrap_or(day);
    let days = (day_before(one.change.previous_record_date), day_before(one.record.record_date()));
    let (series, cutoffs) = (store.load_series(one.currency, every_day())?, store.load_cutoffs()?);
    let is_effect = |stored: &StoredHeadline| is_effect_of(stored, one, &series, &cutoffs);
    let mut found = load(store, Some(days.0), Some(days.1))?;
    found.reverse();
    Ok(found.into_iter().filter(is_effect).map(|stored| stored.headline.title).collect())
}

fn is_effect_of(stored: &StoredHeadline, one: &DailyMove, series: &Series, cutoffs: &Cutoffs) -> bool {
    stored.headline.dated.is_some_and(|dated| {
        let effect = links(series, cutoffs, &dated.published).effect;
        effect.is_ok_and(|effect| effect.record.record_date() == one.record.record_date())
    })
}

fn load(
    store: &Store,
    from: Option<jiff::civil::Date>,
    to: Option<jiff::civil::Date>,
) -> Result<Vec<StoredHeadline>> {
    store.load_headlines(&HeadlineFilter { from, to, ..HeadlineFilter::default() })
}

/// The words of the headlines in view.
struct Vocabulary {
    lemmas: Lemmas,
    counts: LemmaCounts,
}

impl Vocabulary {
    /// The window of the first record begins before the span does, so a few days more are taken.
    fn load(store: &Store, span: Span) -> Result<Self> {
        let from = span.from().checked_sub(jiff::ToSpan::days(14)).unwrap_or(span.from());
        let headlines = load(store, Some(from), Some(span.to()))?;
        let titles: Vec<String> =
            headlines.iter().map(|stored| text::normal_form(&stored.headline.title)).collect();
        let mut known = Self { lemmas: Lemmas::default(), counts: LemmaCounts::default() };
        let unknown: BTreeSet<String> =
            titles.iter().flat_map(|title| known.lemmas.unknown_forms(title)).collect();
        for (form, lemma) in store.load_lemmas(&unknown.into_iter().collect::<Vec<_>>())? {
            known.lemmas.remember(&form, &lemma);
        }
        for title in &titles {
            let lemmas = text::terms(title, &mut known.lemmas).lemmas;
            known.counts.add(&lemmas);
        }
        Ok(known)
    }

    fn lemmas_of(&mut self, title: &str) -> BTreeSet<String> {
        text::terms(&text::normal_form(title), &mut self.lemmas).lemmas
    }
}

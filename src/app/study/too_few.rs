//! Why a question has too few records for a conclusion, with the figures of its sentences.

use super::data::{Question, StudyData};
use crate::{
    analysis::{
        events::{PeriodRecords, WhyNot, is_in_period, mean_stories, why_too_few},
        study::LEAST_RECORDS,
    },
    model::Span,
    render::TooFewRecords,
};
use jiff::civil::Date;

/// The reason, where fewer records are tested than a conclusion needs.
pub fn too_few_records(question: Question<'_>, data: &StudyData) -> Option<TooFewRecords> {
    if data.tested.len() >= LEAST_RECORDS {
        return None;
    }

    let records = period_records(question, data);
    let stories = mean_stories(&data.windows, &data.tested);
    Some(TooFewRecords {
        reason: why_too_few(&records, stories, LEAST_RECORDS),
        stories_per_record: stories.unwrap_or(0.0),
        tested: data.tested.len(),
        records: records.all,
        with_moves: records.with_moves,
        news_outside: news_outside(question, data.sample.period),
    })
}

fn period_records(question: Question<'_>, data: &StudyData) -> PeriodRecords {
    let sample = &data.sample;
    let in_period: Vec<u32> = (0..)
        .take(sample.dates.len())
        .filter(|record| is_in_period(&data.tested, *record))
        .collect();
    let with_moves = in_period
        .iter()
        .filter(|record| data.tested.position(**record) != Err(WhyNot::BurnIn));
    let pegged = in_period.iter().filter(|record| {
        let date = sample.dates[**record as usize];
        sample.moves.pegged().iter().any(|span| span.contains(date))
    });
    let (from, to) = question.request.range;

    PeriodRecords {
        all: in_period.len(),
        with_moves: with_moves.count(),
        pegged: pegged.count(),
        is_chosen: from.is_some() || to.is_some(),
    }
}

/// The first and the last day of the news before the period, and of that after it.
fn news_outside(question: Question<'_>, period: Span) -> [Option<(Date, Date)>; 2] {
    let stories = question.corpus.stories().iter();
    let days = stories.map(|story| story.moscow_time.date());
    let (before, after): (Vec<Date>, Vec<Date>) = days
        .filter(|day| !period.contains(*day))
        .partition(|day| *day < period.from());

    [before, after].map(|days| {
        let first = days.iter().min()?;
        Some((*first, *days.iter().max()?))
    })
}

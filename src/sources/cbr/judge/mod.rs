//! What of a series can be believed, and for which days every record is then known.
//!
//! A figure that contradicts the records around it is left out ([`super::jumps`]), and then the days between its
//! sound neighbours are unknown. A list with nothing for 14 days or more within a daily currency's life is a fault
//! and no calendar. A source that lists more days than were asked for, or fewer, is reported. Nothing is stored or
//! asked here.

use super::{
    DynamicAnswer,
    faults::record_date,
    jumps::{Known, split_off_jumps},
};
use crate::{
    error::{AnswerFault, Bilingual},
    model::{Currency, Record, Span, Spans},
};
use jiff::civil::Date;

/// Shortest run of days without a record that is a fault. The longest lawful one since 1992 has 12: a record
/// on 31 December 2025, the next on 13 January 2026.
const EMPTY_DAYS: i64 = 14;

/// Dates outside the days asked for that are named; the others are counted.
const MOST_NAMED: usize = 3;

/// A judged series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Sound records of the days asked for, by date.
    pub records: Vec<Record>,
    /// Days of which every record is now known.
    pub coverage: Spans,
    /// What was left out or missing, by date.
    pub faults: Vec<AnswerFault>,
}

/// Judges an answer to the question for `asked`.
///
/// `today` is Moscow's: no day after it is covered, except up to a record that is already set.
pub fn judge(
    currency: &Currency,
    asked: Span,
    today: Date,
    known: &Known,
    answer: DynamicAnswer,
) -> Judged {
    let Some(listed) = answer.listed.intersection(asked) else {
        let listed = answer.listed;
        let what = Bilingual::new(
            format!("the days {listed} instead of {asked}"),
            format!("дни {listed} вместо {asked}"),
        );
        let faults = vec![AnswerFault::OtherDocument { what }];
        return Judged {
            records: Vec::new(),
            coverage: Spans::new(),
            faults,
        };
    };

    let (records, outside): (Vec<Record>, Vec<Record>) = answer
        .records
        .iter()
        .partition(|record| listed.contains(record.record_date()));
    // Only what was asked for is judged and kept: the rest would be covered by nothing.
    let (records, jumps) = split_off_jumps(currency, known, &records);
    let mut faults = answer.faults;
    faults.retain(|fault| record_date(fault).is_none_or(|date| listed.contains(date)));
    faults.extend(jumps);
    faults.extend(short_range(currency, asked, answer.listed, today));

    let outside = answer
        .outside
        .iter()
        .copied()
        .chain(outside.iter().map(Record::record_date));
    faults.extend(outside_asked(asked, outside.collect()));

    let refused: Vec<Date> = faults
        .iter()
        .filter_map(record_date)
        .filter(|date| listed.contains(*date))
        .collect();
    let mut coverage = coverage_of(&records, &refused, listed, today);
    // Dates of refused records count as published: the day is not empty, its figure is wrong.
    let mut dates: Vec<_> = records
        .iter()
        .map(Record::record_date)
        .chain(refused)
        .collect();
    dates.sort_unstable();
    for empty in empty_runs(currency, listed, today, &dates) {
        coverage.remove(empty);
        faults.push(AnswerFault::EmptyList(empty));
    }

    faults.sort_by_key(|fault| match fault {
        AnswerFault::EmptyList(span) => Some(span.from()),
        other => record_date(other),
    });
    Judged {
        records,
        coverage,
        faults,
    }
}

/// The days that the sound records prove, without those around a refused one.
fn coverage_of(records: &[Record], refused: &[Date], listed: Span, today: Date) -> Spans {
    // A record that is set for tomorrow covers the days up to it, but no day after today is otherwise known.
    let end = records
        .last()
        .map_or(today, |last| last.record_date().max(today))
        .min(listed.to());
    let mut coverage: Spans = Span::new(listed.from(), end).into_iter().collect();

    for unknown in refused
        .iter()
        .filter_map(|date| days_between_neighbours(*date, records, listed))
    {
        coverage.remove(unknown);
    }
    coverage
}

/// A source that lists fewer days than were asked for. Days after `today` are not missed, and neither are those
/// before a currency's known beginning.
fn short_range(currency: &Currency, asked: Span, listed: Span, today: Date) -> Option<AnswerFault> {
    let beginning = currency
        .first_day
        .or(currency.daily_from)
        .unwrap_or(Date::MAX);
    let begins_late = listed.from() > asked.from().max(beginning);
    let ends_early = listed.to() < asked.to().min(today);

    (begins_late || ends_early).then_some(AnswerFault::ShortRange {
        asked,
        listed,
        begins_late,
        ends_early,
    })
}

/// Records on other days than those asked for.
fn outside_asked(asked: Span, mut dates: Vec<Date>) -> Option<AnswerFault> {
    dates.sort_unstable();
    let count = dates.len();
    dates.truncate(MOST_NAMED);
    (count > 0).then_some(AnswerFault::OutsideAsked {
        asked,
        count,
        first: dates,
    })
}

/// The days that a record left out may have been in force or dated: those strictly between the sound records
/// before and after it, or to the ends of what was listed.
fn days_between_neighbours(date: Date, sound: &[Record], listed: Span) -> Option<Span> {
    let before = sound.iter().rfind(|record| record.record_date() < date);
    let after = sound.iter().find(|record| record.record_date() > date);
    let later = before.map_or(Some(listed), |record| listed.after(record.record_date()))?;

    after.map_or(Some(later), |record| later.before(record.record_date()))
}

/// Runs of 14 days and more without a record while the currency was quoted daily, up to today. `dates` are in
/// order.
fn empty_runs(currency: &Currency, listed: Span, today: Date, dates: &[Date]) -> Vec<Span> {
    let last_day = currency.last_day.map_or(today, |last| last.min(today));
    let life = currency
        .daily_from
        .and_then(|from| Span::new(from, last_day));
    let Some(days) = life.and_then(|life| life.intersection(listed)) else {
        return Vec::new();
    };

    let mut runs = Vec::new();
    let mut rest = Some(days);
    for date in dates.iter().filter(|date| days.contains(**date)) {
        runs.extend(rest.and_then(|rest| rest.before(*date)));
        rest = days.after(*date);
    }

    runs.extend(rest);
    runs.retain(|run| run.days() >= EMPTY_DAYS);
    runs
}

#[cfg(test)]
mod tests;

//! The two links of a headline to the records of a currency (correlate-spec.md §2): the rate *shown* on its
//! date, and its *effect*: the first rate set after it, the one it could have moved.
//!
//! News of a date comes after the move shown next to it: the rate of a day was set on the day before. So the
//! two are never the same question.

use super::{Change, Cutoffs, InForce, Published, Record, Series};
use jiff::civil::Date;

/// A headline's links to one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Links {
    /// The record in force on the headline's day.
    pub shown: Option<InForce>,
    /// The first record set after it, or why there is none.
    pub effect: Result<Effect, NoEffect>,
    /// Date of the first record set on the headline's day or later: for display, whatever its time of day.
    pub set_date_record: Option<Date>,
}

/// The record that a headline could have moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The record.
    pub record: Record,
    /// Its change against the record before it.
    pub change: Change,
    /// Whether the cut-off that decided is not established.
    pub cutoff_uncertain: bool,
}

/// Why a headline has no effect record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEffect {
    /// The rate for this news is not set yet.
    Pending,
    /// It would be the first record, which has no change.
    FirstRecord,
    /// It and the record before it are not in the same span of coverage.
    CoverageHole,
}

impl NoEffect {
    /// The stable name in JSON and in the view `headline_rate`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::FirstRecord => "first_record",
            Self::CoverageHole => "coverage_hole",
        }
    }
}

/// The links of something published at `published` to the records of `series`, which must be whole: the record
/// before and the one after the days in question decide.
pub fn links(series: &Series, cutoffs: &Cutoffs, published: &Published) -> Links {
    let day = published.day();
    let first_set_date = cutoffs.first_set_date(published.in_moscow_for_linking());

    Links {
        shown: series.in_force(day).ok(),
        effect: effect(series, cutoffs, first_set_date),
        set_date_record: series
            .records()
            .get(first_set_on(series, day))
            .map(Record::record_date),
    }
}

/// Index of the first record set on `day` or later. A record is set the day before its date (calendar rule 1 of
/// data/rates/README.md), so this is the first one dated after `day`; of two on one date the one in force.
fn first_set_on(series: &Series, day: Date) -> usize {
    let records = series.records();
    let first = series.count_through(day);
    // A redenomination gives two records of one date, the one in force last.
    if first_two_share_date(&records[first..]) {
        first + 1
    } else {
        first
    }
}

fn first_two_share_date(records: &[Record]) -> bool {
    match records {
        [first, second, ..] => first.record_date() == second.record_date(),
        _ => false,
    }
}

fn effect(series: &Series, cutoffs: &Cutoffs, first_set_date: Date) -> Result<Effect, NoEffect> {
    let at = first_set_on(series, first_set_date);
    let records = series.records();
    let record = *records.get(at).ok_or(NoEffect::Pending)?;

    // Also for the second record of the first date: neither has a change.
    if records[0].record_date() == record.record_date() {
        return Err(NoEffect::FirstRecord);
    }

    let change = series.change_of(at).ok_or(NoEffect::CoverageHole)?;
    let set_date = record
        .record_date()
        .yesterday()
        .unwrap_or(record.record_date());

    Ok(Effect {
        record,
        change,
        cutoff_uncertain: cutoffs.is_uncertain_on(set_date),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Currency, Nominal, Span};

    fn series() -> Series {
        let days = [
            "2024-05-17",
            "2024-05-18",
            "2024-05-21",
            "2024-06-04",
            "2024-06-05",
        ];
        let record = |(at, day): (usize, &&str)| {
            Record::new(
                day.parse().unwrap(),
                Nominal::ONE,
                900_000 + i64::try_from(at).unwrap(),
            )
            .unwrap()
        };
        let span =
            |from: &str, to: &str| Span::new(from.parse().unwrap(), to.parse().unwrap()).unwrap();
        let coverage = [
            span("2024-05-17", "2024-05-22"),
            span("2024-06-04", "2024-06-06"),
        ];
        let records = days.iter().enumerate().map(record).collect();
        Series::new(
            Currency::find("USD").unwrap(),
            records,
            coverage.into_iter().collect(),
        )
    }

    fn check(published: &str, shown: Option<&str>, effect: Result<&str, NoEffect>) {
        let links = links(&series(), &Cutoffs::default(), &published.parse().unwrap());
        let date = |record: Record| record.record_date().to_string();
        assert_eq!(
            links.shown.map(|one| date(one.record)).as_deref(),
            shown,
            "{published}"
        );
        let found = links.effect.map(|one| date(one.record));
        assert_eq!(
            found.as_deref().map_err(|reason| *reason),
            effect,
            "{published}"
        );
    }

    #[test]
    fn news_comes_after_the_rate_shown_beside_it() {
        check(
            "2024-05-18T12:00:00+03:00",
            Some("2024-05-18"),
            Ok("2024-05-21"),
        );
        check(
            "2024-05-17T15:30:00+03:00",
            Some("2024-05-17"),
            Ok("2024-05-18"),
        );
        check(
            "2024-05-17T15:30:01+03:00",
            Some("2024-05-17"),
            Ok("2024-05-21"),
        );
        check("2024-05-17", Some("2024-05-17"), Ok("2024-05-21"));
    }

    #[test]
    fn why_there_is_none() {
        check("2024-05-12", None, Err(NoEffect::FirstRecord));
        check(
            "2024-05-21T16:00:00+03:00",
            Some("2024-05-21"),
            Err(NoEffect::CoverageHole),
        );
        check("2024-06-05", Some("2024-06-05"), Err(NoEffect::Pending));
        check("2024-05-30", None, Err(NoEffect::CoverageHole));
    }
}

//! What of a series can be believed, and for which days every record is then known.
//!
//! Three rules: a step beyond ×20 that is no redenomination is a lost digit, and its record is left out; a
//! record left out leaves the days between its sound neighbours unknown; a list with nothing for 14 days or
//! more within a daily currency's life is no calendar but a fault. Nothing is stored or asked here.

use super::DynamicAnswer;
use super::jumps::split_off_jumps;
use crate::error::AnswerFault;
use crate::model::{Currency, Record, Span, Spans};
use jiff::civil::Date;

/// Shortest run of days without a record that is a fault. The longest lawful one since 1992 has 12: a record
/// on 31 December 2025, the next on 13 January 2026.
const EMPTY_DAYS: i64 = 14;

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
/// `today` is Moscow's: no day after it is covered, except up to a record that is already set. `neighbour` is
/// the last sound record known before `asked`, if there is one.
pub fn judge(
    currency: &Currency,
    asked: Span,
    today: Date,
    neighbour: Option<&Record>,
    answer: DynamicAnswer,
) -> Judged {
    let Some(listed) = answer.listed.intersection(asked) else {
        let what = format!("the days {} instead of {asked}", answer.listed);
        let faults = vec![AnswerFault::OtherDocument { what }];
        return Judged { records: Vec::new(), coverage: Spans::new(), faults };
    };
    let mut records = answer.records;
    records.retain(|record| listed.contains(record.record_date()));
    let (records, jumps) = split_off_jumps(currency, neighbour, &records);
    let mut faults = answer.faults;
    faults.extend(jumps);

    let end = records.last().map_or(today, |last| last.record_date().max(today)).min(listed.to());
    let mut coverage: Spans = Span::new(listed.from(), end).into_iter().collect();
    let absurd_dates: Vec<_> =
        faults.iter().filter_map(absurd_date).filter(|d| listed.contains(*d)).collect();
    for date in &absurd_dates {
        if let Some(unknown) = days_between_neighbours(*date, &records, listed) {
            coverage.remove(unknown);
        }
    }
    let mut dates: Vec<_> = records.iter().map(Record::record_date).chain(absurd_dates).collect();
    dates.sort_unstable();
    for empty in empty_runs(currency, listed, today, &dates) {
        coverage.remove(empty);
        faults.push(AnswerFault::EmptyList(empty));
    }
    faults.sort_by_key(|fault| match fault {
        AnswerFault::EmptyList(span) => Some(span.from()),
        other => absurd_date(other),
    });
    Judged { records, coverage, faults }
}

fn absurd_date(fault: &AnswerFault) -> Option<Date> {
    match fault {
        AnswerFault::Absurd { record_date, .. } => Some(*record_date),
        _ => None,
    }
}

/// The days that a record left out may have been in force or dated: those strictly between the sound records
/// before and after it, or to the ends of what was listed.
fn days_between_neighbours(date: Date, sound: &[Record], listed: Span) -> Option<Span> {
    let before = sound.iter().rfind(|record| record.record_date() < date);
    let after = sound.iter().find(|record| record.record_date() > date);
    let from = before.map_or(Some(listed.from()), |record| record.record_date().tomorrow().ok())?;
    let to = after.map_or(Some(listed.to()), |record| record.record_date().yesterday().ok())?;
    Span::new(from, to)
}

/// Runs of 14 days and more without a record while the currency was quoted daily, up to today. `dates` are in
/// order.
fn empty_runs(currency: &Currency, listed: Span, today: Date, dates: &[Date]) -> Vec<Span> {
    let last_day = currency.last_day.map_or(today, |last| last.min(today));
    let life = currency.daily_from.and_then(|from| Span::new(from, last_day));
    let Some(days) = life.and_then(|life| life.intersection(listed)) else { return Vec::new() };
    let mut runs = Vec::new();
    let mut from = Some(days.from());
    for date in dates.iter().filter(|date| days.contains(**date)) {
        runs.extend(from.zip(date.yesterday().ok()).and_then(|(from, to)| Span::new(from, to)));
        from = date.tomorrow().ok();
    }
    runs.extend(from.and_then(|from| Span::new(from, days.to())));
    runs.retain(|run| run.days() >= EMPTY_DAYS);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decimal, Nominal};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn span(text: &str) -> Span {
        let (from, to) = text.split_once("..").unwrap();
        Span::new(day(from), day(to)).unwrap()
    }

    /// `2024-05-21 1 90.6537`
    fn record(text: &str) -> Record {
        let parts: Vec<_> = text.split(' ').collect();
        let nominal = Nominal::new(parts[1].parse().unwrap()).unwrap();
        Record::new(day(parts[0]), nominal, Decimal::parse(parts[2]).unwrap().to_e4().unwrap()).unwrap()
    }

    fn run(code: &str, asked: &str, today: &str, neighbour: Option<&str>, records: &[&str]) -> Judged {
        let records = records.iter().map(|text| record(text)).collect();
        let answer = DynamicAnswer { id: String::new(), listed: span(asked), records, faults: vec![] };
        let currency = Currency::find(code).unwrap();
        judge(currency, span(asked), day(today), neighbour.map(record).as_ref(), answer)
    }

    fn spans(judged: &Judged) -> String {
        judged.coverage.as_slice().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    /// Sound dates (day of month), coverage, faults.
    fn check(judged: &Judged, sound: &[i8], coverage: &str, faults: &[&str]) {
        assert_eq!(judged.records.iter().map(|r| r.record_date().day()).collect::<Vec<_>>(), sound);
        assert_eq!(spans(judged), coverage);
        assert_eq!(judged.faults.iter().map(ToString::to_string).collect::<Vec<_>>(), faults);
    }

    const WEEK: &[&str] = &["2024-05-17 1 90.9239", "2024-05-18 1 90.9873", "2024-05-21 1 90.6537"];

    #[test]
    fn coverage_ends_today_or_at_the_last_record() {
        check(
            &run("USD", "2024-05-17..2024-05-31", "2024-05-20", None, WEEK),
            &[17, 18, 21],
            "2024-05-17..2024-05-21",
            &[],
        );
        check(
            &run("USD", "2024-05-17..2024-05-31", "2024-05-25", None, WEEK),
            &[17, 18, 21],
            "2024-05-17..2024-05-25",
            &[],
        );
        check(
            &run("USD", "2024-05-17..2024-05-22", "2024-06-25", None, WEEK),
            &[17, 18, 21],
            "2024-05-17..2024-05-22",
            &[],
        );
        check(
            &run("USD", "2024-05-19..2024-05-20", "2024-06-25", None, &[]),
            &[],
            "2024-05-19..2024-05-20",
            &[],
        );
        check(&run("USD", "2024-05-26..2024-05-31", "2024-05-25", None, &[]), &[], "", &[]);
    }

    #[test]
    fn only_what_was_asked_and_listed_is_covered() {
        let records = WEEK.iter().map(|text| record(text)).collect();
        let listed = span("2024-05-18..2024-05-20");
        let answer = DynamicAnswer { id: String::new(), listed, records, faults: vec![] };
        let usd = Currency::find("USD").unwrap();
        let judged = judge(usd, span("2024-05-01..2024-05-31"), day("2024-06-01"), None, answer);
        check(&judged, &[18], "2024-05-18..2024-05-20", &[]);
    }

    #[test]
    fn a_lost_digit_uncovers_the_days_between_its_neighbours() {
        let records =
            ["2024-05-17 1 90.9239", "2024-05-18 1 90.9873", "2024-05-21 1 0.9066", "2024-05-22 1 90.4090"];
        let judged =
            run("USD", "2024-05-17..2024-05-22", "2024-05-22", Some("2024-05-16 1 91.2573"), &records);
        check(
            &judged,
            &[17, 18, 22],
            "2024-05-17..2024-05-18 2024-05-22..2024-05-22",
            &["absurd figure for 2024-05-21: 0.9066 for 1 beside 90.9873 for 1 of 2024-05-18"],
        );
        let judged = run(
            "USD",
            "2024-05-17..2024-05-31",
            "2024-05-25",
            None,
            &[WEEK[0], WEEK[1], "2024-05-21 1 0.9066"],
        );
        check(
            &judged,
            &[17, 18],
            "2024-05-17..2024-05-18",
            &["absurd figure for 2024-05-21: 0.9066 for 1 beside 90.9873 for 1 of 2024-05-18"],
        );
    }

    #[test]
    fn records_before_the_anchor_are_judged_backwards() {
        let records =
            ["2024-05-15 1 91.0000", "2024-05-16 1 4.0000", "2024-05-17 1 90.9239", "2024-05-18 1 90.9873"];
        check(
            &run("USD", "2024-05-15..2024-05-18", "2024-05-18", None, &records),
            &[15, 17, 18],
            "2024-05-15..2024-05-15 2024-05-17..2024-05-18",
            &["absurd figure for 2024-05-16: 4.0000 for 1 beside 90.9239 for 1 of 2024-05-17"],
        );
        // The stored neighbour decides between two that contradict each other; without it both are in doubt.
        let two = ["2024-05-17 1 4.0000", "2024-05-18 1 90.9873"];
        let vouched = run("USD", "2024-05-17..2024-05-18", "2024-05-18", Some("2024-05-16 1 91.2573"), &two);
        assert_eq!((vouched.records.len(), spans(&vouched)), (1, "2024-05-18..2024-05-18".to_owned()));
        let doubtful = run("USD", "2024-05-17..2024-05-18", "2024-05-18", None, &two);
        assert_eq!((doubtful.records.len(), doubtful.faults.len(), spans(&doubtful)), (0, 2, String::new()));
        let stale =
            run("USD", "2024-05-17..2024-05-18", "2024-05-18", Some("2024-01-16 1 1.0000"), &[WEEK[1]]);
        assert_eq!((stale.records.len(), stale.faults.len()), (1, 0));
    }

    #[test]
    fn a_redenomination_is_no_lost_digit() {
        let lev = [
            "1999-06-01 1000 13.1000",
            "1999-07-01 1000 12.8900",
            "1999-07-01 1 12.7700",
            "1999-08-01 1 12.9000",
        ];
        for start in 0..lev.len() {
            let judged = run("BGN", "1999-06-01..1999-08-31", "2024-05-18", None, &lev[start..]);
            assert_eq!((judged.records.len(), judged.faults), (lev.len() - start, vec![]), "from {start}");
        }
        let ruble = [
            "1997-12-27 1 5958.0000",
            "1997-12-30 1 5960.0000",
            "1998-01-01 1 5.9600",
            "1998-01-06 1 5.9650",
        ];
        assert_eq!(run("USD", "1997-12-27..1998-01-06", "2024-05-18", None, &ruble).faults, vec![]);
        let lira = run(
            "TRY",
            "2005-01-01..2005-01-12",
            "2024-05-18",
            Some("2004-12-31 1000000 20.5741"),
            &["2005-01-01 1 20.6925"],
        );
        assert_eq!((lira.records.len(), lira.faults), (1, vec![]));
    }

    #[test]
    fn an_empty_list_within_the_life_of_a_currency_is_a_fault() {
        let empty = "nothing listed from 2024-05-02 to 2024-05-31";
        check(
            &run("USD", "2024-05-01..2024-05-31", "2024-07-01", None, &["2024-05-01 1 92.0000"]),
            &[1],
            "2024-05-01..2024-05-01",
            &[empty],
        );
        let whole = run("USD", "2024-05-18..2024-05-31", "2024-07-01", None, &[]);
        check(&whole, &[], "", &["nothing listed from 2024-05-18 to 2024-05-31"]);
        // Thirteen days are a long New Year, the future is not a gap, and a day before the first has no record.
        check(
            &run("USD", "2024-05-18..2024-05-30", "2024-07-01", None, &[]),
            &[],
            "2024-05-18..2024-05-30",
            &[],
        );
        check(
            &run("USD", "2024-05-18..2024-06-30", "2024-05-25", None, &[]),
            &[],
            "2024-05-18..2024-05-25",
            &[],
        );
        check(
            &run("USD", "1992-01-01..1992-06-30", "2024-05-25", None, &[]),
            &[],
            "1992-01-01..1992-06-30",
            &[],
        );
    }

    #[test]
    fn a_currency_that_is_monthly_or_gone_may_be_silent() {
        check(
            &run("AMD", "1999-05-01..1999-07-31", "2024-05-25", None, &[]),
            &[],
            "1999-05-01..1999-07-31",
            &[],
        );
        check(
            &run("BGN", "2026-01-01..2026-03-31", "2026-05-25", None, &[]),
            &[],
            "2026-01-01..2026-03-31",
            &[],
        );
        check(
            &run("DEM", "2000-01-01..2000-03-31", "2026-05-25", None, &[]),
            &[],
            "2000-01-01..2000-03-31",
            &[],
        );
    }

    proptest! {
        /// Whatever comes, no record is lost without a word and no fault lies in covered days.
        #[test]
        fn every_record_is_sound_or_reported(values in prop::collection::btree_map(0i64..200, 1i64..3_000_000, 0..40), neighbour in prop::option::of(1i64..3_000_000)) {
            use jiff::ToSpan;
            let start = date(2024, 1, 1);
            let make = |offset: i64, value: i64| Record::new(start + offset.days(), Nominal::ONE, value).unwrap();
            let records: Vec<_> = values.iter().map(|(offset, value)| make(*offset, *value)).collect();
            let asked = Span::new(start, start + 199.days()).unwrap();
            let answer = DynamicAnswer { id: String::new(), listed: asked, records: records.clone(), faults: vec![] };
            let usd = Currency::find("USD").unwrap();
            let known = neighbour.map(|value| make(-1, value));
            let judged = judge(usd, asked, date(2024, 5, 1), known.as_ref(), answer);
            let absurd: Vec<_> = judged.faults.iter().filter_map(absurd_date).collect();
            prop_assert_eq!(judged.records.len() + absurd.len(), records.len());
            for date in absurd {
                prop_assert!(judged.coverage.containing(date).is_none());
            }
            for record in &judged.records {
                prop_assert!(judged.coverage.containing(record.record_date()).is_some());
            }
        }
    }
}

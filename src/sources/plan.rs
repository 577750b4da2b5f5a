//! Which days a fetch has to ask for.
//!
//! A plain fetch asks for the days missing from a currency's whole life, and again for the last 14 days, so that
//! restatements are found and the record for tomorrow is fetched when it is out. A range given by the user is asked for
//! as it is, stored or not.

use crate::model::{Currency, FIRST_RECORD_DAY, Span, Spans};
use jiff::{ToSpan as _, civil::Date};

/// Days that a plain fetch asks for again.
const DAYS_ASKED_AGAIN: i64 = 14;

/// What was typed as `--from` and `--to`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// The days to ask for, where `today` is the date in Moscow; empty for a currency with nothing to ask for.
pub fn days_to_ask(currency: &Currency, coverage: &Spans, typed: Typed, today: Date) -> Spans {
    let tomorrow = today.saturating_add(1.day());
    let first = currency.first_day.unwrap_or(FIRST_RECORD_DAY);
    let last = currency
        .last_day
        .map_or(tomorrow, |last| last.min(tomorrow));
    let Some(life) = Span::new(first, last) else {
        return Spans::new();
    };

    // The record for tomorrow is set today and may be out.
    let wanted = Span::new(typed.from.unwrap_or(first), typed.to.unwrap_or(last));
    let Some(wanted) = wanted.and_then(|wanted| wanted.intersection(life)) else {
        return Spans::new();
    };
    // What was typed is asked for whether it is stored or not.
    if typed.from.is_some() || typed.to.is_some() {
        return [wanted].into_iter().collect();
    }

    let mut days = coverage.gaps_in(wanted);
    let again = Span::new(today.saturating_sub(DAYS_ASKED_AGAIN.days()), tomorrow);
    if let Some(again) = again.and_then(|again| again.intersection(wanted)) {
        days.insert(again);
    }

    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2024, 5, 21);

    fn check(code: &str, covered: &[(Date, Date)], typed: Typed, expected: &[&str]) {
        let coverage = covered
            .iter()
            .map(|(from, to)| Span::new(*from, *to).unwrap())
            .collect();
        let days = days_to_ask(Currency::find(code).unwrap(), &coverage, typed, TODAY);
        assert_eq!(
            days.as_slice()
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
            expected
        );
    }

    #[test]
    fn an_empty_store_asks_for_the_whole_life() {
        check("USD", &[], Typed::default(), &["1992-07-01..2024-05-22"]);
        check("EUR", &[], Typed::default(), &["1999-01-01..2024-05-22"]);
        check("DEM", &[], Typed::default(), &["1992-07-01..2001-12-31"]);
    }

    #[test]
    fn a_hole_and_the_last_days_are_asked_for() {
        let covered = [
            (date(1992, 7, 1), date(2020, 1, 1)),
            (date(2020, 1, 10), date(2024, 5, 21)),
        ];
        check(
            "USD",
            &covered,
            Typed::default(),
            &["2020-01-02..2020-01-09", "2024-05-07..2024-05-22"],
        );
        let stale = [(date(1992, 7, 1), date(2024, 3, 1))];
        check("USD", &stale, Typed::default(), &["2024-03-02..2024-05-22"]);
    }

    #[test]
    fn what_was_typed_is_asked_for_again() {
        let covered = [(date(1992, 7, 1), date(2024, 5, 21))];
        let typed = |from, to| Typed { from, to };
        check(
            "USD",
            &covered,
            typed(Some(date(2024, 5, 1)), Some(date(2024, 5, 5))),
            &["2024-05-01..2024-05-05"],
        );
        check(
            "USD",
            &covered,
            typed(Some(date(2024, 5, 20)), None),
            &["2024-05-20..2024-05-22"],
        );
        check(
            "USD",
            &covered,
            typed(Some(date(1980, 1, 1)), Some(date(1992, 7, 3))),
            &["1992-07-01..1992-07-03"],
        );
        check("USD", &covered, typed(Some(date(2030, 1, 1)), None), &[]);
        check("DEM", &[], typed(Some(date(2010, 1, 1)), None), &[]);
    }
}

//! The calendar that the daily currencies of one source share.
//!
//! The Bank of Russia sets all daily rates on the same days: in the records since 1992 no daily currency lacks a
//! date that another one has. So where two covered currencies differ, one of the lists is wrong.

use super::{Currency, Span, Spans};
use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;

/// The dates of a currency's records, and the days for which all of them are known.
#[derive(Clone, Debug)]
pub struct RecordDates {
    /// The currency.
    pub currency: &'static Currency,
    /// The days for which all of its records are known.
    pub coverage: Spans,
    /// Dates of its records, in order.
    pub dates: Vec<Date>,
}

/// Where the dates of one currency differ from the dates of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFault {
    /// The currency.
    pub currency: &'static Currency,
    /// Dates on which others have records and this one has none.
    pub missing: Vec<Date>,
    /// A currency that has the first of them.
    pub witness: Option<&'static Currency>,
    /// Days on which it is therefore not known which record was in force.
    pub unknown: Spans,
    /// Dates on which this one alone has a record.
    pub lone: Vec<Date>,
}

impl RecordDates {
    /// Whether a record dated `day` would be known: the currency was quoted daily, the day is covered, and so is a
    /// record (without one no rate is shown that could be wrong).
    fn knows(&self, day: Date) -> bool {
        let is_daily = self.currency.daily_from.is_some_and(|from| day >= from)
            && self.currency.last_day.is_none_or(|last| day <= last);
        let Some(span) = self.coverage.containing(day).filter(|_| is_daily) else {
            return false;
        };

        // Without a record in the span no rate is shown that could be wrong.
        let first = self
            .dates
            .get(self.dates.partition_point(|date| *date < span.from()));

        first.is_some_and(|first| *first <= span.to())
    }

    /// The days from a missing record to the day before the next one.
    fn unknown_from(&self, missing: Date) -> Option<Span> {
        let covered = self.coverage.containing(missing)?;
        let next = self
            .dates
            .get(self.dates.partition_point(|date| *date <= missing));
        let rest = Span::new(missing, covered.to())?;

        // The next record ends the doubt: from then on the rate in force is known.
        next.map_or(Some(rest), |next| rest.before(*next))
    }
}

/// The currencies with dates that differ from the dates of the others, in the order given.
pub fn compare_calendars(all: &[RecordDates]) -> Vec<CalendarFault> {
    let mut having: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
    for (number, one) in all.iter().enumerate() {
        for date in one.dates.iter().filter(|date| one.knows(**date)) {
            having.entry(*date).or_default().push(number);
        }
    }

    let mut faults: Vec<CalendarFault> = all
        .iter()
        .map(|one| CalendarFault::none(one.currency))
        .collect();
    for (date, having) in having {
        let lacking: Vec<usize> = (0..all.len())
            .filter(|number| !having.contains(number) && all[*number].knows(date))
            .collect();
        if lacking.is_empty() {
            continue;
        }

        // Either those who lack the date are wrong or those who have it.
        if !is_record_day(date, having.len(), lacking.len()) {
            for number in having {
                faults[number].lone.push(date);
            }

            continue;
        }

        for number in lacking {
            let fault = &mut faults[number];
            fault.missing.push(date);
            fault.witness.get_or_insert(all[having[0]].currency);
            if let Some(days) = all[number].unknown_from(date) {
                fault.unknown.insert(days);
            }
        }
    }

    faults.retain(|fault| !fault.missing.is_empty() || !fault.lone.is_empty());
    faults
}

/// Whether one currency alone has a record of a day, although that of another daily one would be known.
pub fn is_alone(all: &[RecordDates], currency: &Currency, day: Date) -> bool {
    let others: Vec<&RecordDates> = all
        .iter()
        .filter(|other| other.currency != currency)
        .collect();

    others.iter().any(|other| other.knows(day))
        && !others
            .iter()
            .any(|other: &&RecordDates| other.dates.binary_search(&day).is_ok())
}

/// Whether the currencies that have a record are right. From Tuesday to Saturday a record is the rule, so two are
/// enough against any number, and one against one. A record dated Sunday or Monday follows a working weekend, which is
/// rare, so there it takes more with than without.
fn is_record_day(date: Date, having: usize, lacking: usize) -> bool {
    match date.weekday() {
        Weekday::Sunday | Weekday::Monday => having > lacking,
        _ => having >= 2 || having >= lacking,
    }
}

impl CalendarFault {
    const fn none(currency: &'static Currency) -> Self {
        Self {
            currency,
            missing: Vec::new(),
            witness: None,
            unknown: Spans::new(),
            lone: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Days of May 2024.
    fn dates(code: &str, covered: (i8, i8), days: &[i8]) -> RecordDates {
        let may = |day| date(2024, 5, day);
        RecordDates {
            currency: Currency::find(code).unwrap(),
            coverage: Span::new(may(covered.0), may(covered.1))
                .into_iter()
                .collect(),
            dates: days.iter().map(|day| may(*day)).collect(),
        }
    }

    /// `USD lacks 22 (EUR), unknown 22..24`
    fn check(all: &[RecordDates], expected: &[&str]) {
        let days = |dates: &[Date]| {
            dates
                .iter()
                .map(|date| date.day().to_string())
                .collect::<Vec<_>>()
                .join(",")
        };
        let said = |fault: &CalendarFault| {
            let unknown: Vec<_> = fault
                .unknown
                .as_slice()
                .iter()
                .map(|s| format!("{}..{}", s.from().day(), s.to().day()))
                .collect();
            let witness = fault.witness.map_or("", |witness| witness.code);
            let lone = if fault.lone.is_empty() {
                String::new()
            } else {
                format!(" alone {}", days(&fault.lone))
            };
            format!(
                "{} lacks {} ({witness}), unknown {}{lone}",
                fault.currency,
                days(&fault.missing),
                unknown.join(" ")
            )
        };
        assert_eq!(
            compare_calendars(all).iter().map(said).collect::<Vec<_>>(),
            expected
        );
    }

    #[test]
    fn equal_calendars_have_no_fault() {
        check(
            &[
                dates("USD", (17, 26), &[17, 18, 21, 22]),
                dates("EUR", (17, 21), &[17, 18, 21]),
            ],
            &[],
        );
        // Without any record, not daily yet, or ended: nothing to compare.
        check(
            &[
                dates("USD", (17, 26), &[17, 18]),
                dates("EUR", (17, 26), &[]),
            ],
            &[],
        );
        check(
            &[
                dates("USD", (17, 26), &[17, 18]),
                dates("DEM", (17, 26), &[]),
            ],
            &[],
        );
        check(
            &[
                dates("USD", (17, 26), &[17, 18]),
                dates("MMK", (17, 26), &[]),
            ],
            &[],
        );
    }

    #[test]
    fn days_that_one_list_lacks_are_unknown_up_to_its_next_record() {
        let whole = dates("EUR", (17, 29), &[17, 18, 21, 22, 23, 24, 25, 28]);
        let holed = dates("USD", (17, 29), &[17, 18, 21, 25, 28]);
        let found = ["USD lacks 22,23,24 (EUR), unknown 22..24"];
        check(&[whole.clone(), holed.clone()], &found);
        check(&[holed, whole.clone()], &found);
        check(
            &[whole, dates("USD", (17, 29), &[17, 18, 21, 22, 23, 24])],
            &["USD lacks 25,28 (EUR), unknown 25..29"],
        );
    }

    #[test]
    fn a_weekend_that_one_list_fills_in_is_its_own_fault() {
        let filled = dates("USD", (17, 22), &[17, 18, 19, 20, 21, 22]);
        let others = ["EUR", "GBP"].map(|code| dates(code, (17, 22), &[17, 18, 21, 22]));
        let [eur, gbp] = others;
        check(
            &[filled.clone(), eur.clone()],
            &["USD lacks  (), unknown  alone 19,20"],
        );
        check(
            &[filled, eur.clone(), gbp],
            &["USD lacks  (), unknown  alone 19,20"],
        );
        // A working Saturday gives a Sunday record, which most lists have.
        let with_sunday = ["CHF", "GBP"].map(|code| dates(code, (17, 22), &[17, 18, 19, 21, 22]));
        let [chf, gbp] = with_sunday;
        check(&[chf, gbp, eur], &["EUR lacks 19 (CHF), unknown 19..20"]);
    }

    #[test]
    fn a_day_is_of_one_currency_alone_where_another_would_be_known_to_have_it() {
        let dollar = dates("USD", (18, 25), &[18, 20, 21]);
        let euro = dates("EUR", (18, 25), &[18, 21]);
        let is_alone =
            |all: &[RecordDates], day| is_alone(all, all[0].currency, date(2024, 5, day));
        assert!(is_alone(&[dollar.clone(), euro.clone()], 20));
        assert!(!is_alone(&[dollar.clone(), euro], 21));
        // Nothing is known of the euro on that day.
        assert!(!is_alone(
            &[dollar.clone(), dates("EUR", (21, 25), &[21])],
            20
        ));
        assert!(!is_alone(&[dollar], 20));
    }
}

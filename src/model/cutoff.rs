//! The cut-off clock: until when on a day trade entered the rate set on it, by period.
//!
//! Sources, as quoted in correlate-spec.md §1: 11:30 from 2003-04-15 (rosinvest.com/novosti/795564), 16:30 by
//! Instruction 6088-U of 2022-03-11 (base.garant.ru/403699434), 15:30 from 2022-04-25 (press of that day), banks'
//! reports as at 15:30 from 2024-06-13 (consultant.ru LAW_478574), both together from 2024-12-27. Where a day of
//! force or the clock itself is a guess, the row says that it is uncertain.

use jiff::civil::{Date, DateTime, Time, date};

/// The clock of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cutoff {
    /// First set date to which it applies.
    pub set_date_from: Date,
    /// Moscow's wall clock; what is published later is for the next rate.
    pub clock: Time,
    /// Whether the clock or its period is not established.
    pub uncertain: bool,
}

/// The clocks of all periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cutoffs(Vec<Cutoff>);

/// Before this day it is not even established that a rate was set the day before its date.
const SET_DAY_CERTAIN_FROM: Date = date(1999, 1, 1);

const fn row(set_date_from: Date, hour: i8, uncertain: bool) -> Cutoff {
    Cutoff {
        set_date_from,
        clock: Time::constant(hour, 30, 0, 0),
        uncertain,
    }
}

/// The table of the specification.
const KNOWN: [Cutoff; 6] = [
    row(date(1992, 7, 1), 11, true),
    row(date(2003, 4, 15), 11, false),
    row(date(2022, 3, 11), 16, true),
    row(date(2022, 4, 25), 15, false),
    row(date(2024, 6, 13), 15, false),
    row(date(2024, 12, 27), 15, false),
];

impl Default for Cutoffs {
    fn default() -> Self {
        Self(KNOWN.to_vec())
    }
}

impl Cutoffs {
    /// Clocks by period, in the order of their dates; `None` if there is no row or two begin on the same day.
    pub fn new(mut rows: Vec<Cutoff>) -> Option<Self> {
        rows.sort_by_key(|row| row.set_date_from);
        let is_sound = !rows.is_empty()
            && rows.is_sorted_by(|one, next| one.set_date_from < next.set_date_from);
        is_sound.then_some(Self(rows))
    }

    /// The rows, earliest first.
    pub fn as_slice(&self) -> &[Cutoff] {
        &self.0
    }

    /// The row for rates set on `day`; the first one also applies to the days before it.
    fn on(&self, day: Date) -> &Cutoff {
        // Days before the first row have its clock, too.
        let after = self.0.partition_point(|row| row.set_date_from <= day);
        &self.0[after.saturating_sub(1)]
    }

    /// The first day on which a rate can be set that knows of what was published at `moscow`: that day up to
    /// its cut-off, the next one after it. The cut-off itself belongs to the day.
    pub fn first_set_date(&self, moscow: DateTime) -> Date {
        let day = moscow.date();
        if moscow.time() <= self.on(day).clock {
            day
        } else {
            day.tomorrow().unwrap_or(day)
        }
    }

    /// Moscow's date and clock until which what is published could enter the rate set on `set_date`.
    pub fn cut_off(&self, set_date: Date) -> DateTime {
        set_date.to_datetime(self.on(set_date).clock)
    }

    /// Whether the cut-off of a set date is not established, or the set date itself is not.
    pub fn is_uncertain_on(&self, set_date: Date) -> bool {
        self.on(set_date).uncertain || set_date < SET_DAY_CERTAIN_FROM
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(moscow: &str, set_date: &str) {
        assert_eq!(
            Cutoffs::default()
                .first_set_date(moscow.parse().unwrap())
                .to_string(),
            set_date,
            "{moscow}"
        );
    }

    #[test]
    fn the_cut_off_belongs_to_its_day() {
        check("2024-05-20T15:30:00", "2024-05-20");
        check("2024-05-20T15:30:01", "2024-05-21");
        check("2010-07-06T11:30:00", "2010-07-06");
        check("2010-07-06T11:30:01", "2010-07-07");
        check("2022-04-22T16:30:00", "2022-04-22");
        check("1990-01-01T12:00:00", "1990-01-02");
    }

    #[test]
    fn the_clock_is_that_of_the_set_date() {
        let cut_off = |day: &str| Cutoffs::default().cut_off(day.parse().unwrap()).to_string();
        let days = ["1990-01-01", "2022-03-10", "2022-03-11", "2022-04-25"].map(cut_off);
        let expected = [
            "1990-01-01T11:30:00",
            "2022-03-10T11:30:00",
            "2022-03-11T16:30:00",
            "2022-04-25T15:30:00",
        ];
        assert_eq!(days, expected);
    }

    #[test]
    fn guesses_are_marked() {
        let uncertain = |day: &str| Cutoffs::default().is_uncertain_on(day.parse().unwrap());
        for day in [
            "1998-12-31",
            "1999-01-01",
            "2003-04-14",
            "2022-03-11",
            "2022-04-24",
        ] {
            assert!(uncertain(day), "{day}");
        }
        for day in [
            "2003-04-15",
            "2022-03-10",
            "2022-04-25",
            "2024-06-13",
            "2026-08-21",
        ] {
            assert!(!uncertain(day), "{day}");
        }
    }

    #[test]
    fn two_rows_of_one_day_are_no_table() {
        assert_eq!(Cutoffs::new(vec![]), None);
        assert_eq!(Cutoffs::new(vec![KNOWN[1], KNOWN[1]]), None);
        assert_eq!(
            Cutoffs::new(vec![KNOWN[1], KNOWN[0]]).unwrap().as_slice(),
            &KNOWN[..2]
        );
    }
}

//! Periods by which a history is grouped: weeks (ISO 8601), months, quarters, years, or a whole range.

use super::Span;
use jiff::{
    ToSpan as _,
    civil::{Date, date},
};
use std::fmt;

/// The step of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Each published record.
    Record,
    /// Each calendar day, with the record in force.
    Day,
    /// ISO weeks, Monday to Sunday.
    Week,
    /// Calendar months.
    Month,
    /// Calendar quarters.
    Quarter,
    /// Calendar years.
    Year,
}

/// One period; shown as `2024-W21`, `2024-05`, `2024-Q2`, `2024` or, of a whole range, `2023-04-01..2024-03-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// `None` for a whole range.
    every: Option<Every>,
    span: Span,
}

impl Period {
    /// The period of kind `every` that has `day`; single days for [`Every::Record`] and [`Every::Day`].
    pub fn containing(every: Every, day: Date) -> Self {
        let year = day.year();
        let month = day.month();
        let (from, to) = match every {
            Every::Record | Every::Day => (day, day),
            Every::Week => {
                let days_since_monday = day.weekday().to_monday_zero_offset();
                let monday = day.saturating_sub(days_since_monday.days());
                (monday, monday.saturating_add(6.days()))
            }
            Every::Month => (day.first_of_month(), day.last_of_month()),
            Every::Quarter => {
                let first = (month - 1) / 3 * 3 + 1;
                (
                    date(year, first, 1),
                    date(year, first + 2, 1).last_of_month(),
                )
            }
            Every::Year => (day.first_of_year(), day.last_of_year()),
        };

        Self {
            every: Some(every),
            span: Span::new(from, to).unwrap_or(Span::day(day)),
        }
    }

    /// All days of a range as one period.
    pub const fn whole(span: Span) -> Self {
        Self { every: None, span }
    }

    /// Its days.
    pub const fn span(self) -> Span {
        self.span
    }

    /// The period after it, the next day after a whole range; `None` at the end of the calendar, so that a loop over
    /// periods ends there.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let every = self.every.unwrap_or(Every::Day);
        self.span
            .to()
            .tomorrow()
            .ok()
            .map(|day| Self::containing(every, day))
    }

    /// The periods of kind `every` from the one that has the first day of `days` to the one that has its last.
    pub fn all_within(every: Every, days: Span) -> impl Iterator<Item = Self> {
        let first = Self::containing(every, days.from());
        std::iter::successors(Some(first), |period| period.next())
            .take_while(move |period| period.span.from() <= days.to())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = self.span.from();
        match self.every {
            None => write!(f, "{}", self.span),
            Some(Every::Record | Every::Day) => write!(f, "{from}"),
            Some(Every::Week) => {
                let week = from.iso_week_date();
                write!(f, "{}-W{:02}", week.year(), week.week())
            }
            Some(Every::Month) => write!(f, "{}-{:02}", from.year(), from.month()),
            Some(Every::Quarter) => write!(f, "{}-Q{}", from.year(), (from.month() - 1) / 3 + 1),
            Some(Every::Year) => write!(f, "{}", from.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(every: Every, day: Date, label: &str, span: &str) {
        let period = Period::containing(every, day);
        assert_eq!(
            (period.to_string(), period.span().to_string()),
            (label.into(), span.into())
        );
    }

    #[test]
    fn periods_are_named_and_bounded() {
        check(
            Every::Week,
            date(2024, 5, 21),
            "2024-W21",
            "2024-05-20..2024-05-26",
        );
        check(
            Every::Week,
            date(2024, 12, 31),
            "2025-W01",
            "2024-12-30..2025-01-05",
        );
        check(
            Every::Month,
            date(2024, 2, 29),
            "2024-02",
            "2024-02-01..2024-02-29",
        );
        check(
            Every::Quarter,
            date(2024, 5, 21),
            "2024-Q2",
            "2024-04-01..2024-06-30",
        );
        check(
            Every::Year,
            date(2024, 5, 21),
            "2024",
            "2024-01-01..2024-12-31",
        );
    }

    #[test]
    fn a_whole_range_is_named_by_its_ends() {
        let fiscal_year = Span::new(date(2023, 4, 1), date(2024, 3, 31)).unwrap();
        assert_eq!(
            Period::whole(fiscal_year).to_string(),
            "2023-04-01..2024-03-31"
        );
        assert_eq!(
            Period::whole(Span::day(date(2024, 5, 21))).to_string(),
            "2024-05-21..2024-05-21"
        );
    }

    /// An import of 9999-12-31 once made `history --every month` repeat the last month until memory ran out.
    #[test]
    fn periods_end_with_the_calendar() {
        let last_years = Span::new(date(9990, 1, 1), Date::MAX).unwrap();
        for (every, expected) in [
            (Every::Record, last_years.days()),
            (Every::Day, last_years.days()),
            (Every::Week, 522),
            (Every::Month, 120),
            (Every::Quarter, 40),
            (Every::Year, 10),
        ] {
            assert_eq!(
                Period::containing(every, Date::MAX).next(),
                None,
                "{every:?}"
            );
            let most = usize::try_from(expected).unwrap();
            // One more than expected is asked for: an iterator that does not end fails instead of running on.
            let found: Vec<_> = Period::all_within(every, last_years)
                .take(most + 1)
                .collect();
            assert_eq!(found.len(), most, "{every:?}");
            assert_eq!(found.last().unwrap().span().to(), Date::MAX, "{every:?}");
        }
    }

    proptest! {
        /// Periods tile the calendar: each day is in its own, and the next one starts on the morrow.
        #[test]
        fn periods_tile_the_calendar(offset in 0i64..20_000, kind in 0usize..6) {
            use jiff::ToSpan;
            let every = [Every::Record, Every::Day, Every::Week, Every::Month, Every::Quarter, Every::Year][kind];
            let day = date(1990, 1, 1) + offset.days();
            let period = Period::containing(every, day);
            prop_assert!(period.span().contains(day));
            prop_assert_eq!(period.next().unwrap().span().from(), period.span().to().tomorrow().unwrap());
        }
    }
}

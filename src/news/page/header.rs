//! The header of a saved page: the day of the crawl and the rates shown with it, and how they compare with the official
//! figures.
//!
//! The header's day never dates an article. The figures of a ticker are kept digit for digit; comparing rounds the
//! official ones to the page's digits, never the other way; of a figure exactly on a half either neighbour that programs
//! give is the official one ([`Decimal::may_be_shown_as`]). The caller loads the series.

use crate::model::{Currency, Decimal, InForce, Series};
use jiff::civil::Date;

/// What the header of a page tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The day it shows.
    pub day: Option<HeaderDay>,
    /// The rates of its ticker, in the page's order, each currency once.
    pub ticker: Vec<TickerRate>,
}

/// The day of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderDay {
    /// `21 мая 2024`.
    Full(Date),
    /// `28/11`, `8 октября`: the year is not written.
    DayAndMonth {
        /// 1 to 31.
        day: i8,
        /// 1 to 12.
        month: i8,
    },
}

/// A rate of a ticker, with the digits of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TickerRate {
    /// The currency that the rate is for.
    pub currency: &'static Currency,
    /// Rubles, as shown.
    pub value: Decimal,
    /// Its change, where the page shows one.
    pub change: Option<Decimal>,
}

/// A rate of a ticker and the official one in force on the header's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TickerCheck {
    /// What the page shows.
    pub shown: TickerRate,
    /// The official value in rubles per its nominal, exact.
    pub official_value: Decimal,
    /// The official daily change, exact; `None` for the first record of a span of coverage.
    pub official_change: Option<Decimal>,
    /// Whether the value and, where the page gives it, the change are the official ones at the page's digits.
    pub agrees: bool,
}

impl Header {
    /// The day, if its year is written.
    pub fn full_day(&self) -> Option<Date> {
        match self.day? {
            HeaderDay::Full(day) => Some(day),
            HeaderDay::DayAndMonth { .. } => None,
        }
    }

    /// The day. If the page does not write its year, it is taken from the ticker: the one year in which every figure of
    /// the ticker was the official one of that day at the page's digits. `None` if there is no such year, or more than
    /// one, or if `series` lacks one of the currencies: no year is invented.
    pub fn day_by_ticker(&self, series: &[Series]) -> Option<Date> {
        let HeaderDay::DayAndMonth { day, month } = self.day? else {
            return self.full_day();
        };

        let first = series
            .iter()
            .filter_map(|one| one.records().first())
            .map(|r| r.record_date().year())
            .min()?;
        let last = series
            .iter()
            .filter_map(Series::covered_to)
            .map(Date::year)
            .max()?;

        let mut days = (first..=last)
            .filter_map(|year| Date::new(year, month, day).ok())
            .filter(|date| self.is_official_on(series, *date));
        // A second year in which the figures fit leaves it open which is meant.
        days.next().filter(|_| days.next().is_none())
    }

    fn is_official_on(&self, series: &[Series], date: Date) -> bool {
        !self.ticker.is_empty()
            && self
                .ticker
                .iter()
                .all(|rate| rate.check(series, date).is_some_and(|check| check.agrees))
    }
}

impl TickerRate {
    /// Compares with the rate in force on `day`; `None` if `series` has no such rate.
    pub fn check(&self, series: &[Series], day: Date) -> Option<TickerCheck> {
        let one = series.iter().find(|one| one.currency() == self.currency)?;
        let InForce { record, change, .. } = one.in_force(day).ok()?;
        let official_value = record.value();
        let official_change = change.map(|change| change.amount);
        let change_agrees = self
            .change
            .is_none_or(|shown| official_change.is_some_and(|o| o.may_be_shown_as(shown)));
        let agrees = official_value.may_be_shown_as(self.value) && change_agrees;

        Some(TickerCheck {
            shown: *self,
            official_value,
            official_change,
            agrees,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Nominal, Record, Span, Spans};
    use jiff::civil::date;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    /// Records of `code` as (date, ten-thousandths), covered from the first to the last.
    fn series(code: &str, records: &[(Date, i64)]) -> Series {
        let nominal = Nominal::new(1).unwrap();
        let spans: Spans = Span::new(records[0].0, records[records.len() - 1].0)
            .into_iter()
            .collect();
        let records = records
            .iter()
            .map(|(day, e4)| Record::new(*day, nominal, *e4).unwrap())
            .collect();
        Series::new(Currency::by_code(code).unwrap(), records, spans)
    }

    fn dollars() -> Series {
        series(
            "USD",
            &[
                (date(2023, 11, 27), 1_050_000),
                (date(2023, 11, 28), 1_080_104),
                (date(2024, 11, 27), 1_050_615),
                (date(2024, 11, 28), 1_080_104),
                (date(2024, 11, 29), 1_095_782),
            ],
        )
    }

    fn header(day: HeaderDay, code: &str, value: &str, change: Option<&str>) -> Header {
        let currency = Currency::by_code(code).unwrap();
        Header {
            day: Some(day),
            ticker: vec![TickerRate {
                currency,
                value: decimal(value),
                change: change.map(decimal),
            }],
        }
    }

    /// 54 of 7,104 records of the dollar are exactly on a half of a kopeck, and half of the libraries round it to even.
    #[test]
    fn a_page_that_rounds_halves_to_even_shows_the_official_rate() {
        let day = date(2020, 8, 20);
        let agrees = |value| {
            let header = header(HeaderDay::Full(day), "USD", value, None);
            let series = series("USD", &[(day, 737_650)]);
            header.ticker[0].check(&[series], day).unwrap().agrees
        };
        assert!(agrees("73.76") && agrees("73.77"));
        assert!(!agrees("73.75") && !agrees("73.78"));
    }

    const TWENTY_EIGHTH: HeaderDay = HeaderDay::DayAndMonth { day: 28, month: 11 };

    #[test]
    fn the_one_year_whose_figures_are_these() {
        let found = |header: &Header| header.day_by_ticker(&[dollars()]);
        assert_eq!(
            found(&header(TWENTY_EIGHTH, "USD", "108.01", Some("2.95"))),
            Some(date(2024, 11, 28))
        );
        assert_eq!(
            found(&header(TWENTY_EIGHTH, "USD", "108.01", Some("3.01"))),
            Some(date(2023, 11, 28))
        );
        assert_eq!(
            found(&header(TWENTY_EIGHTH, "USD", "108.01", None)),
            None,
            "two years have it"
        );
        assert_eq!(
            found(&header(TWENTY_EIGHTH, "USD", "107.01", None)),
            None,
            "no year has it"
        );
        assert_eq!(
            found(&header(TWENTY_EIGHTH, "EUR", "108.01", Some("2.95"))),
            None,
            "no series"
        );
        let written = header(HeaderDay::Full(date(2020, 1, 1)), "USD", "1.00", None);
        assert_eq!(found(&written), Some(date(2020, 1, 1)));
        assert_eq!(
            found(&Header {
                day: Some(TWENTY_EIGHTH),
                ticker: Vec::new()
            }),
            None
        );
    }

    #[test]
    fn figures_agree_at_the_digits_of_the_page() {
        let check = |value: &str, change: Option<&str>, agrees: bool| {
            let header = header(TWENTY_EIGHTH, "USD", value, change);
            let check = header.ticker[0]
                .check(&[dollars()], date(2024, 11, 28))
                .unwrap();
            assert_eq!(check.agrees, agrees, "{value} {change:?}");
            assert_eq!(check.official_value, decimal("108.0104"));
            assert_eq!(check.official_change, Some(decimal("2.9489")));
        };
        check("108.01", None, true);
        check("108.0", Some("2.9"), true);
        check("108.0104", Some("2.9489"), true);
        check("108.02", Some("2.95"), false);
        check("108.01", Some("2.94"), false);
        check("108.01", Some("-2.95"), false);
    }

    #[test]
    fn no_official_figure_is_no_answer() {
        let header = header(TWENTY_EIGHTH, "USD", "108.01", None);
        assert_eq!(
            header.ticker[0].check(&[dollars()], date(2025, 11, 28)),
            None
        );
        assert_eq!(header.ticker[0].check(&[], date(2024, 11, 28)), None);
    }
}

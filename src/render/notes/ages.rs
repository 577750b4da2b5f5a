//! Notes on the age of rates: rates older than the calendar explains, and the command that brings them up to date.

use crate::{
    model::{Currency, Lang, tr},
    render::{
        errors::update_command,
        words::{codes, days},
    },
};
use jiff::civil::Date;

/// Something to know about the age of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgeNote {
    /// Today is not covered, and the last covered day is shown in its place.
    LastCoveredDay {
        day: Date,
        age_days: i64,
        /// The currencies that a fetch must name; empty if a plain fetch brings all of them up to date.
        to_name: Vec<&'static Currency>,
    },
    /// The stored rates of some currencies end earlier than the calendar explains.
    Stale {
        /// The currencies, which have one last day.
        currencies: Vec<&'static Currency>,
        covered_to: Date,
        /// Days from then to today.
        age_days: i64,
    },
    /// The Bank no longer quotes a currency.
    Ended {
        currency: &'static Currency,
        /// The last day on which it was quoted.
        last_day: Date,
    },
}

/// The note as one line, without its end.
pub fn age_text(note: &AgeNote, lang: Lang) -> String {
    match note {
        AgeNote::LastCoveredDay {
            day,
            age_days,
            to_name,
        } => tr!(
            lang,
            "today is not covered; showing the last covered day, {day}, {} old; `{}` brings it up \
             to date",
            "курсы на сегодня не загружены; показан последний загруженный день, {day} ({} назад); \
             обновить: `{}`",
            days(*age_days, lang),
            update_command(to_name)
        ),
        AgeNote::Stale {
            currencies,
            covered_to,
            age_days,
        } => tr!(
            lang,
            "{}: stored rates end on {covered_to}, {} ago; `{}` brings them up to date",
            "{}: курсы есть только по {covered_to} ({} назад); обновить: `{}`",
            codes(currencies),
            days(*age_days, lang),
            update_command(currencies)
        ),
        AgeNote::Ended { currency, last_day } => tr!(
            lang,
            "{currency}: the Bank of Russia quoted it until {last_day}; no record is later",
            "{currency}: Банк России котировал эту валюту до {last_day}; последняя запись — этого \
             дня"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixtures::{currency, day};

    #[track_caller]
    fn check(note: &AgeNote, ru: &str, en: &str) {
        assert_eq!(
            (
                age_text(note, Lang::Ru).as_str(),
                age_text(note, Lang::En).as_str()
            ),
            (ru, en)
        );
    }

    #[test]
    fn the_age_of_the_last_covered_day() {
        check(
            &AgeNote::LastCoveredDay {
                day: day("2024-05-21"),
                age_days: 3,
                to_name: Vec::new(),
            },
            "курсы на сегодня не загружены; показан последний загруженный день, 2024-05-21 (3 дня назад); обновить: `rates fetch`",
            "today is not covered; showing the last covered day, 2024-05-21, 3 days old; `rates fetch` brings it up to date",
        );
    }

    #[test]
    fn rates_that_are_too_old_name_their_age_and_the_command_that_fetches_them() {
        let currencies = vec![currency("USD"), currency("BYN")];
        check(
            &AgeNote::Stale {
                currencies,
                covered_to: day("2024-02-14"),
                age_days: 100,
            },
            "USD, BYN: курсы есть только по 2024-02-14 (100 дней назад); обновить: `rates fetch --currency USD,BYN`",
            "USD, BYN: stored rates end on 2024-02-14, 100 days ago; `rates fetch --currency USD,BYN` brings them up to date",
        );
    }
}

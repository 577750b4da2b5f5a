//! The Bank of Russia: `XML_dynamic.asp` (a series), `XML_daily.asp` (a day), `XML_valFull.asp` (the catalogue).
//!
//! The Bank answers in windows-1251 with decimal commas, sometimes with a bot guard's page under status 200 or
//! with an empty list; the dates of the answer, not of the request, are the truth. [`xml`] reads documents,
//! [`dynamic`], [`daily`] and [`catalogue`] their content, [`judge`] says what of a series can be believed.

mod catalogue;
mod daily;
mod dynamic;
mod faults;
mod figure;
mod judge;
mod jumps;
mod kept;
mod xml;

pub use catalogue::{CatalogueItem, parse_catalogue};
pub use daily::{DailyAnswer, parse_daily};
pub use dynamic::{DynamicAnswer, find_record_line, parse_dynamic};
pub use faults::first_faults;
pub use judge::{Judged, judge};
pub use jumps::{Known, disbelief};
pub use kept::{KeptSeries, asked_series, parse_kept};

use crate::{
    error::{AnswerFault, Error, Result},
    model::{Currency, Span},
    net::{Answer, Client, first_words},
};
use jiff::civil::{Date, date};

/// The Bank's own site. Answers may be asked of a mirror; pages for people are only here.
const HOME: &str = "https://www.cbr.ru";

/// One question for a series: at most two calendar years of one of the Bank's ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeriesRequest<'a> {
    /// The Bank's id: `R01235`.
    pub id: &'a str,
    /// Days asked for.
    pub span: Span,
}

impl SeriesRequest<'_> {
    /// The address to ask, on `base` (`https://www.cbr.ru`).
    pub fn url(&self, base: &str) -> String {
        dynamic_url(base, self.id, self.span)
    }
}

/// Address of the records of one id in a span of days.
pub fn dynamic_url(base: &str, id: &str, span: Span) -> String {
    let base = base.trim_end_matches('/');
    let from = query_date(span.from());
    let to = query_date(span.to());
    format!("{base}/scripts/XML_dynamic.asp?date_req1={from}&date_req2={to}&VAL_NM_RQ={id}")
}

/// Address of all rates in force on a day. The answer gives the date of its records, which may be earlier.
pub fn daily_url(base: &str, day: Date) -> String {
    format!(
        "{}/scripts/XML_daily.asp?date_req={}",
        base.trim_end_matches('/'),
        query_date(day)
    )
}

/// Address of the rates of a day: on `base`, or on the Bank's own site when `base` is an
/// address with a password or a token in it, which must not be shown.
pub fn daily_url_to_show(base: &str, day: Date) -> String {
    let is_private = base.contains(['@', '?']);
    daily_url(if is_private { HOME } else { base }, day)
}

/// The Bank's page with all rates of a day, for people. Its form is that of the address that the page recorded on
/// 2026-04-11 offers to copy; the Russian page was not recorded.
pub fn daily_page(day: Date) -> String {
    let to = format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year());
    format!("{HOME}/eng/currency_base/daily/?UniDbQuery.Posted=True&UniDbQuery.To={to}")
}

/// Address of the catalogue with ISO codes.
pub fn catalogue_url(base: &str) -> String {
    format!("{}/scripts/XML_valFull.asp", base.trim_end_matches('/'))
}

/// The questions that together bring a span of a currency: split where its id changes and after every second
/// year, earliest first.
pub fn split_requests(currency: &Currency, span: Span) -> Vec<SeriesRequest<'static>> {
    let mut requests = Vec::new();
    for id in currency.ids() {
        let life = Span::new(id.from.unwrap_or(Date::MIN), id.to.unwrap_or(Date::MAX));
        let mut rest = life.and_then(|life| life.intersection(span));
        while let Some(days) = rest {
            // The last days of the calendar have no next year; nothing is asked for beyond them.
            let year = days.from().year().saturating_add(1).min(Date::MAX.year());
            let to = days.to().min(date(year, 12, 31));
            requests
                .extend(Span::new(days.from(), to).map(|span| SeriesRequest { id: id.id, span }));
            // The next question begins where this one ends.
            rest = days.after(to);
        }
    }

    requests
}

/// Asks one question for a series and judges the answer; see [`judge`] for `today` and `known`.
///
/// # Errors
/// [`Error::Unreachable`] and [`Error::BadAnswer`] of [`Client::get`]; [`Error::BadAnswer`] when the answer as a
/// whole is not the series asked for. Faults of single records are in [`Judged::faults`] and no error.
pub async fn fetch_series(
    client: &Client,
    base: &str,
    currency: &Currency,
    request: SeriesRequest<'_>,
    today: Date,
    known: &Known,
) -> Result<(Answer, Judged)> {
    let answer = client.get(&request.url(base)).await?;
    let parsed = parse_dynamic(&answer.body).and_then(|series| {
        // A cache or a guard may answer another question; its records would be another currency's.
        if series.id != request.id {
            let (given, asked) = (&series.id, &request.id);
            return Err(xml::other(
                format!("the series of {given} instead of {asked}"),
                format!("ряд {given} вместо {asked}"),
            ));
        }
        if series.listed.intersection(request.span).is_none() {
            let (given, asked) = (series.listed, request.span);
            return Err(xml::other(
                format!("the days {given} instead of {asked}"),
                format!("дни {given} вместо {asked}"),
            ));
        }

        Ok(judge(currency, request.span, today, known, series))
    });

    with_answer(answer, parsed)
}

/// Asks for the rates in force on a day.
///
/// # Errors
/// As [`fetch_series`].
pub async fn fetch_daily(client: &Client, base: &str, day: Date) -> Result<(Answer, DailyAnswer)> {
    let answer = client.get(&daily_url(base, day)).await?;
    let parsed = parse_daily(&answer.body);
    with_answer(answer, parsed)
}

/// Asks for the catalogue.
///
/// # Errors
/// As [`fetch_series`].
pub async fn fetch_catalogue(client: &Client, base: &str) -> Result<(Answer, Vec<CatalogueItem>)> {
    let answer = client.get(&catalogue_url(base)).await?;
    let parsed = parse_catalogue(&answer.body);
    with_answer(answer, parsed)
}

fn with_answer<T>(
    answer: Answer,
    parsed: std::result::Result<T, AnswerFault>,
) -> Result<(Answer, T)> {
    let parsed = parsed.map_err(|fault| Error::bad_answer(&answer.url, fault))?;
    Ok((answer, parsed))
}

/// `21/05/2024`, as the Bank's addresses write dates.
fn query_date(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// First words of a document that was not asked for.
fn words_of(text: &str) -> String {
    first_words(text.as_bytes(), Some("charset=utf-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_split(code: &str, from: &str, to: &str, expected: &[&str]) {
        let span = Span::new(from.parse().unwrap(), to.parse().unwrap()).unwrap();
        let requests = split_requests(Currency::find(code).unwrap(), span);
        let said: Vec<_> = requests
            .iter()
            .map(|r| format!("{} {}", r.id, r.span))
            .collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn a_span_is_split_at_two_years_and_at_new_ids() {
        check_split(
            "USD",
            "2024-05-21",
            "2024-05-21",
            &["R01235 2024-05-21..2024-05-21"],
        );
        check_split(
            "USD",
            "2024-05-21",
            "2025-12-31",
            &["R01235 2024-05-21..2025-12-31"],
        );
        check_split(
            "USD",
            "2022-07-01",
            "2026-01-01",
            &[
                "R01235 2022-07-01..2023-12-31",
                "R01235 2024-01-01..2025-12-31",
                "R01235 2026-01-01..2026-01-01",
            ],
        );
        check_split(
            "TRY",
            "2004-06-01",
            "2006-01-10",
            &[
                "R01700 2004-06-01..2004-12-31",
                "R01700J 2005-01-01..2006-01-10",
            ],
        );
        check_split(
            "BYN",
            "2016-07-01",
            "2016-07-02",
            &["R01090B 2016-07-01..2016-07-02"],
        );
    }

    #[test]
    fn addresses_are_the_documented_ones() {
        let span = Span::new(date(2001, 3, 2), date(2001, 3, 14)).unwrap();
        assert_eq!(
            dynamic_url("https://www.cbr.ru/", "R01235", span),
            "https://www.cbr.ru/scripts/XML_dynamic.asp?date_req1=02/03/2001&date_req2=14/03/2001&VAL_NM_RQ=R01235"
        );
        let day = date(2002, 3, 2);
        assert_eq!(
            daily_url("http://x", day),
            "http://x/scripts/XML_daily.asp?date_req=02/03/2002"
        );
        assert_eq!(
            catalogue_url("http://x"),
            "http://x/scripts/XML_valFull.asp"
        );
        let own = "https://www.cbr.ru/scripts/XML_daily.asp?date_req=02/03/2002";
        assert_eq!(daily_url_to_show("http://user:secret@mirror/", day), own);
        assert_eq!(
            daily_url_to_show("http://x/", day),
            daily_url("http://x", day)
        );
        assert_eq!(
            daily_page(date(2026, 4, 11)),
            "https://www.cbr.ru/eng/currency_base/daily/?UniDbQuery.Posted=True&UniDbQuery.To=11.04.2026"
        );
    }
}

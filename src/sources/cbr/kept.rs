//! Parses a kept answer again, whichever of the Bank's two documents it is, into the records of each currency.
//!
//! Which of its records were believed when it came is decided in [`super::judge`], not here.

use super::{SeriesRequest, figure::parse_date, parse_daily, parse_dynamic};
use crate::{
    error::AnswerFault,
    model::{Currency, Record, Span, currency_of_id},
};

/// The records of one currency in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptSeries {
    /// The currency.
    pub currency: &'static Currency,
    /// The days that the answer says it lists.
    pub listed: Span,
    /// Its readable records, by date.
    pub records: Vec<Record>,
}

/// Reads an answer of `XML_dynamic.asp` or `XML_daily.asp`. Currencies that the catalogue lacks are passed over.
///
/// # Errors
/// The fault of the document as a whole.
pub fn parse_kept(body: &[u8]) -> Result<Vec<KeptSeries>, AnswerFault> {
    let no_series = match parse_dynamic(body) {
        Ok(series) => {
            let of_id = currency_of_id(&series.id).map(|currency| KeptSeries {
                currency,
                listed: series.listed,
                records: series.records,
            });
            return Ok(of_id.into_iter().collect());
        }
        Err(fault) => fault,
    };

    // Neither of the two: the fault of the longer document says more.
    let Ok(daily) = parse_daily(body) else {
        return Err(no_series);
    };

    let rates = daily.rates.into_iter().filter_map(|rate| {
        Some(KeptSeries {
            currency: currency_of_id(&rate.id)?,
            listed: Span::day(daily.date),
            records: vec![rate.record],
        })
    });

    Ok(rates.collect())
}

/// Reads an address written by [`super::dynamic_url`]; `None` for any other.
pub fn asked_series(url: &str) -> Option<SeriesRequest<'_>> {
    let parameters = url.split_once('?')?.1;
    let from = parse_date(parameter(parameters, "date_req1")?)?;
    let to = parse_date(parameter(parameters, "date_req2")?)?;
    Some(SeriesRequest {
        id: parameter(parameters, "VAL_NM_RQ")?,
        span: Span::new(from, to)?,
    })
}

fn parameter<'u>(parameters: &'u str, name: &str) -> Option<&'u str> {
    parameters
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{daily_url, dynamic_url},
        *,
    };
    use jiff::civil::date;

    #[test]
    fn both_documents_are_read_again() {
        let series =
            parse_kept(include_bytes!("../../../tests/fixtures/dynamic_sound.xml")).unwrap();
        assert_eq!(
            (
                series.len(),
                series[0].currency.code,
                series[0].records.len()
            ),
            (1, "USD", 3)
        );

        let daily = include_bytes!("../../../tests/fixtures/daily_utf8_under_1251_header.xml");
        let rates = parse_kept(daily).unwrap();
        let said: Vec<_> = rates
            .iter()
            .map(|one| (one.currency.code, one.listed.to_string()))
            .collect();
        assert_eq!(said[1], ("JPY", "2021-11-24..2021-11-24".to_owned()));
        assert_eq!(rates[1].records[0].record_date(), date(2021, 11, 24));
    }

    #[test]
    fn what_is_no_answer_is_refused_with_the_words_of_a_series() {
        let fault = parse_kept(b"<ValCurs/>").unwrap_err();
        assert_eq!(
            fault.to_string(),
            "not the document asked for: a `ValCurs` without ID"
        );
        let guard = include_bytes!("../../../tests/fixtures/guard_page.html");
        assert!(matches!(parse_kept(guard), Err(AnswerFault::Html { .. })));
    }

    #[test]
    fn an_address_tells_what_was_asked() {
        let span = Span::new(date(2024, 5, 18), date(2024, 5, 25)).unwrap();
        let url = dynamic_url("https://www.cbr.ru", "R01235", span);
        assert_eq!(
            asked_series(&url),
            Some(SeriesRequest { id: "R01235", span })
        );
        assert_eq!(
            asked_series(&daily_url("https://www.cbr.ru", date(2024, 5, 18))),
            None
        );
        assert_eq!(asked_series("archive:USD_1992-07-01_2026-08-21"), None);
    }
}

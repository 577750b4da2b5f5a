//! `XML_daily.asp`: the rates of all currencies in force on a day.

use super::{
    figure::{date_attribute, parse_record},
    xml::{Element, open_document, other},
};
use crate::{
    error::{AnswerFault, Bilingual},
    model::Record,
};
use jiff::civil::Date;

/// Rates of one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailyAnswer {
    /// The date of the records. Asked without a date on Monday 2026-04-27 the Bank answered with Saturday's:
    /// the attribute, not the request, is the truth.
    pub date: Date,
    /// Sound rates in the Bank's order.
    pub rates: Vec<DailyRate>,
    /// Rates left out, with what was wrong.
    pub faults: Vec<AnswerFault>,
}

/// One currency of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailyRate {
    /// The Bank's id.
    pub id: String,
    /// ISO letters, if given.
    pub code: Option<String>,
    /// ISO digits, if given.
    pub number: Option<String>,
    /// The figure.
    pub record: Record,
}

/// Reads an answer of `XML_daily.asp`.
///
/// # Errors
/// The fault of the document as a whole, so also when it does not say its date.
pub fn parse_daily(bytes: &[u8]) -> Result<DailyAnswer, AnswerFault> {
    let document = open_document(bytes, "ValCurs")?;
    let date = date_attribute(&document.root, "Date")?;
    let mut answer = DailyAnswer {
        date,
        rates: Vec::new(),
        faults: Vec::new(),
    };

    for element in document.root.named("Valute") {
        match parse_rate(element, date) {
            Ok(rate) => answer.rates.push(rate),
            Err(fault) => answer.faults.push(fault),
        }
    }

    // Each day has rates in force, so an empty list is no answer.
    if answer.rates.is_empty() && answer.faults.is_empty() {
        return Err(other(
            "a `ValCurs` without currencies",
            "`ValCurs` без валют",
        ));
    }

    Ok(answer)
}

fn parse_rate(element: &Element, date: Date) -> Result<DailyRate, AnswerFault> {
    let Some(id) = element.attribute("ID").filter(|id| !id.is_empty()) else {
        return Err(AnswerFault::Absurd {
            record_date: date,
            what: Bilingual::new("a currency without ID", "валюта без ID"),
        });
    };

    let record = parse_record(element, date).map_err(|fault| fault.of_currency(id))?;
    Ok(DailyRate {
        id: id.to_owned(),
        code: element.owned_text_of("CharCode"),
        number: element.owned_text_of("NumCode"),
        record,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const UTF8: &[u8] = include_bytes!("../../../tests/fixtures/daily_utf8_under_1251_header.xml");
    const NO_DATE: &[u8] = include_bytes!("../../../tests/fixtures/daily_no_date.xml");
    const ONE_BAD: &[u8] = include_bytes!("../../../tests/fixtures/daily_one_value_missing.xml");

    #[test]
    fn the_answer_says_its_date() {
        let daily = parse_daily(UTF8).unwrap();
        assert_eq!(
            (daily.date, daily.rates.len(), daily.faults.len()),
            (date(2021, 11, 24), 2, 0)
        );
        let yen = &daily.rates[1];
        assert_eq!(
            (&*yen.id, yen.code.as_deref(), yen.number.as_deref()),
            ("R01820", Some("JPY"), Some("392"))
        );
        assert_eq!(
            (yen.record.nominal().units(), yen.record.value_e4()),
            (100, 650_123)
        );
    }

    #[test]
    fn an_answer_without_a_date_is_refused() {
        assert!(matches!(
            parse_daily(NO_DATE),
            Err(AnswerFault::OtherDocument { .. })
        ));
        assert!(matches!(
            parse_daily(b"<ValCurs Date='24.11.2021'/>"),
            Err(AnswerFault::OtherDocument { .. })
        ));
    }

    #[test]
    fn a_bad_rate_is_left_out_and_named() {
        let daily = parse_daily(ONE_BAD).unwrap();
        assert_eq!((daily.rates.len(), daily.faults.len()), (1, 1));
        assert_eq!(
            daily.faults[0].to_string(),
            "absurd figure for 2024-05-21: R01235: no Value"
        );
    }
}

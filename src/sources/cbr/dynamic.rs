//! `XML_dynamic.asp`: the records of one of the Bank's ids in a range of days.

use super::{
    figure::{date_attribute, parse_date, parse_record},
    xml::{Element, malformed, open_document, other},
};
use crate::{
    error::{AnswerFault, Bilingual},
    model::{Currency, Record, Span},
};
use jiff::civil::Date;
use std::cmp::Reverse;

/// A series as the Bank lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DynamicAnswer {
    /// The Bank's id of the series.
    pub id: String,
    /// The days that the answer says it lists: its `DateRange1` to `DateRange2`.
    pub listed: Span,
    /// Sound records by date; of two on one date the one of the smaller nominal comes last.
    pub records: Vec<Record>,
    /// Dates of records outside the days listed.
    pub outside: Vec<Date>,
    /// Records left out, [`AnswerFault::Absurd`] each.
    pub faults: Vec<AnswerFault>,
}

/// Reads an answer of `XML_dynamic.asp`.
///
/// # Errors
/// The fault of the document as a whole, so also when a record does not say its date or is of another series: then
/// there is no way to tell which days are known.
pub fn parse_dynamic(bytes: &[u8]) -> Result<DynamicAnswer, AnswerFault> {
    let document = open_document(bytes, "ValCurs")?;
    let root = &document.root;
    let id = root
        .attribute("ID")
        .ok_or_else(|| other("a `ValCurs` without ID", "`ValCurs` без ID"))?;
    let listed = listed_span(root)?;
    let mut answer = DynamicAnswer {
        id: id.to_owned(),
        listed,
        records: Vec::new(),
        outside: Vec::new(),
        faults: Vec::new(),
    };

    for element in root.named("Record") {
        if let Some(own) = element.attribute("Id").filter(|own| *own != id) {
            return Err(other(
                format!("a record of {own} in the series of {id}"),
                format!("запись {own} в ряду {id}"),
            ));
        }

        let record_date = record_date(element)?;
        // Outside the days that the answer itself lists, a record proves nothing about its own day.
        if !listed.contains(record_date) {
            answer.outside.push(record_date);
            continue;
        }

        match parse_record(element, record_date) {
            Ok(record) => answer.records.push(record),
            Err(fault) => answer.faults.push(fault),
        }
    }

    answer.drop_doubles();
    Ok(answer)
}

impl DynamicAnswer {
    /// Sorts; of equal records one stays, of one nominal with two values on a date none does. One date with
    /// two nominals is lawful: the lev of 1999-07-01 was published in old and new units.
    fn drop_doubles(&mut self) {
        self.records
            .sort_by_key(|r| (r.record_date(), Reverse(r.nominal()), r.value_e4()));
        self.records.dedup();
        let mut sound = Vec::with_capacity(self.records.len());
        let same_place = self
            .records
            .chunk_by(|a, b| (a.record_date(), a.nominal()) == (b.record_date(), b.nominal()));

        // Two values for one nominal: there is no way to know which one is right, so neither is taken.
        for alike in same_place {
            let [one] = alike else {
                let values: Vec<_> = alike.iter().map(|r| r.value().to_string()).collect();
                self.faults.push(AnswerFault::Absurd {
                    record_date: alike[0].record_date(),
                    what: Bilingual::new(
                        format!("{} for one nominal", values.join(" and ")),
                        format!("{} за один номинал", values.join(" и ")),
                    ),
                });
                continue;
            };

            sound.push(*one);
        }

        self.records = sound;
    }
}

/// The piece of an answer (of a series or of a day) that holds a record, as text. `None` if the answer does not hold
/// exactly this figure.
pub fn find_record_line(body: &[u8], currency: &Currency, record: &Record) -> Option<String> {
    let document = open_document(body, "ValCurs").ok()?;
    let root = &document.root;
    let found = root.children.iter().find(|element| {
        let id = element
            .attribute("Id")
            .or(element.attribute("ID"))
            .or(root.attribute("ID"));
        let day = element.attribute("Date").or(root.attribute("Date"));

        currency.ids().any(|known| Some(known.id) == id)
            && day.and_then(parse_date) == Some(record.record_date())
            && parse_record(element, record.record_date()).as_ref() == Ok(record)
    });

    found
        .and_then(|element| document.text.get(element.range.clone()))
        .map(str::to_owned)
}

fn listed_span(root: &Element) -> Result<Span, AnswerFault> {
    let from = date_attribute(root, "DateRange1")?;
    let to = date_attribute(root, "DateRange2")?;
    Span::new(from, to).ok_or_else(|| {
        other(
            format!("a range from {from} to {to}"),
            format!("дни с {from} по {to}"),
        )
    })
}

fn record_date(element: &Element) -> Result<Date, AnswerFault> {
    let text = element.attribute("Date").unwrap_or_default();
    parse_date(text).ok_or_else(|| {
        malformed(
            format!("a record with the date `{text}`"),
            format!("запись с датой «{text}»"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    macro_rules! fixture {
        ($name:literal) => {
            include_bytes!(concat!("../../../tests/fixtures/", $name, ".xml")).as_slice()
        };
    }

    const SOUND: &[u8] = fixture!("dynamic_sound");

    fn said(bytes: &[u8]) -> String {
        match parse_dynamic(bytes) {
            Err(fault) => fault.to_string(),
            Ok(answer) => {
                let records = answer.records.iter().map(|record| {
                    format!(
                        "{} {} {}",
                        record.record_date(),
                        record.nominal().units(),
                        record.value()
                    )
                });
                let faults = answer.faults.iter().map(ToString::to_string);
                let outside = answer.outside.iter().map(|date| format!("outside: {date}"));
                records
                    .chain(faults)
                    .chain(outside)
                    .collect::<Vec<_>>()
                    .join("; ")
            }
        }
    }

    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(said(bytes), expected);
    }

    const THREE: &str = "2024-05-17 1 90.9239; 2024-05-18 1 90.9873; 2024-05-21 1 90.6537";

    #[test]
    fn odd_but_sound_answers_are_read() {
        check(SOUND, THREE);
        check(fixture!("dynamic_no_declaration"), THREE);
        check(fixture!("dynamic_indented_utf8_bom"), THREE);
        check(fixture!("dynamic_reordered_and_doubled"), THREE);
        check(fixture!("dynamic_no_unit_rate"), THREE);
        check(fixture!("dynamic_no_records"), "");
        check(
            fixture!("dynamic_two_nominals_one_date"),
            "1999-07-01 1000 12.8900; 1999-07-01 1 12.7700",
        );
        check(fixture!("dynamic_e_notation"), "2026-03-03 1000000 58.8139");
        check(fixture!("dynamic_nbsp_thousands"), "1997-12-30 1 5960.0000");
    }

    #[test]
    fn bad_records_are_left_out_and_named() {
        check(
            fixture!("dynamic_two_values_one_nominal"),
            "2024-05-18 1 90.9873; absurd figure for 2024-05-21: 90.6537 and 90.6538 for one nominal",
        );
        check(
            fixture!("dynamic_bad_figures"),
            "2024-05-18 1 90.9873; absurd figure for 2024-05-17: Value `н/д` is no number; \
             absurd figure for 2024-05-21: value 0.0000 is not between 0 and 100000000; \
             absurd figure for 2024-05-22: Value 90,4090 for 1, but VunitRate 904,09; \
             outside: 2024-06-30",
        );
    }

    #[test]
    fn other_answers_are_refused() {
        check(
            fixture!("dynamic_other_id_inside"),
            "not the document asked for: a record of R01239 in the series of R01235",
        );
        check(
            fixture!("dynamic_illegible_date"),
            "broken XML: a record with the date `21.05.`",
        );
        check(
            fixture!("dynamic_error_in_parameters_handmade"),
            "the source says: Error in parameters",
        );
        check(
            b"<ValCurs ID='R01235'/>",
            "not the document asked for: a `ValCurs` without DateRange1",
        );
        check(
            b"<ValCurs Date='21.05.2024'/>",
            "not the document asked for: a `ValCurs` without ID",
        );
        let guard = include_bytes!("../../../tests/fixtures/guard_page.html");
        check(
            guard,
            "a web page instead of rates (bot protection): DDOS-GUARD",
        );
        let failure = include_bytes!("../../../tests/fixtures/error_500_page.html");
        check(
            failure,
            "a web page instead of rates: 500 | Банк Сервис временно недоступен",
        );
    }

    #[test]
    fn a_record_is_found_in_its_answer() {
        let usd = Currency::find("USD").unwrap();
        let record = parse_dynamic(SOUND).unwrap().records[2];
        let expected = "<Record Date=\"21.05.2024\" Id=\"R01235\"><Nominal>1</Nominal><Value>90,6537</Value>\
                        <VunitRate>90,6537</VunitRate></Record>";
        assert_eq!(
            find_record_line(SOUND, usd, &record).as_deref(),
            Some(expected)
        );
        assert_eq!(
            find_record_line(SOUND, Currency::find("EUR").unwrap(), &record),
            None
        );
        let daily = include_bytes!("../../../tests/fixtures/daily_one_value_missing.xml");
        let euro = super::super::parse_daily(daily).unwrap().rates[0].record;
        let line = find_record_line(daily, Currency::find("EUR").unwrap(), &euro).unwrap();
        assert!(
            line.starts_with("<Valute ID=\"R01239\">") && line.contains("<Name>Евро</Name>"),
            "{line}"
        );
        assert_eq!(euro.record_date(), date(2024, 5, 21));
    }

    /// A body may break off anywhere, and most halves of XML still parse somehow.
    #[test]
    fn no_beginning_of_a_sound_answer_is_sound() {
        let sound = SOUND.trim_ascii_end();
        for cut in 0..sound.len() {
            assert!(parse_dynamic(&sound[..cut]).is_err(), "cut at {cut}");
        }
    }

    proptest! {
        #[test]
        fn mutated_answers_end_in_an_answer_or_a_fault(changes in prop::collection::vec((0usize..700, any::<u8>()), 1..12)) {
            let mut bytes = SOUND.to_vec();
            for (at, byte) in changes {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            if let Ok(answer) = parse_dynamic(&bytes) {
                prop_assert!(answer.records.iter().all(|r| answer.listed.contains(r.record_date())));
            }
        }
    }
}

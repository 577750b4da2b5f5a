//! The Bank's dates and figures: `21.05.2024`, `90,6537`, `7,21103E-05`.

use super::xml::{Element, other};
use crate::{
    error::{AnswerFault, Bilingual},
    model::{Decimal, DecimalError, Nominal, Record, RecordError, date_of_figures},
};
use jiff::civil::Date;

/// Digits after the point that `VunitRate` is rounded to; with fewer it is exact.
const UNIT_RATE_DIGITS: u32 = 8;

/// `21.05.2024` or `21/05/2024`.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.trim().split(['.', '/']).collect();
    date_of_figures(parts.try_into().ok()?)
}

/// A date without which the document of rates means nothing.
pub(super) fn date_attribute(root: &Element, name: &str) -> Result<Date, AnswerFault> {
    let text = root.attribute(name).ok_or_else(|| {
        other(
            format!("a `ValCurs` without {name}"),
            format!("`ValCurs` без {name}"),
        )
    })?;
    parse_date(text).ok_or_else(|| {
        other(
            format!("a `ValCurs` with {name} `{text}`"),
            format!("`ValCurs` с {name} `{text}`"),
        )
    })
}

/// A figure with a decimal comma, blanks of any kind between its digits, perhaps an exponent.
fn parse_figure(text: &str) -> Option<Decimal> {
    let plain = text.replace(char::is_whitespace, "").replace(',', ".");
    Decimal::parse(&plain).ok()
}

/// The record in an element with `Nominal`, `Value` and perhaps `VunitRate`.
pub(super) fn parse_record(element: &Element, record_date: Date) -> Result<Record, AnswerFault> {
    read_record(element, record_date).map_err(|what| AnswerFault::Absurd { record_date, what })
}

fn read_record(element: &Element, record_date: Date) -> Result<Record, Bilingual> {
    let nominal_text = text_of(element, "Nominal")?;
    let value_text = text_of(element, "Value")?;
    let nominal = parse_nominal(nominal_text)?;
    let value_e4 = parse_value_e4(value_text)?;
    let record = Record::new(record_date, nominal, value_e4)
        .map_err(|error| Bilingual::new(error.to_string(), in_russian(&error)))?;

    // Old answers do not have it; where it is there, it guards against a lost digit in either.
    let Some(unit_text) = element.text_of("VunitRate") else {
        return Ok(record);
    };
    if agrees(&record, figure_named("VunitRate", unit_text)?) {
        return Ok(record);
    }

    let nominal = nominal.units();
    Err(Bilingual::new(
        format!("Value {value_text} for {nominal}, but VunitRate {unit_text}"),
        format!("Value {value_text} за {nominal}, но VunitRate {unit_text}"),
    ))
}

fn text_of<'e>(element: &'e Element, name: &str) -> Result<&'e str, Bilingual> {
    element
        .text_of(name)
        .ok_or_else(|| Bilingual::new(format!("no {name}"), format!("нет поля {name}")))
}

fn figure_named(name: &str, text: &str) -> Result<Decimal, Bilingual> {
    parse_figure(text).ok_or_else(|| {
        let text = shortened(text);
        Bilingual::new(
            format!("{name} `{text}` is no number"),
            format!("{name} «{text}» — не число"),
        )
    })
}

fn parse_value_e4(text: &str) -> Result<i64, Bilingual> {
    figure_named("Value", text)?.to_e4().map_err(|_| {
        let text = shortened(text);
        Bilingual::new(
            format!("Value `{text}` is not in ten-thousandths of a ruble"),
            format!("Value «{text}» — не в десятитысячных долях рубля"),
        )
    })
}

fn parse_nominal(text: &str) -> Result<Nominal, Bilingual> {
    let figure = figure_named("Nominal", text)?.trimmed(0);
    // Zero, which is not a valid nominal, replaces anything that is not whole.
    let units = match i64::try_from(figure.units()) {
        Ok(units) if figure.scale() == 0 => units,
        _ => 0,
    };

    Nominal::new(units).map_err(|error| {
        let text = shortened(text);
        Bilingual::new(
            format!("`{text}`: {error}"),
            format!("«{text}»: {}", in_russian(&error)),
        )
    })
}

fn in_russian(error: &RecordError) -> String {
    match error {
        RecordError::Nominal(units) => {
            format!("номинал {units} — не степень десяти от 1 до 1000000000")
        }
        RecordError::Value(value) => format!("значение {value} — не между 0 и 100000000"),
    }
}

/// Whether the value per nominal and the rate per unit are the same number up to their last digits.
fn agrees(record: &Record, unit_rate: Decimal) -> bool {
    let last_digit = if unit_rate.scale() < UNIT_RATE_DIGITS {
        Decimal::ZERO
    } else {
        Decimal::new(1, unit_rate.scale())
    };
    slack(record, unit_rate, last_digit).is_ok_and(|left| !left.is_negative())
}

/// What the rounding of both figures allows, less their distance.
fn slack(record: &Record, unit_rate: Decimal, digit: Decimal) -> Result<Decimal, DecimalError> {
    let nominal = Decimal::new(record.nominal().units().into(), 0);
    let distance = unit_rate.times(nominal)?.minus(record.value())?.abs();
    let allowed = digit.times(nominal)?.plus(Decimal::new(1, 4))?;
    allowed.minus(distance)
}

/// Enough of a text for a message.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::xml::open_document, *};
    use jiff::civil::date;

    fn parse(nominal: &str, value: &str, unit_rate: &str) -> Result<(i64, i64), String> {
        let body = format!(
            "<Record><Nominal>{nominal}</Nominal><Value>{value}</Value><VunitRate>{unit_rate}</VunitRate></Record>"
        );
        let document = open_document(body.as_bytes(), "Record").unwrap();
        let record =
            parse_record(&document.root, date(2024, 5, 21)).map_err(|fault| fault.to_string())?;
        Ok((record.nominal().units(), record.value_e4()))
    }

    fn check(nominal: &str, value: &str, unit_rate: &str, expected: (i64, i64)) {
        assert_eq!(parse(nominal, value, unit_rate), Ok(expected));
    }

    fn check_absurd(nominal: &str, value: &str, unit_rate: &str, expected: &str) {
        let fault = parse(nominal, value, unit_rate).unwrap_err();
        assert!(fault.contains(expected), "{fault}");
    }

    #[test]
    fn figures_are_read_digit_for_digit() {
        check("1", "90,6537", "", (1, 906_537));
        check("1", " 90,6537 ", "90,6537", (1, 906_537));
        check("1", "5\u{a0}960,0000", "", (1, 59_600_000));
        check("1 000 000", "58,8139", "5,88139E-05", (1_000_000, 588_139));
        check("10000", "72,1103", "7,21103E-03", (10_000, 721_103));
        check("1000", "7,2E+01", "0,072", (1_000, 720_000));
        check("1000000", "58,8139", "0,00005881", (1_000_000, 588_139));
        check("1", "90.6537", "90.6537", (1, 906_537));
    }

    #[test]
    fn figures_that_cannot_be_are_absurd() {
        check_absurd("1", "", "", "no Value");
        check_absurd("", "90,6537", "", "no Nominal");
        check_absurd("1", "н/д", "", "Value `н/д` is no number");
        check_absurd("1", "1.090,65", "", "is no number");
        check_absurd("1", "0,0000", "", "is not between");
        check_absurd("1", "-90,6537", "", "is not between");
        check_absurd("1", "90,65371", "", "ten-thousandths");
        check_absurd("0", "90,6537", "", "power of ten");
        check_absurd("7", "90,6537", "", "power of ten");
        check_absurd("1,5", "90,6537", "", "power of ten");
        check_absurd("1", "90,6537", "90,6538,", "is no number");
        check_absurd("1", "90,6537", "9,06537", "but VunitRate");
        check_absurd("1", "90,6537", "90,66", "but VunitRate");
        check_absurd("100", "58,1200", "58,12", "but VunitRate");
    }

    #[test]
    fn dates_are_day_month_year() {
        assert_eq!(parse_date("21.05.2024"), Some(date(2024, 5, 21)));
        assert_eq!(parse_date("21/05/2024"), Some(date(2024, 5, 21)));
        for text in [
            "",
            "2024-05-21",
            "31.02.2024",
            "21.05.24",
            "21.05.2024.",
            "21.05",
            "+1.05.2024",
            "二.05.2024",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}

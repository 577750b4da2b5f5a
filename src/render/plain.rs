//! Conversions and proofs in words.

use super::view::{Converted, Proof, ProofFrom, Style};
use super::words::{UNKNOWN, signed};
use crate::model::{Currency, Decimal, Lang, Record, Unit};
use std::fmt::Write as _;

/// `100 USD = 9098.7300 RUB`, then the rates taken, a line each; the last line without its end.
pub fn render_conversion(converted: &Converted, style: Style) -> String {
    let mut text = format!(
        "{} {} = {} {}",
        unsigned(converted.amount, style),
        converted.from.unit.code(),
        unsigned(converted.conversion.result, style),
        converted.to.unit.code()
    );
    for leg in converted.path() {
        let _ = write!(text, "\n{}", figure(leg.currency, &leg.rate.record, style.lang));
    }
    text
}

/// Where a figure came from, one thing a line; the last line without its end.
pub fn render_proof(proof: &Proof, lang: Lang) -> String {
    let mut text = figure(proof.currency, &proof.record, lang);
    let labels = labels(lang);
    let fetched_at = proof.fetched_at.to_string();
    let values = [&proof.source, origin(proof, lang), &proof.url, &fetched_at, &proof.sha256, &proof.line];
    let width = labels.iter().map(|label| label.chars().count()).max().unwrap_or(0);
    for (label, value) in labels.iter().zip(values) {
        let value = if value.is_empty() { UNKNOWN } else { value };
        let _ = write!(text, "\n  {label:width$}  {value}");
    }
    for old in &proof.superseded {
        let (nominal, value, from, to) = (old.nominal.units(), old.value, old.first_seen, old.superseded_at);
        let _ = match lang {
            Lang::Ru => write!(text, "\nраньше: {value} за {nominal}, с {from} до {to}"),
            Lang::En => write!(text, "\nbefore: {value} per {nominal}, from {from} to {to}"),
        };
    }
    text
}

/// `100 JPY = 58.1234 RUB, запись от 2024-05-21`, in the units in which it was published.
fn figure(currency: &'static Currency, record: &Record, lang: Lang) -> String {
    let day = record.record_date();
    let price = format!(
        "{} {} = {} {}",
        record.nominal().units(),
        Unit::in_use(currency, day).code(),
        record.value(),
        Unit::ruble_of(day).code()
    );
    match lang {
        Lang::Ru => format!("{price}, запись от {day}"),
        Lang::En => format!("{price}, record of {day}"),
    }
}

const fn labels(lang: Lang) -> [&'static str; 6] {
    match lang {
        Lang::Ru => ["источник", "откуда", "адрес", "получено", "SHA-256", "строка"],
        Lang::En => ["source", "from", "address", "fetched", "SHA-256", "line"],
    }
}

const fn origin(proof: &Proof, lang: Lang) -> &'static str {
    match (proof.from, proof.confirmed, lang) {
        (ProofFrom::Answer, _, Lang::Ru) => "сохранённый ответ источника",
        (ProofFrom::Answer, _, Lang::En) => "the source's answer, kept",
        (ProofFrom::Archive, true, Lang::Ru) => "встроенный архив; подтверждено ответом источника",
        (ProofFrom::Archive, true, Lang::En) => "the built-in archive; confirmed by the source's answer",
        (ProofFrom::Archive, false, Lang::Ru) => "встроенный архив; ответом источника ещё не подтверждено",
        (ProofFrom::Archive, false, Lang::En) => {
            "the built-in archive; not yet confirmed by an answer of the source"
        }
        (ProofFrom::Import, true, Lang::Ru) => "импорт из файла; подтверждено ответом источника",
        (ProofFrom::Import, true, Lang::En) => "imported from a file; confirmed by the source's answer",
        (ProofFrom::Import, false, Lang::Ru) => "импорт из файла; ответом источника ещё не подтверждено",
        (ProofFrom::Import, false, Lang::En) => {
            "imported from a file; not yet confirmed by an answer of the source"
        }
    }
}

/// A figure with a minus but no plus.
fn unsigned(number: Decimal, style: Style) -> String {
    if number.is_negative() { signed(number, style) } else { number.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Side, convert};
    use crate::model::{InForce, Nominal};
    use crate::render::fixtures::{currency, day, record, style};
    use crate::render::{Age, Minus, Superseded};

    fn side(code: &str, nominal: i64, value: &str) -> Side {
        let rate =
            InForce { day: day("2024-05-20"), record: record("2024-05-18", nominal, value), change: None };
        Side { unit: Unit::present(currency(code)), rate: Some(rate) }
    }

    #[test]
    fn a_conversion_shows_the_rates_taken() {
        let (jpy, usd) = (side("JPY", 100, "58.1234"), side("USD", 1, "90.9873"));
        let amount = Decimal::parse("-1000").unwrap();
        let conversion = convert(amount, jpy, usd, None).unwrap();
        let age = Age::default();
        let converted = Converted { day: day("2024-05-20"), amount, from: jpy, to: usd, conversion, age };
        assert_eq!(
            render_conversion(&converted, style(Lang::Ru)),
            "−1000 JPY = −6.3880783 USD\n100 JPY = 58.1234 RUB, запись от 2024-05-18\n1 USD = 90.9873 RUB, запись от 2024-05-18"
        );
        let ascii = Style { minus: Minus::Ascii, ..style(Lang::En) };
        let ruble = Side { unit: Unit::RUB, rate: None };
        let rubles = Converted { from: ruble, to: ruble, ..converted };
        assert_eq!(render_conversion(&rubles, ascii), "-1000 RUB = -6.3880783 RUB");
    }

    fn proof() -> Proof {
        let at = |text: &str| text.parse().unwrap();
        Proof {
            currency: currency("USD"),
            record: record("2024-05-21", 1, "90.6537"),
            source: "cbr".into(),
            from: ProofFrom::Archive,
            url: "https://example.test/usd.csv".into(),
            fetched_at: at("2026-08-21T09:00:00Z"),
            sha256: "ab12".into(),
            line: String::new(),
            confirmed: false,
            superseded: vec![Superseded {
                nominal: Nominal::ONE,
                value: Decimal::parse("90.6500").unwrap(),
                first_seen: at("2024-05-20T13:00:00Z"),
                superseded_at: at("2024-05-20T14:00:00Z"),
            }],
        }
    }

    #[test]
    fn a_proof_in_both_languages() {
        assert_eq!(
            render_proof(&proof(), Lang::Ru),
            "1 USD = 90.6537 RUB, запись от 2024-05-21
  источник  cbr
  откуда    встроенный архив; ответом источника ещё не подтверждено
  адрес     https://example.test/usd.csv
  получено  2026-08-21T09:00:00Z
  SHA-256   ab12
  строка    —
раньше: 90.6500 за 1, с 2024-05-20T13:00:00Z до 2024-05-20T14:00:00Z"
        );
        assert_eq!(
            render_proof(&Proof { from: ProofFrom::Answer, superseded: vec![], ..proof() }, Lang::En),
            "1 USD = 90.6537 RUB, record of 2024-05-21
  source   cbr
  from     the source's answer, kept
  address  https://example.test/usd.csv
  fetched  2026-08-21T09:00:00Z
  SHA-256  ab12
  line     —"
        );
    }
}

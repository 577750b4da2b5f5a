//! Figures and counted nouns in the words of both languages.

use crate::model::{Currency, Decimal, Lang, Record, Span, Unit, spell_day};
use crate::rates::FreshnessReason;
use crate::render::{Minus, Style};

/// Stands where no figure is known.
pub const UNKNOWN: &str = "—";

/// `1 день`, `2 дня`, `5 дней`, `1 day`, `2 days`.
pub fn days(count: i64, lang: Lang) -> String {
    counted(count, lang, ["день", "дня", "дней"], ["day", "days"])
}

/// `1 запись`, `2 записи`, `5 записей`, `1 record`, `2 records`.
pub fn records(count: i64, lang: Lang) -> String {
    counted(
        count,
        lang,
        ["запись", "записи", "записей"],
        ["record", "records"],
    )
}

/// Why rates are fresh or stale, in words.
pub fn reason_text(reason: FreshnessReason, lang: Lang) -> String {
    use FreshnessReason as R;
    match (reason, lang) {
        (R::UpToDate, Lang::Ru) => "свежие".into(),
        (R::UpToDate, Lang::En) => "up to date".into(),
        (R::NoRecordExpected, Lang::Ru) => "записей с тех пор не ожидалось".into(),
        (R::NoRecordExpected, Lang::En) => "no record was due since".into(),
        (R::Ended, Lang::Ru) => "больше не котируется".into(),
        (R::Ended, Lang::En) => "no longer quoted".into(),
        (R::RecordExpected(day), Lang::Ru) => {
            format!("устарели: ожидалась запись от {}", spell_day(day, lang))
        }
        (R::RecordExpected(day), Lang::En) => {
            format!("stale: a record of {} was due", spell_day(day, lang))
        }
        (R::TooOld, Lang::Ru) => "устарели".into(),
        (R::TooOld, Lang::En) => "stale".into(),
        (R::NeverFetched, Lang::Ru) => "ещё не загружались".into(),
        (R::NeverFetched, Lang::En) => "never fetched".into(),
    }
}

/// The same as [`reason_text`] for programs: stable, in JSON.
pub const fn reason_key(reason: FreshnessReason) -> &'static str {
    match reason {
        FreshnessReason::UpToDate => "up_to_date",
        FreshnessReason::NoRecordExpected => "no_record_expected",
        FreshnessReason::Ended => "ended",
        FreshnessReason::RecordExpected(_) => "record_expected",
        FreshnessReason::TooOld => "too_old",
        FreshnessReason::NeverFetched => "never_fetched",
    }
}

/// A count with its noun: Russian for one, few, many; English for one, several.
pub fn counted(count: i64, lang: Lang, ru: [&str; 3], en: [&str; 2]) -> String {
    let noun = match lang {
        Lang::Ru => plural_ru(count, ru),
        Lang::En => en[usize::from(count != 1)],
    };
    format!("{count} {noun}")
}

/// The form of a Russian noun after a count: `[one, few, many]`.
pub fn plural_ru(count: i64, [one, few, many]: [&str; 3]) -> &str {
    let count = count.unsigned_abs();
    match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

/// `2024-05-21`, `2024-05-13..2024-05-17`: dates are said as they can be typed again.
pub fn spell_span(span: Span) -> String {
    if span.from() == span.to() {
        span.to().to_string()
    } else {
        span.to_string()
    }
}

/// `100 JPY = 58.1234 RUB, record of 2024-05-21`, in the units in which it was published.
pub fn priced_record(currency: &'static Currency, record: &Record, lang: Lang) -> String {
    let day = record.record_date();
    let units = record.nominal().units();
    let value = record.value();
    let code = Unit::in_use(currency, day).code();
    let ruble = Unit::ruble_of(day).code();
    match lang {
        Lang::Ru => format!("{units} {code} = {value} {ruble}, запись от {day}"),
        Lang::En => format!("{units} {code} = {value} {ruble}, record of {day}"),
    }
}

/// `USD, EUR`.
pub fn codes(currencies: &[&'static Currency]) -> String {
    currencies
        .iter()
        .map(|currency| currency.code)
        .collect::<Vec<_>>()
        .join(", ")
}

pub const fn name_of(currency: &Currency, lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => currency.name_ru,
        Lang::En => currency.name_en,
    }
}

/// A change with its sign, `−0.33`, `+1.20`; one that is or rounds to zero has none.
pub fn signed(change: Decimal, style: Style) -> String {
    if change.is_zero() {
        return change.to_string();
    }
    let sign = match (change.is_negative(), style.minus) {
        (false, _) => '+',
        (true, Minus::Typographic) => '−',
        (true, Minus::Ascii) => '-',
    };
    format!("{sign}{}", change.abs())
}

/// Rounded to so many digits; with more than a decimal holds, as it is.
pub fn rounded(number: Decimal, digits: u32) -> Decimal {
    number.rounded(digits).unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn russian_nouns_follow_their_count() {
        for (count, expected) in [
            (0, "0 дней"),
            (1, "1 день"),
            (2, "2 дня"),
            (4, "4 дня"),
            (5, "5 дней"),
            (11, "11 дней"),
            (12, "12 дней"),
            (14, "14 дней"),
            (21, "21 день"),
            (22, "22 дня"),
            (111, "111 дней"),
            (121, "121 день"),
        ] {
            assert_eq!(days(count, Lang::Ru), expected);
        }
        assert_eq!(records(1, Lang::Ru), "1 запись");
        assert_eq!(records(3, Lang::Ru), "3 записи");
        assert_eq!(records(19, Lang::Ru), "19 записей");
        assert_eq!(days(1, Lang::En), "1 day");
        assert_eq!(records(0, Lang::En), "0 records");
    }

    fn check_span(from: jiff::civil::Date, to: jiff::civil::Date, ru: &str, en: &str) {
        let span = Span::new(from, to).unwrap();
        assert_eq!(spell_span(span), ru);
        assert_eq!(spell_span(span), en);
    }

    #[test]
    fn spans_are_spelled_without_saying_things_twice() {
        check_span(
            date(2024, 5, 21),
            date(2024, 5, 21),
            "2024-05-21",
            "2024-05-21",
        );
        check_span(
            date(2024, 5, 13),
            date(2024, 5, 17),
            "2024-05-13..2024-05-17",
            "2024-05-13..2024-05-17",
        );
        check_span(
            date(2024, 4, 28),
            date(2024, 5, 2),
            "2024-04-28..2024-05-02",
            "2024-04-28..2024-05-02",
        );
        check_span(
            date(2023, 12, 30),
            date(2024, 1, 9),
            "2023-12-30..2024-01-09",
            "2023-12-30..2024-01-09",
        );
    }
}

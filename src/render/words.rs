//! Figures and counted nouns in the words of both languages.

use crate::{
    model::{Currency, Decimal, Lang, Record, Span, Unit, counted, spell_day, tr},
    rates::FreshnessReason,
    render::{Minus, Style},
};

/// In place of a figure that is not known.
pub const UNKNOWN: &str = "—";

/// The value, or a dash where none is known.
pub fn or_unknown(value: Option<impl std::fmt::Display>) -> String {
    value.map_or_else(|| UNKNOWN.to_owned(), |value| value.to_string())
}

/// `1 день`, `2 дня`, `5 дней`, `1 day`, `2 days`.
pub fn days(count: impl TryInto<i64>, lang: Lang) -> String {
    counted(count, lang, ["day", "days"], ["день", "дня", "дней"])
}

/// Why rates are fresh or stale, in words.
pub fn reason_text(reason: FreshnessReason, lang: Lang) -> String {
    use FreshnessReason as R;
    match reason {
        R::UpToDate => tr!(lang, "up to date", "свежие"),
        R::NoRecordExpected => tr!(
            lang,
            "no record was due since",
            "записей с тех пор не ожидалось"
        ),
        R::Ended => tr!(lang, "no longer quoted", "больше не котируется"),
        R::RecordExpected(day) => tr!(
            lang,
            "stale: a record of {} was due",
            "устарели: ожидалась запись от {}",
            spell_day(day, lang)
        ),
        R::TooOld => tr!(lang, "stale", "устарели"),
        R::NeverFetched => tr!(lang, "never fetched", "ещё не загружались"),
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

/// `2024-05-21`, `2024-05-13..2024-05-17`: dates are written as they can be typed again.
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

    tr!(
        lang,
        "{units} {code} = {value} {ruble}, record of {day}",
        "{units} {code} = {value} {ruble}, запись от {day}"
    )
}

/// `USD, EUR`.
pub fn codes(currencies: &[&'static Currency]) -> String {
    joined(currencies.iter().map(|currency| currency.code), ", ")
}

pub fn name_of(currency: &Currency, lang: Lang) -> &'static str {
    lang.pick(currency.name_en, currency.name_ru)
}

/// The items with a separator between them.
pub fn joined<T: std::fmt::Display>(items: impl IntoIterator<Item = T>, separator: &str) -> String {
    let texts: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    texts.join(separator)
}

/// `2024-01, 2024-02 and 2 more`: the first `most` items, and how many there are besides.
pub fn and_more<T: std::fmt::Display>(items: &[T], most: usize, lang: Lang) -> String {
    let named = joined(items.iter().take(most), ", ");
    match items.len().saturating_sub(most) {
        0 => named,
        rest => tr!(lang, "{named} and {rest} more", "{named} и ещё {rest}"),
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

/// Rounded to `digits` after the point; unchanged if a decimal cannot hold as many.
pub fn rounded(number: Decimal, digits: u32) -> Decimal {
    number.rounded(digits).unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::counted_records;
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
        assert_eq!(counted_records(1, Lang::Ru), "1 запись");
        assert_eq!(counted_records(3, Lang::Ru), "3 записи");
        assert_eq!(counted_records(19, Lang::Ru), "19 записей");
        assert_eq!(days(1, Lang::En), "1 day");
        assert_eq!(counted_records(0, Lang::En), "0 records");
    }

    #[test]
    fn spans_are_spelled_without_saying_things_twice() {
        let day = date(2024, 5, 21);
        assert_eq!(spell_span(Span::day(day)), "2024-05-21");
        for (from, to, expected) in [
            (
                date(2024, 5, 13),
                date(2024, 5, 17),
                "2024-05-13..2024-05-17",
            ),
            (
                date(2024, 4, 28),
                date(2024, 5, 2),
                "2024-04-28..2024-05-02",
            ),
            (
                date(2023, 12, 30),
                date(2024, 1, 9),
                "2023-12-30..2024-01-09",
            ),
        ] {
            assert_eq!(spell_span(Span::new(from, to).unwrap()), expected);
        }
    }
}

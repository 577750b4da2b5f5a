//! The two languages in which people are spoken to.

/// Language of notes, errors, dates and charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Lang {
    /// One of two values that say the same: English is always written first.
    pub fn pick<T>(self, en: T, ru: T) -> T {
        match self {
            Self::En => en,
            Self::Ru => ru,
        }
    }
}

/// A message in one of the languages, English first: `tr!(lang, "{n} rows", "строк: {n}")`.
///
/// Only the text of the language asked for is formatted; arguments after the texts are for both.
macro_rules! tr {
    ($lang:expr, $en:literal, $ru:literal $(, $argument:expr)* $(,)?) => {
        match $lang {
            $crate::model::Lang::En => format!($en $(, $argument)*),
            $crate::model::Lang::Ru => format!($ru $(, $argument)*),
        }
    };
}
pub(crate) use tr;

/// A count with its noun: English for one and several, Russian for one, few and many.
pub fn counted(count: impl TryInto<i64>, lang: Lang, en: [&str; 2], ru: [&str; 3]) -> String {
    let count = count.try_into().unwrap_or(i64::MAX);
    let noun = lang.pick(en[usize::from(count != 1)], plural_ru(count, ru));
    format!("{count} {noun}")
}

/// `1 запись`, `2 записи`, `5 записей`, `1 record`, `2 records`.
pub fn counted_records(count: impl TryInto<i64>, lang: Lang) -> String {
    counted(
        count,
        lang,
        ["record", "records"],
        ["запись", "записи", "записей"],
    )
}

/// The form of a Russian noun after a count: `[one, few, many]`.
pub fn plural_ru(count: impl TryInto<i64>, [one, few, many]: [&str; 3]) -> &str {
    let count = count.try_into().unwrap_or(i64::MAX).unsigned_abs();
    match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

/// Digits in groups of three: `1 000 000` in Russian (with no-break spaces), `1,000,000` in English.
pub fn group_thousands(digits: &str, lang: Lang) -> String {
    let separator = lang.pick(',', '\u{a0}');
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        // Groups are counted from the end.
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }

    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_from_the_right() {
        for (digits, ru, en) in [
            ("999", "999", "999"),
            ("1000", "1\u{a0}000", "1,000"),
            ("1000000", "1\u{a0}000\u{a0}000", "1,000,000"),
        ] {
            assert_eq!(
                (
                    group_thousands(digits, Lang::Ru),
                    group_thousands(digits, Lang::En)
                ),
                (ru.into(), en.into())
            );
        }
    }
}

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

/// Digits in groups of three: `1 000 000` in Russian (with no-break spaces), `1,000,000` in English.
pub fn group_thousands(digits: &str, lang: Lang) -> String {
    let separator = lang.pick(',', '\u{a0}');
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
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

//! Where rates come from. One source so far: the Bank of Russia, [`cbr`].
//!
//! Fetching and parsing are two functions. Parsers take bytes and give model values with a list of what was
//! wrong; nothing here knows of the store.

pub mod cbr;

/// Somebody who publishes official rates.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The key of the configuration's `[sources.…]` and of the store: `cbr`.
    pub code: &'static str,
    /// Russian name.
    pub name_ru: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// Where it answers, without a slash at the end, unless the configuration says otherwise.
    pub url: &'static str,
}

/// All of them.
pub const SOURCES: &[Source] =
    &[Source {
        code: "cbr", name_ru: "Банк России", name_en: "Bank of Russia", url: "https://www.cbr.ru"
    }];

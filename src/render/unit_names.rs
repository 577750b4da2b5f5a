//! Names of currencies as they follow a number in a sentence.
//!
//! The Bank's nominals are powers of ten, so Russian needs two forms: the accusative singular for one (`за 1 японскую
//! иену`) and the genitive plural for all others (`за 100 японских иен`). English needs the plural.

use crate::model::{Currency, Lang};

/// One currency a line: code; Russian accusative singular and genitive plural; English singular and plural.
const NAMES: &str = include_str!("unit_names.tsv");

/// The name after a nominal: `доллар США` after 1, `японских иен` after 100.
pub fn unit_name(currency: &Currency, units: i64, lang: Lang) -> &'static str {
    let row = NAMES.lines().find(|row| row.starts_with(currency.code));
    let column = match (lang, units) {
        (Lang::Ru, 1) => 1,
        (Lang::Ru, _) => 2,
        (Lang::En, 1) => 3,
        (Lang::En, _) => 4,
    };

    // A test compares the table with the catalogue; a code would be right in any sentence.
    row.and_then(|row| row.split('\t').nth(column))
        .unwrap_or(currency.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CATALOGUE;

    /// Letters by which a form and the nominative of the catalogue are compared: endings differ, stems do not.
    const STEM: usize = 3;

    #[test]
    fn every_currency_of_the_catalogue_has_its_forms() {
        for currency in &CATALOGUE {
            assert_ne!(unit_name(currency, 1, Lang::En), currency.code);
            let stem = |text: &str| text.to_lowercase().chars().take(STEM).collect::<String>();
            for (lang, name) in [(Lang::Ru, currency.name_ru), (Lang::En, currency.name_en)] {
                for units in [1, 100] {
                    let form = unit_name(currency, units, lang);
                    assert_eq!(stem(form), stem(name), "{form} of {name}");
                }
            }
        }
        assert_eq!(NAMES.lines().count(), 1 + CATALOGUE.len());
    }

    /// A masculine noun keeps its nominative after `за 1`; a feminine one changes its adjective and its ending.
    #[test]
    fn the_accusative_is_that_of_the_gender() {
        for currency in &CATALOGUE {
            let nominative = currency.name_ru.to_lowercase();
            let accusative = unit_name(currency, 1, Lang::Ru).to_lowercase();
            let is_feminine = nominative.contains("ая ") || nominative.starts_with("вона");
            assert_eq!(
                is_feminine,
                accusative.contains("ую ") || accusative.starts_with("вону"),
                "{nominative}"
            );
            if !is_feminine && currency.code != "XDR" {
                assert_eq!(accusative, nominative);
            }
        }
    }
}

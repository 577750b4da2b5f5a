//! What people type for a currency, a unit of money or the price of one unit in another.

use super::{
    CATALOGUE, Currency, Pair, Unit,
    currency_names::{Named, named, nearest_by_name},
    echoed,
};

/// A text that is not one currency's code or name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.in_english())]
pub struct UnknownCurrency {
    /// As typed.
    pub code: String,
    /// Codes that may be meant, the nearest first: up to three similar ones, all with the name, or the currencies of a
    /// pair or a hundredth.
    pub nearest: Vec<&'static str>,
    /// Why it is not one.
    pub why: NotOneCurrency,
}

/// Why a text is not one currency's code or name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOneCurrency {
    /// The catalogue does not know it.
    Unknown,
    /// Several currencies have the name.
    SharedName,
    /// It is the ruble, in which the rates of all others are quoted.
    Ruble,
    /// It is a pair of codes.
    Pair,
    /// It is a hundredth in which prices are quoted.
    Hundredth,
}

impl UnknownCurrency {
    fn in_english(&self) -> String {
        let code = &self.code;
        match self.why {
            NotOneCurrency::Unknown => format!("unknown currency `{code}`"),
            NotOneCurrency::SharedName => {
                format!(
                    "`{code}` is the name of several currencies: {}",
                    self.nearest.join(", ")
                )
            }
            NotOneCurrency::Ruble => {
                format!(
                    "`{code}` is the ruble itself, in which the rates of other currencies are quoted"
                )
            }
            NotOneCurrency::Pair => {
                format!("`{code}` is a pair, and a single currency is needed here")
            }
            NotOneCurrency::Hundredth => {
                format!("`{code}` is a hundredth, and a currency is needed here")
            }
        }
    }
}

impl Currency {
    /// Finds a currency by `USD`, `usd`, `USD/RUB` or `USDRUB`, by a former code (`TRL`), or by a name (`доллар`).
    ///
    /// # Errors
    /// [`UnknownCurrency`] with the nearest codes, with all that share the name, or with the currencies of a pair.
    pub fn find(typed: &str) -> Result<&'static Self, UnknownCurrency> {
        let base = without_ruble(typed);
        let code = base.to_uppercase();
        // `GBp` is a penny, although its letters in capitals are the pound.
        let is_hundredth = Unit::by_code(base).is_some_and(Unit::is_hundredth);
        if let Some(currency) = Self::by_code(&code).filter(|_| !is_hundredth) {
            return Ok(currency);
        }

        let (nearest, why) = match named(typed) {
            Named::One(currency) => return Ok(currency),
            Named::Ruble => (Vec::new(), NotOneCurrency::Ruble),
            Named::Several(all) => (codes_of(&all), NotOneCurrency::SharedName),
            Named::Nothing => currencies_of_price(typed).map_or_else(
                || {
                    let by_number = Self::by_number(typed.trim()).map(|one| vec![one.code]);
                    let nearest = by_number.unwrap_or_else(|| nearest_codes(&code, typed));
                    (nearest, NotOneCurrency::Unknown)
                },
                |(currencies, why)| (codes_of(&currencies), why),
            ),
        };

        Err(UnknownCurrency {
            code: echoed(typed),
            nearest,
            why,
        })
    }

    /// Whether a text is the ruble's code, name or sign.
    pub fn is_ruble(typed: &str) -> bool {
        named(typed) == Named::Ruble
    }
}

impl Unit {
    /// The unit of a code or a name: `TRY`, `trl`, `RUR`, `GBp`, `евро`.
    ///
    /// # Errors
    /// [`UnknownCurrency`] with the nearest codes.
    pub fn find(typed: &str) -> Result<Self, UnknownCurrency> {
        let typed = typed.trim();
        if let Some(unit) = unit_of_letters(typed) {
            return Ok(unit);
        }

        // `TRL/RUB` is the price of the old lira, not of the present one.
        let base = unit_of_letters(without_ruble(typed));
        if let Some(unit) = base.filter(|unit| unit.currency().is_some()) {
            return Ok(unit);
        }

        if Currency::is_ruble(typed) {
            Ok(Self::RUB)
        } else {
            Currency::find(typed).map(Self::present)
        }
    }
}

/// Why a text names no price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PairError {
    /// A code or name that is not known.
    Unknown(UnknownCurrency),
    /// The ruble alone, in which all rates are quoted.
    Ruble(Unit),
    /// Two units of the same money: `USD/USD`, `BYR/BYN`.
    SameMoney(Unit, Unit),
}

impl From<UnknownCurrency> for PairError {
    fn from(unknown: UnknownCurrency) -> Self {
        Self::Unknown(unknown)
    }
}

impl Pair {
    /// Reads `USD`, `trl`, `евро`, `USD/EUR`, `CNYUSD` or `USD/RUR`.
    pub fn find(typed: &str) -> Result<Self, PairError> {
        let Some((base, quote)) = split_pair(typed) else {
            let base = Unit::find(typed)?;
            return match base.currency() {
                Some(_) => Ok(Self { base, quote: None }),
                None => Err(PairError::Ruble(base)),
            };
        };

        let base = Unit::find(base)?;
        let quote = Unit::find(quote)?;

        if base.present_code() == quote.present_code() {
            return Err(PairError::SameMoney(base, quote));
        }

        Ok(Self {
            base,
            quote: Some(quote),
        })
    }
}

/// The unit of a code as typed or in capitals: a letter's case decides between `GBp` and `GBP`, and `gbp` is the pound.
fn unit_of_letters(code: &str) -> Option<Unit> {
    Unit::by_code(code).or_else(|| Unit::by_code(&code.to_uppercase()))
}

/// The two halves of a pair: separated by a slash, or six letters that are two codes.
fn split_pair(typed: &str) -> Option<(&str, &str)> {
    let typed = typed.trim();
    if let Some((base, quote)) = typed.split_once('/') {
        return Some((base.trim(), quote.trim()));
    }

    let base = typed.get(..3)?;
    let quote = typed.get(3..6)?;
    let are_codes = [base, quote]
        .iter()
        .all(|half| Unit::by_code(&half.to_uppercase()).is_some());

    (typed.len() == 6 && are_codes).then_some((base, quote))
}

/// The currencies of a text that names a price rather than one currency: a pair of codes, or a hundredth.
fn currencies_of_price(typed: &str) -> Option<(Vec<&'static Currency>, NotOneCurrency)> {
    if let Some((base, quote)) = split_pair(typed) {
        let pair = Pair {
            base: unit_of_letters(base)?,
            quote: Some(unit_of_letters(quote)?),
        };
        return Some((pair.currencies().collect(), NotOneCurrency::Pair));
    }

    let currency = unit_of_letters(typed.trim())?.currency()?;
    Some((vec![currency], NotOneCurrency::Hundredth))
}

/// What is left of `USD/RUB` or `USDRUB` without the ruble; the text itself if it is neither.
fn without_ruble(typed: &str) -> &str {
    let typed = typed.trim();
    if let Some((base, ruble)) = typed.rsplit_once('/') {
        return if ruble.eq_ignore_ascii_case("RUB") {
            base.trim()
        } else {
            typed
        };
    }

    match typed.split_at_checked(3) {
        Some((base, ruble)) if ruble.eq_ignore_ascii_case("RUB") => base,
        _ => typed,
    }
}

fn codes_of(currencies: &[&'static Currency]) -> Vec<&'static str> {
    currencies.iter().map(|currency| currency.code).collect()
}

/// Up to three codes with a similar spelling, or else the codes of a similar name.
fn nearest_codes(code: &str, typed: &str) -> Vec<&'static str> {
    // Two letters of three may be wrong; in other words two wrong letters would match almost anything.
    let most = if code.chars().count() == 3 { 2 } else { 1 };
    let mut near: Vec<(usize, &str)> = CATALOGUE
        .iter()
        .map(|known| (strsim::damerau_levenshtein(known.code, code), known.code))
        .filter(|(distance, _)| *distance <= most)
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.truncate(3);

    if near.is_empty() {
        nearest_by_name(typed)
    } else {
        near.into_iter().map(|(_, code)| code).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_pair_finds_the_currency() {
        for typed in ["USD", "usd", " Usd ", "USD/RUB", "usdrub", "USDRUB"] {
            assert_eq!(Currency::find(typed).unwrap().code, "USD", "{typed}");
        }
        assert_eq!(Currency::find("trl").unwrap().code, "TRY");
    }

    #[test]
    fn an_unknown_code_names_the_nearest() {
        let unknown = Currency::find("UDS").unwrap_err();
        assert_eq!(unknown.code, "UDS");
        assert_eq!(unknown.nearest[0], "USD");
        assert!(Currency::find("чепуха").unwrap_err().nearest.is_empty());
        assert!(Currency::find("x").unwrap_err().nearest.is_empty());
        assert_eq!(Currency::find("us").unwrap_err().nearest[0], "USD");
        assert_eq!(Currency::find("долар").unwrap_err().nearest, ["USD"]);
    }

    #[test]
    fn a_name_finds_the_currency_and_a_shared_one_its_bearers() {
        assert_eq!(Currency::find("Долларов").unwrap().code, "USD");
        let shared = Currency::find("манат").unwrap_err();
        assert_eq!(
            (shared.why, shared.nearest),
            (NotOneCurrency::SharedName, vec!["AZN", "TMT"])
        );
    }

    /// `rates prove USD/EUR` once answered "unknown currency".
    #[test]
    fn a_pair_and_a_hundredth_name_their_currencies() {
        for (typed, why, codes) in [
            ("USD/EUR", NotOneCurrency::Pair, &["USD", "EUR"][..]),
            ("cnyusd", NotOneCurrency::Pair, &["CNY", "USD"]),
            ("RUB/USD", NotOneCurrency::Pair, &["USD"]),
            ("GBX", NotOneCurrency::Hundredth, &["GBP"]),
        ] {
            let error = Currency::find(typed).unwrap_err();
            assert_eq!(
                (error.why, error.nearest.as_slice()),
                (why, codes),
                "{typed}"
            );
        }
        assert_eq!(
            Currency::find("USQ/EUR").unwrap_err().why,
            NotOneCurrency::Unknown
        );
    }

    /// It was "unknown currency RUB, did you mean EUR, AUD, BOB".
    #[test]
    fn the_ruble_is_no_unknown_currency() {
        for typed in ["RUB", "rub", "RUR", "рубль", "₽"] {
            let ruble = Currency::find(typed).unwrap_err();
            assert_eq!(
                (ruble.why, ruble.nearest),
                (NotOneCurrency::Ruble, Vec::new()),
                "{typed}"
            );
            assert!(Currency::is_ruble(typed), "{typed}");
        }
        assert!(!Currency::is_ruble("USD"));
    }

    fn check(typed: &str, code: &str, present: &str, per_present: i64) {
        let unit = Unit::find(typed).unwrap();
        assert_eq!(
            (unit.code(), unit.present_code(), unit.per_present()),
            (code, present, per_present),
            "{typed}"
        );
    }

    #[test]
    fn a_dead_code_is_a_unit_of_its_own() {
        check("TRY", "TRY", "TRY", 1);
        check("trl", "TRL", "TRY", 1_000_000);
        check("AZM", "AZM", "AZN", 5_000);
        check("BGL", "BGL", "BGN", 1_000);
        check("ROL", "ROL", "RON", 10_000);
        check("TMM", "TMM", "TMT", 5_000);
        check("BYR", "BYR", "BYN", 10_000);
        check("BYB", "BYB", "BYN", 10_000_000);
        check("RUR", "RUR", "RUB", 1_000);
        check("rub", "RUB", "RUB", 1);
    }

    #[test]
    fn pence_are_told_from_pounds_by_the_case_of_a_letter() {
        check("GBp", "GBp", "GBP", 100);
        check("GBX", "GBX", "GBP", 100);
        check("gbx", "GBX", "GBP", 100);
        check("GBP", "GBP", "GBP", 1);
        check("gbp", "GBP", "GBP", 1);
        check("ZAc", "ZAc", "ZAR", 100);
    }
}

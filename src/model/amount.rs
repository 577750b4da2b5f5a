//! Amounts of money as people type them and banks print them: `100`, `12,5`, `1 234,56`, `1,234.56`, `1.234,56`,
//! `1'234.56`, `(33.52)`, `33.52-`, `−5`, `1_000`, `1e3`.
//!
//! A point is a decimal point (`1.234` is a little more than one). A comma before three last digits (`1,234`) can
//! be either, and is refused; two commas, or a comma and a point, leave one reading. A currency's name or sign
//! next to the number is refused too, because the currency is a separate argument, except where that argument names
//! the same currency.

use super::{Decimal, DecimalError, Unit, currency_names::is_name_or_sign, echoed};

/// Why a text is not an amount. Every variant has the text as typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// `1,234`: thousands or a fraction.
    #[error("`{text}` is ambiguous: write {} or {}", readings[0], readings[1])]
    Ambiguous {
        /// As typed.
        text: String,
        /// The amount with the comma between thousands, and with a decimal comma.
        readings: [String; 2],
    },
    /// `1.234` in a column of `2,5`: the column leaves open what its marks are.
    #[error(
        "`{text}` can be {} or {}, and its column does not show which: give --decimal comma or --decimal point",
        readings[0],
        readings[1]
    )]
    AmbiguousInColumn {
        /// As typed.
        text: String,
        /// The amount with the mark between thousands, and before a fraction.
        readings: [String; 2],
    },
    /// `$100`, `100 руб.`
    #[error(
        "`{text}` is more than a number: write {amount} here, and give the currency apart from it"
    )]
    WithCurrency {
        /// As typed.
        text: String,
        /// The number alone.
        amount: Decimal,
    },
    /// `$100` in a row of Canadian dollars.
    #[error("`{text}` does not name {}, the currency given beside it", unit.code())]
    OtherMoney {
        /// As typed.
        text: String,
        /// The unit that is given apart from the amount.
        unit: Unit,
    },
    /// More digits than an exact decimal holds.
    #[error("`{0}` has more digits than can be held exactly")]
    TooLong(String),
    /// Anything else.
    #[error("`{0}` is not an amount: write digits, with a point or a comma before the fraction")]
    Unreadable(String),
}

/// Reads an amount.
///
/// # Errors
/// [`AmountError`] for a text that can mean two amounts, contains a currency, or is no amount.
pub fn parse_amount(text: &str) -> Result<Decimal, AmountError> {
    let parts = Parts::of(text).ok_or_else(|| AmountError::Unreadable(echoed(text)))?;
    let amount = parts.amount(text)?;
    if parts.words.is_empty() {
        return Ok(amount);
    }

    Err(AmountError::WithCurrency {
        text: echoed(text),
        amount,
    })
}

/// Reads an amount of `unit`, which may be named beside it: `$100` of a row in dollars.
///
/// # Errors
/// [`AmountError`], also when another currency is named.
pub fn parse_amount_in(text: &str, unit: Unit) -> Result<Decimal, AmountError> {
    let parts = Parts::of(text).ok_or_else(|| AmountError::Unreadable(echoed(text)))?;
    let amount = parts.amount(text)?;

    let names_unit = |word: &String| Unit::find(word).is_ok_and(|named| named == unit);
    if parts.words.iter().all(names_unit) {
        return Ok(amount);
    }
    Err(AmountError::OtherMoney {
        text: echoed(text),
        unit,
    })
}

/// A text taken apart.
struct Parts<'a> {
    /// `-` or nothing.
    sign: &'static str,
    /// From the first digit or mark to the last one.
    number: &'a str,
    /// Names and signs of currencies beside it.
    words: Vec<String>,
}

impl<'a> Parts<'a> {
    /// Nothing where there are two signs, or words that are no currency's.
    fn of(text: &'a str) -> Option<Self> {
        let digit = text.find(|c: char| c.is_ascii_digit())?;
        let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
        // `.5` begins with its mark, `руб.5` has that of an abbreviation.
        let start = match text[..digit].strip_suffix(['.', ',']) {
            Some(before) if !before.ends_with(char::is_alphabetic) => before.len(),
            _ => digit,
        };
        let before = &text[..start];
        let after = &text[end..];

        let signs: String = [before, after]
            .iter()
            .flat_map(|part| part.chars().filter_map(sign))
            .collect();
        let is_behind = before.chars().all(|c| sign(c).is_none());
        let sign = match signs.as_str() {
            "" => "",
            "+" if !is_behind => "",
            "-" | "()" => "-",
            _ => return None,
        };

        let words = [before, after].map(without_signs);
        let words: Vec<String> = words
            .iter()
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
            .collect();
        let are_names = words.iter().all(|word| is_name_or_sign(word));

        are_names.then_some(Self {
            sign,
            number: &text[start..end],
            words,
        })
    }

    /// The number with its sign; `text` is what errors repeat.
    fn amount(&self, text: &str) -> Result<Decimal, AmountError> {
        let plain =
            plain_number(self.number).map_err(|problem| problem.of(echoed(text), self.sign))?;
        let signed = format!("{}{plain}", self.sign);

        Decimal::parse(&signed).map_err(|error| match error {
            DecimalError::TooLarge => AmountError::TooLong(echoed(text)),
            DecimalError::Malformed => AmountError::Unreadable(echoed(text)),
        })
    }
}

/// A sign's plain form: the minus of typesetters, and the brackets of accountants.
fn sign(c: char) -> Option<char> {
    match c {
        '+' | '(' | ')' => Some(c),
        '-' | '−' | '\u{2010}'..='\u{2014}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        _ => None,
    }
}

fn without_signs(text: &str) -> String {
    text.chars().filter(|c| sign(*c).is_none()).collect()
}

/// The error for digits that form no amount.
enum Problem {
    Ambiguous([String; 2]),
    Malformed,
}

impl Problem {
    fn of(self, text: String, sign: &str) -> AmountError {
        match self {
            Self::Ambiguous(readings) => AmountError::Ambiguous {
                text,
                readings: readings.map(|reading| format!("{sign}{reading}")),
            },
            Self::Malformed => AmountError::Unreadable(text),
        }
    }
}

/// The number with a point before its fraction and no mark between thousands.
fn plain_number(number: &str) -> Result<String, Problem> {
    let exponent_at = number.find(['e', 'E']).unwrap_or(number.len());
    let (mantissa, exponent) = number.split_at(exponent_at);
    let (whole, fraction) = match decimal_mark(mantissa, exponent)? {
        Some(mark) => mantissa.split_once(mark).unwrap_or((mantissa, "")),
        None => (mantissa, ""),
    };
    let is_cut_off = fraction.is_empty() && whole.len() < mantissa.len();

    if is_cut_off || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::Malformed);
    }

    let whole = without_group_marks(whole).ok_or(Problem::Malformed)?;
    let point = if fraction.is_empty() { "" } else { "." };

    Ok(format!("{whole}{point}{fraction}{exponent}"))
}

/// The mark before the fraction, if there is one.
fn decimal_mark(mantissa: &str, exponent: &str) -> Result<Option<char>, Problem> {
    let marks: Vec<char> = mantissa.chars().filter(|c| !c.is_ascii_digit()).collect();
    let points = marks.iter().filter(|mark| **mark == '.').count();
    let commas = marks.iter().filter(|mark| **mark == ',').count();
    match (points, commas, marks.last()) {
        (1, 0, _) => Ok(Some('.')),
        (0, 1, _) if marks.len() > 1 => Ok(Some(',')),
        (0, 1, _) => match both_readings(mantissa) {
            Some(readings) => Err(Problem::Ambiguous(
                readings.map(|reading| format!("{reading}{exponent}")),
            )),
            None => Ok(Some(',')),
        },
        // No marks, or several of one kind, which can only separate thousands.
        (_, 0, _) | (0, _, _) => Ok(None),
        // The last of two kinds is the decimal mark.
        (_, 1, Some(',')) => Ok(Some(',')),
        (1, _, Some('.')) => Ok(Some('.')),
        _ => Err(Problem::Malformed),
    }
}

/// The two numbers that one comma allows if it may separate thousands: `1,234` but not `0,234`.
fn both_readings(mantissa: &str) -> Option<[String; 2]> {
    let (before, after) = mantissa.split_once(',')?;
    let could_be_thousands =
        matches!(before.len(), 1..=3) && !before.starts_with('0') && after.len() == 3;
    could_be_thousands.then(|| [format!("{before}{after}"), format!("{before}.{after}")])
}

/// The digits of a whole number, if its marks separate thousands, or as in India: `12,34,567`.
fn without_group_marks(whole: &str) -> Option<String> {
    let Some(mark) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return Some(whole.to_owned());
    };

    let is_blank = mark.is_whitespace();
    if !is_blank && !['.', ',', '_', '\'', '’', '‘', 'ʼ'].contains(&mark) {
        return None;
    }

    // Banks mix kinds of spaces in one number.
    let groups: Vec<&str> = whole
        .split(|c: char| c == mark || is_blank && c.is_whitespace())
        .collect();
    let [first, middle @ .., last] = groups.as_slice() else {
        return None;
    };

    let fits = match first.len() {
        1..=2 => all_have_length(middle, 3) || all_have_length(middle, 2),
        3 => all_have_length(middle, 3),
        _ => false,
    };
    let digits = groups.concat();
    let is_grouped = fits && last.len() == 3 && !first.starts_with('0');

    (is_grouped && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

fn all_have_length(groups: &[&str], digits: usize) -> bool {
    groups.iter().all(|group| group.len() == digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(
            parse_amount(text).map(|amount| amount.to_string()),
            Ok(expected.to_owned()),
            "{text:?}"
        );
    }

    fn check_refused(text: &str, words: &str) {
        let error = parse_amount(text).unwrap_err().to_string();
        assert!(
            error.contains(words) && error.contains(text.trim()),
            "{text:?}: {error}"
        );
    }

    #[test]
    fn plain_amounts_have_a_point_or_a_comma() {
        check("100", "100");
        check("12.50", "12.50");
        check("12,5", "12.5");
        check("1.234", "1.234");
        check("0,125", "0.125");
        check("1234,567", "1234.567");
        check(".5", "0.5");
        check("+5", "5");
        check(" 7 ", "7");
        check("1e3", "1000");
        check("7.21103E-05", "0.0000721103");
    }

    #[test]
    fn a_bank_prints_thousands_with_every_mark() {
        for text in [
            "1234.56",
            "1,234.56",
            "1.234,56",
            "1 234,56",
            "1'234.56",
            "1’234.56",
            "1_234.56",
            "1\u{a0}234,56",
        ] {
            check(text, "1234.56");
        }
        for text in [
            "1,234,567",
            "1.234.567",
            "1 234 567",
            "1\u{a0}234\u{202f}567",
            "12,34,567",
            "1_234_567",
        ] {
            check(text, "1234567");
        }
        check("1,234,567.8", "1234567.8");
        check("1.234.567,8", "1234567.8");
        check("1 234,567", "1234.567");
    }

    #[test]
    fn accountants_write_brackets_or_a_minus_behind() {
        for text in [
            "(33.52)",
            "-33.52",
            "−33.52",
            "–33.52",
            "33.52-",
            "( 33,52 )",
            "33,52−",
        ] {
            check(text, "-33.52");
        }
        check("(1,234.56)", "-1234.56");
        for text in ["(-5)", "--5", "(5", "5)", "-5-", "5+", "+-5", ")5("] {
            check_refused(text, "is not an amount");
        }
    }

    #[test]
    fn one_comma_before_three_digits_is_refused_with_both_readings() {
        check_refused("1,234", "write 1234 or 1.234");
        check_refused("(12,345)", "write -12345 or -12.345");
        check_refused("1,000", "write 1000 or 1.000");
    }

    #[test]
    fn a_currency_beside_the_number_is_refused_in_words() {
        for text in [
            "$100",
            "100 ₽",
            "100 руб.",
            "100 USD",
            "EUR 100",
            "100€",
            "-$100.00",
            "($100)",
            "руб.100",
        ] {
            check_refused(text, "give the currency apart");
        }
        check_refused("$1,234", "ambiguous");
        check_refused("-$1'234.50", "write -1234.50 here");
    }

    #[test]
    fn a_currency_beside_the_number_is_read_where_it_is_the_one_given() {
        for (text, code, amount) in [
            ("$100", "USD", "100"),
            ("1 234,56 ₽", "RUB", "1234.56"),
            ("($1,234.50)", "USD", "-1234.50"),
            ("€5", "EUR", "5"),
            ("5 EUR", "EUR", "5"),
            ("7", "CAD", "7"),
        ] {
            let unit = Unit::find(code).unwrap();
            let read = parse_amount_in(text, unit).map(|amount| amount.to_string());
            assert_eq!(read.as_deref(), Ok(amount), "{text} {code}");
        }
        for (text, code) in [("$100", "CAD"), ("100 ₽", "USD"), ("100 кр", "SEK")] {
            assert!(
                parse_amount_in(text, Unit::find(code).unwrap()).is_err(),
                "{text} {code}"
            );
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            "abc",
            "1.2.3",
            "1,2,3",
            "1,",
            "1.",
            "-",
            "()",
            "1 0 0",
            "1_0",
            "10 00",
            "0,123,456",
            "1,23.45",
            "1'234 567",
            "1 234.567.890",
            "1..2",
            "12abc",
            "5 млн",
            "100%",
            "1,2345,678",
            "1234,567.8",
            "0x10",
            "١٢",
            "1e",
            "e3",
            "NaN",
        ] {
            assert!(
                matches!(parse_amount(text), Err(AmountError::Unreadable(_))),
                "{text:?}: {:?}",
                parse_amount(text)
            );
        }
        check_refused(&"9".repeat(50), "more digits");
    }

    proptest! {
        #[test]
        fn every_printed_form_of_an_amount_reads_back(units in -10_000_000_000i64..10_000_000_000) {
            let amount = Decimal::new(i128::from(units), 2);
            let plain = amount.to_string();
            let (whole, fraction) = plain.trim_start_matches('-').split_once('.').unwrap();
            let grouped = |mark: &str| {
                let mut digits: Vec<String> = Vec::new();
                for (at, digit) in whole.chars().rev().enumerate() {
                    if at > 0 && at % 3 == 0 { digits.push(mark.to_owned()); }
                    digits.push(digit.to_string());
                }
                digits.reverse();
                digits.concat()
            };
            for (mark, point) in [(",", "."), (".", ","), (" ", ","), ("\u{a0}", ","), ("'", "."), ("’", "."), ("_", ".")] {
                let number = format!("{}{point}{fraction}", grouped(mark));
                let text = if units < 0 { format!("({number})") } else { number };
                prop_assert_eq!(parse_amount(&text), Ok(amount), "{}", text);
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = parse_amount(&text);
        }

        #[test]
        fn no_near_amount_panics(text in "[-+(]?[$€]?[0-9., '_e]{0,14}[-)%]?") {
            let _ = parse_amount(&text);
        }
    }
}

//! What a file of price directives lacks.
//!
//! What the file has is the user's: no line of it is changed, moved or judged, a figure that is unlike ours is only
//! reported, and what is new comes at the end. The three programs sort prices by date themselves.

use super::{
    DECIMAL_POINT, PriceFormat, code_in,
    fault::PriceFault,
    write_price,
    written::{DecimalMark, WrittenPrice, decimal_mark, parse_prices},
};
use crate::rates::Price;
use jiff::civil::Date;
use std::{collections::HashMap, io};

/// What a file gets, and what was noticed in it.
#[derive(Debug, Default)]
pub struct Addition {
    /// What comes behind the last byte of the file; empty when it lacks nothing.
    pub bytes: Vec<u8>,
    /// Prices that are new.
    pub added: usize,
    /// Prices that the file has.
    pub known: usize,
    pub unlike: Vec<UnlikePrice>,
    /// Lines with a price that could not be read, from 1.
    pub unread: Vec<usize>,
}

/// A price of the file that is not ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnlikePrice {
    /// Line of the file, from 1.
    pub line: usize,
    /// As in the file.
    pub written: String,
    pub ours: Price,
}

/// The prices in force in a file: of a commodity in a unit, by date.
struct InFile<'a>(HashMap<(&'a str, &'a str), Vec<&'a WrittenPrice<'a>>>);

/// What the file with the bytes `existing` lacks of `prices`.
///
/// # Errors
/// A line of the file that is not of its format, or after which prices would not be read, or not rightly.
pub fn price_addition(
    existing: &[u8],
    prices: &[Price],
    format: PriceFormat,
) -> Result<Addition, PriceFault> {
    // Comments may be in any encoding; directives are ASCII.
    let text = String::from_utf8_lossy(existing);
    let written = parse_prices(&text, format)?;
    let in_file = InFile::new(&written.prices);

    let mut addition = Addition::default();
    let mut lacking = Vec::new();
    for price in prices {
        match in_file.known(price, format) {
            None => lacking.push(price),
            Some(known) => {
                addition.known += 1;
                if known.day == price.day && !is_same(known, price) {
                    addition.unlike.push(UnlikePrice {
                        line: known.line,
                        written: format!("{} {}", known.per_unit, known.quote),
                        ours: *price,
                    });
                }
            }
        }
    }

    if !lacking.is_empty() {
        let quotes: Vec<_> = lacking
            .iter()
            .map(|price| code_in(format, price.quote))
            .collect();
        let mark = decimal_mark(&written.others, format, &quotes)?;
        let needs_mark = mark == DecimalMark::Free && format == PriceFormat::Hledger;
        let first = if needs_mark { DECIMAL_POINT } else { "" };
        addition.bytes = directives(first, &lacking, existing, format).unwrap_or_default();
    }
    addition.added = lacking.len();
    addition.unread = written.unread;
    Ok(addition)
}

impl<'a> InFile<'a> {
    fn new(prices: &'a [WrittenPrice<'a>]) -> Self {
        let mut by_units: HashMap<_, Vec<_>> = HashMap::new();
        for price in prices {
            let of_units = by_units.entry((price.commodity, price.quote));
            of_units.or_default().push(price);
        }
        // The order of lines remains among prices of one day: the last of them is in force.
        for of_units in by_units.values_mut() {
            of_units.sort_by_key(|price| price.day);
        }

        Self(by_units)
    }

    /// The price in the file that makes a price of ours unnecessary.
    fn known(&self, price: &Price, format: PriceFormat) -> Option<&'a WrittenPrice<'a>> {
        let units = (
            code_in(format, price.commodity),
            code_in(format, price.quote),
        );
        let of_units = self.0.get(&units)?;
        let until = of_units.partition_point(|one| one.day <= price.day);
        // The record itself gives a range its first price, if the file has it.
        let since: Date = price.in_force_since.unwrap_or(price.day);
        let last = of_units[..until].last()?;
        (last.day >= since).then_some(*last)
    }
}

fn is_same(written: &WrittenPrice, ours: &Price) -> bool {
    written.per_unit.trimmed(0) == ours.per_unit.trimmed(0)
}

/// The directives as they follow the bytes of the file, with its ends of lines.
fn directives(
    first: &str,
    prices: &[&Price],
    existing: &[u8],
    format: PriceFormat,
) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    // A last line without an end gets one.
    if !(existing.is_empty() || existing.ends_with(b"\n")) {
        text.push(b'\n');
    }
    text.extend_from_slice(first.as_bytes());
    for price in prices {
        write_price(price, format, &mut text)?;
    }

    let first_line = existing.split_inclusive(|byte| *byte == b'\n').next();
    let has_carriage_returns = first_line.is_some_and(|line| line.ends_with(b"\r\n"));
    if has_carriage_returns {
        text = String::from_utf8_lossy(&text)
            .replace('\n', "\r\n")
            .into_bytes();
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Every,
        rates::{Aggregate, prices},
        render::fixtures::usd_of_may,
    };

    /// What is appended to a file of the dollar of 17, 18 and 21 May 2024.
    fn addition_to(existing: &str) -> Addition {
        let ours = prices(&[usd_of_may(Every::Record, Aggregate::Last)]);
        price_addition(existing.as_bytes(), &ours, PriceFormat::Hledger).unwrap()
    }

    fn check(existing: &str, expected: &str, counts: [usize; 2]) -> Addition {
        let addition = addition_to(existing);
        assert_eq!(String::from_utf8_lossy(&addition.bytes), expected);
        assert_eq!([addition.added, addition.known], counts);
        addition
    }

    const MARK: &str = "decimal-mark .\n";
    const ALL: &str = "P 2024-05-17 USD 90.9239 RUB\nP 2024-05-18 USD 90.9873 RUB\nP 2024-05-21 USD 90.6537 RUB\n";

    #[test]
    fn an_empty_file_gets_all_and_a_full_one_nothing() {
        check("", &format!("{MARK}{ALL}"), [3, 0]);
        check(ALL, "", [0, 3]);
        check(&format!("{MARK}{ALL}"), "", [0, 3]);
        let without_the_18th = ALL.replace("P 2024-05-18 USD 90.9873 RUB\n", "");
        check(
            &format!("{MARK}P 2024-05-18 USD 90.98730 RUB\n"),
            &without_the_18th,
            [2, 1],
        );
    }

    #[test]
    fn a_file_of_prices_alone_gets_its_decimal_mark_and_a_journal_none() {
        check(
            "; mine\nP 2024-05-01 USD 1 RUB\n",
            &format!("{MARK}{ALL}"),
            [3, 0],
        );
        check("commodity 1.00 RUB\n", ALL, [3, 0]);
    }

    #[test]
    fn a_journal_with_a_decimal_comma_is_refused_unless_it_lacks_nothing() {
        let journal = format!("commodity 1 000,00 RUB\n{ALL}");
        check(&journal, "", [0, 3]);
        let ours = prices(&[usd_of_may(Every::Record, Aggregate::Last)]);
        let refused = price_addition(b"commodity 1 000,00 RUB\n", &ours, PriceFormat::Hledger);
        assert_eq!(refused.unwrap_err(), PriceFault::DecimalComma(1));
    }

    #[test]
    fn a_price_in_another_unit_is_another_price() {
        check(
            "P 2024-05-18 USD 0.92 EUR\nP 2024-05-18 EUR 98.77 RUB\n",
            &format!("{MARK}{ALL}"),
            [3, 0],
        );
    }

    #[test]
    fn the_ends_of_lines_are_those_of_the_file() {
        let added = check(
            "; mine\r\nP 2024-05-17 USD 90.9239 RUB",
            "\r\ndecimal-mark .\r\nP 2024-05-18 USD 90.9873 RUB\r\nP 2024-05-21 USD 90.6537 RUB\r\n",
            [2, 1],
        );
        assert!(added.unread.is_empty());
        check(
            "decimal-mark .\nP 2024-05-17 USD 90.9239 RUB",
            "\nP 2024-05-18 USD 90.9873 RUB\nP 2024-05-21 USD 90.6537 RUB\n",
            [2, 1],
        );
    }

    #[test]
    fn a_figure_unlike_ours_is_reported_and_the_last_of_a_day_counts() {
        let file = "P 2024-05-17 USD 90.9239 RUB\nP 2024-05-18 USD 91 RUB\nP 2024-05-21 USD 1 RUB\nP 2024-05-21 USD 90.6537 RUB\n";
        let addition = check(file, "", [0, 3]);
        let [unlike] = &addition.unlike[..] else {
            panic!("{addition:?}")
        };
        assert_eq!((unlike.line, unlike.written.as_str()), (2, "91 RUB"));
        assert_eq!(unlike.ours.per_unit.to_string(), "90.9873");
    }
}

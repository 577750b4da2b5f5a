//! Whether a file's program takes the point of our prices for a decimal point.
//!
//! hledger reads `90.6537 RUB` as 906537 rubles where rubles are declared with a decimal comma: in the file, in a file that
//! it includes, or in the one that includes it. A `decimal-mark .` prevails over all of these to the end of its own file.
//! ledger learns the comma from amounts too, and has no such directive: a price after them stops the journal.

use super::{PriceFault, PriceFormat, split_word};

/// What decides how a price at the end of a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// A directive of the file.
    Point,
    /// Nothing yet, in a file that has nothing but prices.
    Free,
    /// The declarations and amounts of a journal, in which a directive would change how later lines are read.
    Journal,
}

/// What decides it after `lines`, which have a number and are no prices, for prices in the units `quotes`.
///
/// # Errors
/// A line after which our prices would be misread.
pub fn decimal_mark(
    lines: &[(usize, &str)],
    format: PriceFormat,
    quotes: &[&str],
) -> Result<DecimalMark, PriceFault> {
    let mut mark = if lines.is_empty() {
        DecimalMark::Free
    } else {
        DecimalMark::Journal
    };
    let mut fault = None;
    for (number, line) in lines.iter().copied() {
        let is_of_quote = quotes.iter().any(|quote| line.contains(quote));
        let has_comma = is_of_quote
            && amount_of(line, format).is_some_and(|amount| has_decimal_comma(amount, format));
        match (format, split_word(line)) {
            (PriceFormat::Hledger, ("decimal-mark", mark_there)) if mark_there.starts_with('.') => {
                mark = DecimalMark::Point;
                fault = None;
            }
            (PriceFormat::Hledger, ("decimal-mark", _)) => {
                mark = DecimalMark::Journal;
                fault = Some(PriceFault::DecimalComma(number));
            }
            _ if mark == DecimalMark::Point || fault.is_some() => {}
            (PriceFormat::Hledger, ("include" | "!include", _)) => {
                fault = Some(PriceFault::Include(number));
            }
            _ if has_comma => fault = Some(PriceFault::DecimalComma(number)),
            _ => {}
        }
    }

    fault.map_or(Ok(mark), Err)
}

/// The amount of a line from which the program learns how a commodity is written.
fn amount_of(line: &str, format: PriceFormat) -> Option<&str> {
    let line = line.split(';').next()?;
    let (word, rest) = split_word(line);
    if matches!(word, "commodity" | "D" | "format") {
        return Some(rest);
    }
    // Prices of purchases and of P lines do not count.
    let is_posting = format == PriceFormat::Ledger && line.starts_with([' ', '\t']);
    let text = line.trim_start();
    let account_end = text.find("  ").or_else(|| text.find('\t'))?;
    let amount = text[account_end..]
        .split(['@', '{', '[', '(', '='])
        .next()?;
    is_posting.then_some(amount)
}

/// Whether the number of an amount has a comma in front of its decimals.
fn has_decimal_comma(amount: &str, format: PriceFormat) -> bool {
    let Some(start) = amount.find(|c: char| c.is_ascii_digit()) else {
        return false;
    };
    let number = amount[start..]
        .split(|c: char| !(c.is_ascii_digit() || c.is_whitespace() || ".,'_".contains(c)))
        .next()
        .unwrap_or_default()
        .trim();
    let Some((whole, decimals)) = number.split_once(',') else {
        return false;
    };

    // To ledger three digits are thousands, to hledger a lone mark is the decimal one.
    let are_thousands =
        format == PriceFormat::Ledger && decimals.len() == 3 && !whole.contains('.');
    !are_thousands && !decimals.contains([',', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(format: PriceFormat, text: &str, expected: Result<DecimalMark, PriceFault>) {
        let lines: Vec<_> = (1..).zip(text.lines()).collect();
        assert_eq!(decimal_mark(&lines, format, &["RUB"]), expected, "{text}");
    }

    #[test]
    fn hledger_misreads_a_point_where_rubles_are_declared_with_a_comma() {
        for declared in [
            "commodity 1 000,00 RUB",
            "commodity 1.000,00 RUB",
            "commodity RUB 1000,00",
            "commodity 1,000 RUB",
            "commodity 1000, RUB",
            "D 1\u{a0}000,00 RUB",
            "    format 1.000,00 RUB",
            "decimal-mark ,",
            "decimal-mark .\ndecimal-mark ,",
        ] {
            let line = declared.lines().count();
            let fault = Err(PriceFault::DecimalComma(line));
            check(PriceFormat::Hledger, declared, fault);
            let marked = format!("{declared}\ndecimal-mark .");
            check(PriceFormat::Hledger, &marked, Ok(DecimalMark::Point));
        }
        check(
            PriceFormat::Hledger,
            "account a\ninclude other",
            Err(PriceFault::Include(2)),
        );
        for fine in [
            "commodity 1,000.00 RUB",
            "commodity 1,000,000 RUB",
            "commodity 1 000,00 USD",
            "commodity RUB",
            "    assets:r  1000,50 RUB",
        ] {
            check(PriceFormat::Hledger, fine, Ok(DecimalMark::Journal));
        }
        check(PriceFormat::Hledger, "", Ok(DecimalMark::Free));
    }

    #[test]
    fn ledger_stops_at_a_point_after_an_amount_with_a_comma() {
        for used in [
            "    assets:r  1000,50 RUB",
            "\tassets:r\t-1.000,50 RUB ; paid",
            "D 1.000,00 RUB",
            "    format 1.000,00 RUB",
            "    assets:r  1.000,500 RUB",
        ] {
            let fault = Err(PriceFault::DecimalComma(1));
            check(PriceFormat::Ledger, used, fault);
        }
        for fine in [
            "    assets:r  1,000 RUB",
            "    assets:d  100,50 USD",
            "    assets:d  100 USD @ 90,50 RUB",
            "    a, b  1.50 RUB ; 1,5",
            "include other",
        ] {
            check(PriceFormat::Ledger, fine, Ok(DecimalMark::Journal));
        }
    }
}

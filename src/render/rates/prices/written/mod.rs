//! What a file of price directives already has, read as its own program reads it.
//!
//! Only prices are read. Whatever else a journal may have is passed over, but each line must be one that a file of this
//! format can have: to append directives to a table or to another program's journal would spoil it.

mod block;
mod decimal_mark;

pub use decimal_mark::{DecimalMark, decimal_mark};

use super::{PriceFormat, fault::PriceFault};
use crate::model::{Decimal, parse_amount};
use block::{Block, ends_in_text};
use jiff::civil::Date;

/// A price of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenPrice<'a> {
    /// Line of the file, from 1.
    pub line: usize,
    pub day: Date,
    pub commodity: &'a str,
    pub per_unit: Decimal,
    pub quote: &'a str,
}

/// The prices of a file, in its order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct WrittenPrices<'a> {
    pub prices: Vec<WrittenPrice<'a>>,
    /// Lines with a price that could not be read, from 1.
    pub unread: Vec<usize>,
    /// Every other line that is neither empty nor a comment, with its number.
    pub others: Vec<(usize, &'a str)>,
}

/// Words with which lines of a journal begin. One letter alone is a directive of ledger (`D`, `N`, `Y` …).
#[rustfmt::skip]
const LEDGER_WORDS: &[&str] = &[
    "account", "alias", "apply", "assert", "bucket", "capture", "check", "comment", "commodity", "decimal-mark", "def",
    "define", "end", "eval", "expr", "fixed", "endfixed", "import", "include", "payee", "python", "tag", "test", "value",
    "year",
];

/// Words with which lines without a date begin.
#[rustfmt::skip]
const BEANCOUNT_WORDS: &[&str] = &[
    "include", "option", "plugin", "popmeta", "poptag", "pushmeta", "pushtag",
];

/// Words after a date.
#[rustfmt::skip]
const DATED_WORDS: &[&str] = &[
    "balance", "close", "commodity", "custom", "document", "event", "note", "open", "pad", "price", "query", "txn",
];

/// Reads the prices of a file.
///
/// # Errors
/// The first line that is not of this format, and what has no end.
pub fn parse_prices(text: &str, format: PriceFormat) -> Result<WrittenPrices<'_>, PriceFault> {
    let mut found = WrittenPrices::default();
    let mut year = None;
    let mut open: Option<(usize, Block)> = None;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, number) in text.lines().zip(1..) {
        if let Some((_, block)) = open {
            if block.ends_on(line) {
                open = None;
            }
            continue;
        }

        match kind_of(line, format).ok_or(PriceFault::Foreign(number))? {
            Line::Passed => {}
            Line::Other => found.others.push((number, line)),
            Line::Year(written) => {
                year = written.parse().ok();
                found.others.push((number, line));
            }
            Line::Block(block) => open = Some((number, block)),
            Line::Price { date, rest } => {
                let day = parse_date(date, year);
                match day.and_then(|day| parse_price(day, rest, format, number)) {
                    Some(price) => found.prices.push(price),
                    None => found.unread.push(number),
                }
            }
        }
    }

    match open {
        Some((number, _)) => Err(PriceFault::Open(number)),
        None => Ok(found),
    }
}

/// What a line of a file is.
enum Line<'a> {
    /// A directive of the format, without the word that makes it one.
    Price {
        date: &'a str,
        rest: &'a str,
    },
    /// The year of dates that have none, from here on.
    Year(&'a str),
    /// The first line of lines that are not read at all.
    Block(Block),
    /// An empty line or a comment.
    Passed,
    Other,
}

/// `None` for a line that a file of this format cannot have.
fn kind_of(line: &str, format: PriceFormat) -> Option<Line<'_>> {
    let Some(first) = line.chars().next() else {
        return Some(Line::Passed);
    };
    if line.trim().is_empty() || ";#*%|".contains(first) {
        return Some(Line::Passed);
    }
    if format == PriceFormat::Beancount && ends_in_text(line, false) {
        return Some(Line::Block(Block::Text));
    }
    // An indented line belongs to the directive above it.
    if first.is_whitespace() {
        return Some(Line::Other);
    }
    // Headings and rare directives; brackets and quotes begin JSON, HTML and CSV.
    if first.is_ascii_punctuation() {
        return (!"{[<\"'".contains(first)).then_some(Line::Other);
    }

    let (word, rest) = split_word(line);
    match format {
        PriceFormat::Ledger | PriceFormat::Hledger => kind_in_journal(word, rest),
        PriceFormat::Beancount => kind_in_beancount(word, rest),
    }
}

fn kind_in_journal<'a>(word: &'a str, rest: &'a str) -> Option<Line<'a>> {
    match (word, rest.split_once(' ')) {
        ("P", _) => {
            let (date, rest) = split_word(rest);
            return Some(Line::Price { date, rest });
        }
        ("comment" | "test", _) => return Some(Line::Block(Block::Comment)),
        ("Y" | "year", _) => return Some(Line::Year(rest)),
        ("apply" | "end", Some(("year" | "apply", year))) => return Some(Line::Year(year)),
        _ => {}
    }
    if word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some(Line::Other);
    }
    // These need no blank behind their letter.
    match word.split_at_checked(1) {
        Some(("P", date)) if is_date(date) => return Some(Line::Price { date, rest }),
        Some(("Y", year)) if year.parse::<i16>().is_ok() => return Some(Line::Year(year)),
        _ => {}
    }

    // A transaction, perhaps with a second date.
    let date = word.split('=').next().unwrap_or(word);
    let is_beancounts = split_word(rest).0 == "price" && rest.split_whitespace().count() == 4;
    let is_known = LEDGER_WORDS.contains(&word) || (is_date(date) && !is_beancounts);
    is_known.then_some(Line::Other)
}

fn kind_in_beancount<'a>(word: &'a str, rest: &'a str) -> Option<Line<'a>> {
    if parse_date(word, None).is_none() {
        return BEANCOUNT_WORDS.contains(&word).then_some(Line::Other);
    }

    let (directive, rest) = split_word(rest);
    if directive == "price" {
        return Some(Line::Price { date: word, rest });
    }
    // A transaction has a flag: any sign, or a capital letter.
    let is_flag = directive.len() == 1 && !directive.starts_with(|c: char| c.is_ascii_digit());
    (is_flag || DATED_WORDS.contains(&directive)).then_some(Line::Other)
}

/// The first word and what follows it, without blanks around.
fn split_word(text: &str) -> (&str, &str) {
    let text = text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim_start())
}

fn parse_price(
    day: Date,
    rest: &str,
    format: PriceFormat,
    line: usize,
) -> Option<WrittenPrice<'_>> {
    let directive = rest.split(';').next()?;
    let directive = match format {
        PriceFormat::Ledger | PriceFormat::Hledger => without_clock(directive),
        PriceFormat::Beancount => directive,
    };
    let (commodity, amount) = split_commodity(directive)?;
    let (per_unit, quote) = parse_price_amount(amount)?;

    Some(WrittenPrice {
        line,
        day,
        commodity,
        per_unit,
        quote,
    })
}

/// What follows `00:00:00`, which ledger may have after a date.
fn without_clock(text: &str) -> &str {
    let (word, rest) = split_word(text);
    let is_clock = word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit());
    if is_clock { rest } else { text }
}

/// The symbol at the start, perhaps in quotes, and what follows it.
fn split_commodity(text: &str) -> Option<(&str, &str)> {
    match text.trim_start().strip_prefix('"') {
        Some(quoted) => quoted.split_once('"'),
        None => Some(split_word(text)),
    }
}

/// `90.6537 RUB`, `RUB 90.6537`, `₽90.6537`.
fn parse_price_amount(text: &str) -> Option<(Decimal, &str)> {
    let text = text.trim();
    let is_of_number = |c: char| c.is_ascii_digit() || "-.,".contains(c);
    let start = text.find(|c: char| c.is_ascii_digit() || c == '-')?;
    let length = text[start..]
        .find(|c: char| !is_of_number(c))
        .unwrap_or(text.len() - start);
    let before = text[..start].trim();
    let after = text[start + length..].trim();
    let symbol = if before.is_empty() { after } else { before };
    let has_one_symbol = before.is_empty() != after.is_empty();
    // An expression (`1/3 RUB`) is not evaluated.
    if !has_one_symbol || symbol.contains(['/', '*', '+', '(', ')']) {
        return None;
    }

    let number = parse_amount(&text[start..start + length]).ok()?;
    Some((number, symbol.trim_matches('"')))
}

/// Year, month and day, parted as these programs allow; the year may be that of a directive above.
fn parse_date(word: &str, year: Option<i16>) -> Option<Date> {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let number = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() <= 2);
    match parts[..] {
        [year, month, day] if year.len() == 4 => {
            Date::new(year.parse().ok()?, number(month)?, number(day)?).ok()
        }
        [month, day] => Date::new(year?, number(month)?, number(day)?).ok(),
        _ => None,
    }
}

/// Whether a word is a date, perhaps one without a year.
fn is_date(word: &str) -> bool {
    const LEAP_YEAR: i16 = 2000;
    parse_date(word, Some(LEAP_YEAR)).is_some()
}

#[cfg(test)]
mod tests;

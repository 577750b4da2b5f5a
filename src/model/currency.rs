//! The catalogue of currencies: codes, names and the Bank's ids over time.
//!
//! Ids and names are facts of the Bank's `XML_val.asp` and `XML_daily.asp` answers. An id is not a currency:
//! a redenominated one has several (TRL R01700, TRY R01700J), and here both belong to the present code. Its earlier
//! records are then converted with the redenomination table.

use super::redenomination::REDENOMINATIONS;
use jiff::civil::{Date, date};
use std::fmt;

/// Date of the Bank's first records; before it there is nothing to ask for.
pub const FIRST_RECORD_DAY: Date = date(1992, 7, 1);

/// A currency the Bank quotes or has quoted.
#[derive(Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 letters: `USD`.
    pub code: &'static str,
    /// ISO 4217 digits: `840`.
    pub number: &'static str,
    /// Russian name.
    pub name_ru: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// The Bank's ids with their days as the file has them.
    ids: &'static str,
    /// Date of the Bank's very first record of it, where that is known.
    pub first_day: Option<Date>,
    /// First day from which it is known to be quoted on every working day; an empty list after it is a fault.
    pub daily_from: Option<Date>,
    /// Last day on which it was quoted, for one that has ended.
    pub last_day: Option<Date>,
}

/// One of the Bank's ids and the days of records to which it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceId {
    /// For example `R01235`.
    pub id: &'static str,
    /// First day, if it has a predecessor.
    pub from: Option<Date>,
    /// Last day, if it has a successor.
    pub to: Option<Date>,
}

impl Currency {
    /// Whether rates known up to a day are all there will be, because the Bank no longer quotes the currency.
    pub fn has_ended_by(&self, covered_to: Date) -> bool {
        self.last_day.is_some_and(|last| covered_to >= last)
    }

    /// The currency of an exact code in capitals, present or former.
    pub fn by_code(code: &str) -> Option<&'static Self> {
        let present = REDENOMINATIONS
            .iter()
            .find(|r| r.former_code == code)
            .map_or(code, |r| r.currency);

        CATALOGUE.iter().find(|c| c.code == present)
    }

    /// The currency of ISO 4217 digits, of which spreadsheets drop the zeros in front: `840`, `36`.
    pub fn by_number(digits: &str) -> Option<&'static Self> {
        let number = format!("{digits:0>3}");
        CATALOGUE.iter().find(|currency| currency.number == number)
    }

    /// The codes before each of its redenominations, earliest first: `BYB` and `BYR` for `BYN`.
    pub fn former_codes(&self) -> impl Iterator<Item = &'static str> {
        REDENOMINATIONS
            .iter()
            .filter(|r| r.currency == self.code)
            .map(|r| r.former_code)
    }

    /// The code before the last redenomination: `TRL` for `TRY`.
    pub fn former_code(&self) -> Option<&'static str> {
        self.former_codes().last()
    }

    /// The Bank's ids, earliest first.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> {
        self.ids.split(';').map(parse_id)
    }

    /// The Bank's id for records of `day`.
    pub fn id_on(&self, day: Date) -> &'static str {
        // The last of them has no end.
        let id = self.ids().find(|id| id.to.is_none_or(|to| day <= to));
        id.map_or("", |id| id.id)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

/// The currency that has (or had) one of the Bank's ids.
pub fn currency_of_id(id: &str) -> Option<&'static Currency> {
    CATALOGUE
        .iter()
        .find(|currency| currency.ids().any(|known| known.id == id))
}

/// All currencies: the dollar and the euro, those quoted today by code, then those that have ended.
///
/// The file is read by the compiler: a wrong row is an error there, and no command spends time on it.
pub static CATALOGUE: [Currency; CURRENCIES] = {
    let mut catalogue = [const { parse_currency(",,,,,,,") }; CURRENCIES];
    let (_, mut rows) = split_at_byte(include_str!("currencies.csv"), b'\n');
    let mut at = 0;
    while at < CURRENCIES {
        let (row, rest) = split_at_byte(rows, b'\n');
        catalogue[at] = parse_currency(row);
        rows = rest;
        at += 1;
    }
    catalogue
};

/// Rows of the file; a test compares them.
const CURRENCIES: usize = 73;

const fn parse_currency(row: &'static str) -> Currency {
    let (code, row) = split_at_byte(row, b',');
    let (number, row) = split_at_byte(row, b',');
    let (name_ru, row) = split_at_byte(row, b',');
    let (name_en, row) = split_at_byte(row, b',');
    let (ids, row) = split_at_byte(row, b',');
    let (first_day, row) = split_at_byte(row, b',');
    let (daily_from, last_day) = split_at_byte(row, b',');

    Currency {
        code,
        number,
        name_ru,
        name_en,
        ids,
        first_day: parse_day(first_day),
        daily_from: parse_day(daily_from),
        last_day: parse_day(last_day),
    }
}

/// The text before the first such byte and the text behind it; all of the text and nothing where there is none.
const fn split_at_byte(text: &str, byte: u8) -> (&str, &str) {
    let mut at = 0;
    while at < text.len() {
        if text.as_bytes()[at] == byte {
            let (before, rest) = text.split_at(at);
            return (before, rest.split_at(1).1);
        }
        at += 1;
    }
    (text, "")
}

/// A day as `2024-05-21`; an empty field is a day that is not known.
const fn parse_day(text: &str) -> Option<Date> {
    if text.is_empty() {
        return None;
    }

    let (year, rest) = split_at_byte(text, b'-');
    let (month, day) = split_at_byte(rest, b'-');
    match (
        i16::from_str_radix(year, 10),
        i8::from_str_radix(month, 10),
        i8::from_str_radix(day, 10),
    ) {
        (Ok(year), Ok(month), Ok(day)) => Some(date(year, month, day)),
        _ => panic!("a day of the catalogue is no date"),
    }
}

/// `R01235`, or with the days of its records where the currency has several: `R01700 ..2004-12-31`.
fn parse_id(text: &'static str) -> SourceId {
    let (id, days) = text.split_once(' ').unwrap_or((text, ".."));
    let (from, to) = days.split_once("..").unwrap_or_default();

    SourceId {
        id,
        from: parse_day(from),
        to: parse_day(to),
    }
}

/// Each item once, in the order of its first appearance.
pub fn each_once<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }

    once
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No row and no day of the file is passed over.
    #[test]
    fn the_catalogue_is_its_file() {
        let text = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        let written = CATALOGUE.iter().map(|currency| {
            let ids = currency.ids().map(|id| match (id.from, id.to) {
                (None, None) => id.id.to_owned(),
                (from, to) => format!("{} {}..{}", id.id, text(from), text(to)),
            });
            let ids: Vec<_> = ids.collect();
            [
                currency.code.to_owned(),
                currency.number.to_owned(),
                currency.name_ru.to_owned(),
                currency.name_en.to_owned(),
                ids.join(";"),
                text(currency.first_day),
                text(currency.daily_from),
                text(currency.last_day),
            ]
            .join(",")
        });
        let file = include_str!("currencies.csv").lines().skip(1);
        assert_eq!(written.collect::<Vec<_>>(), file.collect::<Vec<_>>());
    }

    #[test]
    fn the_last_id_of_each_currency_has_no_end() {
        for currency in &CATALOGUE {
            assert_eq!(currency.ids().last().unwrap().to, None, "{currency}");
        }
    }

    #[test]
    fn codes_and_ids_are_unique() {
        let mut codes: Vec<_> = CATALOGUE
            .iter()
            .flat_map(|c| [Some(c.code), c.former_code()])
            .flatten()
            .collect();
        let mut ids: Vec<_> = CATALOGUE
            .iter()
            .flat_map(|c| c.ids().map(|id| id.id))
            .collect();
        for list in [&mut codes, &mut ids] {
            let all = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), all);
        }
    }

    #[test]
    fn ids_follow_the_redenomination() {
        let lira = Currency::find("TRY").unwrap();
        assert_eq!(lira.id_on(date(2004, 12, 31)), "R01700");
        assert_eq!(lira.id_on(date(2005, 1, 1)), "R01700J");
        assert_eq!(currency_of_id("R01700").unwrap().code, "TRY");
        assert!(currency_of_id("R99999").is_none());
    }
}

//! A column of values: of which currency, and for how many units.

use super::fields::filled;
use crate::{
    model::{CATALOGUE, Currency, Nominal, Record, RecordError, RowCause, UnknownCurrency},
    table::{Figures, Row, TextTable},
};
use jiff::civil::Date;
use std::{borrow::Cow, cell::Cell};

/// The currencies that the Bank has quoted for one unit on every day of its records.
pub const ALWAYS_PER_ONE: [&str; 7] = ["AUD", "CAD", "CHF", "EUR", "GBP", "SGD", "USD"];

/// A column of values.
pub(super) struct PriceColumn<'t> {
    pub money: Money,
    pub nominal: GivenNominal,
    pub value: usize,
    figures: Figures<'t>,
    /// The currency of the row before: rows mostly come in runs of one currency, so it is looked up once a run.
    known: Cell<&'static Currency>,
}

/// The currency of a value.
pub(super) enum Money {
    /// It is in this column.
    Column(usize),
    /// It is known for the whole column of values, by this code.
    Known(&'static Currency, &'static str),
}

/// The nominal of a value.
pub(super) enum GivenNominal {
    /// It is in this column.
    Column(usize),
    /// It is the same for the whole column of values.
    Known(Nominal),
    /// It was not given.
    Unknown,
}

impl<'t> PriceColumn<'t> {
    pub fn new(table: &TextTable<'t>, value: usize, money: Money, nominal: GivenNominal) -> Self {
        Self {
            money,
            nominal,
            value,
            figures: table.figures(value),
            known: Cell::new(&CATALOGUE[0]),
        }
    }

    /// The currency of a row, and the code by which the row means a unit.
    pub fn money_of<'r>(
        &self,
        row: &Row<'r>,
    ) -> Result<(&'static Currency, Cow<'r, str>), RowCause> {
        match self.money {
            Money::Known(currency, code) => Ok((currency, code.into())),
            Money::Column(at) => {
                let text = filled(row, at, 1)?;
                if self.known.get().code == text {
                    return Ok((self.known.get(), text));
                }

                let (currency, code) = find_currency(&text).map_err(RowCause::UnknownCurrency)?;
                self.known.set(currency);
                Ok((currency, code.into()))
            }
        }
    }

    pub fn nominal_of(&self, row: &Row<'_>, currency: &Currency) -> Result<Nominal, RowCause> {
        match self.nominal {
            GivenNominal::Column(at) => parse_nominal(&filled(row, at, 2)?),
            GivenNominal::Known(nominal) => Ok(nominal),
            GivenNominal::Unknown if ALWAYS_PER_ONE.contains(&currency.code) => Ok(Nominal::ONE),
            GivenNominal::Unknown => Err(RowCause::NoNominal(currency.code)),
        }
    }

    pub fn record(&self, row: &Row<'_>, date: Date, nominal: Nominal) -> Result<Record, RowCause> {
        let text = filled(row, self.value, 3)?;
        let value = self.figures.parse(&text).map_err(RowCause::ValueUnread)?;
        let value_e4 = value
            .to_e4()
            .map_err(|_| RowCause::ValueDigits(text.clone().into_owned()))?;

        Record::new(date, nominal, value_e4).map_err(|error| match error {
            RecordError::Value(_) if value_e4 <= 0 => RowCause::ValueNotPositive(text.into_owned()),
            // Nominals were checked above.
            _ => RowCause::ValueTooLarge(text.into_owned()),
        })
    }
}

/// A column for each currency beside the date, `None` if one of them is anything else. `100 JPY` names the nominal.
pub(super) fn columns_of_currencies<'t>(
    table: &TextTable<'t>,
    date: usize,
    given: Option<Nominal>,
) -> Option<Vec<PriceColumn<'t>>> {
    let names = table.header().iter().enumerate();
    let named: Option<Vec<PriceColumn<'t>>> = names
        .filter(|(at, _)| *at != date)
        .map(|(at, name)| {
            let (nominal, code) = split_nominal(name);
            let (currency, code) = find_currency(code).ok()?;
            let nominal = nominal.or(given);
            let nominal = nominal.map_or(GivenNominal::Unknown, GivenNominal::Known);
            let money = Money::Known(currency, code);
            Some(PriceColumn::new(table, at, money, nominal))
        })
        .collect();

    named.filter(|columns| !columns.is_empty())
}

/// `100 JPY` as its nominal and its code.
fn split_nominal(name: &str) -> (Option<Nominal>, &str) {
    let (units, code) = name.split_once(' ').unwrap_or(("", name));
    match parse_nominal(units) {
        Ok(nominal) => (Some(nominal), code.trim()),
        Err(_) => (None, name),
    }
}

/// A currency by its code in any letters, by its number or by its name, and the code that is meant.
fn find_currency(text: &str) -> Result<(&'static Currency, &'static str), UnknownCurrency> {
    let currency = match Currency::by_number(text) {
        Some(currency) => currency,
        None => Currency::find(text)?,
    };

    let capitals = text.to_uppercase();
    let former = currency.former_codes().find(|former| *former == capitals);
    Ok((currency, former.unwrap_or(currency.code)))
}

fn parse_nominal(text: &str) -> Result<Nominal, RowCause> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let units = digits
        .parse()
        .map_err(|_| RowCause::NominalNotWhole(text.to_owned()))?;
    Nominal::new(units).map_err(|_| RowCause::Nominal(units))
}

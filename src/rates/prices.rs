//! Prices of one unit, as accounting programs keep them.
//!
//! These programs know neither nominals nor redenominations. A figure in old rubles is a price in RUR, and a figure of a
//! currency before its redenomination has its former code (TRL), so that old and new units never meet in one account.
//! The price of a day or a record has its date, that of a period the last of its days that counts: a price must not be
//! dated later than what is known.

use super::{History, Rows};
use crate::model::{Decimal, Figure, Quoted, Record, Unit};
use jiff::civil::Date;
use std::collections::HashSet;

/// The price of one unit of a commodity from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    pub day: Date,
    /// What is priced.
    pub commodity: Unit,
    /// Exact, with all digits: 100 JPY = 58.1234 is 0.581234.
    pub per_unit: Decimal,
    /// The unit of the price.
    pub quote: Unit,
    /// The date of its record, of the price with which a range opens.
    pub in_force_since: Option<Date>,
}

/// The prices of all histories, those of each by date.
///
/// Wherever a former unit occurs, there are two kinds of prices more, without which programs value it wrongly:
/// - its price in the unit that replaced it, on the first day of that one. Without it ledger and hledger count old rubles
///   in new ones by what both were worth in dollars;
/// - its price on every later day of the range. To hledger and beancount the last direct price is the price, however
///   old, so an old lira would keep its value of 2004 for ever.
pub fn prices(histories: &[History]) -> Vec<Price> {
    let mut has_former_units = false;
    let mut all = Vec::new();
    for history in histories {
        let published = published_prices(history);
        // Units only ever become present ones: if the first price has none that was replaced, no price has.
        let is_plain = published
            .first()
            .is_none_or(|price| units_of(price).all(|unit| unit.successor().is_none()));
        has_former_units |= !is_plain;
        all.extend(if is_plain {
            published
        } else {
            with_former_units(&published)
        });
    }

    if has_former_units && histories.len() > 1 {
        let mut seen = HashSet::new();
        all.retain(|price| seen.insert((price.day, price.commodity.code(), price.quote.code())));
    }
    all
}

fn units_of(price: &Price) -> impl Iterator<Item = Unit> {
    [price.commodity, price.quote].into_iter()
}

/// A figure and the day from which it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedFigure {
    pub day: Date,
    /// The date that says in which units the figure is.
    pub record_date: Date,
    pub figure: Figure,
}

/// The figures of a history, one a day.
pub fn dated_figures(history: &History) -> Vec<DatedFigure> {
    let quoted = history.quoted;
    match &history.rows {
        Rows::Records(rows) => {
            // Of two records on the day of a redenomination only the second is in force: a price of the first would
            // contradict what every other command answers for the unit that ends.
            let of_one_date =
                rows.chunk_by(|a, b| a.record.record_date() == b.record.record_date());
            let in_force = of_one_date.filter_map(<[_]>::last);
            in_force
                .map(|row| figure_of_record(quoted, row.record.record_date(), &row.record))
                .collect()
        }
        Rows::Days(rows) => rows
            .iter()
            .map(|row| figure_of_record(quoted, row.day, &row.record))
            .collect(),
        Rows::Periods(rows) => {
            let figures = rows.iter().map(|row| DatedFigure {
                day: row.last_day,
                record_date: row.last_record_date,
                figure: quoted.aggregate(row.nominal, row.value),
            });
            figures.collect()
        }
    }
}

fn figure_of_record(quoted: Quoted, day: Date, record: &Record) -> DatedFigure {
    DatedFigure {
        day,
        record_date: record.record_date(),
        figure: quoted.figure(record),
    }
}

fn published_prices(history: &History) -> Vec<Price> {
    let figures = dated_figures(history);
    let opening = opening_price(history).filter(|opening| {
        let first = figures.first();
        first.is_none_or(|first| opening.day < first.day)
    });

    let prices = figures.iter().map(|dated| price(history.quoted, dated));
    opening.into_iter().chain(prices).collect()
}

fn opening_price(history: &History) -> Option<Price> {
    let opening = history.opening?;
    let dated = figure_of_record(history.quoted, opening.day, &opening.record);
    Some(Price {
        in_force_since: Some(dated.record_date).filter(|date| *date < opening.day),
        ..price(history.quoted, &dated)
    })
}

fn price(quoted: Quoted, dated: &DatedFigure) -> Price {
    let Figure { nominal, value } = dated.figure;
    Price {
        day: dated.day,
        commodity: quoted.base_on(dated.record_date),
        // Exact: nominals are powers of ten.
        per_unit: Decimal::new(value.units(), value.scale() + nominal.units().ilog10()),
        quote: quoted.quote_on(dated.record_date),
        in_force_since: None,
    }
}

/// The prices with those of former units on later days, and of each former unit in its successor.
fn with_former_units(published: &[Price]) -> Vec<Price> {
    let mut all = Vec::new();
    let mut commodities: Vec<Unit> = Vec::new();
    for price in published {
        all.push(*price);
        if !has_unit(&commodities, price.commodity) {
            commodities.push(price.commodity);
        }
        let former = commodities
            .iter()
            .filter(|unit| unit.code() != price.commodity.code());
        all.extend(former.map(|unit| in_former_unit(price, *unit)));
    }

    for redenomination in redenominations_of(&all) {
        let before = all.partition_point(|price| price.day < redenomination.day);
        all.insert(before, redenomination);
    }
    all
}

fn has_unit(units: &[Unit], wanted: Unit) -> bool {
    units.iter().any(|unit| unit.code() == wanted.code())
}

/// The price of a former unit of the same currency.
fn in_former_unit(price: &Price, former: Unit) -> Price {
    let factor = former.per_present() / price.commodity.per_present();
    Price {
        commodity: former,
        per_unit: divided_exactly(price.per_unit, factor),
        ..*price
    }
}

/// A figure divided by the factor of a redenomination, which is a power of ten or five times one.
fn divided_exactly(figure: Decimal, factor: i64) -> Decimal {
    let digits = figure.scale() + factor.ilog10();
    if factor == 10i64.pow(factor.ilog10()) {
        return Decimal::new(figure.units(), digits);
    }

    debug_assert_eq!(factor, 5 * 10i64.pow(factor.ilog10()));
    Decimal::new(figure.units() * 2, digits + 1).trimmed(digits)
}

/// The price of each former unit among `prices` in the unit that replaced it, and so on up to the present one.
fn redenominations_of(prices: &[Price]) -> Vec<Price> {
    let mut units: Vec<Unit> = Vec::new();
    let mut found = Vec::new();
    let mut waiting: Vec<Unit> = prices.iter().flat_map(units_of).collect();
    while let Some(unit) = waiting.pop() {
        if has_unit(&units, unit) {
            continue;
        }

        units.push(unit);
        if let Some(next) = unit.successor() {
            waiting.push(next.unit);
            found.push(Price {
                day: next.since,
                commodity: unit,
                per_unit: divided_exactly(Decimal::new(1, 0), next.factor),
                quote: next.unit,
                in_force_since: None,
            });
        }
    }

    found.sort_by_key(|price| price.day);
    found
}

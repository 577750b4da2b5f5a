//! Price directives for plain-text accounting: ledger, hledger and beancount.
//!
//! A price is always of one unit, with all digits (100 JPY = 58.1234 is 0.581234). Figures in old rubles are
//! prices in RUR, and figures of a currency before its redenomination have its former code (TRL), so that old
//! and new units never meet in one account. The price of a day or a record has its date, that of a period the last of
//! its days that counts: a price must not be dated later than what is known.

use crate::{
    model::{Decimal, Figure, Nominal, Quoted, Record, Unit},
    rates::{History, Rows},
    render::digits::Digits,
};
use jiff::civil::Date;
use std::io::{self, Write};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceFormat {
    /// `P 2024-05-21 00:00:00 USD 90.6537 RUB`
    Ledger,
    /// `P 2024-05-21 USD 90.6537 RUB`
    Hledger,
    /// `2024-05-21 price USD 90.6537 RUB`
    Beancount,
}

/// A price directive a row.
pub fn render_prices(
    histories: &[History],
    format: PriceFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    for price in histories.iter().flat_map(prices) {
        write_price(&price, format, out)?;
    }
    Ok(())
}

/// One unit of a commodity on a day.
struct Price {
    day: Date,
    commodity: Unit,
    per_unit: Decimal,
    quote: Unit,
}

fn prices(history: &History) -> Vec<Price> {
    let quoted = history.quoted;
    match &history.rows {
        Rows::Records(rows) => {
            // Of two records on the day of a redenomination only the second is in force: a price of the first would
            // contradict what every other command answers for the unit that ends.
            let of_one_date =
                rows.chunk_by(|a, b| a.record.record_date() == b.record.record_date());
            let in_force = of_one_date.filter_map(<[_]>::last);
            in_force
                .map(|row| price_of_record(quoted, row.record.record_date(), &row.record))
                .collect()
        }
        Rows::Days(rows) => {
            let prices = rows
                .iter()
                .map(|row| price_of_record(quoted, row.day, &row.record));
            prices.collect()
        }
        Rows::Periods(rows) => {
            let prices = rows.iter().map(|row| {
                let figure = quoted.aggregate(row.nominal, row.value);
                price(quoted, row.last_day, row.last_record_date, figure)
            });
            prices.collect()
        }
    }
}

fn price_of_record(quoted: Quoted, day: Date, record: &Record) -> Price {
    price(quoted, day, record.record_date(), quoted.figure(record))
}

/// The price of a figure that is in the units of `record_date`.
fn price(quoted: Quoted, day: Date, record_date: Date, figure: Figure) -> Price {
    Price {
        day,
        commodity: quoted.base_on(record_date),
        per_unit: per_unit(figure.value, figure.nominal),
        quote: quoted.quote_on(record_date),
    }
}

/// A value per nominal as one per unit, exact: nominals are powers of ten.
fn per_unit(value: Decimal, nominal: Nominal) -> Decimal {
    Decimal::new(value.units(), value.scale() + nominal.units().ilog10())
}

fn write_price(price: &Price, format: PriceFormat, out: &mut dyn Write) -> io::Result<()> {
    let day = Digits::date(price.day);
    let day = day.as_str();
    let value = Digits::of(price.per_unit);
    let value = value.as_str();
    // Beancount wants capitals; to the other two a commodity is any letters.
    let code = match format {
        PriceFormat::Ledger | PriceFormat::Hledger => Unit::code,
        PriceFormat::Beancount => Unit::code_in_capitals,
    };
    let commodity = code(price.commodity);
    let quote = code(price.quote);

    match format {
        PriceFormat::Ledger => writeln!(out, "P {day} 00:00:00 {commodity} {value} {quote}"),
        PriceFormat::Hledger => writeln!(out, "P {day} {commodity} {value} {quote}"),
        PriceFormat::Beancount => writeln!(out, "{day} price {commodity} {value} {quote}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Every,
        rates::Aggregate,
        render::fixtures::{history_of, usd_of_may, written},
    };

    fn check(history: History, format: PriceFormat, expected: &[&str]) {
        let text = written(|out| render_prices(&[history], format, out));
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
        assert!(text.ends_with('\n'));
    }

    #[test]
    fn each_syntax() {
        let of_21_may = || {
            let mut history = usd_of_may(Every::Record, Aggregate::Last);
            let Rows::Records(rows) = &mut history.rows else {
                panic!("records were asked for")
            };
            rows.drain(..2);
            history
        };
        check(
            of_21_may(),
            PriceFormat::Ledger,
            &["P 2024-05-21 00:00:00 USD 90.6537 RUB"],
        );
        check(
            of_21_may(),
            PriceFormat::Hledger,
            &["P 2024-05-21 USD 90.6537 RUB"],
        );
        check(
            of_21_may(),
            PriceFormat::Beancount,
            &["2024-05-21 price USD 90.6537 RUB"],
        );
    }

    fn check_records(code: &str, records: &[(&str, i64, &str)], expected: &[&str]) {
        let to = records[records.len() - 1].0;
        let history = history_of(code, records, to, Every::Record, Aggregate::Last);
        check(history, PriceFormat::Hledger, expected);
    }

    #[test]
    fn a_price_is_of_one_unit() {
        check_records(
            "JPY",
            &[("2024-05-21", 100, "58.1234")],
            &["P 2024-05-21 JPY 0.581234 RUB"],
        );
        check_records(
            "TRY",
            &[("2021-01-05", 10, "97.5432"), ("2021-01-06", 1, "9.7600")],
            &[
                "P 2021-01-05 TRY 9.75432 RUB",
                "P 2021-01-06 TRY 9.7600 RUB",
            ],
        );
    }

    #[test]
    fn old_and_new_units_have_codes_of_their_own() {
        check_records(
            "USD",
            &[("1997-12-30", 1, "5960.0000"), ("1998-01-01", 1, "5.9600")],
            &[
                "P 1997-12-30 USD 5960.0000 RUR",
                "P 1998-01-01 USD 5.9600 RUB",
            ],
        );
        check_records(
            "TRY",
            &[
                ("2004-12-31", 1_000_000, "20.4652"),
                ("2005-01-01", 1, "20.6925"),
            ],
            &[
                "P 2004-12-31 TRL 0.0000204652 RUB",
                "P 2005-01-01 TRY 20.6925 RUB",
            ],
        );
        check_records(
            "BGN",
            &[
                ("1999-07-01", 1_000, "12.8900"),
                ("1999-07-01", 1, "12.7700"),
            ],
            &["P 1999-07-01 BGN 12.7700 RUB"],
        );
        // The unit of the first of two redenominations, not that of the last.
        check_records(
            "BYN",
            &[("2000-01-01", 1_000, "0.1000"), ("2000-01-01", 1, "0.1000")],
            &["P 2000-01-01 BYR 0.1000 RUB"],
        );
    }

    #[test]
    fn days_and_periods_have_prices_too() {
        check(
            usd_of_may(Every::Month, Aggregate::MeanDays),
            PriceFormat::Beancount,
            &["2024-05-21 price USD 90.9079 RUB"],
        );
        let days = usd_of_may(Every::Day, Aggregate::Last);
        let text = written(|out| render_prices(&[days], PriceFormat::Hledger, out));
        assert_eq!(text.lines().nth(3), Some("P 2024-05-20 USD 90.9873 RUB"));
    }
}

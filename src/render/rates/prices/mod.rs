//! Prices for accounting programs: directives for ledger, hledger and beancount, and the file that 1C loads.

mod append;
mod fault;
mod one_c;
mod written;

pub use append::{Addition, UnlikePrice, price_addition};
pub use fault::PriceFault;
pub use one_c::render_one_c;

use crate::{
    model::Unit,
    rates::{History, Price, prices},
    render::digits::Digits,
};
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

impl PriceFormat {
    /// The program that reads it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ledger => "ledger",
            Self::Hledger => "hledger",
            Self::Beancount => "beancount",
        }
    }
}

/// To hledger, the point of a price is then a decimal one also where an including journal declares a comma.
const DECIMAL_POINT: &str = "decimal-mark .\n";

/// A directive a price.
pub fn render_prices(
    histories: &[History],
    format: PriceFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    let prices = prices(histories);
    if format == PriceFormat::Hledger && !prices.is_empty() {
        out.write_all(DECIMAL_POINT.as_bytes())?;
    }
    prices
        .iter()
        .try_for_each(|price| write_price(price, format, out))
}

fn write_price(price: &Price, format: PriceFormat, out: &mut dyn Write) -> io::Result<()> {
    let day = Digits::date(price.day);
    let day = day.as_str();
    let value = Digits::of(price.per_unit);
    let value = value.as_str();
    let commodity = code_in(format, price.commodity);
    let quote = code_in(format, price.quote);

    // The first day of a range must not be taken for the date of a record. All three programs take ; for a comment, and
    // hledger, where there is no locale (as in cron), refuses a file with a letter that is not ASCII: English it is.
    if let Some(record_date) = price.in_force_since {
        writeln!(out, "; {commodity}: in force since {record_date}")?;
    }
    match format {
        PriceFormat::Ledger => writeln!(out, "P {day} 00:00:00 {commodity} {value} {quote}"),
        PriceFormat::Hledger => writeln!(out, "P {day} {commodity} {value} {quote}"),
        PriceFormat::Beancount => writeln!(out, "{day} price {commodity} {value} {quote}"),
    }
}

/// Beancount wants capitals; to the other two a commodity is any letters.
fn code_in(format: PriceFormat, unit: Unit) -> &'static str {
    match format {
        PriceFormat::Ledger | PriceFormat::Hledger => unit.code(),
        PriceFormat::Beancount => unit.code_in_capitals(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Every, Series, Span},
        rates::{self, Aggregate, Rows},
        render::fixtures::{currency, day, history_of, record, usd_of_may, written},
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
            &["decimal-mark .", "P 2024-05-21 USD 90.6537 RUB"],
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
        let expected = [&["decimal-mark ."], expected].concat();
        check(history, PriceFormat::Hledger, &expected);
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
                "P 1998-01-01 RUR 0.001 RUB",
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
                "P 2005-01-01 TRL 0.000001 TRY",
                "P 2005-01-01 TRY 20.6925 RUB",
                "P 2005-01-01 TRL 0.0000206925 RUB",
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
            &["P 2000-01-01 BYR 0.1000 RUB", "P 2016-07-01 BYR 0.0001 BYN"],
        );
    }

    #[test]
    fn a_former_unit_is_priced_in_its_successor_and_to_the_end_of_the_range() {
        check_records(
            "AZN",
            &[
                ("2005-12-31", 1_000, "6.2658"),
                ("2006-01-01", 1, "31.3290"),
                ("2006-01-10", 1, "31.0001"),
            ],
            &[
                "P 2005-12-31 AZM 0.0062658 RUB",
                "P 2006-01-01 AZM 0.0002 AZN",
                "P 2006-01-01 AZN 31.3290 RUB",
                "P 2006-01-01 AZM 0.0062658 RUB",
                "P 2006-01-10 AZN 31.0001 RUB",
                "P 2006-01-10 AZM 0.00620002 RUB",
            ],
        );
        // Belarus twice, and the ruble once: a unit of 1997 leads to the present ones step by step.
        check_records(
            "BYN",
            &[
                ("1997-12-31", 1_000, "194.0000"),
                ("2000-01-01", 1, "0.0300"),
                ("2016-07-01", 1, "31.8800"),
            ],
            &[
                "P 1997-12-31 BYB 0.1940000 RUR",
                "P 1998-01-01 RUR 0.001 RUB",
                "P 2000-01-01 BYB 0.001 BYR",
                "P 2000-01-01 BYR 0.0300 RUB",
                "P 2000-01-01 BYB 0.0000300 RUB",
                "P 2016-07-01 BYR 0.0001 BYN",
                "P 2016-07-01 BYN 31.8800 RUB",
                "P 2016-07-01 BYB 0.00000318800 RUB",
                "P 2016-07-01 BYR 0.00318800 RUB",
            ],
        );
        // A range that ends before the day: whoever puts two files together needs it all the same.
        check_records(
            "USD",
            &[("1997-12-30", 1, "5960.0000")],
            &[
                "P 1997-12-30 USD 5960.0000 RUR",
                "P 1998-01-01 RUR 0.001 RUB",
            ],
        );
    }

    #[test]
    fn no_price_of_a_former_unit_is_written_twice() {
        let of = |code: &str| {
            let records = [("1997-12-30", 1, "5960.0000"), ("1998-01-01", 1, "5.9600")];
            history_of(code, &records, "1998-01-01", Every::Record, Aggregate::Last)
        };
        let histories = [of("USD"), of("CHF"), of("USD")];
        let text = written(|out| render_prices(&histories, PriceFormat::Hledger, out));
        assert_eq!(text.matches("RUR 0.001 RUB").count(), 1, "{text}");
        assert_eq!(text.lines().count(), 6, "{text}");
    }

    #[test]
    fn a_range_opens_with_the_rate_in_force_and_names_the_date_of_its_record() {
        let records = [
            record("2024-05-18", 1, "90.9873"),
            record("2024-05-21", 1, "90.6537"),
        ];
        let covered = |from: &str| Span::new(day(from), day("2024-05-22")).unwrap();
        let coverage = [covered("2024-05-18")].into_iter().collect();
        let series = Series::new(currency("USD"), records.to_vec(), coverage);
        let opened = |from: &str, every, aggregate| {
            let span = covered(from);
            let history = rates::history(&series, span, every, aggregate).opened(&series, span);
            written(|out| render_prices(&[history], PriceFormat::Beancount, out))
        };
        let records_from = |from: &str| opened(from, Every::Record, Aggregate::Last);
        let opening = "; USD: in force since 2024-05-18\n2024-05-20 price USD 90.9873 RUB\n";

        assert_eq!(
            records_from("2024-05-20"),
            format!("{opening}2024-05-21 price USD 90.6537 RUB\n")
        );
        assert_eq!(
            records_from("2024-05-21"),
            "2024-05-21 price USD 90.6537 RUB\n"
        );
        assert_eq!(
            records_from("2024-05-22"),
            "; USD: in force since 2024-05-21\n2024-05-22 price USD 90.6537 RUB\n"
        );
        assert!(opened("2024-05-20", Every::Month, Aggregate::Last).starts_with(opening));
        // Each day has a price anyway, and a rate is no mean.
        assert!(!opened("2024-05-20", Every::Day, Aggregate::Last).contains(';'));
        assert!(!opened("2024-05-20", Every::Month, Aggregate::MeanDays).contains(';'));
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
        assert_eq!(text.lines().nth(4), Some("P 2024-05-20 USD 90.9873 RUB"));
    }
}

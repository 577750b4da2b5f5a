//! Rates, histories and conversions as tables (the names of columns are a contract); what is unknown is an empty cell.

use crate::{
    model::{Change, Decimal, Figure, Quoted, Record, Unit},
    rates::{History, PeriodRow, Rows},
    render::{
        rates::converted_table::{record_cells, unit_cells},
        sheets::{Cell, Cells, Table, names},
        view::{Converted, ExportRow, Shown, ShownRate},
    },
};
use jiff::civil::Date;
use std::io;

const SHOWN_COLUMNS: &str = "date,currency,nominal,value,change,change_pct,record_date,quote";
const RECORD_COLUMNS: &str = "currency,date,nominal,value,change,change_pct,quote";
const DAY_COLUMNS: &str = "currency,date,nominal,value,change,change_pct,record_date,quote";
const PERIOD_COLUMNS: &str = "currency,period,nominal,value,n,quote,agg";
const CONVERSION_COLUMNS: &str = "date,amount,from,to,result,from_record_date,from_nominal,from_value,\
     to_record_date,to_nominal,to_value,from_published_in,from_quote,to_published_in,to_quote";
const EXPORT_COLUMNS: &str = "date,char_code,nominal,value,source,span,quote";

/// `show`: a currency that is not covered has its date and code, the rest empty.
impl Table for Shown {
    const NAME: &'static str = "show";

    fn columns(&self) -> Vec<String> {
        names(SHOWN_COLUMNS)
    }

    fn write_rows(&self, out: &mut impl Cells) -> io::Result<()> {
        self.rates
            .iter()
            .try_for_each(|rate| write_shown_rate(out, self.day, rate))
    }
}

/// `history`, of one kind of rows for all currencies.
impl Table for [History] {
    const NAME: &'static str = "history";

    fn columns(&self) -> Vec<String> {
        // All histories of one command have the same kind of rows.
        names(match self.first().map(|history| &history.rows) {
            Some(Rows::Periods(_)) => PERIOD_COLUMNS,
            Some(Rows::Days(_)) => DAY_COLUMNS,
            Some(Rows::Records(_)) | None => RECORD_COLUMNS,
        })
    }

    fn write_rows(&self, out: &mut impl Cells) -> io::Result<()> {
        self.iter()
            .try_for_each(|history| write_history(out, history))
    }
}

/// `convert`, with the records taken.
impl Table for Converted {
    const NAME: &'static str = "convert";

    fn columns(&self) -> Vec<String> {
        names(CONVERSION_COLUMNS)
    }

    fn write_rows(&self, out: &mut impl Cells) -> io::Result<()> {
        out.write_cells(&[
            Cell::Day(self.day),
            Cell::Figure(self.amount),
            Cell::Word(self.from.unit.code()),
            Cell::Word(self.to.unit.code()),
            Cell::Figure(self.conversion.result),
        ])?;
        out.write_cells(&record_cells(self.from))?;
        out.write_cells(&record_cells(self.to))?;
        out.write_cells(&unit_cells(self.from))?;
        out.write_row(&unit_cells(self.to))
    }
}

/// `db export`: figures as published, in the unit of the code; the span of coverage is written
/// `1992-07-01..2026-08-21`.
impl Table for [ExportRow<'_>] {
    const NAME: &'static str = "export";

    fn columns(&self) -> Vec<String> {
        names(EXPORT_COLUMNS)
    }

    fn write_rows(&self, out: &mut impl Cells) -> io::Result<()> {
        self.iter().try_for_each(|row| {
            let date = row.record.record_date();
            let span = row.span.map(|span| span.to_string());
            out.write_row(&[
                Cell::Day(date),
                Cell::Word(row.unit.code()),
                Cell::Whole(row.record.nominal().units()),
                Cell::Figure(row.record.value()),
                Cell::Word(row.source),
                Cell::Word(span.as_deref().unwrap_or_default()),
                Cell::Word(Unit::ruble_of(date).code()),
            ])
        })
    }
}

fn write_shown_rate(out: &mut impl Cells, day: Date, shown: &ShownRate) -> io::Result<()> {
    let quoted = shown.quoted;
    out.write_cells(&[Cell::Day(day), Cell::Word(&quoted.to_string())])?;
    // A currency without a rate is listed all the same: asking for three gives three lines.
    let Ok(rate) = &shown.rate else {
        return out.write_row(&[Cell::Empty; 6]);
    };

    let record_date = rate.record.record_date();
    out.write_cells(&record_figures(quoted, &rate.record, rate.change.as_ref()))?;
    out.write_row(&[
        Cell::Day(record_date),
        Cell::Word(quoted.quote_on(record_date).code()),
    ])
}

fn write_history(out: &mut impl Cells, history: &History) -> io::Result<()> {
    let quoted = history.quoted;
    let code = quoted.to_string();
    match &history.rows {
        Rows::Records(rows) => {
            for row in rows {
                let date = row.record.record_date();
                out.write_cells(&[Cell::Word(&code), Cell::Day(date)])?;
                out.write_cells(&record_figures(quoted, &row.record, row.change.as_ref()))?;
                out.write_row(&[Cell::Word(quoted.quote_on(date).code())])?;
            }
        }
        Rows::Days(rows) => {
            for row in rows {
                let record_date = row.record.record_date();
                out.write_cells(&[Cell::Word(&code), Cell::Day(row.day)])?;
                out.write_cells(&record_figures(quoted, &row.record, row.change.as_ref()))?;
                out.write_row(&[
                    Cell::Day(record_date),
                    Cell::Word(quoted.quote_on(record_date).code()),
                ])?;
            }
        }
        Rows::Periods(rows) => {
            for row in rows {
                write_period(out, &code, quoted, row)?;
            }
        }
    }

    Ok(())
}

fn write_period(
    out: &mut impl Cells,
    code: &str,
    quoted: Quoted,
    row: &PeriodRow,
) -> io::Result<()> {
    let Figure { nominal, value } = quoted.aggregate(row.nominal, row.value);
    out.write_row(&[
        Cell::Word(code),
        Cell::Word(&row.period.to_string()),
        Cell::Whole(nominal.units()),
        Cell::Figure(value),
        Cell::Whole(row.n.into()),
        Cell::Word(quoted.quote_on(row.last_record_date).code()),
        Cell::Word(row.aggregate.name()),
    ])
}

/// Nominal, value, change and percent of a record in the units of its series.
fn record_figures(quoted: Quoted, record: &Record, change: Option<&Change>) -> [Cell<'static>; 4] {
    let Figure { nominal, value } = quoted.figure(record);
    let amount: Option<Decimal> = change.map(|change| quoted.change(record, change));
    [
        Cell::Whole(nominal.units()),
        Cell::Figure(value),
        amount.into(),
        change.map(|change| change.percent).into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Every, InForce, NotInForce, Span},
        rates::{Aggregate, Side, convert},
        render::{
            Age,
            fixtures::{
                currency, day, history_of, record, usd_and_eur_of_2024_05_21, usd_of_may, written,
            },
            sheets::{CsvFor, render_csv},
        },
    };

    fn check<T: Table + ?Sized>(table: &T, expected: &[&str]) {
        let text = written(|out| render_csv(table, CsvFor::Programs, out));
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn show_has_empty_fields_for_what_is_not_covered() {
        let mut day = usd_and_eur_of_2024_05_21();
        day.rates[1].rate = Err(NotInForce::NeverFetched);
        check(
            &day,
            &[
                "date,currency,nominal,value,change,change_pct,record_date,quote",
                "2024-05-21,USD,1,90.6537,-0.3336,-0.3666,2024-05-21,RUB",
                "2024-05-21,EUR,,,,,,",
            ],
        );
    }

    #[test]
    fn history_of_records_days_and_periods() {
        check(
            &[usd_of_may(Every::Record, Aggregate::Last)][..],
            &[
                "currency,date,nominal,value,change,change_pct,quote",
                "USD,2024-05-17,1,90.9239,,,RUB",
                "USD,2024-05-18,1,90.9873,0.0634,0.0697,RUB",
                "USD,2024-05-21,1,90.6537,-0.3336,-0.3666,RUB",
            ],
        );
        check(
            &[usd_of_may(Every::Day, Aggregate::Last)][..],
            &[
                "currency,date,nominal,value,change,change_pct,record_date,quote",
                "USD,2024-05-17,1,90.9239,,,2024-05-17,RUB",
                "USD,2024-05-18,1,90.9873,0.0634,0.0697,2024-05-18,RUB",
                "USD,2024-05-19,1,90.9873,0.0634,0.0697,2024-05-18,RUB",
                "USD,2024-05-20,1,90.9873,0.0634,0.0697,2024-05-18,RUB",
                "USD,2024-05-21,1,90.6537,-0.3336,-0.3666,2024-05-21,RUB",
            ],
        );
        let lira = history_of(
            "TRY",
            &[("2021-01-05", 10, "97.5432"), ("2021-01-06", 1, "9.7600")],
            "2021-01-31",
            Every::Month,
            Aggregate::MeanRecords,
        );
        check(
            &[lira, usd_of_may(Every::Month, Aggregate::MeanRecords)][..],
            &[
                "currency,period,nominal,value,n,quote,agg",
                "TRY,2021-01,1,9.7572,2,RUB,mean-records",
                "USD,2024-05,1,90.8550,3,RUB,mean-records",
            ],
        );
    }

    #[test]
    fn conversions_a_line_each() {
        let rate = InForce {
            day: day("2024-05-20"),
            record: record("2024-05-18", 1, "90.9873"),
            change: None,
        };
        let amount = Decimal::parse("100.50").unwrap();
        let from = Side {
            unit: Unit::RUB,
            rate: None,
        };
        let to = Side {
            unit: Unit::present(currency("USD")),
            rate: Some(rate),
        };
        let conversion = convert(amount, from, to, None).unwrap();
        let converted = Converted {
            day: rate.day,
            amount,
            from,
            to,
            conversion,
            age: Age::default(),
        };
        check(
            &converted,
            &[
                "date,amount,from,to,result,from_record_date,from_nominal,from_value,\
                 to_record_date,to_nominal,to_value,from_published_in,from_quote,to_published_in,to_quote",
                "2024-05-20,100.50,RUB,USD,1.1045498,,,,2024-05-18,1,90.9873,,,USD,RUB",
            ],
        );
    }

    #[test]
    fn export_names_the_span_of_coverage() {
        let row = ExportRow {
            unit: Unit::present(currency("USD")),
            record: record("2024-05-21", 1, "90.6537"),
            source: "cbr",
            span: Span::new(day("2024-05-01"), day("2024-05-31")),
        };
        check(
            &[
                row,
                ExportRow {
                    span: None,
                    source: "a,b",
                    ..row
                },
            ][..],
            &[
                "date,char_code,nominal,value,source,span,quote",
                "2024-05-21,USD,1,90.6537,cbr,2024-05-01..2024-05-31,RUB",
                "2024-05-21,USD,1,90.6537,\"a,b\",,RUB",
            ],
        );
    }
}

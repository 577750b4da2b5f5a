//! CSV with the columns of docs/DESIGN.md ("CSV columns"); what is unknown is an empty field.
//!
//! Figures have exactly their digits, a point and a hyphen, in any language: CSV is for programs.

use crate::{
    model::{Change, Decimal, Figure, Quoted, Record, Unit},
    rates::{History, PeriodRow, Rows},
    render::{
        digits::Digits,
        news::{CurrencyLinks, LinkedHeadline},
        rates::converted_table::record_fields,
        view::{Converted, ExportRow, Shown, ShownRate},
    },
};
use csv::Writer;
use jiff::civil::Date;
use std::io::{self, Write};

type Out<'a> = Writer<&'a mut dyn Write>;

const SHOWN_COLUMNS: &str = "date,currency,nominal,value,change,change_pct,record_date,quote";
const RECORD_COLUMNS: &str = "currency,date,nominal,value,change,change_pct,quote";
const DAY_COLUMNS: &str = "currency,date,nominal,value,change,change_pct,record_date,quote";
const PERIOD_COLUMNS: &str = "currency,period,nominal,value,n,quote,agg";
const CONVERSION_COLUMNS: &str = "date,amount,from,to,result,from_record_date,from_nominal,from_value,\
     to_record_date,to_nominal,to_value";
const EXPORT_COLUMNS: &str = "date,char_code,nominal,value,source,span,quote";
const HEADLINE_COLUMNS: &str = "date,published,source,title,url,currency,shown_record_date,shown_value,\
     shown_change,effect_record_date,effect_value,effect_change";

fn begin<'a>(columns: &str, out: &'a mut dyn Write) -> io::Result<Out<'a>> {
    let mut csv = Writer::from_writer(out);
    csv.write_record(columns.split(','))?;
    Ok(csv)
}

/// `show`: a currency that is not covered has its date and code, the rest empty.
pub fn render_shown(shown: &Shown, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = begin(SHOWN_COLUMNS, out)?;
    for rate in &shown.rates {
        write_shown_rate(&mut csv, shown.day, rate)?;
    }
    csv.flush()
}

/// `history`, of one kind of rows for all currencies.
pub fn render_histories(histories: &[History], out: &mut dyn Write) -> io::Result<()> {
    // All histories of one command have the same kind of rows.
    let columns = match histories.first().map(|history| &history.rows) {
        Some(Rows::Periods(_)) => PERIOD_COLUMNS,
        Some(Rows::Days(_)) => DAY_COLUMNS,
        Some(Rows::Records(_)) | None => RECORD_COLUMNS,
    };
    let mut csv = begin(columns, out)?;
    for history in histories {
        write_rows(&mut csv, history)?;
    }

    csv.flush()
}

/// `convert`, with the records taken.
pub fn render_conversions<'a>(
    rows: impl IntoIterator<Item = &'a Converted>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut csv = begin(CONVERSION_COLUMNS, out)?;
    for row in rows {
        let conversion = [
            Digits::date(row.day).as_str(),
            Digits::of(row.amount).as_str(),
            row.from.unit.code(),
            row.to.unit.code(),
            Digits::of(row.conversion.result).as_str(),
        ]
        .map(str::to_owned);
        let records = [row.from, row.to].map(record_fields).concat();
        csv.write_record(conversion.into_iter().chain(records))?;
    }

    csv.flush()
}

/// `db export`: figures as published, in the unit of the code; the span of coverage is written
/// `1992-07-01..2026-08-21`.
pub fn render_export<'a>(
    rows: impl IntoIterator<Item = ExportRow<'a>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut csv = begin(EXPORT_COLUMNS, out)?;
    for row in rows {
        let date = row.record.record_date();
        csv.write_record([
            Digits::date(date).as_bytes(),
            row.unit.code().as_bytes(),
            Digits::whole(row.record.nominal().units()).as_bytes(),
            Digits::of(row.record.value()).as_bytes(),
            row.source.as_bytes(),
            row.span
                .map(|span| span.to_string())
                .unwrap_or_default()
                .as_bytes(),
            Unit::ruble_of(date).code().as_bytes(),
        ])?;
    }

    csv.flush()
}

/// `news list` and `news search`: a line for each headline and currency; an undated headline has one line.
pub fn render_headlines(headlines: &[LinkedHeadline], out: &mut dyn Write) -> io::Result<()> {
    let mut csv = begin(HEADLINE_COLUMNS, out)?;
    for one in headlines {
        // Every line has all columns: without links the columns of rates are empty.
        if one.links.is_empty() {
            write_headline(&mut csv, one)?;
            csv.write_record([""; 7])?;
        }
        for links in &one.links {
            write_headline(&mut csv, one)?;
            write_links(&mut csv, links)?;
        }
    }

    csv.flush()
}

fn write_shown_rate(csv: &mut Out<'_>, day: Date, shown: &ShownRate) -> io::Result<()> {
    let quoted = shown.quoted;
    csv.write_field(Digits::date(day).as_str())?;
    csv.write_field(quoted.to_string())?;
    // A currency without a rate is listed all the same: asking for three gives three lines.
    let Ok(rate) = &shown.rate else {
        return Ok(csv.write_record([""; 6])?);
    };

    let record_date = rate.record.record_date();
    let [nominal, value, change, percent] =
        &record_figures(quoted, &rate.record, rate.change.as_ref());
    Ok(csv.write_record([
        nominal.as_str(),
        value.as_str(),
        change.as_str(),
        percent.as_str(),
        Digits::date(record_date).as_str(),
        quoted.quote_on(record_date).code(),
    ])?)
}

fn write_headline(csv: &mut Out<'_>, one: &LinkedHeadline) -> io::Result<()> {
    let headline = &one.headline;
    let published = headline.dated.map(|dated| dated.published);
    let day = published.map(|published| published.day().to_string());
    csv.write_field(day.unwrap_or_default())?;
    csv.write_field(published.map(|at| at.to_string()).unwrap_or_default())?;
    csv.write_field(&headline.source)?;
    csv.write_field(&headline.title)?;

    Ok(csv.write_field(headline.url.as_deref().unwrap_or_default())?)
}

fn write_links(csv: &mut Out<'_>, one: &CurrencyLinks) -> io::Result<()> {
    csv.write_field(one.currency.code)?;
    let shown = one.links.shown;
    write_linked(csv, shown.map(|rate| (rate.record, rate.change)))?;
    let effect = one.links.effect.ok();
    write_linked(csv, effect.map(|rate| (rate.record, Some(rate.change))))?;

    Ok(csv.write_record(None::<&[u8]>)?)
}

/// Date, value and change of a record; empty where there is none.
fn write_linked(csv: &mut Out<'_>, rate: Option<(Record, Option<Change>)>) -> io::Result<()> {
    let Some((record, change)) = rate else {
        return (0..3).try_for_each(|_| Ok(csv.write_field("")?));
    };

    csv.write_field(Digits::date(record.record_date()).as_bytes())?;
    csv.write_field(Digits::of(record.value()).as_bytes())?;
    Ok(csv.write_field(Digits::of_known(change.map(|change| change.amount)).as_bytes())?)
}

fn write_rows(csv: &mut Out<'_>, history: &History) -> io::Result<()> {
    let quoted = history.quoted;
    let code = quoted.to_string();
    match &history.rows {
        Rows::Records(rows) => {
            for row in rows {
                let date = row.record.record_date();
                write_figures(csv, &code, date, quoted, &row.record, row.change.as_ref())?;
                csv.write_record([quoted.quote_on(date).code()])?;
            }
        }
        Rows::Days(rows) => {
            for row in rows {
                let record_date = row.record.record_date();
                write_figures(
                    csv,
                    &code,
                    row.day,
                    quoted,
                    &row.record,
                    row.change.as_ref(),
                )?;
                csv.write_record([
                    Digits::date(record_date).as_bytes(),
                    quoted.quote_on(record_date).code().as_bytes(),
                ])?;
            }
        }
        Rows::Periods(rows) => {
            for row in rows {
                write_period(csv, &code, quoted, row)?;
            }
        }
    }

    Ok(())
}

/// The fields that rows of records and of days begin with.
fn write_figures(
    csv: &mut Out<'_>,
    code: &str,
    date: Date,
    quoted: Quoted,
    record: &Record,
    change: Option<&Change>,
) -> io::Result<()> {
    csv.write_field(code)?;
    csv.write_field(Digits::date(date).as_bytes())?;
    for figure in &record_figures(quoted, record, change) {
        csv.write_field(figure.as_bytes())?;
    }

    Ok(())
}

fn write_period(csv: &mut Out<'_>, code: &str, quoted: Quoted, row: &PeriodRow) -> io::Result<()> {
    let Figure { nominal, value } = quoted.aggregate(row.nominal, row.value);
    Ok(csv.write_record([
        code,
        &row.period.to_string(),
        Digits::whole(nominal.units()).as_str(),
        Digits::of(value).as_str(),
        Digits::whole(row.n.into()).as_str(),
        quoted.quote_on(row.last_record_date).code(),
        row.aggregate.name(),
    ])?)
}

/// Nominal, value, change and percent of a record in the units of its series.
fn record_figures(quoted: Quoted, record: &Record, change: Option<&Change>) -> [Digits; 4] {
    let Figure { nominal, value } = quoted.figure(record);
    let amount: Option<Decimal> = change.map(|change| quoted.change(record, change));
    [
        Digits::whole(nominal.units()),
        Digits::of(value),
        Digits::of_known(amount),
        Digits::of_known(change.map(|change| change.percent)),
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
                currency, day, history_of, linked, record, usd_and_eur_of_2024_05_21, usd_of_may,
                written,
            },
        },
    };

    fn check(render: impl FnOnce(&mut dyn Write) -> io::Result<()>, expected: &[&str]) {
        let text = written(render);
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_headline_has_a_line_for_each_currency() {
        let headlines = [
            linked("2024-05-20T10:00:00+03:00", "Утром, рано"),
            linked("", "Без даты"),
        ];
        check(
            |out| render_headlines(&headlines, out),
            &[
                "date,published,source,title,url,currency,shown_record_date,shown_value,shown_change,effect_record_date,effect_value,effect_change",
                "2024-05-20,2024-05-20T10:00:00+03:00,lenta.ru,\"Утром, рано\",https://lenta.ru/1,USD,2024-05-18,90.9873,0.0634,2024-05-21,90.6537,-0.3336",
                ",,lenta.ru,Без даты,https://lenta.ru/1,,,,,,,",
            ],
        );
    }

    #[test]
    fn show_has_empty_fields_for_what_is_not_covered() {
        let mut day = usd_and_eur_of_2024_05_21();
        day.rates[1].rate = Err(NotInForce::NeverFetched);
        check(
            |out| render_shown(&day, out),
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
            |out| render_histories(&[usd_of_may(Every::Record, Aggregate::Last)], out),
            &[
                "currency,date,nominal,value,change,change_pct,quote",
                "USD,2024-05-17,1,90.9239,,,RUB",
                "USD,2024-05-18,1,90.9873,0.0634,0.0697,RUB",
                "USD,2024-05-21,1,90.6537,-0.3336,-0.3666,RUB",
            ],
        );
        check(
            |out| render_histories(&[usd_of_may(Every::Day, Aggregate::Last)], out),
            &[
                "currency,date,nominal,value,change,change_pct,record_date,quote",
                "USD,2024-05-17,1,90.9239,,,2024-05-17,RUB",
                "USD,2024-05-18,1,90.9873,0.0634,0.0697,2024-05-18,RUB",
                "USD,2024-05-19,1,90.9873,0.0634,0.0697,2024-05-18,RUB",
                "USD,2024-05-20,1,90.9873,0.0634,0.0697,2024-05-18,RUB",
                "USD,2024-05-21,1,90.6537,-0.3336,-0.3666,2024-05-21,RUB",
            ],
        );
        let lira = [("2021-01-05", 10, "97.5432"), ("2021-01-06", 1, "9.7600")];
        check(
            |out| {
                let lira = history_of(
                    "TRY",
                    &lira,
                    "2021-01-31",
                    Every::Month,
                    Aggregate::MeanRecords,
                );
                render_histories(
                    &[lira, usd_of_may(Every::Month, Aggregate::MeanRecords)],
                    out,
                )
            },
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
            |out| render_conversions([&converted], out),
            &[
                "date,amount,from,to,result,from_record_date,from_nominal,from_value,\
                 to_record_date,to_nominal,to_value",
                "2024-05-20,100.50,RUB,USD,1.1045498,,,,2024-05-18,1,90.9873",
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
            |out| {
                render_export(
                    [
                        row,
                        ExportRow {
                            span: None,
                            source: "a,b",
                            ..row
                        },
                    ],
                    out,
                )
            },
            &[
                "date,char_code,nominal,value,source,span,quote",
                "2024-05-21,USD,1,90.6537,cbr,2024-05-01..2024-05-31,RUB",
                "2024-05-21,USD,1,90.6537,\"a,b\",,RUB",
            ],
        );
    }
}

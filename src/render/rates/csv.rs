//! CSV with the columns of docs/DESIGN.md ("CSV columns"); what is unknown is an empty field.
//!
//! Figures have exactly their digits, a point and a hyphen, in any language: CSV is for programs.

use crate::model::{Change, Decimal, Figure, Quoted, Record, Unit};
use crate::rates::{History, PeriodRow, Rows};
use crate::render::digits::Digits;
use crate::render::news::{CurrencyLinks, LinkedHeadline};
use crate::render::view::{Converted, ExportRow, Shown, ShownRate};
use csv::Writer;
use jiff::civil::Date;
use std::io::{self, Write};

type Out<'a> = Writer<&'a mut dyn Write>;

/// `show`: a currency that is not covered has its date and code, the rest empty.
///
/// # Errors
/// Those of the writer, here and below.
pub fn render_shown(shown: &Shown, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = Writer::from_writer(out);
    csv.write_record([
        "date",
        "currency",
        "nominal",
        "value",
        "change",
        "change_pct",
        "record_date",
        "quote",
    ])?;
    for rate in &shown.rates {
        write_shown_rate(&mut csv, shown.day, rate)?;
    }
    csv.flush()
}

/// `history`, of one kind of rows for all currencies.
///
/// # Errors
/// Those of the writer.
pub fn render_histories(histories: &[History], out: &mut dyn Write) -> io::Result<()> {
    let mut csv = Writer::from_writer(out);
    match histories.first().map(|history| &history.rows) {
        Some(Rows::Periods(_)) => csv.write_record(PERIOD_COLUMNS)?,
        Some(Rows::Days(_)) => csv.write_record(DAY_COLUMNS)?,
        Some(Rows::Records(_)) | None => csv.write_record(RECORD_COLUMNS)?,
    }
    for history in histories {
        write_rows(&mut csv, history)?;
    }
    csv.flush()
}

/// `convert`, for one amount or many.
///
/// # Errors
/// Those of the writer.
pub fn render_conversions<'a>(
    rows: impl IntoIterator<Item = &'a Converted>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut csv = Writer::from_writer(out);
    csv.write_record(["date", "amount", "from", "to", "result"])?;
    for row in rows {
        csv.write_field(Digits::date(row.day).as_bytes())?;
        csv.write_field(Digits::of(row.amount).as_bytes())?;
        csv.write_field(row.from.unit.code())?;
        csv.write_field(row.to.unit.code())?;
        csv.write_field(Digits::of(row.conversion.result).as_bytes())?;
        end_row(&mut csv)?;
    }
    csv.flush()
}

/// `db export`: figures as published, in the unit of the code; the span of coverage is written
/// `1992-07-01..2026-08-21`.
///
/// # Errors
/// Those of the writer.
pub fn render_export<'a>(
    rows: impl IntoIterator<Item = ExportRow<'a>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut csv = Writer::from_writer(out);
    csv.write_record([
        "date",
        "char_code",
        "nominal",
        "value",
        "source",
        "span",
        "quote",
    ])?;
    for row in rows {
        let date = row.record.record_date();
        csv.write_field(Digits::date(date).as_bytes())?;
        csv.write_field(row.unit.code())?;
        write_figure(&mut csv, row.record.nominal().units(), row.record.value())?;
        csv.write_field(row.source)?;
        csv.write_field(row.span.map(|span| span.to_string()).unwrap_or_default())?;
        csv.write_field(Unit::ruble_of(date).code())?;
        end_row(&mut csv)?;
    }
    csv.flush()
}

/// `news list` and `news search`: a line for each headline and currency; an undated headline has one line.
///
/// # Errors
/// Those of the writer.
pub fn render_headlines(headlines: &[LinkedHeadline], out: &mut dyn Write) -> io::Result<()> {
    let mut csv = Writer::from_writer(out);
    csv.write_record(HEADLINE_COLUMNS)?;
    for one in headlines {
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

const HEADLINE_COLUMNS: [&str; 12] = [
    "date",
    "published",
    "source",
    "title",
    "url",
    "currency",
    "shown_record_date",
    "shown_value",
    "shown_change",
    "effect_record_date",
    "effect_value",
    "effect_change",
];

const RECORD_COLUMNS: [&str; 7] = [
    "currency",
    "date",
    "nominal",
    "value",
    "change",
    "change_pct",
    "quote",
];

const PERIOD_COLUMNS: [&str; 7] = [
    "currency", "period", "nominal", "value", "n", "quote", "agg",
];

const DAY_COLUMNS: [&str; 8] = [
    "currency",
    "date",
    "nominal",
    "value",
    "change",
    "change_pct",
    "record_date",
    "quote",
];

fn write_shown_rate(csv: &mut Out<'_>, day: Date, shown: &ShownRate) -> io::Result<()> {
    csv.write_field(Digits::date(day).as_bytes())?;
    csv.write_field(shown.quoted.to_string())?;
    let Ok(rate) = &shown.rate else {
        return Ok(csv.write_record([""; 6])?);
    };

    let record_date = rate.record.record_date();
    write_quoted(csv, shown.quoted, &rate.record, rate.change.as_ref())?;
    csv.write_field(Digits::date(record_date).as_bytes())?;
    csv.write_field(shown.quoted.quote_on(record_date).code())?;
    end_row(csv)
}

fn write_headline(csv: &mut Out<'_>, one: &LinkedHeadline) -> io::Result<()> {
    let headline = &one.headline;
    let published = headline.dated.map(|dated| dated.published);
    csv.write_field(published.map_or_else(String::new, |published| published.day().to_string()))?;
    csv.write_field(published.map_or_else(String::new, |published| published.to_string()))?;
    csv.write_field(&headline.source)?;
    csv.write_field(&headline.title)?;
    Ok(csv.write_field(headline.url.as_deref().unwrap_or_default())?)
}

fn write_links(csv: &mut Out<'_>, one: &CurrencyLinks) -> io::Result<()> {
    csv.write_field(one.currency.code)?;
    let (shown, effect) = (one.links.shown, one.links.effect.ok());
    write_linked(csv, shown.map(|rate| (rate.record, rate.change)))?;
    write_linked(
        csv,
        effect.map(|effect| (effect.record, Some(effect.change))),
    )?;
    end_row(csv)
}

/// Date, value and change of a record; empty where there is none.
fn write_linked(csv: &mut Out<'_>, rate: Option<(Record, Option<Change>)>) -> io::Result<()> {
    let Some((record, change)) = rate else {
        return [""; 3]
            .iter()
            .try_for_each(|empty| Ok(csv.write_field(empty)?));
    };
    csv.write_field(Digits::date(record.record_date()).as_bytes())?;
    csv.write_field(Digits::of(record.value()).as_bytes())?;
    Ok(csv.write_field(change.map_or_else(String::new, |change| change.amount.to_string()))?)
}

fn write_rows(csv: &mut Out<'_>, history: &History) -> io::Result<()> {
    let code = history.quoted.to_string();
    let quoted = history.quoted;
    match &history.rows {
        Rows::Records(rows) => rows.iter().try_for_each(|row| {
            let date = row.record.record_date();
            write_name(csv, &code, date)?;
            write_quoted(csv, quoted, &row.record, row.change.as_ref())?;
            csv.write_field(quoted.quote_on(date).code())?;
            end_row(csv)
        }),
        Rows::Days(rows) => rows.iter().try_for_each(|row| {
            let record_date = row.record.record_date();
            write_name(csv, &code, row.day)?;
            write_quoted(csv, quoted, &row.record, row.change.as_ref())?;
            csv.write_field(Digits::date(record_date).as_bytes())?;
            csv.write_field(quoted.quote_on(record_date).code())?;
            end_row(csv)
        }),
        Rows::Periods(rows) => rows
            .iter()
            .try_for_each(|row| write_period(csv, &code, quoted, row)),
    }
}

fn write_name(csv: &mut Out<'_>, code: &str, date: Date) -> io::Result<()> {
    csv.write_field(code)?;
    Ok(csv.write_field(Digits::date(date).as_bytes())?)
}

fn write_period(csv: &mut Out<'_>, code: &str, quoted: Quoted, row: &PeriodRow) -> io::Result<()> {
    let Figure { nominal, value } = quoted.aggregate(row.nominal, row.value);
    csv.write_field(code)?;
    csv.write_field(row.period.to_string())?;
    write_figure(csv, nominal.units(), value)?;
    csv.write_field(Digits::whole(row.n.into()).as_bytes())?;
    csv.write_field(quoted.quote_on(row.last_record_date).code())?;
    csv.write_field(row.aggregate.name())?;
    end_row(csv)
}

/// Nominal, value, change and percent of a record in the units of its series.
fn write_quoted(
    csv: &mut Out<'_>,
    quoted: Quoted,
    record: &Record,
    change: Option<&Change>,
) -> io::Result<()> {
    let Figure { nominal, value } = quoted.figure(record);
    write_figure(csv, nominal.units(), value)?;

    let Some(change) = change else {
        csv.write_field("")?;
        return Ok(csv.write_field("")?);
    };
    csv.write_field(Digits::of(quoted.change(record, change)).as_bytes())?;
    Ok(csv.write_field(Digits::of(change.percent).as_bytes())?)
}

fn write_figure(csv: &mut Out<'_>, nominal: i64, value: Decimal) -> io::Result<()> {
    csv.write_field(Digits::whole(nominal).as_bytes())?;
    Ok(csv.write_field(Digits::of(value).as_bytes())?)
}

fn end_row(csv: &mut Out<'_>) -> io::Result<()> {
    Ok(csv.write_record(None::<&[u8]>)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Every, InForce, NotInForce, Span};
    use crate::rates::{Aggregate, Side, convert};
    use crate::render::Age;
    use crate::render::fixtures::{
        currency, day, history_of, linked, record, usd_and_eur_of_2024_05_21, usd_of_may, written,
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
                "date,amount,from,to,result",
                "2024-05-20,100.50,RUB,USD,1.1045498",
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

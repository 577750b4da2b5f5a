//! The shapes of JSON: keys and their order are a contract (docs/DESIGN.md, "JSON that others rely on").
//!
//! They borrow what they show and hold no text of their own, so a row costs no allocation. Figures are written
//! through raw values: a float would lose digits, a string would not be a number.

use crate::model::{Change, Decimal, Figure, Period, Quoted, Record, Span, Unit};
use crate::rates::{History, PeriodRow, Rows};
use crate::render::digits::Digits;
use crate::render::view::{Age, CurrencyStatus, Leg, ShownRate};
use crate::render::words::reason_key;
use jiff::civil::Date;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::io::{self, Write};

/// A number with exactly its digits.
#[derive(Clone, Copy)]
pub struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = Digits::of(self.0);
        serde_json::from_str::<&RawValue>(digits.as_str())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

/// `"2024-05-21"`.
#[derive(Clone, Copy)]
pub struct Day(pub Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Digits::date(self.0).as_str())
    }
}

/// A value by its `Display`.
pub struct Shown<T>(pub T);

impl<T: std::fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A rate of `show`; one that is not covered has its currency and source, and `null` for the rest.
#[derive(Serialize)]
pub struct ShownRateJson<'a> {
    currency: Shown<Quoted>,
    nominal: Option<i64>,
    value: Option<Number>,
    change: Option<Number>,
    change_pct: Option<Number>,
    record_date: Option<Day>,
    previous_record_date: Option<Day>,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_in: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    age_days: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stale: Option<bool>,
}

/// The unit of the price, if that is not today's ruble.
fn quote(quoted: Quoted, record_date: Date) -> Option<&'static str> {
    let quote = quoted.quote_on(record_date);
    (quote != Unit::RUB).then(|| quote.code())
}

/// The unit in which the Bank published the figure, if that is another unit of the currency.
fn published_in(quoted: Quoted, record_date: Date) -> Option<&'static str> {
    quoted.published_in(record_date).map(Unit::code)
}

impl<'a> ShownRateJson<'a> {
    pub fn new(shown: &'a ShownRate) -> Self {
        let quoted = shown.quoted;
        let record = shown.rate.as_ref().ok().map(|rate| rate.record);
        let change = shown.rate.as_ref().ok().and_then(|rate| rate.change);
        let figure = record.map(|record| quoted.figure(&record));
        let is_stale = record.is_some() && shown.age.is_stale;
        Self {
            currency: Shown(quoted),
            nominal: figure.map(|figure| figure.nominal.units()),
            value: figure.map(|figure| Number(figure.value)),
            change: record
                .zip(change)
                .map(|(record, change)| Number(quoted.change(&record, &change))),
            change_pct: change.map(|c| Number(c.percent)),
            record_date: record.map(|r| Day(r.record_date())),
            previous_record_date: change.map(|c| Day(c.previous_record_date)),
            source: &shown.source,
            quote: record.and_then(|r| quote(quoted, r.record_date())),
            published_in: record.and_then(|r| published_in(quoted, r.record_date())),
            age_days: is_stale.then_some(shown.age.days),
            stale: is_stale.then_some(true),
        }
    }
}

/// A record or a day of a history; `currency` stands in NDJSON, `record_date` with days.
#[derive(Serialize)]
pub struct RecordJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<Shown<Quoted>>,
    date: Day,
    nominal: i64,
    value: Number,
    change: Option<Number>,
    change_pct: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record_date: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_in: Option<&'static str>,
}

impl RecordJson {
    fn new(series: Named, date: Date, record: &Record, change: Option<&Change>) -> Self {
        let Figure { nominal, value } = series.quoted.figure(record);
        Self {
            currency: series.name(),
            date: Day(date),
            nominal: nominal.units(),
            value: Number(value),
            change: change.map(|c| Number(series.quoted.change(record, c))),
            change_pct: change.map(|c| Number(c.percent)),
            record_date: None,
            quote: quote(series.quoted, record.record_date()),
            published_in: published_in(series.quoted, record.record_date()),
        }
    }
}

/// A series, and whether each of its rows says which one it is.
#[derive(Clone, Copy)]
struct Named {
    quoted: Quoted,
    in_each_row: bool,
}

impl Named {
    fn name(self) -> Option<Shown<Quoted>> {
        self.in_each_row.then_some(Shown(self.quoted))
    }
}

/// A period of a history.
#[derive(Serialize)]
pub struct PeriodJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<Shown<Quoted>>,
    period: Shown<Period>,
    nominal: i64,
    value: Number,
    n: u32,
    partial: bool,
    agg: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_in: Option<&'static str>,
}

impl PeriodJson {
    fn new(series: Named, row: &PeriodRow) -> Self {
        let Figure { nominal, value } = series.quoted.aggregate(row.nominal, row.value);
        Self {
            currency: series.name(),
            period: Shown(row.period),
            nominal: nominal.units(),
            value: Number(value),
            n: row.n,
            partial: row.is_partial(),
            agg: row.aggregate.name(),
            quote: quote(series.quoted, row.last_record_date),
            published_in: published_in(series.quoted, row.last_record_date),
        }
    }
}

/// One row of any kind.
#[derive(Serialize)]
#[serde(untagged)]
pub enum RowJson {
    Record(RecordJson),
    Period(PeriodJson),
}

/// The rows of a history, each with its `currency`.
pub fn named_rows(history: &History) -> Box<dyn Iterator<Item = RowJson> + '_> {
    rows(
        history,
        Named {
            quoted: history.quoted,
            in_each_row: true,
        },
    )
}

fn rows(history: &History, series: Named) -> Box<dyn Iterator<Item = RowJson> + '_> {
    match &history.rows {
        Rows::Records(rows) => Box::new(rows.iter().map(move |row| {
            let date = row.record.record_date();
            RowJson::Record(RecordJson::new(
                series,
                date,
                &row.record,
                row.change.as_ref(),
            ))
        })),
        Rows::Days(rows) => Box::new(rows.iter().map(move |row| {
            let record_date = Some(Day(row.record.record_date()));
            let json = RecordJson::new(series, row.day, &row.record, row.change.as_ref());
            RowJson::Record(RecordJson {
                record_date,
                ..json
            })
        })),
        Rows::Periods(rows) => Box::new(
            rows.iter()
                .map(move |row| RowJson::Period(PeriodJson::new(series, row))),
        ),
    }
}

/// A whole history: `{"currency","records"}`.
#[derive(Serialize)]
pub struct HistoryJson<'a> {
    currency: Shown<Quoted>,
    records: RowsJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    age_days: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stale: Option<bool>,
}

impl<'a> HistoryJson<'a> {
    pub fn new(history: &'a History, age: Option<Age>) -> Self {
        let age = age.filter(|age| age.is_stale);
        Self {
            currency: Shown(history.quoted),
            records: RowsJson(history),
            age_days: age.map(|age| age.days),
            stale: age.map(|age| age.is_stale),
        }
    }
}

struct RowsJson<'a>(&'a History);

impl Serialize for RowsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(rows(
            self.0,
            Named {
                quoted: self.0.quoted,
                in_each_row: false,
            },
        ))
    }
}

/// One rate on the way of a conversion.
#[derive(Serialize)]
pub struct LegJson {
    currency: &'static str,
    record_date: Day,
    nominal: i64,
    value: Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'static str>,
}

impl LegJson {
    pub fn new(leg: Leg) -> Self {
        let record = leg.rate.record;
        let published = Quoted::published(leg.currency);
        Self {
            currency: published.base_on(record.record_date()).code(),
            record_date: Day(record.record_date()),
            nominal: record.nominal().units(),
            value: Number(record.value()),
            quote: quote(published, record.record_date()),
        }
    }
}

/// One currency of `status`.
#[derive(Serialize)]
pub struct StatusJson {
    currency: &'static str,
    first: Option<Day>,
    last: Option<Day>,
    covered_to: Option<Day>,
    stale: bool,
    holes: Vec<SpanJson>,
    reason: &'static str,
}

#[derive(Serialize)]
pub struct SpanJson {
    from: Day,
    to: Day,
}

impl SpanJson {
    pub const fn new(span: Span) -> Self {
        Self {
            from: Day(span.from()),
            to: Day(span.to()),
        }
    }
}

impl StatusJson {
    pub fn new(status: &CurrencyStatus) -> Self {
        Self {
            currency: status.currency.code,
            first: status.first.map(Day),
            last: status.last.map(Day),
            covered_to: status.covered_to.map(Day),
            stale: status.freshness.stale,
            holes: status.holes.iter().copied().map(SpanJson::new).collect(),
            reason: reason_key(status.freshness.reason),
        }
    }
}

pub fn write_line(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::new();
    push_line(document, &mut line)?;
    out.write_all(&line)
}

/// Into memory first: a document is many small pieces, and each would be a call through the writer's table.
pub fn push_line(document: &impl Serialize, line: &mut Vec<u8>) -> io::Result<()> {
    serde_json::to_writer(&mut *line, document)?;
    line.push(b'\n');
    Ok(())
}

//! The shapes of JSON: keys and their order are a contract (docs/DESIGN.md, "JSON that others rely on").
//!
//! They borrow what they show and hold no text of their own, so a row costs no allocation. Figures are written
//! through raw values: a float would lose digits, a string would not be a number.

use super::digits::Digits;
use super::view::{CurrencyStatus, Leg, Proof, ProofFrom, ShownRate, Superseded};
use super::words::reason_key;
use crate::analysis::{History, PeriodRow, Rows};
use crate::model::{Change, Decimal, Period, Record, Span};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// A number with exactly its digits.
#[derive(Clone, Copy)]
pub(super) struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = Digits::of(self.0);
        serde_json::from_str::<&RawValue>(digits.as_str()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

/// `"2024-05-21"`.
#[derive(Clone, Copy)]
pub(super) struct Day(pub Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Digits::date(self.0).as_str())
    }
}

/// A value by its `Display`.
pub(super) struct Shown<T>(pub T);

impl<T: std::fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A rate of `show`; one that is not covered has its currency and source, and `null` for the rest.
#[derive(Serialize)]
pub(super) struct ShownRateJson<'a> {
    currency: &'static str,
    nominal: Option<i64>,
    value: Option<Number>,
    change: Option<Number>,
    change_pct: Option<Number>,
    record_date: Option<Day>,
    previous_record_date: Option<Day>,
    source: &'a str,
}

impl<'a> ShownRateJson<'a> {
    pub(super) fn new(shown: &'a ShownRate) -> Self {
        let record = shown.rate.as_ref().ok().map(|rate| rate.record);
        let change = shown.rate.as_ref().ok().and_then(|rate| rate.change);
        Self {
            currency: shown.currency.code,
            nominal: record.map(|r| r.nominal().units()),
            value: record.map(|r| Number(r.value())),
            change: change.map(|c| Number(c.amount)),
            change_pct: change.map(|c| Number(c.percent)),
            record_date: record.map(|r| Day(r.record_date())),
            previous_record_date: change.map(|c| Day(c.previous_record_date)),
            source: &shown.source,
        }
    }
}

/// A record or a day of a history; `currency` stands in NDJSON, `record_date` with days.
#[derive(Serialize)]
pub(super) struct RecordJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'static str>,
    date: Day,
    nominal: i64,
    value: Number,
    change: Option<Number>,
    change_pct: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record_date: Option<Day>,
}

impl RecordJson {
    fn new(currency: Option<&'static str>, date: Date, record: &Record, change: Option<&Change>) -> Self {
        Self {
            currency,
            date: Day(date),
            nominal: record.nominal().units(),
            value: Number(record.value()),
            change: change.map(|c| Number(c.amount)),
            change_pct: change.map(|c| Number(c.percent)),
            record_date: None,
        }
    }
}

/// A period of a history.
#[derive(Serialize)]
pub(super) struct PeriodJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'static str>,
    period: Shown<Period>,
    nominal: i64,
    value: Number,
    n: u32,
    partial: bool,
}

impl PeriodJson {
    fn new(currency: Option<&'static str>, row: &PeriodRow) -> Self {
        Self {
            currency,
            period: Shown(row.period),
            nominal: row.nominal.units(),
            value: Number(row.value),
            n: row.n,
            partial: row.partial,
        }
    }
}

/// One row of any kind.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum RowJson {
    Record(RecordJson),
    Period(PeriodJson),
}

/// The rows of a history, each with `currency` when that is not said around them.
pub(super) fn rows<'a>(
    history: &'a History,
    currency: Option<&'static str>,
) -> Box<dyn Iterator<Item = RowJson> + 'a> {
    match &history.rows {
        Rows::Records(rows) => Box::new(rows.iter().map(move |row| {
            let date = row.record.record_date();
            RowJson::Record(RecordJson::new(currency, date, &row.record, row.change.as_ref()))
        })),
        Rows::Days(rows) => Box::new(rows.iter().map(move |row| {
            let record_date = Some(Day(row.record.record_date()));
            let json = RecordJson::new(currency, row.day, &row.record, row.change.as_ref());
            RowJson::Record(RecordJson { record_date, ..json })
        })),
        Rows::Periods(rows) => {
            Box::new(rows.iter().map(move |row| RowJson::Period(PeriodJson::new(currency, row))))
        }
    }
}

/// A whole history: `{"currency","records"}`.
#[derive(Serialize)]
pub(super) struct HistoryJson<'a> {
    currency: &'static str,
    records: RowsJson<'a>,
}

impl<'a> HistoryJson<'a> {
    pub(super) fn new(history: &'a History) -> Self {
        Self { currency: history.currency.code, records: RowsJson(history) }
    }
}

struct RowsJson<'a>(&'a History);

impl Serialize for RowsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(rows(self.0, None))
    }
}

/// One rate on the way of a conversion.
#[derive(Serialize)]
pub(super) struct LegJson {
    currency: &'static str,
    record_date: Day,
    nominal: i64,
    value: Number,
}

impl LegJson {
    pub(super) fn new(leg: Leg) -> Self {
        let record = leg.rate.record;
        Self {
            currency: leg.currency.code,
            record_date: Day(record.record_date()),
            nominal: record.nominal().units(),
            value: Number(record.value()),
        }
    }
}

/// The whole of `prove`.
#[derive(Serialize)]
pub(super) struct ProofJson<'a> {
    currency: &'static str,
    record_date: Day,
    nominal: i64,
    value: Number,
    source: &'a str,
    from: &'static str,
    url: &'a str,
    fetched_at: Shown<Timestamp>,
    sha256: &'a str,
    line: &'a str,
    confirmed: bool,
    superseded: Vec<SupersededJson>,
}

#[derive(Serialize)]
struct SupersededJson {
    nominal: i64,
    value: Number,
    first_seen: Shown<Timestamp>,
    superseded_at: Shown<Timestamp>,
}

impl<'a> ProofJson<'a> {
    pub(super) fn new(proof: &'a Proof) -> Self {
        let superseded = |old: &Superseded| SupersededJson {
            nominal: old.nominal.units(),
            value: Number(old.value),
            first_seen: Shown(old.first_seen),
            superseded_at: Shown(old.superseded_at),
        };
        Self {
            currency: proof.currency.code,
            record_date: Day(proof.record.record_date()),
            nominal: proof.record.nominal().units(),
            value: Number(proof.record.value()),
            source: &proof.source,
            from: match proof.from {
                ProofFrom::Answer => "answer",
                ProofFrom::Archive => "archive",
                ProofFrom::Import => "import",
            },
            url: &proof.url,
            fetched_at: Shown(proof.fetched_at),
            sha256: &proof.sha256,
            line: &proof.line,
            confirmed: proof.confirmed,
            superseded: proof.superseded.iter().map(superseded).collect(),
        }
    }
}

/// One currency of `status`.
#[derive(Serialize)]
pub(super) struct StatusJson {
    currency: &'static str,
    first: Option<Day>,
    last: Option<Day>,
    covered_to: Option<Day>,
    stale: bool,
    holes: Vec<SpanJson>,
    reason: &'static str,
}

#[derive(Serialize)]
struct SpanJson {
    from: Day,
    to: Day,
}

impl StatusJson {
    pub(super) fn new(status: &CurrencyStatus) -> Self {
        let span = |hole: &Span| SpanJson { from: Day(hole.from()), to: Day(hole.to()) };
        Self {
            currency: status.currency.code,
            first: status.first.map(Day),
            last: status.last.map(Day),
            covered_to: status.covered_to.map(Day),
            stale: status.freshness.stale,
            holes: status.holes.iter().map(span).collect(),
            reason: reason_key(status.freshness.reason),
        }
    }
}

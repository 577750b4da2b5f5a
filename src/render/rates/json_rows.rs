//! Rates, rows of histories, conversions and the state of currencies as JSON.
//!
//! The keys and their order are a contract.

use crate::{
    model::{Change, Figure, Quoted, Record, Unit},
    rates::{History, PeriodRow, Rows},
    render::{
        json_parts::{Day, Json, Number, Shown, rows, serialize_keys},
        view::{Age, CurrencyStatus, Leg, ShownRate},
        words::reason_key,
    },
};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// The unit of the price, if that is not today's ruble.
fn quote(quoted: Quoted, record_date: Date) -> Option<&'static str> {
    let quote = quoted.quote_on(record_date);
    (quote != Unit::RUB).then(|| quote.code())
}

/// The unit in which the Bank published the figure, if that is another unit of the currency.
fn published_in(quoted: Quoted, record_date: Date) -> Option<&'static str> {
    quoted.published_in(record_date).map(Unit::code)
}

/// A rate of `show`; one that is not covered has its currency and source, and `null` for the rest.
impl Serialize for Json<&ShownRate> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ShownRate { quoted, source, .. } = self.0;
        let rate = self.0.rate.as_ref().ok();
        let record = rate.map(|rate| rate.record);
        let change = rate.and_then(|rate| rate.change);
        let figure = record.map(|record| quoted.figure(&record));
        let amount = record
            .zip(change)
            .map(|(record, change)| quoted.change(&record, &change));
        let record_date = record.map(|record| record.record_date());
        let age = record.map(|_| self.0.age).filter(|age| age.is_stale);

        serialize_keys!(serializer, {
            "currency": Shown(quoted),
            "nominal": figure.map(|figure| figure.nominal.units()),
            "value": figure.map(|figure| Number(figure.value)),
            "change": amount.map(Number),
            "change_pct": change.map(|change| Number(change.percent)),
            "record_date": record_date.map(Day),
            "previous_record_date": change.map(|change| Day(change.previous_record_date)),
            "source": source,
            "quote" if some: record_date.and_then(|date| quote(*quoted, date)),
            "published_in" if some: record_date.and_then(|date| published_in(*quoted, date)),
            "age_days" if some: age.map(|age| age.days),
            "stale" if some: age.map(|age| age.is_stale),
        })
    }
}

/// A whole history: `{"currency","records"}`, with its age if that is more than the calendar explains.
impl Serialize for Json<(&History, Option<Age>)> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (history, age) = self.0;
        let age = age.filter(|age| age.is_stale);
        serialize_keys!(serializer, {
            "currency": Shown(history.quoted),
            "records": Json(history),
            "age_days" if some: age.map(|age| age.days),
            "stale" if some: age.map(|age| age.is_stale),
        })
    }
}

/// The rows of a history, which leave its currency out.
impl Serialize for Json<&History> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(history_rows(self.0, false))
    }
}

/// The rows of a history, each with its `currency`.
pub fn named_rows(history: &History) -> impl Iterator<Item = HistoryRow<'_>> {
    history_rows(history, true)
}

/// A row of any kind.
pub struct HistoryRow<'a> {
    quoted: Quoted,
    /// Whether the row says which currency or pair it is of.
    is_named: bool,
    kind: RowKind<'a>,
}

enum RowKind<'a> {
    /// A record, or a day with the record in force.
    Rate {
        date: Date,
        record: &'a Record,
        change: Option<&'a Change>,
        is_day: bool,
    },
    Period(&'a PeriodRow),
}

fn history_rows(
    history: &History,
    is_named: bool,
) -> Box<dyn Iterator<Item = HistoryRow<'_>> + '_> {
    let row = move |kind| HistoryRow {
        quoted: history.quoted,
        is_named,
        kind,
    };

    match &history.rows {
        Rows::Records(rows) => Box::new(rows.iter().map(move |one| {
            row(RowKind::Rate {
                date: one.record.record_date(),
                record: &one.record,
                change: one.change.as_ref(),
                is_day: false,
            })
        })),
        Rows::Days(rows) => Box::new(rows.iter().map(move |one| {
            row(RowKind::Rate {
                date: one.day,
                record: &one.record,
                change: one.change.as_ref(),
                is_day: true,
            })
        })),
        Rows::Periods(rows) => Box::new(rows.iter().map(move |one| row(RowKind::Period(one)))),
    }
}

impl Serialize for HistoryRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let quoted = self.quoted;
        let name = self.is_named.then_some(Shown(quoted));
        match self.kind {
            RowKind::Rate {
                date,
                record,
                change,
                is_day,
            } => {
                let Figure { nominal, value } = quoted.figure(record);
                let record_date = record.record_date();
                serialize_keys!(serializer, {
                    "currency" if some: name,
                    "date": Day(date),
                    "nominal": nominal.units(),
                    "value": Number(value),
                    "change": change.map(|change| Number(quoted.change(record, change))),
                    "change_pct": change.map(|change| Number(change.percent)),
                    "record_date" if some: is_day.then_some(Day(record_date)),
                    "quote" if some: quote(quoted, record_date),
                    "published_in" if some: published_in(quoted, record_date),
                })
            }
            RowKind::Period(row) => {
                let Figure { nominal, value } = quoted.aggregate(row.nominal, row.value);
                serialize_keys!(serializer, {
                    "currency" if some: name,
                    "period": Shown(row.period),
                    "nominal": nominal.units(),
                    "value": Number(value),
                    "n": row.n,
                    "partial": row.is_partial(),
                    "agg": row.aggregate.name(),
                    "quote" if some: quote(quoted, row.last_record_date),
                    "published_in" if some: published_in(quoted, row.last_record_date),
                })
            }
        }
    }
}

/// One rate on the way of a conversion.
impl Serialize for Json<&Leg> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = self.0.rate.record;
        let record_date = record.record_date();
        let published = Quoted::published(self.0.currency);
        serialize_keys!(serializer, {
            "currency": published.base_on(record_date).code(),
            "record_date": Day(record_date),
            "nominal": record.nominal().units(),
            "value": Number(record.value()),
            "quote" if some: quote(published, record_date),
        })
    }
}

/// One currency of `status`.
impl Serialize for Json<&CurrencyStatus> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let status = self.0;
        serialize_keys!(serializer, {
            "currency": status.currency.code,
            "first": status.first.map(Day),
            "last": status.last.map(Day),
            "covered_to": status.covered_to.map(Day),
            "stale": status.freshness.stale,
            "holes": rows(&status.holes),
            "reason": reason_key(status.freshness.reason),
        })
    }
}

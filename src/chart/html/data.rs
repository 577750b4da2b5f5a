//! What the page's script knows: lines with their figures as published, pictures, headlines.
//!
//! Figures of records are columns with a comma between: a tenth of the size of objects. What the script can tell
//! itself without rounding is left empty.

use super::{
    headlines::{HeadlineRow, as_json, headlines_by_day},
    page::Page,
    picture_data::PictureData,
};
use crate::{
    chart::{
        data::{Line, Point, Run, Spec, day_number, day_of},
        words::{PageWords, page},
    },
    model::{InForce, Lang, Quoted, Series},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything; days count from 1970-01-01.
#[derive(Serialize)]
pub struct PageData<'a> {
    lang: &'static str,
    from: i32,
    to: i32,
    /// Whether other days can be drawn.
    zooms: bool,
    words: PageWords,
    pictures: Vec<PictureData>,
    lines: Vec<LineData>,
    /// By day.
    headlines: BTreeMap<i32, Vec<HeadlineRow<'a>>>,
}

#[derive(Serialize)]
struct LineData {
    code: String,
    label: String,
    name: String,
    nominal: i64,
    runs: Vec<RunData>,
}

/// The records of a run by columns.
#[derive(Serialize)]
struct RunData {
    /// The last day on which they are in force.
    to: i32,
    /// Date of the first record if that is before its day here.
    since: Option<i32>,
    /// The bar of the first day, if there is one.
    bar: Option<f64>,
    /// Days from the one before; the first from 1970-01-01.
    days: String,
    /// As published.
    values: String,
    /// Exact; empty for the value less the one before, `-` if it is not known.
    changes: String,
    /// Per cent; empty if it is not known.
    percents: String,
    /// What is drawn, if that is not the value as published.
    drawn: String,
    /// Units, if they differ from the nominal of the line.
    nominals: String,
}

impl<'a> PageData<'a> {
    pub fn new(spec: &Spec, with: &Page<'a>, pictures: Vec<PictureData>) -> Self {
        let lines = spec.lines.iter().map(|line| {
            let mut series = with.series.iter();
            let own = series.find(|series| series.quoted() == line.quoted);
            LineData::new(line, own, spec.lang)
        });

        Self {
            lang: spec.lang.pick("en", "ru"),
            from: day_number(spec.span.from()),
            to: day_number(spec.span.to()),
            zooms: spec.can_be_zoomed(),
            words: page(spec.lang),
            pictures,
            lines: lines.collect(),
            headlines: headlines_by_day(spec, with.headlines),
        }
    }

    pub fn to_json(&self) -> String {
        as_json(self)
    }
}

impl LineData {
    fn new(line: &Line, series: Option<&Series>, lang: Lang) -> Self {
        let currency = line.quoted.currency;
        let code = line.quoted.to_string();
        let name = if code == currency.code {
            lang.pick(currency.name_en, currency.name_ru)
        } else {
            &code
        };

        let nominal = line.nominal.units();
        let runs = series.into_iter().flat_map(|series| {
            let runs = line.runs.iter();
            runs.map(move |run| RunData::new(run, series, nominal))
        });

        Self {
            name: name.to_owned(),
            label: line.label(),
            nominal,
            runs: runs.collect(),
            code,
        }
    }
}

impl RunData {
    fn new(run: &Run, series: &Series, nominal: i64) -> Self {
        let mut rows: Vec<[String; 6]> = Vec::new();
        let mut before: Option<(i32, InForce)> = None;
        let mut since = None;
        for point in &run.points {
            let Ok(shown) = series.in_force(day_of(point.day)) else {
                continue;
            };
            if before.is_none() {
                // The first record may have been set before the first day in view.
                let record_day = day_number(shown.record.record_date());
                since = Some(record_day).filter(|day| *day != point.day);
            }

            rows.push(row(
                series.quoted(),
                point,
                &shown,
                before.as_ref(),
                nominal,
            ));
            before = Some((point.day, shown));
        }

        let [days, values, changes, percents, drawn, nominals] = [0, 1, 2, 3, 4, 5].map(|column| {
            let texts: Vec<_> = rows.iter().map(|row| row[column].as_str()).collect();
            texts.join(",")
        });
        Self {
            to: run.to,
            since,
            bar: run.points.first().and_then(|point| point.change),
            days,
            values,
            changes,
            percents,
            drawn,
            nominals,
        }
    }
}

/// A record as the script gets it: days from the one before, and what it cannot tell itself.
fn row(
    quoted: Quoted,
    point: &Point,
    shown: &InForce,
    before: Option<&(i32, InForce)>,
    nominal: i64,
) -> [String; 6] {
    let figure = quoted.figure(&shown.record);
    let value = figure.value;
    let last_day = before.map_or(0, |(day, _)| *day);
    let percent = shown.change.map(|change| change.percent.to_string());
    // The float of a restated rate may differ in its last digits.
    let is_as_published = (point.value - value.to_f64()).abs() <= 1e-9 * point.value.abs();

    let drawn = (!is_as_published).then(|| short(point.value));
    let units = figure.nominal.units();

    [
        (point.day - last_day).to_string(),
        value.to_string(),
        change_text(quoted, shown, before.map(|(_, before)| before)),
        percent.unwrap_or_default(),
        drawn.unwrap_or_default(),
        if units == nominal {
            String::new()
        } else {
            units.to_string()
        },
    ]
}

/// The exact change; empty if the script can subtract, `-` if it is not known.
fn change_text(quoted: Quoted, shown: &InForce, before: Option<&InForce>) -> String {
    let Some(change) = shown.change else {
        return "-".to_owned();
    };

    let change = quoted.change(&shown.record, &change);
    let value = quoted.figure(&shown.record).value;
    let earlier = before.map(|before| quoted.figure(&before.record).value);
    let difference = earlier.and_then(|earlier| value.minus(earlier).ok());
    if difference == Some(change) {
        String::new()
    } else {
        change.to_string()
    }
}

/// Ten digits are finer than any screen.
fn short(value: f64) -> String {
    let text = format!("{value:.10}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

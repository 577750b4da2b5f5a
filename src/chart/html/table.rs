//! The last records as a table: for readers without scripts, and for those who do not see the picture.

use crate::{
    chart::{
        data::{Sign, Spec, decimal_text},
        draw::escaped,
        words::PageWords,
    },
    model::{InForce, Quoted, Record, Series, spell_day},
};
use jiff::civil::Date;
use std::{collections::BTreeSet, fmt::Write as _};

/// Days in the table.
const MOST_DAYS: usize = 40;

/// The days with a record of any series, the latest first, a row each.
pub fn table(spec: &Spec, series: &[Series], words: &PageWords) -> String {
    let date = escaped(words.date);
    let mut out = format!("<table>\n<thead><tr><th scope=\"col\">{date}</th>");

    for line in &spec.lines {
        let label = escaped(&line.label());
        let change = escaped(words.change);
        // Writing into a string cannot fail, here and below.
        let _ = write!(
            out,
            "<th scope=\"col\">{label}</th><th scope=\"col\">{change}</th>"
        );
    }
    out += "</tr></thead>\n<tbody>\n";

    for day in record_days(spec, series).into_iter().rev().take(MOST_DAYS) {
        let spelled = spell_day(day, spec.lang);
        let _ = write!(out, "<tr><th scope=\"row\">{spelled}</th>");
        for line in &spec.lines {
            let own = series.iter().find(|one| one.quoted() == line.quoted);
            let shown = own.and_then(|own| own.in_force(day).ok());
            out += &cells(line.quoted, shown, line.nominal.units(), day);
        }
        out += "</tr>\n";
    }
    out + "</tbody>\n</table>\n"
}

fn record_days(spec: &Spec, series: &[Series]) -> BTreeSet<Date> {
    series
        .iter()
        .flat_map(Series::records)
        .map(Record::record_date)
        .filter(|day| spec.span.contains(*day))
        .collect()
}

/// The rate and its change; empty if the record in force is of an earlier day.
fn cells(quoted: Quoted, shown: Option<InForce>, nominal: i64, day: Date) -> String {
    let Some(shown) = shown.filter(|shown| shown.record.record_date() == day) else {
        return "<td></td><td></td>".to_owned();
    };

    let figure = quoted.figure(&shown.record);
    // The column's heading has the nominal of the last record.
    let units = match figure.nominal.units() {
        units if units == nominal => String::new(),
        units => format!(" / {units}"),
    };
    let change = shown.change.map_or_else(String::new, |change| {
        let change = quoted.change(&shown.record, &change);
        decimal_text(change, change.scale(), Sign::Always)
    });
    format!("<td>{}{units}</td><td>{change}</td>", figure.value)
}

//! The last records as a table: for readers without scripts, and for those who do not see the picture.

use crate::chart::spec::{Spec, day_number, day_of};
use crate::chart::svg::escaped;
use crate::chart::words::{self, PageWords, Sign};
use crate::model::{InForce, Quoted, Record, Series, spell_day};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Days in the table.
const MOST_DAYS: usize = 40;

/// The days with a record of any series, the latest first, a row each.
pub(super) fn table(spec: &Spec, series: &[Series], words: &PageWords) -> String {
    let mut out = format!(
        "<table>\n<thead><tr><th scope=\"col\">{}</th>",
        escaped(words.date)
    );
    for line in &spec.lines {
        let (label, change) = (escaped(&line.label()), escaped(words.change));
        let _ = write!(
            out,
            "<th scope=\"col\">{label}</th><th scope=\"col\">{change}</th>"
        );
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for day in record_days(spec, series).into_iter().rev().take(MOST_DAYS) {
        let day = day_of(day);
        let _ = write!(
            out,
            "<tr><th scope=\"row\">{}</th>",
            spell_day(day, spec.lang)
        );
        for line in &spec.lines {
            let own = series.iter().find(|one| one.quoted() == line.quoted);
            let shown = own.and_then(|own| own.in_force(day).ok());
            push_cells(&mut out, line.quoted, shown, line.nominal.units(), day);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

fn record_days(spec: &Spec, series: &[Series]) -> BTreeSet<i32> {
    let records = series
        .iter()
        .flat_map(Series::records)
        .map(Record::record_date);
    records
        .filter(|day| spec.span.contains(*day))
        .map(day_number)
        .collect()
}

/// The rate and its change; nothing where the record in force is of an earlier day.
fn push_cells(out: &mut String, quoted: Quoted, shown: Option<InForce>, nominal: i64, day: Date) {
    let Some(shown) = shown.filter(|shown| shown.record.record_date() == day) else {
        out.push_str("<td></td><td></td>");
        return;
    };
    let figure = quoted.figure(&shown.record);
    let units = figure.nominal.units();
    // The column's heading has the nominal of the last record.
    let units = if units == nominal {
        String::new()
    } else {
        format!(" / {units}")
    };
    let change = shown
        .change
        .map(|change| quoted.change(&shown.record, &change));
    let change = change.map(|change| words::figure(change, change.scale(), Sign::Always));
    let _ = write!(
        out,
        "<td>{}{units}</td><td>{}</td>",
        figure.value,
        change.unwrap_or_default()
    );
}

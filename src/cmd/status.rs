//! `rates status`: how fresh each currency is and what is missing.

use super::context::Context;
use crate::analysis::staleness;
use crate::cli::{ReportFormat, StatusArgs};
use crate::error::{Error, Result};
use crate::model::{Currency, Span, Spans};
use crate::render::{self, CurrencyStatus};
use crate::store::Store;
use jiff::ToSpan as _;

/// Years of records that the calendar of a status looks at, and one more.
const YEARS_BACK: i64 = 6;

pub fn run(context: &Context, arguments: &StatusArgs) -> Result<()> {
    let store = context.open_store()?;
    let extents = store.load_extents()?;
    let mut currencies = context.config.currencies.clone();
    currencies.extend(extents.iter().map(|extent| extent.currency));
    let mut seen = Vec::new();
    currencies.retain(|currency| {
        !seen.contains(&currency.code) && {
            seen.push(currency.code);
            true
        }
    });
    let rows: Vec<CurrencyStatus> =
        currencies.iter().map(|currency| load_status(context, &store, currency)).collect::<Result<_>>()?;
    context.write(|out| match arguments.format {
        ReportFormat::Text => {
            writeln!(out, "{}", render::render_status_table(&rows, context.lang, context.frame()))
        }
        ReportFormat::Json => render::json::render_status(&rows, out),
    })?;
    let configured = |row: &&CurrencyStatus| context.config.currencies.contains(&row.currency);
    if rows.iter().filter(configured).any(|row| row.freshness.stale) { Err(Error::Stale) } else { Ok(()) }
}

fn load_status(context: &Context, store: &Store, currency: &'static Currency) -> Result<CurrencyStatus> {
    let coverage = store.load_coverage(currency)?;
    let spans = coverage.as_slice();
    let last_days = spans.last().map_or(context.today, |span| span.to()).saturating_sub(YEARS_BACK.years());
    let series = store.load_series(
        currency,
        Span::new(last_days, context.today.saturating_add(14.days())).unwrap_or(Span::day(context.today)),
    )?;
    let extent = store.load_extents()?.into_iter().find(|extent| extent.currency == currency);
    Ok(CurrencyStatus {
        currency,
        first: extent.map(|extent| extent.records.from()),
        last: extent.map(|extent| extent.records.to()),
        covered_to: series.covered_to(),
        freshness: staleness(&series, context.today),
        holes: holes(&coverage),
    })
}

/// Days between covered ones that are not covered.
fn holes(coverage: &Spans) -> Vec<Span> {
    let spans = coverage.as_slice();
    let whole = spans.first().zip(spans.last()).and_then(|(first, last)| Span::new(first.from(), last.to()));
    whole.map_or_else(Vec::new, |whole| coverage.gaps_in(whole).as_slice().to_vec())
}

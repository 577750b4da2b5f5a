//! `rates status`: how fresh each currency is and what is missing, and how each feed has fared.

use super::context::Context;
use super::news::load_feed_statuses;
use super::rate_ages::{load_covered_to, load_freshness};
use crate::cli::{ReportFormat, StatusArgs};
use crate::error::{Error, Result};
use crate::model::{Currency, Span, Spans};
use crate::render::{self, CurrencyStatus};
use crate::store::Store;

pub fn run(context: &Context, arguments: &StatusArgs) -> Result<()> {
    let store = context.open_store()?;
    let extents = store.load_extents()?;
    let mut currencies = context.config.currencies.clone();
    let others = extents.iter().map(|extent| extent.currency);
    currencies.extend(others.filter(|currency| !context.config.currencies.contains(currency)));
    let load = |currency: &&'static Currency| {
        let extent = extents.iter().find(|extent| extent.currency == *currency);
        load_status(
            context,
            &store,
            currency,
            extent.map(|extent| extent.records),
        )
    };
    let rows: Vec<CurrencyStatus> = currencies.iter().map(load).collect::<Result<_>>()?;
    let feeds = load_feed_statuses(context, &store)?;
    context.write(|out| match arguments.format {
        ReportFormat::Text => {
            writeln!(
                out,
                "{}",
                render::render_status_table(&rows, context.lang, context.frame())
            )?;
            if feeds.is_empty() {
                return Ok(());
            }
            writeln!(
                out,
                "\n{}",
                render::render_feeds_table(&feeds, context.lang, context.frame())
            )
        }
        ReportFormat::Json => render::json::render_status(&rows, &feeds, out),
    })?;
    let configured = |row: &&CurrencyStatus| context.config.currencies.contains(&row.currency);
    if rows
        .iter()
        .filter(configured)
        .any(|row| row.freshness.stale)
    {
        Err(Error::Stale)
    } else {
        Ok(())
    }
}

fn load_status(
    context: &Context,
    store: &Store,
    currency: &'static Currency,
    records: Option<Span>,
) -> Result<CurrencyStatus> {
    let coverage = store.load_coverage(currency)?;

    Ok(CurrencyStatus {
        currency,
        first: records.map(Span::from),
        last: records.map(Span::to),
        covered_to: load_covered_to(store, currency, context.today)?,
        freshness: load_freshness(store, currency, context.today)?,
        holes: holes(&coverage),
    })
}

/// Days between covered ones that are not covered.
pub(super) fn holes(coverage: &Spans) -> Vec<Span> {
    let spans = coverage.as_slice();
    let whole = spans
        .first()
        .zip(spans.last())
        .and_then(|(first, last)| Span::new(first.from(), last.to()));
    whole.map_or_else(Vec::new, |whole| {
        coverage.gaps_in(whole).as_slice().to_vec()
    })
}

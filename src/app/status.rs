//! How fresh each currency is and what is missing, and how each feed has fared.

use super::{
    App,
    news::load_feed_statuses,
    rates::{load_covered_to, load_freshness},
};
use crate::{
    error::Result,
    model::{Currency, Span, Spans, each_once},
    render::{CurrencyStatus, FeedStatus},
};

/// The state of what is stored.
pub struct Status {
    /// The configured currencies, then the others that have records.
    pub currencies: Vec<CurrencyStatus>,
    pub feeds: Vec<FeedStatus>,
    /// Whether the rates of a configured currency are older than the calendar explains.
    pub is_stale: bool,
}

/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn load_status(app: &App) -> Result<Status> {
    let extents = app.store.load_extents()?;
    let configured = app.config.currencies.iter().copied();
    let stored = extents.iter().map(|extent| extent.currency);

    let currencies = each_once(configured.chain(stored))
        .into_iter()
        .map(|currency| {
            let records = extents
                .iter()
                .find_map(|extent| (extent.currency == currency).then_some(extent.records));
            load_currency(app, currency, records)
        })
        .collect::<Result<Vec<_>>>()?;
    // Others may have been fetched only once; the currencies of the configuration should be up to date.
    let is_stale = currencies
        .iter()
        .any(|row| row.freshness.stale && app.config.currencies.contains(&row.currency));

    Ok(Status {
        currencies,
        feeds: load_feed_statuses(app)?,
        is_stale,
    })
}

fn load_currency(
    app: &App,
    currency: &'static Currency,
    records: Option<Span>,
) -> Result<CurrencyStatus> {
    Ok(CurrencyStatus {
        currency,
        first: records.map(Span::from),
        last: records.map(Span::to),
        covered_to: load_covered_to(app, currency)?,
        freshness: load_freshness(app, currency, app.today)?,
        holes: find_holes(&app.store.load_coverage(currency)?),
    })
}

/// Days between covered ones that are not covered.
pub fn find_holes(coverage: &Spans) -> Vec<Span> {
    coverage.whole().map_or(Vec::new(), |whole| {
        coverage.gaps_in(whole).as_slice().to_vec()
    })
}

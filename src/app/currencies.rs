//! The catalogue of currencies, with what is stored of each.

use super::{App, status::find_holes};
use crate::{error::Result, model::CATALOGUE, render::CurrencyRow};

/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn load_currencies(app: &App) -> Result<Vec<CurrencyRow>> {
    let extents = app.store.load_extents()?;

    CATALOGUE
        .iter()
        .map(|currency| {
            let coverage = app.store.load_coverage(currency)?;
            let extent = extents.iter().find(|extent| extent.currency == currency);
            Ok(CurrencyRow {
                currency,
                records: extent.map(|extent| extent.records),
                spans: coverage.as_slice().len(),
                holes: find_holes(&coverage),
            })
        })
        .collect()
}

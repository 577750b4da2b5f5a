//! `rates currencies`: the catalogue, and what is stored of each currency.

use super::context::Context;
use super::status::holes;
use crate::cli::{CurrenciesArgs, TableFormat};
use crate::error::Result;
use crate::model::CATALOGUE;
use crate::render::{self, CurrencyRow};

pub fn run(context: &Context, arguments: &CurrenciesArgs) -> Result<()> {
    let store = context.open_store()?;
    let extents = store.load_extents()?;
    let mut rows = Vec::with_capacity(CATALOGUE.len());
    for currency in CATALOGUE {
        let coverage = store.load_coverage(currency)?;
        let extent = extents.iter().find(|extent| extent.currency == currency);
        rows.push(CurrencyRow {
            currency,
            records: extent.map(|extent| extent.records),
            spans: coverage.as_slice().len(),
            holes: holes(&coverage),
        });
    }
    match arguments.format {
        TableFormat::Table => {
            let table = render::render_currencies_table(&rows, context.lang, context.frame());
            context.print(&format!("{table}\n"))?;
            if let Some(note) = render::note_on_columns(context.lang, context.frame()) {
                context.note(&note);
            }
            Ok(())
        }
        TableFormat::Json => context.write(|out| render::render_currencies_json(&rows, out)),
        TableFormat::Csv => context.write(|out| render::render_currencies_csv(&rows, out)),
    }
}

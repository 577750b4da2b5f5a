//! `rates db`: care of the file.

use super::context::Context;
use super::db_check;
use super::history::whole_span;
use crate::cli::DbCommand;
use crate::error::Result;
use crate::model::{Record, Series, Unit};
use crate::render::{self, ExportRow};
use crate::store::SOURCE;

pub fn run(context: &Context, command: &DbCommand) -> Result<()> {
    match command {
        DbCommand::Path => {
            let path = context.store_path()?;
            context.print(&format!("{}\n", path.display()))
        }
        DbCommand::Check => db_check::run(context),
        DbCommand::Backup { file } => {
            context.open_store()?.backup(file)?;
            context.print(&format!("{}\n", file.display()))
        }
        DbCommand::Export => export(context),
        DbCommand::Import(arguments) => super::db_import::import(context, arguments),
        DbCommand::Imports => super::db_import::list(context),
        DbCommand::Undo { import } => super::db_import::undo(context, *import),
    }
}

fn export(context: &Context) -> Result<()> {
    let store = context.open_store()?;
    let mut all: Vec<Series> = Vec::new();
    for extent in store.load_extents()? {
        all.push(store.load_series(extent.currency, whole_span(None, None))?);
    }
    let rows = all.iter().flat_map(|series| {
        series.records().iter().map(|record| ExportRow {
            unit: published_unit(series, record),
            record: *record,
            source: SOURCE,
            span: series.coverage().containing(record.record_date()),
        })
    });
    context.write(|out| render::csv::render_export(rows, out))
}

/// The unit in which a record was published. Of two records on the day of a redenomination, the one of the larger
/// nominal is in the unit that ends.
fn published_unit(series: &Series, record: &Record) -> Unit {
    let day = record.record_date();
    let at = series
        .records()
        .partition_point(|other| other.record_date() < day);
    let is_last_of_its_date = series.records()[at..]
        .iter()
        .take_while(|other| other.record_date() == day)
        .last()
        .is_some_and(|last| last == record);
    let currency = series.currency();
    if is_last_of_its_date {
        Unit::in_use(currency, day)
    } else {
        Unit::in_use_before(currency, day)
    }
}

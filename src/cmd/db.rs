//! `rates db`: care of the file.

use super::context::Context;
use super::db_check;
use super::history::whole_span;
use super::support::read_input;
use crate::cli::DbCommand;
use crate::error::{Error, Result};
use crate::model::{Record, Series, Unit};
use crate::render::{self, ExportRow, Note};
use crate::sources::table::parse_table;
use crate::store::{FirstUse, SOURCE, Store};
use std::path::Path;

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
        DbCommand::Import { file } => import(context, file),
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
    let at = series.records().partition_point(|other| other.record_date() < day);
    let is_last_of_its_date = series.records()[at..]
        .iter()
        .take_while(|other| other.record_date() == day)
        .last()
        .is_some_and(|last| last == record);
    let counted_on = if is_last_of_its_date { day } else { day.yesterday().unwrap_or(day) };
    Unit::in_use(series.currency(), counted_on)
}

/// Reads a file into the store; a store that is new stays without the archive, for the file is to be what is in it.
fn import(context: &Context, file: &Path) -> Result<()> {
    let bytes = read_input(file)?;
    let path = context.store_path()?;
    let mut store =
        if path.exists() { context.open_store()? } else { Store::open(&path, FirstUse::StayEmpty)? };
    if store.is_last_import(&bytes)? {
        context.note(&render::note_text(&Note::ImportKnown, context.lang, context.today));
        return Ok(());
    }
    let table = parse_table(&bytes, SOURCE).map_err(|message| Error::Content {
        path: file.to_owned(),
        line: 1,
        message,
    })?;
    let imported = store.import(&file.display().to_string(), &bytes, table.rows, context.now)?;
    let mut faults = table.faults;
    faults.extend(imported.faults.iter().map(|fault| (fault.line, fault.what.clone())));
    faults.sort();
    for (line, what) in &faults {
        context.note(&format!("{}:{line}: {what}", file.display()));
    }
    let (new, restated, known, left_out) = (imported.new, imported.restated, imported.known, faults.len());
    let note = Note::Imported { new, restated, known, left_out };
    context.note(&render::note_text(&note, context.lang, context.today));
    if left_out > 0 { Err(Error::RowsLeftOut { count: left_out }) } else { Ok(()) }
}

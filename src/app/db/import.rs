//! Rates from a user's file, and their removal.
//!
//! An import opens the store itself: a new store is not filled from the archive, so that it holds the file's rows
//! alone, and a failed import leaves none.

use crate::{
    app::{App, InputFile, RowsLeftOut},
    error::{Bilingual, Error, Result},
    model::{Currency, Lang, Nominal, RowFault},
    render::{self, table_error},
    sources::rate_table::{RATE_FIELDS, RateTable, RateTableOptions, parse_rate_table},
    store::{
        FirstUse, ImportFile, ImportMode, ImportRules, Imported, Replaced, SOURCE, Store,
        UndoRefused, Undone, names_a_file,
    },
    table::{Mapping, TableError},
};
use jiff::{Timestamp, civil::Date};
use std::path::PathBuf;

/// A file to import.
pub struct ImportRequest {
    pub store_path: PathBuf,
    pub file: InputFile,
    /// Which of its columns are which fields.
    pub mapping: Mapping,
    /// The currency of all its rows, where no column has it.
    pub currency: Option<&'static Currency>,
    /// The nominal of all its rows, where no column has it.
    pub nominal: Option<Nominal>,
    /// Whether its figures are the Bank's whatever a column says.
    pub is_of_the_bank: bool,
    /// Whether its figures take the place of official ones.
    pub replaces: bool,
    /// Whether it is only tried.
    pub is_dry_run: bool,
    pub today: Date,
    pub now: Timestamp,
}

/// What an import brought, in records and rows.
pub struct ImportReport {
    /// Records of dates that had none.
    pub new: usize,
    pub replaced: Vec<Replaced>,
    /// Records that were stored already.
    pub known: usize,
    /// The rows left out, by line.
    pub faults: Vec<RowFault>,
    /// Whether the file has a header and nothing below it.
    pub has_no_rows: bool,
}

impl ImportReport {
    pub fn rows_left_out(&self) -> RowsLeftOut {
        RowsLeftOut(self.faults.len())
    }
}

/// Imports a file; `None` if the same file was the last thing recorded.
///
/// # Errors
/// [`Error::Content`] for a file that is no table of rates.
pub fn import_file(request: &ImportRequest) -> Result<Option<ImportReport>> {
    let name = request.file.name();
    let table = read_table(request)?;
    let has_no_rows = table.rows.is_empty() && table.faults.is_empty();
    let file = ImportFile {
        name: &name,
        bytes: &request.file.bytes,
        rows: table.rows,
        unread: &table.faults,
    };
    let Some(imported) = import_into_any(request, file)? else {
        return Ok(None);
    };

    let mut faults = table.faults;
    faults.extend(imported.faults);
    faults.sort_by_key(|fault| fault.line);
    Ok(Some(ImportReport {
        new: imported.new,
        replaced: imported.replaced,
        known: imported.known,
        faults,
        has_no_rows,
    }))
}

fn read_table(request: &ImportRequest) -> Result<RateTable> {
    let InputFile { path, bytes } = &request.file;
    let options = RateTableOptions {
        source: SOURCE,
        is_source_given: request.is_of_the_bank,
        mapping: &request.mapping,
        currency: request.currency,
        nominal: request.nominal,
    };
    parse_rate_table(bytes, options)
        .map_err(|(line, error)| Error::content(path, line, no_rate_table(&error)))
}

/// Why a file is no table of rates. A currency that no column names may be given for the whole file.
fn no_rate_table(error: &TableError) -> Bilingual {
    let problem = table_error(error);
    let [_, code, ..] = RATE_FIELDS;
    match error {
        TableError::NoColumn { field, .. } if *field == code[0] => Bilingual::new(
            problem.en + ", or give the currency of all rows with --currency CODE",
            problem.ru + "; валюту всех строк можно дать так: --currency КОД",
        ),
        _ => problem,
    }
}

fn import_into_any(request: &ImportRequest, file: ImportFile<'_>) -> Result<Option<Imported>> {
    let path = &request.store_path;
    if request.is_dry_run {
        let mut store = Store::open_for_rehearsal(path)?;
        return import_into(&mut store, request, file, ImportMode::Rehearse).map(Some);
    }
    // `:memory:` and the like are no files, and have no folder to be renamed in.
    if !path.exists() && names_a_file(path) {
        return import_into_new(request, file).map(Some);
    }

    let mut store = Store::open(path, FirstUse::OnlyImports)?;
    // With --replace the same file may do what it could not do before.
    if !request.replaces && store.is_last_import(file.bytes)? {
        return Ok(None);
    }
    import_into(&mut store, request, file, ImportMode::Write).map(Some)
}

fn import_into(
    store: &mut Store,
    request: &ImportRequest,
    file: ImportFile<'_>,
    mode: ImportMode,
) -> Result<Imported> {
    let rules = ImportRules {
        replace: request.replaces,
        today: request.today,
    };
    store.import(file, rules, mode, request.now)
}

/// Makes a new store of a file.
fn import_into_new(request: &ImportRequest, file: ImportFile<'_>) -> Result<Imported> {
    let name = file.name;
    let unread = file.unread;
    let mut unplaced = Store::create_unplaced(&request.store_path)?;
    let imported = import_into(&mut unplaced.store, request, file, ImportMode::Write)?;

    // When none of its rows can be stored, there is no store either. A file without rows is what `db export` makes of an
    // empty store, and gives one.
    let is_useless = imported.new == 0 && !(unread.is_empty() && imported.faults.is_empty());
    if is_useless || unplaced.place()? {
        return Ok(imported);
    }

    // Another command has made the store meanwhile, so this is an import like any other.
    let file = ImportFile {
        name,
        bytes: &request.file.bytes,
        rows: read_table(request)?.rows,
        unread,
    };
    let mut store = Store::open(&request.store_path, FirstUse::OnlyImports)?;
    import_into(&mut store, request, file, ImportMode::Write)
}

/// Takes an import back.
///
/// # Errors
/// [`Error::UndoRefused`] when later imports rest on it, [`Error::Usage`] when there is none of this number.
pub fn undo_import(app: &mut App, id: i64) -> Result<Undone> {
    app.store.undo_import(id)?.map_err(|refused| match refused {
        UndoRefused::NoSuchImport => no_such_import(id),
        UndoRefused::RestsOnIt(dependents) => {
            let en = render::rests_on_it(id, &dependents, Lang::En);
            let ru = render::rests_on_it(id, &dependents, Lang::Ru);
            let problem = Bilingual::new(en, ru);
            Error::UndoRefused { problem }
        }
    })
}

fn no_such_import(id: i64) -> Error {
    let en = format!("there is no import {id}; `rates db imports` lists them");
    let ru = format!("загрузки {id} нет; список даёт `rates db imports`");
    Error::usage("IMPORT", en, ru)
}

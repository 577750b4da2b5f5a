//! `rates db import`, `imports` and `undo`: rates from a user's file, and their removal.

use super::context::Context;
use super::support::read_input;
use crate::cli::ImportArgs;
use crate::error::{Bilingual, Error, Result};
use crate::model::{Lang, RowFault};
use crate::render::{self, Note};
use crate::sources::table::{Table, parse_table};
use crate::store::{
    FirstUse, ImportFile, ImportMode, ImportRules, Imported, SOURCE, Store, UndoRefused,
    names_a_file,
};
use std::path::Path;

/// Imports a file into the store. A new store is not filled from the archive: it holds the file's rows alone.
pub fn import(context: &Context, arguments: &ImportArgs) -> Result<()> {
    let file = arguments.file.as_path();
    let bytes = read_input(file)?;
    let name = file.display().to_string();
    let table = read_table(&name, &bytes)?;
    let rules = ImportRules {
        replace: arguments.replace,
        today: context.today,
    };
    let listed = ImportFile {
        name: &name,
        bytes: &bytes,
        rows: table.rows,
        unread: &table.faults,
    };
    let imported = if arguments.dry_run {
        Some(rehearse(context, listed, rules)?)
    } else {
        write(context, listed, rules)?
    };
    let Some(imported) = imported else {
        context.say(&Note::ImportKnown);
        return Ok(());
    };
    report(context, arguments, imported, table.faults)
}

fn read_table(name: &str, bytes: &[u8]) -> Result<Table> {
    parse_table(bytes, SOURCE).map_err(|message| Error::content(name, 1, message))
}

/// Imports into the store; `None` if the same file was the last thing recorded.
fn write(context: &Context, file: ImportFile<'_>, rules: ImportRules) -> Result<Option<Imported>> {
    let path = context.store_path()?;
    if !path.exists() && names_a_file(&path) {
        return import_into_new(context, &path, file, rules).map(Some);
    }
    let mut store = Store::open(&path, FirstUse::OnlyImports)?;
    if !rules.replace && store.is_last_import(file.bytes)? {
        return Ok(None);
    }
    store
        .import(file, rules, ImportMode::Write, context.now)
        .map(Some)
}

/// Makes a new store of a file; when none of its rows can be stored, there is no store either. A file without rows is
/// what `db export` makes of an empty store, and gives one.
fn import_into_new(
    context: &Context,
    path: &Path,
    file: ImportFile<'_>,
    rules: ImportRules,
) -> Result<Imported> {
    let ImportFile {
        name,
        bytes,
        unread,
        ..
    } = file;
    let mut unplaced = Store::create_unplaced(path)?;
    let imported = unplaced
        .store
        .import(file, rules, ImportMode::Write, context.now)?;
    let is_useless = imported.new == 0 && !(unread.is_empty() && imported.faults.is_empty());
    if is_useless || unplaced.place()? {
        return Ok(imported);
    }

    // Another command has made the store meanwhile, so this is an import like any other.
    let rows = read_table(name, bytes)?.rows;
    let mut store = Store::open(path, FirstUse::OnlyImports)?;
    store.import(
        ImportFile {
            name,
            bytes,
            rows,
            unread,
        },
        rules,
        ImportMode::Write,
        context.now,
    )
}

fn rehearse(context: &Context, file: ImportFile<'_>, rules: ImportRules) -> Result<Imported> {
    let mut store = Store::open_for_rehearsal(&context.store_path()?)?;
    store.import(file, rules, ImportMode::Rehearse, context.now)
}

fn report(
    context: &Context,
    arguments: &ImportArgs,
    imported: Imported,
    mut faults: Vec<RowFault>,
) -> Result<()> {
    let lang = context.lang;
    faults.extend(imported.faults);
    faults.sort_by_key(|fault| fault.line);
    for line in render::import_faults(&arguments.file.display().to_string(), &faults, lang) {
        context.note(&line);
    }
    for line in render::replaced_figures(&imported.replaced, lang) {
        context.note(&line);
    }
    let (new, restated, known, left_out) = (
        imported.new,
        imported.replaced.len(),
        imported.known,
        faults.len(),
    );
    if arguments.dry_run {
        context.say(&Note::DryRun);
    }

    let note = Note::Imported {
        new,
        restated,
        known,
        left_out,
    };
    context.say(&note);
    if left_out > 0 {
        Err(Error::RowsLeftOut { count: left_out })
    } else {
        Ok(())
    }
}

/// Lists the imports of which anything is left.
pub fn list(context: &Context) -> Result<()> {
    let imports = context.open_store()?.load_imports()?;
    if imports.is_empty() {
        context.say(&Note::NoImports);
        return Ok(());
    }
    context.print(&format!(
        "{}\n",
        render::render_imports(&imports, context.lang)
    ))
}

/// Takes an import back.
pub fn undo(context: &Context, id: i64) -> Result<()> {
    let mut store = context.open_store()?;
    match store.undo_import(id)? {
        Ok(undone) => {
            context.note(&render::undone_text(id, &undone, context.lang));
            Ok(())
        }
        Err(UndoRefused::NoSuchImport) => Err(no_such_import(id)),
        Err(UndoRefused::RestsOnIt(dependents)) => {
            let words = |lang: Lang| render::rests_on_it(id, &dependents, lang);
            Err(Error::UndoRefused {
                problem: Bilingual::new(words(Lang::En), words(Lang::Ru)),
            })
        }
    }
}

fn no_such_import(id: i64) -> Error {
    let en = format!("there is no import {id}; `rates db imports` lists them");
    let ru = format!("загрузки {id} нет; список даёт `rates db imports`");
    Error::usage("IMPORT", en, ru)
}

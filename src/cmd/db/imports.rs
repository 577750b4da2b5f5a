//! `rates db import`, `imports` and `undo`: rates from a user's file, and their removal.

use crate::{
    app::db::{ImportReport, ImportRequest, import_file, undo_import},
    cli::ImportArgs,
    cmd::{
        context::Context,
        input::{parse_mapping, read_input},
    },
    error::{Error, Result},
    model::{Currency, Nominal},
    render::{Note, WorkNote, import_faults, render_imports, replaced_figures, undone_text},
    sources::rate_table::RATE_FIELDS,
    table::DecimalMark,
};

pub fn import(context: &Context, arguments: &ImportArgs) -> Result<()> {
    let mapping = parse_mapping(arguments.map.as_deref(), &RATE_FIELDS)?
        .with_decimal(arguments.decimal.map(DecimalMark::from));
    let currency = arguments.currency.as_deref().map(Currency::find);
    let request = ImportRequest {
        mapping,
        currency: currency.transpose()?,
        nominal: arguments.nominal.map(typed_nominal).transpose()?,
        is_of_the_bank: arguments.source.is_some(),
        // Read before the store is made: a missing file must not leave an empty store.
        file: read_input(&arguments.file)?,
        store_path: context.store_path()?,
        replaces: arguments.replace,
        is_dry_run: arguments.dry_run,
        today: context.today,
        now: context.now,
    };

    let Some(report) = import_file(&request)? else {
        context.say(&Note::ImportKnown);
        return Ok(());
    };

    say_report(context, &request, &report);
    report.rows_left_out().result()
}

fn typed_nominal(units: i64) -> Result<Nominal> {
    Nominal::new(units).map_err(|_| {
        Error::usage(
            "--nominal",
            "the Bank's nominals are powers of ten: 1, 10, 100, …",
            "номиналы Банка — степени десяти: 1, 10, 100, …",
        )
    })
}

fn say_report(context: &Context, request: &ImportRequest, report: &ImportReport) {
    let lang = context.lang;
    let faults = import_faults(&request.file.name(), &report.faults, lang);
    let replaced = replaced_figures(&report.replaced, lang);
    for line in faults.into_iter().chain(replaced) {
        context.note(&line);
    }

    if report.has_no_rows {
        let file = request.file.name();
        context.say(&WorkNote::NoRows { file }.into());
    }
    if request.is_dry_run {
        context.say(&Note::DryRun);
    }
    context.say(&Note::Imported {
        new: report.new,
        restated: report.replaced.len(),
        known: report.known,
        left_out: report.faults.len(),
    });
}

/// Lists the imports of which anything is left.
pub fn list(context: &Context) -> Result<()> {
    let imports = context.open()?.store.load_imports()?;

    if imports.is_empty() {
        context.say(&Note::NoImports);
        return Ok(());
    }

    context.print_line(render_imports(&imports, context.lang))
}

/// Takes an import back.
pub fn undo(context: &Context, id: i64) -> Result<()> {
    let undone = undo_import(&mut context.open()?, id)?;
    context.note(&undone_text(id, &undone, context.lang));
    Ok(())
}

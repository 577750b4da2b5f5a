//! `rates db`: care of the file.

mod imports;

use super::{context::Context, table_output::csv_reader};
use crate::{
    app::db::{check_store, load_export},
    cli::DbCommand,
    error::Result,
    render::render_csv,
};

pub fn run(context: &Context, command: &DbCommand) -> Result<()> {
    match command {
        DbCommand::Path => context.print_line(context.store_path()?.display()),
        DbCommand::Check => {
            let app = context.open()?;
            check_store(&app)?;
            context.print_line(format!("{}: ok", app.store.path().display()))
        }
        DbCommand::Backup { file } => {
            context.open()?.store.backup(file)?;
            context.print_line(file.display())
        }
        DbCommand::Export(arguments) => {
            let rows = load_export(&context.open()?)?;
            let reader = csv_reader(arguments);
            context.write(|out| render_csv(&rows[..], reader, out))
        }
        DbCommand::Import(arguments) => imports::import(context, arguments),
        DbCommand::Imports => imports::list(context),
        DbCommand::Undo { import } => imports::undo(context, *import),
    }
}

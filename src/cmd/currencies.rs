//! `rates currencies`: the catalogue, and what is stored of each currency.

use super::{context::Context, table_format::format_or, table_output::csv_reader};
use crate::{
    app::currencies::load_currencies,
    cli::{CurrenciesArgs, TableFormat},
    error::Result,
    render,
};

pub fn run(context: &Context, arguments: &CurrenciesArgs) -> Result<()> {
    let format = format_or(arguments.format, &arguments.csv, TableFormat::Table)?;
    let rows = load_currencies(&context.open()?)?;

    match format {
        TableFormat::Json => context.write(|out| render::render_currencies_json(&rows, out)),
        TableFormat::Csv => {
            let reader = csv_reader(&arguments.csv);
            context.write(|out| render::render_csv(&rows[..], reader, out))
        }
        TableFormat::Table => {
            let lang = context.lang;
            let frame = context.frame();
            context.print_line(render::render_currencies_table(&rows, lang, frame))?;
            if let Some(note) = render::note_on_columns(lang, frame) {
                context.note(&note);
            }
            Ok(())
        }
    }
}

//! `rates currencies`: the catalogue, and what is stored of each currency.

use super::context::Context;
use crate::{
    app::currencies::load_currencies,
    cli::{CurrenciesArgs, TableFormat},
    error::Result,
    render,
};

pub fn run(context: &Context, arguments: &CurrenciesArgs) -> Result<()> {
    let rows = load_currencies(&context.open()?)?;

    match arguments.format {
        TableFormat::Json => context.write(|out| render::render_currencies_json(&rows, out)),
        TableFormat::Csv => context.write(|out| render::render_currencies_csv(&rows, out)),
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

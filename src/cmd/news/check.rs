//! `rates news check`: whether the rates in the header of saved pages were the official ones; stores nothing.

use crate::{
    app::news::{PageReader, check_pages},
    cli::{NewsCheckArgs, ReportFormat},
    cmd::{context::Context, failure::say_errors, input::open_input},
    error::Result,
    render::{render_page, write_line},
};

pub fn run(context: &Context, arguments: &NewsCheckArgs) -> Result<()> {
    let store = context.open()?.store;
    let mut reader = PageReader::default();

    let mut pages = Vec::new();
    let mut errors = Vec::new();
    for path in &arguments.files {
        let input = open_input(path);
        let checked = input
            .and_then(|(input, _)| check_pages(&mut reader, &store, path, input, context.today));
        match checked {
            Ok(checked) => {
                pages.extend(checked.reports);
                errors.extend(checked.errors);
            }
            Err(error) => errors.push(error),
        }
    }

    match arguments.format {
        ReportFormat::Json => context.write(|out| write_line(&pages, out))?,
        ReportFormat::Text => {
            let pages = pages.iter().map(|page| render_page(page, context.style()));
            context.print(&pages.collect::<String>())?;
        }
    }
    say_errors(context, errors)
}

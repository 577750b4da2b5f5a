//! `rates news check`: whether the rates in the header of saved pages were the official ones; stores nothing.

use super::kind::page_kind;
use super::page::PageReader;
use crate::cli::{NewsCheckArgs, ReportFormat};
use crate::cmd::context::Context;
use crate::cmd::support::{open_input, read_document, say_errors};
use crate::error::Result;
use crate::render::{self, Minus};

pub fn run(context: &Context, arguments: &NewsCheckArgs) -> Result<()> {
    let store = context.open_store()?;
    let (mut pages, mut errors, mut reader) = (Vec::new(), Vec::new(), PageReader::default());
    for path in &arguments.files {
        let bytes = open_input(path).and_then(|(input, _)| read_document(path, input));
        let read =
            bytes.and_then(|bytes| reader.read(&store, path, &bytes, page_kind(path, &bytes)));
        match read {
            Ok(page) => pages.push(page.report),
            Err(error) => errors.push(error),
        }
    }
    let style = context.style(Minus::Typographic);
    context.write(|out| match arguments.format {
        ReportFormat::Json => render::render_pages_json(&pages, out),
        ReportFormat::Text => pages
            .iter()
            .try_for_each(|page| out.write_all(render::render_page(page, style).as_bytes())),
    })?;
    say_errors(context, errors)
}

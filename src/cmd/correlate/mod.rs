//! `rates correlate`: whether headlines and moves of a rate go together.
//!
//! One question is one way: [`asked`] makes the options typed, [`prepared`] puts every story on its record, then a
//! term is studied, all terms are screened, or leads are looked for. What is printed stands in `render`.

mod asked;
mod field;
mod figure;
mod lead_lag;
mod matched;
mod prepared;
mod regimes;
mod screen;
mod screen_rows;
mod term;
mod term_options;

use super::context::Context;
use super::interrupt;
use super::news;
use super::statistics::{check_picture, load_news};
use crate::app::Interrupt;
use crate::cli::{CorrelateArgs, ReportFormat};
use crate::error::Result;
use crate::render::render_report_json;
use crate::store::Store;
use crate::text::Corpus;
use asked::Asked;
use serde::Serialize;

pub fn run(context: &Context, typed: &CorrelateArgs) -> Result<()> {
    let asked = Asked::new(context, typed)?;
    check_picture(&typed.figure)?;
    match &typed.term {
        _ if typed.lead_lag => lead_lag::check(typed)?,
        Some(term) => matched::check(term, "--term")?,
        None => {}
    }
    let interrupt = interrupt::on_ctrl_c();
    let mut store = news::open(context)?;
    let corpus = load_news(context, &mut store, &interrupt)?;
    let mut question = Question {
        context,
        typed,
        asked: &asked,
        store: &mut store,
        corpus: &corpus,
        interrupt: &interrupt,
    };
    match &typed.term {
        _ if typed.lead_lag => lead_lag::run(&mut question),
        Some(term) => term::run(&mut question, term),
        None => screen::run(&mut question),
    }
}

/// All that an answer is made of.
struct Question<'a> {
    context: &'a Context,
    typed: &'a CorrelateArgs,
    asked: &'a Asked,
    store: &'a mut Store,
    corpus: &'a Corpus,
    interrupt: &'a Interrupt,
}

impl Question<'_> {
    /// Writes a report in the form asked for.
    fn write(&self, report: &impl Serialize, text: impl FnOnce() -> String) -> Result<()> {
        match self.typed.format {
            ReportFormat::Json => self.context.write(|out| render_report_json(report, out)),
            ReportFormat::Text => self.context.print(&text()),
        }
    }
}

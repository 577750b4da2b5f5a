//! `rates explain`: what was distinctive about the news before a rate.

use super::context::Context;
use super::events_file::EventsFile;
use super::study_options::detail;
use crate::analysis::events::Link;
use crate::app::study::{self, ExplainRequest};
use crate::cli::{ExplainArgs, ReportFormat};
use crate::error::Result;
use crate::render::{news_of_the_day_note, render_explain, render_report_json};

pub fn run(context: &Context, arguments: &ExplainArgs) -> Result<()> {
    let known = EventsFile::read(context, arguments.events.as_deref())?;
    let request = ExplainRequest {
        currency: arguments.currency.clone(),
        day: context.day(&arguments.date)?,
        is_set_day: arguments.set,
        link: arguments.link.into(),
    };
    let mut app = context.open_for_study()?;
    let report = study::explain(&mut app, &request, &known.events)?;

    match arguments.format {
        ReportFormat::Json => context.write(|out| render_report_json(&report, out))?,
        ReportFormat::Text => {
            let detail = detail(arguments.details);
            let text = render_explain(&report, detail, context.lang, context.frame());
            context.print(&text)?;
            // Who asks for a day often means its own news, which went into the next rate.
            if !request.is_set_day && request.link == Link::Effect {
                context.note(&news_of_the_day_note(request.day, context.lang));
            }
        }
    }
    known.rows_left_out.result()
}

//! `rates correlate`: whether headlines and moves of a rate go together.

mod request;

use super::context::Context;
use super::picture::{check_picture, draw_figure};
use super::study_options::detail;
use crate::app::study;
use crate::cli::{CorrelateArgs, ReportFormat};
use crate::error::Result;
use crate::render::{TermReport, render_lead_lag, render_report_json, render_screen, render_term};
use request::{Question, correlate_request, question};
use serde::Serialize;

pub fn run(context: &Context, typed: &CorrelateArgs) -> Result<()> {
    let request = correlate_request(context, typed)?;
    check_picture(&typed.figure)?;
    let question = question(context, typed)?;
    let mut app = context.open_for_study()?;
    let detail = detail(typed.details);
    let lang = context.lang;
    let frame = context.frame();

    let figure = match question {
        Question::Term(asked) => {
            let report = study::answer_term(&mut app, &request, &asked)?;
            let text = || render_term(&report, detail, lang, frame);
            write(context, typed, &report, text)?;
            note_missing_curve(context, typed, &report);
            study::event_study_figure(&report, lang)
        }
        Question::Screen(asked) => {
            let report = study::answer_screen(&mut app, &request, &asked)?;
            let text = || render_screen(&report, detail, lang, frame);
            write(context, typed, &report, text)?;
            Some(study::screen_figure(&report, lang))
        }
        Question::LeadLag(asked) => {
            let report = study::answer_lead_lag(&mut app, &request, &asked)?;
            let text = || render_lead_lag(&report, detail, lang, frame);
            write(context, typed, &report, text)?;
            study::lead_lag_figure(&report, lang)
        }
    };
    figure.map_or(Ok(()), |figure| draw_figure(context, &typed.figure, figure))
}

/// Writes a report in the format asked for.
fn write(
    context: &Context,
    typed: &CorrelateArgs,
    report: &impl Serialize,
    text: impl FnOnce() -> String,
) -> Result<()> {
    match typed.format {
        ReportFormat::Json => context.write(|out| render_report_json(report, out)),
        ReportFormat::Text => context.print(&text()),
    }
}

/// A picture was asked for, and there is nothing that it could show.
fn note_missing_curve(context: &Context, typed: &CorrelateArgs, report: &TermReport) {
    if report.study.curve.is_none() && typed.figure.output.is_some() {
        context.note(context.lang.pick(
            "there is nothing to draw: too few events or records",
            "рисовать нечего: событий или записей слишком мало",
        ));
    }
}

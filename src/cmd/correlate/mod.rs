//! `rates correlate`: whether headlines and moves of a rate go together.

mod question;
mod request;

use super::{
    context::Context,
    picture::{check_picture, draw_figure},
    study_options::{detail, write_report},
};
use crate::{
    app::study::{
        answer_lead_lag, answer_regimes, answer_screen, answer_term, event_study_figure,
        lead_lag_figure, screen_figure,
    },
    chart::Figure,
    cli::CorrelateArgs,
    error::Result,
    model::{Lang, tr},
    render::{
        Detail, LeadLagReport, RegimesAnswer, ScreenReport, TableFrame, TermReport,
        render_lead_lag, render_regimes, render_screen, render_term,
    },
};
use question::{Question, question};
use request::correlate_request;
use serde::Serialize;

pub fn run(context: &Context, typed: &CorrelateArgs) -> Result<()> {
    let request = correlate_request(context, typed)?;
    check_picture(&typed.figure)?;
    let question = question(context, typed, &request)?;

    let output = Output { context, typed };
    let mut app = context.open_for_study()?;
    match question {
        Question::Term(asked) => output.term(&answer_term(&mut app, &request, &asked)?),
        Question::Screen(asked) => output.screen(&answer_screen(&mut app, &request, &asked)?),
        Question::Regimes => output.regimes(&answer_regimes(&app, &request)?),
        Question::LeadLag(asked) => output.lead_lag(&answer_lead_lag(&mut app, &request, &asked)?),
    }
}

/// Prints a report and draws its picture.
struct Output<'a> {
    context: &'a Context,
    typed: &'a CorrelateArgs,
}

impl Output<'_> {
    fn term(&self, report: &TermReport) -> Result<()> {
        self.write(report, render_term)?;

        self.draw(event_study_figure(report, self.context.lang))
    }

    fn screen(&self, report: &ScreenReport) -> Result<()> {
        self.write(report, render_screen)?;
        self.draw(Some(screen_figure(report, self.context.lang)))
    }

    fn lead_lag(&self, report: &LeadLagReport) -> Result<()> {
        self.write(report, render_lead_lag)?;
        self.draw(lead_lag_figure(report, self.context.lang))
    }

    fn regimes(&self, answer: &RegimesAnswer) -> Result<()> {
        let context = self.context;
        write_report(context, self.typed.format, answer, |answer| {
            render_regimes(answer, context.lang, context.frame())
        })
    }

    fn write<R: Serialize>(
        &self,
        report: &R,
        render: fn(&R, Detail, Lang, TableFrame) -> String,
    ) -> Result<()> {
        let context = self.context;
        write_report(context, self.typed.format, report, |report| {
            let detail = detail(self.typed.details);
            render(report, detail, context.lang, context.frame())
        })
    }

    /// Draws the figure into the file that was named, or notes that an answer without one leaves it unwritten.
    fn draw(&self, figure: Option<Figure>) -> Result<()> {
        let typed = &self.typed.figure;
        if let Some(figure) = figure {
            return draw_figure(self.context, typed, figure);
        }

        if let Some(path) = &typed.output {
            let path = path.display();
            self.context.note(&tr!(
                self.context.lang,
                "{path} is not written: there is nothing to draw",
                "файл {path} не записан: рисовать нечего"
            ));
        }
        Ok(())
    }
}

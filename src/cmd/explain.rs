//! `rates explain`: what was distinctive about the news before a rate.

use super::{
    context::Context,
    events_file::EventsFile,
    news_filter::news_filter,
    study_options::{detail, write_report},
};
use crate::{
    analysis::events::Link,
    app::study::{self, ExplainRequest},
    cli::{ExplainArgs, ReportFormat},
    error::Result,
    render::{news_of_the_day_note, render_explain},
};

pub fn run(context: &Context, arguments: &ExplainArgs) -> Result<()> {
    let known = EventsFile::read(context, &arguments.events)?;
    let request = ExplainRequest {
        currency: arguments.currency.clone(),
        day: context.day(&arguments.date)?,
        is_set_day: arguments.set,
        link: arguments.link.into(),
        news: news_filter(&arguments.news),
    };
    let mut app = context.open_for_study()?;
    let report = study::explain(&mut app, &request, &known.events)?;

    write_report(context, arguments.format, &report, |report| {
        let detail = detail(arguments.details);
        render_explain(report, detail, context.lang, context.frame())
    })?;
    // Who asks for a day often means its own news, which went into the next rate.
    let may_mean_next_rate = !request.is_set_day && request.link == Link::Effect;
    if may_mean_next_rate && arguments.format == ReportFormat::Text {
        context.note(&news_of_the_day_note(&report, context.lang));
    }
    known.rows_left_out.result()
}

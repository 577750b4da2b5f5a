//! `rates movers`: the largest moves with the news of their windows.

use super::{
    context::Context,
    events_file::EventsFile,
    news_filter::news_filter,
    picture::{check_picture, draw_chart},
    study_options::write_report,
};
use crate::{
    analysis::MoversQuery,
    app::study::{self, MoversRequest},
    cli::MoversArgs,
    error::Result,
    render::render_movers,
};

pub fn run(context: &Context, arguments: &MoversArgs) -> Result<()> {
    check_picture(&arguments.figure)?;
    let known = EventsFile::read(context, &arguments.events)?;
    let request = movers_request(context, arguments)?;
    let mut app = context.open_for_study()?;
    let report = study::list_movers(&mut app, &request, &known.events)?;

    write_report(context, arguments.format, &report, |report| {
        render_movers(report, context.lang, context.frame())
    })?;
    if arguments.figure.output.is_some() {
        let spec = study::movers_chart(&app, &report, &known.events)?;
        draw_chart(context, &arguments.figure, spec)?;
    }
    known.rows_left_out.result()
}

fn movers_request(context: &Context, arguments: &MoversArgs) -> Result<MoversRequest> {
    Ok(MoversRequest {
        currency: arguments.currency.clone(),
        range: context.range(arguments.from.as_deref(), arguments.to.as_deref())?,
        query: MoversQuery {
            by: arguments.by.into(),
            direction: arguments.direction.map(Into::into),
            top: arguments.top.into(),
            min_gap_days: arguments.min_gap_days.into(),
        },
        news: news_filter(&arguments.news),
    })
}

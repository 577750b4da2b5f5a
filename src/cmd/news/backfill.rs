//! `rates news backfill`: headlines of past days from the configured archives.

use crate::{
    app::backfill::{Backfill, BackfillRequest},
    cli::NewsBackfillArgs,
    cmd::{context::Context, failure::say_errors, fetching::refuse_offline, network::Network},
    error::{Error, Result},
    render::{WorkNote, render_archive_plans},
};

pub fn run(context: &Context, arguments: &NewsBackfillArgs) -> Result<()> {
    if !arguments.dry_run {
        refuse_offline(context)?;
    }
    let (from, to) = context.range(Some(&arguments.from), arguments.to.as_deref())?;
    let request = BackfillRequest {
        // clap requires it.
        from: from.unwrap_or(context.today),
        to: to.unwrap_or(context.today),
        sources: arguments.source.clone(),
    };

    let mut app = context.open_for_news()?;
    let mut backfill = Backfill::plan(&app, &request)?;
    let plans = backfill.plans();
    if arguments.dry_run {
        return context.print_line(render_archive_plans(&plans, context.lang));
    }
    context.say(&WorkNote::BackfillPlanned(plans).into());

    let network = Network::new(context, backfill.count_requests())?;
    let done = network.run(backfill.run(&mut app, &network.client, &network.progress));
    network.progress.finish();

    // What came before Ctrl-C is stored, and worth a summary.
    let errors = backfill.finish(&mut app)?;
    if done.is_none() {
        return Err(Error::Interrupted);
    }
    say_errors(context, errors)
}

//! `rates news sources`: what is built in and what is configured; sources added and removed.

use super::config_text::read_config_text;
use crate::{
    app::news::{
        AddRequest, ConfigChange, SourceParts, add_source, check_source, forget_resting_feeds,
        known_already, load_archive_statuses, load_feed_statuses, plan_source, remove_source,
    },
    cli::{FeedsFormat, NewsSourcesArgs, SourcesAddArgs, SourcesCommand},
    cmd::{context::Context, network::Network, output_file::write_output, terminal::Verbosity},
    error::{Error, Result},
    render::{render_source_changes, render_sources, render_sources_json},
};
use std::path::Path;

pub fn run(context: &Context, arguments: &NewsSourcesArgs) -> Result<()> {
    if arguments.command.is_some() && arguments.format.is_some() {
        let en = "only of the list; take it out";
        return Err(Error::usage(
            "--format",
            en,
            "только для списка; уберите его",
        ));
    }

    match &arguments.command {
        None => list(context, arguments.format.unwrap_or(FeedsFormat::Table)),
        Some(SourcesCommand::Add(arguments)) => add(context, arguments),
        Some(SourcesCommand::Remove(arguments)) => {
            let path = context.config_path()?;
            let text = read_config_text(context)?;
            let change = remove_source(&context.config, &text, &arguments.source, path)?;
            write_change(context, &change, path)
        }
    }
}

fn list(context: &Context, format: FeedsFormat) -> Result<()> {
    let app = context.open()?;
    let feeds = load_feed_statuses(&app)?;
    let archives = load_archive_statuses(&app)?;

    match format {
        FeedsFormat::Json => context.write(|out| render_sources_json(&feeds, &archives, out)),
        FeedsFormat::Table => context.print_line(render_sources(
            &feeds,
            &archives,
            context.lang,
            context.frame(),
        )),
    }
}

fn add(context: &Context, arguments: &SourcesAddArgs) -> Result<()> {
    let path = context.config_path()?;
    let planned = plan_source(read_request(arguments), context.today)?;
    if let Some(known) = known_already(&context.config, &planned) {
        return write_change(context, &known, path);
    }

    let (rows, moves) = if arguments.unchecked {
        (planned.rows, Vec::new())
    } else {
        refuse_offline(context)?;
        let network = Network::new(context, 1)?;
        let checked = network.run(check_source(&network.client, planned, context.today));
        network.progress.finish();
        checked.ok_or(Error::Interrupted)??
    };

    let text = read_config_text(context)?;
    let mut change = add_source(&context.config, &text, &rows, path)?;
    change.changes.splice(0..0, moves);
    write_change(context, &change, path)?;

    // A store that is not there yet knows of no feed that rests.
    if context.store_path()?.exists() {
        forget_resting_feeds(&mut context.open()?)?;
    }
    Ok(())
}

fn read_request(arguments: &SourcesAddArgs) -> AddRequest<'_> {
    AddRequest {
        typed: &arguments.source,
        name: arguments.name.as_deref(),
        base: arguments.url.as_deref(),
        query: arguments.query.as_deref(),
        parts: match (arguments.feed, arguments.archive) {
            (true, _) => SourceParts::Feed,
            (_, true) => SourceParts::Archive,
            _ => SourceParts::FeedAndArchive,
        },
    }
}

fn refuse_offline(context: &Context) -> Result<()> {
    if context.offline {
        let en = "a source is asked once before it is written; --unchecked writes it unasked";
        let ru = "источник перед записью один раз запрашивается; без запроса — с --unchecked";
        return Err(Error::usage("--offline", en, ru));
    }
    Ok(())
}

/// Puts the new configuration in its place, and says what has changed.
fn write_change(context: &Context, change: &ConfigChange, path: &Path) -> Result<()> {
    if let Some(text) = &change.text {
        write_output(path, text.as_bytes())?;
    }
    if context.verbosity == Verbosity::Quiet {
        return Ok(());
    }
    let written = change.text.as_ref().map(|_| path);
    context.print_line(render_source_changes(
        &change.changes,
        written,
        context.lang,
    ))
}

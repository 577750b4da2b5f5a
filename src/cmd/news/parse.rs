//! `rates news parse`: reads feed documents and stores nothing.

use crate::{
    app::news::parse_feed_file,
    cli::{NewsParseArgs, ReportFormat},
    cmd::{
        context::Context,
        failure::{say_error, say_errors},
        input::read_news_document,
    },
    error::Result,
    render::{render_feed, write_line},
};

pub fn run(context: &Context, arguments: &NewsParseArgs) -> Result<()> {
    let mut feeds = Vec::new();
    let mut errors = Vec::new();
    for path in &arguments.files {
        match read_news_document(path).and_then(|file| parse_feed_file(&file)) {
            Ok(feed) => feeds.push(feed),
            Err(error) => errors.push(error),
        }
    }

    match arguments.format {
        ReportFormat::Json => context.write(|out| write_line(&feeds, out))?,
        ReportFormat::Text => {
            let texts = feeds.iter().map(|feed| render_feed(feed, context.lang));
            context.print(&texts.collect::<String>())?;
        }
    }
    if feeds.is_empty() {
        return say_errors(context, errors);
    }
    // As long as anything could be read, the rest is reported and no failure.
    for error in &errors {
        say_error(error, context.lang, context.today);
    }
    Ok(())
}

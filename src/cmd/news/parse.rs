//! `rates news parse`: reads feed documents and stores nothing.

use crate::cli::{NewsParseArgs, ReportFormat};
use crate::cmd::context::Context;
use crate::cmd::support::{open_input, read_document, say_error, say_errors};
use crate::error::{Error, Result};
use crate::news::feed::parse_feed;
use crate::render::{self, FeedReading};
use std::path::Path;

pub fn run(context: &Context, arguments: &NewsParseArgs) -> Result<()> {
    let (mut feeds, mut errors) = (Vec::new(), Vec::new());
    for path in &arguments.files {
        match read_feed(path) {
            Ok(feed) => feeds.push(feed),
            Err(error) => errors.push(error),
        }
    }
    context.write(|out| match arguments.format {
        ReportFormat::Json => render::render_feeds_json(&feeds, out),
        ReportFormat::Text => feeds
            .iter()
            .try_for_each(|feed| out.write_all(render::render_feed(feed, context.lang).as_bytes())),
    })?;
    if feeds.is_empty() {
        return say_errors(context, errors);
    }
    // As long as anything could be read, what could not is said and no failure.
    for error in &errors {
        say_error(error, context.lang, context.today);
    }
    Ok(())
}

fn read_feed(path: &Path) -> Result<FeedReading> {
    let bytes = read_document(path, open_input(path)?.0)?;
    let file = path.display().to_string();
    match parse_feed(&bytes, None) {
        Ok(document) => Ok(FeedReading { file, document }),
        Err(error) => Err(Error::NotNews {
            file,
            cause: render::feed_error(&error),
        }),
    }
}

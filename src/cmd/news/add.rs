//! `rates news add`: saved pages, feed files and collections into the store.

use crate::{
    app::news::{AddedFile, FileAdder, NewsKind},
    cli::{NewsAddArgs, ReportFormat},
    cmd::{
        context::Context,
        failure::say_errors,
        input::{open_input, parse_mapping},
        terminal::Verbosity,
    },
    error::{Error, Result},
    news::corpus::HEADLINE_FIELDS,
    render::{FileIntake, render_faults, render_intake, render_intake_json, render_page},
};

pub fn run(context: &Context, arguments: &NewsAddArgs) -> Result<()> {
    let mut adder = FileAdder::new(
        arguments.kind.map(NewsKind::from),
        parse_mapping(arguments.map.as_deref(), &HEADLINE_FIELDS)?,
        arguments.source.as_deref().map(typed_source).transpose()?,
    );
    let mut app = context.open_for_news()?;

    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in &arguments.files {
        let input = open_input(path);
        match input.and_then(|(input, length)| adder.add(&mut app, path, input, length)) {
            Ok(AddedFile { intake, page }) => {
                if let (ReportFormat::Text, Some(page)) = (arguments.format, page) {
                    context.print(&render_page(&page, context.style()))?;
                }
                files.push(intake);
            }
            // What the store refused once it refuses for the next file too.
            Err(error @ Error::Store { .. }) => return Err(error),
            Err(error) => errors.push(error),
        }
    }

    say_intake(context, arguments.format, &files)?;
    errors.extend(left_out(&files));
    say_errors(context, errors)
}

/// The error of what was left out of the files: rows of tables, or parts of documents too.
fn left_out(files: &[FileIntake]) -> Option<Error> {
    let count = files.iter().map(|file| file.left_out).sum();
    let mut incomplete = files.iter().filter(|file| file.left_out > 0);
    let are_all_rows = incomplete.all(FileIntake::has_only_row_faults);

    let unread_dates = files.iter().map(|file| file.unread_dates).sum();
    match count {
        0 if unread_dates > 0 => Some(Error::DatesUnread {
            count: unread_dates,
        }),
        0 => None,
        _ if are_all_rows => Some(Error::RowsLeftOut { count }),
        _ => Some(Error::PartsLeftOut { count }),
    }
}

/// A name on one line.
fn typed_source(typed: &str) -> Result<String> {
    let name = typed.trim();
    if name.is_empty() || name.contains(char::is_control) {
        return Err(Error::usage(
            "--source",
            "a name is needed, such as rbc.ru",
            "нужно имя, например rbc.ru",
        ));
    }

    Ok(name.to_owned())
}

fn say_intake(context: &Context, format: ReportFormat, files: &[FileIntake]) -> Result<()> {
    let faults = files
        .iter()
        .filter_map(|file| render_faults(file, context.lang));
    faults.for_each(|faults| context.note(&faults));

    match format {
        ReportFormat::Json => context.write(|out| render_intake_json(files, out)),
        // The errors say all there is about files that could not be read.
        ReportFormat::Text if files.is_empty() || context.verbosity == Verbosity::Quiet => Ok(()),
        ReportFormat::Text => context.print_line(render_intake(files, context.lang)),
    }
}

//! What several commands do: say an error, read input, print what clap knows.

use super::context::Context;
use crate::analysis::events::Link;
use crate::cli::{Cli, LinkArg};
use crate::error::{Error, Result};
use crate::model::Lang;
use crate::net::LIMIT_MIB;
use crate::render::{Detail, error_text, hint};
use clap::CommandFactory as _;
use jiff::civil::Date;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

/// Says an error and the next step on stderr; whoever closed our output is told nothing.
pub fn say_error(error: &Error, lang: Lang, today: Date) {
    if matches!(error, Error::OutputClosed) {
        return;
    }
    let mut err = io::stderr().lock();
    let _ = writeln!(err, "rates: {}", error_text(error, lang, today));
    if let Some(hint) = hint(error, lang, today) {
        let _ = writeln!(err, "{hint}");
    }
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// [`Error::NoFile`], [`Error::File`].
pub fn read_input(path: &Path) -> Result<Vec<u8>> {
    tracing::info!(target: "file", "reading {}", path.display());
    let read = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|error| unreadable(path, &error))
}

/// Opens a file, or standard input for `-`, with the file's length where it has one.
///
/// # Errors
/// [`Error::NoFile`], [`Error::File`].
pub fn open_input(path: &Path) -> Result<(Box<dyn io::Read>, Option<u64>)> {
    tracing::info!(target: "file", "reading {}", path.display());
    if path == Path::new("-") {
        return Ok((Box::new(io::stdin().lock()), None));
    }
    let opened = std::fs::File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (metadata, file) = opened.map_err(|error| unreadable(path, &error))?;
    Ok((Box::new(file), metadata.is_file().then_some(metadata.len())))
}

/// Reads a document to its end, or a byte past the limit of documents, at which its parser refuses it.
///
/// # Errors
/// [`Error::File`].
pub fn read_document(path: &Path, input: impl io::Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = input
        .take(LIMIT_MIB * 1024 * 1024 + 1)
        .read_to_end(&mut bytes);
    read.map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}

/// Why an input could not be read.
fn unreadable(path: &Path, error: &io::Error) -> Error {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::NotFound => Error::NoFile { path },
        _ => Error::file(path, error),
    }
}

/// Says every error but the one that decides the exit code: the first of the lowest code.
///
/// # Errors
/// That one.
pub fn say_errors(context: &Context, mut errors: Vec<Error>) -> Result<()> {
    let Some(decisive) = (0..errors.len()).min_by_key(|at| errors[*at].exit_code()) else {
        return Ok(());
    };
    let decisive = errors.remove(decisive);
    for error in &errors {
        say_error(error, context.lang, context.today);
    }
    Err(decisive)
}

/// How much a report says.
pub const fn detail(wants_figures: bool) -> Detail {
    if wants_figures {
        Detail::Figures
    } else {
        Detail::Words
    }
}

impl From<LinkArg> for Link {
    fn from(typed: LinkArg) -> Self {
        match typed {
            LinkArg::Effect => Self::Effect,
            LinkArg::Date => Self::Date,
        }
    }
}

/// Completions for a shell.
///
/// # Errors
/// Those of [`Context::write`].
pub fn print_completions(context: &Context, shell: clap_complete::Shell) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "rates", &mut script);
    context.write(|out| out.write_all(&script))
}

/// The manual: the page of `rates`, then one of each command.
///
/// # Errors
/// Those of [`Context::write`].
pub fn print_manual(context: &Context) -> Result<()> {
    let mut command = Cli::command();
    command.build();
    context.write(|out| {
        clap_mangen::Man::new(command.clone()).render(&mut &mut *out)?;
        for one in command
            .get_subcommands()
            .filter(|one| one.get_name() != "help")
        {
            clap_mangen::Man::new(one.clone()).render(&mut &mut *out)?;
        }
        Ok(())
    })
}

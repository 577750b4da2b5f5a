//! Reads files that the user named; `-` is standard input.

use crate::{
    app::{InputFile, news::read_document},
    error::{Error, Result},
};
use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

/// Reads a whole file.
///
/// # Errors
/// [`Error::NoFile`], [`Error::File`].
pub fn read_input(path: &Path) -> Result<InputFile> {
    InputFile::read(path, open_input(path)?.0)
}

/// Reads a document of news, up to the limit of documents.
///
/// # Errors
/// [`Error::NoFile`], [`Error::File`].
pub fn read_news_document(path: &Path) -> Result<InputFile> {
    read_document(path, open_input(path)?.0)
}

/// Opens a file, with its length where it has one.
///
/// # Errors
/// [`Error::NoFile`], [`Error::File`].
pub fn open_input(path: &Path) -> Result<(Box<dyn Read>, Option<u64>)> {
    tracing::info!(target: "file", "reading {}", path.display());
    if path == Path::new("-") {
        return Ok((Box::new(io::stdin().lock()), None));
    }

    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    let (metadata, file) = opened.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::NoFile {
            path: path.to_owned(),
        },
        _ => Error::file(path, error),
    })?;
    // A pipe has a length of 0, which is none.
    Ok((Box::new(file), metadata.is_file().then_some(metadata.len())))
}

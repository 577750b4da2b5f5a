//! Files that the user named and how their columns are to be read; `-` is standard input.

use crate::{
    app::{InputFile, news::read_document},
    error::{Error, Result},
    render::mapping_error,
    table::{FieldNames, Mapping, MappingError},
};
use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

/// Which columns of a table are which fields (`--map`).
///
/// # Errors
/// [`Error::Usage`].
pub fn parse_mapping(typed: Option<&str>, fields: &[FieldNames]) -> Result<Mapping> {
    let Some(typed) = typed else {
        return Ok(Mapping::default());
    };
    let parsed = match typed.trim() {
        "" => Err(MappingError::NotAPair(String::new())),
        _ => Mapping::parse(typed, fields),
    };
    parsed.map_err(|error| Error::Usage {
        flag: "--map",
        problem: mapping_error(&error),
    })
}

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

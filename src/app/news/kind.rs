//! What a file of news is: as typed, else as `news::form` decides by its name and first bytes.

use crate::{
    error::{Error, Result},
    news::{Form, START_BYTES, form_of},
};
use std::{
    io::{Chain, Cursor, Read},
    path::Path,
};

/// What a user may say that a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewsKind {
    /// A saved page in HTML.
    Html,
    /// A saved page as text.
    Text,
    /// A document that lists news.
    Feed,
    /// Rows of headlines, packed or not.
    Collection,
}

impl NewsKind {
    pub(super) const fn form(self) -> Form {
        match self {
            Self::Html => Form::Html,
            Self::Text => Form::Text,
            Self::Feed => Form::Feed,
            Self::Collection => Form::Collection,
        }
    }
}

/// A file with its first bytes looked at, which come again when it is read.
pub(super) struct Opened<R> {
    pub form: Form,
    pub input: Chain<Cursor<Vec<u8>>, R>,
}

/// Looks at the first bytes of a file.
///
/// # Errors
/// [`Error::File`] when it cannot be read.
pub(super) fn opened<R: Read>(path: &Path, mut input: R) -> Result<Opened<R>> {
    let mut start = Vec::with_capacity(START_BYTES);
    (&mut input)
        .take(START_BYTES as u64)
        .read_to_end(&mut start)
        .map_err(|error| Error::file(path, error))?;

    Ok(Opened {
        form: form_of(name_of(path), &start),
        input: Cursor::new(start).chain(input),
    })
}

impl<R> Opened<R> {
    /// What the file is by its first bytes alone.
    pub fn form_by_content(&self) -> Form {
        form_of("", self.input.get_ref().0.get_ref())
    }
}

/// The name of a file, empty for standard input.
fn name_of(path: &Path) -> &str {
    let name = path.file_name().and_then(|name| name.to_str());
    name.filter(|name| *name != "-").unwrap_or_default()
}

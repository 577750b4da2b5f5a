//! Documents of news that are read whole: pages and feeds.

use crate::{
    app::InputFile,
    error::{Bilingual, Error, Result},
    model::{FIRST_RECORD_DAY, Span},
    net::LIMIT_MIB,
    news::{feed::FeedError, parse_document, unpacked},
    render::{self, FeedReading},
};
use jiff::civil::date;
use std::{io::Read, path::Path};

/// Reads a document, which may be packed, to its end, or a byte past the limit of documents, at which its parser refuses it.
///
/// # Errors
/// [`Error::File`].
pub fn read_document(path: &Path, input: impl Read) -> Result<InputFile> {
    let plain = unpacked(input).map_err(|error| Error::file(path, error))?;
    InputFile::read(path, plain.input.take(LIMIT_MIB * 1024 * 1024 + 1))
}

/// Parses a document that lists news and stores nothing.
///
/// # Errors
/// [`Error::NotNews`].
pub fn parse_feed_file(file: &InputFile) -> Result<FeedReading> {
    let document = parse_document(&file.bytes, None)
        .map_err(|error| Error::not_news(&file.path, unread_feed(&error)))?;
    Ok(FeedReading {
        file: file.name(),
        document,
    })
}

/// Why a file is no feed; where only its first words are known, with the command for other files.
fn unread_feed(error: &FeedError) -> Bilingual {
    let cause = render::feed_error(error);
    match error {
        FeedError::NotAFeed { .. } => Bilingual::new(
            format!(
                "{}; pages and tables are read by `rates news add`",
                cause.en
            ),
            format!("{}; страницы и таблицы читает `rates news add`", cause.ru),
        ),
        _ => cause,
    }
}

/// The source of headlines that name none: the name of their file.
pub fn source_of(path: &Path) -> String {
    match path.file_stem() {
        Some(stem) if stem != "-" => stem.to_string_lossy().into_owned(),
        _ => "stdin".to_owned(),
    }
}

/// Every day a record can have. A link needs the first record, and the one after the last day asked for.
pub fn every_day() -> Span {
    Span::starting(FIRST_RECORD_DAY, date(2199, 12, 31))
}

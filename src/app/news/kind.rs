//! What a file of news holds: by its name, and standard input by its content.

use crate::{
    encoding::decode,
    error::{Error, Result},
    news::{corpus::is_title_column, page::PageKind},
};
use std::{
    io::{Cursor, Read},
    path::Path,
};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewsKind {
    /// A saved page in HTML.
    Html,
    /// A saved page as text.
    Text,
    /// A feed's document.
    Feed,
    /// Rows of headlines, packed or not.
    Collection,
}

/// The endings of names, parted by spaces.
const ENDINGS: [(&str, NewsKind); 4] = [
    ("html htm xhtml", NewsKind::Html),
    ("txt text md", NewsKind::Text),
    ("xml rss atom rdf", NewsKind::Feed),
    (
        "csv tsv tab json jsonl ndjson tar tgz gz bz2 zst",
        NewsKind::Collection,
    ),
];

/// As much of a document as is looked at for its root element.
const START_BYTES: usize = 4096;

/// What `input` is: as typed, else by the file's name, else by its first bytes, which come back to be read again.
///
/// # Errors
/// [`Error::File`] when it cannot be read.
pub fn kind_of(
    path: &Path,
    input: &mut impl Read,
    typed: Option<NewsKind>,
) -> Result<(NewsKind, Cursor<Vec<u8>>)> {
    if let Some(kind) = typed.or_else(|| kind_by_name(path)) {
        return Ok((kind, Cursor::default()));
    }

    let mut start = Vec::with_capacity(START_BYTES);
    input
        .take(START_BYTES as u64)
        .read_to_end(&mut start)
        .map_err(|error| Error::file(path, error))?;
    Ok((kind_by_content(&start), Cursor::new(start)))
}

fn kind_by_name(path: &Path) -> Option<NewsKind> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    let (_, kind) = ENDINGS
        .iter()
        .find(|(endings, _)| endings.split(' ').any(|one| one == ending))?;
    Some(*kind)
}

fn kind_by_content(bytes: &[u8]) -> NewsKind {
    // gzip, bzip2 and zstd; of news only collections come packed.
    let magics = [&b"\x1f\x8b"[..], b"BZh", b"\x28\xb5\x2f\xfd"];
    if magics.iter().any(|magic| bytes.starts_with(magic)) {
        return NewsKind::Collection;
    }

    let start = &bytes[..bytes.len().min(START_BYTES)];
    let text = decode(start, None).text.to_lowercase();
    kind_of_text(text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']))
}

fn kind_of_text(text: &str) -> NewsKind {
    let roots = ["<rss", "<feed", "<rdf:rdf", "<channel"];
    match text.chars().next() {
        Some('<') if roots.iter().any(|root| text.contains(root)) => NewsKind::Feed,
        Some('<') => NewsKind::Html,
        Some('{') => NewsKind::Collection,
        _ if is_header_row(text) => NewsKind::Collection,
        _ => NewsKind::Text,
    }
}

/// Whether the first line names columns, one of them a title's.
fn is_header_row(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let mut names = first
        .split([',', '\t', ';'])
        .map(|name| name.trim().trim_matches('"'));

    names.clone().count() > 1 && names.any(is_title_column)
}

/// How a page is read: `.txt` as its text, all else by its content.
pub fn page_kind(path: &Path, bytes: &[u8]) -> PageKind {
    match kind_by_name(path) {
        Some(NewsKind::Html) => PageKind::Html,
        Some(NewsKind::Text) => PageKind::Text,
        // A name of another kind says nothing of a page.
        _ if kind_by_content(bytes) == NewsKind::Html => PageKind::Html,
        _ => PageKind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: &[u8], kind: NewsKind) {
        assert_eq!(
            kind_by_content(content),
            kind,
            "{}",
            String::from_utf8_lossy(content)
        );
    }

    #[test]
    fn content_tells_what_standard_input_is() {
        check(
            b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<rss version=\"2.0\">",
            NewsKind::Feed,
        );
        check(
            b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>",
            NewsKind::Feed,
        );
        check(b"\n<!DOCTYPE html><html>", NewsKind::Html);
        check(b"date,title,url\n2024-05-21,x,y\n", NewsKind::Collection);
        check(
            "Дата;Заголовок\n21.05.2024;x\n".as_bytes(),
            NewsKind::Collection,
        );
        check(b"{\"title\":\"x\"}\n", NewsKind::Collection);
        check(b"\x1f\x8b\x08", NewsKind::Collection);
        check("21 мая 2024\nUSD 90.65 -0.33\n".as_bytes(), NewsKind::Text);
        check(b"", NewsKind::Text);
    }
}

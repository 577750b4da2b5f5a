//! What a file of news is: by its name, and standard input by its content.

use crate::error::{Error, Result};
use crate::news::page::PageKind;
use std::io::{Cursor, Read};
use std::path::Path;

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
    let limit = u64::try_from(START_BYTES).unwrap_or(u64::MAX);
    let read = input.by_ref().take(limit).read_to_end(&mut start);
    read.map_err(|error| Error::file(path, error))?;
    Ok((kind_by_content(&start), Cursor::new(start)))
}

/// What a file is by its name; none when the name does not tell.
fn kind_by_name(path: &Path) -> Option<NewsKind> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    match ending.as_str() {
        "html" | "htm" | "xhtml" => Some(NewsKind::Html),
        "txt" | "text" | "md" => Some(NewsKind::Text),
        "xml" | "rss" | "atom" | "rdf" => Some(NewsKind::Feed),
        "csv" | "tsv" | "tab" | "json" | "jsonl" | "ndjson" | "tar" | "tgz" | "gz" | "bz2"
        | "zst" => Some(NewsKind::Collection),
        _ => None,
    }
}

/// What bytes are: mark-up of a page, a feed, packed or plain rows, else a page's text.
fn kind_by_content(bytes: &[u8]) -> NewsKind {
    let start = &bytes[..bytes.len().min(START_BYTES)];
    let is_packed = [&b"\x1f\x8b"[..], b"BZh", b"\x28\xb5\x2f\xfd"]
        .iter()
        .any(|magic| start.starts_with(magic));
    let text = String::from_utf8_lossy(start).to_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let has = |roots: &[&str]| roots.iter().any(|root| text.contains(root));
    match () {
        () if is_packed => NewsKind::Collection,
        () if text.starts_with('<') && has(&["<rss", "<feed", "<rdf:rdf", "<channel"]) => {
            NewsKind::Feed
        }
        () if text.starts_with('<') => NewsKind::Html,
        () if text.starts_with('{') => NewsKind::Collection,
        () if is_header_row(text) => NewsKind::Collection,
        () => NewsKind::Text,
    }
}

/// Whether the first line names columns, one of them a title's.
fn is_header_row(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let names: Vec<&str> = first
        .split([',', '\t', ';'])
        .map(|name| name.trim().trim_matches('"'))
        .collect();
    names.len() > 1
        && names
            .iter()
            .any(|name| ["title", "headline", "first_line"].contains(name))
}

/// How a page is read: `.txt` as its text, all else by its content.
pub fn page_kind(path: &Path, bytes: &[u8]) -> PageKind {
    match kind_by_name(path) {
        Some(NewsKind::Html) => PageKind::Html,
        Some(NewsKind::Text) => PageKind::Text,
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
        check(b"{\"title\":\"x\"}\n", NewsKind::Collection);
        check(b"\x1f\x8b\x08", NewsKind::Collection);
        check("21 мая 2024\nUSD 90.65 -0.33\n".as_bytes(), NewsKind::Text);
        check(b"", NewsKind::Text);
    }
}

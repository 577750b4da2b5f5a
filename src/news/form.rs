//! What a document of news is: the one place where that is decided, for all commands.
//!
//! First bytes that only one kind of document has count before its name, and the name before what a text looks like.
//! What is not read is named, so that it is never taken for a page.

use super::{container::unpacked, corpus::known_columns};
use crate::encoding::{decode, is_utf16};
use std::io::{Cursor, Read};

/// As much of a document as is looked at.
pub const START_BYTES: usize = 64 * 1024;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// RSS, Atom, RDF; a sitemap; the Bank's NewsInfo.
    Feed,
    /// A table, or JSON of whatever shape; a tar of them.
    Collection,
    /// A page in HTML, which may be a list of news.
    Html,
    /// The text of a page.
    Text,
    /// A page with its pictures in one file.
    Mhtml,
    /// The pages of a crawl.
    Warc,
    /// Nothing that is read.
    Unread(Unread),
}

/// Kinds that are not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    #[error("a PDF: save the page as HTML, or its text as .txt")]
    Pdf,
    #[error("a ZIP file: unpack it first")]
    Zip,
    #[error("a document of Office or LibreOffice: save a workbook as CSV, a text document as .txt")]
    Office,
    #[error("a picture: save the page as HTML, or its text as .txt")]
    Picture,
    #[error(
        "compressed with xz, 7-Zip or RAR, which is not read: unpack it, or compress it with gzip, bzip2 or Zstandard"
    )]
    OtherPacker,
    #[error("an SQLite database: write its headlines out as CSV")]
    Database,
    #[error("an email: save the page that it links to, or its text as .txt")]
    Mail,
    #[error("a web archive of Safari: save the page as HTML (\"Page Source\")")]
    WebArchive,
    #[error(
        "neither text nor a kind of file that is read: save a page as HTML, its text as .txt, a table as CSV"
    )]
    Binary,
    #[error(
        "neither its name nor its content says what it is: --as text takes it for the text of a page"
    )]
    Unknown,
}

/// First bytes that only one kind of file has.
const MAGICS: [(&[u8], Unread); 13] = [
    (b"%PDF-", Unread::Pdf),
    (b"PK\x03\x04", Unread::Zip),
    (b"\x89PNG", Unread::Picture),
    (b"\xff\xd8\xff", Unread::Picture),
    (b"GIF8", Unread::Picture),
    (b"RIFF", Unread::Picture),
    (b"\xfd7zXZ\0", Unread::OtherPacker),
    (b"7z\xbc\xaf\x27\x1c", Unread::OtherPacker),
    (b"Rar!\x1a", Unread::OtherPacker),
    (b"SQLite format 3\0", Unread::Database),
    (b"bplist00", Unread::WebArchive),
    // Documents of Word and workbooks of Excel before 2007.
    (b"\xd0\xcf\x11\xe0", Unread::Office),
    (b"\x7fELF", Unread::Binary),
];

/// The endings of names, parted by spaces.
const ENDINGS: [(&str, Form); 5] = [
    ("html htm xhtml", Form::Html),
    ("txt text md", Form::Text),
    ("xml rss atom rdf", Form::Feed),
    ("csv tsv tab json jsonl ndjson", Form::Collection),
    ("eml msg", Form::Unread(Unread::Mail)),
];

/// Bytes of a ZIP file in which a document of Office names its first parts.
const OFFICE_BYTES: usize = 4 * 1024;

/// Letters of an ending at most.
const LONGEST_ENDING: usize = 8;

/// The endings of packers, which say nothing of what is packed.
const PACKERS: [&str; 3] = ["gz", "bz2", "zst"];

/// The roots of documents of XML that list news, or are refused for what they are.
const XML_ROOTS: [&str; 8] = [
    "<rss",
    "<feed",
    "<rdf:rdf",
    "<channel",
    "<urlset",
    "<sitemapindex",
    "<opml",
    "<newsinfo",
];

/// What a document is, by its name (empty where it has none) and its first bytes, packed or not.
pub fn form_of(name: &str, start: &[u8]) -> Form {
    let (plain, is_tar) = plain_start(start);
    if is_tar {
        return Form::Collection;
    }

    let named = form_by_name(name);
    let sure = sure_form(&plain, named);
    sure.or(named)
        .unwrap_or_else(|| likely_form(&plain, has_ending(name)))
}

/// Whether a collection is JSON, by its first bytes, packed or not.
pub fn begins_as_json(start: &[u8]) -> bool {
    let (plain, is_tar) = plain_start(start);
    !is_tar && beginning(&plain).starts_with(['{', '['])
}

/// The first bytes without their packers, and whether they are those of a tar.
fn plain_start(start: &[u8]) -> (Vec<u8>, bool) {
    let mut plain = Vec::with_capacity(START_BYTES);
    let Ok(unpacked) = unpacked(Cursor::new(start)) else {
        return (plain, false);
    };
    // That the start of a packed document breaks off is no fault of it.
    let _ = unpacked
        .input
        .take(START_BYTES as u64)
        .read_to_end(&mut plain);

    (plain, unpacked.is_tar)
}

/// What the first bytes alone decide.
fn sure_form(start: &[u8], named: Option<Form>) -> Option<Form> {
    if is_zip_of_office(start) {
        return Some(Form::Unread(Unread::Office));
    }
    if let Some((_, unread)) = MAGICS.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Some(Form::Unread(*unread));
    }
    if start.starts_with(b"WARC/") {
        return Some(Form::Warc);
    }

    let text = beginning(start);
    match text.as_bytes() {
        [b'<', ..] if is_xml_of_news(&text) => Some(Form::Feed),
        // An error of a site in a file that was to be a table is no article.
        [b'<', ..] => named.is_none().then_some(Form::Html),
        [b'{' | b'[', ..] if is_json(&text) => Some(Form::Collection),
        _ if is_table(&text, named) => Some(Form::Collection),
        _ => form_of_mail(&text),
    }
}

/// Whether a ZIP file holds what documents of Office (since 2007) or LibreOffice begin with.
fn is_zip_of_office(start: &[u8]) -> bool {
    let names: [&[u8]; 3] = [
        b"[Content_Types].xml",
        b"_rels/.rels",
        b"mimetypeapplication/vnd.oasis",
    ];
    let head = &start[..start.len().min(OFFICE_BYTES)];
    start.starts_with(b"PK\x03\x04")
        && names
            .iter()
            .any(|name| memchr::memmem::find(head, name).is_some())
}

/// The decoded beginning, in small letters.
fn beginning(start: &[u8]) -> String {
    let text = decode(start, None).text.to_lowercase();
    text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
        .to_owned()
}

/// Whether a root of news comes before that of a page. Warnings of a server may come before either.
fn is_xml_of_news(text: &str) -> bool {
    let root = XML_ROOTS
        .iter()
        .filter_map(|root| place_of(text, root))
        .min();
    let page = ["<!doctype html", "<html"];
    let page = page.iter().filter_map(|root| text.find(root)).min();
    root.is_some_and(|root| page.is_none_or(|page| root < page))
}

/// Where an element of this name begins: `<rss` is not `<rssfeed`.
fn place_of(text: &str, root: &str) -> Option<usize> {
    let at = text.find(root)?;
    let is_whole = text[at + root.len()..].starts_with([' ', '>', '\t', '\r', '\n', '/']);
    is_whole.then_some(at)
}

/// Whether a bracket is followed by what follows it in JSON. `[Обновлено]` is text.
fn is_json(text: &str) -> bool {
    let behind = text[1..].trim_start();
    if text.starts_with('{') {
        behind.starts_with(['"', '}'])
    } else {
        behind.starts_with(['{', '[', '"', ']'])
    }
}

/// Whether the first line names columns, one of them a title's. One in a file of text must name more.
fn is_table(text: &str, named: Option<Form>) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut first = lines.next().unwrap_or_default();
    if first.starts_with("sep=") {
        first = lines.next().unwrap_or_default();
    }

    let names: Vec<&str> = first
        .split([',', '\t', ';', '|'])
        .map(|name| name.trim().trim_matches('"'))
        .collect();
    let known = known_columns(&names);
    let needed = match named {
        Some(Form::Text) => 2,
        None => 1,
        Some(_) => return false,
    };
    names.len() > 1 && known.has_title && known.count >= needed
}

/// A page saved as a mail, or a mail.
fn form_of_mail(text: &str) -> Option<Form> {
    let lines = text.lines().take_while(|line| !line.trim().is_empty());
    let head: Vec<&str> = lines.collect();
    let has = |name: &str| head.iter().any(|line| line.starts_with(name));
    let is_letter = has("from:") && has("date:") && has("subject:");
    if !is_letter && !has("mime-version:") {
        return None;
    }

    let is_page = head.iter().any(|line| line.contains("multipart/related"))
        || has("snapshot-content-location:");
    Some(if is_page {
        Form::Mhtml
    } else {
        Form::Unread(Unread::Mail)
    })
}

fn form_by_name(name: &str) -> Option<Form> {
    let ending = ending_of(name)?;
    let (_, form) = ENDINGS
        .iter()
        .find(|(endings, _)| endings.split(' ').any(|one| one == ending))?;
    Some(*form)
}

/// The ending of a name in small letters, without that of a packer.
fn ending_of(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let mut endings = name.rsplit('.').take(name.matches('.').count());
    endings
        .find(|ending| !PACKERS.contains(ending))
        .map(str::to_owned)
}

/// Whether a name ends as those of programs do; `Курс на 21.05.2024` and `Рубль вырос. Почему` do not.
fn has_ending(name: &str) -> bool {
    ending_of(name).is_some_and(|ending| {
        ending.len() <= LONGEST_ENDING
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && ending.bytes().any(|byte| byte.is_ascii_alphabetic())
    })
}

/// What a document looks like when its name does not say. With an ending that is not known it is refused rather than taken
/// for text.
fn likely_form(start: &[u8], has_ending: bool) -> Form {
    if is_mostly_control(start) && !is_utf16(start) {
        return Form::Unread(Unread::Binary);
    }

    if has_ending {
        Form::Unread(Unread::Unknown)
    } else {
        Form::Text
    }
}

/// Whether more than one byte in fifty is a control character; a text may have a stray one.
fn is_mostly_control(start: &[u8]) -> bool {
    let controls = start.iter().filter(|byte| byte.is_ascii_control());
    let stray = controls.filter(|byte| !byte.is_ascii_whitespace() && **byte != 0x1b);
    stray.count() * 50 > start.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn check(name: &str, start: &[u8], form: Form) {
        assert_eq!(
            form_of(name, start),
            form,
            "{name} {}",
            String::from_utf8_lossy(start)
        );
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    const RSS: &[u8] = b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<rss version=\"2.0\">";

    #[test]
    fn content_tells_what_has_no_name() {
        check("", RSS, Form::Feed);
        check(
            "",
            b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>",
            Form::Feed,
        );
        check("", b"<?xml version='1.0'?>\n<urlset xmlns='x'>", Form::Feed);
        check("", b"\n<!DOCTYPE html><html>", Form::Html);
        check("", b"<html><p>Write &lt;rss> or <rss></p>", Form::Html);
        check("", b"date,title,url\n2024-05-21,x,y\n", Form::Collection);
        check("", b"sep=;\r\ndate;title\r\n", Form::Collection);
        check(
            "",
            "Дата;Заголовок\n21.05.2024;x\n".as_bytes(),
            Form::Collection,
        );
        check("", b"{\"title\":\"x\"}\n", Form::Collection);
        check("", b" [ {\"title\":\"x\"}]", Form::Collection);
        check("", b"[]", Form::Collection);
        check("", "[Обновлено] Рубль вырос\n".as_bytes(), Form::Text);
        check("", "{рубль} вырос\n".as_bytes(), Form::Text);
        check("", "21 мая 2024\nUSD 90.65 -0.33\n".as_bytes(), Form::Text);
        check("", b"", Form::Text);
        for name in ["page", "Курс на 21.05.2024", "Рубль вырос. Почему"] {
            check(name, b"x", Form::Text);
        }
        check("letter.eml", b"Subject: x", Form::Unread(Unread::Mail));
        check("list.ttl", b"x", Form::Unread(Unread::Unknown));
        check("news.php", b"<!DOCTYPE html><html>", Form::Html);
    }

    #[test]
    fn first_bytes_count_before_a_name_that_says_otherwise() {
        check("a.txt", RSS, Form::Feed);
        check("a.html", RSS, Form::Feed);
        check("a.txt", b"{\"title\":\"x\"}", Form::Collection);
        check("a.txt", b"title\tdate\turl\n", Form::Collection);
        check("a.html", b"WARC/1.0\r\n", Form::Warc);
        check("a.csv", b"%PDF-1.4", Form::Unread(Unread::Pdf));
        check(
            "a.csv",
            b"<!DOCTYPE html><title>403</title>",
            Form::Collection,
        );
        check("a.xml", b"<!DOCTYPE html><title>403</title>", Form::Feed);
        check("a.txt", b"<p>Title, with a comma", Form::Text);
        check("a.txt", "Заголовок, затем текст\n".as_bytes(), Form::Text);
    }

    #[test]
    fn packed_documents_are_what_is_in_them() {
        check("a.xml.gz", &gzip(RSS), Form::Feed);
        check("a.gz", &gzip(RSS), Form::Feed);
        check("a.html.gz", &gzip(b"<h1>x</h1>"), Form::Html);
        check("a.csv.gz", &gzip(b"title\n"), Form::Collection);
        check(
            "",
            &gzip(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n"),
            Form::Warc,
        );
        // Cut off within its first bytes.
        check("a.html.gz", &gzip(b"<h1>x</h1>")[..14], Form::Html);
    }

    #[test]
    fn documents_of_office_are_no_archives() {
        let office = Form::Unread(Unread::Office);
        check("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", office);
        let packed = |name: &[u8]| [b"PK\x03\x04\x14\0\x06\0\x08\0", name].concat();
        check("a.xlsx", &packed(b"[Content_Types].xml"), office);
        check("a", &packed(b"_rels/.rels"), office);
        let ods = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
        check("a.ods", &packed(ods), office);
        check("a.zip", &packed(b"news.csv"), Form::Unread(Unread::Zip));
    }

    #[test]
    fn pages_saved_as_mail_are_told_from_mail() {
        let page = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/related;\r\n\tboundary=\"x\"\r\n\r\n";
        check("a.mhtml", page, Form::Mhtml);
        check("a.html", page, Form::Mhtml);
        let mail =
            b"From: a@a.example\r\nDate: Mon, 20 May 2024 10:00:00 +0300\r\nSubject: x\r\n\r\nText";
        check("a.eml", mail, Form::Unread(Unread::Mail));
        check("a.txt", b"Subject: matter\n\nText", Form::Text);
    }

    #[test]
    fn what_is_no_text_is_no_page() {
        check(
            "a.bin",
            &[1, 2, 3, 0, 200, 7, 0, 0, 5],
            Form::Unread(Unread::Binary),
        );
        check(
            "a.opml",
            b"<?xml version=\"1.0\"?><opml version=\"2.0\">",
            Form::Feed,
        );
        check(
            "page",
            "Рубль\u{8} вырос, и евро вырос, и юань вырос".as_bytes(),
            Form::Text,
        );
    }
}

//! Archives of crawls (WARC, ISO 28500): record by record, each page with its address and the day of its crawl.
//!
//! Memory is bounded by one page. Answers other than a whole page of HTML, requests and notes are passed over; so are
//! home pages, which are no articles. What is packed around the records is undone before.

use super::{
    address::names_an_article,
    page::{LARGEST_PAGE, PageKind, SavedPage},
};
use crate::model::day_in_moscow;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use jiff::Timestamp;
use std::{
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow,
};

/// Longest head of a record or of an answer, in bytes.
const HEAD_BYTES: u64 = 256 * 1024;

/// A page of an archive, or why a record cannot be read.
#[derive(Debug)]
pub enum WarcRecord {
    Page(SavedPage),
    Fault(WarcProblem),
}

/// What can be wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WarcProblem {
    /// Longer than a page.
    #[error("larger than {} MiB", LARGEST_PAGE >> 20)]
    TooLarge,
    /// Packed in a way that is not undone here.
    #[error("compressed as `{0}`, which is not read")]
    Packed(String),
    /// No record where one should begin; nothing behind it can be read.
    #[error("no WARC record begins here; the rest cannot be read")]
    NoRecord,
    /// The stream broke off.
    #[error("the rest cannot be read: {cause}")]
    Cut {
        /// The unpacker's or the system's words.
        cause: String,
    },
}

/// Reads an archive, and hands each page and fault to `sink` with the number of its record, from 1. A first record that
/// is none is a fault like any other.
pub fn read_warc(
    input: impl Read,
    sink: &mut dyn FnMut(u64, WarcRecord) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut archive = Archive(BufReader::new(input));
    for number in 1.. {
        let record = match archive.next_record() {
            Ok(None) => break,
            Ok(Some(None)) => continue,
            Ok(Some(Some(record))) => record,
            // Where the next record begins is not known.
            Err(problem) => return sink(number, WarcRecord::Fault(problem)),
        };
        sink(number, record)?;
    }

    ControlFlow::Continue(())
}

impl From<io::Error> for WarcProblem {
    fn from(error: io::Error) -> Self {
        Self::Cut {
            cause: error.to_string(),
        }
    }
}

fn ends_inside() -> io::Error {
    io::ErrorKind::UnexpectedEof.into()
}

/// Lines `Name: value` up to an empty one.
#[derive(Default)]
struct Head(Vec<(String, String)>);

impl Head {
    fn get(&self, name: &str) -> &str {
        let mut lines = self.0.iter();
        let found = lines.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value.as_str())
    }
}

struct Archive<R>(BufReader<R>);

impl<R: Read> Archive<R> {
    /// The next record; none at the end, and nothing inside where it is no page.
    #[expect(
        clippy::option_option,
        reason = "an end is not a record without a page"
    )]
    fn next_record(&mut self) -> Result<Option<Option<WarcRecord>>, WarcProblem> {
        let Some(version) = self.first_line()? else {
            return Ok(None);
        };
        if !version.starts_with("WARC/") {
            return Err(WarcProblem::NoRecord);
        }
        let head = read_head(&mut self.0)?;
        let length: u64 = head
            .get("Content-Length")
            .parse()
            .map_err(|_| WarcProblem::NoRecord)?;

        let kind = head.get("WARC-Type");
        let has_page = matches!(kind, "response" | "resource" | "conversion");
        let is_too_large = length > LARGEST_PAGE as u64 + HEAD_BYTES;
        if !has_page || is_too_large {
            self.skip(length)?;
            let fault = WarcRecord::Fault(WarcProblem::TooLarge);
            return Ok(Some((has_page && is_html(&head)).then_some(fault)));
        }

        let mut block = Vec::new();
        let read = (&mut self.0).take(length).read_to_end(&mut block)?;
        if (read as u64) < length {
            return Err(ends_inside().into());
        }
        Ok(Some(page_of(kind, &head, &block)))
    }

    /// The first line that is not empty.
    fn first_line(&mut self) -> io::Result<Option<String>> {
        loop {
            let mut line = Vec::new();
            if (&mut self.0)
                .take(HEAD_BYTES)
                .read_until(b'\n', &mut line)?
                == 0
            {
                return Ok(None);
            }
            let line = String::from_utf8_lossy(&line);
            if !line.trim().is_empty() {
                return Ok(Some(line.trim_end().to_owned()));
            }
        }
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        let skipped = io::copy(&mut (&mut self.0).take(length), &mut io::sink())?;
        if skipped < length {
            return Err(ends_inside());
        }
        Ok(())
    }
}

/// Whether a record that is too long says that it is a page; pictures and films are no fault.
fn is_html(head: &Head) -> bool {
    head.get("Content-Type").contains("html")
        || head.get("WARC-Identified-Payload-Type").contains("html")
}

fn read_head(input: &mut impl BufRead) -> io::Result<Head> {
    let mut head = Head::default();
    let mut input = input.take(HEAD_BYTES);
    loop {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Err(ends_inside());
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            return Ok(head);
        }
        if let Some((name, value)) = line.split_once(':') {
            head.0
                .push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
}

/// The page in a block; `None` where there is none, or it is the home page of a site.
fn page_of(kind: &str, head: &Head, block: &[u8]) -> Option<WarcRecord> {
    let address = head.get("WARC-Target-URI").trim_matches(['<', '>']);
    if !names_an_article(address) {
        return None;
    }
    let moment: Option<Timestamp> = head.get("WARC-Date").parse().ok();
    let page = |bytes, kind| {
        WarcRecord::Page(SavedPage {
            bytes,
            kind,
            address: Some(address.to_owned()),
            day: moment.map(day_in_moscow),
        })
    };

    match kind {
        "response" => match answer(block)? {
            Ok(body) => Some(page(body, PageKind::Html)),
            Err(problem) => Some(WarcRecord::Fault(problem)),
        },
        "resource" if is_html(head) => Some(page(block.to_vec(), PageKind::Html)),
        // The text of a page, as Common Crawl and others make it of the answers.
        "conversion" if head.get("Content-Type").starts_with("text/plain") => {
            Some(page(block.to_vec(), PageKind::Text))
        }
        _ => None,
    }
}

/// The body of a whole answer of HTML; `None` for any other.
fn answer(block: &[u8]) -> Option<Result<Vec<u8>, WarcProblem>> {
    let mut rest = block;
    let mut status = Vec::new();
    (&mut rest)
        .take(HEAD_BYTES)
        .read_until(b'\n', &mut status)
        .ok()?;
    let status = String::from_utf8_lossy(&status);
    let code = status.split_ascii_whitespace().nth(1);
    if !status.starts_with("HTTP/") || code != Some("200") {
        return None;
    }

    let head = read_head(&mut rest).ok()?;
    if !head
        .get("Content-Type")
        .to_ascii_lowercase()
        .contains("html")
    {
        return None;
    }

    let is_chunked = head
        .get("Transfer-Encoding")
        .eq_ignore_ascii_case("chunked");
    // Many programs keep the header of what they have put together already.
    let joined = is_chunked.then(|| joined_chunks(rest)).flatten();
    let body = joined.unwrap_or_else(|| rest.to_vec());
    Some(unpacked_body(body, head.get("Content-Encoding")))
}

/// The chunks of a body put together; `None` if it is not in chunks.
fn joined_chunks(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let size = std::str::from_utf8(&rest[..end]).ok()?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(body);
        }

        body.extend_from_slice(rest.get(..size)?);
        rest = rest[size..].strip_prefix(b"\r\n")?;
    }
}

fn unpacked_body(body: Vec<u8>, encoding: &str) -> Result<Vec<u8>, WarcProblem> {
    let encoding = encoding.to_ascii_lowercase();
    let unpacking: Box<dyn Read + '_> = match (&body[..], encoding.as_str()) {
        ([0x1f, 0x8b, ..], _) => Box::new(MultiGzDecoder::new(&body[..])),
        // As chunks, what is packed may have been unpacked with its header kept.
        ([b'<', ..], _) | (_, "" | "identity" | "gzip" | "x-gzip") => return Ok(body),
        (_, "deflate") => Box::new(ZlibDecoder::new(&body[..])),
        _ => return Err(WarcProblem::Packed(encoding)),
    };

    let mut plain = Vec::new();
    let read = unpacking
        .take(LARGEST_PAGE as u64 + 1)
        .read_to_end(&mut plain);
    match read {
        Ok(_) if plain.len() > LARGEST_PAGE => Err(WarcProblem::TooLarge),
        Ok(_) => Ok(plain),
        Err(error) => Err(WarcProblem::Cut {
            cause: error.to_string(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn record(kind: &str, address: &str, block: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-20T22:30:00Z\r\n\
             WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn response(headers: &str, body: &[u8]) -> Vec<u8> {
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n");
        record(
            "response",
            "https://a.example/1",
            &[head.as_bytes(), body].concat(),
        )
    }

    /// `number|day|address|page`, or the words of a fault.
    fn read(bytes: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        let flow = read_warc(bytes, &mut |number, record| {
            lines.push(match record {
                WarcRecord::Fault(problem) => format!("{number}|{problem}"),
                WarcRecord::Page(page) => format!(
                    "{number}|{}|{}|{}",
                    page.day.unwrap(),
                    page.address.unwrap(),
                    String::from_utf8(page.bytes).unwrap()
                ),
            });
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        lines
    }

    fn check(bytes: &[u8], page: &str) {
        // Half past ten at night in Greenwich is the next day in Moscow.
        assert_eq!(
            read(bytes),
            [format!("1|2024-05-21|https://a.example/1|{page}")]
        );
    }

    const HTML: &[u8] = b"<h1>Rate</h1>";

    #[test]
    fn answers_are_unpacked_and_put_together() {
        let page = "<h1>Rate</h1>";
        check(&response("", HTML), page);
        check(&response("Content-Encoding: gzip\r\n", &gzip(HTML)), page);
        check(&response("Content-Encoding: gzip\r\n", HTML), page);
        let chunks = b"4\r\n<h1>\r\n9;x=1\r\nRate</h1>\r\n0\r\n\r\n";
        check(&response("Transfer-Encoding: chunked\r\n", chunks), page);
        check(&response("Transfer-Encoding: chunked\r\n", HTML), page);
        assert_eq!(
            read(&response("Content-Encoding: br\r\n", b"\x0b\x02\x80")),
            ["1|compressed as `br`, which is not read"]
        );
    }

    #[test]
    fn what_is_no_page_is_passed_over() {
        let page = record("resource", "https://a.example/2", HTML);
        let page = String::from_utf8(page)
            .unwrap()
            .replace("application/http", "text/html");
        let archive = [
            record("warcinfo", "", b"software: x\r\n"),
            record("request", "https://a.example/1", b"GET /1 HTTP/1.1\r\n\r\n"),
            record(
                "response",
                "https://a.example/9",
                b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<h1>No</h1>",
            ),
            record(
                "response",
                "https://a.example/9",
                b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
            ),
            record(
                "response",
                "<https://a.example/>",
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Home</h1>",
            ),
            page.into_bytes(),
        ];
        assert_eq!(
            read(&archive.concat()),
            ["6|2024-05-21|https://a.example/2|<h1>Rate</h1>"]
        );
    }

    #[test]
    fn an_archive_cut_off_keeps_the_pages_before() {
        let two = [response("", HTML), response("", HTML)].concat();
        let first = response("", HTML).len();
        for at in first + 1..two.len() - 4 {
            let lines = read(&two[..at]);
            assert!(lines[0].ends_with("<h1>Rate</h1>"), "{at}");
            assert_eq!(lines.len(), 2, "{at}: {lines:?}");
        }
        assert_eq!(
            read(&[response("", HTML), b"x".to_vec()].concat())[1],
            "2|no WARC record begins here; the rest cannot be read"
        );
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = gzip(&vec![b' '; LARGEST_PAGE + 1]);
        assert_eq!(read(&response("", &bomb)), ["1|larger than 32 MiB"]);
    }
}

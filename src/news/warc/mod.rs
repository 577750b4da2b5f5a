//! Archives of crawls (WARC, ISO 28500): record by record, each page with its address and the day of its crawl.
//!
//! Memory is bounded by one page. Requests and notes are no content; answers without news (pictures, refusals, home
//! pages) are counted by their kind. `head` reads lines of heads, `answer` undoes what a server did to a page, and
//! `content` says what there is. What is packed around the records is undone before.

mod answer;
mod content;
mod head;

use super::{
    form::Form,
    page::{LARGEST_PAGE, PageKind, SavedPage},
    passed_over::PassedOver,
};
use crate::model::day_in_moscow;
use content::{Content, Without, address_of, content_of};
use head::{HEAD_BYTES, Head, ends_inside, read_head};
use jiff::Timestamp;
use std::{
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow,
};

/// What a record of an archive holds, or why it cannot be read.
#[derive(Debug)]
pub enum WarcRecord {
    Page(SavedPage),
    /// A document that may list news.
    List(ArchivedList),
    /// Content that is no news.
    PassedOver(PassedOver),
    Fault(WarcProblem),
}

/// A feed, a table or JSON that a crawl took along.
#[derive(Debug)]
pub struct ArchivedList {
    pub bytes: Vec<u8>,
    pub form: Form,
    /// Where it was, if the record says so.
    pub address: Option<String>,
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

/// Reads an archive, and hands each page, each document that may list news, what was passed over and each fault to `sink`,
/// with the number of its record, from 1. A first record that is none is a fault like any other.
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

struct Archive<R>(BufReader<R>);

impl<R: Read> Archive<R> {
    /// The next record; `None` at the end, `Some(None)` for one without content: a request, a note.
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
            let found = match kind {
                _ if has_page && is_html(&head) => Some(WarcRecord::Fault(WarcProblem::TooLarge)),
                _ if has_page => Some(WarcRecord::PassedOver(PassedOver::Other)),
                "revisit" => Some(WarcRecord::PassedOver(PassedOver::Repetition)),
                _ => None,
            };
            return Ok(Some(found));
        }

        let mut block = Vec::new();
        let read = (&mut self.0).take(length).read_to_end(&mut block)?;
        if (read as u64) < length {
            return Err(ends_inside().into());
        }
        Ok(Some(Some(record_of(kind, &head, &block))))
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

/// Whether a record that is too long says that it is a page; pictures and videos are no fault.
fn is_html(head: &Head) -> bool {
    head.get("Content-Type").contains("html")
        || head.get("WARC-Identified-Payload-Type").contains("html")
}

fn record_of(kind: &str, head: &Head, block: &[u8]) -> WarcRecord {
    let moment: Option<Timestamp> = head.get("WARC-Date").parse().ok();
    let address = Some(address_of(head).to_owned()).filter(|address| !address.is_empty());
    let page = |bytes, kind| SavedPage {
        bytes,
        kind,
        address: address.clone(),
        day: moment.map(day_in_moscow),
    };

    match content_of(kind, head, block) {
        Ok(Content::Html(bytes)) => WarcRecord::Page(page(bytes, PageKind::Html)),
        Ok(Content::Text(bytes)) => WarcRecord::Page(page(bytes, PageKind::Text)),
        Ok(Content::List(bytes, form)) => WarcRecord::List(ArchivedList {
            bytes,
            form,
            address,
        }),
        Err(Without::Content(kind)) => WarcRecord::PassedOver(kind),
        Err(Without::Fault(problem)) => WarcRecord::Fault(problem),
    }
}

#[cfg(test)]
mod tests;

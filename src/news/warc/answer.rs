//! The answer of a server in a record: its status, what it says that it is, and its body as it was before it was sent.

use super::{
    WarcProblem,
    head::{HEAD_BYTES, read_head},
};
use crate::news::page::LARGEST_PAGE;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::io::{BufRead as _, Read};

/// An answer with its body as the server packed it.
pub(super) struct Answer<'b> {
    pub is_ok: bool,
    /// `Content-Type`, in small letters.
    pub content_type: String,
    encoding: String,
    is_chunked: bool,
    packed: &'b [u8],
}

impl<'b> Answer<'b> {
    /// The answer of a block; `None` for what is none of HTTP.
    pub fn of_block(block: &'b [u8]) -> Option<Self> {
        let mut rest = block;
        let mut status = Vec::new();
        (&mut rest)
            .take(HEAD_BYTES)
            .read_until(b'\n', &mut status)
            .ok()?;
        let status = String::from_utf8_lossy(&status);
        if !status.starts_with("HTTP/") {
            return None;
        }

        let head = read_head(&mut rest).ok()?;
        Some(Self {
            is_ok: status.split_ascii_whitespace().nth(1) == Some("200"),
            content_type: head.get("Content-Type").to_ascii_lowercase(),
            encoding: head.get("Content-Encoding").to_ascii_lowercase(),
            is_chunked: head
                .get("Transfer-Encoding")
                .eq_ignore_ascii_case("chunked"),
            packed: rest,
        })
    }

    pub fn body(&self) -> Result<Vec<u8>, WarcProblem> {
        // Many programs keep the header of what they have put together already.
        let joined = self
            .is_chunked
            .then(|| joined_chunks(self.packed))
            .flatten();
        let body = joined.unwrap_or_else(|| self.packed.to_vec());
        unpacked_body(body, &self.encoding)
    }
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
    let unpacking: Box<dyn Read + '_> = match (&body[..], encoding) {
        ([0x1f, 0x8b, ..], _) => Box::new(MultiGzDecoder::new(&body[..])),
        // As chunks, what is packed may have been unpacked with its header kept.
        ([b'<', ..], _) | (_, "" | "identity" | "gzip" | "x-gzip") => return Ok(body),
        (_, "deflate") => Box::new(ZlibDecoder::new(&body[..])),
        _ => return Err(WarcProblem::Packed(encoding.to_owned())),
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

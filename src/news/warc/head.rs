//! Lines `Name: value` at the head of a record and of an answer.

use std::io::{self, BufRead, Read as _};

/// Longest head of a record or of an answer, in bytes.
pub(super) const HEAD_BYTES: u64 = 256 * 1024;

/// Lines `Name: value` up to an empty one.
#[derive(Default)]
pub(super) struct Head(Vec<(String, String)>);

impl Head {
    pub fn get(&self, name: &str) -> &str {
        let mut lines = self.0.iter();
        let found = lines.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value.as_str())
    }
}

pub(super) fn ends_inside() -> io::Error {
    io::ErrorKind::UnexpectedEof.into()
}

pub(super) fn read_head(input: &mut impl BufRead) -> io::Result<Head> {
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

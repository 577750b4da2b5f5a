//! Rows and fields of delimited text, by RFC 4180 as far as the text keeps to it.
//!
//! A quote that is never closed, or is closed in the middle of a field, is no quote but a character; real tables
//! are full of headlines that begin with one. Such a row ends with its line, and so do those behind it up to where
//! the mistake showed, so that a lost quote costs a row and not the rest of the file. Every byte is looked at a
//! few times at most, whatever the quotes are.

use super::window::{Next, Window};
use std::{borrow::Cow, io::Read};

/// The position of a field in the row's bytes, without its quotes.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    from: usize,
    to: usize,
    has_doubled_quotes: bool,
}

impl Field {
    /// Whether nothing but blanks is in it.
    pub fn is_blank(&self, row: &[u8]) -> bool {
        self.of(row).trim_ascii().is_empty()
    }

    /// The field's bytes, doubled quotes made single.
    pub fn of<'r>(&self, row: &'r [u8]) -> Cow<'r, [u8]> {
        let bytes = row.get(self.from..self.to).unwrap_or_default();
        if !self.has_doubled_quotes {
            return Cow::Borrowed(bytes);
        }

        // Each pair of quotes leaves its first.
        let mut single = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some(at) = memchr::memchr(b'"', rest) {
            single.extend_from_slice(&rest[..=at]);
            rest = rest.get(at + 2..).unwrap_or_default();
        }

        single.extend_from_slice(rest);
        Cow::Owned(single)
    }

    /// This field as two, parted at `at` of its bytes.
    pub fn parted(self, at: usize) -> [Self; 2] {
        let middle = (self.from + at).min(self.to);
        [
            Self { to: middle, ..self },
            Self {
                from: middle,
                ..self
            },
        ]
    }
}

/// Finds row after row.
pub struct Splitter {
    delimiter: u8,
    /// Up to here of the stream a row is a line.
    lines_until: u64,
    /// Fields of a sound row; zero while the header is not known.
    pub width: usize,
    /// The fields of the row found last.
    pub fields: Vec<Field>,
}

enum Split {
    Row(usize),
    Unfinished,
    /// A quote that nothing closes; the last of the fields begins with it.
    Open,
    /// A quote closed in the middle of a field.
    Irregular(usize),
}

impl Splitter {
    /// For fields parted by `delimiter`.
    pub const fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            lines_until: 0,
            width: 0,
            fields: Vec::new(),
        }
    }

    /// The next row; its fields are then in [`fields`](Self::fields), its bytes the first in the window.
    pub fn next<R: Read>(&mut self, window: &mut Window<R>) -> Next {
        loop {
            let bytes = window.bytes();
            let offset = window.offset();
            let is_all = window.is_all();
            let is_by_line = offset < self.lines_until;
            let split = if is_by_line {
                self.split_line(bytes, is_all)
            } else {
                self.split_quoted(bytes, is_all)
            };

            match split {
                Split::Row(length) => return Next::Row(length),
                Split::Irregular(at) => {
                    // Everything up to the mistake is read by lines: which of its quotes is the lost one is unknown.
                    let line = memchr::memrchr(b'\n', &bytes[..at]).map_or(1, |end| end + 1);
                    self.lines_until = offset + line as u64;
                }
                Split::Unfinished | Split::Open if window.can_grow() => window.grow(),
                Split::Unfinished | Split::Open if bytes.is_empty() || window.is_cut() => {
                    return Next::End;
                }
                Split::Open if is_all && self.ends_in_last_field(bytes) => {
                    return Next::Row(bytes.len());
                }
                Split::Unfinished if is_by_line => return Next::TooLong,
                Split::Unfinished | Split::Open => self.lines_until = offset + bytes.len() as u64,
            }
        }
    }

    /// `is_all` says that the end of `bytes` is the end of the table.
    fn split_quoted(&mut self, bytes: &[u8], is_all: bool) -> Split {
        self.fields.clear();
        let mut from = 0;
        while from < bytes.len() {
            let end = if bytes[from] == b'"' {
                let Some((field, end)) = quoted_field(bytes, from) else {
                    let to_the_end = Field {
                        from: from + 1,
                        to: bytes.len(),
                        has_doubled_quotes: true,
                    };
                    self.fields.push(to_the_end);
                    return Split::Open;
                };

                self.fields.push(field);
                match bytes[end..] {
                    [] | [b'\r'] if is_all => return Split::Row(bytes.len()),
                    [] | [b'\r'] => return Split::Unfinished,
                    [b'\r', b'\n', ..] => end + 1,
                    [byte, ..] if byte == self.delimiter || byte == b'\n' => end,
                    _ => return Split::Irregular(end),
                }
            } else {
                let Some(ahead) = memchr::memchr2(self.delimiter, b'\n', &bytes[from..]) else {
                    break;
                };
                self.fields.push(bare_field(bytes, from, from + ahead));
                from + ahead
            };
            from = end + 1;

            if bytes[end] == b'\n' {
                return Split::Row(from);
            }
        }

        if is_all && !bytes.is_empty() {
            self.fields.push(bare_field(bytes, from, bytes.len()));
            return Split::Row(bytes.len());
        }

        Split::Unfinished
    }

    /// Whether the open quote at the end of a table is that of a last field in which the table was cut off, as is
    /// usual in samples. It is a lost quote when the line behind it is a row of its own.
    fn ends_in_last_field(&self, bytes: &[u8]) -> bool {
        let Some(field) = self
            .fields
            .last()
            .filter(|_| self.fields.len() == self.width)
        else {
            return false;
        };

        let mut lines = bytes[field.from..].split(|byte| *byte == b'\n').skip(1);
        let behind = lines.find(|line| !line.trim_ascii().is_empty());
        behind.is_none_or(|line| {
            let mut alone = Self::new(self.delimiter);
            alone.split_fields(line);
            alone.fields.len() != self.width
        })
    }

    fn split_line(&mut self, bytes: &[u8], is_all: bool) -> Split {
        let (end, length) = match memchr::memchr(b'\n', bytes) {
            Some(end) => (end, end + 1),
            None if is_all && !bytes.is_empty() => (bytes.len(), bytes.len()),
            None => return Split::Unfinished,
        };
        self.split_fields(&bytes[..end]);
        Split::Row(length)
    }

    /// The fields of one line, without its end.
    pub fn split_fields(&mut self, line: &[u8]) {
        self.fields.clear();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let mut from = 0;

        loop {
            let quoted = (line.get(from) == Some(&b'"'))
                .then(|| quoted_field(line, from))
                .flatten();
            let regular =
                quoted.filter(|(_, end)| line.get(*end).is_none_or(|byte| *byte == self.delimiter));
            let (field, end) = regular.unwrap_or_else(|| {
                let ahead = memchr::memchr(self.delimiter, &line[from..]);
                let end = ahead.map_or(line.len(), |ahead| from + ahead);
                (bare_field(line, from, end), end)
            });
            self.fields.push(field);

            if end == line.len() {
                return;
            }

            from = end + 1;
        }
    }
}

const fn bare_field(bytes: &[u8], from: usize, to: usize) -> Field {
    let has_return = to > from && bytes[to - 1] == b'\r';
    Field {
        from,
        to: if has_return { to - 1 } else { to },
        has_doubled_quotes: false,
    }
}

/// The field with its opening quote at `from`, and where the closing quote is. `None` if there is none.
fn quoted_field(bytes: &[u8], from: usize) -> Option<(Field, usize)> {
    let mut has_doubled_quotes = false;
    let mut at = from + 1;
    loop {
        at += memchr::memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some((
                Field {
                    from: from + 1,
                    to: at,
                    has_doubled_quotes,
                },
                at + 1,
            ));
        }
        has_doubled_quotes = true;
        at += 2;
    }
}

//! A window that moves over a stream: the bytes of the row being read and some more, in memory that is used again.
//!
//! It holds at most [`LONGEST_ROW_BYTES`], whatever the stream does.

use std::io::{ErrorKind, Read};

/// Longest row, in bytes. The longest article met has a tenth of it.
pub const LONGEST_ROW_BYTES: usize = 4 * 1024 * 1024;

/// As much is read at once.
const STEP_BYTES: usize = 256 * 1024;

/// Bytes of a row beyond the longest that are passed over in search of the next one. A stream that has no end of
/// line for so long is none of rows.
const SKIPPED_BYTES: usize = 64 * 1024 * 1024;

/// What comes next in a stream of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// A row of this many bytes, its end of line included.
    Row(usize),
    /// A line that is longer than the longest row.
    TooLong,
    /// Nothing, or the beginning of a row in which the stream broke off.
    End,
}

/// The part of a stream that is being looked at.
pub struct Window<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Bytes of the stream before `start`.
    offset: u64,
    line: u64,
    is_ended: bool,
    /// Whether carriage returns are ends of lines and read as line feeds.
    ends_at_returns: bool,
    failure: Option<std::io::Error>,
}

impl<R: Read> Window<R> {
    /// A window on the first bytes of `input`.
    pub fn new(input: R) -> Self {
        let mut window = Self {
            input,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            offset: 0,
            line: 1,
            is_ended: false,
            ends_at_returns: false,
            failure: None,
        };
        window.grow();
        window.find_ends_of_lines();
        window
    }

    /// Spreadsheets of old Macs end rows with carriage returns alone, which are then read as line feeds.
    fn find_ends_of_lines(&mut self) {
        let seen = &mut self.buffer[..self.end];
        if memchr::memchr(b'\n', seen).is_none() && memchr::memchr(b'\r', seen).is_some() {
            self.ends_at_returns = true;
            feed_lines(seen);
        }
    }

    /// The bytes from where reading has come to.
    pub fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Bytes of the stream before these.
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    /// The line, from 1, that these bytes begin with.
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// Whether more can be seen: the stream goes on, and the row is not yet too long.
    pub const fn can_grow(&self) -> bool {
        !self.is_ended && self.end - self.start < LONGEST_ROW_BYTES
    }

    /// Whether no more than these bytes can be seen although the stream goes on.
    pub const fn is_full(&self) -> bool {
        !self.is_ended && !self.can_grow()
    }

    /// Whether the end of these bytes is the end of the stream.
    pub const fn is_all(&self) -> bool {
        self.is_ended && self.failure.is_none()
    }

    /// Whether the stream broke off, so that a row without an end of line is only the beginning of one.
    pub const fn is_cut(&self) -> bool {
        self.failure.is_some()
    }

    /// Why the stream broke off, once.
    pub fn take_failure(&mut self) -> Option<std::io::Error> {
        self.failure.take()
    }

    /// Sees twice as much, at least one step, unless the stream ends before. That what is looked at doubles keeps
    /// looking at it again from its beginning linear.
    pub fn grow(&mut self) {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        // Twice as much each time keeps looking at it again linear in the whole.
        let wanted = (self.end * 2).clamp(STEP_BYTES, LONGEST_ROW_BYTES);
        if self.buffer.len() < wanted {
            self.buffer.resize(wanted, 0);
        }

        while self.end < wanted && !self.is_ended {
            match self.input.read(&mut self.buffer[self.end..wanted]) {
                Ok(0) => self.is_ended = true,
                Ok(count) => {
                    let read = self.end..self.end + count;
                    if self.ends_at_returns {
                        feed_lines(&mut self.buffer[read.clone()]);
                    }
                    self.end = read.end;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failure = Some(error);
                    self.is_ended = true;
                }
            }
        }
    }

    /// Goes on behind the blanks and empty lines of these bytes.
    pub fn skip_blanks(&mut self) {
        let bytes = self.bytes().iter();
        let blank = bytes.take_while(|byte| byte.is_ascii_whitespace()).count();
        self.advance(blank);
    }

    /// These bytes to the end of their first line.
    pub fn first_line(&self) -> &[u8] {
        let line = self.bytes().split(|byte| *byte == b'\n').next();
        line.unwrap_or_default()
    }

    /// Goes on by `length` bytes, at most those seen.
    pub fn advance(&mut self, length: usize) {
        let to = (self.start + length).min(self.end);
        self.line += memchr::memchr_iter(b'\n', &self.buffer[self.start..to]).count() as u64;
        self.offset += (to - self.start) as u64;
        self.start = to;
    }

    /// The next line, which is then at the start of the window.
    pub fn next_line(&mut self) -> Next {
        loop {
            match memchr::memchr(b'\n', self.bytes()) {
                Some(end) => return Next::Row(end + 1),
                None if self.can_grow() => self.grow(),
                None if self.bytes().is_empty() || self.is_cut() => return Next::End,
                None if self.is_all() => return Next::Row(self.bytes().len()),
                None => return Next::TooLong,
            }
        }
    }

    /// Goes on behind the end of this line, or to the end of everything when that is not in reach.
    pub fn skip_line(&mut self) {
        let mut passed_over = 0;
        loop {
            let end = memchr::memchr(b'\n', self.bytes());
            let length = end.map_or(self.bytes().len(), |at| at + 1);
            self.advance(length);
            passed_over += length;
            if end.is_some() || self.is_ended {
                return;
            }
            if passed_over > SKIPPED_BYTES {
                self.is_ended = true;
                return;
            }

            self.grow();
        }
    }
}

fn feed_lines(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| **byte == b'\r') {
        *byte = b'\n';
    }
}

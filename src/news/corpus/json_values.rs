//! Where the values of a JSON stream begin and end, found by brackets and quotes alone, so that a bad value costs itself
//! and not the rest.

use crate::table::Window;
use std::io::Read;

/// The values of a stream, from the place that a window has reached.
pub(super) struct Values<'w, R> {
    pub window: &'w mut Window<R>,
}

/// A member of an object: its key, and where its value begins.
pub(super) struct Member {
    /// Without its quotes, as it is written.
    pub key: String,
    pub value_at: usize,
    /// The first byte of the value.
    pub first: u8,
}

/// What comes in an object behind a place.
pub(super) enum Next {
    Member(Member),
    /// It ends there.
    End(usize),
    /// Neither a member nor an end: a mistake, the end of the stream, or more than a window can hold.
    Lost,
}

impl<R: Read> Values<'_, R> {
    /// The next byte that is not blank, to which the window goes on; `None` at the end of the stream.
    pub fn next_byte(&mut self) -> Option<u8> {
        loop {
            self.window.skip_blanks();
            if let Some(byte) = self.window.bytes().first() {
                return Some(*byte);
            }
            if !self.window.can_grow() {
                return None;
            }
            self.window.grow();
        }
    }

    fn byte_at(&mut self, at: usize) -> Option<u8> {
        while at >= self.window.bytes().len() && self.window.can_grow() {
            self.window.grow();
        }
        self.window.bytes().get(at).copied()
    }

    /// The place and the value of the first byte from `at` on that is not blank.
    fn not_blank(&mut self, mut at: usize) -> Option<(usize, u8)> {
        loop {
            let byte = self.byte_at(at)?;
            if !byte.is_ascii_whitespace() {
                return Some((at, byte));
            }
            at += 1;
        }
    }

    /// Where a value that begins at `at` ends; `None` if that cannot be seen.
    pub fn value_end(&mut self, at: usize) -> Option<usize> {
        let mut nesting = Nesting::default();
        let mut seen = at;
        loop {
            if let Some(length) = nesting.end_in(&self.window.bytes()[seen..]) {
                return Some(seen + length);
            }

            seen = self.window.bytes().len();
            if !self.window.can_grow() {
                // A number may end with the stream.
                let is_end = self.window.is_all() && nesting.is_bare();
                return is_end.then_some(seen).filter(|end| *end > at);
            }
            self.window.grow();
        }
    }

    /// Where the next objects begin and end, at most so many, with commas or blanks between them; the first is at the
    /// beginning of the window and ends at `end`.
    pub fn objects_in_sight(&mut self, end: usize, most: usize) -> Vec<(usize, usize)> {
        let mut places = vec![(0, end)];
        let mut behind = end;
        while places.len() < most {
            let bytes = &self.window.bytes()[behind..];
            let gap = bytes.iter().take_while(|byte| b", \t\r\n".contains(byte));
            let start = behind + gap.count();
            if self.window.bytes().get(start) != Some(&b'{') {
                break;
            }
            let Some(end) = self.value_end(start) else {
                break;
            };
            places.push((start, end));
            behind = end;
        }

        places
    }

    /// Goes on behind a value, however long; false if the stream ends in it.
    pub fn skip_value(&mut self) -> bool {
        let mut nesting = Nesting::default();
        loop {
            let bytes = self.window.bytes();
            if let Some(length) = nesting.end_in(bytes) {
                self.window.advance(length);
                return true;
            }

            let seen = bytes.len();
            self.window.advance(seen);
            if !self.window.can_grow() {
                return nesting.is_bare();
            }
            self.window.grow();
        }
    }

    /// What comes in an object from `at` on, which is behind its opening bracket, a value or a comma.
    pub fn next_member(&mut self, at: usize) -> Next {
        self.member_from(at).unwrap_or(Next::Lost)
    }

    fn member_from(&mut self, at: usize) -> Option<Next> {
        let (mut at, mut byte) = self.not_blank(at)?;
        if byte == b',' {
            (at, byte) = self.not_blank(at + 1)?;
        }
        if byte == b'}' {
            return Some(Next::End(at + 1));
        }
        if byte != b'"' {
            return None;
        }

        let end = self.value_end(at)?;
        let key = self.window.bytes().get(at + 1..end - 1)?;
        let key = String::from_utf8_lossy(key).into_owned();
        let (colon, mark) = self.not_blank(end)?;
        if mark != b':' {
            return None;
        }
        let (value_at, first) = self.not_blank(colon + 1)?;
        Some(Next::Member(Member {
            key,
            value_at,
            first,
        }))
    }

    /// The first byte inside the list that begins at `at`.
    pub fn first_in_list(&mut self, at: usize) -> Option<u8> {
        self.not_blank(at + 1).map(|(_, byte)| byte)
    }
}

/// How deep in brackets a scan is.
#[derive(Default)]
struct Nesting {
    depth: usize,
    is_in_text: bool,
    is_escaped: bool,
    /// Whether a number or a word has begun outside all brackets.
    has_word: bool,
}

impl Nesting {
    /// Whether what was seen is a number or a word, which ends where anything else begins.
    const fn is_bare(&self) -> bool {
        self.has_word && self.depth == 0
    }

    /// Where the value that began with this scan ends; `None` if it goes on behind these bytes.
    fn end_in(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            if self.is_in_text {
                at += self.pass_text(&bytes[at..]);
                if self.is_in_text {
                    return None;
                }
                if self.depth == 0 {
                    return Some(at);
                }
                continue;
            }

            match bytes[at] {
                b'"' | b'{' | b'[' if self.is_bare() => return Some(at),
                b'"' => self.is_in_text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' | b',' | b':' if self.depth == 0 => return Some(at),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                byte if byte.is_ascii_whitespace() => {
                    if self.is_bare() {
                        return Some(at);
                    }
                }
                _ => self.has_word |= self.depth == 0,
            }
            at += 1;
        }

        None
    }

    /// Passes over a text, its closing quote included; gives how many bytes that was.
    fn pass_text(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        if self.is_escaped {
            self.is_escaped = false;
            at = 1;
        }

        while let Some(ahead) = memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
            at += ahead;
            if bytes[at] == b'"' {
                self.is_in_text = false;
                return at + 1;
            }
            if at + 1 == bytes.len() {
                self.is_escaped = true;
                return bytes.len();
            }
            at += 2;
        }

        bytes.len()
    }
}

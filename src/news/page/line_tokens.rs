//! A line split into words, numbers and signs, with their positions.
//!
//! The grammar of dates ([`super::ru_date`]) and of tickers ([`super::ticker`]) is written over these tokens: there it
//! often matters whether two of them touch (`20.01`) or are separated (`20 . 01`).

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A run of letters.
    Word,
    /// A run of ASCII digits.
    Number,
    /// Any other character that is not white space.
    Sign,
}

/// A piece of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub kind: TokenKind,
    pub text: &'a str,
    /// Byte of the line at which it starts.
    pub start: usize,
}

/// How many bytes of a line are read. The marks of dates occur in short lines and in paragraphs of a few sentences; a
/// saved page without any line break would otherwise be held whole as tokens.
const LINE_BYTES_READ: usize = 8 * 1024;

impl Token<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether `next` follows without white space.
    pub fn touches(&self, next: &Self) -> bool {
        self.end() == next.start
    }

    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign && self.text.starts_with(sign)
    }

    pub fn is_one_of(&self, signs: &str) -> bool {
        self.kind == TokenKind::Sign && self.text.starts_with(|sign| signs.contains(sign))
    }

    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// The word in small letters, ё as е; empty for what is no word.
    pub fn lower(&self) -> String {
        if !self.is_word() {
            return String::new();
        }

        self.text
            .chars()
            .flat_map(char::to_lowercase)
            .map(|c| if c == 'ё' { 'е' } else { c })
            .collect()
    }

    /// The number, if it has at most `digits` digits.
    pub fn number(&self, digits: usize) -> Option<i16> {
        let fits = self.kind == TokenKind::Number && self.text.len() <= digits;
        fits.then(|| self.text.parse().ok())?
    }

    pub fn starts_with_capital(&self) -> bool {
        self.is_word() && self.text.starts_with(char::is_uppercase)
    }
}

/// Whether one of these signs is at `at`.
pub(super) fn is_sign_at(tokens: &[Token<'_>], at: usize, signs: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.is_one_of(signs))
}

/// A number of one or two digits at `at`.
pub(super) fn small_number_at(tokens: &[Token<'_>], at: usize) -> Option<i8> {
    i8::try_from(tokens.get(at)?.number(2)?).ok()
}

/// The tokens of the first kilobytes of a line.
pub(super) fn line_tokens(line: &str) -> Vec<Token<'_>> {
    let line = &line[..line.floor_char_boundary(LINE_BYTES_READ)];
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(line.len() / 8);
    let mut open: Option<(TokenKind, usize)> = None;

    for (at, c) in line.char_indices() {
        let kind = kind_of(c);
        if let Some((kind_before, start)) = open
            && (kind != Some(kind_before) || kind_before == TokenKind::Sign)
        {
            tokens.push(Token {
                kind: kind_before,
                text: &line[start..at],
                start,
            });
            open = None;
        }

        open = open.or(kind.map(|kind| (kind, at)));
    }

    if let Some((kind, start)) = open {
        tokens.push(Token {
            kind,
            text: &line[start..],
            start,
        });
    }

    tokens
}

fn kind_of(c: char) -> Option<TokenKind> {
    match c {
        '0'..='9' => Some(TokenKind::Number),
        // Nearly all of a Russian page, before the tables of Unicode are asked.
        'а'..='я' | 'А'..='Я' | 'a'..='z' | 'A'..='Z' => Some(TokenKind::Word),
        ' ' => None,
        _ if c.is_alphabetic() => Some(TokenKind::Word),
        _ if c.is_whitespace() => None,
        // Invisible: soft hyphen, zero-width space, byte order mark.
        '\u{ad}' | '\u{200b}' | '\u{feff}' => None,
        _ => Some(TokenKind::Sign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let texts: Vec<&str> = line_tokens(line).iter().map(|token| token.text).collect();
        assert_eq!(texts, expected, "{line}");
    }

    #[test]
    fn words_numbers_and_signs() {
        check("", &[]);
        check("МОСКВА, 26 авг —", &["МОСКВА", ",", "26", "авг", "—"]);
        check(
            "20.01.2010,, 19:30",
            &["20", ".", "01", ".", "2010", ",", ",", "19", ":", "30"],
        );
        check("↓76,8271", &["↓", "76", ",", "8271"]);
        check("RUB100\u{a0}5", &["RUB", "100", "5"]);
    }

    #[test]
    fn a_line_without_end_is_read_in_part() {
        assert_eq!(
            line_tokens(&"я ".repeat(1_000_000)).len(),
            LINE_BYTES_READ.div_ceil(3)
        );
    }
}

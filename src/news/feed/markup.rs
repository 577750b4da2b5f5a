//! A feed's text cut into tags, texts and CDATA, however broken it is.
//!
//! XML says that a `<` begins mark-up and does not occur inside it, so every tag ends before the next `<` at the
//! latest: a missing quote or `>` can spoil only one tag, and the time is linear on any input. quick_xml, which reads
//! the Bank's well-formed documents, would swallow everything up to the next quote or `>`.

use std::ops::Range;

/// A piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// `<name attributes>`.
    Start {
        /// With its prefix.
        name: &'a str,
        /// The text after the name.
        attributes: &'a str,
        /// `<name/>`.
        is_empty: bool,
        /// A quote or the `>` is missing.
        is_broken: bool,
    },
    /// `</name>`.
    End {
        /// With its prefix.
        name: &'a str,
    },
    /// Text that may contain references.
    Text(&'a str),
    /// The inside of a CDATA section: text as it is.
    Verbatim(&'a str),
    /// The whole of `<!DOCTYPE …>`.
    DocumentType(&'a str),
}

/// Goes through a document piece by piece.
#[derive(Debug, Default)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    piece_at: usize,
    cut_at: Option<usize>,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    /// Where the piece that came last begins, as a byte of the text.
    pub fn piece_at(&self) -> usize {
        self.piece_at
    }

    /// Where the mark-up begins that is cut off by the end of the document.
    pub fn cut_at(&self) -> Option<usize> {
        self.cut_at
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Takes `length` bytes of the rest.
    fn take(&mut self, length: usize) -> &'a str {
        let taken = &self.rest()[..length];
        self.at += length;
        taken
    }

    /// Takes an opening, an inside and an ending; the inside, or the whole rest when there is no ending.
    fn take_section(&mut self, opening: usize, ending: &str) -> &'a str {
        let rest = self.rest();
        if let Some(length) = rest[opening..].find(ending) {
            self.take(opening + length + ending.len());
            return &rest[opening..opening + length];
        }

        self.cut_at = Some(self.at);
        self.take(rest.len());
        &rest[opening..]
    }

    /// Takes text up to the next `<`; one at its own beginning is part of it.
    fn take_text(&mut self) -> &'a str {
        let rest = self.rest();
        let start = usize::from(rest.starts_with('<'));
        self.take(
            rest[start..]
                .find('<')
                .map_or(rest.len(), |ahead| start + ahead),
        )
    }

    /// Takes a tag; its inside, and whether a quote or the `>` is missing.
    fn take_tag(&mut self, opening: usize) -> (&'a str, bool) {
        let rest = self.rest();
        // Well-formed mark-up has no `<` inside, so a missing quote spoils this tag and no other.
        let window = rest[1..].find('<').map_or(rest, |ahead| &rest[..=ahead]);
        let (end, is_broken) = match end_of_tag(window) {
            Some(end) => (Some(end), false),
            None => (window.find('>'), true),
        };
        if end.is_none() && window.len() == rest.len() {
            self.cut_at = Some(self.at);
        }
        let inside = opening..end.unwrap_or(window.len());
        self.take(end.map_or(window.len(), |end| end + 1));

        (&rest[in_order(inside)], is_broken)
    }

    fn take_document_type(&mut self) -> &'a str {
        let rest = self.rest();
        let Some(end) = end_of_document_type(rest) else {
            self.cut_at = Some(self.at);
            return self.take(rest.len());
        };
        self.take(end + 1)
    }

    fn take_start(&mut self) -> Piece<'a> {
        let (inside, is_broken) = self.take_tag(1);
        let is_empty = inside.ends_with('/');
        let inside = inside.strip_suffix('/').unwrap_or(inside);
        let end = inside
            .find(|c: char| c.is_whitespace() || c == '/')
            .unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(end);

        Piece::Start {
            name,
            attributes,
            is_empty,
            is_broken,
        }
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            self.piece_at = self.at;
            let rest = self.rest();
            let mut bytes = rest.bytes();
            let first = bytes.next()?;
            let second = bytes.next().unwrap_or_default();

            if first != b'<' {
                return Some(Piece::Text(self.take_text()));
            }

            match second {
                b'/' => {
                    return Some(Piece::End {
                        name: self.take_tag(2).0.trim(),
                    });
                }
                b'!' if rest.starts_with("<!--") => _ = self.take_section(4, "-->"),
                b'!' if rest.starts_with("<![CDATA[") => {
                    return Some(Piece::Verbatim(self.take_section(9, "]]>")));
                }
                b'!' if rest
                    .get(..9)
                    .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) =>
                {
                    return Some(Piece::DocumentType(self.take_document_type()));
                }
                b'?' | b'!' => _ = self.take_tag(1),
                b'_' | b'a'..=b'z' | b'A'..=b'Z' => return Some(self.take_start()),
                _ => return Some(Piece::Text(self.take_text())),
            }
        }
    }
}

/// The position of the `>` that ends a tag, outside quotes.
fn end_of_tag(window: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in window.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }

    None
}

/// The range, or an empty one if its end is before its start: `</` at the end of a document.
fn in_order(range: Range<usize>) -> Range<usize> {
    range.start.min(range.end)..range.end
}

/// Where `<!DOCTYPE …[…]>` ends, its declarations and their comments included.
fn end_of_document_type(rest: &str) -> Option<usize> {
    let mut quote = None;
    let mut is_inside = false;
    let mut at = 0;
    let bytes = rest.as_bytes();

    while let Some(byte) = bytes.get(at) {
        match (quote, byte) {
            (None, b'<') if rest[at..].starts_with("<!--") => at += rest[at..].find("-->")?,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'[') => is_inside = true,
            (None, b']') => is_inside = false,
            (None, b'>') if !is_inside => return Some(at),
            _ => {}
        }
        at += 1;
    }

    None
}

/// The attributes of a tag, values as they are written. A value without quotes ends at a blank; so does a value without
/// its closing quote, so that the next attribute is read.
pub(super) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = rest
                .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\''));
            let end = rest.find(|c: char| c.is_whitespace() || c == '=')?;
            let (name, after) = rest.split_at(end);
            rest = after.trim_start();
            let Some(value) = rest.strip_prefix('=') else {
                continue;
            };

            let (value, after) = split_value(value.trim_start());
            rest = after;
            return Some((name, value));
        }
    })
}

fn split_value(text: &str) -> (&str, &str) {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return split_at_blank(text);
    };

    let inside = &text[1..];
    match inside.split_once(quote) {
        // `href="http://x rel="alternate"`: the quote that was found opens the next value.
        Some((value, _)) if value.ends_with('=') && value.contains(char::is_whitespace) => {
            split_at_blank(inside)
        }
        Some((value, after)) => (value, after),
        None => split_at_blank(inside),
    }
}

fn split_at_blank(text: &str) -> (&str, &str) {
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[Piece<'_>]) {
        assert_eq!(Scanner::new(text).collect::<Vec<_>>(), expected, "{text}");
    }

    fn start<'a>(name: &'a str, attributes: &'a str) -> Piece<'a> {
        Piece::Start {
            name,
            attributes,
            is_empty: false,
            is_broken: false,
        }
    }

    fn broken<'a>(name: &'a str, attributes: &'a str) -> Piece<'a> {
        Piece::Start {
            name,
            attributes,
            is_empty: false,
            is_broken: true,
        }
    }

    #[test]
    fn sound_markup() {
        let end = |name| Piece::End { name };
        check("<a>b</a >", &[start("a", ""), Piece::Text("b"), end("a")]);
        check(
            "<?xml version='1.0'?><!-- <b> --><a b='>'/>",
            &[Piece::Start {
                name: "a",
                attributes: " b='>'",
                is_empty: true,
                is_broken: false,
            }],
        );
        check("<![CDATA[<b>&amp;]]>", &[Piece::Verbatim("<b>&amp;")]);
        check(
            "<!DOCTYPE a [<!-- ' --><!ENTITY b ']>'>]><a>",
            &[
                Piece::DocumentType("<!DOCTYPE a [<!-- ' --><!ENTITY b ']>'>]>"),
                start("a", ""),
            ],
        );
    }

    #[test]
    fn broken_markup_spoils_itself_alone() {
        check(
            "1 < 2 <3 <я>",
            &[
                Piece::Text("1 "),
                Piece::Text("< 2 "),
                Piece::Text("<3 "),
                Piece::Text("<я>"),
            ],
        );
        check(
            "<a b=\"c>d<e>",
            &[broken("a", " b=\"c"), Piece::Text("d"), start("e", "")],
        );
        check("<a b<c>", &[broken("a", " b"), start("c", "")]);
        check("</a<c>", &[Piece::End { name: "a" }, start("c", "")]);
    }

    #[test]
    fn the_end_in_the_middle_of_markup_is_known() {
        for (text, at) in [
            ("x<a b='", 1),
            ("<!-- a", 0),
            ("ab<![CDATA[c", 2),
            ("</", 0),
            ("<a></rss", 3),
            ("<", 9),
        ] {
            let mut scanner = Scanner::new(text);
            while scanner.next().is_some() {}
            assert_eq!(scanner.cut_at().unwrap_or(9), at, "{text}");
        }
    }

    #[test]
    fn attributes_with_and_without_quotes() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            assert_eq!(attributes(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check(
            " a='1' b = \"2 3\" c=4 d e=''",
            &[("a", "1"), ("b", "2 3"), ("c", "4"), ("e", "")],
        );
        check(
            " href=\"http://x rel=\"alternate\"",
            &[("href", "http://x"), ("rel", "alternate")],
        );
        check(" href=\"http://x", &[("href", "http://x")]);
        check(" href=http://x/\"", &[("href", "http://x/\"")]);
        check(" = =", &[("", "=")]);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_to_its_end(text in "[<>/!&;?\\[\\]a-cA-Z'\"= \\-я]{0,80}") {
            let mut scanner = Scanner::new(&text);
            let mut begun = None;
            while let Some(piece) = scanner.next() {
                prop_assert!(begun < Some(scanner.piece_at()));
                begun = Some(scanner.piece_at());
                if let Piece::Start { attributes: inside, .. } = piece {
                    let _ = attributes(inside).count();
                }
            }
            prop_assert_eq!(scanner.piece_at(), text.len());
        }
    }
}

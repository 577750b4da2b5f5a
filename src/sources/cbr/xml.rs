//! The Bank's documents as small trees: decoded, refused when they are something else, broken or a bomb.
//!
//! The answers are shallow and at most some ten thousand elements long, so a whole tree is cheap and each
//! element can say which piece of the text it is. No entities but the five of XML, no DTD.

use super::words_of;
use crate::{
    encoding::decode,
    error::{AnswerFault, Bilingual},
};
use quick_xml::{
    XmlVersion,
    events::{BytesStart, Event},
    reader::Reader,
};
use std::ops::Range;

/// Deepest nesting; the Bank's is three.
const MOST_DEPTH: usize = 8;

/// Most elements; the whole dollar since 1992 has 32,000.
const MOST_ELEMENTS: usize = 200_000;

/// Text found only in the page of a bot guard: cbr.ru has been behind DDoS-Guard since 2022-02-26.
const GUARD_MARKS: &[&str] = &[
    "ddos-guard",
    "captcha",
    "checking your browser",
    "проверка браузера",
];

/// A document and its root.
#[derive(Debug)]
pub(super) struct Document {
    /// The decoded text.
    pub text: String,
    /// The root element.
    pub root: Element,
}

/// An element with its own text and children.
#[derive(Debug, Default)]
pub(super) struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    /// Elements in it, in order.
    pub children: Vec<Element>,
    /// Its position in [`Document::text`].
    pub range: Range<usize>,
}

impl Element {
    /// Value of an attribute without blanks around it: ids come padded.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.trim())
    }

    /// Children of one name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Text of the first child with a name, without blanks around it; `None` if there is no such child or no text.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.named(name)
            .next()
            .map(|child| child.text.trim())
            .filter(|text| !text.is_empty())
    }

    pub fn owned_text_of(&self, name: &str) -> Option<String> {
        self.text_of(name).map(str::to_owned)
    }
}

/// The fault of a document that is not the one asked for.
pub(super) fn other(en: impl Into<String>, ru: impl Into<String>) -> AnswerFault {
    let what = Bilingual::new(en, ru);
    AnswerFault::OtherDocument { what }
}

/// Reads a document with a root named `root`.
pub(super) fn open_document(bytes: &[u8], root: &str) -> Result<Document, AnswerFault> {
    let text = decode(bytes, None).text.into_owned();
    let start = text.trim_start();
    if start.is_empty() {
        return Err(malformed("empty", "он пуст"));
    }
    // The Bank's own complaint comes with status 200, bare or in an element.
    if says_error_in_parameters(start) {
        return Err(AnswerFault::ErrorInParameters);
    }
    // Before parsing: a page is rarely sound XML, and its faults would hide what it is.
    if looks_like_html(start) {
        return Err(html(&text));
    }

    let element = parse_tree(&text)?;
    if element.name.eq_ignore_ascii_case("html") {
        return Err(html(&text));
    }
    if says_error_in_parameters(element.text.trim()) {
        return Err(AnswerFault::ErrorInParameters);
    }
    if element.name != root {
        // Its first words tell more than its name: a guard's page may be XML, too.
        let (name, words) = (&element.name, words_of(&text));
        return Err(other(
            format!("a `{name}` document: {words}"),
            format!("документ `{name}`: {words}"),
        ));
    }

    Ok(Document {
        text,
        root: element,
    })
}

pub(super) fn malformed(en: impl Into<String>, ru: impl Into<String>) -> AnswerFault {
    let cause = Bilingual::new(en, ru);
    AnswerFault::Malformed { cause }
}

/// What only the library can name.
fn unparsed(cause: impl std::fmt::Display) -> AnswerFault {
    malformed(cause.to_string(), format!("не разбирается ({cause})"))
}

fn says_error_in_parameters(text: &str) -> bool {
    begins_with(text, "Error in parameters")
}

fn begins_with(text: &str, words: &str) -> bool {
    let start = text.get(..words.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(words))
}

fn looks_like_html(start: &str) -> bool {
    ["<!doctype html", "<html", "<head", "<body", "<script"]
        .iter()
        .any(|tag| begins_with(start, tag))
}

fn html(text: &str) -> AnswerFault {
    let lower = text.to_lowercase();
    let bot_protection = GUARD_MARKS.iter().any(|mark| lower.contains(mark));
    AnswerFault::Html {
        bot_protection,
        first_words: words_of(text),
    }
}

/// Builds the tree; the document must be complete and have one root and nothing outside it.
fn parse_tree(text: &str) -> Result<Element, AnswerFault> {
    let mut reader = Reader::from_str(text);
    let mut tree = Tree::default();
    loop {
        let from = position(&reader);
        let event = reader
            .read_event()
            .map_err(|error| unparsed(format!("{error}, at byte {from}")))?;
        let to = position(&reader);

        match event {
            Event::Start(start) => tree.open(&start, from)?,
            Event::Empty(start) => {
                tree.open(&start, from)?;
                tree.close(to)?;
            }
            Event::End(_) => tree.close(to)?,
            Event::Text(piece) => tree.add_text(&piece)?,
            Event::CData(piece) => tree.add_text(&piece)?,
            Event::GeneralRef(reference) => {
                let escaped = format!("&{};", &*reference);
                let plain = quick_xml::escape::unescape(&escaped).map_err(unparsed)?;
                tree.add_text(&plain)?;
            }
            Event::DocType(_) => {
                return Err(malformed(
                    "it has a document type definition",
                    "в нём есть описание типа документа",
                ));
            }
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return tree.finish(),
        }
    }
}

fn attributes_of(start: &BytesStart<'_>) -> quick_xml::Result<Vec<(String, String)>> {
    start
        .attributes()
        .map(|attribute| {
            let attribute = attribute?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
            Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
        })
        .collect()
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    root: Option<Element>,
    elements: usize,
}

impl Tree {
    fn open(&mut self, start: &BytesStart<'_>, from: usize) -> Result<(), AnswerFault> {
        self.elements += 1;
        if self.open.len() >= MOST_DEPTH || self.elements > MOST_ELEMENTS {
            return Err(malformed(
                "nested too deeply or too long for what was asked",
                "слишком глубокая вложенность или слишком длинный документ",
            ));
        }
        if self.root.is_some() {
            return Err(malformed(
                "a second document after the first",
                "за документом следует второй",
            ));
        }

        let attributes = attributes_of(start).map_err(unparsed)?;
        self.open.push(Element {
            name: start.name().as_ref().to_owned(),
            attributes,
            range: from..from,
            ..Element::default()
        });

        Ok(())
    }

    fn close(&mut self, to: usize) -> Result<(), AnswerFault> {
        let mut element = self
            .open
            .pop()
            .ok_or_else(|| malformed("an end without a beginning", "конец элемента без начала"))?;
        element.range.end = to;
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }

        Ok(())
    }

    fn add_text(&mut self, piece: &str) -> Result<(), AnswerFault> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(piece),
            None if piece.trim().is_empty() => {}
            None => {
                let words = words_of(piece);
                return Err(malformed(
                    format!("text outside the document: {words}"),
                    format!("текст вне документа: {words}"),
                ));
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<Element, AnswerFault> {
        match (self.open.last(), self.root) {
            (Some(element), _) => Err(malformed(
                format!("cut off inside `{}`", element.name),
                format!("обрывается внутри `{}`", element.name),
            )),
            (None, Some(root)) => Ok(root),
            (None, None) => Err(malformed("no element in it", "в нём нет элементов")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check_fault(body: &str, expected: &str) {
        let fault = open_document(body.as_bytes(), "ValCurs").unwrap_err();
        assert!(fault.to_string().contains(expected), "{body}: {fault}");
    }

    #[test]
    fn what_is_no_document_is_called_so() {
        check_fault("", "empty");
        check_fault(" \n", "empty");
        check_fault("Error in parameters", "Error in parameters");
        check_fault(
            "<ValCurs>Error in parameters</ValCurs>",
            "Error in parameters",
        );
        check_fault(
            "<!DOCTYPE html><title>Банк России</title>",
            "a web page instead of rates: Банк России",
        );
        check_fault("<html><title>DDOS-GUARD</title>", "(bot protection)");
        check_fault("<?xml version='1.0'?><html/>", "a web page");
        check_fault("<Valuta/>", "a `Valuta` document");
        check_fault("maintenance", "text outside the document: maintenance");
    }

    #[test]
    fn bombs_and_breaks_are_refused() {
        check_fault(
            "<!DOCTYPE v [<!ENTITY a 'b'>]><ValCurs>&a;</ValCurs>",
            "document type definition",
        );
        check_fault("<ValCurs>&a;</ValCurs>", "a");
        check_fault(&"<a>".repeat(9), "nested too deeply");
        check_fault(
            &format!("<ValCurs>{}</ValCurs>", "<a/>".repeat(MOST_ELEMENTS)),
            "too long",
        );
        check_fault("<ValCurs/><ValCurs/>", "a second document");
        check_fault("<ValCurs><a></ValCurs>", "broken XML");
        check_fault("</ValCurs>", "broken XML");
        check_fault("<ValCurs a='1' a='2'/>", "broken XML");
        check_fault("<ValCurs><a>1</a>", "cut off inside `ValCurs`");
    }

    #[test]
    fn an_element_knows_its_piece_of_the_text() {
        let body = "<?xml version=\"1.0\"?>\n<ValCurs ID=\"R1 \"> <a>1&#44;<!-- x -->2<![CDATA[3]]></a><b/></ValCurs>";
        let document = open_document(body.as_bytes(), "ValCurs").unwrap();
        assert_eq!(document.root.attribute("ID"), Some("R1"));
        assert_eq!(document.root.text_of("a"), Some("1,23"));
        assert_eq!(document.root.text_of("b"), None);
        assert_eq!(
            &document.text[document.root.children[1].range.clone()],
            "<b/>"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_end_in_a_document_or_a_fault(body in prop::collection::vec(any::<u8>(), 0..200), markup in "[<>/!&;?\\[\\]a-c'\"= -]{0,80}") {
            let _ = open_document(&body, "a");
            let _ = open_document(markup.as_bytes(), "a");
            let _ = open_document(format!("<a>{markup}</a>").as_bytes(), "a");
        }
    }
}

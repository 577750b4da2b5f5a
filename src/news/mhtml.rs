//! A page saved by a browser as one file (MHTML, `.mhtml`, `.mht`): a mail whose parts are the page and its pictures.
//!
//! Only the page is taken out. Its address is the one that the browser noted, and the day of saving is that of the mail.

use super::page::SavedPage;
use crate::{model::day_in_moscow, news::page::PageKind};
use jiff::Timestamp;
use mail_parser::{
    Encoding, Message, MessageParser, MessagePart, MimeHeaders,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};

/// The page in a file. `None` if there is none, as in mail.
pub fn parse_mhtml(bytes: &[u8]) -> Option<SavedPage> {
    let message = MessageParser::default().parse(bytes)?;
    let part = message.parts.iter().find(|part| is_page(part))?;
    let address = address_of(&message, part)?;
    let saved = message
        .date()
        .and_then(|date| Timestamp::from_second(date.to_timestamp()).ok());

    Some(SavedPage {
        bytes: content_of(&message, part)?,
        kind: PageKind::Html,
        address: Some(address),
        day: saved.map(day_in_moscow),
    })
}

fn is_page(part: &MessagePart<'_>) -> bool {
    part.content_type().is_some_and(|kind| {
        let subtype = kind.c_subtype.as_deref().unwrap_or_default();
        let is_html = subtype.eq_ignore_ascii_case("html");
        is_html && kind.c_type.eq_ignore_ascii_case("text")
            || subtype.eq_ignore_ascii_case("xhtml+xml")
    })
}

/// What a browser noted: of the whole file, or of the part. Letters have neither.
fn address_of(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let noted = message.header_raw("Snapshot-Content-Location");
    let address = noted.or_else(|| part.content_location())?.trim();
    Some(address.to_owned()).filter(|address| address.contains(':'))
}

/// The bytes of a part as the site sent them; the reader of pages finds out their encoding.
fn content_of(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Vec<u8>> {
    let from = usize::try_from(part.offset_body).ok()?;
    let to = usize::try_from(part.offset_end).ok()?;
    let packed = message.raw_message().get(from..to)?;
    match part.encoding {
        Encoding::None => Some(packed.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(packed),
        Encoding::Base64 => base64_decode(packed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(encoding: &str, body: &str) -> String {
        format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/1\r\nSubject: =?utf-8?Q?=D0=9A?=\r\n\
             Date: Mon, 20 May 2024 23:30:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\
             \ttype=\"text/html\";\r\n\tboundary=\"----B----\"\r\n\r\n\r\n------B----\r\nContent-Type: text/html\r\n\
             Content-ID: <x@mhtml.blink>\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: https://a.example/1\r\n\r\n\
             {body}\r\n------B----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\
             Content-Location: https://a.example/1.png\r\n\r\niVBORw0KGgo=\r\n------B------\r\n"
        )
    }

    fn check(file: &str, text: &str) {
        let page = parse_mhtml(file.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(page.bytes).unwrap().trim_end(), text);
        assert_eq!(page.address.as_deref(), Some("https://a.example/1"));
        // Half past eleven at night in Greenwich is the next day in Moscow.
        assert_eq!(page.day, Some(jiff::civil::date(2024, 5, 21)));
    }

    #[test]
    fn the_page_is_taken_out_however_it_is_packed() {
        let html = "<h1 class=\"a\">Курс</h1>";
        check(&saved("8bit", html), html);
        let quoted = "<h1 class=3D\"a\">=D0=9A=D1=\r\n=83=D1=80=D1=81</h1>";
        check(&saved("quoted-printable", quoted), html);
        let base64 = "PGgxIGNsYXNzPSJhIj7QmtGD\r\n0YDRgTwvaDE+";
        check(&saved("base64", base64), html);
    }

    #[test]
    fn a_letter_is_no_page() {
        let letter = "From: a@a.example\r\nTo: b@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
            Content-Type: text/html\r\n\r\n<h1>x</h1>";
        assert!(parse_mhtml(letter.as_bytes()).is_none());
        assert!(parse_mhtml(b"").is_none());
        let cut = saved("base64", "PGgx");
        for at in 0..cut.len() {
            let _ = parse_mhtml(&cut.as_bytes()[..at]);
        }
    }
}

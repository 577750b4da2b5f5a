//! A whole document that lists news, whatever its form, as the items of a feed: what an address can answer, and what
//! `news parse` reads.

use super::{
    corpus::{Row, read_corpus},
    feed::{FeedDocument, FeedError, FeedFault, FeedFaultKind, FeedItem, parse_feed},
    form::{Form, form_of},
    host::host_of,
    listing::parse_listing,
};
use crate::{encoding::decode, model::Headline, net::LIMIT_MIB, table::Mapping};
use std::ops::ControlFlow;

/// Most faults kept of one document.
const MOST_FAULTS: usize = 100;

/// Most items, as of a feed.
const MOST_ITEMS: usize = 50_000;

/// Reads a document; `content_type` is that of the answer it came in, if it came in one.
///
/// # Errors
/// [`FeedError`] when nothing could be read. A sound document without items is no error.
pub fn parse_document(bytes: &[u8], content_type: Option<&str>) -> Result<FeedDocument, FeedError> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LIMIT_MIB * 1024 * 1024) {
        return Err(FeedError::TooLarge {
            limit_mib: LIMIT_MIB,
        });
    }

    match form_of("", bytes) {
        Form::Collection => parse_collection(bytes),
        Form::Html => {
            let text = decode(bytes, content_type).text;
            // Feeds may come behind the warnings of a server's script.
            parse_listing(&text, None).map_or_else(|| parse_feed(bytes, content_type), Ok)
        }
        Form::Unread(kind) => Err(FeedError::OtherKind(kind)),
        Form::Mhtml | Form::Warc => Err(FeedError::SavedPages),
        Form::Feed | Form::Text => parse_feed(bytes, content_type),
    }
}

fn parse_collection(bytes: &[u8]) -> Result<FeedDocument, FeedError> {
    let mut document = FeedDocument::default();
    let mut headlines = Vec::new();
    let read = read_corpus(bytes, "", &Mapping::default(), &mut |row| {
        match row {
            Row::Headline(headline) => headlines.push(headline),
            Row::Fault(fault) if document.faults.len() < MOST_FAULTS => {
                document.faults.push(FeedFault {
                    line: fault.line,
                    kind: FeedFaultKind::Row(fault.what),
                });
            }
            Row::Fault(_) => {}
        }
        if headlines.len() < MOST_ITEMS {
            return ControlFlow::Continue(());
        }
        ControlFlow::Break(())
    });
    let summary = read.map_err(FeedError::Collection)?;
    document.title = summary.feed_title;
    document.passed_over = summary.passed_over;

    let own = own_source(&headlines, document.title.as_deref());
    let items = headlines.into_iter().map(|headline| {
        let source = Some(headline.source).filter(|source| {
            // What has no name of its own has that of the document.
            !source.is_empty() && own.as_ref() != Some(source)
        });
        FeedItem {
            title: Some(headline.title),
            url: headline.url,
            published: headline.dated.map(|dated| dated.published),
            summary: headline.summary,
            author: headline.author,
            section: headline.section,
            tags: headline.tags,
            source,
        }
    });
    document.items = items.collect();

    Ok(document)
}

/// The source that is the document's and not an item's: the title of a feed, or the one host of all addresses. A list of
/// several hosts is a collection from others.
fn own_source(headlines: &[Headline], title: Option<&str>) -> Option<String> {
    if let Some(title) = title {
        return Some(title.to_owned());
    }
    let host = host_of(headlines.first()?.url.as_deref()?)?;
    let mut sources = headlines.iter().map(|headline| &headline.source);
    sources.all(|source| *source == host).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{mhtml::parse_mhtml, warc::read_warc};
    use proptest::prelude::*;

    /// Title, then items as `source|published|title`.
    fn check(document: &str, title: Option<&str>, expected: &[&str]) {
        let read = parse_document(document.as_bytes(), None).unwrap();
        assert_eq!(read.title.as_deref(), title);
        let items = read.items.into_iter().map(|item| {
            let published = item.published.map(|published| published.to_string());
            [item.source, published, item.title]
                .map(Option::unwrap_or_default)
                .join("|")
        });
        assert_eq!(items.collect::<Vec<_>>(), expected, "{document}");
    }

    #[test]
    fn the_source_of_items_is_the_documents_unless_they_are_of_others() {
        check(
            r#"{"version":"https://jsonfeed.org/version/1","title":"Рубль","items":[{"title":"Курс","url":"https://a.example/1"}]}"#,
            Some("Рубль"),
            &["||Курс"],
        );
        check(
            r#"[{"link":"https://a.example/1","title":{"rendered":"Курс"},"date_gmt":"2024-05-20T07:30:00"}]"#,
            None,
            &["|2024-05-20T07:30:00+00:00|Курс"],
        );
        check(
            r#"{"articles":[{"url":"https://a.example/1","title":"Один","domain":"a.example"},{"url":"https://b.example/1","title":"Два","domain":"b.example"}]}"#,
            None,
            &["a.example||Один", "b.example||Два"],
        );
        check("title,date\nКурс,2024-05-20\n", None, &["|2024-05-20|Курс"]);
    }

    /// Documents of every form, to be damaged.
    const SAMPLES: [&str; 7] = [
        r#"{"chats":{"list":[{"name":"К","type":"public_channel","messages":[{"id":1,"text":["а",{"type":"b","text":"б"}]}]}]}}"#,
        r#"[{"title":{"rendered":"&laquo;К&raquo;"},"link":"https://a.example/1","date_gmt":"2024-05-20T07:30:00"}]"#,
        "<urlset xmlns:news='x'><url><loc>a</loc><news:title><![CDATA[К]]></news:title></url></urlset>",
        "<div class='tgme_widget_message_wrap'><div class='tgme_widget_message' data-post='a/1'><p class='tgme_widget_message_text'>К<br>П</p></div></div>",
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n4\r\n<h1>\r\n0\r\n\r\n\r\n\r\n",
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\nContent-Location: https://a\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=3Ch1>\r\n--B--",
        "sep=;\rtitle;date\rК;45432\r",
    ];

    fn read_in_every_way(bytes: &[u8]) {
        let _ = parse_document(bytes, None);
        let _ = parse_mhtml(bytes);
        let _ = parse_listing(&String::from_utf8_lossy(bytes), None);
        let flow = read_warc(bytes, &mut |_, _| ControlFlow::Continue(()));
        assert!(flow.is_continue());
    }

    proptest! {
        #[test]
        fn no_damage_makes_a_reader_panic(
            sample in 0..SAMPLES.len(),
            cut in 0..400usize,
            damage in prop::collection::vec((0..400usize, any::<u8>()), 0..4),
            any in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let mut bytes = SAMPLES[sample].as_bytes().to_vec();
            for (at, byte) in damage {
                let length = bytes.len();
                bytes[at % length] = byte;
            }
            read_in_every_way(&bytes);
            read_in_every_way(&bytes[..cut.min(bytes.len())]);
            read_in_every_way(&any);
        }
    }

    #[test]
    fn a_row_left_out_is_a_fault_of_its_line() {
        let read = parse_document(b"[{\"title\":\"\"},\n{\"title\":\"x\"}]", None).unwrap();
        assert_eq!(read.items.len(), 1);
        assert_eq!(read.faults[0].to_string(), "line 1: no title");
    }

    #[test]
    fn what_is_no_list_of_news_is_refused_by_name() {
        let refused = |bytes: &[u8]| parse_document(bytes, None).unwrap_err().to_string();
        assert_eq!(
            refused(b"%PDF-1.4"),
            "a PDF: save the page as HTML, or its text as .txt"
        );
        assert_eq!(
            refused(b"WARC/1.0\r\n"),
            "a file of saved pages, not a feed: `rates news add` takes it in"
        );
        assert_eq!(refused("Рубль".as_bytes()), "not a feed: Рубль");
        assert!(
            refused(br#"{"code":"rest_no_route","message":"x"}"#).contains("`code`, `message`")
        );
    }
}

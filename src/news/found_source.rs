//! What an address is a source of, by the bytes of its answer: a feed, an archive, or a page that names feeds.

use super::{
    archive_kind::ArchiveKind,
    container::unpacked,
    document::parse_document,
    feed::FeedError,
    form::{Form, form_of},
    page_links::{NamedFeed, read_page_links},
};
use crate::{
    encoding::decode,
    net::{LIMIT_MIB, first_words},
};
use std::io::{Cursor, Read as _};

/// What only the preview of a channel of Telegram has in it.
const TELEGRAM_MARK: &str = "tgme_widget_message_wrap";

/// What an address is a source of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundSource {
    Feed {
        items: usize,
    },
    Archive {
        kind: ArchiveKind,
        /// Its address, which is not always the one that was asked.
        url: String,
    },
    /// A page that names feeds, at least one.
    NamesFeeds(Vec<NamedFeed>),
}

/// Finds out what `address` is by its answer; `links` are the headers `Link` of the answer.
///
/// # Errors
/// [`FeedError`] when it is no source.
pub fn find_source(
    address: &str,
    body: &[u8],
    content_type: Option<&str>,
    links: &[String],
) -> Result<FoundSource, FeedError> {
    let plain = unpacked_body(body);
    let text = || decode(&plain, content_type).text;
    if form_of("", &plain) == Form::Html {
        return find_source_of_page(address, &plain, content_type, links);
    }

    match parse_document(&plain, content_type) {
        Ok(_) if is_sitemap(&text()) => Ok(sitemap_at(address)),
        Ok(document) => Ok(FoundSource::Feed {
            items: document.items.len(),
        }),
        Err(FeedError::SitemapIndex) => Ok(sitemap_at(address)),
        Err(error) => Err(error),
    }
}

/// Whether this is what an archive of a kind answers, as far as one page shows.
pub fn is_answer_of(
    kind: ArchiveKind,
    address: &str,
    body: &[u8],
    content_type: Option<&str>,
) -> bool {
    let is_object = || body.trim_ascii_start().starts_with(b"{");
    match kind {
        ArchiveKind::Lenta | ArchiveKind::Interfax => form_of("", body) == Form::Html,
        // The list comes as a part of a page; behind its end nothing comes.
        ArchiveKind::CbrKeyRate => !is_object(),
        ArchiveKind::CbrNews => parse_document(body, content_type).is_ok(),
        ArchiveKind::WordPress | ArchiveKind::Gdelt => is_object(),
        ArchiveKind::Sitemap | ArchiveKind::Telegram => {
            let found = find_source(address, body, content_type, &[]);
            matches!(found, Ok(FoundSource::Archive { kind: found, .. }) if found == kind)
        }
    }
}

/// A sitemap is often packed, whatever the headers of its answer say. Of what is broken off the beginning is read.
fn unpacked_body(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    if let Ok(unpacked) = unpacked(Cursor::new(body)) {
        let _ = unpacked
            .input
            .take(LIMIT_MIB * 1024 * 1024 + 1)
            .read_to_end(&mut plain);
    }
    plain
}

fn sitemap_at(address: &str) -> FoundSource {
    FoundSource::Archive {
        kind: ArchiveKind::Sitemap,
        url: address.to_owned(),
    }
}

/// Whether the first element is that of a sitemap, under whatever prefix.
fn is_sitemap(text: &str) -> bool {
    let ends_name = |letter: char| letter.is_whitespace() || matches!(letter, '>' | '/');
    let name = text_of_root(text)
        .split(ends_name)
        .next()
        .unwrap_or_default();
    let local = name.rsplit(':').next().unwrap_or_default();
    local.eq_ignore_ascii_case("urlset")
}

/// The text from the name of the first element on; comments and declarations come before it.
fn text_of_root(text: &str) -> &str {
    let mut rest = text;
    while let Some((_, tag)) = rest.split_once('<') {
        let end = match tag {
            _ if tag.starts_with("!--") => "-->",
            _ if tag.starts_with(['!', '?']) => ">",
            _ => return tag,
        };
        rest = tag.split_once(end).map_or("", |(_, rest)| rest);
    }
    ""
}

fn find_source_of_page(
    address: &str,
    body: &[u8],
    content_type: Option<&str>,
    links: &[String],
) -> Result<FoundSource, FeedError> {
    let page = decode(body, content_type).text;
    if page.contains(TELEGRAM_MARK) {
        return Ok(FoundSource::Archive {
            kind: ArchiveKind::Telegram,
            url: address.to_owned(),
        });
    }

    let named = read_page_links(&page, address, links);
    if let Some(url) = named.wordpress {
        return Ok(FoundSource::Archive {
            kind: ArchiveKind::WordPress,
            url,
        });
    }
    if !named.feeds.is_empty() {
        return Ok(FoundSource::NamesFeeds(named.feeds));
    }
    Err(FeedError::NotAFeed {
        first_words: first_words(body, content_type),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write as _;

    const HERE: &str = "https://site.example/x";

    fn find(body: &str) -> Result<FoundSource, FeedError> {
        find_source(HERE, body.as_bytes(), None, &[])
    }

    const TITLED: &str = "<?xml version='1.0'?><!-- a <b> --><urlset xmlns:news='x'><url><loc>https://site.example/1</loc>\
        <news:news><news:title>Курс</news:title></news:news></url></urlset>";

    #[test]
    fn feeds_of_every_form_are_feeds() {
        for feed in [
            "<rss version='2.0'><channel><title>К</title><item><title>А</title></item></channel></rss>",
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>К</title><entry><title>А</title></entry></feed>",
            "<rdf:RDF xmlns='http://purl.org/rss/1.0/'><item><title>А</title></item></rdf:RDF>",
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"К","items":[{"title":"А","url":"https://a.example/1"}]}"#,
        ] {
            assert_eq!(find(feed), Ok(FoundSource::Feed { items: 1 }), "{feed}");
        }
    }

    #[test]
    fn sitemaps_are_archives_packed_or_not() {
        let sitemap = sitemap_at(HERE);
        assert_eq!(find(TITLED), Ok(sitemap.clone()));
        let index =
            "<sitemapindex><sitemap><loc>https://site.example/1.xml</loc></sitemap></sitemapindex>";
        assert_eq!(find(index), Ok(sitemap.clone()));

        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(TITLED.as_bytes()).unwrap();
        let packed = packed.finish().unwrap();
        assert_eq!(
            find_source(HERE, &packed, Some("application/gzip"), &[]),
            Ok(sitemap)
        );

        let untitled = "<urlset><url><loc>https://site.example/1</loc></url></urlset>";
        assert_eq!(find(untitled), Err(FeedError::UntitledSitemap));
    }

    #[test]
    fn pages_are_found_out_by_what_they_name() {
        let channel = "<html><div class='tgme_widget_message_wrap'><div class='tgme_widget_message' \
            data-post='a/1'></div></div></html>";
        let kind = |found| match found {
            Ok(FoundSource::Archive { kind, url }) => (kind, url),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            kind(find(channel)),
            (ArchiveKind::Telegram, HERE.to_owned())
        );

        let wordpress = "<!doctype html><link rel='alternate' type='application/rss+xml' href='/feed/'>\
            <link rel='https://api.w.org/' href='https://site.example/wp-json/'>";
        let of_wordpress = (ArchiveKind::WordPress, "https://site.example".to_owned());
        assert_eq!(kind(find(wordpress)), of_wordpress);

        let named = find("<html><link rel=alternate type=application/rss+xml href=/feed/></html>");
        assert!(matches!(named, Ok(FoundSource::NamesFeeds(feeds)) if feeds.len() == 1));
        assert!(find("<html><p>Ничего</p></html>").is_err());
        assert!(find("").is_err());
        assert!(find("%PDF-1.4").is_err());
    }
}

//! XML that lists news without being a feed: the sitemaps of Google News and the Bank of Russia's NewsInfo.
//!
//! Its records are flat: each field is an element with a text. As a feed, a sitemap without titles and an index of
//! sitemaps are refused; [`parse_sitemap`] reads both, for archives.

use super::{
    FeedDocument, FeedError, FeedFaultKind, FeedItem,
    faults::Faults,
    markup::{Piece, Scanner},
    text::{folded, push_resolved, text_of_html},
};
use crate::{
    encoding::decode,
    model::parse_instant,
    net::first_words,
    news::{address::joined, host::host_of},
};

/// Most records; a sitemap may have 50,000 addresses.
const MOST_RECORDS: usize = 50_000;

/// Most keywords of a record.
const MOST_TAGS: usize = 100;

/// Elements before the root: a SOAP answer has four.
const MOST_BEFORE_ROOT: usize = 16;

/// A field of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Url,
    Published,
    Publisher,
    Keywords,
}

/// A kind of document by the names of its elements, in small letters and without their prefixes.
struct Shape {
    root: &'static str,
    record: &'static str,
    fields: &'static [(&'static str, Field)],
    /// The site to which addresses are relative.
    site: &'static str,
}

/// An index of sitemaps; a record is one of them, and when it last changed.
const INDEX: Shape = Shape {
    root: "sitemapindex",
    record: "sitemap",
    fields: &[("loc", Field::Url), ("lastmod", Field::Published)],
    site: "",
};

/// What is read as a feed.
const SHAPES: [Shape; 2] = [
    Shape {
        root: "urlset",
        record: "url",
        fields: &[
            ("loc", Field::Url),
            ("news:title", Field::Title),
            ("news:publication_date", Field::Published),
            ("news:name", Field::Publisher),
            ("news:keywords", Field::Keywords),
        ],
        site: "",
    },
    Shape {
        root: "newsinfo",
        record: "news",
        fields: &[
            ("title", Field::Title),
            ("url", Field::Url),
            ("docdate", Field::Published),
        ],
        site: "https://www.cbr.ru",
    },
];

/// A sitemap, or an index of sitemaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitemap {
    /// Whether its entries are sitemaps.
    pub is_index: bool,
    /// Its entries: addresses, of which some may have titles and dates; of sitemaps the dates of their last changes.
    pub document: FeedDocument,
}

/// Reads a sitemap with all its addresses, or an index of sitemaps, unpacked.
///
/// # Errors
/// [`FeedError`] when it is neither.
pub fn parse_sitemap(bytes: &[u8], content_type: Option<&str>) -> Result<Sitemap, FeedError> {
    let text = decode(bytes, content_type).text;
    let Some(records) = find_records(&text, &[&SHAPES[0], &INDEX])? else {
        return Err(FeedError::NotAFeed {
            first_words: first_words(bytes, content_type),
        });
    };

    Ok(Sitemap {
        is_index: records.shape.root == INDEX.root,
        document: records.read(),
    })
}

/// Reads such a document. `None` if the text is none.
pub(super) fn read(text: &str) -> Result<Option<FeedDocument>, FeedError> {
    let Some(records) = find_records(text, &[&SHAPES[0], &SHAPES[1]])? else {
        return Ok(None);
    };
    let document = records.read();
    let items = &document.items;
    if !items.is_empty() && items.iter().all(|item| item.title.is_none()) {
        return Err(FeedError::UntitledSitemap);
    }
    Ok(Some(document))
}

/// The records of a document of one of these shapes.
fn find_records<'a>(
    text: &'a str,
    shapes: &[&'static Shape],
) -> Result<Option<Records<'a>>, FeedError> {
    let mut scanner = Scanner::new(text);
    let mut before = 0;
    while let Some(piece) = scanner.next() {
        let Piece::Start {
            name, attributes, ..
        } = piece
        else {
            continue;
        };

        let local = local_name(name);
        if local == "opml" {
            return Err(FeedError::ListOfFeeds);
        }
        if let Some(shape) = shapes.iter().find(|shape| shape.root == local) {
            let news = news_prefix(attributes);
            return Ok(Some(Records::new(text, scanner, shape, news)));
        }
        if local == INDEX.root {
            return Err(FeedError::SitemapIndex);
        }

        before += 1;
        let is_feed = matches!(&*local, "rss" | "feed" | "rdf" | "channel");
        if is_feed || before == MOST_BEFORE_ROOT {
            break;
        }
    }

    Ok(None)
}

/// The name of the first element of a document that says it is XML, unless it is a page.
pub(super) fn root_of_xml(text: &str) -> Option<String> {
    let text = text.trim_start();
    let is_declared = text.starts_with("<?xml");
    let mut scanner = Scanner::new(text);
    let root = std::iter::from_fn(|| scanner.next()).find_map(|piece| match piece {
        Piece::Start { name, .. } => Some(name),
        _ => None,
    })?;

    // The Bank's answers and many others have no declaration, but names that HTML does not have.
    let is_xml = is_declared || root.contains(|c: char| c.is_ascii_uppercase() || c == ':');
    let is_page = root.eq_ignore_ascii_case("html");
    (text.starts_with('<') && is_xml && !is_page).then(|| folded(root))
}

/// The prefix that a sitemap gives to the names of Google News.
fn news_prefix(attributes: &str) -> &str {
    let bound = super::markup::attributes(attributes)
        .find(|(_, address)| address.contains("schemas/sitemap-news"));
    let prefix = bound.and_then(|(name, _)| name.strip_prefix("xmlns:"));
    prefix.unwrap_or("news")
}

fn local_name(name: &str) -> String {
    let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
    local.to_ascii_lowercase()
}

struct Records<'a> {
    text: &'a str,
    scanner: Scanner<'a>,
    shape: &'static Shape,
    /// The prefix of the elements that [`Shape::fields`] writes with `news:`.
    news: &'a str,
    record: Option<FeedItem>,
    record_at: usize,
    field: Option<Field>,
    field_at: usize,
    written: String,
    faults: Faults,
    document: FeedDocument,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, scanner: Scanner<'a>, shape: &'static Shape, news: &'a str) -> Self {
        Self {
            text,
            scanner,
            shape,
            news,
            record: None,
            record_at: 0,
            field: None,
            field_at: 0,
            written: String::new(),
            faults: Faults::default(),
            document: FeedDocument::default(),
        }
    }

    fn read(mut self) -> FeedDocument {
        while let Some(piece) = self.scanner.next() {
            match piece {
                Piece::Start { name, is_empty, .. } => {
                    if !self.start(name) {
                        break;
                    }
                    if is_empty {
                        self.end(name);
                    }
                }
                Piece::End { name } => self.end(name),
                Piece::Text(text) if self.field.is_some() => {
                    push_resolved(text, &mut self.written);
                }
                Piece::Verbatim(text) if self.field.is_some() => self.written.push_str(text),
                _ => {}
            }
        }

        self.finish()
    }

    /// Begins an element; false when there are too many.
    fn start(&mut self, name: &str) -> bool {
        if local_name(name) == self.shape.record && !self.is_of_news(name) {
            self.end_record();
            if self.document.items.len() == MOST_RECORDS {
                let at = self.scanner.piece_at();
                self.faults.add(at, FeedFaultKind::TooManyItems);
                return false;
            }
            self.record = Some(FeedItem::default());
            self.record_at = self.scanner.piece_at();
        } else if self.record.is_some() {
            self.end_field();
            self.field = self.field_of(name);
            self.field_at = self.scanner.piece_at();
        }

        true
    }

    fn end(&mut self, name: &str) {
        self.end_field();
        if local_name(name) == self.shape.record && !self.is_of_news(name) {
            self.end_record();
        }
    }

    fn is_of_news(&self, name: &str) -> bool {
        let prefix = name.split_once(':').map(|(prefix, _)| prefix);
        self.shape.root == "urlset" && prefix == Some(self.news)
    }

    fn field_of(&self, name: &str) -> Option<Field> {
        let local = local_name(name);
        let is_of_news = self.is_of_news(name);
        let (_, field) = self.shape.fields.iter().find(|(known, _)| {
            match known.strip_prefix("news:") {
                Some(known) => is_of_news && known == local,
                // Images and videos have titles and addresses of their own, under other prefixes.
                None => !name.contains(':') && *known == local,
            }
        })?;
        Some(*field)
    }

    fn end_field(&mut self) {
        let Some(field) = self.field.take() else {
            return;
        };
        let written = std::mem::take(&mut self.written);
        let Some(record) = &mut self.record else {
            return;
        };

        let plain = Some(folded(&written)).filter(|text| !text.is_empty());
        match (field, plain) {
            (_, None) => {}
            // Many sites write HTML into their sitemaps, references to its signs above all.
            (Field::Title, _) => {
                record.title = Some(text_of_html(&written)).filter(|title| !title.is_empty());
            }
            (Field::Url, Some(url)) if url.starts_with('/') => {
                record.url = joined(self.shape.site, &url).or(Some(url));
            }
            (Field::Url, url) => record.url = url,
            (Field::Published, Some(text)) => {
                record.published = parse_instant(&text).ok();
                if record.published.is_none() {
                    let kind = FeedFaultKind::UnreadableDate(text);
                    self.faults.add(self.field_at, kind);
                }
            }
            (Field::Publisher, name) => record.source = name,
            (Field::Keywords, Some(words)) => {
                let words = words.split(',').map(str::trim);
                let words = words.filter(|word| !word.is_empty()).take(MOST_TAGS);
                record.tags = words.map(str::to_owned).collect();
            }
        }
    }

    fn end_record(&mut self) {
        self.end_field();
        if self
            .record
            .as_ref()
            .is_some_and(|record| record.title.is_none())
        {
            self.faults.add(self.record_at, FeedFaultKind::NoTitle);
        }
        self.document.items.extend(self.record.take());
    }

    fn finish(mut self) -> FeedDocument {
        let was_open = self.record.is_some();
        if self.scanner.cut_at().is_some() || was_open {
            let at = self.scanner.cut_at().unwrap_or(self.text.len());
            let inside = if was_open {
                self.shape.record
            } else {
                self.shape.root
            };
            self.faults.add(at, FeedFaultKind::Cut(inside.to_owned()));
        }
        // What was cut off in the middle of a text is not that text.
        self.field = None;
        self.end_record();

        let items = &self.document.items;
        // A whole sitemap has one publisher, who then is the document's; the Bank is its own.
        let publisher = items.first().and_then(|item| item.source.clone());
        let publisher = publisher.or_else(|| host_of(self.shape.site));
        let is_others = |item: &FeedItem| item.source.is_some() && item.source != publisher;
        if !items.iter().any(is_others) {
            self.document.title = publisher;
            for item in &mut self.document.items {
                item.source = None;
            }
        }
        self.document.faults = self.faults.by_line(self.text);

        self.document
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FeedFault, parse_feed};
    use super::*;

    /// Items as `published|url|title|tags|source`.
    fn lines(document: &FeedDocument) -> Vec<String> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let items = document.items.iter().map(|item| {
            let published = item.published.map(|published| published.to_string());
            [
                published.unwrap_or_default(),
                text(&item.url),
                text(&item.title),
                item.tags.join("+"),
                text(&item.source),
            ]
            .join("|")
        });
        items.collect()
    }

    const START: &str = "<?xml version='1.0' encoding='UTF-8'?>\n<urlset \
        xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:image='http://www.google.com/schemas/sitemap-image/1.1' \
        xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>\n";

    const FIRST: &str = "<url><loc>https://a.example/1?x=1&amp;y=2</loc><lastmod>2024-05-22</lastmod><news:news>\
        <news:publication><news:name>Пример</news:name><news:language>ru</news:language></news:publication>\
        <news:publication_date>2024-05-20T10:30+03:00</news:publication_date>\
        <news:title><![CDATA[Рубль & «91»]]></news:title><news:keywords>рубль, ЦБ</news:keywords></news:news>\
        <image:image><image:loc>https://a.example/1.jpg</image:loc><image:title>Снимок</image:title></image:image></url>\n";

    const SECOND: &str = "<url><loc>https://a.example/2</loc><news:news><news:publication><news:name>Пример</news:name>\
        </news:publication><news:publication_date>2024-05-20</news:publication_date>\
        <news:title>Ставка &amp;laquo;16 %&amp;raquo;</news:title></news:news></url>\n";

    #[test]
    fn a_sitemap_of_google_news_is_its_titles() {
        let read = parse_feed(format!("{START}{FIRST}{SECOND}</urlset>").as_bytes(), None).unwrap();
        assert_eq!(
            lines(&read),
            [
                "2024-05-20T10:30:00+03:00|https://a.example/1?x=1&y=2|Рубль & «91»|рубль+ЦБ|",
                "2024-05-20|https://a.example/2|Ставка «16 %»||",
            ]
        );
        assert_eq!(read.title.as_deref(), Some("Пример"));
        assert_eq!(read.faults, []);
    }

    #[test]
    fn another_prefix_means_the_same_and_a_second_publisher_is_named() {
        let other = format!(
            "{START}{FIRST}{}</urlset>",
            SECOND.replace("Пример", "Другой")
        );
        let other = other
            .replace("news:", "n:")
            .replace("xmlns:news", "xmlns:n");
        let read = parse_feed(other.as_bytes(), None).unwrap();
        assert_eq!(read.title, None);
        assert!(lines(&read)[1].ends_with("|Другой"), "{:?}", lines(&read));
    }

    #[test]
    fn a_sitemap_cut_off_keeps_what_it_had() {
        let cut = format!("{START}{FIRST}<url><loc>https://a.exam");
        let read = parse_feed(cut.as_bytes(), None).unwrap();
        assert_eq!(lines(&read).len(), 2);
        let faults = [FeedFaultKind::NoTitle, FeedFaultKind::Cut("url".into())];
        assert_eq!(read.faults, faults.map(|kind| FeedFault { line: 4, kind }));
    }

    #[test]
    fn what_has_no_titles_is_refused_by_name() {
        let refused = |text: &str| parse_feed(text.as_bytes(), None).unwrap_err();
        let bare = format!("{START}<url><loc>https://a.example/1</loc></url></urlset>");
        assert_eq!(refused(&bare), FeedError::UntitledSitemap);
        assert_eq!(
            refused("<sitemapindex><sitemap><loc>x</loc></sitemap></sitemapindex>"),
            FeedError::SitemapIndex
        );
        assert_eq!(
            refused(
                "<opml version='2.0'><body><outline xmlUrl='https://a.example/rss'/></body></opml>"
            ),
            FeedError::ListOfFeeds
        );
    }

    #[test]
    fn the_news_of_the_bank_are_read_from_its_answer() {
        let answer = "<soap:Envelope><soap:Body><NewsInfoXMLResponse><NewsInfoXMLResult><NewsInfo xmlns=\"\">\
            <News><Doc_id>7</Doc_id><DocDate>2024-05-20T19:10:00.07+03:00</DocDate><Title>О ставке</Title>\
            <Url>/press/event/?id=7</Url></News></NewsInfo></NewsInfoXMLResult></NewsInfoXMLResponse></soap:Body>\
            </soap:Envelope>";
        let read = parse_feed(answer.as_bytes(), None).unwrap();
        assert_eq!(
            lines(&read),
            ["2024-05-20T19:10:00+03:00|https://www.cbr.ru/press/event/?id=7|О ставке||"]
        );
        assert_eq!(read.title.as_deref(), Some("cbr.ru"));

        let elsewhere = answer.replace("/press/event/?id=7", "//old.example/7");
        let read = parse_feed(elsewhere.as_bytes(), None).unwrap();
        assert_eq!(read.items[0].url.as_deref(), Some("https://old.example/7"));
    }
}

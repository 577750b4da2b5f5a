//! A saved page: bytes in; title, address, section, tags, author, header and the marks of its date out.
//!
//! `title` chooses the title, of whose parts `site_name` knows the site's own, and `address` the address. Pure: nothing
//! here knows the day of the crawl but from the page.

mod address;
mod date_marks;
mod dates;
#[cfg(test)]
mod dates_tests;
mod header;
mod header_day;
mod html;
mod html_text;
mod json_ld;
mod line_tokens;
mod lines;
pub mod ru_date;
mod site_name;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod ticker;
mod ticker_items;
mod title;

pub use dates::{DateMarks, article_date};
pub use header::{Header, HeaderDay, TickerCheck, TickerRate};

use crate::{
    encoding::decode,
    model::{Dated, Headline, Published, parse_instant},
};
use address::PageAddress;
use date_marks::{DateMark, date_marks};
use header_day::find_header;
use html::{HtmlPage, TimeElement, TimeRole, read_html};
use jiff::civil::Date;
use json_ld::{JsonLd, parse_json_ld};
use lines::{Line, non_empty};
use text::{split_address, text_parts};
use ticker::{FoundHeader, read_ticker};
use title::title_of;

/// Bytes of the largest page that is read.
pub const LARGEST_PAGE: usize = 32 * 1024 * 1024;

/// How a page was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// As HTML.
    Html,
    /// As its text; the first line may be its address.
    Text,
}

/// A page that was taken out of a file, with what the file says of it.
#[derive(Clone, Debug)]
pub struct SavedPage {
    pub bytes: Vec<u8>,
    pub kind: PageKind,
    /// Where it was.
    pub address: Option<String>,
    /// The day on which it was saved, in Moscow.
    pub day: Option<Date>,
}

/// What a saved page tells of its article.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The address of its article.
    pub url: Option<String>,
    /// The host it is from; known too where its address names no article.
    pub host: Option<String>,
    /// The title, white space folded. Never empty.
    pub title: Option<String>,
    /// A few sentences, from `og:description` or `description`.
    pub summary: Option<String>,
    /// Section or rubric.
    pub section: Option<String>,
    /// Tags in the page's order.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day and the rates of its header.
    pub header: Header,
    /// What tells the date of the article; [`article_date`] reads it.
    pub marks: DateMarks,
}

impl Page {
    /// The headline of it; none without a title. `stem` is the source of a page that does not say where it is from.
    pub fn into_headline(
        self,
        stem: &str,
        dated: Option<Dated>,
        header_date: Option<Date>,
    ) -> Option<Headline> {
        let source = self.host.unwrap_or_else(|| stem.to_owned());
        Some(Headline {
            title: self.title?,
            url: self.url,
            summary: self.summary,
            author: self.author,
            section: self.section,
            tags: self.tags,
            source,
            dated,
            header_date,
        })
    }
}

/// Why a page cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// More bytes than a page has.
    #[error("the page has {bytes} bytes, more than the {LARGEST_PAGE} that are read")]
    TooLarge {
        /// Its bytes.
        bytes: usize,
    },
    /// Nothing to read: empty, or mark-up without text.
    #[error("the page has no text")]
    NoText,
}

/// Reads a saved page.
///
/// # Errors
/// [`PageError`] for one that is too large or has no text.
pub fn parse_page(bytes: &[u8], kind: PageKind) -> Result<Page, PageError> {
    parse_page_from(bytes, kind, None)
}

/// Reads a page whose address is known to those who saved it; what it says itself counts before that.
///
/// # Errors
/// As [`parse_page`].
pub fn parse_page_from(
    bytes: &[u8],
    kind: PageKind,
    address: Option<&str>,
) -> Result<Page, PageError> {
    if bytes.len() > LARGEST_PAGE {
        return Err(PageError::TooLarge { bytes: bytes.len() });
    }

    let text = decode(bytes, None).text;
    let page = match kind {
        PageKind::Html => {
            let mut html = read_html(&text);
            html.saved_from = html.saved_from.or_else(|| address.map(str::to_owned));
            page_of_html(&html)
        }
        PageKind::Text => page_of_text(&text).map(|page| Page {
            url: page.url.or_else(|| address.map(str::to_owned)),
            ..page
        }),
    };

    page.ok_or(PageError::NoText)
}

fn page_of_text(text: &str) -> Option<Page> {
    let (url, lines) = split_address(text);
    if lines.is_empty() && url.is_none() {
        return None;
    }
    let address = PageAddress::of_text(url);

    let ticker = read_ticker(&lines);
    let parts = text_parts(&lines, &ticker.lines);
    // After the parts: crumbs tell whether a day above them is the header's.
    let header = find_header(&lines, ticker, &parts.crumb_lines);
    let marks = DateMarks {
        in_text: marks_outside(&lines, &header),
        title_line: parts.title_line,
        ..DateMarks::default()
    };

    Some(Page {
        url: address.url,
        host: address.host,
        title: parts.title,
        summary: None,
        section: parts.section,
        tags: parts.tags,
        author: parts.author,
        header: header.header,
        marks,
    })
}

fn page_of_html(html: &HtmlPage) -> Option<Page> {
    let lines = html.lines();
    if lines.is_empty() && html.title.trim().is_empty() && html.metas.is_empty() {
        return None;
    }

    let address = PageAddress::of_html(html);
    let json_ld = parse_json_ld(&html.json_ld, address.url.as_deref());
    let header = find_header(&lines, read_ticker(&lines), &(0..0));
    let title_line = html.heading.as_ref().map(|(_, line)| *line);
    let marks = DateMarks {
        json_ld: json_ld.published,
        meta: html.published(),
        time_element: html.time(title_line),
        in_text: marks_outside(&lines, &header),
        title_line,
    };

    Some(Page {
        title: title_of(html, &json_ld, address.host.as_deref()),
        url: address.url,
        host: address.host,
        summary: html
            .meta("og:description")
            .or_else(|| html.meta("description"))
            .and_then(non_empty),
        section: html
            .meta("article:section")
            .and_then(non_empty)
            .or_else(|| json_ld.section.clone()),
        tags: html.tags(&json_ld),
        author: html.author(&json_ld),
        header: header.header,
        marks,
    })
}

/// The dates of the text that do not belong to the header.
fn marks_outside(lines: &[Line<'_>], header: &FoundHeader) -> Vec<DateMark> {
    let mut marks = date_marks(lines);
    marks.retain(|mark| header.lines.binary_search(&mark.line).is_err());
    marks
}

/// Names under which the time of publication is found, the surest first.
const PUBLISHED_NAMES: &str = "\
    article:published_time og:published_time og:article:published_time datepublished article:published \
    article.published published_time mediator_published_time parsely-pub-date sailthru.date \
    cxenseparse:recs:publishtime pubdate publishdate publish-date publish_date publication_date \
    dcterms.issued dc.date.issued dcterms.created dcterms.date dc.date date";

/// Tags of one article.
const MOST_TAGS: usize = 25;

impl HtmlPage {
    /// The content of the first meta element of that name.
    fn meta(&self, name: &'static str) -> Option<&str> {
        self.metas_named(name).next()
    }

    fn metas_named(&self, name: &'static str) -> impl Iterator<Item = &str> {
        self.metas
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, content)| content.as_str())
    }

    fn published(&self) -> Option<Published> {
        PUBLISHED_NAMES
            .split(' ')
            .flat_map(|name| self.metas_named(name))
            .find_map(|content| parse_instant(content).ok())
    }

    fn times_of(&self, role: TimeRole) -> impl Iterator<Item = &TimeElement> + Clone {
        self.times.iter().filter(move |time| time.role == role)
    }

    /// The time element that says it is of publication; else the first below the heading; else, without one below
    /// it, the only one: a list of other articles has many.
    fn time(&self, title_line: Option<usize>) -> Option<Published> {
        let unsaid = self.times_of(TimeRole::Unsaid);
        let below_heading = unsaid
            .clone()
            .filter(|time| title_line.is_some_and(|title| time.line >= title));

        // One that says so outranks its place on the page.
        self.times_of(TimeRole::Publication)
            .chain(below_heading)
            .find_map(instant_of)
            .or_else(|| {
                let mut all = unsaid.filter_map(instant_of);
                // Without a heading, several times belong to a list of articles.
                all.next().filter(|first| all.all(|other| other == *first))
            })
    }

    fn tags(&self, json_ld: &JsonLd) -> Vec<String> {
        // More links to tags than an article has are a cloud of all that the site has.
        let linked = Some(&self.tags).filter(|tags| tags.len() <= MOST_TAGS);
        // Plain `keywords` are for search engines and say everything; `news_keywords` are tags.
        let keywords = self.meta("news_keywords").unwrap_or_default();
        let lists = [
            self.metas_named("article:tag")
                .filter_map(non_empty)
                .collect(),
            json_ld.keywords.clone(),
            linked.cloned().unwrap_or_default(),
            keywords.split(',').filter_map(non_empty).collect(),
        ];

        let mut tags: Vec<String> = lists
            .into_iter()
            .find(|list| !list.is_empty())
            .unwrap_or_default();
        let mut seen = std::collections::HashSet::new();
        tags.retain(|tag| seen.insert(tag.clone()));

        tags
    }

    fn author(&self, json_ld: &JsonLd) -> Option<String> {
        let metas = ["article:author", "author", "dc.creator"];
        json_ld.author.clone().or_else(|| {
            metas
                .iter()
                .filter_map(|name| non_empty(self.meta(name)?))
                // `article:author` is often the address of a profile.
                .find(|name| !name.contains("://") && !name.starts_with('/'))
        })
    }
}

fn instant_of(time: &TimeElement) -> Option<Published> {
    parse_instant(&time.stamp).ok()
}

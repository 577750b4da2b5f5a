//! A saved page: bytes in; title, address, section, tags, author, header and the marks of its date out.
//!
//! `title` chooses the title, without the parts that `site_name` knows to be the site's name, and `address` the address.
//! Pure: nothing here knows the day of the crawl but from the page.

mod address;
mod attributes;
mod clock;
mod date_context;
mod date_marks;
mod date_words;
mod dates;
#[cfg(test)]
mod dates_tests;
#[cfg(test)]
mod foreign_dates_tests;
mod header;
mod header_day;
mod heading;
mod html;
mod html_text;
mod items;
mod json_ld;
mod line_tokens;
mod lines;
mod lone_day;
mod metas;
mod open_elements;
mod page_parts;
mod published_names;
mod relative_lines;
pub mod ru_date;
mod save_notes;
mod site_name;
mod stamps;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod text_dates;
mod ticker;
mod ticker_items;
mod title;

pub use dates::{Crawl, DateMarks, article_date};
pub use header::{Header, HeaderDay, TickerCheck, TickerRate};

use crate::{
    encoding::decode,
    model::{Dated, Headline},
};
use address::PageAddress;
use date_marks::{DateMark, date_marks};
use header_day::find_header;
use html::{HtmlPage, read_html};
use jiff::civil::Date;
use json_ld::{is_same_page, parse_json_ld};
use lines::{Line, Place, move_to_article, non_empty};
use relative_lines::relative_lines;
use stamps::{StampedPage, article_stamps};
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
    /// The day in Moscow on which it was saved, where an archive's address or a note of the saving program says it.
    pub saved_on: Option<Date>,
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
    read_page(bytes, kind, None)
}

/// Reads a page of which its file says more than it says itself. Its own address counts first, and the earliest day:
/// a copy of an archive's page was saved when the archive took it in.
///
/// # Errors
/// As [`parse_page`].
pub fn parse_saved_page(saved: &SavedPage) -> Result<Page, PageError> {
    let mut page = read_page(&saved.bytes, saved.kind, saved.address.as_deref())?;
    page.saved_on = page.saved_on.into_iter().chain(saved.day).min();
    Ok(page)
}

fn read_page(bytes: &[u8], kind: PageKind, address: Option<&str>) -> Result<Page, PageError> {
    if bytes.len() > LARGEST_PAGE {
        return Err(PageError::TooLarge { bytes: bytes.len() });
    }

    let text = decode(bytes, None).text;
    let page = match kind {
        PageKind::Html => {
            let mut html = read_html(&text);
            html.notes.url = html.notes.url.or_else(|| address.map(str::to_owned));
            page_of_html(&html)
        }
        PageKind::Text => page_of_text(&text, address),
    };

    page.ok_or(PageError::NoText)
}

fn page_of_text(text: &str, known_address: Option<&str>) -> Option<Page> {
    let (written, lines) = split_address(text);
    if lines.is_empty() && written.is_none() {
        return None;
    }
    let address = PageAddress::of_text(written.as_deref().or(known_address));

    let ticker = read_ticker(&lines);
    let parts = text_parts(&lines, &ticker.lines);
    // After the parts: crumbs tell whether a day above them is the header's.
    let header = find_header(&lines, ticker, &parts.crumb_lines, parts.title_line);
    let marks = DateMarks {
        in_text: marks_outside(&lines, &header),
        relative: relative_lines(&lines),
        title_line: parts.title_line,
        ..DateMarks::default()
    };

    Some(Page {
        url: address.url,
        host: address.host,
        saved_on: address.saved_on,
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
    let mut lines = html.lines();
    if lines.is_empty() && html.title.trim().is_empty() && html.metas.is_empty() {
        return None;
    }

    let address = PageAddress::of_html(html);
    let url = address.url.as_deref();
    let json_ld = parse_json_ld(&html.json_ld, url);

    let names = html.site_names(address.host.as_deref());
    let article_heading = html.article_heading(&names);
    let heading = article_heading.filter(|heading| html.is_of_article(heading));
    let title_line = heading.map(|heading| heading.line);
    let is_heading_in_header = title_line.is_some_and(|title| {
        lines
            .get(title)
            .is_some_and(|line| line.place == Place::Header)
    });
    if let Some(title) = title_line.filter(|_| is_heading_in_header) {
        move_to_article(&mut lines[title + 1..]);
    }

    let header = find_header(&lines, read_ticker(&lines), &(0..0), title_line);
    let mut stamps = article_stamps(
        &html.stamps,
        &StampedPage {
            items: &html.items,
            articles: &html.articles,
            title_line,
            is_heading_in_header,
            is_own_address: &|other| url.is_some_and(|url| is_same_page(other, url)),
        },
    );
    if let Some(published) = html.published_unsaid() {
        stamps.add_unsaid(published);
    }
    let mut in_text = marks_outside(&lines, &header);
    if let Some(heading) = heading {
        // What is above the article's own element is of the page, and above an `h2` there are cards.
        let content = if heading.is_first {
            heading.content_from.unwrap_or(0)
        } else {
            heading.line
        };
        in_text.retain(|mark| {
            mark.line >= content && !html.articles.is_in_another(mark.line, heading.line)
        });
    }
    let marks = DateMarks {
        json_ld: json_ld.published,
        json_ld_page: json_ld.page_published,
        meta: html.published(&stamps),
        stamps,
        in_text,
        relative: relative_lines(&lines),
        title_line,
    };

    Some(Page {
        title: title_of(html, article_heading, &json_ld, &names),
        saved_on: html.notes.day.into_iter().chain(address.saved_on).min(),
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

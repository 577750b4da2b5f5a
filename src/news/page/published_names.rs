//! The meta elements that say when a page was published.

use super::{html::HtmlPage, stamps::ArticleStamps};
use crate::model::{Published, parse_instant};

/// Names under which the time of publication is found, the surest first.
const PUBLISHED_NAMES: &str = "\
    article:published_time og:published_time og:article:published_time";

/// Less certain names: programs write them for pages of any kind, so the microdata of the article goes before them.
const OTHER_PUBLISHED_NAMES: &str = "\
    datepublished article:published article.published published_time mediator_published_time parsely-pub-date sailthru.date \
    cxenseparse:recs:publishtime pubdate publishdate publish-date publish_date publication_date \
    dcterms.issued dc.date.issued";

/// Names that do not say what happened on the date: some programs write the last change here.
const UNSAID_NAMES: &str = "dcterms.created dcterms.date dc.date date";

impl HtmlPage {
    /// What the head of the page or the microdata of the article says.
    pub fn published(&self, stamps: &ArticleStamps) -> Option<Published> {
        self.published_under(PUBLISHED_NAMES)
            .or(stamps.microdata)
            .or_else(|| self.published_under(OTHER_PUBLISHED_NAMES))
    }

    /// What an element says that does not say what it is of.
    pub fn published_unsaid(&self) -> Option<Published> {
        self.published_under(UNSAID_NAMES)
    }

    fn published_under(&self, names: &'static str) -> Option<Published> {
        names
            .split(' ')
            .flat_map(|name| self.metas_named(name))
            .find_map(|content| parse_instant(content).ok())
    }
}

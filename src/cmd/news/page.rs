//! A saved page: read, dated, and compared with the official rates of its header's day.

use super::{every_day, source_of};
use crate::error::{Error, Result};
use crate::model::{Currency, Headline, Series};
use crate::news::page::{HeaderDay, Page, PageKind, article_date, parse_page};
use crate::render::{self, CheckedRate, HeaderDate, PageReport};
use crate::store::Store;
use std::path::Path;

/// What a page says, beside what the store says.
pub struct ReadPage {
    /// For people and programs.
    pub report: PageReport,
    /// For the store; none without a title.
    pub headline: Option<Headline>,
}

/// Reads pages; the official rates of a currency are loaded with the first page that shows it.
#[derive(Default)]
pub struct PageReader {
    official: Vec<Series>,
}

impl PageReader {
    /// Reads a page. The year of a header that does not write it is the one in which its rates were official.
    ///
    /// # Errors
    /// [`Error::NotNews`] for what cannot be read, [`Error::Store`].
    pub fn read(
        &mut self,
        store: &Store,
        path: &Path,
        bytes: &[u8],
        kind: PageKind,
    ) -> Result<ReadPage> {
        let file = path.display().to_string();
        let page = parse_page(bytes, kind).map_err(|error| Error::NotNews {
            file: file.clone(),
            cause: render::page_error(&error),
        })?;
        for rate in &page.header.ticker {
            self.load(store, rate.currency)?;
        }
        let header = self.header_date(&page);
        let day = header.map(|header| header.day);
        let check = |shown| CheckedRate {
            shown,
            check: day.and_then(|day| shown.check(&self.official, day)),
        };
        let report = PageReport {
            file,
            url: page.url.clone(),
            title: page.title.clone(),
            dated: article_date(&page, day),
            header,
            ticker: page.header.ticker.iter().copied().map(check).collect(),
        };
        let headline = page.into_headline(&source_of(path), report.dated, day);
        Ok(ReadPage { report, headline })
    }

    fn load(&mut self, store: &Store, currency: &'static Currency) -> Result<()> {
        if self
            .official
            .iter()
            .all(|series| series.currency() != currency)
        {
            self.official
                .push(store.load_series(currency, every_day())?);
        }
        Ok(())
    }

    fn header_date(&self, page: &Page) -> Option<HeaderDate> {
        let day = page.header.day_by_ticker(&self.official)?;
        Some(HeaderDate {
            day,
            year_is_written: matches!(page.header.day, Some(HeaderDay::Full(_))),
        })
    }
}

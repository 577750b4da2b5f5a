//! A saved page: read, dated, and compared with the official rates of its header's day.

use super::documents::{every_day, source_of};
use crate::{
    error::{Error, Result},
    model::{Currency, Headline, Series},
    news::page::{HeaderDay, Page, SavedPage, article_date, parse_page_from},
    render::{self, CheckedRate, HeaderDate, PageReport},
    store::Store,
};
use std::path::Path;

/// What a page says, with what the store says of its rates.
pub struct ReadPage {
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
    /// [`Error::NotNews`] for what cannot be read.
    pub fn read(&mut self, store: &Store, path: &Path, saved: &SavedPage) -> Result<ReadPage> {
        let page = parse_page_from(&saved.bytes, saved.kind, saved.address.as_deref())
            .map_err(|error| Error::not_news(path, render::page_error(&error)))?;
        for rate in &page.header.ticker {
            self.load_official(store, rate.currency)?;
        }

        // A header without a year takes the one in which its rates were official, so these come first.
        let header = self.header_date(&page);
        let day = header.map(|header| header.day);
        // Those who saved the page know the day better than its header.
        let crawl_day = saved.day.or(day);
        let ticker = page.header.ticker.iter().map(|shown| CheckedRate {
            shown: *shown,
            check: day.and_then(|day| shown.check(&self.official, day)),
        });
        let report = PageReport {
            file: path.display().to_string(),
            url: page.url.clone(),
            title: page.title.clone(),
            dated: article_date(&page, crawl_day),
            header,
            ticker: ticker.collect(),
        };

        let headline = page.into_headline(&source_of(path), report.dated, crawl_day);
        Ok(ReadPage { report, headline })
    }

    fn load_official(&mut self, store: &Store, currency: &'static Currency) -> Result<()> {
        let mut loaded = self.official.iter();
        if !loaded.any(|series| series.currency() == currency) {
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

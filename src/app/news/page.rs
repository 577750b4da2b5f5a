//! A saved page: read, dated, and compared with the official rates of its header's day.

use super::documents::{every_day, source_of};
use crate::{
    error::{Error, Result},
    model::{Currency, Headline, Series},
    news::page::{Crawl, HeaderDay, Page, SavedPage, article_date, parse_saved_page},
    render::{self, CheckedRate, HeaderDate, PageReport},
    store::Store,
};
use jiff::civil::Date;
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
    /// Reads a page on the day `today`. The year of a header that does not write it is the one in which its rates were
    /// official.
    ///
    /// # Errors
    /// [`Error::NotNews`] for what cannot be read.
    pub fn read(
        &mut self,
        store: &Store,
        path: &Path,
        saved: &SavedPage,
        today: Date,
    ) -> Result<ReadPage> {
        let page = parse_saved_page(saved)
            .map_err(|error| Error::not_news(path, render::page_error(&error)))?;
        for rate in &page.header.ticker {
            self.load_official(store, rate.currency)?;
        }

        // A header without a year takes the one in which its rates were official, so these come first.
        let header = self.header_date(&page);
        let day = header.map(|header| header.day);
        let ticker = page.header.ticker.iter().map(|shown| CheckedRate {
            shown: *shown,
            check: day.and_then(|day| shown.check(&self.official, day)),
        });
        let ticker: Vec<CheckedRate> = ticker.collect();
        let is_official = |rate: &CheckedRate| rate.check.is_some_and(|check| check.agrees);
        let crawl = Crawl {
            today,
            header_day: day,
            is_official: !ticker.is_empty() && ticker.iter().all(is_official),
        };
        let report = PageReport {
            file: path.display().to_string(),
            url: page.url.clone(),
            title: page.title.clone(),
            dated: article_date(&page, &crawl),
            header,
            ticker,
        };

        // Who saved the page knows the day better than its header.
        let crawl_day = page.saved_on.or(day);
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

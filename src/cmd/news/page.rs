//! A saved page: read, dated, and compared with the official rates of its header's day.

use crate::error::{Error, Result};
use crate::model::{Headline, Series};
use crate::news::page::HeaderDay;
use crate::news::page::article_date;
use crate::news::page::{Page, PageKind, parse_page};
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

/// Reads a page. The year of a header that does not write it is the one in which its rates were official.
///
/// # Errors
/// [`Error::NotAPage`] for what cannot be read, [`Error::Store`].
pub fn read_page(store: &Store, path: &Path, bytes: &[u8], kind: PageKind) -> Result<ReadPage> {
    let file = path.display().to_string();
    let page = parse_page(bytes, kind)
        .map_err(|error| Error::NotNews { file: file.clone(), cause: render::page_error(&error) })?;
    let series = load_ticker_series(store, &page)?;
    let header = header_date(&page, &series);
    let day = header.map(|header| header.day);
    let check = |shown| CheckedRate { shown, check: day.and_then(|day| shown.check(&series, day)) };
    let report = PageReport {
        file,
        url: page.url.clone(),
        title: page.title.clone(),
        dated: article_date(&page, day),
        header,
        ticker: page.header.ticker.iter().copied().map(check).collect(),
    };
    let headline = page.into_headline(&super::source_of(path), report.dated, day);
    Ok(ReadPage { report, headline })
}

fn load_ticker_series(store: &Store, page: &Page) -> Result<Vec<Series>> {
    let currencies = page.header.ticker.iter().map(|rate| rate.currency);
    currencies.map(|currency| store.load_series(currency, super::every_day())).collect()
}

fn header_date(page: &Page, series: &[Series]) -> Option<HeaderDate> {
    let day = page.header.day_by_ticker(series)?;
    Some(HeaderDate { day, year_is_written: matches!(page.header.day, Some(HeaderDay::Full(_))) })
}

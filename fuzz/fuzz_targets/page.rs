//! No bytes make a saved page panic, in either kind.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use ruble_rates::news::page::{Crawl, article_date};
use ruble_rates::news::page::{PageKind, parse_page};

fuzz_target!(|bytes: &[u8]| {
    for kind in [PageKind::Html, PageKind::Text] {
        if let Ok(page) = parse_page(bytes, kind) {
            let _ = article_date(&page, &Crawl::before(date(2026, 11, 28)));
            let _ = article_date(&page, &Crawl::before(date(2024, 5, 21)));
            let _ = page.header.day_by_ticker(&[]);
        }
    }
});

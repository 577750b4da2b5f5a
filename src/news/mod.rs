//! Where headlines come from: feeds, saved pages, corpora. Bytes become `model` values, and what is wrong with
//! them is listed beside what could be read.
//!
//! Everything here is pure but for the readers that are handed in. Nothing here knows the store, the network or
//! what day it is.

pub mod corpus;
mod date_marks;
mod encoding;
pub mod feed;
pub mod header;
mod host;
mod html_text;
mod instant;
mod json_ld;
mod line_tokens;
pub mod page;
pub mod page_dates;
#[cfg(test)]
mod page_dates_tests;
mod page_header;
mod page_html;
mod page_lines;
mod page_tags;
#[cfg(test)]
mod page_tests;
mod page_text;
pub mod ru_date;
mod stamp;
mod ticker;
mod ticker_items;
pub mod url_date;

pub use instant::parse_instant;

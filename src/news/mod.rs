//! Where headlines come from: feeds, saved pages, corpora. Bytes become `model` values, and what is wrong with them is
//! listed with what could be read.
//!
//! Everything here is pure but for the readers that are handed in. Nothing here knows the store, the network or
//! what day it is.

pub mod corpus;
pub mod feed;
mod host;
pub mod page;
pub mod url_date;

//! Where rates come from: the Bank of Russia ([`cbr`]) and tables of rates ([`rate_table`]).
//!
//! Fetching and parsing are two functions. Parsers take bytes and give model values with a list of what was
//! wrong; [`plan`] says which days to ask for. Nothing here knows of the store.

pub mod cbr;
pub mod plan;
pub mod rate_table;

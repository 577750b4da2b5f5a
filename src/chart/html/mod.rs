//! The picture as a page of its own: the same SVG in up to three sizes, the figures of its records as data, and a
//! script of ours that answers to pointer, fingers and keys.
//!
//! The page asks no server for anything: script and style are inline, and its content policy allows only these two, by
//! their hashes. With scripts off the pictures, their caption and a table of the last records are there.

mod data;
mod document;
mod draw_page;
mod headlines;
mod page;
mod picture_data;
mod table;

pub use draw_page::draw_html;
pub use headlines::headline_size_bytes;
pub use page::{Page, PageColours};

#[cfg(test)]
mod tests;

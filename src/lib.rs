//! The Bank of Russia's official ruble rates: recorded, shown, proved, drawn.
//!
//! The modules in reading order: [`model`] is the vocabulary, [`error`] what can go wrong, [`analysis`] makes
//! histories, conversions and judgements of freshness out of series, [`render`] writes results down as text.

pub mod analysis;
pub mod error;
pub mod model;
pub mod render;

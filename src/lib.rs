//! The Bank of Russia's official ruble rates: recorded, shown, proved, drawn.
//!
//! The modules in reading order: [`model`] is the vocabulary, [`error`] what can go wrong, [`chart`] makes pictures.

pub mod chart;
pub mod error;
pub mod model;

//! The Bank of Russia's official ruble rates: recorded, shown, proved, drawn.
//!
//! The modules in reading order: [`model`] is the vocabulary, [`error`] what can go wrong, [`net`] one polite
//! HTTP client, [`sources`] where rates come from.

pub mod error;
pub mod model;
pub mod net;
pub mod sources;

//! The null hypothesis: the placing of the news in time says nothing of the sign and size of standardised moves.
//!
//! Scores are what is tested ([`Scores`]), draws rearrange them by blocks of a month ([`Draws`]); everything that
//! bears a p-value counts draws (correlate-spec.md §5).

mod draws;
mod scores;

pub use draws::{BLOCK, Draws, rearranged};
pub use scores::{Scores, average_ranks, normal_scores};

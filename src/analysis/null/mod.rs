//! The null hypothesis: the placing of the news in time says nothing of the sign and size of standardised moves.
//!
//! Scores are what is tested ([`Scores`]), draws rearrange them by blocks of a month ([`Draws`]); everything that
//! bears a p-value counts draws ([`BlockTest`], correlate-spec.md §5). Two nulls are counted out in full instead:
//! all turns of the sequence and, where there are few, all placements ([`circular_shift`], [`exact_permutation`]).

mod block_test;
mod dose;
mod draws;
mod exact;
mod monte_carlo;
mod scores;

pub use block_test::{BlockTest, Placement, Statistic, block_test};
pub use dose::{DoseTest, dose_test};
pub(in crate::analysis) use draws::below;
pub use draws::{BLOCK, DrawSource, Draws, rearranged};
pub use exact::{
    CircularShift, ExactPermutation, MOST_PLACEMENTS, circular_shift, exact_permutation,
};
pub use monte_carlo::{
    ALPHA, Sequential, TooFewDraws, besag_clifford, clopper_pearson, enough_draws, monte_carlo_p,
};
pub use scores::{Scores, average_ranks, normal_scores};

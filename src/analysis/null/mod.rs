//! The null hypothesis: the placing of the news in time says nothing of the sign and size of standardised moves.
//!
//! Scores are what is tested ([`Scores`]), draws rearrange them by blocks of a month ([`Draws`]); everything that
//! has a p-value counts draws ([`BlockTest`], correlate-spec.md §5). One null distribution
//! is enumerated exactly: all rotations of the sequence ([`circular_shift`]).

mod calendar;
mod dose;
mod draws;
mod exact;
mod monte_carlo;
mod rearrangement;
mod scores;

pub use calendar::{CALENDAR_CLASSES, calendar_class, days_of_class, without_calendar};
pub use dose::dose_test;
pub(in crate::analysis) use draws::below;
pub use draws::{DrawSource, Draws, rearranged};
pub use exact::circular_shift;
pub use monte_carlo::{
    ALPHA, TooFewDraws, clopper_pearson, enough_draws, monte_carlo_p, passes_corrected,
    share_interval,
};
pub use rearrangement::{BlockTest, Placement, Statistic};
pub use scores::{Scores, average_ranks, normal_scores};

//! What is tested: scores, the events of terms among them, and the draws that rearrange the scores.

use super::terms::Terms;
use crate::analysis::null::{DrawSource, Scores};

/// More records than this would leave the 32-bit sums of [`kernel`](super::kernel): 65,535 · 2¹⁵ < 2³¹. It is 260 years.
pub const MOST_RECORDS: usize = 65_535;

/// One sequence of tested records with its terms. Several of them (`--all-currencies`) are one family when they are
/// screened together: draw b of each counts as one draw of the family. With equal n and seed the draws are the same
/// and keep the dependence between the currencies; with different n they are independent, which can only raise the
/// largest |T*| of a draw, so p errs upwards.
#[derive(Clone, Copy)]
pub struct Panel<'a> {
    /// Scores of the tested records in order of date, at most [`MOST_RECORDS`].
    pub scores: &'a Scores,
    /// The terms tested, by their events.
    pub terms: &'a Terms,
    /// The draws, of the length of the scores; equally many in each panel of a family.
    pub draws: &'a dyn DrawSource,
}

/// A term of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermAt {
    /// Number of the panel.
    pub panel: usize,
    /// Number of the term in it.
    pub term: usize,
}

/// All terms of a family, panel after panel.
pub(super) fn all_terms(panels: &[Panel<'_>]) -> Vec<TermAt> {
    panels
        .iter()
        .enumerate()
        .flat_map(|(panel, input)| (0..input.terms.len()).map(move |term| TermAt { panel, term }))
        .collect()
}

/// Additions of one pass over all draws.
pub(super) fn additions(panels: &[Panel<'_>]) -> u64 {
    panels
        .iter()
        .map(|panel| panel.terms.event_count() as u64 * panel.draws.count() as u64)
        .sum()
}

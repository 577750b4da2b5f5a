//! `--holdout`: what the first part of the records found, asked once more of the second part (correlate-spec.md §6.2).
//!
//! The caller makes both parts: κ, scores, events and copies of the first from the first alone, and the second from the
//! split date plus as many records as the window looks ahead, so that no move is in both.

use super::{
    ALPHA, Screen,
    adjust::holm,
    panel::{Panel, TermAt, additions},
    rows::{Moves, mean_at},
    tally::reaching,
    watch::{Report, Watch},
};
use crate::{analysis::null::monte_carlo_p, error::Result};

/// Most candidates that are asked again.
pub const MOST_CANDIDATES: usize = 20;

/// With fewer events in the second part a candidate cannot be tested.
pub const LEAST_EVENTS_AFTER: usize = 5;

/// How a candidate did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmationState {
    /// p_holm ≤ [`ALPHA`].
    Confirmed,
    NotConfirmed,
    /// Fewer than [`LEAST_EVENTS_AFTER`] events: not tested.
    TooFewEvents,
}

impl ConfirmationState {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::NotConfirmed => "not_confirmed",
            Self::TooFewEvents => "too_few_events",
        }
    }
}

/// A candidate in the second part.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirmation {
    /// Which.
    pub at: TermAt,
    /// T* in the first part; its sign is the direction asked for.
    pub t_star_first: f64,
    /// Events in the second part.
    pub n_events: usize,
    /// One-sided p in that direction, of a candidate that could be tested.
    pub p: Option<f64>,
    /// Holm's over the candidates that could be tested.
    pub p_holm: Option<f64>,
    pub state: ConfirmationState,
    /// Mean change over the window less the mean of all records, second part, simple per cent.
    pub effect_pct: Option<f64>,
    /// Mean abnormal change over the window, second part, 100 × ln of the ratio.
    pub effect_log_pct: Option<f64>,
    /// Mean change over the window, second part, kopecks.
    pub effect_kop: Option<f64>,
}

/// What the first part found, or else its candidates; at most [`MOST_CANDIDATES`]. Terms that it gave no reason to ask for
/// would cost the others their power.
pub fn candidates(first: &Screen) -> Vec<TermAt> {
    let asked = if first.found.is_empty() {
        &first.candidates
    } else {
        &first.found
    };

    asked
        .iter()
        .map(|row| row.at)
        .take(MOST_CANDIDATES)
        .collect()
}

/// Asks the second part. Its terms are the candidates in their order, panel by panel of the first part: `second[i]` has
/// as term number k the k-th candidate of panel i.
///
/// # Errors
/// [`crate::error::Error::Interrupted`] when `report` says so.
pub fn confirm(
    first: &Screen,
    second: &[(Panel<'_>, Moves<'_>)],
    report: Report<'_>,
) -> Result<Vec<Confirmation>> {
    let panels: Vec<Panel<'_>> = second.iter().map(|(panel, _)| *panel).collect();
    let watch = Watch::new(report, additions(&panels));
    let candidates = candidates(first);
    let mut confirmations = Vec::new();
    for (number, (panel, moves)) in second.iter().enumerate() {
        let of_panel = candidates.iter().filter(|at| at.panel == number);
        for (term, (at, counts)) in of_panel.zip(reaching(*panel, &watch)?).enumerate() {
            let t_star_first = first.tests[at.panel][at.term].t_star;
            // One-sided: only the direction that the first part found counts.
            let count = if t_star_first >= 0.0 {
                counts.above
            } else {
                counts.below
            };
            let events = panel.terms.events(term);
            let is_tested = events.len() >= LEAST_EVENTS_AFTER;
            confirmations.push(Confirmation {
                at: *at,
                t_star_first,
                n_events: events.len(),
                p: is_tested.then(|| monte_carlo_p(count, panel.draws.count())),
                p_holm: None,
                state: ConfirmationState::TooFewEvents,
                effect_pct: mean_at(moves.change_pct, events),
                effect_log_pct: mean_at(moves.change_log_pct, events),
                effect_kop: moves.change_kop.and_then(|change| mean_at(change, events)),
            });
        }
    }

    confirmations.sort_by_key(|one| candidates.iter().position(|at| *at == one.at));
    let p: Vec<f64> = confirmations.iter().filter_map(|one| one.p).collect();
    let tested = confirmations.iter_mut().filter(|one| one.p.is_some());

    for (one, p_holm) in tested.zip(holm(&p)) {
        one.p_holm = Some(p_holm);
        one.state = if p_holm <= ALPHA {
            ConfirmationState::Confirmed
        } else {
            ConfirmationState::NotConfirmed
        };
    }

    Ok(confirmations)
}

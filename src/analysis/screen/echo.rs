//! Which of the taken terms a term is an echo of.

use super::panel::{Panel, TermAt};

/// A term with this share of its events in common with another, or this correlation with it, goes together with it.
const LEAST_SHARED: f64 = 0.5;

/// The taken term of the same panel that a term goes together with, the one with the largest φ of their events; of equals
/// the earlier. None if it shares too few events with any.
pub(super) fn echo_of(panel: Panel<'_>, at: TermAt, taken: &[TermAt]) -> Option<TermAt> {
    let events = panel.terms.events(at.term);

    taken
        .iter()
        .filter(|other| other.panel == at.panel)
        // Backwards, since of equals `max_by` takes the last.
        .rev()
        .filter_map(|other| {
            let others = panel.terms.events(other.term);
            let phi = phi(events, others, panel.scores.len());
            let least = LEAST_SHARED * events.len() as f64;
            let goes_together = shared(events, others) as f64 >= least || phi >= LEAST_SHARED;
            goes_together.then_some((*other, phi))
        })
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .map(|(other, _)| other)
}

/// The taken term of the same panel that goes most with or against a term, by |φ| of their events; of equals the earlier.
pub(super) fn nearest(panel: Panel<'_>, at: TermAt, taken: &[TermAt]) -> Option<TermAt> {
    let events = panel.terms.events(at.term);
    let distance = |other: &TermAt| phi(events, panel.terms.events(other.term), panel.scores.len());

    taken
        .iter()
        .filter(|other| other.panel == at.panel)
        .rev()
        .max_by(|one, other| distance(one).abs().total_cmp(&distance(other).abs()))
        .copied()
}

/// Events in common.
fn shared(a: &[u32], b: &[u32]) -> usize {
    a.iter()
        .filter(|event| b.binary_search(event).is_ok())
        .count()
}

/// Correlation of two indicators over n records; 0 if one of them never changes.
fn phi(a: &[u32], b: &[u32], n: usize) -> f64 {
    let both = shared(a, b) as f64;
    let a = a.len() as f64;
    let b = b.len() as f64;
    let n = n as f64;
    let spread = (a * (n - a) * b * (n - b)).sqrt();
    if spread > 0.0 {
        (n * both - a * b) / spread
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{
        null::{Draws, Scores},
        screen::Terms,
    };

    #[test]
    fn phi_is_the_correlation_of_indicators() {
        assert!((phi(&[0, 1], &[0, 1], 4) - 1.0).abs() < 1e-12);
        assert!((phi(&[0, 1], &[2, 3], 4) + 1.0).abs() < 1e-12);
        assert!(phi(&[0, 1], &[1, 2], 4).abs() < 1e-12);
        assert!(phi(&[0, 1, 2, 3], &[1], 4).abs() < f64::EPSILON);
    }

    #[test]
    fn a_term_with_one_event_of_twelve_in_common_is_no_echo() {
        let found: Vec<u32> = (0..24).map(|at| at * 8).collect();
        let one_in_common: Vec<u32> = (1..12).map(|at| at * 8 + 3).chain([184]).collect();
        let half_in_common: Vec<u32> = (6..12).map(|at| at * 8).chain(190..196).collect();
        let lists = [found, one_in_common, half_in_common];
        let terms: Terms = lists.iter().map(Vec::as_slice).collect();
        let outcomes: Vec<f64> = (0..200).map(f64::from).collect();
        let draws = Draws {
            n: 200,
            seed: 1,
            count: 19,
        };
        let panel = Panel {
            scores: &Scores::new(&outcomes),
            terms: &terms,
            draws: &draws,
        };
        let at = |term| TermAt { panel: 0, term };
        assert_eq!(echo_of(panel, at(1), &[at(0)]), None);
        assert_eq!(echo_of(panel, at(2), &[at(0)]), Some(at(0)));
        assert_eq!(echo_of(panel, at(2), &[]), None);
        assert_eq!(nearest(panel, at(2), &[at(1), at(0)]), Some(at(0)));
    }
}

//! Which of the taken terms a term is an echo of.

use super::{
    forward::Taken,
    panel::{Panel, TermAt},
};

/// The taken term of the same panel that goes most together with a term, by |φ| of their events; of equals the earlier.
pub(super) fn echo_of(panel: Panel<'_>, at: TermAt, taken: &[Taken]) -> Option<TermAt> {
    let events = panel.terms.events(at.term);

    taken
        .iter()
        .map(|one| one.at)
        .filter(|other| other.panel == at.panel)
        // Backwards, since of equals `max_by` takes the last.
        .rev()
        .map(|other| {
            let phi = phi(events, panel.terms.events(other.term), panel.scores.len());
            (other, phi.abs())
        })
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .map(|(other, _)| other)
}

/// Correlation of two indicators over n records; 0 if one of them never changes.
fn phi(a: &[u32], b: &[u32], n: usize) -> f64 {
    let both = a
        .iter()
        .filter(|event| b.binary_search(event).is_ok())
        .count() as f64;
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

    #[test]
    fn phi_is_the_correlation_of_indicators() {
        assert!((phi(&[0, 1], &[0, 1], 4) - 1.0).abs() < 1e-12);
        assert!((phi(&[0, 1], &[2, 3], 4) + 1.0).abs() < 1e-12);
        assert!(phi(&[0, 1], &[1, 2], 4).abs() < 1e-12);
        assert!(phi(&[0, 1, 2, 3], &[1], 4).abs() < f64::EPSILON);
    }
}

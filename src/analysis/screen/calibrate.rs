//! `--calibrate`: how often would the screen find something where there is nothing to find? The news stays where it is,
//! the scores are turned by two months at the least, and the whole screen is run again (correlate-spec.md §6.2).

use super::{
    ALPHA,
    panel::{Panel, additions},
    tally::{Drawn, drawn, standards},
    watch::{Report, Watch},
};
use crate::{
    analysis::null::{Scores, clopper_pearson, monte_carlo_p},
    error::Result,
};

/// Fewer records leave too few turns that differ.
pub const LEAST_RECORDS_TO_CALIBRATE: usize = 240;

/// Scores are turned by this many records at the least, either way round.
const LEAST_TURN: usize = 60;

/// How often copies without a connection had a find. The copies depend on one another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    /// Copies screened.
    pub copies: usize,
    /// Those with a family-wise p ≤ [`ALPHA`].
    pub found: usize,
    /// found/copies.
    pub share: f64,
    /// 95 % interval of the share, Clopper–Pearson, as if the copies were independent.
    pub ci: (f64, f64),
}

/// Screens up to `wished` copies of a family; none if a panel has fewer than [`LEAST_RECORDS_TO_CALIBRATE`] records.
///
/// # Errors
/// [`crate::error::Error::Interrupted`] when `report` says so.
pub fn calibrate(
    panels: &[Panel<'_>],
    wished: usize,
    report: Report<'_>,
) -> Result<Option<Calibration>> {
    let least = panels.iter().map(|panel| panel.scores.len()).min();
    let Some(least) = least.filter(|least| *least >= LEAST_RECORDS_TO_CALIBRATE && wished > 0)
    else {
        return Ok(None);
    };

    // More copies than there are turns would screen the same scores twice.
    let copies = wished.min(least - 2 * LEAST_TURN + 1);
    let watch = Watch::new(report, 2 * additions(panels) * copies as u64);
    let mut found = 0;
    for copy in 0..copies {
        let turned: Vec<Scores> = panels
            .iter()
            .map(|panel| turned(panel.scores, turn(panel.scores.len(), copy, copies)))
            .collect();
        let copy: Vec<Panel<'_>> = panels
            .iter()
            .zip(&turned)
            .map(|(panel, scores)| Panel { scores, ..*panel })
            .collect();
        found += usize::from(has_find(&copy, &watch)?);
    }

    Ok(Some(Calibration {
        copies,
        found,
        share: found as f64 / copies as f64,
        ci: clopper_pearson(found, copies),
    }))
}

/// The turn of a copy: evenly spaced from [`LEAST_TURN`] to n − [`LEAST_TURN`].
fn turn(n: usize, copy: usize, copies: usize) -> usize {
    let room = n - 2 * LEAST_TURN;
    LEAST_TURN
        + if copies > 1 {
            copy * room / (copies - 1)
        } else {
            room / 2
        }
}

fn turned(scores: &Scores, by: usize) -> Scores {
    let mut turned = scores.clone();
    // As a whole, so that swells of moves stay what they are and only their dates are false.
    turned.u.rotate_left(by);
    turned.q.rotate_left(by);

    turned
}

/// Whether the largest |T*| of a family has a p ≤ [`ALPHA`].
fn has_find(panels: &[Panel<'_>], watch: &Watch<'_>) -> Result<bool> {
    let mut largest = 0.0_f64;
    let mut family = Drawn::new(0, None);
    for panel in panels {
        let standards = standards(*panel, watch)?;
        largest = standards
            .iter()
            .map(|one| one.t_star().abs())
            .fold(largest, f64::max);
        let of_panel = drawn(*panel, &standards, None, watch)?;
        family.maxima.resize(of_panel.maxima.len(), 0.0);
        family = family.merge(&of_panel);
    }

    let reaching = family.maxima.iter().filter(|max| **max >= largest).count();
    Ok(monte_carlo_p(reaching, family.maxima.len()) <= ALPHA)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_even_and_stay_two_months_away() {
        assert_eq!([0, 1, 2].map(|copy| turn(1000, copy, 3)), [60, 500, 940]);
        let all: Vec<usize> = (0..121).map(|copy| turn(240, copy, 121)).collect();
        assert_eq!(all, (60..=180).collect::<Vec<_>>());
        assert_eq!(turn(240, 0, 1), 120);
    }

    #[test]
    fn the_interval_is_clopper_and_pearsons() {
        // scipy.stats.beta.ppf.
        for (k, n, low, high) in [
            (4, 100, 0.011_004_494_0, 0.099_257_156_7),
            (0, 20, 0.0, 0.168_433_471_0),
            (20, 20, 0.831_566_529_0, 1.0),
        ] {
            let (got_low, got_high) = clopper_pearson(k, n);
            assert!(
                (got_low - low).abs() < 1e-8 && (got_high - high).abs() < 1e-8,
                "{got_low} {got_high}"
            );
        }
    }
}

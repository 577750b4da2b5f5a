//! The permutation test counted out in full: every placement of the events among the values. The observed one is among
//! them, so that no p is 0. Two-sided by the size of the difference; scipy doubles the smaller tail, which is another
//! number.

/// Placements above which the count would take too long.
const MOST_PLACEMENTS: u64 = 10_000_000;

/// Differences of two means this near are equal.
const DIFFERENCE_TOLERANCE: f64 = 1e-12;

/// All placements of as many events among the values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExactPermutation {
    /// Mean of the values at the events less the mean of all others.
    pub difference: f64,
    /// Number of placements.
    pub placements: u64,
    /// Share of placements with a difference at least as large in size.
    pub p: f64,
    /// Share with a difference at least as great.
    pub p_greater: f64,
    /// Share with a difference at most as great.
    pub p_less: f64,
}

/// Counts out all placements of the events at these positions. None when there is no event, nothing but events, or
/// more than [`MOST_PLACEMENTS`].
pub fn exact_permutation(values: &[f64], events: &[usize]) -> Option<ExactPermutation> {
    let (n, chosen) = (values.len(), events.len());
    if chosen == 0 || chosen >= n || placements(n, chosen)? > MOST_PLACEMENTS {
        return None;
    }
    let sum: f64 = values.iter().sum();
    let difference = |positions: &[usize]| {
        let inside: f64 = positions.iter().map(|position| values[*position]).sum();
        inside / chosen as f64 - (sum - inside) / (n - chosen) as f64
    };
    let observed = difference(events);
    let (mut all, mut far, mut greater, mut less) = (0u64, 0u64, 0u64, 0u64);
    let mut positions: Vec<usize> = (0..chosen).collect();
    loop {
        let here = difference(&positions);
        all += 1;
        far += u64::from(here.abs() >= observed.abs() - DIFFERENCE_TOLERANCE);
        greater += u64::from(here >= observed - DIFFERENCE_TOLERANCE);
        less += u64::from(here <= observed + DIFFERENCE_TOLERANCE);
        if !advance(&mut positions, n) {
            break;
        }
    }
    let share = |count: u64| count as f64 / all as f64;
    Some(ExactPermutation {
        difference: observed,
        placements: all,
        p: share(far),
        p_greater: share(greater),
        p_less: share(less),
    })
}

/// Ways to choose `chosen` of `n`; None beyond what a number holds.
fn placements(n: usize, chosen: usize) -> Option<u64> {
    let fewer = chosen.min(n - chosen);
    (0..fewer).try_fold(1u64, |ways, taken| {
        Some(ways.checked_mul((n - taken) as u64)? / (taken as u64 + 1))
    })
}

/// The next placement in the order of a dictionary; false after the last.
fn advance(positions: &mut [usize], n: usize) -> bool {
    let chosen = positions.len();
    let Some(last) = (0..chosen)
        .rev()
        .find(|at| positions[*at] < n - chosen + at)
    else {
        return false;
    };
    let first = positions[last] + 1;
    positions[last..]
        .iter_mut()
        .enumerate()
        .for_each(|(step, position)| *position = first + step);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placement_comes_once() {
        for (n, chosen, expected) in [(9, 3, 84), (5, 1, 5), (6, 5, 6), (12, 6, 924)] {
            let values: Vec<f64> = (0..n).map(|i| f64::from(i * i)).collect();
            let events: Vec<usize> = (0..chosen).collect();
            let found = exact_permutation(&values, &events).unwrap();
            assert_eq!(
                (found.placements, placements(values.len(), chosen)),
                (expected, Some(expected))
            );
            assert!(
                (found.p_less - 1.0 / expected as f64).abs() < 1e-12,
                "{found:?}"
            );
        }
    }

    #[test]
    fn what_cannot_be_counted_out_is_refused() {
        assert_eq!(exact_permutation(&[1.0; 5], &[]), None);
        assert_eq!(exact_permutation(&[1.0; 2], &[0, 1]), None);
        assert_eq!(
            exact_permutation(&[1.0; 300], &(0..100).collect::<Vec<_>>()),
            None
        );
    }
}

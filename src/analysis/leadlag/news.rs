//! The two series that are set against each other: how unusual the news of each tested record are, and how large its
//! move is (correlate-spec.md §6.4).
//!
//! After a weekend or a holiday there is more news and a larger move alike; hence scores within classes of the gap
//! between records.

use crate::analysis::null::normal_scores;

/// News are measured by the windows before, as many as these.
pub const WINDOWS_BEFORE: usize = 60;

/// A class of gaps with fewer tested records joins the next one.
pub const FEWEST_OF_GAP_CLASS: usize = 20;

/// Stories of each tested window over the median of the [`WINDOWS_BEFORE`] before it. `stories` are those of all
/// windows, `tested` places there. Infinite where most windows before are empty.
///
/// # Panics
/// When a place is outside.
pub fn volume(stories: &[u32], tested: &[usize]) -> Vec<f64> {
    let of = |at: &usize| {
        let before = &stories[at.saturating_sub(WINDOWS_BEFORE)..*at];
        f64::from(stories[*at]) / median(before)
    };
    tested.iter().map(of).collect()
}

/// Stories with the term over all stories of each tested window; a tested window has some.
///
/// # Panics
/// When a place is outside.
pub fn share_of_term(with_term: &[u32], stories: &[u32], tested: &[usize]) -> Vec<f64> {
    tested.iter().map(|at| f64::from(with_term[*at]) / f64::from(stories[*at])).collect()
}

/// Scores of |z|.
pub fn move_scores(z: &[f64]) -> Vec<f64> {
    normal_scores(&z.iter().map(|z| z.abs()).collect::<Vec<_>>())
}

/// Scores of `values`, each among those of its class. `classes` are the classes of gaps (correlate-spec.md §3.2) by
/// number, the shortest gaps lowest; a class of fewer than [`FEWEST_OF_GAP_CLASS`] joins the next, the last one that
/// before it.
pub fn scores_within_classes(values: &[f64], classes: &[usize]) -> Vec<f64> {
    let mut scores = vec![0.0; values.len()];
    for places in joined_classes(classes) {
        let of_class: Vec<f64> = places.iter().map(|at| values[*at]).collect();
        for (at, score) in places.iter().zip(normal_scores(&of_class)) {
            scores[*at] = score;
        }
    }
    scores
}

/// The places of each class, after small ones have joined others.
fn joined_classes(classes: &[usize]) -> Vec<Vec<usize>> {
    let mut joined: Vec<Vec<usize>> = Vec::new();
    let mut small: Vec<usize> = Vec::new();
    for class in 0..=classes.iter().copied().max().unwrap_or_default() {
        small.extend((0..classes.len()).filter(|at| classes[*at] == class));
        if small.len() >= FEWEST_OF_GAP_CLASS {
            joined.push(std::mem::take(&mut small));
        }
    }
    match joined.last_mut() {
        Some(last) => last.extend(small),
        None => joined.push(small),
    }
    joined
}

/// 0 of none.
fn median(values: &[u32]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        len if len % 2 == 1 => f64::from(sorted[middle]),
        _ => f64::midpoint(f64::from(sorted[middle - 1]), f64::from(sorted[middle])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many records each class has, and each after joining.
    fn check(sizes: &[usize], expected: &[usize]) {
        let classes: Vec<usize> =
            sizes.iter().enumerate().flat_map(|(class, size)| std::iter::repeat_n(class, *size)).collect();
        let joined: Vec<usize> = joined_classes(&classes).iter().map(Vec::len).collect();
        assert_eq!(joined, expected, "{sizes:?}");
    }

    #[test]
    fn small_classes_join_the_next_and_the_last_the_one_before() {
        check(&[20, 20, 20, 20], &[20, 20, 20, 20]);
        check(&[19, 20, 30, 40], &[39, 30, 40]);
        check(&[30, 5, 5, 12], &[30, 22]);
        check(&[30, 5, 30, 12], &[30, 47]);
        check(&[9, 0, 0, 9], &[18]);
        check(&[], &[0]);
    }

    #[test]
    fn scores_are_among_their_class() {
        let values: Vec<f64> = (0..40).map(f64::from).collect();
        let classes: Vec<usize> = (0..40).map(|at| at / 20).collect();
        let scores = scores_within_classes(&values, &classes);
        assert_eq!(scores[..20], scores[20..]);
        assert_eq!(scores_within_classes(&values, &[3; 40]), normal_scores(&values));
    }

    #[test]
    fn volume_is_measured_by_the_sixty_windows_before() {
        let mut stories = vec![1_000; 70];
        stories[5..65].copy_from_slice(&[4; 60]);
        stories[64] = 6;
        assert_eq!(volume(&stories, &[64, 65]), [1.5, 250.0]);
        assert_eq!(share_of_term(&[1, 3], &[4, 4], &[0, 1]), [0.25, 0.75]);
    }
}

//! The two series that are set against each other: how unusual the news of each tested record are, and how large its
//! move is (correlate-spec.md §6.4).
//!
//! After a weekend or a holiday there is more news and a larger move alike; hence scores within classes of the gap
//! between records.

use crate::analysis::{
    GapClass,
    events::Windows,
    null::normal_scores,
    sample::{mean, median},
};

/// A class of gaps with fewer tested records joins the next one.
pub const FEWEST_OF_GAP_CLASS: usize = 20;

/// Stories of each tested record's window over the median of the windows before it, or over their mean where most of
/// these are empty.
///
/// # Panics
/// When there is no such window.
pub fn volume(windows: &Windows, tested: &[u32]) -> Vec<f64> {
    tested
        .iter()
        .map(|at| f64::from(windows.totals()[*at as usize]) / usual(windows.before(*at as usize)))
        .collect()
}

/// Stories with the term over all stories of each tested record's window, 0 of an empty one. `with_term` counts them in
/// every window.
///
/// # Panics
/// When there is no such window.
pub fn share_of_term(with_term: &[u32], windows: &Windows, tested: &[u32]) -> Vec<f64> {
    tested
        .iter()
        .map(|at| {
            f64::from(with_term[*at as usize]) / f64::from(windows.totals()[*at as usize].max(1))
        })
        .collect()
}

/// Scores of |z|.
pub fn move_scores(z: &[f64]) -> Vec<f64> {
    normal_scores(&z.iter().map(|z| z.abs()).collect::<Vec<_>>())
}

/// Scores of `values`, each among the values of the same gap class. A class of fewer than [`FEWEST_OF_GAP_CLASS`] is
/// merged into the class of the next longer gaps, the last one into the class before it.
///
/// # Panics
/// When the lengths differ.
pub fn scores_within_classes(values: &[f64], gaps: &[GapClass]) -> Vec<f64> {
    assert_eq!(values.len(), gaps.len(), "a gap for each value");
    let mut scores = vec![0.0; values.len()];
    for places in joined_classes(gaps) {
        let of_class: Vec<f64> = places.iter().map(|at| values[*at]).collect();
        for (at, score) in places.iter().zip(normal_scores(&of_class)) {
            scores[*at] = score;
        }
    }

    scores
}

/// The places of each class, after small ones have joined others.
fn joined_classes(gaps: &[GapClass]) -> Vec<Vec<usize>> {
    let mut joined = Vec::new();
    let mut small: Vec<usize> = Vec::new();
    for class in GapClass::ALL {
        small.extend((0..gaps.len()).filter(|at| gaps[*at] == class));
        if small.len() >= FEWEST_OF_GAP_CLASS {
            joined.push(std::mem::take(&mut small));
        }
    }

    // What is left is the longest gaps, too few for a class.
    match joined.last_mut() {
        Some(last) => last.extend(small),
        None => joined.push(small),
    }

    joined
}

/// Above 0 for the windows before a tested one, which have a story each on average.
fn usual(stories: &[u32]) -> f64 {
    let stories: Vec<f64> = stories.iter().map(|count| f64::from(*count)).collect();

    median(&stories)
        .filter(|median| *median > 0.0)
        .unwrap_or_else(|| mean(&stories))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::events::Mention;

    /// How many records each class has, and each after joining.
    fn check(sizes: [usize; 4], expected: &[usize]) {
        let of_class = |(class, size)| std::iter::repeat_n(class, size);
        let gaps: Vec<GapClass> = GapClass::ALL
            .into_iter()
            .zip(sizes)
            .flat_map(of_class)
            .collect();
        let joined: Vec<usize> = joined_classes(&gaps).iter().map(Vec::len).collect();
        assert_eq!(joined, expected, "{sizes:?}");
    }

    #[test]
    fn small_classes_join_the_next_and_the_last_the_one_before() {
        check([20, 20, 20, 20], &[20, 20, 20, 20]);
        check([19, 20, 30, 40], &[39, 30, 40]);
        check([30, 5, 5, 12], &[30, 22]);
        check([30, 5, 30, 12], &[30, 47]);
        check([9, 0, 0, 9], &[18]);
        check([0; 4], &[0]);
    }

    #[test]
    fn scores_are_among_their_class() {
        let values: Vec<f64> = (0..40).map(f64::from).collect();
        let gaps: Vec<GapClass> = (0..40).map(|at| GapClass::of(1 + at / 20)).collect();
        let scores = scores_within_classes(&values, &gaps);
        assert_eq!(scores[..20], scores[20..]);
        assert_eq!(
            scores_within_classes(&values, &[GapClass::Longer; 40]),
            normal_scores(&values)
        );
    }

    #[test]
    fn volume_is_measured_by_the_windows_before() {
        let mut stories = vec![1_000; 70];
        stories[5..65].copy_from_slice(&[4; 60]);
        stories[64] = 6;
        let mentions = |(window, count): (u32, &usize)| vec![Mention { window, source: 0 }; *count];
        let all: Vec<Mention> = (0..).zip(&stories).flat_map(mentions).collect();
        let windows = Windows::new(all, stories.len());
        assert_eq!(volume(&windows, &[64, 65]), [1.5, 250.0]);
        let mut with_term = vec![0; 70];
        with_term[64] = 3;
        assert_eq!(share_of_term(&with_term, &windows, &[64, 65]), [0.5, 0.0]);
    }

    /// Where most windows are empty neither an empty one nor a full one is compared with nothing.
    #[test]
    fn thin_news_has_a_usual_amount_too() {
        let mut stories = vec![0; 62];
        stories[10..20].copy_from_slice(&[6; 10]);
        stories[61] = 3;
        let mentions = |(window, count): (u32, &usize)| vec![Mention { window, source: 0 }; *count];
        let all: Vec<Mention> = (0..).zip(&stories).flat_map(mentions).collect();
        let windows = Windows::new(all, stories.len());
        assert_eq!(volume(&windows, &[60, 61]), [0.0, 3.0]);
        assert_eq!(share_of_term(&[0; 62], &windows, &[60, 61]), [0.0, 0.0]);
    }
}

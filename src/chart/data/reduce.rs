//! Fewer points with the same picture: of each pixel column the first, lowest, highest and last (M4).
//!
//! U. Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB 2014: a line through these
//! covers the same pixels as one through all of them.

/// Keeps at most four of the points of each column; `column` of a point never falls from one point to the next.
pub fn reduced<X: Copy, C: PartialEq>(
    points: &[(X, f64)],
    column: impl Fn(X) -> C,
) -> Vec<(X, f64)> {
    let mut kept = Vec::new();
    for group in points.chunk_by(|a, b| column(a.0) == column(b.0)) {
        let lowest = (0..group.len()).min_by(|a, b| group[*a].1.total_cmp(&group[*b].1));
        let highest = (0..group.len()).max_by(|a, b| group[*a].1.total_cmp(&group[*b].1));
        let [lowest, highest] = [lowest, highest].map(Option::unwrap_or_default);

        // Points keep their order, and one that is both lowest and last comes once.
        let mut places = [0, lowest, highest, group.len() - 1];
        places.sort_unstable();
        let once = places.chunk_by(|a, b| a == b);
        kept.extend(once.map(|same| group[same[0]]));
    }

    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_column_keeps_its_ends_and_extremes_in_order() {
        let points: Vec<_> = [5.0, 3.0, 4.0, 9.0, 7.0, 6.0]
            .into_iter()
            .enumerate()
            .collect();
        let kept = reduced(&points, |_| 0);
        assert_eq!(kept, [(0, 5.0), (1, 3.0), (3, 9.0), (5, 6.0)]);
        assert_eq!(reduced(&points, |x| i64::try_from(x).unwrap()), points);
        assert_eq!(reduced::<usize, i64>(&[], |_| 0), []);
    }

    proptest! {
        /// Whatever the points: every column keeps its first, last, lowest and highest, and nothing is invented.
        #[test]
        fn columns_keep_their_extent(values in prop::collection::vec(-1e6f64..1e6, 1..300), wide in 1usize..50) {
            let points: Vec<_> = values.into_iter().enumerate().collect();
            let column = |x: usize| i64::try_from(x / wide).unwrap();
            let kept = reduced(&points, column);
            prop_assert!(kept.iter().all(|point| points.contains(point)));
            let of = |list: &[(usize, f64)], at: i64| -> Vec<f64> {
                list.iter().filter(|p| column(p.0) == at).map(|p| p.1).collect()
            };
            for at in 0..=column(points.len() - 1) {
                let (all, few) = (of(&points, at), of(&kept, at));
                prop_assert!(few.len() <= 4);
                prop_assert_eq!(all.first(), few.first());
                prop_assert_eq!(all.last(), few.last());
                prop_assert_eq!(super::super::numbers::extent(all.into_iter()), super::super::numbers::extent(few.into_iter()));
            }
        }
    }
}

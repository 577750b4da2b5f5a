//! Confidence bands of the curve: clusters of events are drawn again with replacement (correlate-spec.md §6.1).
//!
//! A cluster is drawn whole, so that a burst of events stays one witness. The bands picture the curve's uncertainty;
//! the test is another and is not touched by them.

use super::curves::{cumulated, since_before};
use crate::analysis::{
    events::LEAST_CLUSTERS,
    null::{DrawSource, below},
    sample::{add_to, ascending, quantile, standard_deviation},
};
use rand_pcg::Pcg64;
use rayon::prelude::*;
use std::borrow::Cow;

/// Resamples of the clusters.
pub const RESAMPLES: usize = 2_000;

/// What the bands leave out at each end, in share.
pub const TAIL: f64 = 0.025;

/// What the band of the whole curve covers, in share.
const WHOLE: f64 = 0.95;

/// Streams of the generator from this one on belong to the resamples; the lower ones belong to the draws.
const FIRST_STREAM: u128 = 1 << 64;

/// Resamples of clusters, with replacement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resamples {
    /// Number of clusters.
    pub clusters: usize,
    /// What all resamples follow from.
    pub seed: u64,
    /// How many there are.
    pub count: usize,
}

impl DrawSource for Resamples {
    fn count(&self) -> usize {
        self.count
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "there are fewer clusters than records"
    )]
    fn indices(&self, number: usize) -> Cow<'_, [u32]> {
        let mut random = Pcg64::new(u128::from(self.seed), FIRST_STREAM + number as u128);
        (0..self.clusters)
            .map(|_| below(&mut random, self.clusters) as u32)
            .collect()
    }
}

/// Bands around the summed-up curve, in per cent, from k records before the event to k after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands {
    /// Lower end of the 95 % band of each point.
    pub lo: Vec<f64>,
    /// Upper end.
    pub hi: Vec<f64>,
    /// Standard deviation of each point over the resamples.
    pub se: Vec<f64>,
    /// 95 % quantile of the largest distance from the curve in such deviations.
    pub sup_t_crit: f64,
    /// Lower end of the band that covers the whole curve.
    pub sup_lo: Vec<f64>,
    /// Upper end.
    pub sup_hi: Vec<f64>,
}

/// Bands of the mean of the paths (abnormal changes around each event, not summed up). `clusters` are the numbers of
/// events of each band cluster, in the order of the paths. None with fewer than eight clusters or without resamples.
pub fn cluster_bands(
    paths: &[&[f64]],
    clusters: &[usize],
    resamples: &dyn DrawSource,
) -> Option<Bands> {
    Some(ResampledCurves::new(paths, clusters, resamples)?.bands())
}

/// The summed-up curve of the events, and those of the resamples.
pub(super) struct ResampledCurves {
    estimate: Vec<f64>,
    curves: Vec<Vec<f64>>,
}

impl ResampledCurves {
    /// As [`cluster_bands`].
    pub(super) fn new(
        paths: &[&[f64]],
        clusters: &[usize],
        resamples: &dyn DrawSource,
    ) -> Option<Self> {
        if clusters.len() < LEAST_CLUSTERS || resamples.count() == 0 {
            return None;
        }

        // Summed once: a resample then adds one curve a cluster instead of the paths of all events.
        let sums = cluster_sums(paths, clusters);
        let estimate = mean_of_clusters(&sums, 0..sums.len());
        let curves = (0..resamples.count())
            .into_par_iter()
            .map(|number| {
                let drawn = resamples.indices(number);
                mean_of_clusters(&sums, drawn.iter().map(|at| *at as usize))
            })
            .collect();

        Some(Self { estimate, curves })
    }

    pub(super) fn bands(&self) -> Bands {
        bands(&self.estimate, &self.curves)
    }

    /// The same curves counted from the record before the news.
    pub(super) fn since_before(mut self) -> Self {
        since_before(&mut self.estimate);
        for curve in &mut self.curves {
            since_before(curve);
        }

        self
    }
}

/// Sum of the summed-up paths of a cluster, and their number.
type ClusterSum = (Vec<f64>, usize);

fn cluster_sums(paths: &[&[f64]], clusters: &[usize]) -> Vec<ClusterSum> {
    let width = paths.first().map_or(0, |path| path.len());
    let mut paths = paths.iter();

    clusters
        .iter()
        .map(|size| {
            let mut sum = vec![0.0; width];
            for path in paths.by_ref().take(*size) {
                add_to(&mut sum, &cumulated(path));
            }

            (sum, *size)
        })
        .collect()
}

/// Sums of the clusters named over the number of their events; one named twice counts twice.
fn mean_of_clusters(sums: &[ClusterSum], named: impl Iterator<Item = usize>) -> Vec<f64> {
    let mut curve = vec![0.0; sums[0].0.len()];
    let mut count = 0;
    for (sum, size) in named.map(|number| &sums[number]) {
        add_to(&mut curve, sum);
        count += size;
    }

    for total in &mut curve {
        *total /= count as f64;
    }

    curve
}

fn bands(estimate: &[f64], curves: &[Vec<f64>]) -> Bands {
    let se: Vec<f64> = points(curves)
        .map(|values| standard_deviation(&values))
        .collect();
    let farthest = curves.iter().map(|curve| farthest(curve, estimate, &se));
    let sup_t_crit = quantile(&ascending(farthest.collect()), WHOLE).unwrap_or(0.0);

    let (lo, hi) = pointwise(curves);
    let (sup_lo, sup_hi) = estimate
        .iter()
        .zip(&se)
        .map(|(value, se)| (value - sup_t_crit * se, value + sup_t_crit * se))
        .unzip();

    Bands {
        lo,
        hi,
        se,
        sup_t_crit,
        sup_lo,
        sup_hi,
    }
}

/// The largest distance of a curve from the estimate, in the standard deviations of its points.
fn farthest(curve: &[f64], estimate: &[f64], se: &[f64]) -> f64 {
    curve
        .iter()
        .zip(estimate)
        .zip(se)
        .filter(|(_, se)| **se > 0.0)
        .map(|((value, estimate), se)| (value - estimate).abs() / se)
        .fold(0.0, f64::max)
}

/// The middle 95 % of the curves at each point; empty without curves.
pub fn pointwise(curves: &[Vec<f64>]) -> (Vec<f64>, Vec<f64>) {
    points(curves)
        .map(ascending)
        .filter_map(|values| quantile(&values, TAIL).zip(quantile(&values, 1.0 - TAIL)))
        .unzip()
}

/// The values of all curves at each point.
fn points(curves: &[Vec<f64>]) -> impl Iterator<Item = Vec<f64>> {
    let width = curves.first().map_or(0, Vec::len);
    (0..width).map(|at| curves.iter().map(|curve| curve[at]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn banded(paths: &[Vec<f64>], seed: u64) -> Option<Bands> {
        let paths: Vec<&[f64]> = paths.iter().map(Vec::as_slice).collect();
        let resamples = Resamples {
            clusters: paths.len(),
            seed,
            count: 300,
        };
        cluster_bands(&paths, &vec![1; paths.len()], &resamples)
    }

    #[test]
    fn fewer_than_eight_clusters_have_no_bands() {
        assert_eq!(banded(&vec![vec![1.0]; 7], 1), None);
        assert!(banded(&vec![vec![1.0]; 8], 1).is_some());
    }

    #[test]
    fn events_that_are_all_alike_leave_no_doubt() {
        let found = banded(&vec![vec![1.0, 2.0]; 9], 1).unwrap();
        assert_eq!((found.lo, found.hi), (vec![1.0, 3.0], vec![1.0, 3.0]));
        assert_eq!(
            (found.sup_lo, found.sup_hi),
            (vec![1.0, 3.0], vec![1.0, 3.0])
        );
    }

    #[test]
    fn bands_follow_from_the_seed() {
        let paths: Vec<Vec<f64>> = (0..20).map(|i| vec![f64::from(i * i % 7), 1.0]).collect();
        assert_eq!(banded(&paths, 5), banded(&paths, 5));
        assert_ne!(banded(&paths, 5), banded(&paths, 6));
    }
}

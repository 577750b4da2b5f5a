//! p-values from the pooled null: |T*| of a term against |T*| of all draws of all terms with about as many events.
//!
//! 200,000 terms and 2,000 draws are 400 million values, each to be placed among the thresholds of its stratum. They
//! are counted as they come; nothing is kept but one count a threshold (correlate-spec.md §6.2; strata_q.json).

use super::kernel::LANES;

/// Least events of a term in each stratum; the first also takes what is rarer.
pub const STRATUM_STARTS: [usize; STRATA] = [10, 20, 50, 150];

const STRATA: usize = 4;

/// The index of a pool covers |T*| up to this value; larger values share its last bin.
const INDEXED_TO: f64 = 8.0;

/// Most bins of an index: a few thresholds a bin where they are dense.
const MOST_BINS: usize = 1 << 19;

/// Thresholds compared at once, without a branch.
const STRIDE: usize = 4;

/// 2⁵²: a float of this size has its units in its last bits.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// The stratum of a term.
pub(super) fn stratum(n_events: usize) -> usize {
    STRATUM_STARTS
        .iter()
        .rposition(|start| n_events >= *start)
        .unwrap_or(0)
}

/// The thresholds of each stratum: |T*| of its terms.
pub(super) struct Pools([Pool; STRATA]);

/// How many values are between the thresholds, stratum by stratum.
pub(super) struct Counts([Vec<u64>; STRATA]);

struct Pool {
    /// Ascending, then [`STRIDE`] times infinity.
    thresholds: Vec<f64>,
    /// For each bin the thresholds below it.
    below: Vec<u32>,
    bins_per_unit: f64,
}

impl Pool {
    #[expect(clippy::cast_possible_truncation, reason = "terms are fewer than 2^32")]
    fn new(mut thresholds: Vec<f64>) -> Self {
        thresholds.sort_by(f64::total_cmp);
        let bins = (4 * thresholds.len())
            .next_power_of_two()
            .clamp(2, MOST_BINS);
        let bins_per_unit = bins as f64 / INDEXED_TO;
        let mut below = Vec::with_capacity(bins + 1);
        for (at, threshold) in thresholds.iter().enumerate() {
            below.resize(
                (bin(*threshold, bins_per_unit) + 1).max(below.len()),
                at as u32,
            );
        }

        below.resize(bins + 1, thresholds.len() as u32);
        thresholds.extend([f64::INFINITY; STRIDE]);

        Self {
            thresholds,
            below,
            bins_per_unit,
        }
    }

    fn len(&self) -> usize {
        self.thresholds.len() - STRIDE
    }

    /// Thresholds that the value reaches. The bin tells where to begin: all thresholds of lower bins are reached, and
    /// none of higher ones.
    #[inline(always)]
    fn reached(&self, value: f64, bin: usize) -> usize {
        let mut reached = self.below[bin] as usize;
        loop {
            let next = &self.thresholds[reached..reached + STRIDE];
            let mut more = 0;
            for threshold in next {
                more += usize::from(*threshold <= value);
            }

            reached += more;
            if more < STRIDE {
                return reached;
            }
        }
    }
}

/// The bin of a value, never lower for a larger value. Adding 2⁵² rounds to a whole number in the last bits, which
/// vectors can do and a conversion of many floats cannot.
#[expect(clippy::cast_possible_truncation, reason = "bins are few")]
#[inline(always)]
fn bin(value: f64, bins_per_unit: f64) -> usize {
    (value.min(INDEXED_TO) * bins_per_unit + WHOLE).to_bits() as u32 as usize
}

impl Pools {
    /// Pools of terms by |T*| and number of events.
    pub(super) fn new(t_star: &[f64], n_events: &[usize]) -> Self {
        let mut thresholds: [Vec<f64>; STRATA] = Default::default();
        for (value, n) in t_star.iter().zip(n_events) {
            thresholds[stratum(*n)].push(value.abs());
        }

        Self(thresholds.map(Pool::new))
    }

    pub(super) fn no_counts(&self) -> Counts {
        Counts(std::array::from_fn(|stratum| {
            vec![0; self.0[stratum].len() + 1]
        }))
    }

    /// Places |T*| of one term in the draws of a block.
    #[inline(always)]
    pub(super) fn count(&self, stratum: usize, values: &[f64], counts: &mut Counts) {
        let pool = &self.0[stratum];
        let counts = &mut counts.0[stratum];
        let mut places = [0; LANES];
        for (to, value) in places.iter_mut().zip(values) {
            *to = bin(*value, pool.bins_per_unit);
        }

        for (place, value) in places.iter_mut().zip(values) {
            *place = pool.reached(*value, *place);
        }

        // In a loop of its own: a store to an address that is not known yet can hold up the loads of the next values.
        for place in &places[..values.len()] {
            counts[*place] += 1;
        }
    }

    /// p of each term: (1 + values of the stratum that reach it)/(1 + B · terms of the stratum).
    pub(super) fn p(
        &self,
        t_star: &[f64],
        n_events: &[usize],
        counts: &Counts,
        draws: usize,
    ) -> Vec<f64> {
        // reaching[k]: values that reach threshold k, that is, with more than k thresholds reached.
        let reaching: [Vec<u64>; STRATA] = std::array::from_fn(|stratum| {
            let mut sums = counts.0[stratum].clone();
            (1..sums.len())
                .rev()
                .for_each(|at| sums[at - 1] += sums[at]);
            sums.split_off(1)
        });

        t_star
            .iter()
            .zip(n_events)
            .map(|(value, n)| {
                let pool = &self.0[stratum(*n)];
                let at = pool
                    .thresholds
                    .partition_point(|threshold| *threshold < value.abs());
                (1 + reaching[stratum(*n)][at]) as f64 / (1 + draws * pool.len()) as f64
            })
            .collect()
    }
}

impl Counts {
    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            mine.iter_mut()
                .zip(theirs)
                .for_each(|(mine, theirs)| *mine += theirs);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// p of each term from the pooled null: `drawn[term][b]` is T* of draw b, of equally many draws for each term.
    pub fn pooled_p(t_star: &[f64], n_events: &[usize], drawn: &[Vec<f64>]) -> Vec<f64> {
        let pools = Pools::new(t_star, n_events);
        let mut counts = pools.no_counts();
        for (values, n) in drawn.iter().zip(n_events) {
            let values: Vec<f64> = values.iter().map(|value| value.abs()).collect();
            values
                .chunks(LANES)
                .for_each(|values| pools.count(stratum(*n), values, &mut counts));
        }
        pools.p(t_star, n_events, &counts, drawn.first().map_or(0, Vec::len))
    }

    proptest! {
        #[test]
        fn pooled_p_counts_every_value(
            // Eighths tie often; some are beyond the index.
            values in prop::collection::vec((-80i32..80, prop::sample::select(vec![9usize, 19, 20, 49, 149, 150]), prop::collection::vec(-80i32..80, 5)), 1..30),
        ) {
            let eighth = |value: &i32| f64::from(*value) / 8.0;
            let t_star: Vec<f64> = values.iter().map(|one| eighth(&one.0)).collect();
            let n_events: Vec<usize> = values.iter().map(|one| one.1).collect();
            let drawn: Vec<Vec<f64>> = values.iter().map(|one| one.2.iter().map(eighth).collect()).collect();
            let p = pooled_p(&t_star, &n_events, &drawn);
            for (at, p) in p.iter().enumerate() {
                let alike: Vec<_> = (0..values.len()).filter(|other| stratum(n_events[*other]) == stratum(n_events[at])).collect();
                let reaching = alike.iter().flat_map(|one| &drawn[*one]).filter(|value| value.abs() >= t_star[at].abs()).count();
                let expected = (1 + reaching) as f64 / (1 + 5 * alike.len()) as f64;
                prop_assert_eq!(p.to_bits(), expected.to_bits());
            }
        }
    }
}

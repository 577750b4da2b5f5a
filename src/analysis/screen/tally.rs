//! The two passes over all draws: first the spread τ of each term, then the largest |T*| of each draw and the pooled
//! counts (correlate-spec.md §5, §6.2, §9).
//!
//! τ² is the mean of T² over the B draws and the observed order, so that these B + 1 orders are alike: each is divided by
//! a figure that all of them have made, and the largest |T*| of one of them is the largest of all in one case of B + 1.
//! T = n·Σ_A q − n_A·Σ q is a whole number, below 2⁵³, and so exact in floats too; squares are summed in 128 bits.
//! T* = T · (1/τ) is always made by this one multiplication, so that equal T of a term are equal T*. All that is merged
//! between threads is whole, or a maximum: the result does not depend on who did what.

use super::{
    kernel::{LANES, Sums, chunk_len, slabs},
    panel::Panel,
    strata::{Counts, Pools, stratum},
    watch::Watch,
};
use crate::error::Result;
use rayon::prelude::*;

/// T of a term and its scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Standard {
    /// T in units of 1/(n · scale), a whole number.
    pub t: f64,
    /// τ in the same units; 0 if T is 0 in every order.
    pub tau: f64,
    /// 1/τ, or 0.
    per_tau: f64,
}

impl Standard {
    fn new(t: f64, tau: f64) -> Self {
        Self {
            t,
            tau,
            per_tau: per(tau),
        }
    }

    /// T* = T/τ; 0 if τ is.
    pub(super) fn t_star(self) -> f64 {
        self.t * self.per_tau
    }
}

/// 1/τ, or 0.
pub(super) fn per(tau: f64) -> f64 {
    if tau > 0.0 { 1.0 / tau } else { 0.0 }
}

/// What turns sums of q into T, of one term.
#[derive(Clone, Copy)]
struct Unit {
    n: f64,
    /// n_A · Σ q.
    expected: f64,
}

impl Unit {
    /// The units of all terms.
    fn all(panel: Panel<'_>) -> Vec<Self> {
        let total: i64 = panel.scores.q.iter().map(|q| i64::from(*q)).sum();
        (0..panel.terms.len())
            .map(|term| Self {
                n: panel.scores.len() as f64,
                expected: panel.terms.events(term).len() as f64 * total as f64,
            })
            .collect()
    }

    /// T of a sum.
    #[inline]
    fn t(self, sum: i32) -> f64 {
        self.n * f64::from(sum) - self.expected
    }

    /// T of the scores in their original order.
    fn observed(self, panel: Panel<'_>, term: usize) -> f64 {
        self.t(panel
            .terms
            .events(term)
            .iter()
            .map(|event| i32::from(panel.scores.q[*event as usize]))
            .sum())
    }
}

/// Sums over all draws of one term.
#[derive(Clone, Copy, Default)]
struct Moments {
    sum: i64,
    squares: u128,
}

impl Moments {
    #[expect(clippy::cast_sign_loss, reason = "squares are not negative")]
    #[inline(always)]
    fn add(&mut self, sums: &Sums) {
        // Four squares of numbers below 2³¹ fit 64 bits.
        let mut fours = [0_u64; LANES / 4];
        for (at, sum) in sums.map(i64::from).into_iter().enumerate() {
            self.sum += sum;
            fours[at % (LANES / 4)] += (sum * sum) as u64;
        }

        for four in fours {
            self.squares += u128::from(four);
        }
    }

    /// √(mean T²) over the draws and the observed order: with few draws a τ of the draws alone would let the observed T
    /// look large beside theirs, each of which is in it. Σ(nS − e)² = n²ΣS² − 2neΣS + Be², exact in 128 bits (below 2¹¹⁶).
    #[expect(
        clippy::cast_possible_wrap,
        clippy::cast_possible_truncation,
        reason = "whole numbers below 2^116"
    )]
    fn tau(self, unit: Unit, observed: f64, draws: usize) -> f64 {
        let n = unit.n as i128;
        let expected = unit.expected as i128;
        let draws = draws as i128;
        let squares = n * n * self.squares as i128 - 2 * n * expected * i128::from(self.sum)
            + draws * expected * expected;
        let observed = observed as i128;

        ((squares + observed * observed) as f64 / (draws + 1) as f64).sqrt()
    }
}

/// First pass: T and τ of each term.
pub(super) fn standards(panel: Panel<'_>, watch: &Watch<'_>) -> Result<Vec<Standard>> {
    let mut moments = vec![Moments::default(); panel.terms.len()];
    let chunk = chunk_len(panel);
    for slab in slabs(panel) {
        moments
            .par_chunks_mut(chunk)
            .enumerate()
            .try_for_each(|(at, moments)| {
                let terms = at * chunk..at * chunk + moments.len();
                slab.sums_of(
                    panel,
                    terms,
                    watch,
                    #[inline(always)]
                    |at, _, sums| moments[at].add(sums),
                )
            })?;
    }

    let units = Unit::all(panel).into_iter().zip(moments).enumerate();

    Ok(units
        .map(|(term, (unit, moments))| {
            let observed = unit.observed(panel, term);
            let tau = moments.tau(unit, observed, panel.draws.count());
            Standard::new(observed, tau)
        })
        .collect())
}

/// What the second pass finds.
pub(super) struct Drawn {
    /// The largest |T*| of each draw.
    pub maxima: Vec<f64>,
    /// All |T*| by stratum, if asked for.
    pub counts: Option<Counts>,
}

impl Drawn {
    pub(super) fn new(draws: usize, pools: Option<&Pools>) -> Self {
        Self {
            maxima: vec![0.0; draws],
            counts: pools.map(Pools::no_counts),
        }
    }

    /// Joins what was found for other terms in the same draws.
    pub(super) fn merge(mut self, other: &Self) -> Self {
        raise(&mut self.maxima, &other.maxima);
        if let (Some(mine), Some(theirs)) = (&mut self.counts, &other.counts) {
            mine.add(theirs);
        }

        self
    }
}

#[inline(always)]
pub(super) fn raise(maxima: &mut [f64], values: &[f64]) {
    for (max, value) in maxima.iter_mut().zip(values) {
        *max = larger(*max, *value);
    }
}

/// The larger of two numbers; unlike `f64::max` it asks for no NaN, and is one instruction.
#[inline]
pub(super) fn larger(one: f64, other: f64) -> f64 {
    if other > one { other } else { one }
}

/// Second pass: the largest |T*| of each draw over the terms, and their |T*| placed in the pools.
pub(super) fn drawn(
    panel: Panel<'_>,
    standards: &[Standard],
    pools: Option<&Pools>,
    watch: &Watch<'_>,
) -> Result<Drawn> {
    let chunk = chunk_len(panel);
    let units = Unit::all(panel);
    let mut all = Drawn::new(0, pools);
    for slab in slabs(panel) {
        let chunks = panel.terms.len().div_ceil(chunk);
        let of_slab = (0..chunks)
            .into_par_iter()
            .try_fold(
                || Drawn::new(slab.draws.len(), pools),
                |mut drawn, at| -> Result<Drawn> {
                    let start = at * chunk;
                    let terms = start..panel.terms.len().min(start + chunk);
                    slab.sums_of(
                        panel,
                        terms,
                        watch,
                        #[inline(always)]
                        |at, block, sums| {
                            let unit = units[start + at];
                            let standard = standards[start + at];
                            let values = sums.map(|sum| unit.t(sum).abs() * standard.per_tau);
                            let values = &values[..block.lanes];
                            raise(&mut drawn.maxima[block.start..], values);
                            if let (Some(pools), Some(counts)) = (pools, &mut drawn.counts) {
                                pools.count(
                                    stratum(panel.terms.events(start + at).len()),
                                    values,
                                    counts,
                                );
                            }
                        },
                    )?;

                    Ok(drawn)
                },
            )
            .try_reduce(
                || Drawn::new(slab.draws.len(), pools),
                |a, b| Ok(a.merge(&b)),
            )?;

        all.maxima.extend(&of_slab.maxima);
        if let (Some(all), Some(of_slab)) = (&mut all.counts, &of_slab.counts) {
            all.add(of_slab);
        }
    }

    Ok(all)
}

/// The numbers of draws in which T reaches the observed T, for one term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reaching {
    /// With T^b ≥ T.
    pub above: usize,
    /// With T^b ≤ T.
    pub below: usize,
    /// With |T^b| ≥ |T|.
    pub either: usize,
}

/// Counts of draws for each term by itself.
pub(super) fn reaching(panel: Panel<'_>, watch: &Watch<'_>) -> Result<Vec<Reaching>> {
    let seen: Vec<(Unit, f64)> = Unit::all(panel)
        .into_iter()
        .enumerate()
        .map(|(at, unit)| (unit, unit.observed(panel, at)))
        .collect();
    let mut counts = vec![Reaching::default(); panel.terms.len()];
    let chunk = chunk_len(panel);

    for slab in slabs(panel) {
        counts
            .par_chunks_mut(chunk)
            .enumerate()
            .try_for_each(|(at, counts)| {
                let terms = at * chunk..at * chunk + counts.len();
                let seen = &seen[terms.clone()];
                slab.sums_of(panel, terms, watch, |at, block, sums| {
                    let (unit, t) = seen[at];
                    for sum in &sums[..block.lanes] {
                        let drawn = unit.t(*sum);
                        counts[at].above += usize::from(drawn >= t);
                        counts[at].below += usize::from(drawn <= t);
                        counts[at].either += usize::from(drawn.abs() >= t.abs());
                    }
                })
            })?;
    }

    Ok(counts)
}

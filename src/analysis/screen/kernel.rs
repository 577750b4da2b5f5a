//! The inner loop of every screen: sums of scores at the events of a term, for 64 draws at a time.
//!
//! A block of draws is a matrix, record by record, of 64 rearranged scores of 16 bits. A term adds its rows into 64
//! sums of 32 bits, which stay in registers. Sums are whole numbers, so no order of work changes them. The machine's
//! widest vectors are chosen at run time: with AVX2 this is three times as fast as without (measured, EPYC: 10–15
//! against 4–5 G additions a second).

use super::{
    panel::{MOST_RECORDS, Panel},
    terms::Terms,
    watch::Watch,
};
use crate::error::Result;
use pulp::{Simd, WithSimd};
use rayon::prelude::*;
use std::{
    marker::PhantomData,
    ops::{AddAssign, Range},
};

/// Draws of a block (correlate-spec.md §9).
pub(super) const LANES: usize = 64;

/// The scores that one record gets in the draws of a block.
type Row = [i16; LANES];

/// What a term sums to in the draws of a block.
pub(super) type Sums = [i32; LANES];

/// Memory for the blocks that are worked on at a time: 2,000 draws of 8,000 records take half of it.
const SLAB_BYTES: usize = 64 << 20;

/// A chunk is what one thread takes at a time: enough events to pay for bringing a block into its cache, and enough
/// chunks to keep all threads busy.
const CHUNK_EVENTS: Range<usize> = 1 << 10..1 << 18;
const CHUNKS_WISHED: usize = 64;

/// Some consecutive blocks.
pub(super) struct Slab {
    /// The draws in them.
    pub draws: Range<usize>,
    rows_of_block: usize,
    rows: Vec<Row>,
}

/// One block: its draws, and a row for each record.
#[derive(Clone, Copy)]
pub(super) struct Block<'a> {
    /// Number of its first draw, counted from the slab's first.
    pub start: usize,
    /// Its draws; the lanes beyond are empty.
    pub lanes: usize,
    rows: &'a [Row],
}

/// All draws of a panel, slab by slab.
///
/// # Panics
/// With more than [`MOST_RECORDS`] records.
pub(super) fn slabs(panel: Panel<'_>) -> impl Iterator<Item = Slab> + '_ {
    let n = panel.scores.len();
    assert!(n <= MOST_RECORDS, "{n} records");
    let blocks = (SLAB_BYTES / (n.max(1) * size_of::<Row>())).max(1);
    let count = panel.draws.count();

    (0..count)
        .step_by(blocks * LANES)
        .map(move |start| slab(panel, start..count.min(start + blocks * LANES)))
}

fn slab(panel: Panel<'_>, draws: Range<usize>) -> Slab {
    let n = panel.scores.len();
    let mut rows = vec![[0; LANES]; n * draws.len().div_ceil(LANES)];
    rows.par_chunks_mut(n.max(1))
        .enumerate()
        .for_each(|(block, rows)| {
            let start = draws.start + block * LANES;
            for lane in 0..LANES.min(draws.end - start) {
                let arrangement = panel.draws.indices(start + lane);
                // Record by record, so that a term adds whole rows of scores.
                for (row, place) in rows.iter_mut().zip(arrangement.iter()) {
                    row[lane] = panel.scores.q[*place as usize];
                }
            }
        });

    Slab {
        draws,
        rows_of_block: n,
        rows,
    }
}

impl Slab {
    fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        self.rows
            .chunks(self.rows_of_block.max(1))
            .enumerate()
            .map(|(block, rows)| {
                let start = block * LANES;
                Block {
                    start,
                    lanes: LANES.min(self.draws.len() - start),
                    rows,
                }
            })
    }

    /// Hands the sums of each of the terms in each block to `take`, with the term's place among `terms`.
    pub(super) fn sums_of(
        &self,
        panel: Panel<'_>,
        terms: Range<usize>,
        watch: &Watch<'_>,
        mut take: impl FnMut(usize, Block<'_>, &Sums),
    ) -> Result<()> {
        let events: usize = terms
            .clone()
            .map(|term| panel.terms.events(term).len())
            .sum();
        // All terms of the chunk while the block is in the cache.
        for block in self.blocks() {
            sums_in_block(
                block.rows,
                panel.terms,
                terms.clone(),
                #[inline(always)]
                |at, sums| take(at, block, sums),
            );
            watch.advance((events * block.lanes) as u64)?;
        }

        Ok(())
    }
}

/// Hands the sums of each of the terms over the rows of a block to `take`, with the term's place among them.
pub(super) fn sums_in_block<T: Copy, S: Sum<T>, const N: usize>(
    rows: &[[T; N]],
    terms: &Terms,
    which: impl Iterator<Item = usize>,
    take: impl FnMut(usize, &[S; N]),
) {
    pulp::Arch::new().dispatch(InBlock {
        rows,
        terms,
        which,
        take,
        sum: PhantomData,
    });
}

/// What a sum of `T` is made in, without loss.
pub(super) trait Sum<T>: Copy + Default + From<T> + AddAssign {}

impl Sum<i16> for i32 {}
impl Sum<f64> for f64 {}

/// A type of its own and no closure: the compiler puts a shim around a closure, which need not be inlined, and then
/// nothing takes on the machine's vectors. For the same reason what `take` does are loops, and no `for_each` or `sum`.
struct InBlock<'a, T, S, I, F, const N: usize> {
    rows: &'a [[T; N]],
    terms: &'a Terms,
    which: I,
    take: F,
    sum: PhantomData<S>,
}

impl<T: Copy, S: Sum<T>, I: Iterator<Item = usize>, F: FnMut(usize, &[S; N]), const N: usize>
    WithSimd for InBlock<'_, T, S, I, F, N>
{
    type Output = ();

    #[inline(always)]
    fn with_simd<M: Simd>(mut self, _machine: M) {
        for (at, term) in self.which.enumerate() {
            (self.take)(at, &sums(self.rows, self.terms.events(term)));
        }
    }
}

/// The sums of the rows of some records.
#[inline(always)]
pub(super) fn sums<T: Copy, S: Sum<T>, const N: usize>(rows: &[[T; N]], events: &[u32]) -> [S; N] {
    let mut sums = [S::default(); N];
    for event in events {
        let row = &rows[*event as usize];
        for lane in 0..N {
            sums[lane] += S::from(row[lane]);
        }
    }

    sums
}

/// Terms of one chunk.
pub(super) fn chunk_len(panel: Panel<'_>) -> usize {
    let terms = panel.terms.len().max(1);
    let events = panel.terms.event_count();
    let wished = (events / CHUNKS_WISHED).clamp(CHUNK_EVENTS.start, CHUNK_EVENTS.end);

    (wished * terms).div_ceil(events.max(1)).clamp(1, terms)
}

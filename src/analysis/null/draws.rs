//! Random rearrangements of a sequence by blocks: turned by a random offset, cut into blocks, the blocks shuffled
//! (correlate-spec.md §5). Each draw is a function of the seed and its own number alone, so that threads may make
//! them in any order and twice.

use rand_pcg::{Pcg64, rand_core::Rng as _};
use std::borrow::Cow;

/// Records of a block: about a month.
pub const BLOCK: usize = 21;

/// Where the index arrays of a test come from: made of a seed ([`Draws`]), or given one by one.
pub trait DrawSource: Sync {
    /// How many there are.
    fn count(&self) -> usize;

    /// The index array of draw `number`, which is below [`Self::count`].
    fn indices(&self, number: usize) -> Cow<'_, [u32]>;
}

/// The draws of one test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    /// Length of the sequence; below 2³².
    pub n: usize,
    /// What all draws follow from.
    pub seed: u64,
    /// How many there are.
    pub count: usize,
}

impl Draws {
    /// The index array of draw `number`: place j takes the value of place `draw[j]`.
    pub fn draw(&self, number: usize) -> Vec<u32> {
        if self.n == 0 {
            return Vec::new();
        }

        // Draws are streams of one generator: no two of them meet.
        let mut random = Pcg64::new(u128::from(self.seed), number as u128);
        let offset = below(&mut random, self.n);
        let mut order: Vec<usize> = (0..self.n.div_ceil(BLOCK)).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, below(&mut random, last + 1));
        }

        rearranged(self.n, offset, &order)
    }
}

impl DrawSource for Draws {
    fn count(&self) -> usize {
        self.count
    }

    fn indices(&self, number: usize) -> Cow<'_, [u32]> {
        Cow::Owned(self.draw(number))
    }
}

impl DrawSource for Vec<Vec<u32>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn indices(&self, number: usize) -> Cow<'_, [u32]> {
        Cow::Borrowed(&self[number])
    }
}

/// The places offset, offset + 1, …, n − 1, 0, …, offset − 1, cut into blocks of [`BLOCK`] (the last one is shorter)
/// and put together in the given order of blocks.
#[expect(clippy::cast_possible_truncation, reason = "n is below 2^32")]
pub fn rearranged(n: usize, offset: usize, order: &[usize]) -> Vec<u32> {
    let mut draw = Vec::with_capacity(n);
    for block in order {
        let places = block * BLOCK..((block + 1) * BLOCK).min(n);
        // By comparison and not by `%`, which would be a division for every record of every draw.
        draw.extend(places.map(|place| {
            (if place + offset < n {
                place + offset
            } else {
                place + offset - n
            }) as u32
        }));
    }

    draw
}

/// A number below `bound`, each as likely: the low end that would favour some is drawn again.
#[expect(clippy::cast_possible_truncation, reason = "it is below `bound`")]
pub(in crate::analysis) fn below(random: &mut Pcg64, bound: usize) -> usize {
    let bound = bound as u64;
    let unfair = bound.wrapping_neg() % bound;
    loop {
        let wide = u128::from(random.next_u64()) * u128::from(bound);
        if wide as u64 >= unfair {
            return (wide >> 64) as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_draw_has_each_place_once_and_follows_from_its_number(n in 1usize..300, seed in any::<u64>(), number in 0usize..5000) {
            let draws = Draws { n, seed, count: 0 };
            let draw = draws.draw(number);
            let mut sorted = draw.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..u32::try_from(n).unwrap()).collect::<Vec<_>>());
            prop_assert_eq!(&draw, &draws.draw(number));
            let breaks = draw.windows(2).filter(|two| (two[0] as usize + 1) % n != two[1] as usize).count();
            prop_assert!(breaks < n.div_ceil(BLOCK), "only whole blocks move");
        }
    }

    #[test]
    fn offsets_are_even() {
        let draws = Draws {
            n: 10,
            seed: 7,
            count: 0,
        };
        let mut seen = [0; 10];
        (0..10_000).for_each(|number| seen[draws.draw(number)[0] as usize] += 1);
        assert!(
            seen.iter().all(|count| (850..1150).contains(count)),
            "{seen:?}"
        );
    }
}

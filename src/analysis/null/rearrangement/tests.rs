//! What does not change p, and what would if the null were another.

use super::*;
use crate::analysis::null::{DrawSource, Draws};
use proptest::prelude::*;

/// Outcomes and events that come in bursts, as news and rates do: levels that last for some twenty records.
fn bursts(n: u32) -> (Vec<f64>, Vec<u32>) {
    let level = |i: u32| f64::from((i / 23).wrapping_mul(2_654_435_761) >> 16) / 65_536.0;
    let outcome = |i: u32| level(i) * 3.0 + f64::from(i.wrapping_mul(40_503) % 1_000) / 1_000.0;
    (
        (0..n).map(outcome).collect(),
        (0..n).filter(|i| level(*i) > 0.7).collect(),
    )
}

fn count(outcomes: &[f64]) -> u32 {
    u32::try_from(outcomes.len()).unwrap()
}

fn tested(outcomes: &[f64], events: &[u32]) -> BlockTest {
    let draws = Draws {
        n: outcomes.len(),
        seed: 1,
        count: 199,
    };
    block_test(outcomes, events, &draws)
}

fn block_test(outcomes: &[f64], events: &[u32], draws: &impl DrawSource) -> BlockTest {
    let scores = Scores::new(outcomes);
    let placement = Placement::new(outcomes.len(), events);
    let statistic = Statistic::new(&scores, &placement);
    let drawn: Vec<i64> = (0..draws.count())
        .map(|number| statistic.drawn(&draws.indices(number)))
        .collect();
    statistic.judged(&drawn)
}

proptest! {
    #[test]
    fn another_measure_of_the_same_order_gives_the_same_test(
        outcomes in prop::collection::vec(-5i32..5, 30..200), factor in 0.1f64..50.0,
    ) {
        let outcomes: Vec<f64> = outcomes.into_iter().map(f64::from).collect();
        let events: Vec<u32> = (0..count(&outcomes)).step_by(7).collect();
        let stretched: Vec<f64> = outcomes.iter().map(|outcome| outcome.powi(3) * factor).collect();
        prop_assert_eq!(tested(&outcomes, &events), tested(&stretched, &events));
    }

    #[test]
    fn the_complement_turns_the_sign_and_nothing_else(
        outcomes in prop::collection::vec(-5i32..5, 30..200), step in 2u32..9,
    ) {
        let outcomes: Vec<f64> = outcomes.into_iter().map(f64::from).collect();
        let (events, others): (Vec<u32>, Vec<u32>) = (0..count(&outcomes)).partition(|i| i % step == 0);
        let (few, many) = (tested(&outcomes, &events), tested(&outcomes, &others));
        prop_assert_eq!((few.p, few.exceedances, few.t_int), (many.p, many.exceedances, -many.t_int));
        prop_assert_eq!(few.t_star, many.t_star.map(|t| -t));
        prop_assert!(few.p > 0.0 && few.p <= 1.0);
    }

    /// T is the same whether it is summed directly or over the complement.
    #[test]
    fn more_than_half_is_summed_over_the_others(outcomes in prop::collection::vec(-5i32..5, 30..90), kept in 1u32..30) {
        let outcomes: Vec<f64> = outcomes.into_iter().map(f64::from).collect();
        let scores = Scores::new(&outcomes);
        let events: Vec<u32> = (0..count(&outcomes)).filter(|i| *i >= kept).collect();
        let plain = |q: &[i16]| q.iter().map(|q| i64::from(*q)).sum::<i64>();
        let at: Vec<i16> = events.iter().map(|event| scores.q[*event as usize]).collect();
        let expected = i64::from(count(&outcomes)) * plain(&at) - i64::from(count(&outcomes) - kept) * plain(&scores.q);
        prop_assert_eq!(tested(&outcomes, &events).t_int, expected);
    }
}

#[test]
fn equal_outcomes_are_equal_whatever_their_order() {
    let found = tested(&[0.0; 100], &[3, 5, 80]);
    assert_eq!(
        (found.t_int, found.t_star, found.t_iid, found.exceedances),
        (0, None, None, 199)
    );
    let mut outcomes = vec![0.0; 100];
    outcomes[50] = 1.0;
    outcomes[51] = -1.0;
    let found = tested(&outcomes, &[10, 11]);
    assert!(
        found.exceedances > 190,
        "all placements on unchanged rates are tied: {found:?}"
    );
}

#[test]
fn no_event_and_nothing_but_events_say_nothing() {
    let outcomes: Vec<f64> = (0..60).map(f64::from).collect();
    for events in [vec![], (0..60).collect::<Vec<_>>()] {
        let found = tested(&outcomes, &events);
        assert_eq!((found.t_int, found.t_star, found.t_iid), (0, None, None));
        assert!((found.p - 1.0).abs() < 1e-15);
    }
    let found = tested(&[], &[]);
    assert_eq!((found.t.to_bits(), found.tau.to_bits()), (0, 0));
}

/// The largest effect there can be: breaks without the 1 of p = (1 + b)/(B + 1).
#[test]
fn the_smallest_p_is_one_in_all_draws_and_the_observed() {
    let mut outcomes: Vec<f64> = (0..400).map(|i| f64::from(i % 10)).collect();
    let events: Vec<u32> = (0..400).step_by(13).collect();
    for event in &events {
        outcomes[*event as usize] = 50.0;
    }
    let found = tested(&outcomes, &events);
    assert_eq!(found.exceedances, 0);
    assert!((found.p - 1.0 / 200.0).abs() < 1e-15);
}

/// Draws that move single records instead of blocks.
struct Free(usize);

impl DrawSource for Free {
    fn count(&self) -> usize {
        199
    }

    fn indices(&self, number: usize) -> std::borrow::Cow<'_, [u32]> {
        let mut places: Vec<u32> = (0..u32::try_from(self.0).unwrap()).collect();
        places.sort_by_key(|place| {
            (place + 1).wrapping_mul(2_654_435_761).rotate_left(7)
                ^ u32::try_from(number * 97_919).unwrap()
        });
        places.into()
    }
}

/// Bursts of news on bursts of moves are what chance gives by blocks. Breaks with free permutation, which takes every
/// record of a burst for a witness of its own.
#[test]
fn blocks_allow_for_bursts() {
    let (outcomes, events) = bursts(1_000);
    let free = block_test(&outcomes, &events, &Free(outcomes.len()));
    assert!(
        tested(&outcomes, &events).tau > 2.0 * free.tau,
        "{} {}",
        tested(&outcomes, &events).tau,
        free.tau
    );
}

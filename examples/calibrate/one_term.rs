//! One term: how often p is small without a connection, and how often effects of known size are seen.

use crate::{
    Runs,
    market::{Days, Market, block_test},
    simulate::{below, bursty_events, random_events},
    table::{Expected, Table},
};
use rand_pcg::Pcg64;
use rayon::prelude::*;
use ruble_rates::analysis::{
    null::{ALPHA, Scores},
    sample::{mean, standard_deviation},
};
use statrs::distribution::{ContinuousCDF, Normal};

/// Records of a simulated series.
const N: usize = 1000;
/// Draws of a test where their number is not what is looked at.
const DRAWS: usize = 499;
/// Numbers of draws that are accepted, from the least.
pub const NUMBERS_OF_DRAWS: [usize; 5] = [19, 39, 99, 399, 1_999];

/// Terms without a connection, in bursts that come with volatility; and the naive test of the same, which has to fail.
pub fn size(runs: Runs, table: &mut Table) {
    for draws in NUMBERS_OF_DRAWS {
        let p: Vec<f64> = runs
            .seeds()
            .into_par_iter()
            .map(|seed| noise(seed, draws))
            .collect();
        table.row(
            &format!("one term, {draws} draws: p ≤ 0.05"),
            reaching(&p),
            runs.count,
            Expected::Nominal(ALPHA),
        );
        if draws == NUMBERS_OF_DRAWS[4] {
            println!("(uniform by Kolmogorov–Smirnov: p {:.3})", kolmogorov_p(&p));
        }
    }

    let p: Vec<f64> = runs.seeds().into_par_iter().map(naive).collect();
    table.row(
        "one term, % changes drawn freely (naive): p ≤ 0.05",
        reaching(&p),
        runs.count,
        Expected::Between(0.10, 1.0),
    );
}

fn reaching(p: &[f64]) -> usize {
    p.iter().filter(|p| **p <= ALPHA).count()
}

/// A series with a term that has nothing to do with it.
fn unrelated(seed: u64) -> (Market, Vec<u32>, Pcg64) {
    let mut random = Pcg64::new(seed.into(), 1);
    let market = Market::noise(N, &mut random);
    let events = bursty_events(&market.variance, &mut random);
    (market, events, random)
}

fn noise(seed: u64, draws: usize) -> f64 {
    let (market, events, _) = unrelated(seed);
    block_test(&Scores::new(&market.outcome()), &events, draws, seed).p
}

/// p of the mean change at the events among as many records drawn freely.
fn naive(seed: u64) -> f64 {
    let (market, events, mut random) = unrelated(seed);
    let changes = market.change_sums();
    let mean = mean(&changes);
    let mut centred: Vec<f64> = changes.iter().map(|change| change - mean).collect();
    let at_events: f64 = events.iter().map(|event| centred[*event as usize]).sum();

    let mut reaching = 0;
    for _ in 0..DRAWS {
        for at in 0..events.len() {
            let other = at + below(N - at, &mut random);
            centred.swap(at, other);
        }
        let drawn: f64 = centred[..events.len()].iter().sum();
        reaching += usize::from(drawn.abs() >= at_events.abs());
    }
    (1 + reaching) as f64 / (1 + DRAWS) as f64
}

/// Effects of known size at random records, beside the formula.
pub fn power(runs: Runs, table: &mut Table) {
    for events in [30, 60, 120] {
        for delta in [0.4, 0.6, 0.8] {
            let outcomes: Vec<(bool, f64)> = runs
                .seeds()
                .into_par_iter()
                .map(|seed| effect(seed, events, delta))
                .collect();
            let seen = outcomes.iter().filter(|(is_seen, _)| *is_seen).count();
            let formula: Vec<f64> = outcomes.iter().map(|(_, formula)| *formula).collect();
            table.row(
                &format!("one term, {events} events, an effect of {delta} σ: p ≤ 0.05"),
                seen,
                runs.count,
                Expected::Near(mean(&formula)),
            );
        }
    }
}

/// Whether an effect was seen, and the chance of it by the formula of correlate-spec.md §10.4.
fn effect(seed: u64, events: usize, delta: f64) -> (bool, f64) {
    let mut random = Pcg64::new(seed.into(), 3 + events as u128);
    let placed = random_events(events, N, &mut random);
    let effects: Vec<(u32, f64)> = placed.iter().map(|event| (*event, delta)).collect();
    let outcome = Market::with_effects(N, &effects, Days::All, &mut random).outcome();
    let scores = Scores::new(&outcome);
    let test = block_test(&scores, &placed, DRAWS, seed);

    let count = events as f64;
    let spread = (count * (1.0 - count / N as f64)).sqrt();
    let tau_hat = test.tau / (standard_deviation(&scores.u) * spread);
    let formula =
        Normal::standard().cdf(delta * spread / (standard_deviation(&outcome) * tau_hat) - 1.96);
    (test.p <= ALPHA, formula)
}

/// p of Kolmogorov and Smirnov's test against the uniform distribution, by the asymptotic series.
fn kolmogorov_p(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len() as f64;
    let distance = sorted
        .iter()
        .enumerate()
        .map(|(at, value)| {
            let below = at as f64 / n;
            let above = (at + 1) as f64 / n;
            (value - below).abs().max((value - above).abs())
        })
        .fold(0.0, f64::max);

    let scaled = (n.sqrt() + 0.12 + 0.11 / n.sqrt()) * distance;
    let term = |k: i32| {
        (if k % 2 == 1 { 2.0 } else { -2.0 }) * (-2.0 * f64::from(k * k) * scaled * scaled).exp()
    };
    (1..=100).map(term).sum::<f64>().clamp(0.0, 1.0)
}

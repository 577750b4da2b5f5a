//! How often the tests of `rates correlate` find something where there is nothing, and how often they see what is
//! there, as a table (correlate-spec.md §10.2–4).
//!
//!     cargo run --release --example calibrate [-- TIMES]
//!
//! TIMES (1 unless told) multiplies the numbers of corpora and runs: 10 for a closer look.

#![expect(clippy::print_stdout, reason = "it prints a table")]

mod simulate;

use jiff::ToSpan as _;
use jiff::civil::date;
use rand_pcg::Pcg64;
use rayon::prelude::*;
use ruble_rates::analysis::null::{ALPHA, BlockTest, Draws, Placement, Scores, Statistic};
use ruble_rates::analysis::screen::{FalseDiscovery, Moves as ScreenMoves, Panel, Terms, screen};
use ruble_rates::analysis::{FactorsFrom, Moves};
use ruble_rates::model::{Currency, Nominal, Record, Series, Span};
use simulate::{Changes, below, bursty_events, changes, random_events};
use statrs::distribution::{ContinuousCDF, Normal};
use std::ops::ControlFlow;

/// Records of a simulated series.
const N: usize = 1000;
/// Changes before them, by which their volatility is known, and one after them, into which the window reaches.
const BEFORE: usize = 61;
/// Units that a simulated rate is of.
const NOMINAL: i64 = 10_000;
/// Draws of a test.
const DRAWS: usize = 499;

/// What a corpus is tested on: per record the change, z, and their sums over the record and the next.
struct Tested {
    change_sums: Vec<f64>,
    z_sums: Vec<f64>,
    variance: Vec<f64>,
    median_sigma: f64,
}

fn main() {
    let times = std::env::args()
        .nth(1)
        .and_then(|times| times.parse().ok())
        .unwrap_or(1);
    size(400 * times);
    noise_screens(200 * times);
    power(200 * times);
}

/// One term in each of `corpora` without a connection.
fn size(corpora: usize) {
    let p: Vec<[f64; 2]> = (0..corpora as u64).into_par_iter().map(noise_p).collect();
    let [chosen, naive] = [0, 1].map(|which| p.iter().map(|p| p[which]).collect::<Vec<f64>>());
    println!("size: {corpora} corpora without a connection, one term each, n = {N}");
    for (name, p) in [
        ("z scores, blocks of 21 (chosen)", &chosen),
        ("% changes, free permutation (naive)", &naive),
    ] {
        let found = p.iter().filter(|p| **p <= ALPHA).count();
        println!(
            "  {name:38} p ≤ 0.05 in {found:3} = {:.3}; uniform by KS: p = {:.3}",
            found as f64 / corpora as f64,
            kolmogorov_p(p)
        );
    }
}

/// p of the chosen method and of the naive one.
fn noise_p(seed: u64) -> [f64; 2] {
    let mut random = Pcg64::new(seed.into(), 1);
    let tested = tested(&changes(N + BEFORE + 1, &mut random), None);
    let events = bursty_events(&tested.variance, &mut random);
    let placement = Placement::new(N, &events);
    let chosen = block_test(&Scores::new(&tested.z_sums), &placement, seed).p;
    [chosen, naive_p(&tested.change_sums, &events, &mut random)]
}

/// The test of one term.
fn block_test(scores: &Scores, placement: &Placement, seed: u64) -> BlockTest {
    let draws = Draws {
        n: N,
        seed,
        count: DRAWS,
    };
    let statistic = Statistic::new(scores, placement);
    let drawn: Vec<i64> = (0..DRAWS)
        .map(|number| statistic.drawn(&draws.draw(number)))
        .collect();
    statistic.judged(&drawn)
}

/// p of the mean change at the events among as many records drawn freely.
fn naive_p(changes: &[f64], events: &[u32], random: &mut Pcg64) -> f64 {
    let mean = changes.iter().sum::<f64>() / changes.len() as f64;
    let mut centred: Vec<f64> = changes.iter().map(|change| change - mean).collect();
    let observed: f64 = events
        .iter()
        .map(|event| centred[*event as usize])
        .sum::<f64>()
        .abs();
    let mut reaching = 0;
    for _ in 0..DRAWS {
        for at in 0..events.len() {
            let other = at + below(N - at, random);
            centred.swap(at, other);
        }
        reaching += usize::from(centred[..events.len()].iter().sum::<f64>().abs() >= observed);
    }
    (1 + reaching) as f64 / (1 + DRAWS) as f64
}

/// The records as the tool would test them; with `effect` after some of them, in σ over two records.
fn tested(changes: &Changes, effect: Option<(&[u32], f64)>) -> Tested {
    let mut pct = changes.pct.clone();
    if let Some((events, delta)) = effect {
        let sigma = |at: usize| changes.variance[at].sqrt();
        for event in events {
            let at = *event as usize + BEFORE;
            pct[at] += 0.7 * delta * sigma(at);
            pct[at + 1] += 0.3 * delta * sigma(at + 1);
        }
    }
    let moves = Moves::from_series(&series(&pct), FactorsFrom::Whole).expect("no leaps");
    let records = &moves.records()[1..];
    let of = |at: usize| records[at + BEFORE];
    let sums =
        |figure: &dyn Fn(usize) -> f64| (0..N).map(|at| figure(at) + figure(at + 1)).collect();
    let mut sigma: Vec<f64> = (0..N).filter_map(|at| of(at).sigma_pct).collect();
    sigma.sort_by(f64::total_cmp);
    Tested {
        change_sums: sums(&|at| of(at).change_log_pct.unwrap_or(0.0)),
        z_sums: sums(&|at| of(at).z.unwrap_or(0.0)),
        variance: changes.variance[BEFORE..BEFORE + N].to_vec(),
        median_sigma: sigma[N / 2],
    }
}

/// The dollar's rate that starts at 60 rubles and makes these changes, a record a day. It is kept per ten thousand units, so
/// that the four digits of a record round nothing that matters.
#[expect(
    clippy::cast_possible_truncation,
    reason = "ten-thousandths of some hundreds of thousands of rubles fit"
)]
fn series(pct: &[f64]) -> Series {
    let mut rate = 60.0;
    let mut rates = vec![rate];
    for change in pct {
        rate *= (change / 100.0).exp();
        rates.push(rate);
    }
    let first = date(2015, 1, 1);
    let nominal = Nominal::new(NOMINAL).expect("a power of ten");
    let records: Vec<Record> = (0i64..)
        .zip(&rates)
        .map(|(day, rate)| {
            let value_e4 = (rate * NOMINAL as f64 * 1e4).round() as i64;
            Record::new(first + day.days(), nominal, value_e4).expect("a rate")
        })
        .collect();
    let last = records[records.len() - 1].record_date();
    let coverage = Span::new(first, last).into_iter().collect();
    Series::new(
        Currency::find("USD").expect("the dollar"),
        records,
        coverage,
    )
}

/// Screens of 600 terms without a connection.
fn noise_screens(corpora: usize) {
    const TERMS: usize = 600;
    let found: Vec<(bool, bool)> = (0..corpora)
        .into_par_iter()
        .map(|number| noise_screen(number, TERMS))
        .collect();
    let any = found.iter().filter(|(any, _)| *any).count();
    let candidates = found.iter().filter(|(_, any)| *any).count();
    println!("screens: {corpora} corpora of {TERMS} terms without a connection, n = {N}");
    println!(
        "  something found (family-wise 5 %)      in {any:3} = {:.3}",
        any as f64 / corpora as f64
    );
    println!(
        "  q ≤ 0.10, all of them false            in {candidates:3} = {:.3}",
        candidates as f64 / corpora as f64
    );
}

/// Whether a screen of noise found something, and whether it named candidates.
fn noise_screen(number: usize, terms: usize) -> (bool, bool) {
    let mut random = Pcg64::new(number as u128, 2);
    let tested = tested(&changes(N + BEFORE + 1, &mut random), None);
    let mut all = Terms::default();
    while all.len() < terms {
        let events = bursty_events(&tested.variance, &mut random);
        if events.len() >= 10 {
            all.push(&events);
        }
    }
    let scores = Scores::new(&tested.z_sums);
    let draws = Draws {
        n: N,
        seed: number as u64,
        count: DRAWS,
    };
    let panel = Panel {
        scores: &scores,
        terms: &all,
        draws: &draws,
    };
    let moves = ScreenMoves {
        outcome: &tested.z_sums,
        before: None,
        change_pct: &tested.change_sums,
        change_kop: None,
        mean_sigma_pct: tested.median_sigma,
    };
    let found = screen(
        &[(panel, moves)],
        FalseDiscovery::BenjaminiHochberg,
        &|_| ControlFlow::Continue(()),
    )
    .expect("nobody breaks off");
    let has_candidate = found.tests[0].iter().any(|test| test.q <= 0.10);
    (!found.found.is_empty(), has_candidate)
}

/// How often effects of known size are seen, beside the formula.
fn power(runs: usize) {
    println!(
        "power: {runs} runs each, events at random, effect δσ over two records, seen / by the formula"
    );
    for events in [30, 60, 120] {
        print!("  {events:3} events");
        for delta in [0.0, 0.4, 0.6, 0.8] {
            let outcomes: Vec<(bool, f64)> = (0..runs)
                .into_par_iter()
                .map(|run| power_run(run, events, delta))
                .collect();
            let seen = outcomes.iter().filter(|(is_seen, _)| *is_seen).count() as f64 / runs as f64;
            let formula = outcomes.iter().map(|(_, formula)| formula).sum::<f64>() / runs as f64;
            print!("   δ {delta:.1}: {seen:.2} / {formula:.2}");
        }
        println!();
    }
}

/// Whether an effect was seen, and the chance of it by the formula of correlate-spec.md §10.4.
fn power_run(run: usize, events: usize, delta: f64) -> (bool, f64) {
    let mut random = Pcg64::new(run as u128, 3 + events as u128);
    let placed = random_events(events, N, &mut random);
    let tested = tested(
        &changes(N + BEFORE + 1, &mut random),
        Some((&placed, delta)),
    );
    let scores = Scores::new(&tested.z_sums);
    let test = block_test(&scores, &Placement::new(N, &placed), run as u64);
    let (count, share) = (events as f64, events as f64 / N as f64);
    let spread = (count * (1.0 - share)).sqrt();
    let tau_hat = test.tau / (deviation(&scores.u) * spread);
    let formula =
        Normal::standard().cdf(delta * spread / (deviation(&tested.z_sums) * tau_hat) - 1.96);
    (test.p <= ALPHA, formula)
}

/// Standard deviation with n − 1.
fn deviation(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    (values
        .iter()
        .map(|value| (value - mean).powi(2))
        .sum::<f64>()
        / (values.len() - 1) as f64)
        .sqrt()
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
            (value - at as f64 / n)
                .abs()
                .max((value - (at + 1) as f64 / n).abs())
        })
        .fold(0.0, f64::max);
    let scaled = (n.sqrt() + 0.12 + 0.11 / n.sqrt()) * distance;
    let term = |k: i32| {
        (if k % 2 == 1 { 2.0 } else { -2.0 }) * (-2.0 * f64::from(k * k) * scaled * scaled).exp()
    };
    (1..=100).map(term).sum::<f64>().clamp(0.0, 1.0)
}

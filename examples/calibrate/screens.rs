//! Screens of many terms: how often they find something in noise, and how often what they say they would see.

use crate::{
    Runs,
    market::Market,
    one_term::NUMBERS_OF_DRAWS,
    simulate::{bursty_events, uniform},
    table::{Expected, Table},
};
use rand_pcg::Pcg64;
use rayon::prelude::*;
use ruble_rates::analysis::{
    null::{ALPHA, Draws, Scores},
    screen::{CANDIDATE_Q, FalseDiscovery, Moves, Panel, Screen, Terms, screen},
};
use std::ops::{ControlFlow, RangeInclusive};

const N: usize = 1000;
const TERMS: usize = 600;
const LEAST_EVENTS: usize = 10;
/// The numbers of events for which a screen says what it would see, and the terms from which it says so.
const BANDS: [(usize, RangeInclusive<usize>); 3] = [(10, 10..=14), (30, 25..=35), (100, 90..=110)];
/// Volatility by which effects are named in per cent: so small that simple per cent and logarithms are the same.
const SIGMA_PCT: f64 = 1e-3;
/// Draws where their number is not what is looked at.
const DRAWS: usize = 1_999;
/// Shares of its mentions that a term keeps, in turns: as many rare words as frequent ones.
const AS_OFTEN: [f64; 1] = [1.0];
const MOSTLY_RARE: [f64; 4] = [1.0, 0.5, 0.25, 0.12];

/// A corpus of terms that have nothing to do with the rate.
struct Corpus {
    outcome: Vec<f64>,
    change_pct: Vec<f64>,
    terms: Terms,
    seed: u64,
}

impl Corpus {
    fn noise(seed: u64, kept: &[f64]) -> Self {
        let mut random = Pcg64::new(seed.into(), 2);
        let market = Market::noise(N, &mut random);
        let mut terms = Terms::default();
        while terms.len() < TERMS {
            let share = kept[terms.len() % kept.len()];
            let mut events = bursty_events(&market.variance, &mut random);
            events.retain(|_| share >= 1.0 || uniform(&mut random) < share);
            if events.len() >= LEAST_EVENTS {
                terms.push(&events);
            }
        }

        Self {
            outcome: market.outcome(),
            change_pct: market.change_sums(),
            terms,
            seed,
        }
    }

    /// The same with what is tested at the events of a term shifted by so many σ.
    fn with_effect(&self, term: usize, delta: f64) -> Self {
        let mut outcome = self.outcome.clone();
        for event in self.terms.events(term) {
            outcome[*event as usize] += delta;
        }
        Self {
            outcome,
            change_pct: self.change_pct.clone(),
            terms: self.terms.clone(),
            ..*self
        }
    }

    fn screen(&self, draws: usize) -> Screen {
        let scores = Scores::new(&self.outcome);
        let draws = Draws {
            n: N,
            seed: self.seed,
            count: draws,
        };
        let panel = Panel {
            scores: &scores,
            terms: &self.terms,
            draws: &draws,
        };
        let moves = Moves {
            outcome: &self.outcome,
            before: None,
            calendar: None,
            change_pct: &self.change_pct,
            change_log_pct: &self.change_pct,
            change_kop: None,
            mean_sigma_pct: SIGMA_PCT,
        };

        screen(
            &[(panel, moves)],
            FalseDiscovery::BenjaminiHochberg,
            &|_| ControlFlow::Continue(()),
        )
        .expect("nothing breaks off")
    }
}

/// Screens of terms without a connection.
pub fn noise(runs: Runs, table: &mut Table) {
    for draws in NUMBERS_OF_DRAWS {
        let runs = if draws == DRAWS { runs.half() } else { runs };
        let screens: Vec<(bool, bool)> = runs
            .seeds()
            .into_par_iter()
            .map(|seed| {
                let screen = Corpus::noise(seed, &AS_OFTEN).screen(draws);
                let has_candidate = screen.tests[0].iter().any(|test| test.q <= CANDIDATE_Q);
                (!screen.found.is_empty(), has_candidate)
            })
            .collect();
        let found = screens.iter().filter(|(found, _)| *found).count();
        let candidates = screens.iter().filter(|(_, any)| *any).count();

        let name = format!("screen of {TERMS} terms, {draws} draws");
        table.row(
            &format!("{name}: found"),
            found,
            runs.count,
            Expected::AtMost(ALPHA),
        );
        table.row(
            &format!("{name}: a candidate (q ≤ 0.10)"),
            candidates,
            runs.count,
            Expected::AtMost(CANDIDATE_Q),
        );
    }
}

/// Effects of the size that a screen says it would see with a probability of 80 %, in a term with as many events.
pub fn power(runs: Runs, table: &mut Table) {
    let runs = runs.half();
    let seen: Vec<[Option<bool>; 3]> = runs
        .seeds()
        .into_par_iter()
        .map(what_is_named_is_found)
        .collect();

    for (band, (events, _)) in BANDS.iter().enumerate() {
        let of_band: Vec<bool> = seen.iter().filter_map(|seen| seen[band]).collect();
        table.row(
            &format!("screen, the effect named for {events} events: found"),
            of_band.iter().filter(|is_found| **is_found).count(),
            of_band.len(),
            Expected::Between(0.70, 0.90),
        );
    }
}

/// For each band, whether the term was found; None if the corpus has no term of the band.
fn what_is_named_is_found(seed: u64) -> [Option<bool>; 3] {
    let corpus = Corpus::noise(seed, &MOSTLY_RARE);
    let named = corpus.screen(DRAWS).detectable.by_events();
    let mut bands = BANDS.iter();
    named.map(|(_, effect_pct)| {
        let (_, events) = bands.next()?;
        let term = (0..corpus.terms.len())
            .find(|term| events.contains(&corpus.terms.events(*term).len()))?;
        let planted = corpus.with_effect(term, effect_pct? / SIGMA_PCT);
        let screen = planted.screen(DRAWS);
        Some(screen.found.iter().any(|row| row.at.term == term))
    })
}

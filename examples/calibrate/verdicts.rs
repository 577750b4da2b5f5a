//! The verdict on one term as a whole, where there is nothing to find: it looks at several questions, and all of them
//! together may say something in one case of twenty.

use crate::{
    Runs,
    market::{Days, Effect, Market},
    simulate::{bursty_events, random_events},
    table::{Expected, Table},
};
use rand_pcg::Pcg64;
use rayon::prelude::*;
use ruble_rates::analysis::{null::ALPHA, study::Verdict};
use std::collections::BTreeMap;

/// Records of a simulated series.
const N: usize = 1000;
/// Events of a term on random records.
const ISOLATED: usize = 60;

/// How the news of a term comes.
#[derive(Clone, Copy)]
enum News {
    /// In bursts that come with volatility.
    Bursts,
    /// On random days.
    Isolated,
}

/// Verdicts other than "not found".
pub fn noise(runs: Runs, table: &mut Table) {
    for (news, name) in [
        (News::Bursts, "bursts with volatility"),
        (News::Isolated, "random days"),
    ] {
        for draws in [99, 1_999] {
            let verdicts: Vec<Verdict> = runs
                .seeds()
                .into_par_iter()
                .map(|seed| verdict(seed, news, draws))
                .filter(|verdict| !verdict.is_untested())
                .collect();
            let said = verdicts
                .iter()
                .filter(|verdict| **verdict != Verdict::NotFound)
                .count();

            table.row(
                &format!("verdicts, {name}, {draws} draws: anything but not_found"),
                said,
                verdicts.len(),
                Expected::AtMost(ALPHA),
            );
            print_each(&verdicts);
        }
    }
}

fn verdict(seed: u64, news: News, draws: usize) -> Verdict {
    let mut random = Pcg64::new(seed.into(), 4);
    let market = Market::noise(N, &mut random);
    let events = match news {
        News::Bursts => bursty_events(&market.variance, &mut random),
        News::Isolated => random_events(ISOLATED, N, &mut random),
    };
    let study = market.study(&market.tested, &events, draws, seed);
    study.judgement.verdict
}

/// Effects of the size that the verdict itself says it would have seen with a probability of 80 %.
pub fn power(runs: Runs, table: &mut Table) {
    for events in [12, 30, ISOLATED] {
        let verdicts: Vec<Verdict> = runs
            .seeds()
            .into_par_iter()
            .filter_map(|seed| verdict_on_what_is_named(seed, events))
            .collect();
        let seen = verdicts
            .iter()
            .filter(|verdict| **verdict != Verdict::NotFound)
            .count();

        table.row(
            &format!("verdicts, the effect named for {events} events: anything but not_found"),
            seen,
            verdicts.len(),
            Expected::Between(0.70, 0.90),
        );
        print_each(&verdicts);
    }
}

fn verdict_on_what_is_named(seed: u64, count: usize) -> Option<Verdict> {
    const DRAWS: usize = 499;
    let mut random = Pcg64::new(seed.into(), 8);
    let events = random_events(count, N, &mut random);
    // The same changes twice: as they are, and with the effect that is named there.
    let noise = Market::noise(N, &mut random.clone());
    let named = noise
        .study(&noise.tested, &events, DRAWS, seed)
        .detectable?
        .sigma;

    let effects: Vec<Effect> = events.iter().map(|event| (*event, named)).collect();
    let market = Market::with_effects(N, &effects, Days::All, &mut random);
    let study = market.study(&market.tested, &events, DRAWS, seed);
    Some(study.judgement.verdict).filter(|verdict| !verdict.is_untested())
}

/// How often each verdict came.
pub fn print_each(verdicts: &[Verdict]) {
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for verdict in verdicts {
        *counts.entry(*verdict).or_default() += 1;
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(verdict, count)| format!("{} {count}", verdict.name()))
        .collect();
    println!("({})", counts.join(", "));
}

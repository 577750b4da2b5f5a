//! One term without a connection, by the number of stories a record: which records are tested and which are events follows
//! from the news alone, by the rules of the tool. News is more on volatile days, and so is the word's.

use crate::{
    Runs,
    market::{K, Market, WINDOW},
    simulate::{bursts, poisson, uniform, volumes},
    table::{Expected, Table},
};
use rand_pcg::Pcg64;
use rayon::prelude::*;
use ruble_rates::analysis::{
    events::{Counter, EventRule, Mention, PerSource, Required, Tested, Windows},
    null::ALPHA,
    sample::mean,
};

/// Records of a simulated series that could be tested.
const N: usize = 1_160;
const DRAWS: usize = 399;
/// Stories a record.
const DENSITIES: [f64; 5] = [1.0, 2.0, 4.0, 6.0, 10.0];
/// The share of stories with the word in a burst of it, and at other times.
const SHARES: (f64, f64) = (0.3, 0.002);

/// What came of a corpus.
struct Outcome {
    tested: usize,
    events: usize,
    /// None if there was too little for a test.
    p: Option<f64>,
}

/// p of a term by the density of the news.
pub fn size(runs: Runs, table: &mut Table) {
    for density in DENSITIES {
        let outcomes: Vec<Outcome> = runs
            .seeds()
            .into_par_iter()
            .map(|seed| corpus(seed, density))
            .collect();
        let p: Vec<f64> = outcomes.iter().filter_map(|one| one.p).collect();
        let tested: Vec<f64> = outcomes.iter().map(|one| one.tested as f64).collect();
        let events: Vec<f64> = outcomes.iter().map(|one| one.events as f64).collect();

        table.row(
            &format!("{density} stories a record: p ≤ 0.05"),
            p.iter().filter(|p| **p <= ALPHA).count(),
            p.len(),
            Expected::Nominal(ALPHA),
        );
        println!(
            "({density} stories a record: {:.0} records and {:.0} events tested in the mean)",
            mean(&tested),
            mean(&events)
        );
    }
}

fn corpus(seed: u64, density: f64) -> Outcome {
    let mut random = Pcg64::new(seed.into(), 7);
    let market = Market::noise(N, &mut random);
    let first = market.tested[0] as usize;
    let records = market.values(|one| one.record_date).len();
    // The records before are as calm as the first.
    let mut variance = vec![market.variance[0]; first];
    variance.extend(&market.variance);
    variance.resize(records, market.variance[N - 1]);

    let (all, of_term) = stories(&variance, density, &mut random);
    let windows = Windows::new(all, records);
    let tested = tested(&market, &windows);
    let events = events(&of_term, &windows, &tested);
    if tested.is_empty() {
        return Outcome {
            tested: 0,
            events: 0,
            p: None,
        };
    }

    let study = market.study(tested.records(), &events, DRAWS, seed);
    Outcome {
        tested: tested.len(),
        events: events.len(),
        p: study.p_values.map(|p| p.main),
    }
}

/// All stories, and those with the word, by window.
fn stories(variance: &[f64], density: f64, random: &mut Pcg64) -> (Vec<Mention>, Vec<Mention>) {
    let volumes = volumes(density, variance, random);
    let is_in_burst = bursts(variance, random);
    let mut all = Vec::new();
    let mut of_term = Vec::new();
    for (window, volume) in (0u32..).zip(volumes) {
        let share = if is_in_burst[window as usize] {
            SHARES.0
        } else {
            SHARES.1
        };
        for _ in 0..poisson(volume, random) {
            let story = Mention { window, source: 0 };
            all.push(story);
            if uniform(random) < share {
                of_term.push(story);
            }
        }
    }
    (all, of_term)
}

fn tested(market: &Market, windows: &Windows) -> Tested {
    let required = Required {
        from: None,
        to: None,
        k: K,
        a: WINDOW.first,
        b: WINDOW.last,
    };
    Tested::new(
        &market.values(|one| one.record_date),
        &market.values(|one| one.joined),
        &market.values(|one| one.z),
        windows,
        &required,
    )
}

/// Positions of the events among the tested records.
fn events(of_term: &[Mention], windows: &Windows, tested: &Tested) -> Vec<u32> {
    let mut events = Vec::new();
    Counter::new(windows, PerSource::Auto).count(of_term, |counted| {
        if counted.is_event(EventRule::Surprise) {
            events.extend(tested.position(counted.window));
        }
    });
    events
}

//! Rates and news that have nothing to do with each other, as hard to tell apart as real ones (correlate-spec.md
//! §10.2): volatility in waves, heavy tails, averaging, and news in bursts that come with volatility but are blind to
//! the sign.

use rand_pcg::{Pcg64, rand_core::Rng as _};
use ruble_rates::analysis::sample::mean;
use statrs::distribution::{ContinuousCDF, Normal};

/// GARCH(1, 1): ω, α, β.
const GARCH: (f64, f64, f64) = (0.02, 0.10, 0.88);
/// Degrees of freedom of the shocks.
const T_FREEDOM: u32 = 5;
/// Share of yesterday's shock in a change: averaging over hours.
const AVERAGING: f64 = 0.2;
/// Changes thrown away until the process has forgotten its start.
const WARM_UP: usize = 300;
/// The chance that a burst of news begins, at mean volatility, and that it goes on; and that a record of it has news.
const BURST: (f64, f64, f64) = (0.03, 0.85, 0.7);
/// Shape of the gamma distribution of the volume of news: its deviation is half of its mean.
const VOLUME_SHAPE: u32 = 4;

/// Changes in per cent with the variance that made each.
pub struct Changes {
    pub pct: Vec<f64>,
    pub variance: Vec<f64>,
}

/// A number from 0 to 1, neither of them.
pub fn uniform(random: &mut Pcg64) -> f64 {
    ((random.next_u64() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
}

fn normal(random: &mut Pcg64) -> f64 {
    Normal::standard().inverse_cdf(uniform(random))
}

/// Student's t, scaled to variance 1.
fn shock(random: &mut Pcg64) -> f64 {
    let freedom = f64::from(T_FREEDOM);
    let squares: f64 = (0..T_FREEDOM).map(|_| normal(random).powi(2)).sum();
    normal(random) / (squares / freedom).sqrt() * ((freedom - 2.0) / freedom).sqrt()
}

/// `n` changes.
pub fn changes(n: usize, random: &mut Pcg64) -> Changes {
    let (omega, alpha, beta) = GARCH;
    let mut variance = omega / (1.0 - alpha - beta);
    let (mut before, mut made) = (
        0.0,
        Changes {
            pct: Vec::new(),
            variance: Vec::new(),
        },
    );
    for at in 0..n + WARM_UP {
        let own = variance.sqrt() * shock(random);
        if at >= WARM_UP {
            made.pct.push(own + AVERAGING * before);
            made.variance.push(variance);
        }
        variance = omega + alpha * own * own + beta * variance;
        before = own;
    }
    made
}

/// The records that are in a burst of news of a term; it begins more often when volatility is high.
pub fn bursts(variance: &[f64], random: &mut Pcg64) -> Vec<bool> {
    let (enter, stay, _) = BURST;
    let mean = mean(variance);
    let mut is_in_burst = false;
    variance
        .iter()
        .map(|variance| {
            let chance = if is_in_burst {
                stay
            } else {
                enter * variance / mean
            };
            is_in_burst = uniform(random) < chance;
            is_in_burst
        })
        .collect()
}

/// Positions with news of a term, in bursts.
pub fn bursty_events(variance: &[f64], random: &mut Pcg64) -> Vec<u32> {
    let (_, _, mention) = BURST;
    (0u32..)
        .zip(bursts(variance, random))
        .filter(|(_, is_in_burst)| *is_in_burst && uniform(random) < mention)
        .map(|(at, _)| at)
        .collect()
}

/// How many stories are to be expected at each record: gamma about `density`, more when volatility is high.
pub fn volumes(density: f64, variance: &[f64], random: &mut Pcg64) -> Vec<f64> {
    let mean = mean(variance);
    variance
        .iter()
        .map(|variance| {
            let gamma: f64 = (0..VOLUME_SHAPE).map(|_| -uniform(random).ln()).sum();
            let volatility = (variance / mean).sqrt();
            density * volatility.sqrt() * gamma / f64::from(VOLUME_SHAPE)
        })
        .collect()
}

/// A count with this mean, by waiting times.
pub fn poisson(mean: f64, random: &mut Pcg64) -> usize {
    let mut waited = -uniform(random).ln();
    let mut count = 0;
    while waited < mean {
        waited -= uniform(random).ln();
        count += 1;
    }
    count
}

/// A whole number below `n`, each as likely.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is below `n`"
)]
pub fn below(n: usize, random: &mut Pcg64) -> usize {
    (uniform(random) * n as f64) as usize
}

/// `count` different positions below `n`, each as likely.
pub fn random_events(count: usize, n: usize, random: &mut Pcg64) -> Vec<u32> {
    let mut events = std::collections::BTreeSet::new();
    while events.len() < count {
        events.extend(u32::try_from(below(n, random)));
    }
    events.into_iter().collect()
}
